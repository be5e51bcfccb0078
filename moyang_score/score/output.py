"""The columns that scoring a table gives: one row per row of the table, in its order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from moyang_score.card import Scorecard, Scored
from moyang_score.errors import ColumnError
from moyang_score.files import Table

__all__ = ["Progress", "check_inputs", "column_names", "rounded_probabilities", "row_ids", "score_table"]

CHUNK: Final = 100_000
DECIMALS: Final = 12  # of a probability: enough to tell scores apart, few enough to be the same on every machine

Progress = Callable[[int, int], None]


def score_table(
    card: Scorecard,
    table: Table,
    *,
    id_column: str | None = None,
    points: bool = False,
    reasons: bool = False,
    progress: Progress | None = None,
) -> dict[str, Sequence[Any]]:
    """Score each row of a table.

    Parameters
    ----------
    card : Scorecard
        The card.
    table : Table
        The rows, with every column that the card reads; other columns are ignored.
    id_column : str, optional
        The column to copy into ``id``, as it stands; values may repeat. Without it the rows are numbered in ``row``,
        from 1.
    points : bool
        Add ``points_<key>`` for each characteristic and each cap row.
    reasons : bool
        Add ``reason_1`` … ``reason_k``, k as the card's policy says; None where there are fewer reasons.
    progress : callable, optional
        Called with the rows done and all rows, after each chunk.

    Returns
    -------
    dict
        Column name to cells: ``id`` or ``row``, ``score``, ``grade`` (None on a card without grades),
        ``probability_bad`` (rounded to 12 decimals, None on a card without scaling), ``digest``, ``flags`` (joined by
        ``;``, empty where there is none), then points and reasons.

    Raises
    ------
    ColumnError
        If the id column or a column that the card reads is absent; the message names all that are.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> score_table(card, Table("people.csv", {"age": ["41", "x"]}))["score"]
    [650, 650]
    """
    ids = row_ids(table, id_column)
    check_inputs(card, table)
    columns: dict[str, list[Any]] = {name: [] for name in column_names(card, points=points, reasons=reasons)}
    for start, scored in _chunks(card, table):
        for name, cells in _cells(scored, columns):
            columns[name].extend(cells)
        if progress is not None:
            progress(start + len(scored), len(table))
    return {"row" if id_column is None else "id": ids, **columns}


def row_ids(table: Table, id_column: str | None) -> Sequence[Any]:
    """Return what rows are told by: the cells of a column, or their numbers from 1."""
    return range(1, len(table) + 1) if id_column is None else table[id_column]


def check_inputs(card: Scorecard, table: Table) -> None:
    """Refuse a table without the columns that a card reads."""
    absent = [one.key for one in card.inputs if one.key not in table]
    if not absent:
        return
    if len(absent) == 1:
        table[absent[0]]  # raises, and names the nearest column
    shown = ", ".join(map(repr, absent[:5])) + (f" and {len(absent) - 5} more" if len(absent) > 5 else "")
    raise ColumnError(
        f"{len(absent)} of the {len(card.inputs)} columns that the card reads are absent: {shown}",
        where=table.source,
        fix="add them, or check the header and the delimiter",
    )


def column_names(card: Scorecard, *, points: bool, reasons: bool) -> Iterator[str]:
    """Yield the names of the columns after the first."""
    yield from ("score", "grade", "probability_bad", "digest", "flags")
    if points:
        yield from (f"points_{key}" for key in card.rows)
    if reasons:
        yield from (f"reason_{number}" for number in range(1, card.reason_policy.k + 1))


def _chunks(card: Scorecard, table: Table) -> Iterator[tuple[int, Scored]]:
    """Yield the scored rows piece by piece: what a row needs on the way is many times what it leaves behind."""
    columns = {one.key: table[one.key] for one in card.inputs} or dict(list(table.columns.items())[:1])
    for start in range(0, len(table), CHUNK):
        yield start, card.apply({key: column[start : start + CHUNK] for key, column in columns.items()})


def _cells(scored: Scored, wanted: Mapping[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    card = scored.card
    yield "score", scored.score.tolist()
    yield "grade", scored.grade.tolist()
    yield "probability_bad", rounded_probabilities(card, scored.score.tolist())
    yield "digest", [card.digest] * len(scored)
    yield "flags", list(map(";".join, scored.flags))
    for at, key in enumerate(card.rows):
        if (name := f"points_{key}") in wanted:
            yield name, scored.points[:, at].tolist()
    for number in range(1, card.reason_policy.k + 1):
        if (name := f"reason_{number}") in wanted:
            yield name, [codes[number - 1] if len(codes) >= number else None for codes in scored.reasons]


def rounded_probabilities(card: Scorecard, scores: Sequence[int]) -> list[float | None]:
    """Return the probability of bad of each score, rounded; None on a card without scaling."""
    if card.scaling is None:
        return [None] * len(scores)
    return [round(value, DECIMALS) for value in card.probability_bad(scores).tolist()]
