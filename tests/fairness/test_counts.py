"""Counts: every row once, whatever the order and the blocks, and none of a group of few people."""

from random import Random

import numpy as np
import pytest

from moyang_score.errors import ColumnError, SampleError, TargetError
from moyang_score.fairness import count
from moyang_score.fairness import counts as counting
from moyang_score.fairness.grouping import read_grouping
from moyang_score.fairness.outcome import read_outcome
from moyang_score.files import Table
from tests.fairness.people import KEYS, drawn, steps_card
from tests.property.card_maker import make_card
from tests.property.row_maker import text_columns

CARD = steps_card()
FRAME = drawn(3000, 1, proxy=0.5)


def same(one, other):
    pairs = [(left, right) for left, right in zip(one.groupings, other.groupings, strict=True)]
    found = [one.rows == other.rows, one.outcomes == other.outcomes]
    for left, right in pairs:
        found += [left.groups == right.groups, np.array_equal(left.scores, right.scores)]
        found += [np.array_equal(left.by_score, right.by_score), np.array_equal(left.by_grade, right.by_grade)]
        found += [np.array_equal(a, b) for a, b in zip(left.by_attribute, right.by_attribute, strict=True)]
        found.append(np.array_equal(left.without, right.without))
    found += [np.array_equal(a[1], b[1]) for a, b in zip(one.pairs, other.pairs, strict=True)]
    return all(found)


def test_blocks_and_order_change_nothing(monkeypatch):
    whole = count(CARD, FRAME, ["group"], target="bad")
    order = np.random.default_rng(0).permutation(3000)
    shuffled = {key: [column[at] for at in order] for key, column in FRAME.items()}
    assert same(whole, count(CARD, shuffled, ["group"], target="bad"))
    monkeypatch.setattr(counting, "_BLOCK", 77)
    assert same(whole, count(CARD, FRAME, ["group"], target="bad"))


def test_scores_grades_and_attributes_are_those_of_the_card():
    found = count(CARD, FRAME, ["group"], target="bad").groupings[0]
    scored, group, bad = CARD.apply(FRAME), np.array(FRAME["group"]), np.array(FRAME["bad"])
    for at, name in enumerate(found.groups):
        own = group == name
        assert (found.scores * found.by_score[at].sum(axis=1)).sum() == scored.score[own].sum()
        for place, grade in enumerate(CARD.grades):
            assert found.by_grade[at, place, 1] == (own & (scored.grade == grade.grade) & (bad == 1)).sum()
        for place in range(3):
            expected = np.bincount(scored.attributes[own, place], minlength=7)
            assert found.by_attribute[place][at].sum(axis=1).tolist() == expected.tolist()


@pytest.mark.parametrize("seed", range(20))
def test_the_score_without_a_characteristic_is_that_of_points_of_nil(seed):
    random = Random(seed)
    card = make_card(random)
    frame = text_columns(card, random, 60)
    frame["which group?"] = [random.choice("xy") for _ in range(60)]
    found = count(card, frame, ["which group?"], least=2).groupings[0]
    points, group = card.points(frame), np.array(frame["which group?"])
    k = len(card.characteristics)
    for at in range(k):
        own = points[:, :k].copy()
        own[:, at] = 0
        left = card.base + own.sum(axis=1) + card.cap_rows(own).sum(axis=1)
        assert found.without[at].tolist() == [int(left[group == name].sum()) for name in found.groups]


def test_ceilings_hold_the_grade_that_is_counted():
    from tests.cli.cards import small_card

    frame = {"late": [5] * 30 + [0] * 30, "home": ["own"] * 60, "since": ["2020-01-01"] * 60, "sex": ["f", "m"] * 30}
    found = count(small_card(), frame, ["sex"]).groupings[0]
    held = small_card().grade(frame)
    assert found.by_grade.sum(axis=(0, 2)).tolist() == [(held == grade).sum() for grade in "ABC"]


def test_people_of_small_groups_are_counted_nowhere():
    frame = {**FRAME, "size": ["x"] * 10 + ["y"] * 15 + [None] * 5 + ["z", "w"] * 1485}
    counted = count(CARD, frame, ["group", "size"], target="bad")
    assert (counted.rows, counted.left_out) == (2970, 30)
    assert counted.groupings[1].groups == ("w", "z")
    assert counted.groupings[1].few == ("x", "y", None)
    rest = {key: column[30:] for key, column in frame.items()}
    assert same(counted, count(CARD, rest, ["group", "size"], target="bad"))


def test_leaving_people_out_can_make_another_group_small():
    frame = {key: FRAME[key][:60] for key in KEYS}
    frame |= {"one": ["a"] * 19 + ["b"] * 41, "two": ["c"] * 30 + ["d"] * 30}
    counted = count(CARD, frame, ["one", "two"])
    assert [one.groups for one in counted.groupings] == [("b",), ("d",)]
    assert counted.rows == 30


def test_nobody_left_is_no_fault():
    counted = count(CARD, {**{key: FRAME[key][:4] for key in KEYS}, "sex": ["f", "m", "f", "m"]}, ["sex"])
    assert (counted.rows, counted.groupings[0].groups) == (0, ())


@pytest.mark.parametrize("kind", ["pandas", "polars", "arrow", "table"])
def test_every_kind_of_frame_gives_the_same(kind):
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    make = {"pandas": pd.DataFrame, "polars": pl.DataFrame, "arrow": pa.table, "table": lambda one: Table("t", one)}
    assert same(count(CARD, make[kind](FRAME), ["group"], target="bad"), count(CARD, FRAME, ["group"], target="bad"))


def test_groups_are_read_whatever_their_type():
    assert read_grouping("x", [2, 10, None, 2]).groups == ("2", "10", None)
    assert read_grouping("x", ["b", " a", "NA", ""]).groups == ("a", "b", None)
    assert read_grouping("x", np.array([1, 0, 1])).codes.tolist() == [1, 0, 1]


def test_what_is_no_grouping_is_refused():
    with pytest.raises(ColumnError, match="41 different groups are too many"):
        read_grouping("age", list(range(41)))
    with pytest.raises(ColumnError, match="the one group 'f'"):
        read_grouping("sex", ["f", "f", None])
    with pytest.raises(ColumnError, match="named twice"):
        count(CARD, FRAME, ["group", "group"])
    with pytest.raises(ColumnError, match="two roles"):
        count(CARD, FRAME, ["bad"], target="bad")
    with pytest.raises(ColumnError, match="no column 'sex'"):
        count(CARD, FRAME, ["sex"])
    with pytest.raises(SampleError, match="column of groups is named"):
        count(CARD, FRAME, [])
    with pytest.raises(ColumnError, match="3 rows of 3000"):
        count(CARD, {**FRAME, "area": [1, 2, 3]}, ["group"])


def test_outcomes_are_read_and_an_empty_cell_is_not_known():
    assert read_outcome("bad", [1.0, 0.0, float("nan")]).tolist() == [1, 0, 2]
    assert read_outcome("bad", ["yes", "no", "NA"], "yes").tolist() == [1, 0, 2]
    assert read_outcome("bad", [True, False]).tolist() == [1, 0]


@pytest.mark.parametrize(
    ("cells", "bad", "says"),
    [
        (["a", "b"], None, "not 0 and 1"),
        ([0, 1, 2], None, "3 different values"),
        (["a", "b"], "c", "'c' is not among"),
        ([None, ""], None, "(?i)no outcome is known"),
    ],
)
def test_what_is_no_outcome_is_refused(cells, bad, says):
    with pytest.raises(TargetError, match=says):
        read_outcome("bad", cells, bad)
