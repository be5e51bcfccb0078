"""The points table as one HTML page that needs nothing else: no script, no font, no picture from elsewhere."""

from collections.abc import Iterator
from html import escape
from typing import Final

from moyang_score.page import whole_page
from moyang_score.review.numbers import ABSENT, count_text, grade_title, rate_text, score_range, signed_text
from moyang_score.review.points_table import CharacteristicPoints, PointsRow, PointsTable
from moyang_score.review.style import STYLE
from moyang_score.review.summary import Summary
from moyang_score.terminal import printable

__all__ = ["points_page"]

_BAR_WIDTH: Final = 120
_BAR_HEIGHT: Final = 10
_HEADER: Final = ("Attribute", "Points", "±", "", "Rows", "Share", "Bads", "Bad rate", "", "WOE")
_HEADER_COUNTED: Final = ("Attribute", "Points", "±", "", "Rows", "Share", "")


def points_page(table: PointsTable) -> str:
    """Lay out a points table as a page, readable at 1280 pixels and in print.

    Parameters
    ----------
    table : PointsTable
        The table.

    Returns
    -------
    str
        HTML; every name and level in it is escaped, and its own policy forbids it to load or run anything.

    Examples
    --------
    >>> from moyang_score.card import Evidence, Scorecard
    >>> from moyang_score.review import points_table
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> points_page(points_table(card, Evidence({"digest": card.digest})))[:15]
    '<!doctype html>'
    """
    summary = table.summary
    lines = [
        *_head(table),
        *_grades(table),
        *_points(table),
        *_dropped(summary),
        f"<footer>digest <code>{_text(summary.digest)}</code></footer>",
    ]
    return whole_page(f"Points table {summary.digest[:12]}", "en", STYLE, lines)


def _head(table: PointsTable) -> Iterator[str]:
    summary = table.summary
    title = "Points table" if table.title is None else f"{_text(table.title)}: points table"
    yield f'<header><h1>{title}</h1><p><span class="class">{_text(summary.card_class)} card</span> '
    yield f"<code>{_text(summary.digest)}</code></p></header>"
    if summary.warnings:
        items = "".join(f"<li>{_text(warning)}</li>" for warning in summary.warnings)
        yield f'<section class="warnings"><h2>Before you trust it</h2><ul>{items}</ul></section>'
    facts = "".join(f"<div><dt>{_text(fact.label)}</dt><dd>{_text(fact.text)}</dd></div>" for fact in summary.facts)
    # where families have a heading of their own, their limits stand there
    shown = () if table.family_limits else summary.caps
    caps = "".join(f"<div><dt>cap {_text(fact.label)}</dt><dd>{_text(fact.text)}</dd></div>" for fact in shown)
    yield f'<section><dl class="facts">{facts}{caps}</dl></section>'


def _grades(table: PointsTable) -> Iterator[str]:
    grades = table.summary.grades
    if not grades:
        return
    largest = max((one.get("high") or 0.0 for one in grades), default=0.0)
    outcome = () if table.without_outcome else ("Bads", "Bad rate", "95% interval")
    heads = ("Grade", "Scores", "Rows", "Share", *outcome, "")
    yield f'<section><h2>Grades</h2><table class="grades"><thead>{_header_row(heads)}</thead><tbody>'
    better = None
    for one in grades:
        low, high = one.get("low"), one.get("high")
        interval = ABSENT if low is None else f"{rate_text(low)} to {rate_text(high)}"
        cells = [count_text(one.get("n")), rate_text(one.get("share"))]
        drawn = _rate_svg(one.get("share"), None, 1.0)
        if not table.without_outcome:
            cells += [count_text(one.get("bads")), rate_text(one.get("bad_rate")), interval]
            drawn = _rate_svg(one.get("bad_rate"), table.summary.bad_rate, largest)
        numbers = "".join(f'<td class="n">{cell}</td>' for cell in cells)
        scores = score_range(one["min"], better)
        yield f'<tr><th scope="row">{_text(grade_title(one))}</th><td>{scores}</td>{numbers}<td>{drawn}</td></tr>'
        better = one["min"]
    yield "</tbody></table></section>"


def _points(table: PointsTable) -> Iterator[str]:
    largest = max((abs(row.contribution) for row in table.rows), default=0)
    highest = max((row.bad_rate or 0.0 for row in table.rows), default=0.0)
    heads = _HEADER_COUNTED if table.without_outcome else _HEADER
    yield "<section><h2>Points</h2>"
    yield '<p class="note">± is points minus neutral points: what an attribute adds to, or takes from, the score of '
    official = table.summary.card_class == "official"
    rows = "of the table" if official else "the card was fitted on"
    end = ", and move no point." if table.without_outcome else "; the thin line is their bad rate."
    yield f"a neutral person. Counts are of the rows {rows}{end}"
    yield f'</p><table class="points"><thead>{_header_row(heads)}</thead>'
    family = None
    for one in table.characteristics:
        if one.family_name not in {None, family}:
            family = one.family_name
            yield f"<tbody>{_family(one, table, len(heads))}</tbody>"
        yield f"<tbody>{_title(one, len(heads))}"
        for row in one.rows:
            counted = _counted(row) if table.without_outcome else _judged(row, table.summary.bad_rate, highest)
            yield _row(row, largest, counted)
        yield "</tbody>"
    yield "</table></section>"


