"""From effects in log-odds to whole points."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moyang_score.card import MISSING, UNSEEN, Input, Interval, OneOf, number_text, read_column
from moyang_score.learn.model import Effect, Model
from moyang_score.learn.points import SCALING, make_card, rounding_of, whole_points
from moyang_score.learn.sample import Sample

LOG_ODDS = st.floats(-3, 3, allow_nan=False)
HALF_POINT = 0.5 / SCALING.factor


def sample_with(columns):
    """Return a sample of int columns, each row weighing 1."""
    inputs = tuple(Input(key, "int") for key in columns)
    readings = {one.key: read_column(one, columns[one.key]) for one in inputs}
    rows = len(next(iter(columns.values())))
    bad = (np.arange(rows) % 3 == 0).astype(np.int8)
    return Sample(inputs, readings, bad, np.ones(rows), {})


def effect_on(key, log_odds):
    """Return an effect with cuts at 1, 2, ... and no points for what is no value."""
    cuts = [None, *map(number_text, range(1, len(log_odds))), None]
    intervals = [Interval(lower, upper) for lower, upper in pairwise(cuts)]
    return Effect(key, (*intervals, MISSING, UNSEEN), np.array([*log_odds, 0.0, 0.0]), "mixed", None)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(LOG_ODDS, min_size=1, max_size=5), min_size=1, max_size=5), st.floats(-4, 4))
def test_the_largest_error_never_exceeds_half_a_point_per_term(effects, intercept):
    columns = {f"k{at}": [(at + row) % len(one) for row in range(30)] for at, one in enumerate(effects)}
    sample = sample_with(columns)
    model = Model(intercept, tuple(effect_on(f"k{at}", one) for at, one in enumerate(effects)), {})
    card = make_card(model, sample)
    rounding = rounding_of(model, card, sample)
    assert rounding.bound == (len(effects) + 1) / 2
    assert rounding.largest_error <= rounding.bound + 1e-9
    assert rounding.inversions == 0
    exact = SCALING.score(intercept) + sum(
        SCALING.factor * np.array(one)[columns[f"k{at}"]] for at, one in enumerate(effects)
    )
    assert np.abs(card.score(columns) - exact).max() == pytest.approx(rounding.largest_error, abs=1e-9)


@settings(deadline=None)
@given(st.lists(LOG_ODDS, min_size=2, max_size=6))
def test_points_never_stand_in_another_order_than_effects(log_odds):
    effect = effect_on("k", log_odds)
    order = np.argsort(effect.log_odds, kind="stable")
    assert (np.diff(whole_points(effect)[order]) >= 0).all()


def test_neighbouring_intervals_of_equal_points_become_one_and_scores_stay():
    sample = sample_with({"k": [0, 1, 2, 3] * 6})
    card = make_card(Model(1.0, (effect_on("k", [0.5, 0.5 + HALF_POINT / 100, -0.5, 0.5]),), {}), sample)
    attributes = card.characteristics[0].attributes
    assert [one.when[0] for one in attributes] == [
        Interval(None, "2"),
        Interval("2", "3"),
        Interval("3", None),
        MISSING,
        UNSEEN,
    ]
    assert [one.points for one in attributes] == [29, -29, 29, 0, 0]


def test_an_input_whose_points_are_all_zero_leaves_the_card():
    sample = sample_with({"k": [0, 1] * 6, "nil": [0, 1] * 6})
    model = Model(1.0, (effect_on("k", [0.5, -0.5]), effect_on("nil", [HALF_POINT / 2, -HALF_POINT / 2])), {})
    card = make_card(model, sample)
    assert [one.key for one in card.characteristics] == ["k"]
    assert [one.key for one in card.inputs] == ["k"]
    assert rounding_of(model, card, sample).bound == 1.5


def test_a_model_of_no_effects_is_a_card_that_gives_everybody_its_base():
    sample = sample_with({"k": [0, 1] * 6})
    card = make_card(Model(np.log(30), (), {}), sample)
    assert (card.base, card.characteristics, card.attainable) == (650, (), (650, 650))
    assert [(one.grade, one.min) for one in card.grades] == [("A", None)]


def test_doubling_the_odds_moves_the_base_by_the_points_to_double_the_odds():
    sample = sample_with({"k": [0, 1] * 6})
    bases = [make_card(Model(np.log(odds), (), {}), sample).base for odds in (15, 30, 60, 120)]
    assert bases == [610, 650, 690, 730]


def test_neutral_points_are_the_weighted_mean_of_the_sample_in_whole_points():
    sample = sample_with({"k": [0, 0, 0, 1]})
    sample = replace(sample, weight=np.array([1.0, 1.0, 1.0, 5.0]))
    effect = effect_on("k", [0.5, -0.5])
    card = make_card(Model(0.0, (effect,), {}), sample)
    first, second = whole_points(effect)[:2]
    assert card.characteristics[0].neutral == round((3 * first + 5 * second) / 8)


def test_grades_hold_about_a_fifth_each_and_the_last_one_everybody_else():
    sample = sample_with({"k": list(range(100))})
    log_odds = np.linspace(-2, 2, 100).tolist()
    card = make_card(Model(1.0, (effect_on("k", log_odds),), {}), sample)
    labels, counts = np.unique(card.grade({"k": list(range(100))}), return_counts=True)
    assert labels.tolist() == ["A", "B", "C", "D", "E"]
    assert all(18 <= count <= 22 for count in counts)
    assert card.grades[-1].min is None


def test_levels_of_equal_points_stay_apart():
    effect = Effect("t", (OneOf(("a",)), OneOf(("b",)), MISSING, UNSEEN), np.array([0.5, 0.5, 0, 0]), "none", None)
    declared = Input("t", "text")
    sample = Sample((declared,), {"t": read_column(declared, ["a", "b"])}, np.array([0, 1], np.int8), np.ones(2), {})
    assert len(make_card(Model(0.0, (effect,), {}), sample).characteristics[0].attributes) == 4
