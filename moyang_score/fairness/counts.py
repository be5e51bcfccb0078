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
from moyang_score.fairness.policy import POLICY
from moyang_score.fairness.tally import Tally

__all__ = ["Counts", "GroupCounts", "count"]

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
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
    few : tuple of (str or None)
        Groups of too few people, who are not counted in any grouping.
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
    >>> count(card, {"sex": ["f"] * 20 + ["m"] * 30 + ["x"]}, ["sex"]).groupings[0].n.tolist()
    [20, 30]
    """

    column: str
    groups: tuple[str | None, ...]
    few: tuple[str | None, ...]
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
    rows, left_out : int
        Rows counted, and rows left out because they are of a group of too few people.
    outcomes : tuple of int
        How many of the counted are good, bad and not known.
    groupings : tuple of GroupCounts
        One per column of groups.
    pairs : tuple of (ndarray (m, 2), ndarray (m, 2))
        For each characteristic the distinct pairs (score, score without it), and their goods and bads; empty without
        outcomes.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> counted = count(card, {"sex": ["f"] * 20 + ["m"] * 30 + ["x"]}, ["sex"])
    >>> counted.rows, counted.left_out
    (50, 1)
    """

    card: Scorecard
    rows: int
    left_out: int
    outcomes: tuple[int, int, int]
    groupings: tuple[GroupCounts, ...]
    pairs: tuple[tuple[Ints, Ints], ...]

    @property
    def has_outcomes(self) -> bool:
        """Tell whether there are goods and bads."""
        return min(self.outcomes[:2]) > 0


def count(  # noqa: PLR0913 - what is counted, by which columns, and for whom it is shown
    card: Scorecard,
    frame: Any,
    groups: Sequence[str],
    *,
    target: str | None = None,
    bad: str | None = None,
    least: int = POLICY.least,
    progress: Progress | None = None,
) -> Counts:
    """Score the rows of a frame block by block, and count them.

    Rows of a group of fewer than ``least`` people are counted nowhere: else what is known of them by one column could
    be had by taking the groups of another from the total.

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
    least : int
        The fewest people that a group is counted with.
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
    >>> frame = {"sex": ["f"] * 20 + ["m"] * 30, "bad": [0, 1, None, 0, 0] * 10}
    >>> count(card, frame, ["sex"], target="bad").outcomes
    (30, 10, 10)
    """
    _check_names(groups, target)
    read = [read_grouping(name, _column(frame, name)) for name in groups]
    rows = len(read[0].codes)
    outcome = np.full(rows, UNKNOWN) if target is None else read_outcome(target, _column(frame, target), bad)
    is_counted = _counted(read, least)
    kept = _Kept(card, [_without_few(one, is_counted) for one in read], with_pairs=target is not None)
    columns = {one.key: _column(frame, one.key) for one in card.inputs}
    _check_lengths(rows, {one.column: one.codes for one in read} | columns)
    for start in range(0, rows, _BLOCK):
        block = slice(start, min(start + _BLOCK, rows))
        kept.add(_scored(card, columns, block), block, outcome[block], is_counted[block])
        if progress is not None:
            progress(block.stop, rows)
    known = np.bincount(outcome[is_counted], minlength=OUTCOMES)
    outcomes = (int(known[0]), int(known[1]), int(known[2]))
    counted = int(is_counted.sum())
    return Counts(
        card=card,
        rows=counted,
        left_out=rows - counted,
        outcomes=outcomes,
        groupings=kept.groupings(),
        pairs=kept.pairs(),
    )


@dataclass(frozen=True, eq=False)
class _Counted:
    """A grouping without its groups of few people; codes are meant only where a row is counted."""

    grouping: Grouping
    few: tuple[str | None, ...]


def _counted(read: Sequence[Grouping], least: int) -> Flags:
    """Return which rows are of no group of few people; leaving rows out can make another group one of few."""
    is_counted = np.ones(len(read[0].codes), bool)
    while True:
        before = int(is_counted.sum())
        for one in read:
            n = np.bincount(one.codes[is_counted], minlength=len(one.groups))
            is_counted &= n[one.codes] >= least
        if int(is_counted.sum()) == before:
            return is_counted


def _without_few(read: Grouping, is_counted: Flags) -> _Counted:
    n = np.bincount(read.codes[is_counted], minlength=len(read.groups))
    place = np.cumsum(n > 0) - 1
    groups = tuple(group for group, count in zip(read.groups, n, strict=True) if count)
    few = tuple(group for group, count in zip(read.groups, n, strict=True) if not count)
    return _Counted(Grouping(read.column, groups, place[read.codes]), few)


class _Kept:
    """Add up the blocks."""

    def __init__(self, card: Scorecard, read: Sequence["_Counted"], *, with_pairs: bool) -> None:
        self._card = card
        self._members = [_Members(card, one) for one in read]
        self._pairs = [Tally(2, 2) for _ in card.characteristics] if with_pairs else []

    def add(self, scored: Scored, block: slice, outcome: Ints, is_counted: Flags) -> None:
        """Add one block of scored rows."""
        if not is_counted.all():
            scored, outcome = Scored(self._card, scored.attributes[is_counted], {}), outcome[is_counted]
        known = outcome != UNKNOWN
        groups = [one.grouping.codes[block][is_counted] for one in self._members]
        for one, group in zip(self._members, groups, strict=True):
            one.add(scored, group, outcome)
        for at, without in enumerate(_without(self._card, scored)):
            for one, group in zip(self._members, groups, strict=True):
                one.add_without(at, without, group)
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

    def __init__(self, card: Scorecard, counted: "_Counted") -> None:
        self._card, self.grouping, self._few = card, counted.grouping, counted.few
        groups = len(self.grouping.groups)
        self._scores = Tally(1, groups * OUTCOMES)
        self._caps = [Tally(1, groups) for _ in card.groups]
        self._grades = np.zeros((groups, len(card.grades), OUTCOMES), np.int64)
        sizes = [len(one.attributes) for one in card.characteristics]
        self._attributes = [np.zeros((groups, size, OUTCOMES), np.int64) for size in sizes]
        self._without = np.zeros((len(sizes), groups), np.int64)

    def add(self, scored: Scored, group: Ints, outcome: Ints) -> None:
        self._scores.add([scored.score], group * OUTCOMES + outcome)
        for tally, at in zip(self._caps, range(-len(self._caps), 0), strict=True):
            tally.add([scored.points[:, at]], group)
        if self._card.grades:
            self._grades += _cross(group, _grade_positions(scored), outcome, self._grades.shape)
        for at, found in enumerate(self._attributes):
            self._attributes[at] = found + _cross(group, scored.attributes[:, at], outcome, found.shape)

    def add_without(self, at: int, without: Ints, group: Ints) -> None:
        np.add.at(self._without[at], group, without)

    def total(self) -> GroupCounts:
        groups = len(self.grouping.groups)
        scores, found = self._scores.total()
        caps = [tally.total() for tally in self._caps]
        return GroupCounts(
            column=self.grouping.column,
            groups=self.grouping.groups,
            few=self._few,
            scores=scores[:, 0],
            by_score=found.reshape(len(scores), groups, OUTCOMES).transpose(1, 0, 2),
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
