"""The scorecard: rules of the table, and the ways to a score."""

import dataclasses

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given

from moyang_score.card import Grade, Group, Input, Interval, Scaling, Scorecard, Special
from moyang_score.errors import CardError, ColumnError
from moyang_score.files import Table
from tests.card.build import HOME, LATE, ask, card_with, home, late
from tests.property.strategies import cards_with_records, quick

OPEN = "Let the first and the last end be null."
FRAME = {"late": [0, 1, None, "x"], "home": ["rent", "own", "", "boat"]}
SCORES = [660, 625, 650, 650]


@pytest.mark.parametrize(
    "frame",
    [
        FRAME,
        {key: np.array(cells, object) for key, cells in FRAME.items()},
        pd.DataFrame(FRAME),
        pl.DataFrame({"late": ["0", "1", None, "x"], "home": FRAME["home"]}),
        pa.table({"late": ["0", "1", None, "x"], "home": FRAME["home"]}),
        Table("people.csv", FRAME),
        np.array([(0, "rent"), (1, "own"), (None, ""), ("x", "boat")], [("late", object), ("home", object)]),
    ],
    ids=lambda frame: type(frame).__module__,
)
def test_a_frame_is_whatever_gives_columns_by_name(frame):
    assert card_with().score(frame).tolist() == SCORES
    assert card_with().score(frame).dtype == np.int64


@pytest.mark.parametrize(
    "record", [{"late": 1, "home": "own"}, pd.Series({"late": 1, "home": "own"}), {"late": "1", "home": "own", "x": 1}]
)
def test_a_record_is_a_frame_of_one_row(record):
    assert card_with().score(record).tolist() == [625]
    assert card_with().apply(record).points.tolist() == [[-40, 15]]


@quick
@given(cards_with_records())
def test_no_score_leaves_the_attainable_range(drawn):
    card, records = drawn
    low, high = card.attainable
    for record in records:
        assert low <= card.score(record)[0] <= high


def test_the_attainable_range_is_reached_where_no_input_is_shared():
    card = card_with(groups=(Group("cap", ("late", "home"), "neg", -30),))
    assert card.attainable == (650 - 30, 650 + 20 + 15)
    frame = {"late": [1, 0], "home": ["rent", "own"]}
    assert tuple(card.score(frame).tolist()) == card.attainable


def test_points_are_those_of_the_rows_in_their_order():
    card = card_with(groups=(Group("cap", ("late", "home"), "neg", -30),))
    assert card.rows == ("late", "home", "cap")
    assert card.points({"late": [1, 0], "home": ["rent", "own"]}).tolist() == [[-40, -10, 20], [20, 15, 0]]


def test_a_card_without_scaling_has_no_probability():
    assert np.isnan(card_with().probability_bad([650, 700])).all()
    assert card_with(scaling=Scaling()).probability_bad([650]) == pytest.approx([1 / 31])


def test_a_card_without_grades_gives_none():
    assert card_with().grade(FRAME).tolist() == [None] * 4
    assert card_with(grades=(Grade("A", 650), Grade("B", None))).grade(FRAME).tolist() == ["A", "B", "A", "A"]


def test_a_card_may_ask_nothing():
    card = Scorecard(card_class="research", base=5, inputs=(), characteristics=())
    assert card.score({"any": [1, 2]}).tolist() == [5, 5]
    assert card.score(pd.DataFrame({"any": [1, 2]})).tolist() == [5, 5]
    assert card.attainable == (5, 5)
    assert card.points({"any": [1]}).shape == (1, 0)
    assert card.reasons({"any": [1]}) == [()]


def test_a_frame_may_be_empty():
    for frame in ({"late": [], "home": []}, pd.DataFrame({"late": [], "home": []})):
        assert card_with().score(frame).tolist() == []
        assert card_with().points(frame).shape == (0, 2)


def test_a_card_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        card_with().base = 1
    assert card_with() == card_with()
    assert hash(card_with()) == hash(card_with())
    assert card_with() != card_with(base=1)


ABSENT = "There is no column 'home', which the card reads. Add it, or check the spelling of the header."


