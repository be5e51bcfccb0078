"""Groups and their cap rows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moyang_score.card import Group
from moyang_score.errors import CardError
from tests.property.strategies import quick

points = st.lists(st.lists(st.integers(-500, 500), min_size=3, max_size=3), min_size=1, max_size=8)


@quick
@given(points, st.integers(-600, 0))
def test_negative_points_together_never_pass_the_limit(rows, limit):
    caps = Group("g", ("a", "b", "c"), "neg", limit).cap_row(np.array(rows))
    for row, cap in zip(rows, caps.tolist(), strict=True):
        total = sum(min(one, 0) for one in row)
        assert cap >= 0
        assert total + cap == max(total, limit)


@quick
@given(points, st.integers(0, 600))
def test_positive_points_together_never_pass_the_limit(rows, limit):
    caps = Group("g", ("a", "b", "c"), "pos", limit).cap_row(np.array(rows))
    for row, cap in zip(rows, caps.tolist(), strict=True):
        total = sum(max(one, 0) for one in row)
        assert cap <= 0
        assert total + cap == min(total, limit)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("g", ("a",), "both", 0), "Group 'g' has the sign 'both'. Use 'neg' or 'pos'."),
        (("g", ("a",), "neg", 1), "Group 'g' of sign neg has the limit 1. Turn its sign."),
        (("g", ("a",), "pos", -1), "Group 'g' of sign pos has the limit -1. Turn its sign."),
        (("g", (), "neg", 0), "Group 'g' has the members []. Name each member once."),
        (("g", ("a", "a"), "neg", 0), "Group 'g' has the members ['a', 'a']. Name each member once."),
        (("", ("a",), "neg", 0), "Group '' has the members ['a']. Name each member once."),
        (("g", ("a",), "neg", -1.5), "Limit -1.5 are no integer of at most 10^9 in size."),
    ],
)
def test_a_group_that_cannot_be_is_refused(arguments, message):
    with pytest.raises(CardError) as caught:
        Group(*arguments)
    assert str(caught.value) == message
