"""How far two scores put the same rows in the same order."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from moyang_score.errors import SampleError
from moyang_score.measure.sample import Floats, read_score

__all__ = ["rank_correlation"]


def rank_correlation(score_a: ArrayLike, score_b: ArrayLike) -> float | None:
    """Return Spearman's rank correlation of two scores of the same rows, ties by their middle rank.

    Parameters
    ----------
    score_a, score_b : array_like of shape (n,)
        Two scores, on any scales.

    Returns
    -------
    float or None
        Between -1 and 1; None where one of the scores is the same for all rows. The same bits whatever the order of
        the rows.

    Raises
    ------
    SampleError
        Lengths that differ, no rows, or a missing score.

    Examples
    --------
    >>> round(rank_correlation([1, 2, 3, 4], [10, 30, 20, 40]), 3)
    0.8
    """
    rows = len(np.asarray(score_a))
    if not rows:
        raise SampleError("there are no rows to compare", fix="give at least one")
    a, b = read_score(score_a, rows), read_score(score_b, rows)
    order = np.lexsort((b, a))
    ranks_a, ranks_b = _ranks(a[order]), _ranks(b[order])
    spread = float((ranks_a**2).sum()) * float((ranks_b**2).sum())
    if not spread > 0.0:
        return None
    return float(min(max((ranks_a * ranks_b).sum() / np.sqrt(spread), -1.0), 1.0))


def _ranks(score: NDArray[Any]) -> Floats:
    """Return the middle ranks about their mean."""
    _, at, counts = np.unique(score, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - 0.5 * counts
    ranks: Floats = middle[at] - 0.5 * len(score)
    return ranks
