"""The gap in points: what each characteristic and cap row adds to the difference of two means, without remainder."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from moyang_score.card import Scorecard
from moyang_score.fairness.counts import GroupCounts
from moyang_score.fairness.intervals import Moments, mean_difference, share_difference
from moyang_score.fairness.outcome import BAD, GOOD
from moyang_score.measure import Estimate, jeffreys

__all__ = ["AttributeGap", "Gap", "GapRow", "gap_in_points"]


@dataclass(frozen=True, kw_only=True)
class AttributeGap:
    """Hold what one attribute adds to the gap: the difference of its shares times its points.

    Parameters
    ----------
    attributes : tuple of int
        Its place in the characteristic; several where rows of few people were put together.
    points : int or None
        Its points; None for several.
    n, other_n : int
        People with it in the group, and in the reference.
    gap : Fraction
        ``(n / all - other_n / other all) * points``, exactly.
    known : (int, int)
        Goods and bads among all people with it.
    bad_rate : Estimate or None
        The share of bads among these; None where there is nobody, or where it is not shown.
    support : {'supported', 'against', 'unknown'} or None
        Whether those with fewer points than the characteristic gives on average truly are bad more often than the
        others, or those with more points less often; None without outcomes, or where its points are the average.

    Examples
    --------
    >>> AttributeGap(attributes=(0,), points=-40, n=30, other_n=10, gap=Fraction(-8)).support is None
    True
    """

    attributes: tuple[int, ...]
    points: int | None
    n: int
    other_n: int
    gap: Fraction
    known: tuple[int, int] = (0, 0)
    bad_rate: Estimate | None = None
    support: str | None = None


@dataclass(frozen=True, kw_only=True)
class GapRow:
    """Hold what one characteristic, or one cap row, adds to the gap.

    Parameters
    ----------
    key : str
        The key of the characteristic or group.
    is_cap : bool
        Whether it is a cap row.
    gap : Fraction
        The difference of its mean points, exactly; the sum over its attributes.
    estimate : Estimate
        The same with its interval.
    attributes : tuple of AttributeGap
        Missing, special and unseen included; empty for a cap row.
    gap_without : Fraction or None
        The gap that is left if the characteristic gives no points, cap rows made anew; None for a cap row.

    Examples
    --------
    >>> GapRow(key="late", is_cap=False, gap=Fraction(-1, 3), estimate=Estimate(-1 / 3, -1, 1), attributes=()).key
    'late'
    """

    key: str
    is_cap: bool
    gap: Fraction
    estimate: Estimate
    attributes: tuple[AttributeGap, ...]
    gap_without: Fraction | None = None


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Hold the gap between a group and its reference, and the rows it is the sum of.

    Parameters
    ----------
    total : Fraction
        Mean score of the group minus that of the reference, exactly.
    rows : tuple of GapRow
        Characteristics in card order, then cap rows; their gaps sum to the total.

    Examples
    --------
    >>> Gap(total=Fraction(0), rows=()).ranked
    ()
    """

    total: Fraction
    rows: tuple[GapRow, ...]

    @property
    def ranked(self) -> tuple[GapRow, ...]:
        """Return the rows, those that move the gap most first."""
        return tuple(sorted(self.rows, key=lambda row: -abs(row.gap)))


def gap_in_points(card: Scorecard, counts: GroupCounts, at: int, reference: int, level: float = 0.95) -> Gap:
    """Split the gap between a group and its reference, from integer counts alone.

    Parameters
    ----------
    card : Scorecard
        The card.
    counts : GroupCounts
        The counts of the grouping.
    at, reference : int
        The places of the group and of its reference.
    level : float
        Coverage of intervals.

    Returns
    -------
    Gap
        The gap and its rows (Kitagawa 1955, JASA 50; a card gives both groups the same points, so that the part of
        unequal treatment is nil).

    Examples
    --------
    >>> from moyang_score.fairness import count
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> gap_in_points(card, count(card, {"sex": ["f"] * 20 + ["m"] * 20}, ["sex"]).groupings[0], 0, 1).total
    Fraction(0, 1)
    """
    total = _mean(counts.scores, counts, at) - _mean(counts.scores, counts, reference)
    rows = (*_characteristics(card, counts, (at, reference), level), *_caps(card, counts, (at, reference), level))
    return Gap(total=total, rows=rows)


