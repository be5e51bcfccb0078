"""The explanation of one score: a waterfall whose rows add up to it, and what follows from them."""

from dataclasses import asdict, dataclass
from typing import Any, Final

from moyang_score.card import Texts

__all__ = ["ExplainedReason", "Explanation", "Improvement", "WaterfallRow"]

_OF_TEXTS: Final = ("texts", "improvements")
_OF_CATALOGUE: Final = ("family", "unit")


@dataclass(frozen=True, kw_only=True)
class WaterfallRow:
    """Hold what one characteristic adds to the score of one person.

    Parameters
    ----------
    key : str
        The characteristic.
    value : str
        What the person's cells say, as text; "" for an absent cell.
    attribute : str
        The attribute the person falls into, in the language of the explanation.
    attribute_at : int
        Its position in the attributes of the characteristic.
    points : int
        The points of the attribute.
    neutral : int
        The points of nobody in particular.
    share : float or None
        The share of the rows the card was fitted on that fall into the same attribute; None without evidence.
    bad_rate : float or None
        The bad rate among them; None without evidence.
    family, unit : str or None
        The family of the characteristic, and the unit of its input.

    Examples
    --------
    >>> WaterfallRow(key="late", value="3", attribute="2 or more", attribute_at=1, points=-40, neutral=-5).contribution
    -35
    """

    key: str
    value: str
    attribute: str
    attribute_at: int
    points: int
    neutral: int
    share: float | None = None
    bad_rate: float | None = None
    family: str | None = None
    unit: str | None = None

    @property
    def contribution(self) -> int:
        """Return points minus neutral points: negative where the person lost."""
        return self.points - self.neutral


@dataclass(frozen=True, kw_only=True)
class ExplainedReason:
    """Name one reason of a score.

    Parameters
    ----------
    code : str
        The reason code.
    characteristic : str
        The characteristic that lost most among those with this code.
    contribution : int
        What that characteristic contributed, below 0.

    Examples
    --------
    >>> ExplainedReason(code="late", characteristic="late", contribution=-12).contribution
    -12
    """

    code: str
    characteristic: str
    contribution: int


@dataclass(frozen=True, kw_only=True)
class Improvement:
    """Say what would raise a score.

    Parameters
    ----------
    key : str
        The characteristic.
    gain : int
        How many points the score would be higher if this characteristic alone gave its most, cap rows included.
    text : str
        What the person can do about it.

    Examples
    --------
    >>> Improvement(key="late", gain=40, text="Pay what is owed").gain
    40
    """

    key: str
    gain: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Explain one score without remainder.

    score = start + Σ contributions of the rows + Σ cap rows, where start = base + Σ neutral points

    Parameters
    ----------
    language : {'en', 'zh'}
        What the attributes are worded in.
    digest : str
        The card's.
    card_class : {'research', 'official'}
        The card's.
    base : int
        The integer constant of the card.
    start : int
        The score of nobody in particular, before cap rows.
    rows : tuple of WaterfallRow
        One per characteristic, in card order.
    cap_rows : tuple of (str, int)
        Key and points of each group.
    score : int
        The score.
    grade : str or None
        The grade, None on a card without grades.
    grade_of_score : str or None
        The grade that the score alone would hold; better than ``grade`` where a ceiling bit.
    held_by : tuple of str
        The characteristics whose attribute has the ceiling that holds the grade; empty where none bit.
    probability_bad : float or None
        None on a card without scaling.
    reasons : tuple of ExplainedReason
        The heaviest first, as the card's policy chooses them.
    flags : tuple of str
        Sorted; one per input whose cell was unseen or could not be read.
    texts : Texts or None
        The words of the card in the language; None for a card that has none.
    improvements : tuple of Improvement
        What would raise the score, the most first, as far as the texts suggest anything.

    Raises
    ------
    CardError
        If the parts do not add up to the score.

    Examples
    --------
    >>> Explanation(
    ...     language="en", digest="", card_class="research", base=650, start=650, rows=(), cap_rows=(), score=650,
    ...     grade=None, grade_of_score=None, held_by=(), probability_bad=None, reasons=(), flags=(),
    ... ).score
    650
    """

    language: str
    digest: str
    card_class: str
    base: int
    start: int
    rows: tuple[WaterfallRow, ...]
    cap_rows: tuple[tuple[str, int], ...]
    score: int
    grade: str | None
    grade_of_score: str | None
    held_by: tuple[str, ...]
    probability_bad: float | None
    reasons: tuple[ExplainedReason, ...]
    flags: tuple[str, ...]
    texts: Texts | None = None
    improvements: tuple[Improvement, ...] = ()

    def __post_init__(self) -> None:
        total = self.start + sum(row.contribution for row in self.rows) + sum(points for _, points in self.cap_rows)
        if total != self.score:
            raise AssertionError("a waterfall that does not add up must not be shown to anybody")

    def to_json(self) -> dict[str, Any]:
        """Return the explanation as nested dicts and lists, with the contribution of each row.

        Returns
        -------
        dict
            Plain JSON values; ``cap_rows`` is a list of objects with ``key`` and ``points``. Where the card has texts,
            also names, units, families, reason texts, the title of the grade and ``improvements``.
        """
        document = {name: value for name, value in vars(self).items() if name not in _OF_TEXTS}
        document["rows"] = [_row_json(row) for row in self.rows]
        document["cap_rows"] = [{"key": key, "points": points} for key, points in self.cap_rows]
        document["reasons"] = [asdict(reason) for reason in self.reasons]
        for name in ("held_by", "flags"):
            document[name] = list(document[name])
        if self.texts is not None:
            self._add_texts(document, self.texts)
        return document

    def _add_texts(self, document: dict[str, Any], texts: Texts) -> None:
        for row, own in zip(document["rows"], self.rows, strict=True):
            row |= {"name": texts.name(own.key), "unit": texts.unit(own.key), "family": own.family}
            row["family_name"] = None if own.family is None else texts.family(own.family)
        for row in document["cap_rows"]:
            row["name"] = texts.group(row["key"])
        for reason in document["reasons"]:
            code = reason["code"]
            reason |= {"name": texts.name(code), "text": texts.reason(code), "improve": texts.improve(code)}
        document["title"] = texts.title
        document["grade_title"] = None if self.grade is None else texts.grade(self.grade)
        document["held_by_names"] = [texts.name(key) for key in self.held_by]
        document["improvements"] = [{**asdict(one), "name": texts.name(one.key)} for one in self.improvements]


def _row_json(row: WaterfallRow) -> dict[str, Any]:
    own = {name: value for name, value in vars(row).items() if name not in _OF_CATALOGUE}
    return {**own, "contribution": row.contribution}
