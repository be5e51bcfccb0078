"""The thresholds that a comparison judges by: policy with a version, not statistics."""

from dataclasses import dataclass
from typing import Final

__all__ = ["POLICY", "ComparisonPolicy"]


@dataclass(frozen=True, kw_only=True)
class ComparisonPolicy:
    """Hold the thresholds of a comparison.

    Parameters
    ----------
    version : str
        Its name, which stands in every report.
    level : float
        The coverage of every interval.
    fewest : int
        Rows, and for an order goods and bads each, below which nothing is said.
    shift : int
        Points by which a mean must move before a drift beyond chance is called one.
    bands : int
        Bands of about equal size that scores and probabilities are put into.
    most_groups : int
        Different values that a column of groups may have.

    Examples
    --------
    >>> POLICY.fewest
    20
    """

    version: str
    level: float
    fewest: int
    shift: int
    bands: int
    most_groups: int


POLICY: Final = ComparisonPolicy(version="compare-1", level=0.95, fewest=20, shift=2, bands=10, most_groups=30)
