"""The counts that every figure of a fairness report is made of: rows are read block by block, and none is kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score.card import Scorecard, Scored, grade_position
from moyang_score.errors import ColumnError, SampleError
from moyang_score.fairness.grouping import Grouping, read_grouping
from moyang_score.fairness.outcome import OUTCOMES, UNKNOWN, read_outcome
from moyang_score.fairness.tally import Tally

__all__ = ["Counts", "GroupCounts", "count"]

Ints = npt.NDArray[np.int64]
Progress = Callable[[int, int], None]

_BLOCK: Final = 100_000


@dataclass(frozen=True, eq=False, kw_only=True)
class GroupCounts:
    """Hold the counts of one grouping; outcomes are good, bad and not known.

    Parameters
    ----------
    column : str
        The column of the groups.
    groups : tuple of (str or None)
        The groups; None for those without a value.
    scores : ndarray (s,) of int64
        The distinct scores, rising.
    by_score : ndarray (groups, s, outcomes)
        Rows per score.
    by_grade : ndarray (groups, grades, outcomes)
        Rows per grade held, best first; no grades on a card without.
    by_attribute : tuple of ndarray (groups, attributes, outcomes)
        Rows per attribute, for each characteristic.
    by_cap : tuple of (ndarray (v,), ndarray (groups, v))
        Distinct points of each cap row, and the rows that have them.
    without : ndarray (characteristics, groups) of int64
        Sum of the scores without each characteristic, its cap rows made anew.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> count(card, {"sex": ["f", "m", "m"]}, ["sex"]).groupings[0].n.tolist()
    [1, 2]
    """

    column: str
    groups: tuple[str | None, ...]
    scores: Ints
    by_score: Ints
    by_grade: Ints
    by_attribute: tuple[Ints, ...]
    by_cap: tuple[tuple[Ints, Ints], ...]
    without: Ints

    @property
    def n(self) -> Ints:
        """Return the rows of each group."""
        return np.asarray(self.by_score.sum(axis=(1, 2)))


@dataclass(frozen=True, eq=False, kw_only=True)
class Counts:
    """Hold the counts of all groupings, and those of the order of goods and bads.

    Parameters
    ----------
    card : Scorecard
        The card that scored.
    rows, outcomes : int, tuple of int
        Rows, and how many are good, bad and not known.
    groupings : tuple of GroupCounts
        One per column of groups.
    pairs : tuple of (ndarray (m, 2), ndarray (m, 2))
        For each characteristic the distinct pairs (score, score without it), and their goods and bads; empty without
        outcomes.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> count(card, {"sex": ["f", "m", "m"]}, ["sex"]).rows
    3
    """

    card: Scorecard
    rows: int
    outcomes: tuple[int, int, int]
    groupings: tuple[GroupCounts, ...]
    pairs: tuple[tuple[Ints, Ints], ...]

    @property
    def has_outcomes(self) -> bool:
        """Tell whether there are goods and bads."""
        return min(self.outcomes[:2]) > 0


def count(
    card: Scorecard,
    frame: Any,
    groups: Sequence[str],
    *,
    target: str | None = None,
    bad: str | None = None,
    progress: Progress | None = None,
) -> Counts:
    """Score the rows of a frame block by block, and count them.

    Parameters
    ----------
    card : Scorecard
        The card.
    frame : Table, frame of pandas, polars or Arrow, or mapping of columns
        What the card reads, and the columns of groups.
    groups : sequence of str
        The columns of groups.
    target : str, optional
        The column of outcomes; an empty cell is an outcome that is not known.
    bad : str, optional
        The value of the target that means bad; 1 without it.
    progress : callable, optional
        Called with the rows done and all rows, after each block.

    Returns
    -------
    Counts
        The counts; they are the same whatever the order of the rows.

    Raises
    ------
    ColumnError
        If a column is absent, is no grouping, or is named twice.
    SampleError
        If there are no rows, or no group is named.
    TargetError
        If the target is no outcome.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> counted = count(card, {"sex": ["f", "m", "m"], "bad": [0, 1, None]}, ["sex"], target="bad")
    >>> counted.outcomes
    (1, 1, 1)
    """
    _check_names(groups, target)
    read = [read_grouping(name, _column(frame, name)) for name in groups]
    rows = len(read[0].codes)
    outcome = np.full(rows, UNKNOWN) if target is None else read_outcome(target, _column(frame, target), bad)
    kept = _Kept(card, read, with_pairs=target is not None)
    columns = {one.key: _column(frame, one.key) for one in card.inputs}
    _check_lengths(rows, {one.column: one.codes for one in read} | columns)
    for start in range(0, rows, _BLOCK):
        block = slice(start, min(start + _BLOCK, rows))
        kept.add(_scored(card, columns, block), block, outcome[block])
        if progress is not None:
            progress(block.stop, rows)
    known = np.bincount(outcome, minlength=OUTCOMES)
    outcomes = (int(known[0]), int(known[1]), int(known[2]))
    return Counts(card=card, rows=rows, outcomes=outcomes, groupings=kept.groupings(), pairs=kept.pairs())


class _Kept:
    """Add up the blocks."""

    def __init__(self, card: Scorecard, read: Sequence[Grouping], *, with_pairs: bool) -> None:
        self._card = card
        self._members = [_Members(card, one) for one in read]
        self._pairs = [Tally(2, 2) for _ in card.characteristics] if with_pairs else []

    def add(self, scored: Scored, block: slice, outcome: Ints) -> None:
        """Add one block of scored rows."""
        known = outcome != UNKNOWN
        for one in self._members:
            one.add(scored, block, outcome)
        for at, without in enumerate(_without(self._card, scored)):
            for one in self._members:
                one.add_without(at, without, block)
            if self._pairs:
                self._pairs[at].add([scored.score[known], without[known]], outcome[known])

    def groupings(self) -> tuple[GroupCounts, ...]:
        """Return the counts of each grouping."""
        return tuple(one.total() for one in self._members)

    def pairs(self) -> tuple[tuple[Ints, Ints], ...]:
        """Return the counts by score and score without a characteristic."""
        return tuple(one.total() for one in self._pairs)


class _Members:
    """Add up the blocks of one grouping."""

    def __init__(self, card: Scorecard, grouping: Grouping) -> None:
        self._card, self._grouping = card, grouping
        groups = len(grouping.groups)
        self._scores = Tally(1, groups * OUTCOMES)
        self._caps = [Tally(1, groups) for _ in card.groups]
        self._grades = np.zeros((groups, len(card.grades), OUTCOMES), np.int64)
        sizes = [len(one.attributes) for one in card.characteristics]
        self._attributes = [np.zeros((groups, size, OUTCOMES), np.int64) for size in sizes]
        self._without = np.zeros((len(sizes), groups), np.int64)

    def add(self, scored: Scored, block: slice, outcome: Ints) -> None:
        group = self._grouping.codes[block]
        self._scores.add([scored.score], group * OUTCOMES + outcome)
        for tally, at in zip(self._caps, range(-len(self._caps), 0), strict=True):
            tally.add([scored.points[:, at]], group)
        if self._card.grades:
            self._grades += _cross(group, _grade_positions(scored), outcome, self._grades.shape)
        for at, found in enumerate(self._attributes):
            self._attributes[at] = found + _cross(group, scored.attributes[:, at], outcome, found.shape)

    def add_without(self, at: int, without: Ints, block: slice) -> None:
        np.add.at(self._without[at], self._grouping.codes[block], without)

    def total(self) -> GroupCounts:
        groups = len(self._grouping.groups)
        scores, found = self._scores.total()
        caps = [tally.total() for tally in self._caps]
        return GroupCounts(
            column=self._grouping.column,
            groups=self._grouping.groups,
            scores=scores[:, 0],
            by_score=found.reshape(-1, groups, OUTCOMES).transpose(1, 0, 2),
            by_grade=self._grades,
            by_attribute=tuple(self._attributes),
            by_cap=tuple((values[:, 0], rows.T) for values, rows in caps),
            without=self._without,
        )


def _cross(group: Ints, place: Ints, outcome: Ints, shape: tuple[int, ...]) -> Ints:
    code = (group * shape[1] + place) * shape[2] + outcome
    return np.bincount(code, minlength=shape[0] * shape[1] * shape[2]).reshape(shape)


def _grade_positions(scored: Scored) -> Ints:
    """Return the position of the grade that each row holds, ceilings applied."""
    card = scored.card
    position = grade_position(card.grades, scored.score).astype(np.int64)
    rank = {grade.grade: at for at, grade in enumerate(card.grades)}
    for at, one in enumerate(card.characteristics):
        ceilings = np.array([rank.get(attribute.ceiling or "", 0) for attribute in one.attributes], np.int64)
        if ceilings.any():
            np.maximum(position, ceilings[scored.attributes[:, at]], out=position)
    return position


def _without(card: Scorecard, scored: Scored) -> Iterator[Ints]:
    """Yield, for each characteristic, the scores as if it gave no points, with the cap rows that follow."""
    points, score = scored.points, scored.score
    at = {one.key: place for place, one in enumerate(card.characteristics)}
    counted = [
        np.sum([group.counted(points[:, at[key]]) for key in group.members], axis=0, dtype=np.int64)
        for group in card.groups
    ]
    for place, one in enumerate(card.characteristics):
        own = points[:, place]
        left = score - own
        for group, total in zip(card.groups, counted, strict=True):
            if one.key in group.members:
                left = left + group.cap(total - group.counted(own)) - group.cap(total)
        yield np.asarray(left, np.int64)


def _scored(card: Scorecard, columns: Mapping[str, Any], block: slice) -> Scored:
    if not columns:
        return card.apply({"": np.zeros(block.stop - block.start)})
    return card.apply({key: _piece(column, block) for key, column in columns.items()})


def _piece(column: Any, block: slice) -> Any:
    return column.iloc[block] if hasattr(column, "iloc") else column[block]


def _column(frame: Any, name: str) -> Any:
    try:
        column = frame[name]
    except (KeyError, IndexError, ValueError) as error:
        raise _absent(name) from error
    except Exception as error:
        # polars and Arrow raise classes of their own for an absent column, which are not imported here
        if type(error).__name__ in {"ColumnNotFoundError", "ArrowInvalid"}:
            raise _absent(name) from error
        raise
    return column


def _absent(name: str) -> ColumnError:
    return ColumnError(f"there is no column {name!r}", fix="check the spelling of the header")


def _check_lengths(rows: int, columns: Mapping[str, Any]) -> None:
    for name, column in columns.items():
        if len(column) != rows:
            raise ColumnError(f"the column {name!r} has {len(column)} rows of {rows}", fix="give columns of one length")


def _check_names(groups: Sequence[str], target: str | None) -> None:
    if not groups:
        raise SampleError("no column of groups is named", fix="name at least one")
    for name in groups:
        if list(groups).count(name) > 1:
            raise ColumnError(f"the column {name!r} is named twice", fix="name each column of groups once")
        if name == target:
            raise ColumnError(f"the column {name!r} has two roles", fix="name groups and outcome apart")
