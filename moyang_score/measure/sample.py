"""What a measure reads: outcomes, weights and scores, checked once and counted per distinct score."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from moyang_score.errors import SampleError

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


def read_bad(bad: ArrayLike) -> Flags:
    """Read outcomes as flags.

    Parameters
    ----------
    bad : array_like of shape (n,)
        0 or 1 (or False and True), 1 = bad. One class alone is allowed here.

    Returns
    -------
    ndarray of bool, shape (n,)
        True where bad.

    Raises
    ------
    SampleError
        No rows, not one column, or a value other than 0 and 1 (missing included).

    Examples
    --------
    >>> read_bad([0, 1, 1]).tolist()
    [False, True, True]
    """
    values = _one_column(bad, "bad")
    if not len(values):
        raise SampleError("there are no rows to measure", fix="give at least one good and one bad")
    is_bad = np.asarray(values == 1, dtype=np.bool_)
    other = ~is_bad & ~np.asarray(values == 0, dtype=np.bool_)
    if other.any():
        row = int(other.argmax())
        raise SampleError(
            f"the outcome in row {row + 1} is {values[row]!s}, not 0 or 1",
            where="bad",
            fix="code good as 0 and bad as 1, and leave out rows whose outcome is not known",
        )
    return is_bad


def read_weight(weight: ArrayLike | None, n_rows: int) -> Floats:
    """Read sampling weights; none given means one each.

    Parameters
    ----------
    weight : array_like of shape (n,), or None
        Finite, not negative; a row of weight 0 counts for nothing.
    n_rows : int
        How many rows there must be.

    Returns
    -------
    ndarray of float64, shape (n,)
        The weights.

    Raises
    ------
    SampleError
        Another number of rows, a negative, infinite or missing weight, or nothing but zeros.

    Examples
    --------
    >>> read_weight(None, 2).tolist()
    [1.0, 1.0]
    """
    if weight is None:
        return np.ones(n_rows)
    values = _numbers(weight, "weight", n_rows).astype(np.float64)
    wrong = ~(np.isfinite(values) & (values >= 0.0))
    if wrong.any():
        row = int(wrong.argmax())
        raise SampleError(
            f"the weight in row {row + 1} is {values[row]}", where="weight", fix="give finite weights of 0 or more"
        )
    if not values.any():
        raise SampleError("every weight is 0", where="weight", fix="give at least one row a positive weight")
    return values


def read_score(score: ArrayLike, n_rows: int) -> NDArray[Any]:
    """Read scores, whole numbers as they are and all others as float64.

    Parameters
    ----------
    score : array_like of shape (n,)
        Higher is safer; infinite scores have their place in the order, missing ones have none.
    n_rows : int
        How many rows there must be.

    Returns
    -------
    ndarray of int64 or float64, shape (n,)
        The scores.

    Raises
    ------
    SampleError
        Another number of rows, text, or a missing score.

    Examples
    --------
    >>> read_score([650, 610], 2).tolist()
    [650, 610]
    """
    values = _numbers(score, "score", n_rows)
    if values.dtype.kind in "biu":
        return values.astype(np.int64)
    values = values.astype(np.float64)
    missing = np.isnan(values)
    if missing.any():
        raise SampleError(
            f"{int(missing.sum())} scores are missing, the first in row {int(missing.argmax()) + 1}",
            where="score",
            fix="score every row, or leave those rows out and say so",
        )
    return values


@dataclass(frozen=True, slots=True, eq=False)
class ScoreHistogram:
    """Count goods and bads per distinct score, lowest score first.

    Parameters
    ----------
    bads, goods : ndarray of float64, shape (k,)
        Total weight per distinct score.
    bad_squares, good_squares : ndarray of float64, shape (k,)
        Total squared weight per distinct score; equal to the above when every weight is 1.

    Examples
    --------
    >>> histogram = ScoreHistogram.of([600, 650, 600], [1, 0, 0])
    >>> histogram.bads.tolist(), histogram.goods.tolist()
    ([1.0, 0.0], [1.0, 1.0])
    """

    bads: Floats
    goods: Floats
    bad_squares: Floats
    good_squares: Floats

    @classmethod
    def of(cls, score: ArrayLike, bad: ArrayLike, weight: ArrayLike | None = None) -> "ScoreHistogram":
        """Check and count one sample, in O(n log n).

        Parameters
        ----------
        score, bad, weight : array_like of shape (n,)
            As in ``read_score``, ``read_bad`` and ``read_weight``.

        Returns
        -------
        ScoreHistogram
            The same to the last bit whatever the order of the rows.

        Raises
        ------
        SampleError
            What the readers refuse, or one class without any weight.

        Examples
        --------
        >>> ScoreHistogram.of([1.5, 1.5], [0, 1], [2, 3]).bads.tolist()
        [3.0]
        """
        is_bad = read_bad(bad)
        values = read_score(score, len(is_bad))
        weights = read_weight(weight, len(is_bad))
        check_classes(is_bad, weights)
        order = _canonical_order(values, is_bad, weights)
        values, is_bad, weights = values[order], is_bad[order], weights[order]
        starts = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))
        bad_weights = np.where(is_bad, weights, 0.0)
        good_weights = np.where(is_bad, 0.0, weights)
        columns = (bad_weights, good_weights, bad_weights**2, good_weights**2)
        return cls(*(np.add.reduceat(column, starts) for column in columns))


def check_classes(is_bad: Flags, weights: Floats) -> None:
    """Refuse a sample in which one of the classes has no weight.

    Parameters
    ----------
    is_bad : ndarray of bool, shape (n,)
        True where bad.
    weights : ndarray of float64, shape (n,)
        Checked weights.

    Raises
    ------
    SampleError
        Goods alone, or bads alone.

    Examples
    --------
    >>> check_classes(np.array([True, False]), np.ones(2))
    """
    counted = weights > 0.0
    for name, present in (("bad", is_bad & counted), ("good", ~is_bad & counted)):
        if not present.any():
            raise SampleError(
                f"no {name} is among the {int(counted.sum())} rows",
                where="bad",
                fix="order between goods and bads can only be measured where there are both",
            )


def _canonical_order(values: NDArray[Any], is_bad: Flags, weights: Floats) -> NDArray[np.intp]:
    # Sums of ones are exact in any order. Other weights are added in an order that the data alone decide,
    # so that shuffled rows give the same bits.
    if np.all(weights == 1.0):
        return np.argsort(values)
    order = np.lexsort((weights, is_bad, values))
    return order[weights[order] > 0.0]


def _one_column(values: ArrayLike, name: str) -> NDArray[Any]:
    column = np.asarray(values)
    if column.ndim != 1:
        raise SampleError(f"the values have {column.ndim} dimensions", where=name, fix="give one column")
    return column


def _numbers(values: ArrayLike, name: str, n_rows: int) -> NDArray[Any]:
    column = _one_column(values, name)
    if len(column) != n_rows:
        raise SampleError(f"there are {len(column)} rows, but {n_rows} outcomes", where=name, fix="give one per row")
    if column.dtype.kind in "biuf":
        return column
    if column.dtype.kind != "O":
        raise SampleError(f"the values are of type {column.dtype}", where=name, fix="give numbers")
    try:
        return column.astype(np.float64)
    except (TypeError, ValueError):
        raise SampleError("not every value is a number", where=name, fix="give numbers") from None
