"""The explanation of one score: a waterfall whose rows add up to it, and what follows from them."""

from dataclasses import asdict, dataclass
from typing import Any

__all__ = ["ExplainedReason", "Explanation", "WaterfallRow"]


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

    def __post_init__(self) -> None:
        total = self.start + sum(row.contribution for row in self.rows) + sum(points for _, points in self.cap_rows)
        if total != self.score:
            raise AssertionError("a waterfall that does not add up must not be shown to anybody")

    def to_json(self) -> dict[str, Any]:
        """Return the explanation as nested dicts and lists, with the contribution of each row.

        Returns
        -------
        dict
            Plain JSON values; ``cap_rows`` is a list of objects with ``key`` and ``points``.
        """
        document = asdict(self)
        document["rows"] = [{**asdict(row), "contribution": row.contribution} for row in self.rows]
        document["cap_rows"] = [{"key": key, "points": points} for key, points in self.cap_rows]
        document["reasons"] = [asdict(reason) for reason in self.reasons]
        for name in ("held_by", "flags"):
            document[name] = list(document[name])
        return document
