"""The page of fairness: verdicts, where a gap comes from, who reaches each grade, what stands in for a group."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

import streamlit as st

from moyang_score.app import empty
from moyang_score.app.drawing import Bar, Ratio, Step, bars, ladder_chart, waterfall
from moyang_score.app.drawing import show as draw
from moyang_score.app.places import Places
from moyang_score.app.reading import cards_of, report_of
from moyang_score.app.scorecard_page import card_name
from moyang_score.app.tables import ABSENT, Html, badge, number, safe, table
from moyang_score.app.words import Words
from moyang_score.card import Texts
from moyang_score.fairness import TEXTS

__all__ = ["show"]

_KINDS: Final = {"act": "act", "look": "look", "too few to say": "few", "no concern": "fine"}
_MOST_DRAWN: Final = 12
_MOST_PROXIES: Final = 8


def show(places: Places, words: Words) -> None:
    """Show the page."""
    if not places.fairness:
        command = "moyang fairness CARD --data features.parquet --store STORE --groups sex,hukou --out DIR"
        empty.show(words, "empty_fairness", command)
        return
    cards = cards_of(places)
    reports = {folder: report_of(folder) for folder in places.fairness}
    names = {
        folder: card_name(cards[one["digest"]], words) if one["digest"] in cards else one["digest"][:8]
        for folder, one in reports.items()
    }
    folder = st.selectbox(words["report_choice"], list(reports), format_func=lambda one: names[one], width=520)
    report = reports[folder]
    loaded = cards.get(report["digest"]) or next(iter(cards.values()), None)
    texts = None if loaded is None else loaded.texts.get(words.language)
    policy = report["policy"]
    told = words.say("report_on", rows=f"{report['rows']:,}", policy=policy["version"], least=policy["least"])
    st.html(f'<p class="my-note">{safe(told)}</p>')
    st.subheader(words["verdicts"], anchor=False)
    st.html(_verdicts(report, words))
    choices = [(one, group) for one in report["groupings"] for group in one["groups"] if group.get("gap_exact")]
    if not choices:
        return
    at = st.selectbox(
        words["chosen_group"],
        list(range(len(choices))),
        format_func=lambda place: _group_title(choices[place][0], choices[place][1], words),
        index=_gravest(choices),
        key="group",
        width=520,
    )
    grouping, group = choices[at]
    _gap(report, grouping, group, texts, words)
    _ladder(report, grouping, group, texts, words)
    _proxies(group, texts, words)


def _gravest(choices: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> int:
    order = list(_KINDS)
    return min(
        range(len(choices)), key=lambda at: (order.index(choices[at][1]["verdict"]), -abs(choices[at][1]["gap"][0]))
    )


def _group_title(grouping: Mapping[str, Any], group: Mapping[str, Any], words: Words) -> str:
    return words.say(
        "group_named", column=words.named("column", grouping["column"]), group=_group_name(group["group"], words)
    )


def _group_name(group: str | None, words: Words) -> str:
    return TEXTS[words.language]["missing_group"] if group is None else words.named("group", group)


def _verdict(verdict: str | None, words: Words) -> Html:
    return Html("") if verdict is None else badge(TEXTS[words.language][verdict], _KINDS[verdict])


def _verdicts(report: Mapping[str, Any], words: Words) -> str:
    heads = [words[key] for key in ("column", "group", "people", "mean", "gap", "verdict")]
    few = words.say("few_people", least=report["policy"]["least"])
    rows: list[Sequence[object]] = []
    for grouping in report["groupings"]:
        for at, group in enumerate(grouping["groups"]):
            is_reference = group["group"] == grouping["reference"]
            mean = ABSENT if group["mean_score"] is None else f"{group['mean_score']:.1f}"
            rows.append(
                (
                    words.named("column", grouping["column"]) if at == 0 else "",
                    _group_name(group["group"], words),
                    few if group["n"] is None else f"{group['n']:,}",
                    mean,
                    words["reference"] if is_reference else _spread(group.get("gap"), "{:+.2f}"),
                    _verdict(None if is_reference else group["verdict"], words),
                )
            )
    return table(heads, rows, numbers={2, 3, 4})


def _spread(triple: Sequence[float | None] | None, form: str) -> Html:
    """Write a value with its interval below it."""
    if triple is None:
        return Html(ABSENT)
    value, low, high = ("∞" if one is None else form.format(one + 0.0) for one in triple)
    return number(value, small=f"[{low}, {high}]")


def _gap(
    report: Mapping[str, Any], grouping: Mapping[str, Any], group: Mapping[str, Any], texts: Texts | None, words: Words
) -> None:
    reference = _group_name(grouping["reference"], words)
    title = words.say("gap_of", group=_group_name(group["group"], words), reference=reference)
    st.subheader(title, anchor=False)
    st.html(f'<p class="my-note">{safe(words["gap_note"])}</p>')
    ranked = sorted((row for row in group["rows"] if Fraction(row["gap_exact"])), key=_size, reverse=True)
    left, right = st.columns(2, gap="large")
    with left:
        draw(waterfall(list(_steps(group, ranked, texts, words)), words["gap"]), title)
    with right:
        st.html(_gap_rows(report, group, ranked[:_MOST_DRAWN], texts, words))
    if ranked[_MOST_DRAWN:]:
        with st.expander(words.say("gap_all", count=len(ranked))):
            st.html(_gap_rows(report, group, ranked, texts, words))


def _size(row: Mapping[str, Any]) -> Fraction:
    return abs(Fraction(row["gap_exact"]))


def _steps(
    group: Mapping[str, Any], ranked: Sequence[Mapping[str, Any]], texts: Texts | None, words: Words
) -> Iterator[Step]:
    at, total = Fraction(0), Fraction(group["gap_exact"])
    for row in ranked[:_MOST_DRAWN]:
        step = Fraction(row["gap_exact"])
        yield Step(_row_name(row, texts), float(at), float(at + step), f"{float(step):+.2f}")
        at += step
    if rest := len(ranked[_MOST_DRAWN:]):
        yield Step(words.say("change_rest", count=rest), float(at), float(total), f"{float(total - at):+.2f}")
    yield Step(words["gap"], 0.0, float(total), f"{float(total):+.2f}")


def _row_name(row: Mapping[str, Any], texts: Texts | None) -> str:
    key = str(row["key"])
    if texts is None:
        return key
    name = texts.group(key) if row.get("cap") else texts.name(key)
    return name if row.get("cap") or name == key else f"{key} {name}"


def _gap_rows(
    report: Mapping[str, Any],
    group: Mapping[str, Any],
    shown: Sequence[Mapping[str, Any]],
    texts: Texts | None,
    words: Words,
) -> str:
    lost = report["auc_lost"]
    has_outcomes = any(one is not None for one in lost.values())
    heads = [words["item"], words["gap"], words["gap_left"], *([words["auc_lost"]] if has_outcomes else [])]
    rows: list[Sequence[object]] = []
    total = Fraction(group["gap_exact"])
    for row in shown:
        left = row.get("gap_without")
        cells = [_row_name(row, texts), _gap_cell(row["gap_exact"], row["gap"])]
        cells += ["" if left is None else f"{left + 0.0:+.2f}"]
        rows.append([*cells, _spread(lost.get(row["key"]), "{:.4f}")] if has_outcomes else cells)
    blank = [""] * (len(heads) - 2)
    rest = total - sum(Fraction(row["gap_exact"]) for row in shown)
    count = sum(1 for row in group["rows"] if Fraction(row["gap_exact"])) - len(shown)
    if count:
        rows.append([words.say("change_rest", count=count), _gap_cell(str(rest), [float(rest)]), *blank])
    rows.append([words["total"], _gap_cell(str(total), group["gap"], "my-gap-total"), *blank])
    marks = [*([""] * len(shown)), *(["soft"] if count else []), "total"]
    return table(heads, rows, numbers=set(range(1, len(heads))), marks=marks)


def _gap_cell(exact: str, estimate: Sequence[float], kind: str = "my-gap") -> Html:
    """Write a gap, with its fraction for the pointer and its interval, if it has one, below."""
    value, *ends = (f"{one + 0.0:+.2f}" for one in estimate)
    below = f"<small>[{', '.join(ends)}]</small>" if ends else ""
    return Html(f'<span class="{kind}" title="{exact}">{value}</span>{below}')


def _ladder(
    report: Mapping[str, Any], grouping: Mapping[str, Any], group: Mapping[str, Any], texts: Texts | None, words: Words
) -> None:
    reference = grouping["groups"][0]
    if not group["ladder"]:
        return
    st.subheader(words["ladder"], anchor=False)
    st.html(f'<p class="my-note">{safe(words["ladder_note"])}</p>')
    drawn = [one for other in grouping["groups"] for one in _ratios(other, texts, words)]
    if drawn:
        draw(ladder_chart(drawn, report["policy"]["air"], words["air"]), words["ladder"])
    else:
        st.html(f'<p class="my-note">{safe(words["ladder_none"])}</p>')
    heads = [words[key] for key in ("grade", "group", "reached", "share", "air", "shortfall", "verdict")]
    rows: list[Sequence[object]] = []
    for at, rung in enumerate(group["ladder"]):
        for who, one in ((reference, reference["ladder"][at]), (group, rung)):
            rows.append(
                (
                    f"≥ {_grade(one['grade'], texts)}" if who is reference else "",
                    _group_name(who["group"], words),
                    ABSENT if one["reached"] is None else f"{one['reached']:,}",
                    _spread(one["share"], "{:.1%}"),
                    "" if who is reference else _spread(one["air"], "{:.2f}"),
                    "" if who is reference else _spread(one["shortfall"], "{:,.0f}"),
                    words["reference"] if who is reference else _verdict(one["verdict"], words),
                )
            )
    st.html(table(heads, rows, numbers={2, 3, 4, 5}, marks=["soft", ""] * len(group["ladder"])))


def _ratios(group: Mapping[str, Any], texts: Texts | None, words: Words) -> Iterator[Ratio]:
    for rung in group["ladder"]:
        air = rung["air"]
        if air is None or air[0] is None or not air[0]:
            continue
        value, low, high = (float("inf") if one is None else one for one in air)
        text = f"{value:.2f} [{low:.2f}, {high:.2f}]"
        boundary = f"≥ {_grade(rung['grade'], texts)}"
        kind = _KINDS[rung["verdict"] or "too few to say"]
        yield Ratio(boundary, _group_name(group["group"], words), value, low, high, kind, text)


def _grade(grade: str, texts: Texts | None) -> str:
    title = grade if texts is None else texts.grade(grade)
    return grade if title == grade else f"{grade} {title}"


def _proxy_bar(one: Mapping[str, Any], texts: Texts | None) -> Bar:
    value, low, high = one["strength"]
    return Bar(_row_name(one, texts), value, low, high, f"{value:.2f} [{low:.2f}, {high:.2f}]")


def _proxies(group: Mapping[str, Any], texts: Texts | None, words: Words) -> None:
    st.subheader(words["proxies"], anchor=False)
    found = [one for one in group["proxies"] if one["weight"]][:_MOST_PROXIES]
    if not found:
        st.html(f'<p class="my-note">{safe(words["proxies_none"])}</p>')
        return
    left, right = st.columns(2, gap="large")
    with left:
        drawn = [_proxy_bar(one, texts) for one in found]
        draw(bars(drawn, words["strength"]), words["proxies"])
    heads = [words[key] for key in ("item", "strength", "at_stake", "verdict")]
    rows = [
        (
            _row_name(one, texts),
            _spread(one["strength"], "{:.2f}"),
            _spread(one["at_stake"], "{:+.2f}"),
            badge(words["is_proxy"], "look") if one["is_proxy"] else "",
        )
        for one in found
    ]
    with right:
        st.html(table(heads, rows, numbers={1, 2}))
