"""Who moves when one card takes the place of another: scores, grades, and who crosses a boundary of the grades."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score.card import Grade, Scorecard
from moyang_score.measure import Estimate, jeffreys, rank_correlation, rate_difference
from moyang_score.review.compare_policy import POLICY
from moyang_score.review.compared_rows import NOT_KNOWN, OfCard

__all__ = ["GradeMigration", "ScoreMigration", "SwapCell", "SwapSet", "grade_migration", "score_migration", "swap_sets"]

_QUANTILES: Final = (5, 25, 50, 75, 95)
_FEWEST: Final = POLICY.fewest
_BANDS: Final = POLICY.bands

_Outcome = npt.NDArray[np.int8]
_Flags = npt.NDArray[np.bool_]
_Scores = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class ScoreMigration:
    """Hold how the scores of two cards differ on the same rows.

    Parameters
    ----------
    mean : float
        The mean of challenger minus baseline.
    quantiles : mapping
        Per cent to that quantile of challenger minus baseline: 5, 25, 50, 75, 95.
    correlation : float or None
        Spearman's rank correlation; None where a card gives all rows one score.
    bands : tuple of tuple of int
        Rows per band of the baseline (outer, the lowest scores first) and of the challenger; bands are of about
        equal size, rows of one score are never parted.

    Examples
    --------
    >>> import numpy as np
    >>> score_migration(np.array([600, 640]), np.array([610, 640])).mean
    5.0
    """

    mean: float
    quantiles: dict[str, int]
    correlation: float | None
    bands: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, kw_only=True)
class GradeMigration:
    """Hold how the grades of two cards differ on the same rows.

    Parameters
    ----------
    baseline, challenger : tuple of str
        The grades of both, best first.
    rows : tuple of tuple of int
        Rows per grade of the baseline (outer) and of the challenger.
    known : tuple of tuple of int
        Those of them whose outcome is known.
    bads : tuple of tuple of int or None
        The bads among these; None where fewer outcomes are known than the policy asks for.

    Examples
    --------
    >>> counts = ((5, 1), (2, 4))
    >>> moved = GradeMigration(baseline=("A", "B"), challenger=("A", "B"), rows=counts, known=counts, bads=counts)
    >>> moved.kept, moved.risen, moved.fallen
    (9, 2, 1)
    """

    baseline: tuple[str, ...]
    challenger: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]
    known: tuple[tuple[int, ...], ...]
    bads: tuple[tuple[int | None, ...], ...]

    @property
    def alike(self) -> bool:
        """Tell whether both cards have the same grades in the same order, so that rows rise or fall."""
        return self.baseline == self.challenger

    @property
    def kept(self) -> int | None:
        """Return how many rows keep their grade; None where the grades are not alike."""
        return self._sum(0)

    @property
    def risen(self) -> int | None:
        """Return how many rows have a better grade on the challenger; None where the grades are not alike."""
        return self._sum(1)

    @property
    def fallen(self) -> int | None:
        """Return how many rows have a worse grade on the challenger; None where the grades are not alike."""
        return self._sum(-1)

    def _sum(self, side: int) -> int | None:
        if not self.alike:
            return None
        cells = ((at - to, n) for at, row in enumerate(self.rows) for to, n in enumerate(row))
        return sum(n for step, n in cells if (step > 0) - (step < 0) == side)


@dataclass(frozen=True, kw_only=True)
class SwapCell:
    """Hold rows on one side of a boundary, or the other, by both cards.

    Parameters
    ----------
    n : int
        Rows.
    known : int
        Those of them whose outcome is known.
    bads : int or None
        The bads among these; None where fewer outcomes are known than the policy asks for.
    bad_rate : Estimate or None
        With Jeffreys' interval; None where there are no bads to tell.

    Examples
    --------
    >>> SwapCell(n=3, known=3, bads=None, bad_rate=None).n
    3
    """

    n: int
    known: int
    bads: int | None
    bad_rate: Estimate | None


@dataclass(frozen=True, kw_only=True)
class SwapSet:
    """Hold who is let in and who is kept out when the challenger draws a boundary in the place of the baseline.

    Parameters
    ----------
    rule : {'grade', 'share'}
        Whether the challenger draws it at the same grade, or at the score that lets in the share of rows nearest to
        the baseline's.
    grade : str
        The grade of the baseline that must be reached.
    baseline_min : int
        The lowest score that holds it.
    challenger_min : int
        The lowest score that the challenger asks for.
    both, only_baseline, only_challenger, neither : SwapCell
        Who is let in by whom.
    difference : Estimate or None
        Bad rate of those whom the challenger alone lets in minus that of those whom the baseline alone does.
    verdict : {'better', 'worse', 'cannot tell', 'too few to say', 'no outcome'}
        What the difference says about the challenger.

    Examples
    --------
    >>> nobody = SwapCell(n=0, known=0, bads=None, bad_rate=None)
    >>> swap = SwapSet(
    ...     rule="grade", grade="A", baseline_min=700, challenger_min=710, both=nobody, only_baseline=nobody,
    ...     only_challenger=nobody, neither=nobody, difference=None, verdict="too few to say",
    ... )
    >>> swap.verdict
    'too few to say'
    """

    rule: str
    grade: str
    baseline_min: int
    challenger_min: int
    both: SwapCell
    only_baseline: SwapCell
    only_challenger: SwapCell
    neither: SwapCell
    difference: Estimate | None
    verdict: str


def score_migration(baseline: _Scores, challenger: _Scores) -> ScoreMigration:
    """Compare the scores of two cards row by row.

    Parameters
    ----------
    baseline, challenger : ndarray (n,) of int64
        Their scores; at least one row.

    Returns
    -------
    ScoreMigration
        The same whatever the order of the rows.
    """
    step = challenger - baseline
    quantiles = np.quantile(step, [one / 100 for one in _QUANTILES], method="inverted_cdf")
    own, other = _band(baseline), _band(challenger)
    counts = np.bincount(own * _BANDS + other, minlength=_BANDS * _BANDS).reshape(_BANDS, _BANDS)
    return ScoreMigration(
        mean=int(step.sum()) / len(step),
        quantiles={str(one): int(value) for one, value in zip(_QUANTILES, quantiles, strict=True)},
        correlation=rank_correlation(baseline, challenger),
        bands=_nested(counts),
    )


def grade_migration(cards: Sequence[Scorecard], found: Sequence[OfCard], outcome: _Outcome) -> GradeMigration | None:
    """Count rows per grade of two cards.

    Parameters
    ----------
    cards : sequence of Scorecard
        Baseline and challenger.
    found : sequence of OfCard
        What they say about the rows.
    outcome : ndarray (n,) of int8
        1 bad, 0 good, `NOT_KNOWN`.

    Returns
    -------
    GradeMigration or None
        None where a card has no grades.
    """
    if not all(card.grades for card in cards):
        return None
    shape = len(cards[0].grades), len(cards[1].grades)
    cell = found[0].grade.astype(np.int64) * shape[1] + found[1].grade
    rows, known, bads = (
        _nested(np.bincount(cell[part], minlength=shape[0] * shape[1]).reshape(shape))
        for part in (slice(None), outcome != NOT_KNOWN, outcome == 1)
    )
    labels = [tuple(one.grade for one in card.grades) for card in cards]
    told = (zip(*pair, strict=True) for pair in zip(bads, known, strict=True))
    return GradeMigration(
        baseline=labels[0],
        challenger=labels[1],
        rows=rows,
        known=known,
        bads=tuple(tuple(bad if n >= _FEWEST else None for bad, n in row) for row in told),
    )


def swap_sets(cards: Sequence[Scorecard], found: Sequence[OfCard], outcome: _Outcome) -> tuple[SwapSet, ...]:
    """Tell who crosses each boundary of the baseline's grades.

    Parameters
    ----------
    cards : sequence of Scorecard
        Baseline and challenger.
    found : sequence of OfCard
        What they say about the rows.
    outcome : ndarray (n,) of int8
        1 bad, 0 good, `NOT_KNOWN`.

    Returns
    -------
    tuple of SwapSet
        At the same grade first, where the challenger has it at the same place, then at the same share of rows; without
        boundaries that let in everybody or nobody.
    """
    return (*_at_grades(cards, found, outcome), *_at_shares(cards[0].grades, found, outcome))


def _at_grades(cards: Sequence[Scorecard], found: Sequence[OfCard], outcome: _Outcome) -> Iterator[SwapSet]:
    if [one.grade for one in cards[0].grades] != [one.grade for one in cards[1].grades]:
        return
    for at, (own, other) in enumerate(zip(cards[0].grades, cards[1].grades, strict=True)):
        if own.min is None or other.min is None:
            continue
        inside = [one.grade <= at for one in found]
        if _parts(inside[0]) or _parts(inside[1]):
            yield _swap("grade", own.grade, (own.min, other.min), inside, outcome)


def _at_shares(grades: Sequence[Grade], found: Sequence[OfCard], outcome: _Outcome) -> Iterator[SwapSet]:
    scores, counts = np.unique(found[1].score, return_counts=True)
    reached = counts[::-1].cumsum()[::-1]  # rows at or above each score
    for at, own in enumerate(grades):
        inside = found[0].grade <= at
        if own.min is None or not _parts(inside):
            continue
        cut = int(scores[np.abs(reached - int(inside.sum())).argmin()])
        yield _swap("share", own.grade, (own.min, cut), [inside, found[1].score >= cut], outcome)


def _parts(inside: _Flags) -> bool:
    return bool(inside.any() and not inside.all())


def _swap(rule: str, grade: str, least: tuple[int, int], inside: Sequence[_Flags], outcome: _Outcome) -> SwapSet:
    own, other = inside
    only_own, only_other = _cell(own & ~other, outcome), _cell(other & ~own, outcome)
    difference = None
    if only_own.bads is not None and only_other.bads is not None:
        difference = rate_difference(only_other.bads, only_other.known, only_own.bads, only_own.known)
    return SwapSet(
        rule=rule,
        grade=grade,
        baseline_min=least[0],
        challenger_min=least[1],
        both=_cell(own & other, outcome),
        only_baseline=only_own,
        only_challenger=only_other,
        neither=_cell(~own & ~other, outcome),
        difference=difference,
        verdict=_verdict(difference, bool((outcome != NOT_KNOWN).any())),
    )


def _cell(part: _Flags, outcome: _Outcome) -> SwapCell:
    known, bads = int((part & (outcome != NOT_KNOWN)).sum()), int((part & (outcome == 1)).sum())
    if known < _FEWEST:
        return SwapCell(n=int(part.sum()), known=known, bads=None, bad_rate=None)
    return SwapCell(n=int(part.sum()), known=known, bads=bads, bad_rate=jeffreys(bads, known))


def _verdict(difference: Estimate | None, judged: bool) -> str:  # noqa: FBT001 - private, called in one place
    if not judged:
        return "no outcome"
    if difference is None:
        return "too few to say"
    if difference.high < 0:
        return "better"
    return "worse" if difference.low > 0 else "cannot tell"


def _band(score: _Scores) -> npt.NDArray[np.int64]:
    """Return the band of each row, 0 for the lowest scores; rows of one score share the band of their middle."""
    _, at, counts = np.unique(score, return_inverse=True, return_counts=True)
    middle = (np.cumsum(counts) - 0.5 * counts) / len(score)
    return np.asarray((middle * _BANDS).astype(np.int64)[at])


def _nested(counts: npt.NDArray[Any]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(map(int, row)) for row in counts)
