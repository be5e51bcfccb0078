"""The target: what counts as an outcome, and what is said of one that does not."""

import numpy as np
import pandas as pd
import pytest

from moyang_score.errors import TargetError
from moyang_score.learn.target import read_target


@pytest.mark.parametrize(
    "column",
    [
        [0, 1, 1],
        [0.0, 1.0, 1.0],
        ["0", "1", "1"],
        ["0.0", " 1 ", "1.0"],
        [False, True, True],
        ["false", "TRUE", "True"],
        np.array([0, 1, 1], np.uint8),
        np.array([False, True, True]),
        pd.Series([0, 1, 1], dtype="Int64"),
        pd.Series(["0", "1", "1"], dtype="category"),
    ],
)
def test_zero_and_one_are_read_in_any_spelling(column):
    found = read_target(column, "y")
    assert (found.tolist(), found.dtype) == ([0, 1, 1], np.int8)


@pytest.mark.parametrize(
    ("column", "bad"),
    [
        (["good", "bad", "bad"], "bad"),
        (["好", "坏", "坏"], "坏"),
        ([1, 2, 2], "2"),
        ([1, 0, 0], "0"),
        ([1, 2.0, 2], "2.0"),
        ([True, False, False], "false"),
        (["a", " b", "b "], " b "),
    ],
)
def test_the_bad_value_may_be_named(column, bad):
    assert read_target(column, "y", bad).tolist() == [0, 1, 1]


@pytest.mark.parametrize(
    ("column", "bad", "text"),
    [
        ([], None, "target 'y': the table has no rows. Give a table with goods and bads."),
        ([0, 0, 0], None, "target 'y': all rows have the one outcome '0' (3 rows). Give a table with goods and bads."),
        (
            [0, 1, None, ""],
            None,
            "target 'y': 2 of 4 rows, the first is row 3, have no outcome. Remove the rows whose outcome is not known.",
        ),
        (
            [0, 1, 2],
            None,
            (
                "target 'y': 3 different values, among them '0' (1 rows), '1' (1 rows), '2' (1 rows); two are needed. "
                "Name a column of two values; 1 is bad, or name the bad value with --bad."
            ),
        ),
        (
            ["good", "bad", "bad"],
            None,
            "target 'y': 1 (bad) is not among the values 'bad' (2 rows), 'good' (1 rows). Name the bad one with --bad.",
        ),
        (
            ["good", "bad", "bad"],
            "Bad",
            (
                "target 'y': the bad value 'Bad' is not among the values 'bad' (2 rows), 'good' (1 rows). "
                "Name one of the two."
            ),
        ),
        (
            [1, 2, 2],
            None,
            "target 'y': the values are '2' (2 rows), '1' (1 rows), not 0 and 1. Name the bad one with --bad.",
        ),
    ],
)
def test_what_is_no_outcome_is_refused_in_full(column, bad, text):
    with pytest.raises(TargetError) as caught:
        read_target(column, "y", bad)
    assert str(caught.value) == text
