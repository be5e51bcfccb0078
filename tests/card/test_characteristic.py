"""Characteristics, their attributes and grids."""

from itertools import product

import pytest

from moyang_score.card import LARGEST_POINTS, MISSING, UNSEEN, Attribute, Characteristic, Input, Interval, OneOf
from moyang_score.card.characteristic import Lookup
from moyang_score.card.partition import Partition
from moyang_score.errors import CardError
from tests.card.build import card_with, late

WHOLE = (Interval(None, "1"), Interval("1", None), MISSING, UNSEEN)
LEVELS = (OneOf(("a",)), MISSING, UNSEEN)


def grid(points=None):
    pairs = list(product(WHOLE, LEVELS))
    attributes = tuple(Attribute(when, at if points is None else points) for at, when in enumerate(pairs))
    return Characteristic("g", ("n", "t"), attributes)


def test_the_reason_of_a_characteristic_is_its_key_unless_it_is_named():
    assert late().reason == "late"
    assert late(reason="R1").reason == "R1"


def test_an_attribute_reads_well():
    assert str(Attribute((Interval("1", None), OneOf(("a", "b"))), 3)) == ">= 1 and a | b"


def test_a_grid_gives_points_to_each_pair():
    card = card_with(inputs=(Input("n", "int"), Input("t", "text")), characteristics=(grid(),), base=0)
    frame = {"n": [0, 0, 0, 1, None, "x"], "t": ["a", "", "b", "a", None, "b"]}
    assert card.score(frame).tolist() == [0, 1, 2, 3, 7, 11]
    assert [int(card.score({"n": n, "t": t})[0]) for n, t in zip(frame["n"], frame["t"], strict=True)] == [
        0,
        1,
        2,
        3,
        7,
        11,
    ]
    assert card.apply(frame).flags == [(), (), ("unseen:t",), (), (), ("unparsable:n", "unseen:t")]


def test_the_range_of_points_is_that_of_the_attributes():
    assert late().points_range == (-40, 20)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Attribute((MISSING,), 1.0), "Points 1.0 are no integer of at most 10^9 in size."),
        (lambda: Attribute((MISSING,), True), "Points True are no integer of at most 10^9 in size."),
        (
            lambda: Attribute((MISSING,), LARGEST_POINTS + 1),
            "Points 1000000001 are no integer of at most 10^9 in size.",
        ),
        (lambda: Characteristic("", ("x",), ()), "A characteristic has no key. Name it."),
        (lambda: Characteristic("c", (), ()), "Characteristic 'c' reads []. Name one input, or two different."),
        (
            lambda: Characteristic("c", ("x", "x"), ()),
            "Characteristic 'c' reads ['x', 'x']. Name one input, or two different.",
        ),
        (
            lambda: Characteristic("c", ("x", "y", "z"), ()),
            "Characteristic 'c' reads ['x', 'y', 'z']. Name one input, or two different.",
        ),
        (
            lambda: Characteristic("c", ("x",), (Attribute((MISSING, UNSEEN), 1),)),
            "The attribute 'missing and unseen' of 'c' has 2 conditions. Give one condition for each of its 1 inputs.",
        ),
        (
            lambda: Characteristic("c", ("x",), (), neutral=0.5),
            "Neutral points 0.5 are no integer of at most 10^9 in size.",
        ),
    ],
)
def test_a_characteristic_that_cannot_be_is_refused(make, message):
    with pytest.raises(CardError) as caught:
        make()
    assert str(caught.value) == message


def lookup(characteristic):
    return Lookup(characteristic, (Partition(Input("n", "int"), WHOLE), Partition(Input("t", "text"), LEVELS)))


def test_a_grid_with_a_hole_is_refused():
    whole = grid()
    holed = Characteristic("g", whole.inputs, tuple(one for one in whole.attributes if one.when != (MISSING, UNSEEN)))
    with pytest.raises(CardError) as caught:
        lookup(holed)
    assert str(caught.value) == "No attribute stands for 'missing and unseen'. Fill each cell of the grid."


def test_a_grid_with_a_cell_twice_is_refused():
    whole = grid()
    with pytest.raises(CardError) as caught:
        lookup(Characteristic("g", whole.inputs, (*whole.attributes, whole.attributes[0])))
    assert str(caught.value) == "Two attributes stand for the same conditions."
