"""The population stability index and its critical value."""

import sys

import numpy as np
import pytest
from scipy.stats import chi2

from moyang_score.errors import MissingExtraError, SampleError, UsageError
from moyang_score.measure import psi


def test_it_is_the_sum_over_shares_against_chi_squared():
    found = psi([5000, 3000, 2000], [4000, 3500, 2500])

    p, q = np.array([0.5, 0.3, 0.2]), np.array([0.4, 0.35, 0.25])
    assert found.value == pytest.approx(((q - p) * np.log(q / p)).sum(), rel=1e-3)
    assert found.critical == pytest.approx((1 / 10_000 + 1 / 10_000) * chi2.ppf(0.95, 2))
    assert (found.reference, found.current, found.cells) == (10_000, 10_000, 3)


def test_the_same_shares_are_steady_and_the_order_of_cells_does_not_matter():
    assert psi([100, 200], [100, 200]).value == 0.0
    assert psi([100, 200, 5], [120, 160, 9]).value == pytest.approx(psi([5, 100, 200], [9, 120, 160]).value)


def test_empty_cells_give_a_finite_index():
    found = psi([0, 100, 0], [50, 50, 0])

    assert np.isfinite(found.value)
    assert found.cells == 2
    assert found.beyond_chance


def test_one_cell_cannot_move():
    found = psi([0, 10], [0, 40])

    assert (found.value, found.critical, found.beyond_chance) == (0.0, 0.0, False)


@pytest.mark.parametrize("sizes", [(200, 200), (5000, 1000)])
def test_samples_of_one_population_pass_the_critical_value_in_one_of_twenty(sizes):
    random = np.random.default_rng(3)
    shares = np.array([0.1, 0.2, 0.3, 0.2, 0.2])

    alarms = [psi(*(random.multinomial(size, shares) for size in sizes)).beyond_chance for _ in range(2000)]

    assert 0.035 <= np.mean(alarms) <= 0.065


@pytest.mark.parametrize(("before", "after"), [([1, 2], [1]), ([0, 0], [1, 1]), ([1, -1], [1, 1])])
def test_counts_that_cannot_be_compared_are_refused(before, after):
    with pytest.raises(SampleError):
        psi(before, after)


def test_a_level_that_is_no_share_is_refused():
    with pytest.raises(UsageError):
        psi([1, 2], [2, 1], level=95)


def test_without_scipy_the_refusal_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy.special", None)
    with pytest.raises(MissingExtraError, match="moyang-score"):
        psi([10, 20], [20, 10])
