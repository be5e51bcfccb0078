"""Jeffreys intervals of rates, and estimates as such."""

import math
import sys

import numpy as np
import pytest
from scipy.stats import beta, binom

from moyang_score.errors import MissingExtraError, SampleError, UsageError
from moyang_score.measure import Estimate, jeffreys


@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.99])
@pytest.mark.parametrize(("bads", "n"), [(1, 2), (3, 100), (50, 100), (99, 100), (1200, 20_000), (2.5, 7.25)])
def test_the_interval_is_the_middle_of_the_beta_distribution(bads, n, level):
    estimate = jeffreys(bads, n, level)
    low, high = beta.ppf([(1 - level) / 2, (1 + level) / 2], bads + 0.5, n - bads + 0.5)
    assert (estimate.value, estimate.low, estimate.high) == pytest.approx((bads / n, low, high), rel=1e-9)
    assert estimate.level == level


@pytest.mark.parametrize("n", [1, 5, 1000])
def test_no_bad_starts_at_zero_and_no_good_ends_at_one(n):
    none, all_bad = jeffreys(0, n), jeffreys(n, n)
    assert (none.value, none.low) == (0.0, 0.0)
    assert none.high == pytest.approx(beta.ppf(0.975, 0.5, n + 0.5))
    assert (all_bad.value, all_bad.high) == (1.0, 1.0)
    assert all_bad.low == pytest.approx(1 - none.high)


def test_coverage_over_rates_is_the_level_on_average():
    n, rates = 60, np.linspace(0.01, 0.99, 99)
    estimates = [jeffreys(k, n) for k in range(n + 1)]
    covers = np.array([[e.low <= rate <= e.high for e in estimates] for rate in rates])
    coverage = (covers * binom.pmf(np.arange(n + 1), n, rates[:, None])).sum(axis=1)
    assert coverage.mean() == pytest.approx(0.95, abs=0.005)


@pytest.mark.parametrize(("bads", "n"), [(0, 0), (1, -1), (-1, 5), (6, 5), (math.nan, 5), (1, math.nan), (1, math.inf)])
def test_counts_that_make_no_rate_are_refused(bads, n):
    with pytest.raises(SampleError):
        jeffreys(bads, n)


def test_a_level_that_is_no_share_is_refused():
    with pytest.raises(UsageError, match="level"):
        jeffreys(1, 2, 95)


def test_without_scipy_the_refusal_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy.special", None)
    with pytest.raises(MissingExtraError, match="moyang-score"):
        jeffreys(1, 2)


def test_an_estimate_prints_value_and_interval():
    assert str(Estimate(0.77312, 0.7641, 0.78149)) == "0.773 [0.764, 0.781]"


@pytest.mark.parametrize("ends", [(0.6, 0.7), (0.1, 0.4), (math.nan, 0.9)])
def test_an_estimate_cannot_lie_outside_its_interval(ends):
    with pytest.raises(UsageError, match="does not lie in its interval"):
        Estimate(0.5, *ends)


def test_an_estimate_cannot_be_changed():
    with pytest.raises(AttributeError):
        Estimate(0.5, 0.4, 0.6).value = 0.7
