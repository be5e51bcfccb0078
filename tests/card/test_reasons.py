"""Reasons: the characteristics that cost most."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moyang_score.card import ReasonPolicy
from moyang_score.errors import CardError
from tests.property.strategies import quick

policies = st.builds(ReasonPolicy, k=st.integers(0, 5), min_points=st.integers(1, 20))


def test_the_heaviest_loss_comes_first_and_ties_stay_in_card_order():
    assert ReasonPolicy().choose(["a", "b", "c", "d"], [-3, -9, -3, 5]) == ("b", "a", "c")


def test_a_code_that_is_shared_is_given_once_at_its_heaviest():
    assert ReasonPolicy(k=2).choose(["x", "y", "x", "z"], [-1, -2, -9, -1]) == ("x", "y")


def test_a_loss_below_the_least_is_no_reason():
    assert ReasonPolicy(min_points=5).choose(["a", "b"], [-5, -4]) == ("a",)


def test_nobody_needs_to_have_a_reason():
    assert ReasonPolicy().choose(["a"], [0]) == ()
    assert ReasonPolicy(k=0).choose(["a"], [-9]) == ()


@quick
@given(
    policies,
    st.lists(st.lists(st.integers(-30, 30), min_size=4, max_size=4), min_size=1),
    st.lists(st.sampled_from("xyz"), min_size=4, max_size=4),
)
def test_all_rows_at_once_are_the_rows_one_by_one(policy, rows, codes):
    assert policy.choose_all(codes, np.array(rows)) == [policy.choose(codes, row) for row in rows]


@quick
@given(policies, st.lists(st.integers(-30, 30), min_size=4, max_size=4))
def test_reasons_are_few_different_and_lose_enough(policy, contributions):
    chosen = policy.choose("abcd", contributions)
    assert len(chosen) <= policy.k
    assert len(set(chosen)) == len(chosen)
    assert all(contributions["abcd".index(code)] <= -policy.min_points for code in chosen)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"policy": "max"}, "The reason policy 'max' is unknown. Use 'neutral'."),
        ({"k": -1}, "Reasons need k >= 0 and min_points >= 1, not -1 and 1."),
        ({"min_points": 0}, "Reasons need k >= 0 and min_points >= 1, not 4 and 0."),
        ({"k": 4.0}, "Reasons need k >= 0 and min_points >= 1, not 4.0 and 1."),
    ],
)
def test_a_policy_that_cannot_be_is_refused(options, message):
    with pytest.raises(CardError) as caught:
        ReasonPolicy(**options)
    assert str(caught.value) == message
