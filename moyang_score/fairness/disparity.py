"""Disparity: how far a group's scores and grades lie from those of the group it is compared with."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from moyang_score.card import Scorecard
from moyang_score.fairness.counts import GroupCounts
from moyang_score.fairness.intervals import (
    Moments,
    mean_difference,
    share_difference,
    share_interval,
    share_ratio,
    standardised_difference,
)
from moyang_score.fairness.outcome import BAD, GOOD
from moyang_score.fairness.policy import Policy
from moyang_score.measure import Estimate

__all__ = ["Rung", "ScoreGap", "ladder", "score_gap"]

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Rung:
    """Compare who holds a grade, or a better one, in a group and in its reference.

    Parameters
    ----------
    grade, minimum : str, int
        The grade and its lowest score; grades are those held, ceilings applied.
    n, reached : int or None
        People of the group, and those of them at or above the grade; None where it is not shown.
    share : Estimate or None
        Reached over n.
    air : Estimate or None
        Adverse impact ratio: the share over that of the reference; None for the reference itself, and where nobody
        reaches the grade in either.
    shortfall : Estimate or None
        People of the group who would hold the grade besides if its share were that of the reference.
    true_positive, false_positive : Estimate or None
        Of the goods, and of the bads, of known outcome the share that reaches the grade.
    goods, bads : (int, int) or None
        Goods, and bads, that reach the grade, and all of them.
    opportunity : Estimate or None
        True positive share minus that of the reference (equal opportunity).
    false_positive_difference : Estimate or None
        False positive share minus that of the reference (with ``opportunity``: equalised odds).
    verdict : str or None
        Of ``VERDICTS``; None for the reference.

    Examples
    --------
    >>> Rung(grade="A", minimum=700, n=100, reached=40, share=None, verdict="look").verdict
    'look'
    """

    grade: str
    minimum: int
    n: int | None
    reached: int | None
    share: Estimate | None
    air: Estimate | None = None
    shortfall: Estimate | None = None
    true_positive: Estimate | None = None
    false_positive: Estimate | None = None
    goods: tuple[int, int] | None = None
    bads: tuple[int, int] | None = None
    opportunity: Estimate | None = None
    false_positive_difference: Estimate | None = None
    verdict: str | None = None


@dataclass(frozen=True, kw_only=True)
class ScoreGap:
    """Compare the scores of a group with those of its reference.

    Parameters
    ----------
    mean : float
        The mean score of the group.
    gap : Estimate or None
        Mean minus that of the reference, in points; None for the reference.
    smd : Estimate or None
        The gap over the standard deviation within the two groups.

    Examples
    --------
    >>> ScoreGap(mean=650.0, gap=None, smd=None).mean
    650.0
    """

    mean: float
    gap: Estimate | None
    smd: Estimate | None


def ladder(card: Scorecard, counts: GroupCounts, at: int, reference: int, policy: Policy) -> tuple[Rung, ...]:
    """Compare a group with its reference at each boundary between grades.

    Parameters
    ----------
    card : Scorecard
        The card.
    counts : GroupCounts
        The counts of the grouping.
    at, reference : int
        The places of the group and of its reference; the same for the reference itself.
    policy : Policy
        The thresholds.

    Returns
    -------
    tuple of Rung
        One per grade but the lowest, the best first; empty on a card without grades.

    Examples
    --------
    >>> from moyang_score.fairness import POLICY, count
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> ladder(card, count(card, {"sex": ["f"] * 20 + ["m"] * 20}, ["sex"]).groupings[0], 0, 1, POLICY)
    ()
    """
    return tuple(_rungs(card, counts, at, reference, policy))


def _rungs(card: Scorecard, counts: GroupCounts, at: int, reference: int, policy: Policy) -> Iterator[Rung]:
    reached = np.cumsum(counts.by_grade, axis=1)
    all_of = counts.by_grade.sum(axis=1)
    for place, grade in enumerate(card.grades[:-1]):
        hits = reached[:, place]
        own = _own(hits[at], all_of[at], policy.level)
        rung = Rung(grade=grade.grade, minimum=grade.min or 0, **own)
        if at != reference:
            rung = replace(rung, **_compared(hits[[at, reference]], all_of[[at, reference]], policy))
        yield rung


def _own(hits: Ints, all_of: Ints, level: float) -> dict[str, Any]:
    """Return what a rung says of a group by itself, from its counts by outcome."""
    n = int(all_of.sum())
    found: dict[str, Any] = {"n": n, "reached": int(hits.sum()), "share": share_interval(int(hits.sum()), n, level)}
    for name, rate, kind in (("goods", "true_positive", GOOD), ("bads", "false_positive", BAD)):
        if all_of[kind]:
            found[name] = int(hits[kind]), int(all_of[kind])
            found[rate] = share_interval(int(hits[kind]), int(all_of[kind]), level)
    return found


def _compared(hits: Ints, all_of: Ints, policy: Policy) -> dict[str, Any]:
    """Return what a rung says of a group beside its reference, from the counts (2, outcomes) of both."""
    (own, other), (n, other_n) = hits.sum(axis=1).tolist(), all_of.sum(axis=1).tolist()
    air = share_ratio(own, n, other, other_n, policy.level)
    short = share_difference(other, other_n, own, n, policy.level)
    return {
        "air": air,
        "shortfall": Estimate(n * short.value, n * short.low, n * short.high, short.level),
        "opportunity": _difference(hits[:, GOOD], all_of[:, GOOD], policy.level),
        "false_positive_difference": _difference(hits[:, BAD], all_of[:, BAD], policy.level),
        "verdict": policy.judge_ratio(air, min(n, other_n)),
    }


def _difference(hits: Ints, all_of: Ints, level: float) -> Estimate | None:
    if not all_of.all():
        return None
    (own, other), (n, other_n) = hits.tolist(), all_of.tolist()
    return share_difference(own, n, other, other_n, level)


def score_gap(counts: GroupCounts, at: int, reference: int, policy: Policy) -> ScoreGap:
    """Compare the mean score of a group with that of its reference.

    Parameters
    ----------
    counts : GroupCounts
        The counts of the grouping.
    at, reference : int
        The places of the group and of its reference.
    policy : Policy
        The thresholds.

    Returns
    -------
    ScoreGap
        The comparison.

    Examples
    --------
    >>> from moyang_score.fairness import POLICY, count
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> score_gap(count(card, {"sex": ["f"] * 20 + ["m"] * 20}, ["sex"]).groupings[0], 0, 1, POLICY).mean
    650.0
    """
    own, other = (Moments.of(counts.scores, counts.by_score[place].sum(axis=1)) for place in (at, reference))
    if at == reference:
        return ScoreGap(mean=own.mean, gap=None, smd=None)
    gap = mean_difference(own, other, policy.level)
    return ScoreGap(mean=own.mean, gap=gap, smd=standardised_difference(own, other, policy.level))
