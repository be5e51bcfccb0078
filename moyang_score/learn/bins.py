"""Bins: which neighbouring cells of an input are scored together, found from counts alone.

The bins of a card are optbinning's. Its solver sees counts per cell and never a row, so its work is bounded by the
number of prebins; no limit of it is in seconds. Where bins are only tried, many times over, pooling finds the same.
"""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from moyang_score.learn.counts import Counts, least_rows, merged
from moyang_score.learn.solver import ctrl_c_left_alone
from moyang_score.learn.trend import fitted_rates

__all__ = ["Prebins", "prebinned"]

_PREBINS: Final = 20  # at most, before the solver merges them (optbinning's own default)
_NEVER: Final = 10**6  # seconds: a bound on the solver that cannot bind

_Choice = Callable[[Counts, str], npt.NDArray[np.bool_]]


@dataclass(frozen=True, eq=False)
class Prebins:
    """Hold the prebins of ordered cells, which a tree cut from counts.

    Parameters
    ----------
    counts : Counts
        k prebins; both outcomes are there, or k is 1.
    borders : ndarray (m - 1,) of bool
        Which borders between the m cells part two prebins.
    """

    counts: Counts
    borders: npt.NDArray[np.bool_]

    def merge(self, cells: Counts) -> Counts:
        """Return other counts (m) of the same cells, added up by prebin."""
        return merged(cells, self.borders)

    def solved(self, trend: str) -> npt.NDArray[np.bool_]:
        """Return the borders (m - 1,) between cells that optbinning keeps: highest IV under the trend.

        What it cannot solve, pooling does.
        """
        return self._kept(_solved, trend)

    def pooled(self, trend: str) -> npt.NDArray[np.bool_]:
        """Return the borders (m - 1,) between cells that pooling adjacent violators keeps.

        They have the highest IV under the trend too, without a solver: pooled rates are the upper hull of the ROC curve
        of the cells, and a higher ROC curve has the higher divergence (Ayer et al., 1955; Fawcett and Niculescu-Mizil,
        2007). With a turn, each place of it is tried.
        """
        return self._kept(_pooled, trend)

    def _kept(self, choose: _Choice, trend: str) -> npt.NDArray[np.bool_]:
        kept = np.zeros(len(self.borders), bool)
        if self.borders.any():
            kept[self.borders] = choose(self.counts.smoothed(), trend)
        return kept


def prebinned(counts: Counts) -> Prebins:
    """Cut ordered cells into prebins, where a classification tree on the counts would cut them.

    Parameters
    ----------
    counts : Counts
        m cells in order.

    Returns
    -------
    Prebins
        At most 20, each of which expects 5 goods and 5 bads; one where there is a single outcome.
    """
    borders = np.zeros(max(len(counts) - 1, 0), bool)
    borders[_tree_cuts(counts)] = True
    return Prebins(merged(counts, borders), borders)


def _tree_cuts(counts: Counts) -> npt.NDArray[np.intp]:
    from sklearn import config_context
    from sklearn.tree import DecisionTreeClassifier

    weight = np.stack([counts.goods, counts.bads], axis=1).ravel()
    if len(counts) < 2 or not weight.sum() > 0:
        return np.empty(0, np.intp)
    cells = np.repeat(np.arange(len(counts), dtype=np.float32), 2)[:, None]
    outcome = np.tile([0, 1], len(counts))
    there = weight > 0
    smallest = min(least_rows(counts.goods.sum(), counts.bads.sum()) / weight.sum(), 0.5)
    tree = DecisionTreeClassifier(max_leaf_nodes=_PREBINS, min_weight_fraction_leaf=smallest, random_state=0)
    with config_context(assume_finite=True, skip_parameter_validation=True):
        grown = tree.fit(cells[there], outcome[there], weight[there], check_input=False).tree_
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
        with warnings.catch_warnings(), ctrl_c_left_alone():
            warnings.simplefilter("ignore")
            binning.fit(cells, outcome, sample_weight=_whole_weights(counts))
    except (ValueError, TypeError, RuntimeError, IndexError):
        return _pooled(counts, trend)
    if binning.status != "OPTIMAL":
        return _pooled(counts, trend)
    kept = np.zeros(size - 1, bool)
    kept[np.rint(np.asarray(binning.splits, np.float64) - 0.5).astype(np.intp)] = True
    return kept


def _whole_weights(counts: Counts) -> npt.NDArray[np.float64]:
    """Return weights of goods and bads in turn, counted in whole thousandths of a row, as the solver wants them."""
    weight = np.stack([counts.goods, counts.bads], axis=1).ravel()
    return np.asarray(np.maximum(np.rint(weight * 1000), 1))


def _pooled(counts: Counts, trend: str) -> npt.NDArray[np.bool_]:
    if trend in {"ascending", "descending"}:
        return np.asarray(np.diff(fitted_rates(counts.bads, counts.total, trend)) != 0)
    first, then = ("ascending", "descending") if trend == "peak" else ("descending", "ascending")
    turned = [
        np.concatenate([_pooled(counts.take(slice(at)), first), [True], _pooled(counts.take(slice(at, None)), then)])
        for at in range(1, len(counts))
    ]
    whole = [_pooled(counts, first), _pooled(counts, then)]
    return max([*whole, *turned], key=lambda kept: _information(merged(counts, kept)))


def _information(counts: Counts) -> float:
    goods, bads = counts.goods / counts.goods.sum(), counts.bads / counts.bads.sum()
    return float((goods - bads) @ np.log(goods / bads))
