"""Indicators: what is read from the records, over which window, for how many points, and by which law."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

__all__ = [
    "AGGREGATIONS",
    "CONSENTS",
    "POLARITIES",
    "SEVERITIES",
    "Aggregation",
    "Indicator",
    "Legal",
    "PointsRow",
    "Window",
]

AGGREGATIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "any": (),
    "count": (),
    "half_units": ("full_months",),
    "highest": ("column", "levels"),
    "ratio": ("good", "least"),
    "total": ("column",),
    "years": ("most",),
    "clean_years": ("most", "families"),
    "quarters_since_consent": ("most",),
}
CONSENTS: Final = ("O", "S", "W")
POLARITIES: Final = ("neg", "pos")
SEVERITIES: Final = ("general", "serious")


@dataclass(frozen=True, kw_only=True)
class Window:
    """Hold which records are recent enough.

    Parameters
    ----------
    months : int or None
        Those that occurred at most so many calendar months before the as-of date; None for any age.
    current : bool
        Those alone whose state still holds at the as-of date.
    after_end : int or None
        Those alone that have not ended, or ended at most so many months before.
    rules : mapping
        Field → name of the dated rule that its number was read from.

    Examples
    --------
    >>> Window(months=24).current
    False
    """

    months: int | None = None
    current: bool = False
    after_end: int | None = None
    rules: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Aggregation:
    """Hold how counting records become one integer.

    Parameters
    ----------
    kind : str
        ``any``, ``count``, ``half_units``, ``highest``, ``ratio``, ``total``, ``years``, ``clean_years`` or
        ``quarters_since_consent``.
    column : str or None
        The column read by ``highest`` and ``total``.
    levels : mapping
        Value → level, for ``highest``.
    good : mapping
        Column → values of a duty that was met, for ``ratio``; values of a ``bool`` column are true or false.
    least : int
        Observations below which a ``ratio`` is missing.
    most : int
        Where ``years``, ``clean_years`` and ``quarters_since_consent`` stop counting.
    full_months : int
        Months for which a record weighs two half units, for ``half_units``.
    families : tuple of str
        The families whose negatives end ``clean_years``.
    rules : mapping
        Field → name of the dated rule that its number was read from.

    Examples
    --------
    >>> Aggregation(kind="highest", column="level", levels={"city": 15}).levels["city"]
    15
    """

    kind: str
    column: str | None = None
    levels: Mapping[str, int] = field(default_factory=dict)
    good: Mapping[str, tuple[str | bool, ...]] = field(default_factory=dict)
    least: int = 3
    most: int = 0
    full_months: int = 0
    families: tuple[str, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PointsRow:
    """Hold the points of one interval of the feature, closed on the left: ``lower <= feature < upper``.

    Parameters
    ----------
    lower, upper : int or None
        The ends; None where open.
    points : int
        The points.
    ceiling : str or None
        The best grade that a person in this row can have.

    Examples
    --------
    >>> PointsRow(lower=1, upper=None, points=-180, ceiling="base").holds(1)
    True
    """

    lower: int | None
    upper: int | None
    points: int
    ceiling: str | None = None

    def holds(self, feature: int) -> bool:
        """Tell whether a value of the feature lies in the row."""
        return (self.lower is None or feature >= self.lower) and (self.upper is None or feature < self.upper)


@dataclass(frozen=True, kw_only=True)
class Legal:
    """Hold what an indicator rests on.

    Parameters
    ----------
    legal_class : str
        N1 to N13 (classes of the national catalogue of public credit information), M (by consent), F (bureau
        information), U (made by the scheme), L (local regulation) or R (research; never released).
    basis : mapping
        The law or rule in ``zh`` and ``en``.
    articles : tuple of str
        The articles, each with the law it stands in.

    Examples
    --------
    >>> Legal(legal_class="M", basis={"zh": "慈善法", "en": "Charity Law"}, articles=("慈善法 101",)).articles
    ('慈善法 101',)
    """

    legal_class: str
    basis: Mapping[str, str]
    articles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """Hold one indicator: a characteristic of the expert card, with everything a resident may ask about it.

    Parameters
    ----------
    code : str
        Its key on the card.
    name : mapping
        Its name in ``zh`` and ``en``.
    family : str
        The family it is capped with.
    records : str or None
        The source table; None where it is computed from others.
    where : mapping
        Column → values; a record must have one of them in each column.
    severity : {None, 'general', 'serious'}
        The class of severity a record must have.
    event_date : str or None
        The column that says when a record occurred.
    window : Window
        Which records are recent enough.
    aggregation : Aggregation
        How they become one integer.
    unit : str
        The unit of that integer, a measure of the catalogue.
    polarity : {'neg', 'pos'}
        Whether its records take points or give them.
    rank : int or None
        The order among negatives in which one fact counts: the lowest keeps it.
    points : tuple of PointsRow
        The published points table.
    missing_points, unseen_points : int
        The points where the feature is missing, or not an integer.
    max_points : int
        The most it can give, or (below 0) take.
    legal : Legal
        What it rests on.
    retention : mapping
        How long its records are kept, in ``zh`` and ``en``.
    consent : {'O', 'S', 'W'}
        General opt-in, separate consent, or written consent.
    on : bool
        Whether it is scored.
    reason, improve : mapping
        What is said to a resident about it, and how to do better, in ``zh`` and ``en``.
    never_suggest : bool
        Whether it is kept out of the ways up: nobody is told to give money, take a loan or risk their life.

    Examples
    --------
    >>> from moyang_score.catalogue import load_catalogue
    >>> indicator = load_catalogue("moyang").indicator("P04")
    >>> indicator.family, indicator.polarity, indicator.points_of(2), indicator.points_of(None)
    ('P', 'neg', -80, 0)
    """

    code: str
    name: Mapping[str, str]
    family: str
    records: str | None
    where: Mapping[str, tuple[str | bool, ...]]
    severity: str | None
    event_date: str | None
    window: Window
    aggregation: Aggregation
    unit: str
    polarity: str
    rank: int | None
    points: tuple[PointsRow, ...]
    missing_points: int
    unseen_points: int
    max_points: int
    legal: Legal
    retention: Mapping[str, str]
    consent: str
    on: bool
    reason: Mapping[str, str]
    improve: Mapping[str, str]
    never_suggest: bool

    def points_of(self, feature: int | None) -> int:
        """Return the points of a value of the feature; None is missing."""
        if feature is None:
            return self.missing_points
        return next(row.points for row in self.points if row.holds(feature))

    @property
    def extremes(self) -> tuple[int, int]:
        """The least and the most points that any value, missing or unseen gives."""
        every = [row.points for row in self.points] + [self.missing_points, self.unseen_points]
        return min(every), max(every)
