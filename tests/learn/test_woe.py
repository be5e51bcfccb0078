"""Weight of evidence and information value."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moyang_score.learn.woe import information_value, smoothed_woe

COUNTS = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)), min_size=1, max_size=12).filter(
    lambda rows: sum(good for good, _ in rows) > 0 and sum(bad for _, bad in rows) > 0
)


def columns(rows):
    return np.array(rows, np.float64).T


@given(COUNTS, st.floats(0.01, 100))
def test_woe_is_finite_and_never_beyond_what_the_counts_say(rows, prior):
    goods, bads = columns(rows)
    woe = smoothed_woe(goods, bads, prior)
    assert np.isfinite(woe).all()
    both = (goods > 0) & (bads > 0)
    plain = np.log(goods[both] / bads[both]) - np.log(goods.sum() / bads.sum())
    assert (np.abs(woe[both]) <= np.abs(plain) + 1e-9).all()
    assert (woe[both] * plain >= -1e-9).all()


@given(COUNTS)
def test_an_empty_bin_has_woe_zero(rows):
    goods, bads = columns([*rows, (0, 0)])
    assert smoothed_woe(goods, bads)[-1] == pytest.approx(0, abs=1e-12)


@given(st.integers(1, 500), st.integers(1, 500))
def test_a_pure_bin_is_worse_the_more_bads_it_has_and_bounded_by_the_prior(few, more):
    goods, bads = np.array([1000.0, 0.0, 0.0]), np.array([300.0, few, few + more])
    woe = smoothed_woe(goods, bads)
    assert woe[2] < woe[1] < 0
    good, bad = goods.sum(), bads.sum()
    assert woe[2] >= -np.log1p((few + more) * (good + bad) / bad) - 1e-9


def test_woe_is_the_formula_of_its_docstring():
    woe = smoothed_woe(np.array([90.0, 10.0]), np.array([5.0, 15.0]), prior=2.0)
    share = 100 / 120
    expected = [np.log((g + 2 * share) / (b + 2 * (1 - share))) - np.log(100 / 20) for g, b in ((90, 5), (10, 15))]
    assert woe.tolist() == pytest.approx(expected, rel=1e-12)


@given(COUNTS)
def test_information_value_is_at_least_zero_and_zero_where_rates_are_equal(rows):
    goods, bads = columns(rows)
    assert information_value(goods, bads) >= -1e-12
    assert information_value(goods + 1, (goods + 1) / 4) == pytest.approx(0, abs=1e-9)
