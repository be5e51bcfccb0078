"""The points table as lines of text."""

from collections.abc import Iterator
from typing import Final

from moyang_score.review.numbers import ABSENT, count_text, grade_title, rate_text, score_range, signed_text
from moyang_score.review.points_table import CharacteristicPoints, PointsTable
from moyang_score.review.summary import Summary
from moyang_score.terminal import aligned, bar, counted, padded, printable, shortened

__all__ = ["points_text"]

_ATTRIBUTE_WIDTH: Final = 36
_REASON_WIDTH: Final = 80
_BAR_WIDTH: Final = 12
_MOST_DROPPED: Final = 8
_HEADER: Final = ("attribute", "points", "±", "rows", "share", "bads", "bad rate", "woe", "")
_COUNTED: Final = 5  # the columns that need no outcome


def points_text(table: PointsTable) -> str:
    """Lay out a points table for the terminal.

    Parameters
    ----------
    table : PointsTable
        The table.

    Returns
    -------
    str
        Summary, grades, one block per characteristic, dropped columns and warnings; about 110 columns wide, without
        a line end at the last line.

    Examples
    --------
    >>> from moyang_score.card import Evidence, Scorecard
    >>> from moyang_score.review import points_table
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> print(points_text(points_table(card, Evidence({"digest": card.digest}))).splitlines()[1])
    attainable scores  650 to 650
    """
    blocks = [list(_head(table.summary))]
    if table.summary.grades:
        blocks.append(list(_grades(table)))
    blocks.append(list(_characteristics(table)))
    blocks.append(list(_tail(table.summary)))
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _head(summary: Summary) -> Iterator[str]:
    yield f"{summary.card_class} card {summary.digest}"
    yield from aligned([[fact.label, printable(fact.text)] for fact in (*summary.facts, *summary.caps)])


def _grades(table: PointsTable) -> Iterator[str]:
    rows = [["grade", "scores", "rows", "share", "bads", "bad rate", "95% interval"]]
    better = None
    for one in table.summary.grades:
        low, high = one.get("low"), one.get("high")
        interval = ABSENT if low is None else f"{rate_text(low)} to {rate_text(high)}"
        counts = [count_text(one.get("n")), rate_text(one.get("share")), count_text(one.get("bads"))]
        scores = score_range(one["min"], better)
        rows.append([printable(grade_title(one)), scores, *counts, rate_text(one.get("bad_rate")), interval])
        better = one["min"]
    yield from aligned([row[:4] for row in rows] if table.without_outcome else rows, right={2, 3, 4, 5})


def _characteristics(table: PointsTable) -> Iterator[str]:
    """Yield the blocks of all characteristics, their columns lined up with each other."""
    largest = max((row.bad_rate or 0.0 for row in table.rows), default=0.0)
    cells = [list(_HEADER)]
    for one in table.characteristics:
        cells += list(_cells(one, largest))
    if table.without_outcome:
        cells = [row[:_COUNTED] for row in cells]
    lines = iter(aligned(cells, right=set(range(1, 8)), indent="  ")) if table.rows else iter(())
    header = next(lines, "")
    family = None
    for number, one in enumerate(table.characteristics):
        if number:
            yield ""
        if one.family_name not in {None, family}:
            family = one.family_name
            limits = "".join(f" · {limit}" for limit in table.family_limits.get(one.family or "", ()))
            yield printable(f"{one.family} {family}{limits}")
            yield ""
        yield _title(one)
        yield header
        for _ in one.rows:
            yield next(lines)


def _title(one: CharacteristicPoints) -> str:
    parts = [printable(one.titled), f"{one.lowest} to {one.highest} points, neutral {one.neutral}"]
    if one.unit is not None:
        parts.append(f"unit {printable(one.unit)}")
    if one.iv is not None:
        parts.append(f"IV {one.iv:.3f}")
    if one.trend:
        parts.append(f"trend {one.trend}")
    if one.reason != one.key:
        parts.append(f"reason {printable(one.reason)}")
    return " · ".join(parts)


def _cells(one: CharacteristicPoints, largest: float) -> Iterator[list[str]]:
    for row in one.rows:
        attribute = shortened(printable(row.attribute), _ATTRIBUTE_WIDTH)
        if row.ceiling is not None:
            attribute += f" (at best {printable(row.ceiling)})"
        counts = [count_text(row.n), rate_text(row.share), count_text(row.bads), rate_text(row.bad_rate)]
        drawn = bar((row.bad_rate or 0.0) / largest, _BAR_WIDTH) if largest else ""
        yield [attribute, str(row.points), f"{row.contribution:+d}", *counts, signed_text(row.woe), drawn]


def _tail(summary: Summary) -> Iterator[str]:
    if summary.dropped:
        yield f"Left out {counted(len(summary.dropped), 'column')}:"
        shown = summary.dropped[:_MOST_DROPPED]
        width = max(len(printable(fact.label)) for fact in shown)
        for fact in shown:
            reason = shortened(printable(fact.text), _REASON_WIDTH)
            yield f"  {padded(printable(fact.label), width)}  {reason}"
        if len(summary.dropped) > len(shown):
            yield f"  and {len(summary.dropped) - len(shown)} more, see evidence.json"
    for warning in summary.warnings:
        yield f"Warning: {printable(warning)}."
