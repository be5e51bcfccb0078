"""Proxies: characteristics that tell the group, ranked by how well they do and how many points that moves."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from moyang_score.fairness.gap import Gap
from moyang_score.fairness.policy import Policy
from moyang_score.measure import Estimate
from moyang_score.measure.estimate import normal_quantile

__all__ = ["Proxy", "association", "proxies"]


@dataclass(frozen=True, kw_only=True)
class Proxy:
    """Hold how far a characteristic stands for belonging to a group.

    Parameters
    ----------
    key : str
        The characteristic.
    strength : Estimate
        Cramér's V of its attributes and of group against reference: 0 says nothing, 1 tells the group.
    at_stake : Estimate
        The points it adds to the gap, with their sign.
    is_proxy : bool
        Whether strength and points both exceed the policy, the strength with its whole interval.

    Examples
    --------
    >>> Proxy(key="area", strength=Estimate(0.5, 0.4, 0.6), at_stake=Estimate(-8, -9, -7), is_proxy=True).weight
    4.0
    """

    key: str
    strength: Estimate
    at_stake: Estimate
    is_proxy: bool

    @property
    def weight(self) -> float:
        """Return strength times points at stake, what proxies are ranked by."""
        return self.strength.value * abs(self.at_stake.value)


def proxies(
    gap: Gap, people: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]], policy: Policy
) -> tuple[Proxy, ...]:
    """Rank the characteristics of a card as proxies of a group.

    Parameters
    ----------
    gap : Gap
        The gap between the group and its reference.
    people : list of (ndarray (a,), ndarray (a,))
        For each characteristic the people of the group and of the reference by attribute.
    policy : Policy
        From where on one is called a proxy.

    Returns
    -------
    tuple of Proxy
        The heaviest first.

    Examples
    --------
    >>> from moyang_score.fairness import POLICY
    >>> from fractions import Fraction
    >>> proxies(Gap(total=Fraction(0), rows=()), [], POLICY)
    ()
    """
    found = []
    for row, (own, other) in zip((one for one in gap.rows if not one.is_cap), people, strict=True):
        strength = association(own, other, policy.level)
        is_proxy = strength.low >= policy.proxy_strength and abs(row.gap) >= policy.proxy_points
        found.append(Proxy(key=row.key, strength=strength, at_stake=row.estimate, is_proxy=is_proxy))
    return tuple(sorted(found, key=lambda one: (-one.weight, -one.strength.value)))


def association(own: npt.NDArray[np.int64], other: npt.NDArray[np.int64], level: float = 0.95) -> Estimate:
    """Estimate Cramér's V between an attribute and two groups, freed of the bias of small samples.

    Of V squared the part that chance alone makes, (a - 1) / (n - 1), is taken off (Bergsma 2013, Journal of the Korean
    Statistical Society 42). The interval is that of the delta method for shares within two groups of given size, to
    whose variance that of pure chance is added, 2 (a - 1) / n^2, so that it does not vanish where V is nil.

    Parameters
    ----------
    own, other : ndarray (a,) of int64
        People of the two groups by attribute.
    level : float
        Coverage.

    Returns
    -------
    Estimate
        Between 0 and 1.

    Examples
    --------
    >>> print(association(np.array([50, 50]), np.array([100, 100])))
    0.000 [0.000, 0.096]
    >>> print(association(np.array([0, 100]), np.array([100, 0])))
    1.000 [0.993, 1.000]
    """
    used = (own + other) > 0
    first, second = own[used] / own.sum(), other[used] / other.sum()
    n, m = int(own.sum()), int(other.sum())
    share, freedom = n / (n + m), int(used.sum()) - 1
    away, middle = first - second, share * first + (1 - share) * second
    squared = share * (1 - share) * float((away**2 / middle).sum())
    part = away / middle
    of_first = share * (1 - share) * (2 * part - share * part**2)
    of_second = share * (1 - share) * (-2 * part - (1 - share) * part**2)
    variance = _variance(first, of_first) / n + _variance(second, of_second) / m + 2 * freedom / (n + m) ** 2
    fair = _held(squared - freedom / max(n + m - 1, 1) * (1 - squared))
    reach = normal_quantile(level) * math.sqrt(variance)
    low, high = _held(fair - reach), _held(fair + reach)
    return Estimate(math.sqrt(fair), math.sqrt(low), math.sqrt(high), level)


def _variance(shares: npt.NDArray[np.float64], values: npt.NDArray[np.float64]) -> float:
    mean = float((shares * values).sum())
    return max(0.0, float((shares * values**2).sum()) - mean * mean)


def _held(value: float) -> float:
    return min(max(value, 0.0), 1.0)
