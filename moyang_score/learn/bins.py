"""Bins: which neighbouring cells of an input are scored together, found by optbinning from counts alone.

The solver sees counts per cell and never a row, so its work is bounded by the number of prebins; no limit of it is in
seconds. What it cannot solve, pooling adjacent violators does.
"""

import warnings
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score.learn.trend import fitted_rates

__all__ = ["EXPECTED", "Counts", "kept_borders", "least_rows", "merged", "prebin_borders"]

PREBINS: Final = 20  # at most, before the solver merges them (optbinning's own default)
EXPECTED: Final = 5.0  # goods and bads that a prebin expects at least (Cochran, 1954)
_NEVER: Final = 10**6  # seconds: a bound on the solver that cannot bind


@dataclass(frozen=True, eq=False)
class Counts:
    """Hold weighted goods and bads per cell, in the order of the cells.

    Parameters
    ----------
    goods, bads : ndarray (m,) of float64
        Weighted counts.
    """

    goods: npt.NDArray[np.float64]
    bads: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.goods)

    @property
    def total(self) -> npt.NDArray[np.float64]:
        """Return the weighted rows (m,) per cell."""
        return self.goods + self.bads

    def take(self, cells: Any) -> "Counts":
        """Return the counts of some cells, or of the cells in another order."""
        return Counts(self.goods[cells], self.bads[cells])


def merged(counts: Counts, kept: npt.NDArray[np.bool_]) -> Counts:
    """Add up the counts of the cells between the borders kept.

    Parameters
    ----------
    counts : Counts
        m cells.
    kept : ndarray (m - 1,) of bool
        Which borders between neighbouring cells stay.

    Returns
    -------
    Counts
        One cell more than there are borders kept.

    Examples
    --------
    >>> merged(Counts(np.array([1.0, 2.0, 3.0]), np.zeros(3)), np.array([False, True])).goods.tolist()
    [3.0, 3.0]
    """
    group = np.concatenate([[0], np.cumsum(kept)])
    return Counts(_added(group, counts.goods), _added(group, counts.bads))


def _added(group: npt.NDArray[Any], amounts: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.bincount(group, amounts).astype(np.float64)


def least_rows(goods: float, bads: float) -> float:
    """Return the weighted rows in which 5 of the rarer outcome are expected, at least 1.

    Parameters
    ----------
    goods, bads : float
        Weighted counts of the sample.

    Returns
    -------
    float
        The smallest weight of a bin, or of a level that stands alone.

    Examples
    --------
    >>> least_rows(900.0, 100.0)
    50.0
    """
    return max(EXPECTED * (goods + bads) / max(min(goods, bads), EXPECTED / 10), 1.0)


def kept_borders(counts: Counts, trend: str) -> npt.NDArray[np.bool_]:
    """Choose the borders between cells that bins keep: a tree finds prebins, optbinning merges them under the trend.

    Parameters
    ----------
    counts : Counts
        m cells in order; both outcomes are there.
    trend : {'ascending', 'descending', 'peak', 'valley'}
        How the bad rate runs along the cells.

    Returns
    -------
    ndarray (m - 1,) of bool
        The borders kept.
    """
    borders = np.zeros(max(len(counts) - 1, 0), bool)
    prebins = prebin_borders(counts)
    if not len(prebins):
        return borders
    borders[prebins] = True
    borders[prebins] = _solved(merged(counts, borders), trend)
    return borders


def prebin_borders(counts: Counts) -> npt.NDArray[np.intp]:
    """Return the positions of the borders that a classification tree on the counted cells would cut at."""
    from sklearn.tree import DecisionTreeClassifier

    if len(counts) < 2:
        return np.empty(0, np.intp)
    cells = np.repeat(np.arange(len(counts), dtype=np.float64), 2)[:, None]
    outcome = np.tile([0, 1], len(counts))
    weight = np.stack([counts.goods, counts.bads], axis=1).ravel()
    there = weight > 0
    smallest = min(least_rows(counts.goods.sum(), counts.bads.sum()) / weight.sum(), 0.5)
    tree = DecisionTreeClassifier(max_leaf_nodes=PREBINS, min_weight_fraction_leaf=smallest, random_state=0)
    grown = tree.fit(cells[there], outcome[there], weight[there]).tree_
    return np.unique(np.floor(grown.threshold[grown.children_left >= 0]).astype(np.intp))


def _solved(counts: Counts, trend: str) -> npt.NDArray[np.bool_]:
    """Return which borders between prebins optbinning keeps, or pooling where it finds no proven optimum."""
    from optbinning import OptimalBinning

    size = len(counts)
    cells = np.repeat(np.arange(size, dtype=np.float64), 2)
    outcome = np.tile([0, 1], size)
    binning = OptimalBinning(
        dtype="numerical", monotonic_trend=trend, user_splits=np.arange(1, size) - 0.5, time_limit=_NEVER
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            binning.fit(cells, outcome, sample_weight=_solver_weight(counts))
    except (ValueError, TypeError, RuntimeError, IndexError):
        return _pooled(counts, trend)
    if binning.status != "OPTIMAL":
        return _pooled(counts, trend)
    kept = np.zeros(size - 1, bool)
    kept[np.rint(np.asarray(binning.splits, np.float64) - 0.5).astype(np.intp)] = True
    return kept


def _solver_weight(counts: Counts) -> npt.NDArray[np.float64]:
    """Return whole weights of goods and bads in turn, never 0: the solver merges away prebins without one of them.

    Each prebin is given one row at the overall rate, as its WOE is, and all are counted in thousandths of a row.
    """
    share = counts.goods.sum() / counts.total.sum()
    smoothed = np.stack([counts.goods + share, counts.bads + 1 - share], axis=1).ravel()
    return np.asarray(np.maximum(np.rint(smoothed * 1000), 1))


def _pooled(counts: Counts, trend: str) -> npt.NDArray[np.bool_]:
    """Return the borders at which the best fit of the trend steps (pooling adjacent violators)."""
    return np.asarray(np.diff(fitted_rates(counts.bads, counts.total, trend)) != 0)
