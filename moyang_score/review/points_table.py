"""The points table of a card with its evidence, as rows that any reader of it lays out."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from moyang_score.card import Characteristic, Evidence, Input, Scorecard, Texts
from moyang_score.errors import CardChangedError
from moyang_score.review.summary import Summary, summarise
from moyang_score.wording import attribute_text

__all__ = ["CharacteristicPoints", "PointsRow", "PointsTable", "points_table"]

_OF_TEXTS: Final = ("name", "unit", "family_name")


@dataclass(frozen=True, kw_only=True)
class PointsRow:
    """Hold one attribute of a characteristic, with what was counted in it on the rows fitted on.

    Parameters
    ----------
    characteristic : str
        The key of the characteristic.
    attribute : str
        The conditions, in words.
    points, contribution : int
        The points, and the points minus the neutral points.
    ceiling : str or None
        The best grade that somebody with this attribute can hold.
    n, share, bads, bad_rate, woe : float or None
        Weight of the rows, its share, weight of the bads, bads over rows, and ln(share of goods / share of bads) as
        the learner smoothed it; None where the evidence does not say, ``bad_rate`` also where there is no row.

    Examples
    --------
    >>> PointsRow(characteristic="late", attribute="2 or more", points=-40, contribution=-35).bad_rate is None
    True
    """

    characteristic: str
    attribute: str
    points: int
    contribution: int
    ceiling: str | None = None
    n: float | None = None
    share: float | None = None
    bads: float | None = None
    bad_rate: float | None = None
    woe: float | None = None


@dataclass(frozen=True, kw_only=True)
class CharacteristicPoints:
    """Hold the rows of one characteristic, and what holds for them together.

    Parameters
    ----------
    key, reason : str
        Its name and its reason code.
    family : str or None
        Its family of indicators.
    neutral : int
        The points of nobody in particular.
    lowest, highest : int
        The range of its points.
    iv, coefficient : float or None
        Information value, and the coefficient of the WOE; None where the evidence does not say.
    trend : str or None
        How points run along the values; None where the evidence does not say.
    rows : tuple of PointsRow
        In card order.
    name, unit, family_name : str or None
        What it, the unit of its input and its family are called; None for a card without texts.

    Examples
    --------
    >>> from moyang_score.card import MISSING, UNSEEN, Attribute, Characteristic, Evidence, Input, Interval, Scorecard
    >>> conditions = (Interval(None, "2"), Interval("2", None), MISSING, UNSEEN)
    >>> attributes = tuple(Attribute((one,), points) for one, points in zip(conditions, (20, -40, 0, 0)))
    >>> late = Characteristic("late", ("late",), attributes)
    >>> card = Scorecard(card_class="research", base=650, inputs=(Input("late", "int"),), characteristics=(late,))
    >>> one = points_table(card, Evidence({"digest": card.digest})).characteristics[0]
    >>> one.lowest, one.highest, len(one.rows)
    (-40, 20, 4)
    """

    key: str
    reason: str
    family: str | None
    neutral: int
    lowest: int
    highest: int
    iv: float | None
    trend: str | None
    coefficient: float | None
    rows: tuple[PointsRow, ...]
    name: str | None = None
    unit: str | None = None
    family_name: str | None = None

    @property
    def titled(self) -> str:
        """Return the key, followed by the name where there is one."""
        return self.key if self.name in {None, self.key} else f"{self.key} {self.name}"

    @property
    def spread(self) -> int:
        """Return the distance from the lowest to the highest points: how much the characteristic can matter."""
        return self.highest - self.lowest


@dataclass(frozen=True, kw_only=True)
class PointsTable:
    """Hold a whole points table with its summary.

    Parameters
    ----------
    summary : Summary
        What the card is and what it was judged on.
    characteristics : tuple of CharacteristicPoints
        In card order.
    family_limits : mapping
        Family to what its characteristics are held at together, in words; empty for a card without texts.
    title : str or None
        The title of the card; None for a card without texts.

    Examples
    --------
    >>> from moyang_score.card import Evidence, Scorecard
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> points_table(card, Evidence({"digest": card.digest})).rows
    ()
    """

    summary: Summary
    characteristics: tuple[CharacteristicPoints, ...]
    family_limits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    title: str | None = None

    @property
    def rows(self) -> tuple[PointsRow, ...]:
        """Return the rows of all characteristics, in card order."""
        return tuple(row for one in self.characteristics for row in one.rows)

    @property
    def without_outcome(self) -> bool:
        """Tell whether rows were counted and bads were not, as for an expert card without a target."""
        return any(row.n is not None for row in self.rows) and all(row.bads is None for row in self.rows)

    def to_json(self) -> dict[str, Any]:
        """Return the table as nested dicts and lists of plain JSON values; names stand there where there are texts."""
        return {"summary": self.summary.to_json(), "characteristics": list(map(_json, self.characteristics))}


def points_table(card: Scorecard, evidence: Evidence, texts: Texts | None = None) -> PointsTable:
    """Lay a card and its evidence side by side.

    Parameters
    ----------
    card : Scorecard
        The card.
    evidence : Evidence
        Its evidence; parts that it lacks stay empty.
    texts : Texts, optional
        Its texts, in whose language attributes are worded; English without.

    Returns
    -------
    PointsTable
        One row per attribute.

    Raises
    ------
    CardChangedError
        If the evidence names another card.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> points_table(card, Evidence({"digest": card.digest})).rows
    ()
    """
    if evidence["digest"] != card.digest:
        raise CardChangedError("the evidence names another card", fix="give the evidence of the same card folder")
    inputs = {one.key: one for one in card.inputs}
    counted = {one["key"]: one for one in evidence.get("characteristics", [])}
    return PointsTable(
        summary=summarise(card, evidence, texts),
        characteristics=tuple(
            _characteristic(one, inputs, counted.get(one.key, {}), texts) for one in card.characteristics
        ),
        family_limits={} if texts is None else _family_limits(card, texts),
        title=None if texts is None else texts.title,
    )


def _family_limits(card: Scorecard, texts: Texts) -> dict[str, tuple[str, ...]]:
    family_of = {one.key: one.family for one in card.characteristics}
    limits: dict[str, tuple[str, ...]] = {}
    for group in card.groups:
        families = {family_of[key] for key in group.members}
        family = families.pop() if len(families) == 1 else None
        if family is not None:
            limits[family] = (*limits.get(family, ()), f"{texts.group(group.key)} {group.limit:+d}")
    return limits


def _json(one: CharacteristicPoints) -> dict[str, Any]:
    document = asdict(one)
    return document if one.name is not None else {key: document[key] for key in document if key not in _OF_TEXTS}


def _characteristic(
    one: Characteristic, inputs: Mapping[str, Input], counted: Mapping[str, Any], texts: Texts | None
) -> CharacteristicPoints:
    language = "en" if texts is None else texts.language
    lowest, highest = one.points_range
    found = counted.get("attributes", [])
    counts = found if len(found) == len(one.attributes) else [{}] * len(one.attributes)
    return CharacteristicPoints(
        key=one.key,
        reason=one.reason,
        family=one.family,
        neutral=one.neutral,
        lowest=lowest,
        highest=highest,
        iv=counted.get("iv"),
        trend=counted.get("trend"),
        coefficient=counted.get("coefficient"),
        rows=tuple(
            PointsRow(
                characteristic=one.key,
                attribute=attribute_text(inputs, one, attribute, language),
                points=attribute.points,
                contribution=attribute.points - one.neutral,
                ceiling=attribute.ceiling,
                **{name: count.get(name) for name in ("n", "share", "bads", "bad_rate", "woe")},
            )
            for attribute, count in zip(one.attributes, counts, strict=True)
        ),
        name=None if texts is None else texts.name(one.key),
        unit=None if texts is None else texts.unit(one.key),
        family_name=None if texts is None or one.family is None else texts.family(one.family),
    )
