"""Deviations: attributes get beyond coefficient × WOE what rows call for, and no more."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from moyang_score.card import MISSING, UNSEEN, Input, Interval, OneOf, read_column
from moyang_score.learn.deviation import _Table, deviated, ridged
from moyang_score.learn.model import Effect
from moyang_score.learn.sample import Sample
from moyang_score.learn.trend import trend_of

LEVELS = tuple("abcdef")
BY_LEVEL = (*(OneOf((level,)) for level in LEVELS), MISSING, UNSEEN)
BY_NUMBER = (Interval(None, "-1"), Interval("-1", "0"), Interval("0", "1"), Interval("1", None), MISSING, UNSEEN)


def sample_of(columns, bad, weight=None):
    inputs = tuple(Input(key, "text" if isinstance(cells[0], str) else "decimal") for key, cells in columns.items())
    readings = {one.key: read_column(one, list(columns[one.key])) for one in inputs}
    return Sample(inputs, readings, bad.astype(np.int8), np.ones(len(bad)) if weight is None else weight, {})


def drawn(log_odds_bad, random):
    return random.random(len(log_odds_bad)) < 1 / (1 + np.exp(-log_odds_bad))


def two_that_go_together(rows, seed):
    """Return the levels of two inputs, of which the second mostly repeats the first, and their true effects."""
    random = np.random.default_rng(seed)
    first = random.integers(0, 6, rows)
    second = np.where(random.random(rows) < 0.6, first, random.integers(0, 6, rows))
    truth = np.array([[-1.0, -0.6, -0.2, 0.2, 0.6, 1.0], [0.6, 0.0, -0.6, 0.6, 0.0, -0.6]])
    bad = drawn(truth[0][first] + truth[1][second] - 1, random)
    columns = {"first": np.array(LEVELS)[first].tolist(), "second": np.array(LEVELS)[second].tolist()}
    return sample_of(columns, bad), (first, second), -truth


def woe_of(place, bad, size):
    bads, total = np.bincount(place, bad, size), np.bincount(place, minlength=size)
    return np.log((total - bads + 0.5) / (bads + 0.5)) - np.log((~bad).sum() / bad.sum())


def test_inputs_that_go_together_come_closer_to_the_truth():
    better = []
    for seed in range(6):
        sample, places, truth = two_that_go_together(4000, seed)
        woes = [woe_of(place, sample.bad.astype(bool), 6) for place in places]
        effects = [
            Effect(one.key, BY_LEVEL, 0.6 * np.append(woe, [0.0, 0.0]), "none", 0.6)
            for one, woe in zip(sample.inputs, woes, strict=True)
        ]
        expected = sum(one.log_odds[place] for one, place in zip(effects, places, strict=True))
        errors = [
            sum(np.std(one.log_odds[:6] - true) for one, true in zip(found, truth, strict=True))
            for found in (effects, deviated(effects, expected, sample))
        ]
        better.append(errors[1] / errors[0])
    assert max(better) < 0.7, better


def test_attributes_that_are_right_already_hardly_move():
    """What rows say of an attribute by themselves is off by chance; a deviation takes up less than half of that."""
    log_odds = np.linspace(-1, 1, 6)
    moved, off = [], []
    for seed in range(6):
        random = np.random.default_rng(seed)
        place = random.integers(0, 6, 1000)
        sample = sample_of({"x": np.array(LEVELS)[place].tolist()}, drawn(-log_odds[place], random))
        effect = Effect("x", BY_LEVEL, np.append(log_odds, [0.0, 0.0]), "none", 1.0)
        (found,) = deviated([effect], log_odds[place], sample)
        moved.append(np.std(found.log_odds[:6] - log_odds))
        off.append(np.std(woe_of(place, sample.bad.astype(bool), 6) - log_odds))
    assert np.mean(moved) < np.mean(off) / 2


def test_an_attribute_without_rows_stays_as_it_is():
    sample, _, _ = two_that_go_together(500, 1)
    effects = [Effect(one.key, BY_LEVEL, np.arange(8.0), "none", 1.0) for one in sample.inputs]
    for one in deviated(effects, np.zeros(500), sample):
        assert one.log_odds[6:].tolist() == [6.0, 7.0]
        assert (one.log_odds[:6] != np.arange(6.0)).all()
    assert deviated([], np.zeros(500), sample) == []


@pytest.mark.parametrize(
    ("trend", "log_odds"),
    [
        ("ascending", [0, 1, 2, 3]),
        ("descending", [3, 2, 1, 0]),
        ("peak", [0, 2, 1, 0]),
        ("valley", [2, 0, 1, 1]),
        ("ascending", [0, 2, 1, 3]),  # smoothing can bend the WOE of a small bin out of its trend
        ("descending", [1, 1, 1, 1]),
    ],
)
@pytest.mark.parametrize("seed", range(4))
def test_numbers_keep_their_trend_whatever_the_rows_say(trend, log_odds, seed):
    random = np.random.default_rng(seed)
    x = random.normal(size=400)
    sample = sample_of({"x": x}, drawn(2 * np.sin(5 * x), random))
    effect = Effect("x", BY_NUMBER, np.array([*log_odds, 0, 0]) / 4, trend, 0.5)
    (found,) = deviated([effect], np.zeros(400), sample)
    allowed = {trend, "none"} if trend in {"ascending", "descending"} else {trend, "ascending", "descending", "none"}
    assert found.trend == trend
    assert trend_of(found.log_odds[:4].round(12)) in allowed
    assert (found.log_odds != effect.log_odds).any()


def test_a_bend_of_smoothing_does_not_level_what_is_beside_it():
    """A small bin out of order is pooled with its neighbour, and the rest keeps its distance."""
    x = np.random.default_rng(0).normal(size=2000)
    log_odds = np.array([-2.0, 0.02, 0.0, 2.0, 0.0, 0.0])
    place = np.searchsorted([-1, 0, 1], x, side="right")
    sample = sample_of({"x": x}, drawn(-log_odds[place], np.random.default_rng(1)))
    (found,) = deviated([Effect("x", BY_NUMBER, log_odds, "ascending", 1.0)], log_odds[place], sample)
    assert np.abs(found.log_odds - log_odds).max() < 0.2


def test_one_step_is_nearly_the_ridge_regression_itself():
    sample, places, _ = two_that_go_together(2000, 3)
    columns = np.hstack([np.eye(8)[place] for place in places])
    effects = [Effect(one.key, BY_LEVEL, np.zeros(8), "none", 1.0) for one in sample.inputs]
    found = np.concatenate([one.log_odds for one in deviated(effects, np.zeros(2000), sample)])
    good = 1 - sample.bad.astype(float)
    rate = good.mean()
    table = _Table.of(effects, sample)
    step = ridged(table.sums(good - rate), table.curvature(np.full(2000, rate * (1 - rate))))
    assert step.tolist() == pytest.approx(found.tolist(), abs=1e-9)
    ridge = ridge_of(step, table.curvature(np.full(2000, rate * (1 - rate))), table.sums(good - rate))

    def loss(state):
        log_odds = columns @ state[:-1] + state[-1]
        return (np.logaddexp(0, log_odds) - good * log_odds).sum() + ridge / 2 * state[:-1] @ state[:-1]

    whole = minimize(loss, np.zeros(17)).x[:-1]
    assert np.corrcoef(whole, found)[0, 1] > 0.99
    assert np.std(whole) == pytest.approx(np.std(found), rel=0.1)


def ridge_of(step, curvature, gradient):
    """Return the ridge that a step was taken with: (H + ridge I) step = gradient."""
    return float((gradient - curvature @ step) @ step / (step @ step))


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.integers(1, 12), st.floats(0.1, 300.0))
@example(9999, 1, 2.0)  # a ridge that would be below 1
def test_the_ridge_is_that_of_the_highest_marginal_likelihood(seed, size, steepness):
    """With the prior of one deviation of 0.2, ln p(g | ridge) + ln prior has no slope at the ridge found.

    Where that would be below 1, the ridge is 1, the best of those allowed.
    """
    random = np.random.default_rng(seed)
    root = random.normal(size=(size, size + 3)) * np.sqrt(steepness)
    curvature = root @ root.T
    gradient = curvature @ random.normal(scale=0.3, size=size) + root @ random.normal(size=size + 3)
    ridge = ridge_of(ridged(gradient, curvature), curvature, gradient)

    def evidence(log_ridge):
        bent = curvature + np.exp(log_ridge) * np.eye(size)
        fit = gradient @ np.linalg.solve(bent, gradient) / 2
        return fit - np.linalg.slogdet(bent)[1] / 2 + (size + 1) * log_ridge / 2 - np.exp(log_ridge) * 0.04 / 2

    at = np.log(ridge)
    slope = (evidence(at + 1e-4) - evidence(at - 1e-4)) / 2e-4
    assert slope < 0.02 * (size + 1)
    assert slope > -0.02 * (size + 1) or ridge == pytest.approx(1.0)


def test_a_slope_without_curvature_leads_nowhere_far():
    """Rows that the joint fit is sure of, and wrong about, bend the likelihood next to nothing."""
    step = ridged(np.array([40.0, -3.0, 0.0]), np.diag([1e-9, 5.0, 0.0]))
    assert np.isfinite(step).all()
    assert np.abs(step).max() <= 40


def test_the_curvature_is_that_of_columns_of_zeros_and_ones():
    sample, places, _ = two_that_go_together(300, 5)
    weight = np.random.default_rng(0).random(300)
    effects = [Effect(one.key, BY_LEVEL, np.zeros(8), "none", 1.0) for one in sample.inputs]
    columns = np.hstack([np.eye(8)[place] for place in places])
    centred = columns - np.average(columns, axis=0, weights=weight)
    table = _Table.of(effects, sample)
    assert np.allclose(table.curvature(weight), centred.T @ (centred * weight[:, None]))
    assert np.allclose(table.sums(weight), columns.T @ weight)


def test_a_row_twice_is_a_weight_of_two():
    sample, _, _ = two_that_go_together(300, 6)
    twice = np.where(np.arange(300) % 3 == 0, 2, 1)
    effects = [Effect(one.key, BY_LEVEL, np.zeros(8), "none", 1.0) for one in sample.inputs]
    weighed = Sample(sample.inputs, sample.readings, sample.bad, twice.astype(float), {})
    stacked = sample.take(np.repeat(np.arange(300), twice))
    found = [deviated(effects, np.zeros(len(one)), one) for one in (weighed, stacked)]
    for one, other in zip(*found, strict=True):
        assert one.log_odds.tolist() == pytest.approx(other.log_odds.tolist(), abs=1e-12)


def test_many_attributes_are_crossed_as_few_are():
    """Places come in bytes; two inputs of 300 attributes have 90,000 pairs."""
    random = np.random.default_rng(0)
    levels = [f"level {number}" for number in range(300)]
    conditions = (*(OneOf((level,)) for level in levels), MISSING, UNSEEN)
    places = random.integers(0, 300, (2, 5000))
    columns = {key: [levels[at] for at in place] for key, place in zip("xy", places, strict=True)}
    sample = sample_of(columns, random.random(5000) < 0.5)
    effects = [Effect(key, conditions, np.zeros(302), "none", 1.0) for key in "xy"]
    whole = np.hstack([np.eye(302)[place] for place in places])
    centred = whole - whole.mean(axis=0)
    assert np.allclose(_Table.of(effects, sample).curvature(np.ones(5000)), centred.T @ centred)
