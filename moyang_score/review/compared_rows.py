"""Rows scored by several cards at once: the scores, and how many rows fall into which attributes of which card."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score.card import UNSEEN, Scorecard, Scored
from moyang_score.errors import ColumnError, SampleError
from moyang_score.review.candidate import Shared

__all__ = ["NOT_KNOWN", "Cell", "ComparedRows", "OfCard", "score_rows"]

NOT_KNOWN: Final = -1  # the outcome of a row that has none
_CHUNK: Final = 100_000

Combination = tuple[int, ...]
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Cell:
    """Count rows, those whose outcome is known, and bads among these."""

    n: int = 0
    known: int = 0
    bads: int = 0


@dataclass(frozen=True, eq=False)
class OfCard:
    """Hold what one card says about the rows.

    Parameters
    ----------
    score : ndarray (n,) of int64
        The scores.
    grade : ndarray (n,) of int16
        Positions among the grades of the card, best first; all -1 on a card without grades.
    caps : mapping
        Group to its cap rows (n,).
    unseen : int
        Rows with at least one value that was never seen or cannot be read.
    """

    score: npt.NDArray[np.int64]
    grade: npt.NDArray[np.int16]
    caps: Mapping[str, npt.NDArray[np.int64]]
    unseen: int


@dataclass(frozen=True, eq=False)
class ComparedRows:
    """Hold rows as several cards see them.

    Parameters
    ----------
    rows : int
        Their number.
    outcome : ndarray (n,) of int8
        1 bad, 0 good, `NOT_KNOWN`.
    cards : tuple of OfCard
        One per card.
    cells : tuple of mapping
        Per shared characteristic: the attribute of each card (-1 where it has none) to its counts.
    """

    rows: int
    outcome: npt.NDArray[np.int8]
    cards: tuple[OfCard, ...]
    cells: tuple[Mapping[Combination, Cell], ...]

    @property
    def known(self) -> npt.NDArray[np.bool_]:
        """Tell the rows whose outcome is known."""
        return np.asarray(self.outcome != NOT_KNOWN)


def score_rows(
    cards: Sequence[Scorecard],
    shared: Sequence[Shared],
    frame: Any,
    outcome: npt.NDArray[np.int8] | None,
    progress: Progress | None = None,
) -> ComparedRows:
    """Score each row with each card, piece by piece.

    Parameters
    ----------
    cards : sequence of Scorecard
        The cards.
    shared : sequence of Shared
        Their characteristics, matched.
    frame : frame of pandas, polars or Arrow, Table, or mapping of columns
        The rows, with every column that a card reads.
    outcome : ndarray (n,) of int8, or None
        1 bad, 0 good, `NOT_KNOWN`.
    progress : callable, optional
        Called with the rows done and all rows, after each piece.

    Returns
    -------
    ComparedRows
        The rows.

    Raises
    ------
    ColumnError
        If a column is absent, or columns differ in length.
    SampleError
        If there are no rows, or not one outcome per row.
    """
    columns, rows = _columns(cards, frame)
    if not rows:
        raise SampleError("the table has no rows", fix="give rows to compare the cards on")
    known = np.full(rows, NOT_KNOWN, np.int8) if outcome is None else np.asarray(outcome, np.int8)
    if known.shape != (rows,):
        raise SampleError(f"there are {known.size} outcomes, but {rows} rows", fix="give one per row")
    gathered = [_Gathered.empty(card, rows) for card in cards]
    cells: tuple[dict[Combination, Cell], ...] = tuple({} for _ in shared)
    for start in range(0, rows, _CHUNK):
        piece = {key: _piece(column, start, start + _CHUNK) for key, column in columns.items()}
        scored = [card.apply(piece) for card in cards]
        for one, found in zip(gathered, scored, strict=True):
            one.add(found, start)
        for characteristic, counted in zip(shared, cells, strict=True):
            _count(characteristic, scored, known[start : start + _CHUNK], counted)
        if progress is not None:
            progress(min(start + _CHUNK, rows), rows)
    return ComparedRows(rows, known, tuple(one.done() for one in gathered), cells)


@dataclass(eq=False)
class _Gathered:
    """Fill the arrays of one card piece by piece."""

    score: npt.NDArray[np.int64]
    grade: npt.NDArray[np.int16]
    caps: dict[str, npt.NDArray[np.int64]]
    unseen: int = 0

    @classmethod
    def empty(cls, card: Scorecard, rows: int) -> "_Gathered":
        caps = {group.key: np.zeros(rows, np.int64) for group in card.groups}
        return cls(np.zeros(rows, np.int64), np.full(rows, -1, np.int16), caps)

    def add(self, scored: Scored, start: int) -> None:
        end = start + len(scored)
        self.score[start:end] = scored.score
        card, points = scored.card, scored.points
        for at, group in enumerate(card.groups, start=len(card.characteristics)):
            self.caps[group.key][start:end] = points[:, at]
        grades = scored.grade
        for at, one in enumerate(card.grades):
            self.grade[start:end][grades == one.grade] = at
        self.unseen += int(_unseen(scored).sum())

    def done(self) -> OfCard:
        return OfCard(self.score, self.grade, self.caps, self.unseen)


def _unseen(scored: Scored) -> npt.NDArray[np.bool_]:
    found = np.zeros(len(scored), np.bool_)
    for at, one in enumerate(scored.card.characteristics):
        hit = np.array([UNSEEN in attribute.when for attribute in one.attributes])
        found |= hit[scored.attributes[:, at]]
    return found


def _count(
    characteristic: Shared, scored: Sequence[Scored], outcome: npt.NDArray[np.int8], counted: dict[Combination, Cell]
) -> None:
    """Add the rows of a piece to the combinations of attributes that they fall into."""
    found = [
        np.full(len(outcome), -1, np.int64) if at is None else one.attributes[:, at]
        for one, at in zip(scored, characteristic.at, strict=True)
    ]
    sizes = [int(part.max(initial=-1)) + 2 for part in found]
    code = np.zeros(len(outcome), np.int64)
    for part, size in zip(found, sizes, strict=True):
        code = code * size + part + 1
    distinct, where = np.unique(code, return_inverse=True)
    rows = np.bincount(where, minlength=len(distinct))
    known = np.bincount(where[outcome != NOT_KNOWN], minlength=len(distinct))
    bads = np.bincount(where[outcome == 1], minlength=len(distinct))
    for at, combination in enumerate(_decoded(distinct, sizes)):
        cell = counted.setdefault(combination, Cell())
        cell.n += int(rows[at])
        cell.known += int(known[at])
        cell.bads += int(bads[at])


def _decoded(codes: npt.NDArray[np.int64], sizes: Sequence[int]) -> Iterator[Combination]:
    parts = []
    for size in reversed(sizes):
        parts.append(codes % size - 1)
        codes = codes // size
    for combination in zip(*reversed(parts), strict=True):
        yield tuple(map(int, combination))


def _columns(cards: Sequence[Scorecard], frame: Any) -> tuple[dict[str, Any], int]:
    """Return the columns that any card reads, and how many rows there are."""
    keys = list(dict.fromkeys(one.key for card in cards for one in card.inputs))
    if not keys:  # cards that read nothing score as many rows as any column has
        keys = list(getattr(frame, "column_names", frame))[:1]
    columns = {}
    for key in keys:
        try:
            columns[key] = frame[key]
        except (KeyError, IndexError, ValueError) as error:
            fix = "add it, or check the spelling of the header"
            raise ColumnError(f"there is no column {key!r}, which a card reads", fix=fix) from error
    lengths = {len(column) for column in columns.values()} or {0}
    if len(lengths) > 1:
        raise ColumnError("the columns differ in length", fix="give columns of one length")
    return columns, lengths.pop()


def _piece(column: Any, start: int, end: int) -> Any:
    """Return some rows of a column by position, whatever labels its library gives them."""
    return column.iloc[start:end] if hasattr(column, "iloc") else column[start:end]
