"""Same score, same meaning? Bad rates by grade and group, and how many points a group is scored too high or too low."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from moyang_score.card import Scorecard
from moyang_score.fairness.counts import GroupCounts
from moyang_score.fairness.outcome import BAD, GOOD
from moyang_score.measure import Estimate, jeffreys
from moyang_score.measure.estimate import normal_quantile

__all__ = ["GradeOutcome", "grade_outcomes", "score_shift"]

Floats = npt.NDArray[np.float64]

_ROUNDS = 60
_LEAST_EACH = 20  # goods and bads of both groups, below which nothing is fitted


@dataclass(frozen=True, kw_only=True)
class GradeOutcome:
    """Hold what became of the people of a group who hold a grade.

    Parameters
    ----------
    grade : str
        The grade.
    n, bads : int or None
        Those of known outcome, and the bads among them; None where it is not shown.
    bad_rate : Estimate or None
        Bads over n with the Jeffreys interval; None where there is nobody.

    Examples
    --------
    >>> GradeOutcome(grade="A", n=0, bads=0, bad_rate=None).grade
    'A'
    """

    grade: str
    n: int | None
    bads: int | None
    bad_rate: Estimate | None


def grade_outcomes(card: Scorecard, counts: GroupCounts, at: int, level: float = 0.95) -> tuple[GradeOutcome, ...]:
    """Count the outcomes of a group by grade.

    Parameters
    ----------
    card : Scorecard
        The card.
    counts : GroupCounts
        The counts of the grouping.
    at : int
        The place of the group.
    level : float
        Coverage.

    Returns
    -------
    tuple of GradeOutcome
        The best grade first.

    Examples
    --------
    >>> from moyang_score.fairness import count
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> grade_outcomes(card, count(card, {"sex": ["f"] * 20 + ["m"] * 20}, ["sex"]).groupings[0], 0)
    ()
    """
    return tuple(_outcomes(card, counts, at, level))


def _outcomes(card: Scorecard, counts: GroupCounts, at: int, level: float) -> Iterator[GradeOutcome]:
    for place, grade in enumerate(card.grades):
        goods, bads = (int(counts.by_grade[at, place, kind]) for kind in (GOOD, BAD))
        rate = jeffreys(bads, goods + bads, level) if goods + bads else None
        yield GradeOutcome(grade=grade.grade, n=goods + bads, bads=bads, bad_rate=rate)


def score_shift(counts: GroupCounts, at: int, reference: int, level: float = 0.95) -> Estimate | None:
    """Estimate by how many points a group is scored too high, measured by what became of it and of its reference.

    The log-odds of bad are fitted as ``a + b score + c [in the group]``; ``-c / b`` is how many points more people of
    the reference with the same bad rate hold. Negative: the group is scored too low for its outcomes. The interval is
    Wald's for c, the slope held.

    Parameters
    ----------
    counts : GroupCounts
        The counts of the grouping.
    at, reference : int
        The places of the group and of its reference.
    level : float
        Coverage.

    Returns
    -------
    Estimate or None
        Points; None without outcomes, with fewer than 20 goods or bads in either group, or where the score does not
        order them.

    Examples
    --------
    >>> from moyang_score.card import Scorecard
    >>> from moyang_score.fairness import count
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> score_shift(count(card, {"sex": ["f"] * 20 + ["m"] * 20}, ["sex"]).groupings[0], 0, 1) is None
    True
    """
    people = counts.by_score[[at, reference]][:, :, [GOOD, BAD]].astype(np.float64)
    if people.sum(axis=1).min() < _LEAST_EACH:
        return None
    middle, spread = _scale(counts.scores, people.sum(axis=(0, 2)))
    if not spread:
        return None
    scores = np.tile((counts.scores - middle) / spread, 2)
    member = np.repeat([1.0, 0.0], len(counts.scores))
    fitted = _fit(np.stack([np.ones(len(scores)), scores, member], axis=1), people.reshape(-1, 2))
    if fitted is None or fitted[0][1] >= 0:
        return None
    (_, slope, shift), variance = fitted
    per_point = -slope / spread
    value, reach = shift / per_point, normal_quantile(level) * math.sqrt(variance[2]) / per_point
    return Estimate(float(value), float(value - reach), float(value + reach), level)


def _scale(scores: npt.NDArray[np.int64], people: Floats) -> tuple[float, float]:
    middle = float((scores * people).sum() / people.sum())
    return middle, math.sqrt(float(((scores - middle) ** 2 * people).sum() / people.sum()))


def _fit(design: Floats, people: Floats) -> tuple[Floats, Floats] | None:
    """Fit a logistic regression to counts of goods and bads by Newton's method; None where it does not settle."""
    n, bads = people.sum(axis=1), people[:, 1]
    found = np.zeros(design.shape[1])
    found[0] = math.log(bads.sum() / (n - bads).sum())
    for _ in range(_ROUNDS):
        share = 1 / (1 + np.exp(-np.clip(design @ found, -30, 30)))
        information = design.T @ (design * (n * share * (1 - share))[:, None])
        try:
            step = np.linalg.solve(information, design.T @ (bads - n * share))
        except np.linalg.LinAlgError:
            return None
        found = found + np.clip(step, -3, 3)
        if np.abs(step).max() < 1e-10:
            return found, np.diag(np.linalg.inv(information))
    return None
