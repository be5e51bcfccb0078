"""Cells: the fine partition of an input that learners count on, before they merge cells into bins."""

from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from moyang_score.card import (
    MISSING,
    UNSEEN,
    VALUE_STATE,
    Condition,
    Input,
    Interval,
    OneOf,
    Reading,
    Special,
    number_text,
)

__all__ = [
    "SIGNIFICANT_DIGITS",
    "closing_conditions",
    "cuts_between",
    "interval_conditions",
    "level_conditions",
    "level_groups",
]

SIGNIFICANT_DIGITS: Final = 6


def cuts_between(declared: Input, reading: Reading, weight: npt.NDArray[np.float64], most: int) -> list[float]:
    """Cut a numeric input into at most ``most`` cells of about equal weight.

    Cuts lie half-way between neighbouring values, are rounded to at most 6 significant digits, and for int and date are
    whole; the counts that learners take are taken after the rounding, so that what is printed is what is applied.

    Parameters
    ----------
    declared : Input
        A numeric input.
    reading : Reading
        Its cells, length n.
    weight : ndarray (n,)
        Sample weights.
    most : int
        The largest number of cells.

    Returns
    -------
    list of float
        Rising cuts, each of which parts the values; empty where there are fewer than two.
    """
    at = reading.state == VALUE_STATE
    distinct, place = np.unique(reading.values[at].astype(np.float64), return_inverse=True)
    if len(distinct) < 2:
        return []
    mass = np.bincount(place, weight[at])
    first = np.arange(1, len(distinct))
    if len(distinct) > most:
        cell = np.minimum((np.cumsum(mass) - mass / 2) / mass.sum() * most, most - 1).astype(int)
        first = np.flatnonzero(np.diff(cell)) + 1
    middles = distinct[first - 1] / 2 + distinct[first] / 2
    rounded = {_rounded(middle, whole=declared.type != "decimal") for middle in middles.tolist()}
    return sorted(cut for cut in rounded if distinct[0] < cut <= distinct[-1])


def interval_conditions(cuts: list[float]) -> list[Condition]:
    """Return the intervals that rising cuts make, left-closed, with open ends."""
    ends = [None, *map(number_text, cuts), None]
    return [Interval(lower, upper) for lower, upper in pairwise(ends)]


def level_groups(reading: Reading, weight: npt.NDArray[np.float64], least: float, most: int) -> list[tuple[str, ...]]:
    """Group the levels of a text or bool input: each common level alone, the rare ones together.

    Parameters
    ----------
    reading : Reading
        Its cells, length n.
    weight : ndarray (n,)
        Sample weights.
    least : float
        The smallest weight of a level that stands alone.
    most : int
        The largest number of groups, at least 2; beyond it the next rarest levels join the rare ones.

    Returns
    -------
    list of tuple of str
        Common levels in alphabetical order, then the rare ones, if any, as one group.
    """
    levels = reading.levels or ()
    at = reading.state == VALUE_STATE
    mass = np.bincount(reading.values[at], weight[at], len(levels))
    present = sorted((level for level, weighs in zip(levels, mass, strict=True) if weighs > 0))
    weighs = dict(zip(levels, mass.tolist(), strict=True))
    common = sorted((level for level in present if weighs[level] >= least), key=lambda level: (-weighs[level], level))
    alone = set(common if len(common) == len(present) and len(common) <= most else common[: most - 1])
    rare = tuple(level for level in present if level not in alone)
    return [(level,) for level in present if level in alone] + ([rare] if rare else [])


def closing_conditions(declared: Input) -> list[Condition]:
    """Return the conditions that close each partition: the special codes, missing and unseen."""
    return [*map(Special, declared.special), MISSING, UNSEEN]


def _rounded(value: float, *, whole: bool) -> float:
    rounded = float(f"{value:.{SIGNIFICANT_DIGITS - 1}e}")
    return float(np.ceil(rounded)) if whole else rounded


def level_conditions(declared: Input, groups: list[tuple[str, ...]]) -> list[Condition]:
    """Return the conditions of groups of levels; a bool names both its levels, whichever were seen."""
    if declared.type == "bool":
        seen = {level for group in groups for level in group}
        groups = groups + [(level,) for level in ("false", "true") if level not in seen]
    return [OneOf(group) for group in groups]
