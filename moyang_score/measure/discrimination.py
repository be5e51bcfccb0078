"""AUC and Gini with DeLong intervals, and the paired difference of two AUCs."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from moyang_score.errors import SampleError
from moyang_score.measure.estimate import Estimate, normal_quantile
from moyang_score.measure.sample import Flags, Floats, ScoreHistogram, check_classes, read_bad, read_score, read_weight

# Below these a variance, or the distance of an AUC from 0 or 1, is rounding and not information.
_NO_VARIANCE = 1e-28
_NO_DISTANCE = 1e-13


def auc(score: ArrayLike, bad: ArrayLike, weight: ArrayLike | None = None, *, level: float = 0.95) -> Estimate:
    """Estimate the probability that a good outscores a bad, ties counting one half.

    The variance is DeLong's, var(V10)/m + var(V01)/n over the placements of the m bads and n goods, generalised to
    sampling weights: each class adds sum of w^2 (V - A)^2 over (sum of w)^2 - (sum of w^2). The interval is taken on
    the logit scale. Where that variance is zero or not defined (perfect order, constant score, a single bad or good)
    the interval is Newcombe's score interval, all theta with |A - theta| <= z sqrt(V(theta)) for the variance V of
    Hanley and McNeil, which is finite and never a point. Weights stand for sampling: multiplying all of them by a
    constant changes nothing, and repeating a row is stronger evidence than doubling its weight.
    Sources: DeLong, DeLong and Clarke-Pearson 1988, Biometrics 44; ECB 2019, Instructions for reporting the
    validation results of internal models, annex 3.1; Newcombe 2006, Statistics in Medicine 25, method 5.

    Parameters
    ----------
    score : array_like of shape (n,)
        Higher is safer; no missing values.
    bad : array_like of shape (n,)
        0 or 1, 1 = bad; both must occur.
    weight : array_like of shape (n,), or None
        Sampling weights, finite and not negative.
    level : float
        Coverage, above 0 and below 1.

    Returns
    -------
    Estimate
        AUC between 0 and 1; 0.5 = no order. The same bits whatever the order of the rows.

    Raises
    ------
    SampleError
        Lengths that differ, one class only, a missing score, a negative weight, an outcome other than 0 and 1.
    UsageError
        ``level`` is not above 0 and below 1.

    Examples
    --------
    >>> print(auc([580, 610, 610, 650, 690], [1, 1, 0, 0, 0]))
    0.917 [0.348, 0.996]
    """
    return mean_auc([(score, bad, weight)], level=level)


def gini(score: ArrayLike, bad: ArrayLike, weight: ArrayLike | None = None, *, level: float = 0.95) -> Estimate:
    """Estimate the Gini coefficient (accuracy ratio), 2 AUC - 1.

    Parameters
    ----------
    score, bad, weight, level
        As in ``auc``.

    Returns
    -------
    Estimate
        Between -1 and 1; 0 = no order.

    Raises
    ------
    SampleError, UsageError
        As in ``auc``.

    Examples
    --------
    >>> print(gini([580, 610, 610, 650, 690], [1, 1, 0, 0, 0]))
    0.833 [-0.303, 0.991]
    """
    area = auc(score, bad, weight, level=level)
    return Estimate(2.0 * area.value - 1.0, 2.0 * area.low - 1.0, 2.0 * area.high - 1.0, level)


def auc_difference(
    score_a: ArrayLike, score_b: ArrayLike, bad: ArrayLike, weight: ArrayLike | None = None, *, level: float = 0.95
) -> Estimate:
    """Estimate how far the AUC of score a is above that of score b on the same rows.

    Paired DeLong: the placements of each row under both scores are subtracted before the variance is taken. Two
    scores that order the rows alike differ by exactly zero. Where the variance is otherwise zero or not defined, the
    two intervals of ``auc`` are combined by square and add (Newcombe 2006), as if the scores were independent.

    Parameters
    ----------
    score_a, score_b : array_like of shape (n,)
        Two scores of the same rows, on any scales; higher is safer.
    bad, weight, level
        As in ``auc``.

    Returns
    -------
    Estimate
        AUC of a minus AUC of b, between -1 and 1; the interval is symmetric unless cut at an end.

    Raises
    ------
    SampleError, UsageError
        As in ``auc``.

    Examples
    --------
    >>> bad = [1, 1, 0, 0, 0, 1, 0, 0]
    >>> print(auc_difference([1, 2, 3, 4, 8, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7, 8], bad))
    0.067 [-0.118, 0.251]
    """
    z = normal_quantile(level)
    is_bad = read_bad(bad)
    a, b = read_score(score_a, len(is_bad)), read_score(score_b, len(is_bad))
    weights = read_weight(weight, len(is_bad))
    check_classes(is_bad, weights)
    order = np.lexsort((weights, is_bad, b, a))
    order = order[weights[order] > 0.0]
    a, b, is_bad, weights = a[order], b[order], is_bad[order], weights[order]

    gap = _row_placements(a, is_bad, weights) - _row_placements(b, is_bad, weights)
    variance = _class_variance(gap[is_bad], weights[is_bad]) + _class_variance(gap[~is_bad], weights[~is_bad])
    area_a, area_b = auc(a, is_bad, weights, level=level), auc(b, is_bad, weights, level=level)
    value = area_a.value - area_b.value
    if np.array_equal(_ranks(a), _ranks(b)):
        return Estimate(0.0, 0.0, 0.0, level)
    if variance > _NO_VARIANCE:
        below = above = z * math.sqrt(variance)
    else:
        below = math.hypot(area_a.value - area_a.low, area_b.high - area_b.value)
        above = math.hypot(area_a.high - area_a.value, area_b.value - area_b.low)
    return Estimate(value, max(-1.0, value - below), min(1.0, value + above), level)


def mean_auc(parts: Sequence[tuple[ArrayLike, ArrayLike, ArrayLike | None]], *, level: float = 0.95) -> Estimate:
    """Estimate the mean AUC of samples scored by cards of their own, as the folds of a cross-validation are.

    Scores of different cards are compared within their sample only: pooling them would let a card's offset look like
    order. The variance of the mean is that of independent samples, sum of DeLong's variances over k^2, times
    1 + k / (k - 1), because the cards of k folds share most of their training rows (Nadeau and Bengio 2003, Machine
    Learning 52).

    Parameters
    ----------
    parts : sequence of (score, bad, weight)
        One sample each, as for `auc`; at least one.
    level : float
        Coverage, above 0 and below 1.

    Returns
    -------
    Estimate
        Mean AUC with an interval on the logit scale, or Newcombe's where the variance is zero or not defined.

    Raises
    ------
    SampleError
        No samples, or what `auc` refuses in any of them.
    UsageError
        ``level`` is not above 0 and below 1.

    Examples
    --------
    >>> fold = ([580, 610, 610, 650, 690], [1, 1, 0, 0, 0], None)
    >>> mean_auc([fold]) == auc(*fold)
    True
    """
    z = normal_quantile(level)
    if not parts:
        raise SampleError("there are no samples to average over", fix="give at least one")
    histograms = [ScoreHistogram.of(*part) for part in parts]
    areas = [_area(histogram) for histogram in histograms]
    value = sum(areas) / len(areas)
    pairs = zip(histograms, areas, strict=True)
    variance = sum(_delong_variance(histogram, area) for histogram, area in pairs) / len(areas) ** 2
    variance *= 1 if len(areas) == 1 else 1 + len(areas) / (len(areas) - 1)  # folds share training rows
    m = sum(_effective(histogram.bads, histogram.bad_squares) for histogram in histograms)
    n = sum(_effective(histogram.goods, histogram.good_squares) for histogram in histograms)
    low, high = _interval(value, variance, (m, n), z)
    return Estimate(value, min(low, value), max(high, value), level)


def _area(histogram: ScoreHistogram) -> float:
    # Whole weights keep every term of this sum a half-integer, hence exact: permuting or repeating rows moves no bit.
    goods_not_below = histogram.goods.sum() - np.cumsum(histogram.goods) + 0.5 * histogram.goods
    area = (histogram.bads * goods_not_below).sum() / (histogram.bads.sum() * histogram.goods.sum())
    return float(min(max(area, 0.0), 1.0))


def _interval(value: float, variance: float, sizes: tuple[float, float], z: float) -> tuple[float, float]:
    distance = min(value, 1.0 - value)
    if not variance > _NO_VARIANCE or distance < _NO_DISTANCE:
        return _newcombe_end(value, 0.0, *sizes, z), _newcombe_end(value, 1.0, *sizes, z)
    middle = math.log(value / (1.0 - value))
    reach = z * math.sqrt(variance) / (value * (1.0 - value))
    return _expit(middle - reach), _expit(middle + reach)


def _delong_variance(histogram: ScoreHistogram, value: float) -> float:
    bads, goods = histogram.bads, histogram.goods
    bad_placements = (goods.sum() - np.cumsum(goods) + 0.5 * goods) / goods.sum()
    good_placements = (np.cumsum(bads) - 0.5 * bads) / bads.sum()
    spread_bads = float((histogram.bad_squares * (bad_placements - value) ** 2).sum())
    spread_goods = float((histogram.good_squares * (good_placements - value) ** 2).sum())
    return _over(spread_bads, bads, histogram.bad_squares) + _over(spread_goods, goods, histogram.good_squares)


def _over(spread: float, weights: Floats, squares: Floats) -> float:
    # (sum of w)^2 - (sum of w^2) is m (m - 1) for unit weights; a single row leaves nothing to estimate a variance by.
    total = _square(float(weights.sum()))
    rest = total - float(squares.sum())
    return spread / rest if rest > 1e-9 * total else math.nan


def _effective(weights: Floats, squares: Floats) -> float:
    return _square(float(weights.sum())) / float(squares.sum())


def _square(value: float) -> float:
    # a product is rounded correctly, a power need not be: scaling by a power of two must move no bit
    return value * value


def _newcombe_end(value: float, end: float, m: float, n: float, z: float) -> float:
    inside, outside = value, end
    for _ in range(200):
        middle = 0.5 * (inside + outside)
        if abs(value - middle) <= z * math.sqrt(_hanley_mcneil(middle, m, n)):
            inside = middle
        else:
            outside = middle
    return inside


def _hanley_mcneil(theta: float, m: float, n: float) -> float:
    balanced = (m + n) / 2.0 - 1.0
    return theta * (1.0 - theta) * (1.0 + balanced * ((1.0 - theta) / (2.0 - theta) + theta / (1.0 + theta))) / (m * n)


def _row_placements(score: NDArray[Any], is_bad: Flags, weights: Floats) -> Floats:
    level_of_row = _ranks(score)
    bads = np.bincount(level_of_row, np.where(is_bad, weights, 0.0))
    goods = np.bincount(level_of_row, np.where(is_bad, 0.0, weights))
    of_a_bad = (goods.sum() - np.cumsum(goods) + 0.5 * goods) / goods.sum()
    of_a_good = (np.cumsum(bads) - 0.5 * bads) / bads.sum()
    placements: Floats = np.where(is_bad, of_a_bad[level_of_row], of_a_good[level_of_row])
    return placements


def _class_variance(gap: Floats, weights: Floats) -> float:
    mean = float((weights * gap).sum() / weights.sum())
    spread = float((weights**2 * (gap - mean) ** 2).sum())
    return _over(spread, weights, weights**2)


def _ranks(score: NDArray[Any]) -> NDArray[np.intp]:
    return np.unique(score, return_inverse=True)[1]


def _expit(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x)) if x >= 0.0 else math.exp(x) / (1.0 + math.exp(x))
