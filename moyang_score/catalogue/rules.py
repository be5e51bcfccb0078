"""Dated rules: numbers that come from a law, with the day from which each is in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from moyang_score.errors import CatalogueError

__all__ = ["DatedValue", "Edition", "Rule", "edition_at"]


@dataclass(frozen=True, kw_only=True)
class DatedValue:
    """Hold one value of a rule, from the day it takes effect until the next.

    Parameters
    ----------
    start : date or None
        The first day on which it is in force; None for as long as can be remembered.
    value : int
        The value.
    article : str
        The article that says so.

    Examples
    --------
    >>> DatedValue(start=date(2026, 4, 1), value=12, article="信用修复管理办法").in_force(date(2026, 4, 1))
    True
    """

    start: date | None
    value: int
    article: str

    def in_force(self, day: date) -> bool:
        """Tell whether it has taken effect by a day."""
        return self.start is None or self.start <= day


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Hold one rule with all its values.

    Parameters
    ----------
    name : str
        Its name, which an indicator can write in place of a number.
    title : mapping
        What it says, in ``zh`` and ``en``.
    unit : str
        The unit of its values: ``months`` or ``flag`` (0 or 1).
    values : tuple of DatedValue
        The oldest first.

    Examples
    --------
    >>> old, new = (DatedValue(start=date(year, 1, 1), value=year - 2000, article="—") for year in (2012, 2024))
    >>> rule = Rule(name="n", title={"zh": "数", "en": "number"}, unit="months", values=(old, new))
    >>> rule.value(date(2023, 12, 31)), rule.value(date(2024, 1, 1))
    (12, 24)
    """

    name: str
    title: Mapping[str, str]
    unit: str
    values: tuple[DatedValue, ...]

    def at(self, day: date) -> DatedValue:
        """Return the value in force on a day, with its article."""
        for dated in reversed(self.values):
            if dated.in_force(day):
                return dated
        raise CatalogueError(
            f"the rule {self.name!r} has no value on {day}: it begins on {self.values[0].start}",
            fix="ask for a later day, or add the earlier value with its article to rules.yaml",
        )

    def value(self, day: date) -> int:
        """Return the number in force on a day."""
        return self.at(day).value


@dataclass(frozen=True, kw_only=True)
class Edition:
    """Hold one edition of the national catalogue of public credit information.

    Parameters
    ----------
    edition : str
        Its year.
    start : date
        The first day on which it is in force.
    classes : tuple of str
        The classes it has, N1 to N13.
    article : str
        The notice it was published with.

    Examples
    --------
    >>> Edition(edition="2021", start=date(2021, 12, 16), classes=("N1",), article="—").edition
    '2021'
    """

    edition: str
    start: date
    classes: tuple[str, ...]
    article: str


def edition_at(editions: tuple[Edition, ...], day: date) -> Edition | None:
    """Return the edition in force on a day, or None before the first.

    Parameters
    ----------
    editions : tuple of Edition
        The oldest first.
    day : date
        The day.

    Returns
    -------
    Edition or None
        The latest that had begun.
    """
    begun = [edition for edition in editions if edition.start <= day]
    return begun[-1] if begun else None
