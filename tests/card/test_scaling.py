"""Scaling: scores, odds good:bad, probability of bad."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moyang_score.card import Scaling
from moyang_score.errors import CardError
from tests.property.strategies import quick

scalings = st.builds(
    Scaling, st.integers(-1000, 1000), st.sampled_from(["0.1", "0.5", "1", "30", "50.5"]), st.integers(1, 200)
)


@quick
@given(scalings)
def test_the_anchor_has_the_base_odds(scaling):
    assert math.isclose(scaling.odds(scaling.base_score), float(scaling.base_odds), rel_tol=1e-12)
    assert math.isclose(scaling.score(math.log(float(scaling.base_odds))), scaling.base_score, abs_tol=1e-9)


@quick
@given(scalings, st.integers(-500, 500))
def test_pdo_more_points_double_the_odds(scaling, score):
    ratio = scaling.log_odds(score + scaling.pdo) - scaling.log_odds(score)
    assert math.isclose(ratio, math.log(2), rel_tol=1e-9, abs_tol=1e-12)


@quick
@given(scalings, st.floats(-20, 20))
def test_score_and_log_odds_are_inverse(scaling, log_odds):
    assert math.isclose(scaling.log_odds(scaling.score(log_odds)), log_odds, abs_tol=1e-9)


@quick
@given(scalings, st.lists(st.integers(-(10**9), 10**9), min_size=1))
def test_a_better_score_is_never_more_probably_bad(scaling, scores):
    probability = scaling.probability_bad(np.array(sorted(scores)))
    assert ((probability >= 0) & (probability <= 1)).all()
    assert (np.diff(probability) <= 0).all()


def test_probability_is_one_over_one_plus_odds():
    assert Scaling(650, "30", 40).probability_bad([650, 690]) == pytest.approx([1 / 31, 1 / 61])
    assert Scaling(650, "30", 40).probability_bad(650).shape == ()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((650, "30", 0), "The scaling 650, pdo 0 is not of integers with pdo above 0."),
        ((650, "30", -40), "The scaling 650, pdo -40 is not of integers with pdo above 0."),
        ((650.0, "30", 40), "The scaling 650.0, pdo 40 is not of integers with pdo above 0."),
        ((650, "0", 40), "The base odds 0 are not above 0."),
        ((650, "-1", 40), "The base odds -1 are not above 0."),
        ((650, "30.0", 40), "'30.0' is not the shortest decimal spelling of a finite number."),
        ((650, "1:30", 40), "'1:30' is not the shortest decimal spelling of a finite number."),
    ],
)
def test_a_scaling_that_cannot_be_is_refused(arguments, message):
    with pytest.raises(CardError) as caught:
        Scaling(*arguments)
    assert str(caught.value) == message
