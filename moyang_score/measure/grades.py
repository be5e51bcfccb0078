"""Goods and bads per grade."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from moyang_score.errors import SampleError, UsageError
from moyang_score.measure.estimate import Estimate
from moyang_score.measure.rates import jeffreys
from moyang_score.measure.sample import Flags, Floats, read_bad, read_weight


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeRow:
    """Hold what was seen in one grade.

    Parameters
    ----------
    grade : str
        Name of the grade.
    rows : int
        Rows in the grade, however they are weighted; what suppression of small cells goes by.
    n : float
        Total weight of those rows; equal to ``rows`` without weights.
    bads : float
        Total weight of the bads among them.
    share : float
        ``n`` over the total weight of all grades.
    bad_rate : Estimate or None
        ``bads / n`` with its Jeffreys interval; None where the grade has no weight and nothing can be said.

    Examples
    --------
    >>> GradeRow(grade="A", rows=0, n=0.0, bads=0.0, share=0.0, bad_rate=None).bad_rate is None
    True
    """

    grade: str
    rows: int
    n: float
    bads: float
    share: float
    bad_rate: Estimate | None


def grade_table(
    grade: ArrayLike, grades: Sequence[str], bad: ArrayLike, weight: ArrayLike | None = None, *, level: float = 0.95
) -> tuple[GradeRow, ...]:
    """Count rows and bads per grade, with the bad rate and its Jeffreys interval.

    Weighted rows are taken as Kish's effective number of rows, (sum of w)^2 / (sum of w^2), at the weighted rate:
    multiplying all weights by a constant changes no interval (Kish 1965, Survey Sampling, section 11.7).

    Parameters
    ----------
    grade : array_like of str, shape (n,)
        Grade of each row.
    grades : sequence of str
        All grades in the order to show them; a grade without rows gets its row too.
    bad : array_like of shape (n,)
        0 or 1, 1 = bad; one class alone is allowed.
    weight : array_like of shape (n,), or None
        Sampling weights, finite and not negative.
    level : float
        Coverage, above 0 and below 1.

    Returns
    -------
    tuple of GradeRow
        One per entry of ``grades``, in its order.

    Raises
    ------
    SampleError
        Lengths that differ, a row whose grade is not among ``grades``, outcomes other than 0 and 1, bad weights.
    UsageError
        A grade named twice, or ``level`` not above 0 and below 1.
    MissingExtraError
        scipy is not installed.

    Examples
    --------
    >>> for row in grade_table(["A", "B", "A", "B"], ["A", "B"], [0, 1, 0, 0]):
    ...     print(row.grade, row.rows, row.share, row.bad_rate)
    A 2 0.5 0.000 [0.000, 0.667]
    B 2 0.5 0.500 [0.061, 0.939]
    """
    names = list(grades)
    if len(set(names)) != len(names):
        raise UsageError("a grade is named twice", where="grades", fix="name each grade once")
    is_bad = read_bad(bad)
    weights = read_weight(weight, len(is_bad))
    members = _members(grade, names, len(is_bad))
    total = _total(weights)
    return tuple(
        _row(name, is_bad[rows], weights[rows], total, level) for name, rows in zip(names, members, strict=True)
    )


def _members(grade: ArrayLike, names: list[str], n_rows: int) -> list[Flags]:
    values = np.asarray(grade)
    if values.shape != (n_rows,):
        raise SampleError(
            f"there are {values.size} grades, but {n_rows} outcomes", where="grade", fix="give one per row"
        )
    members = [np.asarray(values == name, dtype=np.bool_) & np.ones(n_rows, dtype=np.bool_) for name in names]
    known = np.logical_or.reduce([np.zeros(n_rows, dtype=np.bool_), *members])
    if not known.all():
        row = int((~known).argmax())
        raise SampleError(
            f"the grade in row {row + 1} is {values[row]!s}, which is not one of {', '.join(names)}",
            where="grade",
            fix="name every grade of the card",
        )
    return members


def _row(name: str, is_bad: Flags, weights: Floats, total: float, level: float) -> GradeRow:
    bads, goods = _total(weights[is_bad]), _total(weights[~is_bad])
    n = bads + goods
    return GradeRow(
        grade=name,
        rows=len(weights),
        n=n,
        bads=bads,
        share=n / total,
        bad_rate=_rate(bads, n, _total(weights**2), level) if n > 0 else None,
    )


def _rate(bads: float, n: float, squares: float, level: float) -> Estimate:
    per_row = squares / n
    effective = jeffreys(bads / per_row, n / per_row, level)
    value = bads / n
    return Estimate(value, min(effective.low, value), max(effective.high, value), level)


def _total(weights: Floats) -> float:
    # Sorted, so that shuffled rows give the same bits.
    return float(np.sort(weights).sum())
