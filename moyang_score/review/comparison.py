"""The result of a comparison of cards: plain objects that any reader of it lays out."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final

from moyang_score.card import Interval, Missing, OneOf, Special, Unseen
from moyang_score.measure import Calibration, Estimate, Stability
from moyang_score.review.compare_policy import ComparisonPolicy
from moyang_score.review.group_gaps import GroupGap
from moyang_score.review.migration import GradeMigration, ScoreMigration, SwapSet
from moyang_score.review.points_beside import PointsBeside
from moyang_score.review.score_change import ChangeRow

__all__ = ["CardFigures", "Comparison", "Drift", "GradeFigures", "Note", "Pair"]

_DIGITS: Final = 10  # of a figure in JSON: far below what any of them means, and the same on every machine
_CONDITIONS: Final = (Interval, OneOf, Special, Missing, Unseen)


@dataclass(frozen=True, kw_only=True)
class Note:
    """Hold something to know before the figures are trusted.

    Parameters
    ----------
    code : str
        Which note; `moyang_score.review.compare_words` words it.
    values : mapping
        What stands in its blanks.

    Examples
    --------
    >>> Note(code="no_outcome", values={}).code
    'no_outcome'
    """

    code: str
    values: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class GradeFigures:
    """Hold one grade of one card.

    Parameters
    ----------
    grade : str
        The grade.
    rows, known : int
        Rows that hold it, and those of them whose outcome is known.
    bads : int or None
        The bads among these; None where fewer outcomes are known than the policy asks for.
    bad_rate : Estimate or None
        With Jeffreys' interval; None where there are no bads to tell.

    Examples
    --------
    >>> GradeFigures(grade="A", rows=12, known=12, bads=None, bad_rate=None).grade
    'A'
    """

    grade: str
    rows: int
    known: int
    bads: int | None
    bad_rate: Estimate | None


@dataclass(frozen=True, eq=False, kw_only=True)
class CardFigures:
    """Hold what is said about one card by itself.

    Parameters
    ----------
    name, digest, card_class : str
        What it is called here, and the card's own.
    learner : str or None
        As the evidence says.
    characteristics, attributes, inputs, groups : int
        Its size.
    attainable : tuple of int
        The lowest and highest score that anybody can reach.
    mean, deviation : float
        Of the scores of the rows; the deviation is that of the rows, not of an estimate.
    lowest, highest, distinct : int
        Ends of the scores of the rows, and how many different ones there are.
    unseen : int
        Rows with a value that was never seen or cannot be read.
    judged : tuple of mapping
        ``sample`` and ``auc`` (value, low, high) as the evidence says: how it did where it was made.
    auc, ks : Estimate or None
        On these rows; None where outcomes are too few or there are none.
    grades : tuple of GradeFigures
        Rows per grade, best first; empty on a card without grades.
    calibration : Calibration or None
        None on a card without scaling, or where outcomes are too few.

    Examples
    --------
    >>> from moyang_score.card import Scorecard
    >>> from moyang_score.review import Candidate, compare_cards
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> pair = [Candidate(name=name, card=card) for name in ("old", "new")]
    >>> compare_cards(pair, {"age": [41, 52]}).cards[1].mean
    650.0
    """

    name: str
    digest: str
    card_class: str
    learner: str | None
    characteristics: int
    attributes: int
    inputs: int
    groups: int
    attainable: tuple[int, int]
    mean: float
    deviation: float
    lowest: int
    highest: int
    distinct: int
    unseen: int
    judged: tuple[Mapping[str, Any], ...]
    auc: Estimate | None
    ks: Estimate | None
    grades: tuple[GradeFigures, ...]
    calibration: Calibration | None


@dataclass(frozen=True, eq=False, kw_only=True)
class Pair:
    """Hold what is said about one card, the challenger, against another, the baseline.

    Parameters
    ----------
    baseline, challenger : str
        Their names.
    auc : Estimate or None
        AUC of the challenger minus that of the baseline, paired on the same rows.
    verdict : {'better', 'worse', 'cannot tell', 'too few to say', 'no outcome'}
        What that says about the challenger.
    scores : ScoreMigration
        How the scores move.
    grades : GradeMigration or None
        How the grades move; None where a card has none.
    swaps : tuple of SwapSet
        Who crosses a boundary.
    change : tuple of ChangeRow
        Where the difference of the mean scores comes from; sums to it exactly.

    Examples
    --------
    >>> from moyang_score.card import Scorecard
    >>> from moyang_score.review import Candidate, compare_cards
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> pair = [Candidate(name=name, card=card) for name in ("old", "new")]
    >>> compare_cards(pair, {"age": [41, 52]}).pairs[0].verdict
    'no outcome'
    """

    baseline: str
    challenger: str
    auc: Estimate | None
    verdict: str
    scores: ScoreMigration
    grades: GradeMigration | None
    swaps: tuple[SwapSet, ...]
    change: tuple[ChangeRow, ...]


@dataclass(frozen=True, kw_only=True)
class Drift:
    """Hold how far the rows lie from those of a reference, for a score or a characteristic of one card.

    Parameters
    ----------
    card : str
        The name of the card.
    key : str
        The key of the characteristic; empty for the score.
    stability : Stability
        The index over bands of the score, or over the attributes, against what chance alone explains.
    shift : float
        Mean of the rows minus mean of the reference, in points.
    verdict : {'steady', 'look', 'moved', 'too few to say'}
        ``look`` is beyond chance and less than the policy's points.

    Examples
    --------
    >>> found = Stability(value=0.0, critical=0.1, reference=90, current=80, cells=2)
    >>> Drift(card="old", key="", stability=found, shift=0.5, verdict="steady").verdict
    'steady'
    """

    card: str
    key: str
    stability: Stability
    shift: float
    verdict: str


@dataclass(frozen=True, eq=False, kw_only=True)
class Comparison:
    """Hold a whole comparison.

    Parameters
    ----------
    rows, known, bads : int
        Rows compared on, those whose outcome is known, and the bads among these.
    reference_rows : int
        Rows of the reference that stability is measured against; 0 without one.
    source : mapping
        What the rows are, in words and hashes, as the caller says.
    cards : tuple of CardFigures
        The first is the baseline.
    pairs : tuple of Pair
        Each other card against it.
    points : tuple of PointsBeside
        The points of all cards side by side.
    groups : tuple of GroupGap
        Mean scores of groups.
    drift : tuple of Drift
        Against the reference.
    notes : tuple of Note
        What to know before the figures are trusted.
    policy : ComparisonPolicy
        The thresholds.

    Examples
    --------
    >>> from moyang_score.card import Scorecard
    >>> from moyang_score.review import Candidate, compare_cards
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> pair = [Candidate(name=name, card=card) for name in ("old", "new")]
    >>> compare_cards(pair, {"age": [41, 52]}).to_json()["rows"]
    2
    """

    rows: int
    known: int
    bads: int
    reference_rows: int
    source: Mapping[str, Any]
    cards: tuple[CardFigures, ...]
    pairs: tuple[Pair, ...]
    points: tuple[PointsBeside, ...]
    groups: tuple[GroupGap, ...]
    drift: tuple[Drift, ...]
    notes: tuple[Note, ...]
    policy: ComparisonPolicy

    @property
    def baseline(self) -> CardFigures:
        """Return the card that the others are compared with."""
        return self.cards[0]

    def to_json(self) -> dict[str, Any]:
        """Return the comparison as nested dicts and lists of plain JSON values; an estimate is [value, low, high]."""
        plain: dict[str, Any] = _plain(self)
        return {"format": 1, "kind": "comparison", **plain}


def _plain(value: Any) -> Any:
    if isinstance(value, Estimate):
        return [_plain(end) for end in (value.value, value.low, value.high)]
    if isinstance(value, _CONDITIONS):
        return value.to_json()
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    return round(value, _DIGITS) + 0.0 if isinstance(value, float) else value
