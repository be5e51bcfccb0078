"""How far the mean scores of groups lie apart on each card: a first look, before the fairness report."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from moyang_score.card import VALUE_STATE, Input, read_column
from moyang_score.errors import ColumnError
from moyang_score.measure import Estimate, mean_difference
from moyang_score.review.compare_policy import POLICY

__all__ = ["GroupGap", "group_gaps"]


@dataclass(frozen=True, kw_only=True)
class GroupGap:
    """Hold one group of a column, against the largest group of that column.

    Parameters
    ----------
    column : str
        The column.
    group : str or None
        Its value; None for rows without one, and for small groups taken together.
    together : tuple of str or None
        The values of small groups that are taken together, so that none of them can be worked out from the rest.
    rows : int or None
        Rows of the group; None where they are fewer than the policy asks for, as all that follows.
    reference : bool
        Whether it is the group that the others are compared with: the largest.
    means : tuple of float or None
        The mean score of each card.
    gaps : tuple of Estimate or None
        Mean of the group minus mean of the reference, by each card.
    standardised : tuple of float or None
        The gap over the standard deviation of the card's scores, which is comparable between scales.
    changes : tuple of Estimate or None
        The gap by each card minus the gap by the baseline, paired row by row.

    Examples
    --------
    >>> no = (None, None)
    >>> hidden = GroupGap(
    ...     column="sex", group="F", together=(), rows=None, reference=False, means=no, gaps=no, standardised=no,
    ...     changes=no,
    ... )
    >>> hidden.rows is None
    True
    """

    column: str
    group: str | None
    together: tuple[str | None, ...]
    rows: int | None
    reference: bool
    means: tuple[float | None, ...]
    gaps: tuple[Estimate | None, ...]
    standardised: tuple[float | None, ...]
    changes: tuple[Estimate | None, ...]


def group_gaps(scores: Sequence[npt.NDArray[np.int64]], columns: Mapping[str, Any]) -> Iterator[GroupGap]:
    """Yield the groups of each column, the largest first.

    Parameters
    ----------
    scores : sequence of ndarray (n,) of int64
        The scores by each card, the baseline's first.
    columns : mapping
        Column name to its cells, length n.

    Yields
    ------
    GroupGap
        One per value of each column.

    Raises
    ------
    ColumnError
        If a column has another length, or more values than groups can have.
    """
    for column, cells in columns.items():
        members = _pooled(_members(column, cells, len(scores[0])))
        for one in members:
            yield _gap(column, one, members[0].rows, scores)


@dataclass(frozen=True, eq=False)
class _Members:
    """Hold which rows belong to a group."""

    group: str | None
    rows: npt.NDArray[np.bool_]
    together: tuple[str | None, ...] = ()

    def __len__(self) -> int:
        return int(self.rows.sum())


def _members(column: str, cells: Any, rows: int) -> list[_Members]:
    reading = read_column(Input(column, "text", missing=("",)), cells)
    if len(reading) != rows:
        what = f"the column {column!r} has {len(reading)} rows where the scores have {rows}"
        raise ColumnError(what, fix="give one value per row")
    levels = reading.levels or ()
    if len(levels) > POLICY.most_groups:
        raise ColumnError(
            f"the column {column!r} has {len(levels)} different values, and groups are at most {POLICY.most_groups}",
            fix="put the values into bands in a column of their own, and name that",
        )
    has = reading.state == VALUE_STATE
    found = [_Members(level, has & (reading.values == at)) for at, level in enumerate(levels)]
    if not has.all():
        found.append(_Members(None, ~has))
    return sorted(found, key=_largest_first)


def _largest_first(one: _Members) -> tuple[bool, int, str]:
    # rows without a value are no group to compare with, unless nobody has one
    return one.group is None, -len(one), one.group or ""


def _pooled(members: list[_Members]) -> list[_Members]:
    """Take groups that are too small together, with the next larger one where they still are."""
    by_size = sorted(members, key=lambda one: (len(one), one.group or ""))
    pool: list[_Members] = []
    while by_size and (len(by_size[0]) < POLICY.fewest or 0 < sum(map(len, pool)) < POLICY.fewest):
        pool.append(by_size.pop(0))
    if len(pool) < 2:
        return members
    rows = np.logical_or.reduce([one.rows for one in pool])
    names = tuple(one.group for one in sorted(pool, key=_largest_first))
    return [*sorted(by_size, key=_largest_first), _Members(None, rows, names)]


def _gap(
    column: str,
    members: _Members,
    reference: npt.NDArray[np.bool_],
    scores: Sequence[npt.NDArray[np.int64]],
) -> GroupGap:
    nothing = tuple(None for _ in scores)
    rows, n = members.rows, len(members)
    is_reference = rows is reference
    if n < POLICY.fewest:
        return GroupGap(
            column=column,
            group=members.group,
            together=members.together,
            rows=None,
            reference=is_reference,
            means=nothing,
            gaps=nothing,
            standardised=nothing,
            changes=nothing,
        )
    means = tuple(int(score[rows].sum()) / n for score in scores)
    if is_reference or int(reference.sum()) < POLICY.fewest:
        gaps: tuple[Estimate | None, ...] = nothing
        changes: tuple[Estimate | None, ...] = nothing
    else:
        gaps = tuple(mean_difference(score[rows], score[reference]) for score in scores)
        steps = [score - scores[0] for score in scores]
        changes = (None, *(mean_difference(step[rows], step[reference]) for step in steps[1:]))
    spreads = [_deviation(score) for score in scores]
    return GroupGap(
        column=column,
        group=members.group,
        together=members.together,
        rows=n,
        reference=is_reference,
        means=means,
        gaps=gaps,
        standardised=tuple(
            None if gap is None or not spread else gap.value / spread for gap, spread in zip(gaps, spreads, strict=True)
        ),
        changes=changes,
    )


def _deviation(score: npt.NDArray[np.int64]) -> float:
    return float(np.sort(score).std())
