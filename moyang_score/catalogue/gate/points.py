"""The gate for points: a published table that is whole, goes one way, and stays inside its limits."""

from collections.abc import Sequence
from itertools import pairwise

from moyang_score.catalogue.gate.place import Notes
from moyang_score.catalogue.indicators import Indicator, PointsRow
from moyang_score.catalogue.model import Catalogue, Family, nearest

__all__ = ["attainable", "check_points", "check_scale"]


def check_points(catalogue: Catalogue, indicator: Indicator, notes: Notes) -> None:
    """Note everything that stands against the points table of an indicator."""
    if not _is_partition(indicator.points):
        what = "the rows leave a gap, overlap, or are not in order"
        notes.add("points", what, "let the first begin open, each begin where the one before ends, the last end open")
        return
    _check_direction(indicator, notes)
    _check_limits(indicator, notes)
    _check_neutral(indicator, notes)
    grades = [line.grade for line in catalogue.grades]
    for row in indicator.points:
        if row.ceiling is not None and row.ceiling not in grades:
            notes.add("points", f"the ceiling {row.ceiling!r} is no grade", nearest(row.ceiling, grades))
        elif row.ceiling is not None and row.points >= 0:
            notes.add("points", f"a row of {row.points} points has the ceiling {row.ceiling!r}", "take it out")


def _is_partition(rows: Sequence[PointsRow]) -> bool:
    if not rows or rows[0].lower is not None or rows[-1].upper is not None:
        return False
    ends = [row.upper for row in rows[:-1]]
    whole = [end for end in ends if end is not None]
    return len(whole) == len(ends) and ends == [row.lower for row in rows[1:]] and whole == sorted(set(whole))


def _check_direction(indicator: Indicator, notes: Notes) -> None:
    sign = -1 if indicator.polarity == "neg" else 1
    verb = "take" if sign < 0 else "give"
    for row in indicator.points:
        if row.points * sign < 0:
            what = (
                f"a row gives {row.points:+} points, and an indicator of polarity {indicator.polarity} may only {verb}"
            )
            notes.add("points", what, "turn the sign, or the polarity")
    for before, after in pairwise(indicator.points):
        if (after.points - before.points) * sign < 0:
            what = f"the points go from {before.points} to {after.points} where there is more of the same"
            notes.add("points", what, f"let more records never {verb} fewer points")


def _check_limits(indicator: Indicator, notes: Notes) -> None:
    least, most = indicator.extremes
    reached = least if indicator.polarity == "neg" else most
    if abs(reached) > abs(indicator.max_points) or reached * indicator.max_points < 0:
        what = f"a row gives {reached} points, beyond max_points {indicator.max_points}"
        notes.add("points", what, "lower the row, or publish the higher limit")
    elif reached != indicator.max_points:
        what = f"max_points is {indicator.max_points}, and no row gives more than {reached}"
        notes.add("max_points", what, f"write {reached}")


def _check_neutral(indicator: Indicator, notes: Notes) -> None:
    for field in ("missing_points", "unseen_points"):
        if getattr(indicator, field) != 0:
            notes.add(field, f"{getattr(indicator, field)} points for what is not known", "write 0: silence is neutral")
    at_zero = next(row.points for row in indicator.points if row.holds(0))
    if at_zero != 0:
        notes.add("points", f"the feature 0 gives {at_zero} points", "no record must give 0 points")


def check_scale(catalogue: Catalogue, indicators: Sequence[Indicator], notes: Notes) -> None:
    """Note grades out of order, limits of families with the wrong sign or passed by one indicator, and the range."""
    _check_grades(catalogue, notes)
    for family in catalogue.families:
        _check_family(family, [one for one in indicators if one.family == family.key], notes)
    if not catalogue.low <= catalogue.base <= catalogue.high:
        notes.add("base", f"{catalogue.base} is outside {catalogue.low} to {catalogue.high}", "correct the scale")
        return
    lowest, highest = attainable(catalogue, [one for one in indicators if one.on])
    if lowest < catalogue.low or highest > catalogue.high:
        what = f"scores from {lowest} to {highest} can be reached, outside {catalogue.low} to {catalogue.high}"
        notes.add("families", what, "lower the limits of the families, or widen the scale")


def _check_grades(catalogue: Catalogue, notes: Notes) -> None:
    lines = catalogue.grades
    mins = [line.min for line in lines[:-1]]
    whole = [one for one in mins if one is not None]
    if not lines or lines[-1].min is not None or len(whole) < len(mins) or whole != sorted(set(whole), reverse=True):
        notes.add("grades", "the grades are not in order", "begin with the best; only the last has no min")
    if len({line.grade for line in lines}) < len(lines):
        notes.add("grades", "a grade is given twice", "give each its own code")
    if any(not catalogue.low <= one <= catalogue.high for one in whole):
        notes.add("grades", "a grade begins outside the scale", f"stay within {catalogue.low} to {catalogue.high}")


def _check_family(family: Family, indicators: Sequence[Indicator], notes: Notes) -> None:
    field = f"families.{family.key}"
    if family.negative_cap > 0 or family.positive_cap < 0:
        notes.add(field, f"the limits are {family.negative_cap} and {family.positive_cap}", "turn their signs")
        return
    for indicator in indicators:
        cap = family.negative_cap if indicator.polarity == "neg" else family.positive_cap
        if abs(indicator.max_points) > abs(cap):
            what = f"{indicator.code} alone may reach {indicator.max_points}, beyond the limit {cap} of its family"
            notes.add(field, what, "lower its max_points, or widen the limit")


def attainable(catalogue: Catalogue, indicators: Sequence[Indicator]) -> tuple[int, int]:
    """Return the lowest and the highest score that the indicators can give under the limits of their families.

    Parameters
    ----------
    catalogue : Catalogue
        Whose base and limits hold.
    indicators : sequence of Indicator
        Those that are scored.

    Returns
    -------
    tuple of int
        Lowest and highest.
    """
    lowest = highest = catalogue.base
    for family in catalogue.families:
        extremes = [one.extremes for one in indicators if one.family == family.key]
        lowest += max(sum(min(least, 0) for least, _ in extremes), family.negative_cap)
        highest += min(sum(max(most, 0) for _, most in extremes), family.positive_cap)
    return lowest, highest
