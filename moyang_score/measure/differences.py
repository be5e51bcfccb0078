"""Differences of two rates and of two means of rows that have nothing to do with each other, with intervals."""

import math

import numpy as np
from numpy.typing import ArrayLike

from moyang_score.errors import MissingExtraError, SampleError
from moyang_score.measure.estimate import Estimate, check_level
from moyang_score.measure.rates import jeffreys

__all__ = ["mean_difference", "rate_difference"]


def rate_difference(bads_a: float, n_a: float, bads_b: float, n_b: float, level: float = 0.95) -> Estimate:
    """Estimate how far the bad rate of rows a is above that of rows b.

    The Jeffreys intervals of the two rates are combined by square and add (Newcombe 1998, Statistics in Medicine 17,
    method 10, with Jeffreys' interval in the place of Wilson's).

    Parameters
    ----------
    bads_a, n_a, bads_b, n_b : float
        Bads and rows of the two; each has at least one row.
    level : float
        Coverage, above 0 and below 1.

    Returns
    -------
    Estimate
        Rate of a minus rate of b, between -1 and 1.

    Raises
    ------
    SampleError, UsageError, MissingExtraError
        As in `jeffreys`.

    Examples
    --------
    >>> print(rate_difference(30, 200, 10, 200))
    0.100 [0.042, 0.159]
    """
    a, b = jeffreys(bads_a, n_a, level), jeffreys(bads_b, n_b, level)
    value = a.value - b.value
    below = math.hypot(a.value - a.low, b.high - b.value)
    above = math.hypot(a.high - a.value, b.value - b.low)
    return Estimate(value, max(-1.0, value - below), min(1.0, value + above), level)


def mean_difference(a: ArrayLike, b: ArrayLike, level: float = 0.95) -> Estimate:
    """Estimate how far the mean of rows a is above that of rows b, by Welch's interval.

    Parameters
    ----------
    a, b : array_like of shape (n,)
        Finite numbers, at least two of each.
    level : float
        Coverage, above 0 and below 1.

    Returns
    -------
    Estimate
        Mean of a minus mean of b. The same bits whatever the order of the rows.

    Raises
    ------
    SampleError
        Fewer than two rows of one, or a value that is not finite.
    UsageError
        ``level`` is not above 0 and below 1.
    MissingExtraError
        scipy is not installed.

    Examples
    --------
    >>> print(mean_difference([640, 650, 660, 690], [600, 620, 655, 625]))
    35.000 [-3.389, 73.389]
    """
    check_level(level)
    (mean_a, error_a, n_a), (mean_b, error_b, n_b) = _mean(a), _mean(b)
    value, variance = mean_a - mean_b, error_a + error_b
    if not variance > 0.0:
        return Estimate(value, value, value, level)
    degrees = variance**2 / (error_a**2 / (n_a - 1) + error_b**2 / (n_b - 1))
    reach = _student(degrees, level) * math.sqrt(variance)
    return Estimate(value, value - reach, value + reach, level)


def _mean(values: ArrayLike) -> tuple[float, float, int]:
    """Return mean, squared standard error and count, summed in an order that the values alone decide."""
    numbers = np.sort(np.asarray(values, np.float64))
    if numbers.ndim != 1 or len(numbers) < 2:
        raise SampleError("a mean of fewer than two rows has no interval", fix="give at least two rows of each")
    if not np.isfinite(numbers).all():
        raise SampleError("a value is missing or infinite", fix="leave those rows out and say so")
    mean = float(numbers.mean())
    return mean, float(((numbers - mean) ** 2).sum()) / (len(numbers) - 1) / len(numbers), len(numbers)


def _student(degrees: float, level: float) -> float:
    try:
        from scipy.special import stdtrit
    except ImportError:
        raise MissingExtraError(
            "the interval of a mean needs scipy", fix='install it with: pip install "moyang-score[learn]"'
        ) from None
    return float(stdtrit(degrees, 0.5 + level / 2.0))
