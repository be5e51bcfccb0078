"""The naive reference itself, against answers worked out by hand: a test of the testers."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from moyang_score.card import MISSING, UNSEEN, Attribute, Characteristic, Grade, Group, Input, Interval, OneOf, Special
from moyang_score.card.naive import naive_score
from tests.card.build import ask, card_with, home, late

CARD = card_with(
    groups=(Group("cap", ("late", "home"), "neg", -30),),
    grades=(Grade("A", 650), Grade("B", None)),
)


def test_one_record_worked_out_by_hand():
    assert naive_score(CARD.to_json(), {"late": "1", "home": " rent "}) == {
        "points": [-40, -10, 20],
        "score": 620,
        "grade": "B",
        "reasons": ["late", "home"],
        "cells": [[{"interval": ["1", None]}], [{"oneof": ["rent"]}]],
    }


@pytest.mark.parametrize(
    ("kind", "cell", "condition"),
    [
        ("int", "5.0", "high"),
        ("int", "4", "low"),
        ("int", 5, "high"),
        ("int", Decimal("4.0"), "low"),
        ("int", 4.5, "unseen"),
        ("int", "9007199254740993", "unseen"),
        ("int", "1e400", "unseen"),
        ("int", "0e99999999999999999999", "low"),
        ("int", True, "unseen"),
        ("int", None, "missing"),
        ("int", float("nan"), "missing"),
        ("int", " -9.0", "special"),
        ("int", "-9", "special"),
        ("int", "", "missing"),
        ("decimal", "4.999999999999999", "low"),
        ("decimal", "5", "high"),
        ("decimal", "inf", "unseen"),
        ("decimal", float("inf"), "unseen"),
        ("decimal", "1e400", "unseen"),
        ("decimal", -9, "special"),
        ("date", "1970-01-06", "high"),
        ("date", date(1970, 1, 5), "low"),
        ("date", datetime(1970, 1, 6, 1), "high"),
        ("date", "1970-02-30", "unseen"),
        ("date", 5, "unseen"),
        ("date", "-9", "special"),
    ],
)
def test_a_cell_meets_the_condition(kind, cell, condition):
    parts = {Interval(None, "5"): 1, Interval("5", None): 2, Special("-9"): 3, MISSING: 4, UNSEEN: 5}
    card = card_with(inputs=(Input("x", kind, special=("-9",)),), characteristics=(ask("x", parts),), base=0)
    expected = {"low": 1, "high": 2, "special": 3, "missing": 4, "unseen": 5}[condition]
    assert naive_score(card.to_json(), {"x": cell})["score"] == expected


@pytest.mark.parametrize(("cell", "score"), [("TRUE", 1), (True, 1), (" false", 2), (1, 5), ("1", 5), (None, 4)])
def test_booleans_are_true_and_false(cell, score):
    parts = {OneOf(("true",)): 1, OneOf(("false",)): 2, MISSING: 4, UNSEEN: 5}
    card = card_with(inputs=(Input("x", "bool"),), characteristics=(ask("x", parts),), base=0)
    assert naive_score(card.to_json(), {"x": cell})["score"] == score


def test_two_attributes_for_one_cell_are_found_out():
    document = CARD.to_json()
    document["characteristics"][0]["attributes"].append({"when": ["missing"], "points": 9, "ceiling": None})
    with pytest.raises(AssertionError, match="2 attributes of 'late' hold"):
        naive_score(document, {"late": None, "home": "own"})


def test_the_naive_reference_shares_no_code_with_the_scorer():
    import ast
    from pathlib import Path

    import moyang_score.card.naive as module

    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    found = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    found |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert not any(name.startswith(("moyang_score", "numpy")) for name in found), found


def test_a_grid_needs_both_sides():
    whens = [
        (one, other) for one in (Interval(None, None), MISSING, UNSEEN) for other in (OneOf(("a",)), MISSING, UNSEEN)
    ]
    grid = Characteristic("g", ("n", "t"), tuple(Attribute(when, at) for at, when in enumerate(whens)))
    card = card_with(inputs=(Input("n", "int"), Input("t", "text")), characteristics=(grid,), base=0)
    assert naive_score(card.to_json(), {"n": "1", "t": "b"})["score"] == 2
    assert naive_score(card.to_json(), {"n": "x", "t": "a"})["score"] == 6


def test_late_and_home_read_as_the_card_says():
    assert (late().key, home().key) == ("late", "home")
