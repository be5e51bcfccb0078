"""The part of the page that splits a gap: the waterfall of rows, then the attributes of the heaviest."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from html import escape
from typing import Final

from moyang_score.fairness.document import words_of
from moyang_score.fairness.drawing import step_svg
from moyang_score.fairness.gap import GapRow
from moyang_score.fairness.report import GroupingReport, GroupReport
from moyang_score.fairness.words import ABSENT, Words, loss, points, rate, share, signed
from moyang_score.terminal import printable

__all__ = ["waterfall_section"]

_MOST_ROWS: Final = 10
_MOST_OPENED: Final = 5
_LEAST: Final = Fraction(1, 200)  # points that round to nothing


def waterfall_section(words: Words, grouping: GroupingReport, group: GroupReport) -> Iterator[str]:
    """Yield the lines that split the gap of one group."""
    gap = group.gap
    if gap is None:
        return
    name = _text(f"{grouping.column} = {words.group(group.group)}")
    yield f'<h3>{words.say("gap_of", group=name)}</h3><p class="note">{words["gap_note"]}</p>'
    ranked = [row for row in gap.ranked if abs(row.gap) >= _LEAST]
    shown, rest = ranked[:_MOST_ROWS], [row for row in gap.rows if row not in ranked[:_MOST_ROWS]]
    total = _stacked(points(group.score.gap if group.score else None))
    yield from _steps(words, shown, rest, (gap.total, total))
    opened = [row for row in shown if row.attributes][:_MOST_OPENED]
    if opened:
        yield from _attributes(words, group, opened)


def _steps(words: Words, shown: Sequence[GapRow], rest: Sequence[GapRow], total: tuple[Fraction, str]) -> Iterator[str]:
    lost = {one.key: one.lost for one in words.report.worths}
    reach = _reach([row.gap for row in shown], total[0])
    has_outcomes = words.report.has_outcomes
    yield f'<table class="waterfall"><thead><tr><th scope="col">{words["characteristic"]}</th>'
    yield f'<th scope="col" class="n">{words["points"]}</th><th></th>'
    yield f'<th scope="col" class="n">{words["auc_lost"]}</th>' if has_outcomes else ""
    yield f'<th scope="col" class="n">{words["gap_left"]}</th></tr></thead><tbody>'
    before = Fraction(0)
    for row in shown:
        left = "" if row.gap_without is None else signed(float(row.gap_without))
        cells = [_stacked(points(row.estimate)), step_svg(float(before), float(before + row.gap), reach)]
        cells += [_stacked(loss(lost[row.key])) if row.key in lost else ""] if has_outcomes else []
        yield _line(_text(words.row(row.key)), [*cells, left], "")
        before += row.gap
    if rest:
        step = total[0] - before
        drawn = step_svg(float(before), float(total[0]), reach)
        cells = [signed(float(step)), drawn, *([""] if has_outcomes else []), ""]
        yield _line(words.say("rest_gap", count=len(rest)), cells, "rest")
    drawn = step_svg(0.0, float(total[0]), reach)
    yield _line(words["total"], [total[1], drawn, *([""] if has_outcomes else []), ""], "total")
    yield "</tbody></table>"


def _line(name: str, cells: Sequence[str], mark: str) -> str:
    shown = "".join(f"<td>{cell}</td>" if at == 1 else f'<td class="n">{cell}</td>' for at, cell in enumerate(cells))
    row = f' class="{mark}"' if mark else ""
    return f'<tr{row}><th scope="row">{name}</th>{shown}</tr>'


def _reach(steps: Sequence[Fraction], total: Fraction) -> tuple[float, float]:
    at, ends = Fraction(0), [Fraction(0), total]
    for step in steps:
        at += step
        ends.append(at)
    return float(min(ends)), float(max(ends))


def _attributes(words: Words, group: GroupReport, rows: Sequence[GapRow]) -> Iterator[str]:
    characteristics = {one.key: one for one in words.report.card.characteristics}
    n, other_n = _size(rows[0])
    has_outcomes = words.report.has_outcomes
    heads = [words["points"], words["share"], words["share_other"], words["gap"]]
    heads += [words["bad_rate"]] if has_outcomes else []
    yield f"<details{' open' if group.verdict in {'act', 'look'} else ''}><summary>{words['many_outcomes']}</summary>"
    yield f'<table><thead><tr><th scope="col">{words["attribute"]}</th>'
    yield "".join(f'<th scope="col" class="n">{head}</th>' for head in heads)
    yield f'<th scope="col">{words["support"]}</th></tr></thead>' if has_outcomes else "</tr></thead>"
    for row in rows:
        width = len(heads) + 1 + has_outcomes
        yield f'<tbody><tr class="key"><th scope="rowgroup" colspan="{width}">{_text(words.row(row.key))}'
        yield f"<small>{points(row.estimate)}</small></th></tr>"
        for one in sorted(row.attributes, key=lambda each: -abs(each.gap)):
            text = words_of(words.report.card, characteristics[row.key], one, words.language)
            cells = [ABSENT if one.points is None else str(one.points), share(one.n / n), share(one.other_n / other_n)]
            cells += [signed(float(one.gap))] + ([_stacked(rate(one.bad_rate))] if has_outcomes else [])
            support = f'<td class="{one.support or "unknown"}">{words[one.support] if one.support else ""}</td>'
            shown = "".join(f'<td class="n">{cell}</td>' for cell in cells)
            yield f'<tr><td class="attribute">{_text(text)}</td>{shown}{support if has_outcomes else ""}</tr>'
        yield "</tbody>"
    yield "</table></details>"


def _size(row: GapRow) -> tuple[int, int]:
    return sum(one.n for one in row.attributes), sum(one.other_n for one in row.attributes)


def _stacked(text: str) -> str:
    """Put an interval on a line of its own."""
    value, bracket, rest = text.partition(" [")
    return f"{value}<small>[{rest}</small>" if bracket else value


def _text(text: str) -> str:
    return escape(printable(text))
