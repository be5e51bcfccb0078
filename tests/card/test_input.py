"""Inputs: tokens, codes, and the states of cells."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moyang_score.card import FIRST_SPECIAL, KINDS, MISSING_STATE, STATE_OF_CODE, VALUE_STATE, Input
from moyang_score.errors import CardError
from tests.property.strategies import inputs, quick

MARKED = Input("x", "int", missing=("", "NA", "-1"), special=("-999", "refused"))


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        (None, MISSING_STATE),
        (math.nan, MISSING_STATE),
        ("", MISSING_STATE),
        ("  ", MISSING_STATE),
        (" NA ", MISSING_STATE),
        ("-1", MISSING_STATE),
        ("-1.0", MISSING_STATE),
        (-1, MISSING_STATE),
        (-1.0, MISSING_STATE),
        ("-999", FIRST_SPECIAL),
        ("-999.00", FIRST_SPECIAL),
        ("-9.99e2", FIRST_SPECIAL),
        (-999, FIRST_SPECIAL),
        ("refused", FIRST_SPECIAL + 1),
        ("na", STATE_OF_CODE["unparsable"]),
        (math.inf, STATE_OF_CODE["infinite"]),
        (2**53 + 1, STATE_OF_CODE["too_large"]),
        ("0", VALUE_STATE),
    ],
)
def test_a_cell_is_in_one_state(cell, state):
    assert MARKED.read_cell(cell)[0] == state


def test_an_empty_cell_is_missing_only_where_that_is_declared():
    assert Input("x", "text", missing=()).read_cell("") == (VALUE_STATE, "")
    assert Input("x", "int", missing=()).read_cell("") == (STATE_OF_CODE["unparsable"], None)
    assert Input("x", "text").read_cell("") == (MISSING_STATE, None)


def test_a_token_of_a_text_is_compared_by_its_spelling():
    declared = Input("x", "text", missing=(), special=("-999",))
    assert declared.read_cell("-999.0") == (VALUE_STATE, "-999.0")
    assert declared.read_cell(-999) == (FIRST_SPECIAL, None)


def test_tokens_are_compared_in_nfc():
    assert Input("x", "text", special=("é",)).read_cell(" e\u0301") == (FIRST_SPECIAL, None)


@quick
@given(inputs(), st.none() | st.text() | st.integers() | st.floats() | st.booleans())
def test_any_cell_is_in_one_of_the_states(declared, cell):
    state, value = declared.read_cell(cell)
    assert 0 <= state < FIRST_SPECIAL + len(declared.special)
    assert (state == VALUE_STATE) == (value is not None)


@quick
@given(inputs())
def test_each_token_and_code_means_what_it_is_declared_as(declared):
    assert [declared.read_cell(token)[0] for token in declared.missing] == [MISSING_STATE] * len(declared.missing)
    assert [declared.read_cell(code)[0] - FIRST_SPECIAL for code in declared.special] == list(
        range(len(declared.special))
    )


def test_numbers_and_dates_are_compared_as_numbers():
    assert [kind for kind in KINDS if Input("x", kind).is_number] == ["int", "decimal", "date"]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Input("", "int"), "An input has no key. Name the column it reads."),
        (
            lambda: Input("x", "float"),
            "Input 'x' has the unknown type 'float'. Use one of int, decimal, text, date, bool.",
        ),
        (
            lambda: Input("x", "int", special=("-1", "-1.0")),
            "Input 'x' declares '-1' twice among its missing tokens and special codes.",
        ),
        (
            lambda: Input("x", "text", missing=("", " "), special=()),
            "Input 'x' declares '' twice among its missing tokens and special codes.",
        ),
        (
            lambda: Input("x", "bool", missing=("True",), special=("TRUE",)),
            "Input 'x' declares 'true' twice among its missing tokens and special codes.",
        ),
    ],
)
def test_an_input_that_cannot_be_is_refused(make, message):
    with pytest.raises(CardError) as caught:
        make()
    assert str(caught.value) == message
