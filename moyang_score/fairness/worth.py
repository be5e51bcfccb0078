"""What a characteristic is worth: the AUC that is lost if it gives no points, with its interval, from counts alone."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from moyang_score.fairness.counts import Counts
from moyang_score.measure import Estimate
from moyang_score.measure.estimate import normal_quantile

__all__ = ["Worth", "worths"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Worth:
    """Hold what a characteristic adds to the order of goods and bads.

    Parameters
    ----------
    key : str
        The characteristic.
    lost : Estimate or None
        AUC of the score minus that of the score without it; None without outcomes of both kinds, twice each.

    Examples
    --------
    >>> Worth(key="late", lost=None).key
    'late'
    """

    key: str
    lost: Estimate | None


def worths(counts: Counts, level: float = 0.95) -> tuple[Worth, ...]:
    """Measure the AUC lost without each characteristic, by the paired interval of DeLong.

    Parameters
    ----------
    counts : Counts
        The counts.
    level : float
        Coverage.

    Returns
    -------
    tuple of Worth
        One per characteristic, in card order.

    Examples
    --------
    >>> from moyang_score.card import Scorecard
    >>> from moyang_score.fairness import count
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> worths(count(card, {"sex": ["f"] * 20 + ["m"] * 20}, ["sex"]))
    ()
    """
    keys = [one.key for one in counts.card.characteristics]
    if not counts.pairs or min(counts.outcomes[:2]) < 2:
        return tuple(Worth(key=key, lost=None) for key in keys)
    found = zip(keys, counts.pairs, strict=True)
    return tuple(Worth(key=key, lost=_lost(scores, people, level)) for key, (scores, people) in found)


def _lost(scores: Ints, people: Ints, level: float) -> Estimate:
    full, left = (_placements(scores[:, side], people) for side in (0, 1))
    gap_goods, gap_bads = full[0] - left[0], full[1] - left[1]
    goods, bads = people[:, 0], people[:, 1]
    value = float((bads * gap_bads).sum() / bads.sum())
    variance = _spread(gap_goods, goods) + _spread(gap_bads, bads)
    reach = normal_quantile(level) * math.sqrt(variance)
    return Estimate(value, max(-1.0, value - reach), min(1.0, value + reach), level)


def _placements(score: Ints, people: Ints) -> tuple[Floats, Floats]:
    """Return, per cell, the share of bads below a good there and of goods above a bad there, ties counting half."""
    distinct, at = np.unique(score, return_inverse=True)
    goods, bads = (np.bincount(at, people[:, kind], minlength=len(distinct)) for kind in (0, 1))
    below = (np.cumsum(bads) - bads / 2) / bads.sum()
    above = (goods.sum() - np.cumsum(goods) + goods / 2) / goods.sum()
    return below[at], above[at]


def _spread(gap: Floats, people: Ints) -> float:
    n = int(people.sum())
    mean = float((people * gap).sum()) / n
    return float((people * (gap - mean) ** 2).sum()) / (n * (n - 1))
