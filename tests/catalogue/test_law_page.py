"""The page of law names tests and files that are there, and every rule."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "law.md").read_text("utf-8")
ROWS = [line.split(" | ") for line in PAGE.splitlines() if line.startswith("| L")]
TESTS = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))
FILES = sorted(set(re.findall(r"`((?:catalogue|registry|features|explain|card)/[\w/.]*)`", PAGE)))


def test_every_rule_has_a_row_in_order():
    assert [row[0].strip("| ") for row in ROWS] == [f"L{number:02}" for number in range(1, 27)]
    assert {len(row) for row in ROWS} == {5}


def test_a_rule_is_held_by_a_test_or_said_to_be_for_later():
    for row in ROWS:
        assert ("::test_" in row[4]) != ("not in this version:" in row[3]), row[0]


@pytest.mark.parametrize(("file", "name"), TESTS)
def test_each_test_that_is_named_is_there(file, name):
    tree = ast.parse((ROOT / file).read_text("utf-8"))

    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("file", FILES)
def test_each_place_that_is_named_is_there(file):
    assert (ROOT / "moyang_score" / file).exists()


def test_each_rule_of_the_catalogue_that_is_named_is_there():
    from moyang_score.catalogue import load_catalogue

    named = re.findall(r"`rules\.yaml` \(`(\w+)`\)", PAGE)
    assert named
    assert set(named) <= {*load_catalogue("moyang").rules, "editions"}
