"""Partitions: each cell meets exactly one condition, or the card is refused."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given

from moyang_score.card import MISSING, UNSEEN, Input, Interval, OneOf, Special, read_column
from moyang_score.card.partition import Partition
from moyang_score.errors import CardError
from tests.property.card_maker import make_partition
from tests.property.strategies import inputs, quick, randoms

WHOLE = Input("x", "int")
TEXT = Input("x", "text", missing=("", "NA"), special=("-9",))
BOTH = (MISSING, UNSEEN)


@quick
@given(inputs(), randoms())
def test_the_order_of_the_conditions_means_nothing(declared, random):
    conditions = make_partition(random, declared)
    cells = ["0", "1", "-1", "rent", "", "true", "2020-01-01", None, *declared.missing, *declared.special]
    forward, backward = Partition(declared, tuple(conditions)), Partition(declared, tuple(reversed(conditions)))
    for cell in cells:
        assert forward.conditions[forward.locate_cell(cell)] == backward.conditions[backward.locate_cell(cell)]


def test_intervals_are_closed_on_the_left():
    parts = Partition(WHOLE, (Interval(None, "0"), Interval("0", "5"), Interval("5", None), *BOTH))
    assert [parts.locate_cell(cell) for cell in (-1, 0, 4, 5)] == [0, 1, 1, 2]
    assert parts.locate(read_column(WHOLE, np.array([-1, 0, 4, 5]))).tolist() == [0, 1, 1, 2]


@pytest.mark.parametrize("cuts", [3, 300, 66_000])
def test_there_may_be_more_conditions_than_a_byte_counts(cuts):
    ends = [None, *map(str, range(cuts)), None]
    conditions = (*(Interval(lower, upper) for lower, upper in pairwise(ends)), *BOTH)
    parts = Partition(WHOLE, conditions)
    values = np.array([-1, 0, cuts - 2, cuts - 1, cuts])
    assert parts.locate(read_column(WHOLE, values)).tolist() == [0, 1, cuts - 1, cuts, cuts]


def test_rows_beyond_one_block_are_found_too():
    parts = Partition(WHOLE, (Interval(None, "0"), Interval("0", None), *BOTH))
    values = np.arange(-20_000, 20_000)
    assert (parts.locate(read_column(WHOLE, values)) == (values >= 0)).all()


LINE = (Interval(None, None), *BOTH)


@pytest.mark.parametrize(
    ("declared", "conditions", "message"),
    [
        (WHOLE, (*LINE, UNSEEN), "input 'x': the condition 'unseen' stands twice."),
        (WHOLE, (Interval(None, None), UNSEEN), "input 'x': no attribute is for 'missing'."),
        (WHOLE, (Interval(None, None), MISSING), "input 'x': no attribute is for 'unseen'."),
        (WHOLE, (*LINE, Special("-9")), "input 'x': an attribute is for the undeclared 'special -9'."),
        (TEXT, (OneOf(("a",)), *BOTH), "input 'x': no attribute is for 'special -9'."),
        (WHOLE, (*LINE, OneOf(("a",))), "input 'x': levels do not belong to the type 'int'."),
        (TEXT, (*LINE, Special("-9")), "input 'x': intervals do not belong to the type 'text'."),
        (
            WHOLE,
            (Interval(None, "1"), *BOTH),
            "input 'x': the intervals do not reach both open ends. Let the first and the last end be null.",
        ),
        (WHOLE, BOTH, "input 'x': the intervals do not reach both open ends. Let the first and the last end be null."),
        (
            WHOLE,
            (Interval(None, "1"), Interval("2", None), *BOTH),
            "input 'x': the intervals do not join at 1 and 2. Let each begin where one ends.",
        ),
        (
            WHOLE,
            (Interval(None, "2"), Interval("1", None), *BOTH),
            "input 'x': the intervals do not join at 2 and 1. Let each begin where one ends.",
        ),
        (
            WHOLE,
            (Interval(None, "1.5"), Interval("1.5", None), *BOTH),
            "input 'x': the cut 1.5 is no whole number of at most 2^53 in size.",
        ),
        (
            WHOLE,
            (Interval(None, "1e+20"), Interval("1e+20", None), *BOTH),
            "input 'x': the cut 1e+20 is no whole number of at most 2^53 in size.",
        ),
        (
            TEXT,
            (OneOf(("a", "b")), OneOf(("b", "c")), Special("-9"), *BOTH),
            "input 'x': the level 'b' stands in two attributes.",
        ),
        (
            TEXT,
            (OneOf((" a",)), Special("-9"), *BOTH),
            "input 'x': the level ' a' is not trimmed, or not in NFC. Write 'a'.",
        ),
        (
            TEXT,
            (OneOf(("e\u0301",)), Special("-9"), *BOTH),
            "input 'x': the level 'e\u0301' is not trimmed, or not in NFC. Write 'é'.",
        ),
        (
            TEXT,
            (OneOf(("NA",)), Special("-9"), *BOTH),
            "input 'x': the level 'NA' is declared missing or special. Remove it from one of the two.",
        ),
        (
            TEXT,
            (OneOf(("-9",)), Special("-9"), *BOTH),
            "input 'x': the level '-9' is declared missing or special. Remove it from one of the two.",
        ),
        (
            Input("x", "bool"),
            (OneOf(("true",)), *BOTH),
            "input 'x': a bool needs its two levels. Name true and false, in one attribute or two.",
        ),
    ],
)
def test_what_is_no_partition_is_refused(declared, conditions, message):
    with pytest.raises(CardError) as caught:
        Partition(declared, conditions)
    assert str(caught.value) == message
