"""Conditions and their form in the card."""

import pytest

from moyang_score.card import MISSING, UNSEEN, Interval, Missing, OneOf, Special, Unseen
from moyang_score.card.condition import condition_from_json
from moyang_score.errors import CardError, CardFormatError

FORMS = [
    (MISSING, "missing", "missing"),
    (UNSEEN, "unseen", "unseen"),
    (Interval("1", "2.5"), {"interval": ["1", "2.5"]}, "[1, 2.5)"),
    (Interval(None, "0"), {"interval": [None, "0"]}, "< 0"),
    (Interval("0", None), {"interval": ["0", None]}, ">= 0"),
    (Interval(None, None), {"interval": [None, None]}, "any number"),
    (OneOf(("a", "")), {"oneof": ["a", ""]}, "a | (empty)"),
    (Special("-999"), {"special": "-999"}, "special -999"),
]


@pytest.mark.parametrize(("condition", "form", "words"), FORMS)
def test_a_condition_has_one_form_and_reads_well(condition, form, words):
    assert condition.to_json() == form
    assert condition_from_json(form) == condition
    assert str(condition) == words


def test_missing_and_unseen_are_read_as_the_constants():
    assert condition_from_json("missing") is MISSING
    assert condition_from_json("unseen") is UNSEEN
    assert (Missing(), Unseen()) == (MISSING, UNSEEN)


@pytest.mark.parametrize(
    "form",
    [
        None,
        1,
        "other",
        [],
        {},
        {"interval": ["1"]},
        {"interval": [1, 2]},
        {"interval": ["1", "2"], "oneof": []},
        {"interval": "12"},
        {"oneof": "ab"},
        {"oneof": [1]},
        {"oneof": [None]},
        {"special": 1},
        {"special": "x", "y": 1},
        {"missing": True},
        ["missing"],
    ],
)
def test_anything_else_is_no_condition(form):
    with pytest.raises(CardFormatError) as caught:
        condition_from_json(form)
    what = f"{form!r} is not a condition"
    fix = "Write 'missing', 'unseen', or one of interval, oneof and special."
    assert str(caught.value) == f"{what[:1].upper() + what[1:]}. {fix}"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Interval("2", "1"), "The interval [2, 1) is empty. Put the smaller number first."),
        (lambda: Interval("1", "1"), "The interval [1, 1) is empty. Put the smaller number first."),
        (lambda: Interval("1.0", None), "'1.0' is not the shortest decimal spelling of a finite number."),
        (lambda: OneOf(()), "A condition 'oneof' has no level. Remove the attribute or name its levels."),
        (lambda: OneOf(("a", "b", "a")), "A condition 'oneof' names a level twice: a | b | a."),
    ],
)
def test_a_condition_that_cannot_be_is_refused(make, message):
    with pytest.raises(CardError) as caught:
        make()
    assert str(caught.value) == message
