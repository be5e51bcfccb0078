"""The catalogue as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from moyang_score.catalogue.indicators import Aggregation, Indicator, Window
from moyang_score.catalogue.rules import Edition, Rule, edition_at
from moyang_score.catalogue.tables import SourceTable, Unit
from moyang_score.errors import CatalogueError

__all__ = ["Catalogue", "Expert", "Family", "GradeLine", "Weights", "nearest"]


@dataclass(frozen=True, kw_only=True)
class Family:
    """Hold one family of indicators with the limits of what they can take and give together.

    Parameters
    ----------
    key : str
        Its letter.
    title : mapping
        Its name in ``zh`` and ``en``.
    negative_cap : int
        The most that its negatives take together, 0 or less.
    positive_cap : int
        The most that its positives give together, 0 or more.

    Examples
    --------
    >>> Family(key="A", title={"zh": "应用", "en": "use"}, negative_cap=-15, positive_cap=80).negative_cap
    -15
    """

    key: str
    title: Mapping[str, str]
    negative_cap: int
    positive_cap: int


@dataclass(frozen=True, kw_only=True)
class GradeLine:
    """Hold one grade with the lowest score that has it.

    Parameters
    ----------
    grade : str
        Its code.
    min : int or None
        The lowest score; None for the lowest grade.
    title : mapping
        Its name in ``zh`` and ``en``.

    Examples
    --------
    >>> GradeLine(grade="AAA", min=850, title={"zh": "卓越", "en": "outstanding"}).min
    850
    """

    grade: str
    min: int | None
    title: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Expert:
    """Hold the judgments of one role: how many times more one family weighs than another, on Saaty's scale.

    Parameters
    ----------
    key : str
        The role's short name.
    title : mapping
        The role in ``zh`` and ``en``; never a person.
    judgments : mapping
        (family, family) → 1/9 to 9, every pair once.

    Examples
    --------
    >>> Expert(key="lawyer", title={"zh": "法务", "en": "lawyer"}, judgments={("P", "F"): Fraction(3)}).key
    'lawyer'
    """

    key: str
    title: Mapping[str, str]
    judgments: Mapping[tuple[str, str], Fraction]


@dataclass(frozen=True, kw_only=True)
class Weights:
    """Hold the judgments that the weights of the families are checked against.

    Parameters
    ----------
    note : mapping
        What a reader must know about them, in ``zh`` and ``en``.
    experts : tuple of Expert
        The roles.

    Examples
    --------
    >>> from moyang_score.catalogue import load_catalogue
    >>> len(load_catalogue("moyang").weights.experts)
    3
    """

    note: Mapping[str, str]
    experts: tuple[Expert, ...]


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Hold what may be scored, for how many points, and by which law.

    Parameters
    ----------
    name, version : str
        What it is called.
    title : mapping
        Its title in ``zh`` and ``en``.
    id_scheme : {'gb11643', 'opaque'}
        What the ids of persons are.
    consent : {'required', 'assumed'}
        Whether records of people without consent are refused.
    edition : str
        The edition of the national catalogue it is written for; after `at`, the one in force on that day.
    families : tuple of Family
        The families in card order.
    base, low, high : int
        The score of somebody of whom nothing is known, and the scale.
    grades : tuple of GradeLine
        The best first.
    measures : mapping
        Unit of a feature → its name in ``zh`` and ``en``.
    units : mapping
        Code → source unit.
    tables : mapping
        Name → source table.
    indicators : tuple of Indicator
        In card order: by family, then code.
    rules : mapping
        Name → dated rule.
    editions : tuple of Edition
        The editions of the national catalogue, the oldest first.
    weights : Weights or None
        The judgments of experts on the families.
    hash : str
        SHA-256 of the content, as hex; comments and layout of the files do not matter.
    as_of : date or None
        The day whose rules it holds; None for the newest.

    Examples
    --------
    >>> from moyang_score.catalogue import load_catalogue
    >>> catalogue = load_catalogue("moyang")
    >>> catalogue.base, len(catalogue.indicators), len(catalogue.tables)
    (650, 28, 25)
    >>> catalogue.table("course").consent, catalogue.indicator("S06").records
    ('O', 'course')
    >>> [catalogue.at(day).indicator("P05").window.months for day in (date(2026, 3, 31), date(2026, 4, 1))]
    [36, 12]
    """

    name: str
    version: str
    title: Mapping[str, str]
    id_scheme: str
    consent: str
    edition: str
    families: tuple[Family, ...]
    base: int
    low: int
    high: int
    grades: tuple[GradeLine, ...]
    measures: Mapping[str, Mapping[str, str]]
    units: Mapping[str, Unit]
    tables: Mapping[str, SourceTable]
    indicators: tuple[Indicator, ...]
    rules: Mapping[str, Rule] = field(default_factory=dict)
    editions: tuple[Edition, ...] = ()
    weights: Weights | None = None
    hash: str = ""
    as_of: date | None = None

    @property
    def releasable(self) -> bool:
        """Whether a card of it may be released: consent is asked for, and nothing is of class R (research)."""
        classes = [one.legal.legal_class for one in self.indicators if one.on]
        return self.consent == "required" and "R" not in [
            *classes,
            *(table.legal_class for table in self.tables.values()),
        ]

    def table(self, name: str) -> SourceTable:
        """Return the source table of a name, or raise `CatalogueError`."""
        if name not in self.tables:
            raise CatalogueError(f"there is no table {name!r}", where=self.name, fix=nearest(name, self.tables))
        return self.tables[name]

    def indicator(self, code: str) -> Indicator:
        """Return the indicator of a code, or raise `CatalogueError`."""
        for indicator in self.indicators:
            if indicator.code == code:
                return indicator
        codes = [indicator.code for indicator in self.indicators]
        raise CatalogueError(f"there is no indicator {code!r}", where=self.name, fix=nearest(code, codes))

    def find_unit(self, text: str) -> Unit | None:
        """Return the source unit of a code or of a unified social credit code, or None."""
        if text in self.units:
            return self.units[text]
        return next((unit for unit in self.units.values() if unit.uscc == text), None)

    def rule(self, name: str, as_of: date) -> int:
        """Return the number of a dated rule in force on a day, or raise `CatalogueError`."""
        if name not in self.rules:
            raise CatalogueError(f"there is no rule {name!r}", where=self.name, fix=nearest(name, self.rules))
        return self.rules[name].value(as_of)

    def at(self, as_of: date) -> "Catalogue":
        """Return the catalogue with the numbers and the edition in force on a day, under the same hash."""
        edition = edition_at(self.editions, as_of)
        return replace(
            self,
            as_of=as_of,
            edition=self.edition if edition is None else edition.edition,
            indicators=tuple(self._indicator_at(indicator, as_of) for indicator in self.indicators),
        )

    def texts(self, language: str) -> dict[str, Any]:
        """Return everything that is said to residents in one language, as the file texts.<language>.json has it."""
        from moyang_score.catalogue.texts import texts

        return texts(self, language)

    def _indicator_at(self, indicator: Indicator, day: date) -> Indicator:
        window, aggregation = indicator.window, indicator.aggregation
        if not window.rules and not aggregation.rules:
            return indicator
        return replace(
            indicator,
            window=self._window_at(window, day),
            aggregation=self._aggregation_at(aggregation, day),
        )

    def _window_at(self, window: Window, day: date) -> Window:
        numbers = {field: self.rule(name, day) for field, name in window.rules.items()}
        return replace(window, **numbers)  # type: ignore[arg-type]

    def _aggregation_at(self, aggregation: Aggregation, day: date) -> Aggregation:
        numbers = {field: self.rule(name, day) for field, name in aggregation.rules.items()}
        return replace(aggregation, **numbers)  # type: ignore[arg-type]


def nearest(name: str, known: Any) -> str:
    """Say which known name is nearest to one, or which there are.

    Parameters
    ----------
    name : str
        What was written.
    known : iterable of str
        What could have been.

    Returns
    -------
    str
        Advice, as a sentence without its full stop.
    """
    names = [str(one) for one in known]
    near = get_close_matches(str(name), names, n=1, cutoff=0.5)
    if near:
        return f"did you mean {near[0]!r}?".rstrip("?")
    listed = ", ".join(names[:12])
    more = len(names) - 12
    return f"use one of {listed}{f' and {more} more' if more > 0 else ''}" if names else "declare it first"
