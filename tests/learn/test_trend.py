"""Trends: named, fitted and chosen."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moyang_score.learn.trend import TRENDS, candidate_trends, fitted_rates, held_to, trend_of

CELLS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=7).filter(
    lambda rows: sum(bads + goods for bads, goods in rows) > 0
)


@pytest.mark.parametrize(
    ("effects", "trend"),
    [
        ([1, 2, 2, 3], "ascending"),
        ([3, 2, 2], "descending"),
        ([0, 2, 2, 1], "peak"),
        ([2, 0, 0, 1], "valley"),
        ([0, 1, 0, 1], "mixed"),
        ([1, 1, 1], "none"),
        ([1], "none"),
        ([], "none"),
    ],
)
def test_a_trend_is_named_by_its_turns(effects, trend):
    assert trend_of(np.array(effects, float)) == trend


@settings(deadline=None)
@given(CELLS, st.sampled_from(TRENDS))
def test_fitted_rates_follow_the_trend_and_keep_the_number_of_bads(rows, trend):
    bads, goods = np.array(rows, float).T
    total = bads + goods
    rates = fitted_rates(bads, total, trend)
    assert ((rates >= -1e-12) & (rates <= 1 + 1e-12)).all()
    if total.min() > 0:
        assert rates @ total == pytest.approx(bads.sum(), abs=1e-6)
    steps = np.sign(np.diff(rates.round(9)))
    steps = steps[steps != 0]
    turns = [(before, after) for before, after in pairwise(steps) if before != after]
    allowed = {"ascending": [], "descending": [], "peak": [(1, -1)], "valley": [(-1, 1)]}[trend]
    assert turns in ([], allowed)
    if trend in {"ascending", "descending"} and len(steps):
        assert set(steps) == {1 if trend == "ascending" else -1}


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(1, 8)), min_size=2, max_size=4))
def test_no_rising_rates_on_a_grid_fit_better_than_pooled_ones(rows):
    bads, goods = np.array(rows, float).T
    total = bads + goods
    pooled = fitted_rates(bads, total, "ascending")
    loss = (total * (bads / total - pooled) ** 2).sum()
    grid = np.linspace(0, 1, 6)
    for rates in product(grid, repeat=len(rows)):
        if (np.diff(rates) >= 0).all():
            assert loss <= (total * (bads / total - np.array(rates)) ** 2).sum() + 1e-9


def parts_of(rates, rows, seed):
    random = np.random.default_rng(seed)
    total = np.full((5, len(rates)), rows, float)
    return random.binomial(rows, np.tile(rates, (5, 1))).astype(float), total


@pytest.mark.parametrize(
    ("rates", "trend"),
    [
        ([0.05, 0.1, 0.2, 0.4], "ascending"),
        ([0.4, 0.2, 0.1, 0.05], "descending"),
        ([0.05, 0.3, 0.4, 0.3, 0.05], "peak"),
        ([0.4, 0.1, 0.05, 0.1, 0.4], "valley"),
    ],
)
def test_a_clear_trend_is_a_candidate(rates, trend):
    for seed in range(5):
        monotone, turning = candidate_trends(*parts_of(rates, 200, seed))
        assert trend in {monotone, turning}
        assert monotone in TRENDS[:2]
        assert turning in TRENDS[2:]


def test_one_part_alone_has_no_turn_to_offer():
    bads, total = parts_of([0.05, 0.4, 0.05], 100, 0)
    (only,) = candidate_trends(bads[:1], total[:1])
    assert only in {"ascending", "descending"}


@settings(deadline=None)
@given(st.sampled_from(TRENDS), st.data())
def test_values_held_to_a_trend_turn_where_they_are_told_and_nowhere_else(trend, data):
    size = data.draw(st.integers(1, 7))
    numbers = st.lists(st.floats(-5, 5), min_size=size, max_size=size)
    values, mass = np.array(data.draw(numbers)), np.abs(np.array(data.draw(numbers)))
    turn = data.draw(st.integers(0, size - 1))
    held = held_to(trend, values, mass, turn)
    steps = np.diff(held)
    top = {"ascending": size - 1, "descending": 0}.get(trend, turn)
    rise = -1 if trend == "valley" else 1
    assert (rise * steps[:top] >= -1e-9).all()
    assert (rise * steps[top:] <= 1e-9).all()
    assert held_to(trend, held, mass, turn).tolist() == pytest.approx(held.tolist(), abs=1e-9)


@settings(deadline=None)
@given(st.lists(st.floats(-5, 5), min_size=1, max_size=7), st.lists(st.floats(-5, 5), min_size=0, max_size=6))
def test_values_that_run_as_the_trend_does_stay(up, down):
    up, down = sorted(up), sorted(down, reverse=True)
    peak = np.array([*up, *(one for one in down if one <= up[-1])])
    weight = np.ones(len(peak))
    assert held_to("peak", peak, weight, len(up) - 1).tolist() == pytest.approx(peak.tolist())
    assert held_to("valley", -peak, weight, len(up) - 1).tolist() == pytest.approx((-peak).tolist())
    assert held_to("ascending", np.array(up), np.ones(len(up)), 0).tolist() == pytest.approx(up)
