"""Rates of bads and how sure they are."""

import math

from moyang_score.errors import MissingExtraError, SampleError
from moyang_score.measure.estimate import Estimate, check_level


def jeffreys(bads: float, n: float, level: float = 0.95) -> Estimate:
    """Estimate a bad rate with the Jeffreys interval.

    The interval holds the middle ``level`` of Beta(bads + 1/2, n - bads + 1/2). By the usual end rules the lower
    end is 0 when there is no bad and the upper end is 1 when there is no good (Brown, Cai and DasGupta 2001,
    Statistical Science 16, section 4.1).

    Parameters
    ----------
    bads : float
        How many of the rows are bad; effective counts of weighted rows need not be whole.
    n : float
        How many rows there are, more than 0.
    level : float
        Coverage, above 0 and below 1.

    Returns
    -------
    Estimate
        ``bads / n`` and its interval, between 0 and 1.

    Raises
    ------
    SampleError
        No rows, or a number of bads that is negative or above ``n``.
    UsageError
        ``level`` is not above 0 and below 1.
    MissingExtraError
        scipy is not installed.

    Examples
    --------
    >>> print(jeffreys(3, 100))
    0.030 [0.009, 0.078]
    >>> print(jeffreys(0, 20))
    0.000 [0.000, 0.117]
    """
    check_level(level)
    if not (math.isfinite(n) and n > 0):
        raise SampleError(f"a rate of {n} rows is not defined", fix="leave empty groups out")
    if not 0 <= bads <= n:
        raise SampleError(f"{bads} of {n} rows cannot be bad", fix="count bads among the rows they belong to")
    value = bads / n
    tail = (1.0 - level) / 2.0
    low = 0.0 if bads == 0 else _beta_quantile(tail, bads, n)
    high = 1.0 if bads == n else _beta_quantile(1.0 - tail, bads, n)
    # At levels near 0 the middle of the distribution can miss the observed rate.
    return Estimate(value, min(low, value), max(high, value), level)


def _beta_quantile(share: float, bads: float, n: float) -> float:
    try:
        from scipy.special import betaincinv
    except ImportError:
        raise MissingExtraError(
            "the interval of a rate needs scipy", fix='install it with: pip install "moyang-score[learn]"'
        ) from None
    return float(betaincinv(bads + 0.5, n - bads + 0.5, share))
