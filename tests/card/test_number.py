"""The one spelling of a cut."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moyang_score.card import number_text, number_value
from moyang_score.card.number import is_number_text
from moyang_score.errors import CardError
from tests.property.strategies import quick


@quick
@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53))
def test_a_cut_reads_back_as_the_same_number(number):
    assert number_value(number_text(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.1, "0.1"),
        (-0.0, "0"),
        (12.0, "12"),
        (2.0**53, "9007199254740992"),
        (2.0**54, "1.8014398509481984e+16"),
        (1e-5, "1e-05"),
    ],
)
def test_a_cut_is_spelled(number, text):
    assert number_text(number) == text
    assert is_number_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "1.0",
        "01",
        "+1",
        "1_000",
        "nan",
        "inf",
        "-0",
        "",
        " 1",
        "1e3",
        "0.10",
        ".5",
        "1e+5",
        "１",
        "one",
        "0.1000000000000000055",
    ],
)
def test_any_other_spelling_is_refused(text):
    assert not is_number_text(text)
    with pytest.raises(CardError) as caught:
        number_value(text)
    assert str(caught.value) == f"{text!r} is not the shortest decimal spelling of a finite number."


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_cut_is_finite(number):
    with pytest.raises(CardError) as caught:
        number_text(number)
    assert (
        str(caught.value)
        == f"{str(number).capitalize()} cannot be a cut. Use a finite number, or null for an open end."
    )
