"""The page of a scorecard: what it is, its grades, its points table with evidence, and pictures of both."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import streamlit as st

from moyang_score.app import empty
from moyang_score.app.drawing import Bar, panels, range_chart
from moyang_score.app.drawing import show as draw
from moyang_score.app.places import Places
from moyang_score.app.reading import cards_of
from moyang_score.app.tables import ABSENT, fact_boxes, percent, safe, shown_code, table
from moyang_score.app.words import Words
from moyang_score.caution import caution_in
from moyang_score.review import CharacteristicPoints, PointsTable, points_table
from moyang_score.score import LoadedCard

__all__ = ["card_name", "show"]


def show(places: Places, words: Words) -> None:
    """Show the page."""
    if not places.cards:
        empty.show(words, "empty_card", "moyang demo")
        return
    cards = cards_of(places)
    chosen = st.selectbox(words["card"], list(cards), format_func=lambda one: card_name(cards[one], words), width=520)
    loaded = cards[chosen]
    told = points_table(loaded.card, loaded.evidence, loaded.texts.get(words.language))
    st.html(fact_boxes(_facts(loaded, words)))
    if told.summary.warnings:
        listed = "".join(f"<li>{safe(caution_in(words.language, one))}</li>" for one in told.summary.warnings)
        st.html(f'<div class="my-banner">{safe(words["warnings"])}<ul>{listed}</ul></div>')
    left, right = st.columns([7, 6], gap="large")
    with left:
        st.subheader(words["grades"], anchor=False)
        st.html(_grades(told, words))
    with right:
        _limits(loaded, words)
    st.subheader(words["reach"], anchor=False)
    st.html(f'<p class="my-note">{safe(words["reach_note"])}</p>')
    draw(range_chart([_range(one) for one in told.characteristics], words["points"]), words["reach"])
    _one(told, words)
    st.subheader(words["points_table"], anchor=False)
    st.html(_points(told, words))


def card_name(loaded: LoadedCard, words: Words) -> str:
    """Return what a card is called: its release, or what made it."""
    made = words.named("learner", loaded.evidence.get("learner"))
    return f"{loaded.release} · {made}" if loaded.release else f"{made} · {loaded.card.digest[:8]}"


def _facts(loaded: LoadedCard, words: Words) -> Iterator[tuple[str, object, str]]:
    card, evidence = loaded.card, loaded.evidence
    yield words["card"], words[f"class_{card.card_class}"], ""
    yield words["learner"], words.named("learner", evidence.get("learner")), ""
    data = evidence.get("data", {})
    if "rows" in data:
        yield words["rows"], f"{data['rows']:,}", ""
    if "bads" in data:
        yield words["bads"], f"{data['bads']:,} ({data['bad_rate']:.2%})", ""
    low, high = card.attainable
    yield words["attainable"], words.say("range", low=low, high=high), ""
    for metric in evidence.get("metrics", []):
        value, lower, upper = metric["auc"]
        label = words.say("auc_sample", sample=words.named("sample", metric["sample"]))
        yield label, f"{value:.3f} [{lower:.3f}, {upper:.3f}]", ""
    yield words["digest"], shown_code(f"{card.digest[:16]}…"), ""


def _grades(told: PointsTable, words: Words) -> str:
    heads = [words[key] for key in ("grade", "minimum", "people", "share", "bad_rate")]
    rows = [
        (
            _titled(one),
            ABSENT if one["min"] is None else one["min"],
            ABSENT if one.get("n") is None else f"{one['n']:,.0f}",
            percent(one.get("share")),
            percent(one.get("bad_rate")),
        )
        for one in told.summary.grades
    ]
    return table(heads, rows, numbers={1, 2, 3, 4})


def _titled(grade: Mapping[str, Any]) -> str:
    title = grade.get("title", grade["grade"])
    return str(title) if title == grade["grade"] else f"{grade['grade']} {title}"


def _limits(loaded: LoadedCard, words: Words) -> None:
    if not loaded.card.groups:
        return
    texts = loaded.texts.get(words.language)
    st.subheader(words["limits"], anchor=False)
    rows = [(one.key if texts is None else texts.group(one.key), f"{one.limit:+d}") for one in loaded.card.groups]
    st.html(table([words["family"], words["limit"]], rows, numbers={1}))


def _range(one: CharacteristicPoints) -> Bar:
    return Bar(one.titled, None, one.lowest, one.highest, f"{one.lowest:+d} … {one.highest:+d}")


def _one(told: PointsTable, words: Words) -> None:
    named = {one.key: one for one in told.characteristics}
    if not named:
        return
    st.subheader(words["by_attribute"], anchor=False)
    chosen = st.selectbox(
        words["chosen_item"], list(named), format_func=lambda key: named[key].titled, index=_widest(told), width=520
    )
    rows = named[chosen].rows
    parts: list[tuple[str, Sequence[float | None], str, str]] = [
        (words["points"], [row.points for row in rows], "+d", "sign"),
        (words["share"], [row.share for row in rows], ".0%", ""),
    ]
    if not told.without_outcome:
        parts.append((words["bad_rate"], [row.bad_rate for row in rows], ".1%", ""))
    draw(panels([row.attribute for row in rows], parts), words["by_attribute"])
    if told.without_outcome:
        st.html(f'<p class="my-note">{safe(words["without_outcome"])}</p>')


def _widest(told: PointsTable) -> int:
    """Return the characteristic with most attributes that people fall into: the one that shows most."""
    peopled = [sum(1 for row in one.rows if row.n) for one in told.characteristics]
    return peopled.index(max(peopled))


def _points(told: PointsTable, words: Words) -> str:
    keys = ("attribute", "points", "people", "share", *(() if told.without_outcome else ("bad_rate",)))
    heads = [words[key] for key in keys]
    rows: list[Sequence[object]] = []
    marks: list[str] = []
    for one in told.characteristics:
        rows.append((one.titled, *([""] * (len(heads) - 1))))
        marks.append("head")
        for row in one.rows:
            n = ABSENT if row.n is None else f"{row.n:,.0f}"
            rows.append((row.attribute, row.points, n, percent(row.share), percent(row.bad_rate))[: len(heads)])
            marks.append("" if row.n or row.n is None else "soft")
    return table(heads, rows, numbers={1, 2, 3, 4}, marks=marks)
