"""The page of one person: score, waterfall, reasons, and the records behind them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Final

import streamlit as st

from moyang_score.app import empty
from moyang_score.app.drawing import Step, waterfall
from moyang_score.app.drawing import show as draw
from moyang_score.app.places import Places
from moyang_score.app.reading import cards_of, catalogue_of, people_of, records_of
from moyang_score.app.tables import Html, badge, fact_boxes, safe, shown_code, table
from moyang_score.app.words import Words
from moyang_score.explain import Explanation, explain_person
from moyang_score.score import LoadedCard

__all__ = ["show"]

_YES_OR_NO: Final = "listed"
_NUMBERS: Final = {"0": "no", "1": "yes"}


def show(places: Places, words: Words) -> None:
    """Show the page."""
    if not places.cards:
        empty.show(words, "empty_card", "moyang demo")
        return
    if not places.data:
        empty.show(words, "empty_data", "moyang features --store STORE --as-of DATE --out features.parquet")
        return
    loaded = next(iter(cards_of(places).values()))
    people, rows = people_of(places)
    token = _token(places, words)
    if not token:
        st.info(words["empty_token"])
        return
    if token not in rows:
        st.warning(words["token_unknown"])
        return
    at = rows[token]
    record = {one.key: _cell(people[one.key][at]) for one in loaded.card.inputs}
    explained = explain_person(loaded.card, record, loaded.evidence, language=words.language, texts=loaded.texts)
    as_of = _cell(people["as_of"][at]) if "as_of" in people else None
    _head(explained, loaded, as_of, words)
    left, right = st.columns([8, 5], gap="large")
    with left:
        _waterfall(explained, words)
        _improvements(explained, words)
    with right:
        _reasons(explained, words)
    with st.expander(words.say("all_items", count=len(explained.rows))):
        st.html(_items(explained, words))
    st.subheader(words["records"], anchor=False)
    if places.store is None or not isinstance(as_of, dt.date):
        empty.show(words, "empty_store", "moyang app --store STORE")
    else:
        _records(places, token, as_of, words)


def _token(places: Places, words: Words) -> str:
    typed, chosen = st.columns([5, 7], vertical_alignment="bottom")
    if places.example:
        chosen.button(words["example"], on_click=_choose, args=(places.example,))
    return typed.text_input(words["token"], key="token", placeholder=words["token_hint"], max_chars=128).strip()


def _choose(token: str) -> None:
    st.session_state["token"] = token


def _cell(cell: Any) -> Any:
    return cell.as_py() if hasattr(cell, "as_py") else cell


def _head(explained: Explanation, loaded: LoadedCard, as_of: Any, words: Words) -> None:
    facts: list[tuple[str, object, str]] = [
        (words["score"], Html(f'<i class="my-score" style="font-style:normal">{explained.score}</i>'), "big")
    ]
    if explained.grade is not None:
        facts.append((words["grade"], _grade(explained, explained.grade), "big"))
    if explained.probability_bad is not None:
        facts.append((words["probability"], f"{explained.probability_bad:.2%}", "big"))
    if as_of is not None:
        facts.append((words["as_of"], as_of, ""))
    if loaded.release:
        facts.append((words["release"], loaded.release, ""))
    facts.append((words["card"], words[f"class_{explained.card_class}"], ""))
    facts.append((words["digest"], shown_code(f"{explained.digest[:16]}…"), ""))
    st.html(fact_boxes(facts))
    if explained.held_by:
        keys = words["comma"].join(_named(explained, key) for key in explained.held_by)
        st.warning(words.say("held", grade=_grade(explained, explained.grade_of_score or ""), keys=keys))
    if explained.flags:
        st.warning(f"{words['flags']} {', '.join(explained.flags)}")


def _waterfall(explained: Explanation, words: Words) -> None:
    moving = [row for row in explained.rows if row.contribution]
    st.subheader(words["waterfall"], anchor=False)
    st.html(f'<p class="my-note">{safe(words.say("waterfall_note", count=len(explained.rows) - len(moving)))}</p>')
    draw(waterfall(list(_steps(explained, words)), words["score"]), words["waterfall"])


def _steps(explained: Explanation, words: Words) -> Iterator[Step]:
    at = explained.start
    yield Step(words["start"], at, at, str(at), whole=True)
    named = [(_named(explained, row.key), row.contribution) for row in explained.rows]
    named += [(_cap(explained, key), points) for key, points in explained.cap_rows]
    for name, points in named:
        if points:
            yield Step(name, at, at + points, f"{points:+d}")
            at += points
    yield Step(words["score"], at, at, str(explained.score), whole=True)


def _reasons(explained: Explanation, words: Words) -> None:
    texts = explained.texts
    st.subheader(words["reasons"], anchor=False)
    if not explained.reasons:
        st.html(f'<p class="my-note">{safe(words["no_reasons"])}</p>')
    for one in explained.reasons:
        told = "" if texts is None else texts.reason(one.code) or ""
        st.html(_box(f"{_named(explained, one.code)}  {one.contribution:+d}", told, "loss"))


def _improvements(explained: Explanation, words: Words) -> None:
    if explained.improvements:
        st.subheader(words["improve"], anchor=False)
        for better in explained.improvements[:4]:
            gain = f"  {words.say('gain', gain=f'{better.gain:+d}')}" if better.gain else ""
            st.html(_box(f"{_named(explained, better.key)}{gain}", better.text, "gain"))


def _box(title: str, text: str, kind: str) -> str:
    return f'<div class="my-reason {kind}"><b>{safe(title)}</b><p>{safe(text)}</p></div>'


def _items(explained: Explanation, words: Words) -> str:
    heads = [words[key] for key in ("item", "value", "attribute", "points", "contribution", "share")]
    rows: list[Sequence[object]] = []
    marks: list[str] = []
    family = None
    for row in explained.rows:
        if row.family != family:
            family = row.family
            rows.append((explained.texts.family(str(family)) if explained.texts else family, "", "", "", "", ""))
            marks.append("head")
        share = "" if row.share is None else f"{row.share:.1%}"
        rows.append(
            (
                _named(explained, row.key),
                _value(explained, row.key, row.value, row.unit, words),
                row.attribute,
                row.points,
                f"{row.contribution:+d}",
                share,
            )
        )
        marks.append("" if row.contribution else "soft")
    for key, points in explained.cap_rows:
        rows.append((_cap(explained, key), "", "", points, f"{points:+d}", ""))
        marks.append("" if points else "soft")
    rows.append((words["score"], "", "", "", explained.score, ""))
    return table(heads, rows, numbers={3, 4, 5}, marks=[*marks, "total"])


def _value(explained: Explanation, key: str, value: str, unit: str | None, words: Words) -> str:
    if not value:
        return words["missing"]
    if unit == _YES_OR_NO and value in _NUMBERS:
        return words[_NUMBERS[value]]
    named = explained.texts.unit(key) if explained.texts else None
    short = (named or "").partition(" (")[0].partition("（")[0]
    return f"{value} {short}".strip()


def _records(places: Places, token: str, as_of: dt.date, words: Words) -> None:
    st.html(f'<p class="my-note">{safe(words["records_note"])}</p>')
    catalogue = catalogue_of(places)
    with st.spinner(words["records_reading"]):
        found = records_of(places, token, as_of)
    if not found:
        st.html(f'<p class="my-note">{safe(words["records_none"])}</p>')
        return
    many = {one.code for one in catalogue.indicators if one.aggregation.kind == "ratio"}
    single = [one for one in found if one.indicator not in many]
    if single:
        st.html(_record_table(catalogue, single, words))
    again = [one for one in found if one.indicator in many]
    if again:
        with st.expander(words.say("records_many", count=len(again))):
            st.html(_record_table(catalogue, again, words))


def _record_table(catalogue: Any, records: Sequence[Any], words: Words) -> str:
    heads = [words[key] for key in ("item", "source", "unit", "occurred_on", "known_on", "until", "counts")]
    language = words.language
    rows = []
    for one in records:
        unit = catalogue.find_unit(one.unit)
        stopped = words["comma"].join(words[f"stop_{guard}"] for guard in one.stopped_by)
        mark = (
            badge(words["yes"], "plain")
            if one.counts
            else Html(f"{badge(words['no'], 'few')}<small>{safe(stopped)}</small>")
        )
        rows.append(
            (
                f"{one.indicator} {catalogue.indicator(one.indicator).name[language]}",
                catalogue.table(one.table).title[language],
                one.unit if unit is None else unit.title[language],
                one.occurred_on or "",
                one.known_on,
                one.until or words["until_open"],
                mark,
            )
        )
    return table(heads, rows, marks=["" if one.counts else "soft" for one in records])


def _named(explained: Explanation, key: str) -> str:
    name = key if explained.texts is None else explained.texts.name(key)
    return key if name == key else f"{key} {name}"


def _cap(explained: Explanation, key: str) -> str:
    return key if explained.texts is None else explained.texts.group(key)


def _grade(explained: Explanation, grade: str) -> str:
    title = grade if explained.texts is None else explained.texts.grade(grade)
    return grade if title == grade else f"{grade} {title}"
