"""The script that Streamlit runs: the head of every page, and the page that is chosen."""

import streamlit as st

from moyang_score.app import compare_page, fairness_page, person_page, scorecard_page
from moyang_score.app.places import read_places
from moyang_score.app.tables import STYLE, safe, shown_code
from moyang_score.app.words import Words
from moyang_score.errors import MoyangError

__all__ = ["show"]

_PAGES = {
    "person": person_page.show,
    "scorecard": scorecard_page.show,
    "compare": compare_page.show,
    "fairness": fairness_page.show,
}
_LANGUAGES = {"zh": "中文", "en": "English"}


def show() -> None:
    """Show the page that the address names, in its language."""
    places = read_places()
    first = places.language if places.language in _LANGUAGES else "en"
    _begin("page", list(_PAGES), "person")
    _begin("lang", list(_LANGUAGES), first)
    words = Words(st.session_state["lang"])
    st.set_page_config(page_title=words["title"], page_icon="⚖️", layout="wide", initial_sidebar_state="collapsed")
    st.html(STYLE)
    page = _head(words)
    st.query_params.update(page=page, lang=words.language)
    st.html(f'<div class="my-banner">{safe(words["banner"])}</div>')
    try:
        _PAGES[page](places, words)
    except MoyangError as error:
        st.error(words["problem"])
        st.html(f"<p>{shown_code(str(error))}</p>")


def _head(words: Words) -> str:
    title, pages, languages = st.columns([2, 6, 2], vertical_alignment="center")
    title.html(f"<h1 style='font-size:26px;margin:0'>{safe(words['title'])}</h1>")
    page = pages.segmented_control(
        words["page"],
        list(_PAGES),
        required=True,
        format_func=lambda one: words[f"page_{one}"],
        key="page",
        label_visibility="collapsed",
    )
    languages.segmented_control(
        words["language"],
        list(_LANGUAGES),
        required=True,
        format_func=lambda one: _LANGUAGES[one],
        key="lang",
        label_visibility="collapsed",
    )
    return page or "person"


def _begin(name: str, known: list[str], otherwise: str) -> None:
    """Begin with what the address asks for; from then on the switches of the page decide."""
    if name not in st.session_state:
        asked = st.query_params.get(name)
        st.session_state[name] = asked if asked in known else otherwise


if __name__ == "__main__":
    show()
