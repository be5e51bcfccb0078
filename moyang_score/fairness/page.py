"""The report as one HTML page that needs nothing else: no script, no font, no picture from elsewhere."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from moyang_score.card import Texts
from moyang_score.fairness.drawing import ratio_svg, share_svg, weight_svg
from moyang_score.fairness.policy import worst
from moyang_score.fairness.report import FairnessReport, GroupingReport, GroupReport
from moyang_score.fairness.style import STYLE
from moyang_score.fairness.suppression import suppressed
from moyang_score.fairness.waterfall import waterfall_section
from moyang_score.fairness.words import ABSENT, Words, loss, percentage_points, persons, points, rate, ratio, share
from moyang_score.page import whole_page
from moyang_score.terminal import printable

__all__ = ["fairness_page"]

_MARKS: Final[Mapping[str, str]] = {"act": "act", "look": "look", "too few to say": "few", "no concern": "fine"}
_MOST_PROXIES: Final = 8


def fairness_page(report: FairnessReport, *, language: str = "en", texts: Texts | None = None) -> str:
    """Lay out a report as a page: verdicts first, then grades, the gap, outcomes, proxies, method and policy.

    Parameters
    ----------
    report : FairnessReport
        The report; figures of few people are taken out first.
    language : {'en', 'zh'}
        The language.
    texts : Texts, optional
        The words that lie beside the card, in the same language.

    Returns
    -------
    str
        HTML; every name and level in it is escaped, and its own policy forbids it to load or run anything.

    Examples
    --------
    >>> from moyang_score.card import Scorecard
    >>> from moyang_score.fairness import fairness_report
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> fairness_page(fairness_report(card, {"sex": ["f"] * 20 + ["m"] * 20}, ["sex"]))[:15]
    '<!doctype html>'
    """
    words = Words(suppressed(report), language, texts)
    lines = [
        *_head(words),
        *_verdicts(words),
        *(line for one in words.report.groupings for line in _grouping(words, one)),
        *_method(words),
        f"<footer>{words['digest']} <code>{report.card.digest}</code></footer>",
    ]
    return whole_page(f"{words['title']} {report.card.digest[:12]}", language, STYLE, lines)


def _head(words: Words) -> Iterator[str]:
    report = words.report
    title = words["title"] if words.texts is None else f"{_text(words.texts.title)} · {words['title']}"
    yield f'<header><h1>{title}</h1><p><span class="class">{words[f"class_{report.card.card_class}"]}</span> '
    facts = [words.rows()]
    if report.goods and report.bads:
        facts.append(words.say("goods_bads", goods=f"{report.goods:,}", bads=f"{report.bads:,}"))
    facts.append(words.say("policy", version=_text(report.policy.version)))
    yield f"{' · '.join(facts)}</p><p><code>{report.card.digest}</code></p></header>"
    said = [words["research"]] if report.card.card_class == "research" else []
    said += [] if report.has_outcomes else [words["no_outcomes"]]
    said += [] if report.card.grades else [words["no_grades"]]
    yield from (f'<p class="warning">{one}</p>' for one in said)


def _verdicts(words: Words) -> Iterator[str]:
    grades = [one.grade for one in words.report.card.grades[:-1]]
    heads = [words["group"], *(_number_head(words[key]) for key in ("n", "mean", "gap", "smd"))]
    heads += [_text(words.boundary(grade)) for grade in grades] or [words["verdict"]]
    note = words.say("verdicts_note", least=words.report.policy.least) if grades else ""
    yield f'<section><h2>{words["verdicts"]}</h2><p class="note">{note}</p><table class="verdicts"><thead><tr>'
    yield "".join(head if head.startswith("<th") else f'<th scope="col">{head}</th>' for head in heads)
    yield "</tr></thead>"
    for one in words.report.groupings:
        yield f'<tbody><tr class="group"><th scope="rowgroup" colspan="{len(heads)}">{_text(one.column)} '
        yield f"{_badge(words, one.verdict)}</th></tr>"
        yield from (_verdict_row(words, group) for group in one.groups)
        yield "</tbody>"
    yield "</table></section>"


def _verdict_row(words: Words, group: GroupReport) -> str:
    score = group.score
    numbers = [words.people(group), ABSENT if score is None else f"{score.mean:.1f}"]
    mark = f" <small>{words['reference']}</small>" if group.is_reference else ""
    if group.is_reference:
        numbers += ["", ""]
        cells = [
            f'<td class="cell">{_text(share(rung.share.value if rung.share else None))}</td>' for rung in group.ladder
        ] or ["<td></td>"]
    else:
        numbers += [_stacked(points(score.gap if score else None)), _stacked(ratio(score.smd if score else None))]
        cells = list(_rung_cells(words, group))
    row = ' class="reference"' if group.is_reference else ""
    counted = "".join(f'<td class="n">{number}</td>' for number in numbers)
    return f'<tr{row}><th scope="row">{_text(words.group(group.group))}{mark}</th>{counted}{"".join(cells)}</tr>'


def _rung_cells(words: Words, group: GroupReport) -> Iterator[str]:
    if not words.report.card.grades:
        yield f"<td>{_badge(words, group.verdict)}</td>"
        return
    ladder = {rung.grade: rung for rung in group.ladder}
    for grade in words.report.card.grades[:-1]:
        rung = ladder.get(grade.grade)
        verdict = group.verdict if rung is None else rung.verdict
        if rung is None or rung.air is None:
            yield f'<td class="cell">{_badge(words, verdict)}</td>'
            continue
        drawn = ratio_svg(rung.air, words.report.policy.air)
        mark = _MARKS.get(verdict or "", "few")
        yield f'<td class="cell {mark}">{_short(ratio(rung.air))}{drawn}{_badge(words, verdict)}</td>'


def _grouping(words: Words, grouping: GroupingReport) -> Iterator[str]:
    title = words.say("grouping", column=_text(grouping.column))
    reference = _text(words.group(grouping.groups[0].group))
    yield f"<section><h2>{title} {_badge(words, grouping.verdict)}</h2>"
    yield f'<p class="note">{words.say("groups_note", reference=reference)}</p>'
    yield from _ladder(words, grouping)
    yield from _outcomes(words, grouping)
    for group in grouping.compared:
        if group.gap is not None:
            yield from waterfall_section(words, grouping, group)
            yield from _proxies(words, group)
    yield "</section>"


def _ladder(words: Words, grouping: GroupingReport) -> Iterator[str]:
    if not words.report.card.grades[:-1]:
        return
    keys = ["reached", "share", "air", "shortfall"]
    keys += ["equal_opportunity", "false_positive"] if words.report.has_outcomes else []
    yield f'<h3>{words["ladder"]}</h3><table><thead><tr><th scope="col">{words["grade"]}</th>'
    yield f'<th scope="col">{words["group"]}</th>{"".join(_number_head(words[key]) for key in keys)}'
    yield f'<th scope="col">{words["verdict"]}</th></tr></thead>'
    for at, grade in enumerate(words.report.card.grades[:-1]):
        yield "<tbody>"
        for group in grouping.groups:
            if not group.ladder:
                continue
            rung = group.ladder[at]
            cells = [ABSENT if rung.reached is None else f"{rung.reached:,}", rate(rung.share)]
            cells += [ratio(rung.air), persons(rung.shortfall)]
            if words.report.has_outcomes:
                cells += [percentage_points(rung.opportunity), percentage_points(rung.false_positive_difference)]
            shown = "".join(f'<td class="n">{_stacked("" if _blank(group, cell) else cell)}</td>' for cell in cells)
            name = _text(words.boundary(grade.grade)) if group.is_reference else ""
            badge = f"<small>{words['reference']}</small>" if group.is_reference else _badge(words, rung.verdict)
            row = ' class="reference"' if group.is_reference else ""
            yield f'<tr{row}><th scope="row">{name}</th><td>{_text(words.group(group.group))}</td>{shown}'
            yield f"<td>{badge}</td></tr>"
        yield "</tbody>"
    yield "</table>"


def _blank(group: GroupReport, cell: str) -> bool:
    """Tell whether there is nothing to show: a reference is compared with nobody."""
    return group.is_reference and cell == ABSENT


def _outcomes(words: Words, grouping: GroupingReport) -> Iterator[str]:
    groups = [one for one in grouping.groups if one.outcomes]
    if not groups:
        return
    rates = [row.bad_rate for one in groups for row in one.outcomes if row.bad_rate is not None]
    highest = max((one.high for one in rates if one.high - one.low < 0.5), default=0.0)
    yield f'<h3>{words["outcomes"]}</h3><p class="note">{words["outcomes_note"]}</p><table><thead><tr>'
    yield f'<th scope="col">{words["group"]}</th>'
    yield "".join(f'<th scope="col">{_text(words.grade(one.grade))}</th>' for one in words.report.card.grades)
    yield f"{_number_head(words['shift'])}</tr></thead><tbody>"
    for group in groups:
        cells = (
            f'<td class="cell">{ABSENT if row.bad_rate is None else _short(rate(row.bad_rate))}'
            f"{'' if row.bad_rate is None else share_svg(row.bad_rate, highest)}</td>"
            for row in group.outcomes
        )
        shift = "" if group.is_reference else _stacked(points(group.shift))
        row = ' class="reference"' if group.is_reference else ""
        yield f'<tr{row}><th scope="row">{_text(words.group(group.group))}</th>{"".join(cells)}'
        yield f'<td class="n">{shift}</td></tr>'
    yield "</tbody></table>"


def _proxies(words: Words, group: GroupReport) -> Iterator[str]:
    shown = [one for one in group.proxies if one.weight > 0][:_MOST_PROXIES]
    if not shown:
        return
    lost = {one.key: one.lost for one in words.report.worths}
    yield f"<h3>{words['proxies']}: {_text(words.group(group.group))}</h3>"
    yield f'<p class="note">{words["proxies_note"]}</p>'
    yield f'<table><thead><tr><th scope="col">{words["characteristic"]}</th>{_number_head(words["strength"])}'
    has_outcomes = words.report.has_outcomes
    yield f"<th></th>{_number_head(words['at_stake'])}{_number_head(words['auc_lost']) if has_outcomes else ''}"
    yield "<th></th></tr></thead><tbody>"
    largest = max(one.strength.value for one in shown)
    for one in shown:
        mark = f'<span class="badge look">{words["is_proxy"]}</span>' if one.is_proxy else ""
        yield f'<tr><th scope="row">{_text(words.row(one.key))}</th><td class="n">{_stacked(ratio(one.strength))}</td>'
        yield f"<td>{weight_svg(one.strength.value, largest)}</td>"
        yield f'<td class="n">{_stacked(points(one.at_stake))}</td>'
        yield f'<td class="n">{_stacked(loss(lost[one.key]))}</td>' if has_outcomes else ""
        yield f"<td>{mark}</td></tr>"
    yield "</tbody></table>"


def _method(words: Words) -> Iterator[str]:
    policy = words.report.policy
    numbers = {
        "level": f"{policy.level:.0%}",
        "air": f"{policy.air:g}",
        "air_high": f"{1 / policy.air:.3g}",
        "widest": f"{policy.widest:g}",
        "least": policy.least,
        "strength": f"{policy.proxy_strength:g}",
        "points": f"{policy.proxy_points:g}",
    }
    yield f'<section class="method"><h2>{words["method"]}</h2>'
    for key in ("verdict", "air", "gap", "support", "proxy", "label", "privacy"):
        yield f"<p>{words.say(f'method_{key}', **numbers)}</p>"
    yield f"<p>{words.say('policy', version=_text(policy.version))}</p></section>"


def _badge(words: Words, verdict: str | None) -> str:
    found = verdict or worst([])
    return f'<span class="badge {_MARKS[found]}">{words[found]}</span>'


def _number_head(text: str) -> str:
    return f'<th scope="col" class="n">{text}</th>'


def _stacked(text: str) -> str:
    """Put an interval on a line of its own."""
    value, bracket, rest = text.partition(" [")
    return f"{value}<small>[{rest}</small>" if bracket else value


def _short(text: str) -> str:
    value, bracket, rest = text.partition(" [")
    return f"{value} <small>[{rest}</small>" if bracket else value


def _text(text: str) -> str:
    """Make a text of the data safe to stand in the page."""
    return escape(printable(text))