def _family(one: CharacteristicPoints, table: PointsTable, width: int) -> str:
    """Head a family with its name and the limits that hold its characteristics together."""
    said = " · ".join(table.family_limits.get(one.family or "", ()))
    name = f"{_text(one.family or '')} {_text(one.family_name or '')}"
    return (
        f'<tr class="family"><th scope="rowgroup" colspan="{width}"><span>{name}</span> '
        f"<small>{_text(said)}</small></th></tr>"
    )


def _title(one: CharacteristicPoints, width: int) -> str:
    notes = [f"{one.lowest} to {one.highest} points", f"neutral {one.neutral}"]
    if one.unit is not None:
        notes.append(f"unit {one.unit}")
    if one.iv is not None:
        notes.append(f"IV {one.iv:.3f}")
    if one.trend:
        notes.append(f"trend {one.trend}")
    if one.reason != one.key:
        notes.append(f"reason {one.reason}")
    if one.family and one.family_name is None:
        notes.append(f"family {one.family}")
    return (
        f'<tr class="key"><th scope="rowgroup" colspan="{width}"><span>{_text(one.titled)}</span> '
        f"<small>{_text(' · '.join(notes))}</small></th></tr>"
    )


def _row(row: PointsRow, largest: int, counted: str) -> str:
    ceiling = "" if row.ceiling is None else f' <small class="ceiling">at best {_text(row.ceiling)}</small>'
    empty = ' class="empty"' if not row.n else ""
    return (
        f'<tr{empty}><td class="attribute">{_text(row.attribute)}{ceiling}</td>'
        f'<td class="n points">{row.points}</td><td class="n">{row.contribution:+d}</td>'
        f"<td>{_points_svg(row.contribution, largest)}</td>{counted}</tr>"
    )


def _counted(row: PointsRow) -> str:
    return f"{_numbers(count_text(row.n), rate_text(row.share))}<td>{_rate_svg(row.share, None, 1.0)}</td>"


def _judged(row: PointsRow, overall: float | None, highest: float) -> str:
    numbers = _numbers(count_text(row.n), rate_text(row.share), count_text(row.bads), rate_text(row.bad_rate))
    return f"{numbers}<td>{_rate_svg(row.bad_rate, overall, highest)}</td>{_numbers(signed_text(row.woe))}"


def _numbers(*numbers: str) -> str:
    return "".join(f'<td class="n">{number}</td>' for number in numbers)


def _dropped(summary: Summary) -> Iterator[str]:
    if not summary.dropped:
        return
    yield f'<section><h2>Columns left out ({len(summary.dropped)})</h2><table class="dropped"><tbody>'
    for fact in summary.dropped:
        yield f'<tr><th scope="row">{_text(fact.label)}</th><td>{_text(fact.text)}</td></tr>'
    yield "</tbody></table></section>"


def _points_svg(contribution: int, largest: int) -> str:
    middle = _BAR_WIDTH / 2
    length = abs(contribution) / largest * middle if largest else 0.0
    start = middle - length if contribution < 0 else middle
    side = "loss" if contribution < 0 else "gain"
    line = f'<line x1="{middle:g}" x2="{middle:g}" y1="0" y2="{_BAR_HEIGHT}"/>'
    return _svg(f'<rect class="{side}" x="{start:.1f}" width="{length:.1f}" height="{_BAR_HEIGHT}"/>{line}')


def _rate_svg(rate: float | None, overall: float | None, highest: float) -> str:
    if rate is None or not highest:
        return ""
    drawn = f'<rect class="rate" width="{rate / highest * _BAR_WIDTH:.1f}" height="{_BAR_HEIGHT}"/>'
    if overall is not None and overall <= highest:
        at = overall / highest * _BAR_WIDTH
        drawn += f'<line x1="{at:.1f}" x2="{at:.1f}" y1="0" y2="{_BAR_HEIGHT}"/>'
    return _svg(drawn)


def _svg(drawn: str) -> str:
    return f'<svg width="{_BAR_WIDTH}" height="{_BAR_HEIGHT}" aria-hidden="true">{drawn}</svg>'


def _header_row(heads: tuple[str, ...]) -> str:
    left = {"Attribute", "Grade", "Scores"}
    cells = (f'<th scope="col"{"" if head in left else " class=n"}>{head}</th>' for head in heads)
    return f"<tr>{''.join(cells)}</tr>"


def _text(text: str) -> str:
    """Make a text of the data safe to stand in the page."""
    return escape(printable(text))
