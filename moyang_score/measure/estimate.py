"""A number that knows how sure it is."""

from dataclasses import dataclass
from statistics import NormalDist

from moyang_score.errors import UsageError


@dataclass(frozen=True, slots=True)
class Estimate:
    """Hold a point value and the two-sided interval around it.

    Parameters
    ----------
    value : float
        The point value, in the unit of the measure (AUC, KS and rates are shares between 0 and 1).
    low, high : float
        Both ends belong to the interval, and ``low <= value <= high``.
    level : float
        Intended coverage of the interval, above 0 and below 1.

    Raises
    ------
    UsageError
        A level outside (0, 1), a NaN, or a value outside its own interval.

    Examples
    --------
    >>> print(Estimate(0.7731, 0.7642, 0.7814))
    0.773 [0.764, 0.781]
    """

    value: float
    low: float
    high: float
    level: float = 0.95

    def __post_init__(self) -> None:
        check_level(self.level)
        if not self.low <= self.value <= self.high:
            raise UsageError(f"an estimate of {self.value} does not lie in its interval [{self.low}, {self.high}]")

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


def check_level(level: float) -> None:
    """Refuse a coverage that no interval can have.

    Parameters
    ----------
    level : float
        Coverage as a share.

    Raises
    ------
    UsageError
        ``level`` is not above 0 and below 1.

    Examples
    --------
    >>> check_level(0.95)
    """
    if not 0.0 < level < 1.0:
        raise UsageError(f"the level of an interval is {level}", fix="give a share between 0 and 1, for example 0.95")


def normal_quantile(level: float) -> float:
    """Return the two-sided standard normal quantile of a level.

    Parameters
    ----------
    level : float
        Coverage as a share, above 0 and below 1.

    Returns
    -------
    float
        z with P(-z <= Z <= z) = level.

    Raises
    ------
    UsageError
        ``level`` is not above 0 and below 1.

    Examples
    --------
    >>> round(normal_quantile(0.95), 4)
    1.96
    """
    check_level(level)
    return NormalDist().inv_cdf(0.5 + level / 2.0)
