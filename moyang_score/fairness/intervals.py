"""Intervals for what two groups differ by: a ratio and a difference of shares, and a difference of means."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from moyang_score.measure import Estimate

__all__ = [
    "Moments",
    "mean_difference",
    "share_difference",
    "share_interval",
    "share_ratio",
    "standardised_difference",
]

_STEPS = 80
_FURTHEST = 60.0  # of the logarithm of a ratio


def share_interval(hits: int, n: int, level: float = 0.95) -> Estimate:
    """Estimate a share with Wilson's score interval (Wilson 1927, JASA 22).

    Parameters
    ----------
    hits, n : int
        How many of how many, n above 0.
    level : float
        Coverage.

    Returns
    -------
    Estimate
        Between 0 and 1.

    Examples
    --------
    >>> print(share_interval(81, 263))
    0.308 [0.255, 0.366]
    """
    z, value = _z(level), hits / n
    middle = (hits + z * z / 2) / (n + z * z)
    reach = z * math.sqrt(n) / (n + z * z) * math.sqrt(value * (1 - value) + z * z / (4 * n))
    return Estimate(value, max(0.0, min(middle - reach, value)), min(1.0, max(middle + reach, value)), level)


def share_difference(hits: int, n: int, other_hits: int, other_n: int, level: float = 0.95) -> Estimate:
    """Estimate how much greater one share is than another of other people.

    Newcombe's hybrid score interval, method 10 (Newcombe 1998, Statistics in Medicine 17, 873-890).

    Parameters
    ----------
    hits, n, other_hits, other_n : int
        How many of how many, in both groups.
    level : float
        Coverage.

    Returns
    -------
    Estimate
        Share minus other share.

    Examples
    --------
    >>> print(share_difference(56, 70, 48, 80))
    0.200 [0.052, 0.334]
    """
    one, other = share_interval(hits, n, level), share_interval(other_hits, other_n, level)
    value = one.value - other.value
    below = math.hypot(one.value - one.low, other.high - other.value)
    above = math.hypot(one.high - one.value, other.value - other.low)
    return Estimate(value, max(-1.0, value - below), min(1.0, value + above), level)


def share_ratio(hits: int, n: int, other_hits: int, other_n: int, level: float = 0.95) -> Estimate | None:
    """Estimate one share over another of other people.

    The score interval: all ratios that the score test of Koopman (1984, Biometrics 40; Miettinen and Nurminen 1985)
    does not refuse. Unlike the interval on the logarithm it needs no correction where nobody, or everybody, is hit.

    Parameters
    ----------
    hits, n, other_hits, other_n : int
        How many of how many, in both groups.
    level : float
        Coverage.

    Returns
    -------
    Estimate or None
        The ratio, infinite where only the other share is 0; None where both are.

    Examples
    --------
    >>> print(share_ratio(36, 40, 16, 80))
    4.500 [2.940, 7.152]
    >>> share_ratio(0, 40, 0, 80) is None
    True
    """
    if not hits and not other_hits:
        return None
    value = math.inf if not other_hits else (hits / n) / (other_hits / other_n)
    z = _z(level)

    def statistic(log_ratio: float) -> float:
        return _score_statistic((hits, n), (other_hits, other_n), math.exp(log_ratio))

    low = 0.0 if not hits else math.exp(_crossing(lambda at: statistic(at) - z))
    high = math.inf if not other_hits else math.exp(_crossing(lambda at: statistic(at) + z))
    return Estimate(value, min(low, value), max(high, value), level)


@dataclass(frozen=True, slots=True)
class Moments:
    """Hold size, mean and variance of a group.

    Parameters
    ----------
    n : int
        People.
    mean, variance : float
        Mean, and variance with divisor n.
    third, fourth : float
        Central moments of order 3 and 4.

    Examples
    --------
    >>> Moments.of(np.array([600, 700]), np.array([1, 1])).mean
    650.0
    """

    n: int
    mean: float
    variance: float
    third: float
    fourth: float

    @classmethod
    def of(cls, values: npt.NDArray[np.int64], counts: npt.NDArray[np.int64]) -> "Moments":
        """Read the moments off a histogram.

        Parameters
        ----------
        values, counts : ndarray (k,)
            Distinct values, and how often each occurs; at least once in all.

        Returns
        -------
        Moments
            The moments.
        """
        n = int(counts.sum())
        mean = sum(value * count for value, count in zip(values.tolist(), counts.tolist(), strict=True)) / n
        away = values - mean
        powers = (float((counts * away**order).sum()) / n for order in (2, 3, 4))
        return cls(n, mean, *powers)


def mean_difference(one: Moments, other: Moments, level: float = 0.95) -> Estimate:
    """Estimate how much greater one mean is than another, by Welch's interval (Welch 1947, Biometrika 34).

    Parameters
    ----------
    one, other : Moments
        Both groups; a group of one person leaves the interval without end.
    level : float
        Coverage.

    Returns
    -------
    Estimate
        Mean minus other mean.

    Examples
    --------
    >>> one, other = Moments(50, 640.0, 2500.0, 0.0, 0.0), Moments(100, 650.0, 2500.0, 0.0, 0.0)
    >>> print(mean_difference(one, other))
    -10.000 [-27.332, 7.332]
    """
    value = one.mean - other.mean
    if min(one.n, other.n) < 2:
        return Estimate(value, -math.inf, math.inf, level)
    parts = [one.variance / (one.n - 1), other.variance / (other.n - 1)]
    spread = sum(parts)
    if not spread:
        return Estimate(value, value, value, level)
    freedom = spread**2 / (parts[0] ** 2 / (one.n - 1) + parts[1] ** 2 / (other.n - 1))
    reach = _t(level, freedom) * math.sqrt(spread)
    return Estimate(value, value - reach, value + reach, level)


def standardised_difference(one: Moments, other: Moments, level: float = 0.95) -> Estimate | None:
    """Estimate the difference of two means over the standard deviation within the groups (SMD, Cohen's d).

    The interval is that of the delta method with the moments as observed, so that scores need not be normal.

    Parameters
    ----------
    one, other : Moments
        Both groups.
    level : float
        Coverage.

    Returns
    -------
    Estimate or None
        Difference over the pooled standard deviation (divisor n); None where nobody differs from anybody in the group.

    Examples
    --------
    >>> one, other = Moments(50, 640.0, 2500.0, 0.0, 1.875e7), Moments(100, 650.0, 2500.0, 0.0, 1.875e7)
    >>> print(standardised_difference(one, other))
    -0.200 [-0.552, 0.152]
    """
    n = one.n + other.n
    pooled = (one.n * one.variance + other.n * other.variance) / n
    if not pooled or min(one.n, other.n) < 2:
        return None
    value = (one.mean - other.mean) / math.sqrt(pooled)
    variance = sum(
        _influence(group, sign, value, pooled, group.n / n) / (group.n - 1) for group, sign in ((one, 1), (other, -1))
    )
    reach = _t(level, min(one.n, other.n) - 1) * math.sqrt(variance)
    return Estimate(value, value - reach, value + reach, level)


def _influence(group: Moments, sign: int, value: float, pooled: float, share: float) -> float:
    """Return the variance of what one person of the group moves the standardised difference by."""
    linear = sign / math.sqrt(pooled)
    square = -value / (2 * pooled) * share
    return max(
        0.0,
        linear**2 * group.variance + 2 * linear * square * group.third + square**2 * (group.fourth - group.variance**2),
    )


def _score_statistic(one: tuple[int, int], other: tuple[int, int], ratio: float) -> float:
    (x, n), (y, m) = one, other
    a, b, c = ratio * (n + m), ratio * (n + y) + x + m, x + y
    share = min(2 * c / (b + math.sqrt(max(b * b - 4 * a * c, 0.0))), 1.0)  # the smaller root, without cancellation
    first = min(ratio * share, 1.0)
    variance = first * (1 - first) / n + ratio * ratio * share * (1 - share) / m
    gap = x / n - ratio * y / m
    if not gap:
        return 0.0
    return gap / math.sqrt(variance) if variance > 0 else math.copysign(math.inf, gap)


def _crossing(falling: Callable[[float], float]) -> float:
    low, high = -_FURTHEST, _FURTHEST
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > 0 else (low, middle)
    return (low + high) / 2


def _z(level: float) -> float:
    return NormalDist().inv_cdf((1 + level) / 2)


def _t(level: float, freedom: float) -> float:
    """Return the quantile of Student's t by the expansion of Abramowitz and Stegun, 26.7.5; 1e-4 from 9 on."""
    z = _z(level)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / freedom**power for power, term in enumerate(terms, start=1))
