"""Intervals cover what they are to cover: 95 of 100 draws, from small groups to large ones."""

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest
from scipy.stats.contingency import relative_risk

from moyang_score.fairness.intervals import (
    Moments,
    mean_difference,
    share_difference,
    share_interval,
    share_ratio,
    standardised_difference,
)
from moyang_score.measure import Estimate

# How the two groups hold five scores; those of the group lean to the low ones.
SCORES = np.array([480, 590, 640, 700, 760])
OWN, OTHER = np.array([0.1, 0.3, 0.3, 0.2, 0.1]), np.array([0.05, 0.2, 0.3, 0.3, 0.15])
REACHING = SCORES >= 640
Draw = Callable[[np.random.Generator, int], Estimate | None]


def histograms(random: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    return random.multinomial(n, OWN), random.multinomial(2 * n, OTHER)


def ratio(random: np.random.Generator, n: int) -> Estimate | None:
    own, other = histograms(random, n)
    return share_ratio(int(own[REACHING].sum()), n, int(other[REACHING].sum()), 2 * n)


def difference(random: np.random.Generator, n: int) -> Estimate:
    own, other = histograms(random, n)
    return share_difference(int(own[REACHING].sum()), n, int(other[REACHING].sum()), 2 * n)


def mean(random: np.random.Generator, n: int) -> Estimate:
    return mean_difference(*(Moments.of(SCORES, one) for one in histograms(random, n)))


def smd(random: np.random.Generator, n: int) -> Estimate | None:
    return standardised_difference(*(Moments.of(SCORES, one) for one in histograms(random, n)))


def true_moments() -> tuple[float, float]:
    means = [float((SCORES * shares).sum()) for shares in (OWN, OTHER)]
    variances = [
        float(((SCORES - middle) ** 2 * shares).sum()) for middle, shares in zip(means, (OWN, OTHER), strict=True)
    ]
    gap = means[0] - means[1]
    return gap, gap / float(np.sqrt((variances[0] + 2 * variances[1]) / 3))


P, Q = float(OWN[REACHING].sum()), float(OTHER[REACHING].sum())
DRAWN: dict[str, tuple[Draw, float]] = {
    "ratio of shares": (ratio, P / Q),
    "difference of shares": (difference, P - Q),
    "difference of means": (mean, true_moments()[0]),
    "standardised difference": (smd, true_moments()[1]),
}


def coverage(name: str, n: int, draws: int) -> float:
    draw, truth = DRAWN[name]
    random = np.random.default_rng(n)
    found = [draw(random, n) for _ in range(draws)]
    return sum(one is not None and one.low <= truth <= one.high for one in found) / draws


@pytest.mark.parametrize(("name", "n"), list(product(DRAWN, (50, 2_000))))
def test_intervals_cover_about_what_they_say(name: str, n: int) -> None:
    assert 0.925 <= coverage(name, n, 400) <= 0.975


@pytest.mark.slow
@pytest.mark.parametrize(("name", "n"), list(product(DRAWN, (50, 200, 1_000, 10_000, 50_000))))
def test_intervals_cover_94_to_96_of_100(name: str, n: int) -> None:
    assert 0.94 <= coverage(name, n, 2_000) <= 0.96


@pytest.mark.parametrize(
    ("hits", "others"), list(product(((0, 40), (40, 40), (3, 40), (1, 2)), ((0, 80), (80, 80), (5, 9))))
)
def test_ends_of_shares_hold_their_value_and_stay_in_bounds(hits: tuple[int, int], others: tuple[int, int]) -> None:
    for bounds, one in (
        ((0.0, 1.0), share_interval(*hits)),
        ((-1.0, 1.0), share_difference(*hits, *others)),
        ((0.0, float("inf")), share_ratio(*hits, *others)),
    ):
        assert one is None or bounds[0] <= one.low <= one.value <= one.high <= bounds[1]


def test_the_ratio_of_many_people_is_that_of_the_logarithm() -> None:
    ours = share_ratio(3_000, 10_000, 9_000, 20_000)
    peer = relative_risk(3_000, 10_000, 9_000, 20_000)
    assert ours is not None
    low, high = peer.confidence_interval()
    assert (ours.value, ours.low, ours.high) == pytest.approx((peer.relative_risk, low, high), rel=1e-3)


def test_turning_a_ratio_round_turns_its_interval_round() -> None:
    one, turned = share_ratio(13, 50, 70, 120), share_ratio(70, 120, 13, 50)
    assert one is not None
    assert turned is not None
    assert (one.low, one.high) == pytest.approx((1 / turned.high, 1 / turned.low))


@pytest.mark.parametrize("seed", range(5))
def test_means_are_welch(seed: int) -> None:
    from scipy.stats import ttest_ind

    random = np.random.default_rng(seed)
    own, other = random.integers(500, 700, 25), random.integers(520, 760, 60)
    found = mean_difference(*(moments(one) for one in (own, other)))
    wanted = ttest_ind(own, other, equal_var=False).confidence_interval(0.95)
    assert (found.low, found.high) == pytest.approx((wanted.low, wanted.high), rel=1e-3)


def test_people_who_do_not_differ_have_no_standardised_difference() -> None:
    same = moments(np.full(30, 650))
    assert standardised_difference(same, same) is None
    assert mean_difference(same, same) == Estimate(0.0, 0.0, 0.0)
    assert mean_difference(moments(np.array([650])), same).high == float("inf")


def moments(values: np.ndarray) -> Moments:
    return Moments.of(*(np.asarray(one) for one in np.unique(values, return_counts=True)))
