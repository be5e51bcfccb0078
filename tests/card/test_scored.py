"""Scored rows: points, grades under ceilings, reasons and flags."""

import dataclasses

from hypothesis import given

from moyang_score.card import Grade, Group, Input, Interval
from moyang_score.card.scored import flag_code
from tests.card.build import HOME, ask, card_with, home, late
from tests.property.strategies import cards_with_records, quick

GRADES = (Grade("A", 660), Grade("B", 640), Grade("C", None))
FRAME = {"late": [0, 1, None, "x"], "home": ["own", "rent", "", "boat"]}


def with_ceiling(characteristic, **ceilings):
    attributes = tuple(
        dataclasses.replace(one, ceiling=ceilings.get(str(one).split(" ")[0].strip("<>=|")))
        for one in characteristic.attributes
    )
    return dataclasses.replace(characteristic, attributes=attributes)


def test_a_scored_frame_has_a_row_for_each_row():
    assert len(card_with().apply(FRAME)) == 4
    assert card_with().apply(FRAME).attributes.shape == (4, 2)


def test_score_is_base_and_points_and_cap_rows():
    scored = card_with(groups=(Group("cap", ("late", "home"), "neg", -30),)).apply(FRAME)
    assert scored.points.tolist() == [[20, 15, 0], [-40, -10, 20], [0, 0, 0], [0, 0, 0]]
    assert scored.score.tolist() == [685, 620, 650, 650]


def test_a_contribution_is_counted_from_neutral_points():
    card = card_with(characteristics=(late(neutral=5), home(neutral=-3)))
    assert card.apply(FRAME).contributions.tolist() == [[15, 18], [-45, -7], [-5, 3], [-5, 3]]
    assert card.apply(FRAME).reasons == [(), ("late", "home"), ("late",), ("late",)]


def test_a_cap_row_is_never_a_reason():
    card = card_with(groups=(Group("cap", ("late", "home"), "pos", 1),))
    assert card.apply(FRAME).points[0].tolist() == [20, 15, -34]
    assert card.apply(FRAME).reasons[0] == ()


def test_a_ceiling_holds_the_grade_down_and_never_up():
    card = card_with(characteristics=(late(), with_ceiling(home(), own="B", rent="A")), grades=GRADES)
    assert card.apply(FRAME).score.tolist() == [685, 600, 650, 650]
    assert card.grade(FRAME).tolist() == ["B", "C", "B", "B"]


def test_the_worst_of_several_ceilings_counts():
    both = (with_ceiling(late(), **{"": "C"}), with_ceiling(home(), own="B"))
    card = card_with(characteristics=both, grades=GRADES)
    assert {str(one): one.ceiling for one in both[0].attributes}["< 1"] == "C"
    assert card.grade({"late": [0], "home": ["own"]}).tolist() == ["C"]


def test_a_flag_says_which_input_and_why():
    frame = {"late": ["x", "1e99", 2.0**60, float("inf"), None, 3], "home": ["own", "boat", None, b"own", "", "免租"]}
    assert card_with().apply(frame).flags == [
        ("unparsable:late",),
        ("too_large:late", "unseen:home"),
        ("too_large:late",),
        ("infinite:late", "unparsable:home"),
        (),
        (),
    ]


def test_an_input_asked_twice_is_flagged_once():
    twice = dataclasses.replace(late(), key="late again")
    assert card_with(characteristics=(late(), twice, home())).apply(FRAME).flags[3] == (
        "unparsable:late",
        "unseen:home",
    )


def test_flags_can_be_joined_and_parted_again():
    assert flag_code("unseen", "a;b%3B") == "unseen:a%3Bb%253B"
    odd = ask("a;b", {Interval(None, None): 1})
    assert card_with(inputs=(Input("a;b", "int"), HOME), characteristics=(odd, home())).apply(
        {"a;b": ["x"], "home": ["own"]}
    ).flags == [("unparsable:a%3Bb",)]


@quick
@given(cards_with_records())
def test_the_parts_of_a_scored_frame_hold_together(drawn):
    card, records = drawn
    scored = card.apply({one.key: [record[one.key] for record in records] for one in card.inputs})
    asked = len(card.characteristics)
    assert scored.points.shape == (len(records), asked + len(card.groups))
    assert (scored.score == card.base + scored.points.sum(axis=1)).all()
    neutral = [one.neutral for one in card.characteristics]
    assert (scored.contributions + neutral == scored.points[:, :asked]).all()
    assert all(len(reasons) <= card.reason_policy.k for reasons in scored.reasons)
