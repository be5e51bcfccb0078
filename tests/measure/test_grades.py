"""The grade table: counts, shares and rates per grade."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moyang_score.errors import SampleError, UsageError
from moyang_score.measure import Estimate, grade_table, jeffreys

GRADES = ["AAA", "AA", "A", "base"]


@st.composite
def graded(draw):
    size = draw(st.integers(1, 40))
    grade = draw(st.lists(st.sampled_from(GRADES), min_size=size, max_size=size))
    bad = draw(st.lists(st.integers(0, 1), min_size=size, max_size=size))
    return np.array(grade), np.array(bad)


@given(graded())
def test_every_row_is_counted_once_and_shares_add_to_one(sample):
    grade, bad = sample
    table = grade_table(grade, GRADES, bad)
    assert [row.grade for row in table] == GRADES
    assert [row.rows for row in table] == [int((grade == name).sum()) for name in GRADES]
    assert [row.n for row in table] == [row.rows for row in table]
    assert sum(row.bads for row in table) == bad.sum()
    assert sum(row.share for row in table) == pytest.approx(1.0)


@given(graded())
def test_unit_weights_give_the_jeffreys_interval_of_the_counts(sample):
    for row in grade_table(*[sample[0], GRADES, sample[1]], level=0.9):
        assert row.bad_rate == (jeffreys(row.bads, row.n, 0.9) if row.rows else None)


@given(graded(), st.data())
def test_whole_weights_equal_repeated_rows(sample, data):
    grade, bad = sample
    times = np.array(data.draw(st.lists(st.integers(1, 5), min_size=len(bad), max_size=len(bad))))
    rows = np.repeat(np.arange(len(bad)), times)
    for one, other in zip(
        grade_table(grade, GRADES, bad, times), grade_table(grade[rows], GRADES, bad[rows]), strict=True
    ):
        assert (one.n, one.bads, one.share) == (other.n, other.bads, other.share)
        if one.bad_rate and other.bad_rate:
            assert one.bad_rate.value == other.bad_rate.value


@given(graded(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(sample, random):
    grade, bad = sample
    weight = 1.0 + (np.arange(len(bad)) % 5) / 7.0
    rows = list(range(len(bad)))
    random.shuffle(rows)
    assert grade_table(grade[rows], GRADES, bad[rows], weight[rows]) == grade_table(grade, GRADES, bad, weight)


def test_multiplying_all_weights_changes_no_interval():
    grade, bad = ["A"] * 6 + ["base"] * 6, [0, 1, 0, 0, 1, 0] * 2
    weight = np.arange(1.0, 13.0)
    one, other = grade_table(grade, GRADES, bad, weight), grade_table(grade, GRADES, bad, 8 * weight)
    assert [row.bad_rate for row in one] == [row.bad_rate for row in other]


def test_equal_weights_of_any_size_give_the_interval_of_the_rows():
    table = grade_table(["A"] * 10, ["A"], [1, 1, 1] + [0] * 7, [0.25] * 10)
    expected = jeffreys(3, 10)
    assert table[0].bad_rate == Estimate(expected.value, expected.low, expected.high)
    assert (table[0].rows, table[0].n, table[0].bads) == (10, 2.5, 0.75)


def test_weighted_end_rules_hold():
    weight = np.linspace(0.1, 3.7, 8)
    all_good, all_bad = grade_table(["A"] * 8 + ["base"] * 8, ["A", "base"], [0] * 8 + [1] * 8, np.r_[weight, weight])
    assert (all_good.bad_rate.low, all_good.bad_rate.value) == (0.0, 0.0)
    assert (all_bad.bad_rate.value, all_bad.bad_rate.high) == (1.0, 1.0)


def test_a_grade_of_weight_zero_says_nothing():
    table = grade_table(["A", "AA"], GRADES, [1, 0], [0.0, 1.0])
    assert [row.bad_rate is None for row in table] == [True, False, True, True]
    assert [row.rows for row in table] == [0, 1, 1, 0]


def test_grades_in_object_arrays_are_read_too():
    assert grade_table(np.array(["A", "AA"], dtype=object), GRADES, [1, 0])[2].bads == 1


@pytest.mark.parametrize(
    ("grade", "bad", "weight", "words"),
    [
        (["A", "C"], [0, 1], None, "grade in row 2 is C, which is not one of AAA, AA, A, base"),
        (["A", None], [0, 1], None, "grade in row 2 is None"),
        ([1, 2], [0, 1], None, "grade in row 1 is 1"),
        (["A"], [0, 1], None, "1 grades, but 2 outcomes"),
        (["A", "A"], [0, 3], None, "is 3, not 0 or 1"),
        (["A", "A"], [0, 1], [1, -1], "weight in row 2 is -1.0"),
        ([], [], None, "no rows to measure"),
    ],
)
def test_rows_that_cannot_be_counted_are_refused(grade, bad, weight, words):
    with pytest.raises(SampleError, match=words):
        grade_table(grade, GRADES, bad, weight)


def test_a_grade_named_twice_is_refused():
    with pytest.raises(UsageError, match="twice"):
        grade_table(["A"], ["A", "A"], [0])
