"""Differences of two rates and of two means."""

import numpy as np
import pytest
from scipy.stats import ttest_ind

from moyang_score.errors import SampleError
from moyang_score.measure import jeffreys, mean_difference, rate_difference


@pytest.mark.parametrize("seed", range(10))
def test_the_interval_of_means_is_welchs_and_does_not_depend_on_the_order_of_rows(seed):
    random = np.random.default_rng(seed)
    a, b = random.normal(650, 40, 60), random.normal(640, 80, 25)

    found = mean_difference(a, b)

    low, high = ttest_ind(a, b, equal_var=False).confidence_interval(0.95)
    assert (found.value, found.low, found.high) == pytest.approx((a.mean() - b.mean(), low, high), rel=1e-9)
    assert found == mean_difference(random.permutation(a), random.permutation(b))


def test_means_of_constants_differ_for_certain():
    found = mean_difference([5, 5, 5], [3, 3])

    assert (found.value, found.low, found.high) == (2.0, 2.0, 2.0)


@pytest.mark.parametrize(("a", "b"), [([1], [1, 2]), ([1, 2], []), ([1, float("nan")], [1, 2])])
def test_means_that_have_no_interval_are_refused(a, b):
    with pytest.raises(SampleError):
        mean_difference(a, b)


def test_rates_that_are_the_same_differ_by_zero_within_the_interval():
    found = rate_difference(10, 100, 10, 100)

    assert found.value == 0.0
    assert found.low == pytest.approx(-found.high)


def test_against_a_rate_that_is_known_almost_for_certain_it_is_the_other_interval():
    known, other = jeffreys(2_000_000, 10_000_000), jeffreys(30, 100)

    found = rate_difference(30, 100, 2_000_000, 10_000_000)

    assert found.low == pytest.approx(other.low - known.value, abs=1e-3)
    assert found.high == pytest.approx(other.high - known.value, abs=1e-3)


@pytest.mark.parametrize(
    ("n_a", "n_b", "p_a", "p_b"), [(50, 80, 0.1, 0.3), (200, 200, 0.05, 0.05), (1000, 60, 0.4, 0.2)]
)
def test_the_interval_of_rates_covers_about_as_often_as_it_says(n_a, n_b, p_a, p_b):
    random = np.random.default_rng(1)
    draws = [(random.binomial(n_a, p_a), random.binomial(n_b, p_b)) for _ in range(2000)]

    covered = [rate_difference(a, n_a, b, n_b) for a, b in draws]

    assert 0.935 <= np.mean([one.low <= p_a - p_b <= one.high for one in covered]) <= 0.97