def _mean(scores: np.ndarray, counts: GroupCounts, at: int) -> Fraction:
    return Fraction(_sum(scores, counts.by_score[at].sum(axis=1)), int(counts.n[at]))


def _sum(values: np.ndarray, counts: np.ndarray) -> int:
    return sum(value * count for value, count in zip(values.tolist(), counts.tolist(), strict=True))


def _characteristics(card: Scorecard, counts: GroupCounts, pair: tuple[int, int], level: float) -> Iterator[GapRow]:
    for place, lookup in enumerate(card.lookups):
        people = counts.by_attribute[place]
        attributes = tuple(_attributes(lookup.points_list, people, pair, level))
        without = [Fraction(int(counts.without[place, at]), int(counts.n[at])) for at in pair]
        yield GapRow(
            key=lookup.characteristic.key,
            is_cap=False,
            gap=sum((one.gap for one in attributes), Fraction(0)),
            estimate=_estimate(lookup.points, [people[at].sum(axis=1) for at in pair], level),
            attributes=attributes,
            gap_without=without[0] - without[1],
        )


def _attributes(points: list[int], people: np.ndarray, pair: tuple[int, int], level: float) -> Iterator[AttributeGap]:
    own, other = (people[at].sum(axis=1).tolist() for at in pair)
    all_own, all_other = sum(own), sum(other)
    goods, bads = people[:, :, GOOD].sum(axis=0), people[:, :, BAD].sum(axis=0)
    everybody = people.sum(axis=(0, 2)).tolist()
    average = Fraction(sum(p * count for p, count in zip(points, everybody, strict=True)), max(sum(everybody), 1))
    for at, given in enumerate(points):
        rate, support = _support(goods, bads, at, given - average, level)
        yield AttributeGap(
            attributes=(at,),
            points=given,
            n=own[at],
            other_n=other[at],
            gap=(Fraction(own[at], all_own) - Fraction(other[at], all_other)) * given,
            known=(int(goods[at]), int(bads[at])),
            bad_rate=rate,
            support=support,
        )


def _support(
    goods: np.ndarray, bads: np.ndarray, at: int, step: Fraction, level: float
) -> tuple[Estimate | None, str | None]:
    """Return the bad rate of an attribute, and whether it surely lies on the side of the others that its points say."""
    n, bad = int(goods[at] + bads[at]), int(bads[at])
    others, other_bads = int((goods + bads).sum()) - n, int(bads.sum()) - bad
    if not n:
        return None, None if not others else "unknown"
    rate = jeffreys(bad, n, level)
    if not step or not others:
        return rate, None
    apart = share_difference(bad, n, other_bads, others, level)
    if apart.low <= 0 <= apart.high:
        return rate, "unknown"
    return rate, "supported" if (apart.value > 0) == (step < 0) else "against"


def _caps(card: Scorecard, counts: GroupCounts, pair: tuple[int, int], level: float) -> Iterator[GapRow]:
    for group, (values, people) in zip(card.groups, counts.by_cap, strict=True):
        means = [Fraction(_sum(values, people[at]), int(counts.n[at])) for at in pair]
        estimate = _estimate(values, [people[at] for at in pair], level)
        yield GapRow(key=group.key, is_cap=True, gap=means[0] - means[1], estimate=estimate, attributes=())


def _estimate(values: np.ndarray, people: list[np.ndarray], level: float) -> Estimate:
    own, other = (Moments.of(values, counts) for counts in people)
    return mean_difference(own, other, level)