@pytest.mark.parametrize(
    "frame",
    [
        {"late": [1]},
        pd.DataFrame({"late": [1]}),
        pl.DataFrame({"late": [1]}),
        pa.table({"late": [1]}),
        {"late": 1},
        np.zeros(1, [("late", "i8")]),
    ],
    ids=lambda frame: type(frame).__module__ + str(len(str(frame))),
)
def test_an_absent_column_is_named(frame):
    for call in (card_with().score, card_with().apply):
        with pytest.raises(ColumnError) as caught:
            call(frame)
        assert str(caught.value) == ABSENT


def test_a_column_that_stands_twice_is_refused():
    frame = pd.DataFrame([[1, "rent", "own"], [2, "own", "own"], [3, "own", "own"]], columns=["late", "home", "home"])
    with pytest.raises(ColumnError) as caught:
        card_with().score(frame)
    assert str(caught.value) == "The column 'home' stands twice. Rename one of the two."


def test_columns_of_different_length_are_refused():
    with pytest.raises(ColumnError) as caught:
        card_with().score({"late": [1, 2], "home": ["own"]})
    assert str(caught.value) == "The columns differ in length: {'late': 2, 'home': 1}. Give columns of one length."


def test_an_error_of_the_frame_itself_is_not_hidden():
    class Broken:
        def __getitem__(self, name):
            raise RuntimeError("disk on fire")

    with pytest.raises(RuntimeError, match="disk on fire"):
        card_with().score(Broken())


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"card_class": "city"}, "The class 'city' is unknown. Use one of official, research."),
        ({"base": 0.5}, "Base points 0.5 are no integer of at most 10^9 in size."),
        ({"inputs": (LATE, LATE, HOME)}, "The input 'late' stands twice. Give each its own key."),
        ({"characteristics": (late(), late(), home())}, "The row 'late' stands twice. Give each its own key."),
        ({"groups": (Group("home", ("late",), "neg", 0),)}, "The row 'home' stands twice. Give each its own key."),
        ({"inputs": (LATE,)}, "A characteristic reads the undeclared input 'home'. Declare it, with its type."),
        ({"characteristics": (late(),)}, "No characteristic reads the input 'home'. Remove it."),
        ({"groups": (Group("g", ("age",), "neg", 0),)}, "Group 'g' names the unknown characteristic 'age'."),
        (
            {"groups": (Group("g", ("late",), "neg", 0), Group("h", ("late", "home"), "neg", 0))},
            "The member of the neg groups 'late' stands twice. Give each its own key.",
        ),
        (
            {"characteristics": (late(), ask("home", {Special("-9"): 1}))},
            "characteristic 'home', input 'home': an attribute is for the undeclared 'special -9'.",
        ),
        (
            {"characteristics": (ask("late", {Interval(None, "1"): 1}), home())},
            f"characteristic 'late', input 'late': the intervals do not reach both open ends. {OPEN}",
        ),
        (
            {"inputs": (Input("late", "text"), HOME)},
            "characteristic 'late', input 'late': intervals do not belong to the type 'text'.",
        ),
    ],
)
def test_a_table_that_breaks_a_rule_is_refused(options, message):
    with pytest.raises(CardError) as caught:
        card_with(**options)
    assert str(caught.value) == message


def test_a_ceiling_must_be_a_grade_of_the_card():
    attributes = tuple(dataclasses.replace(one, ceiling="B") for one in late().attributes)
    with pytest.raises(CardError) as caught:
        card_with(characteristics=(dataclasses.replace(late(), attributes=attributes), home()))
    assert str(caught.value) == "The ceiling 'B' of 'late' is no grade of the card."


def test_a_card_without_inputs_gives_one_record_and_each_row_its_base():
    card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())

    assert card.score({"a": 1}).tolist() == card.apply({"a": 1}).score.tolist() == [650]
    assert card.score({}).tolist() == card.apply({}).score.tolist() == [650]
    assert card.score({"a": [1, 2]}).tolist() == card.apply({"a": [1, 2]}).score.tolist() == [650, 650]
    assert card.score(pd.DataFrame()).tolist() == []
