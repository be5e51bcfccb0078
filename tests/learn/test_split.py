"""Splits by time, and folds."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from moyang_score.errors import ColumnError, SampleError
from moyang_score.learn.split import folds, split_by_time
from tests.learn.tables import people, sample_of


@pytest.mark.parametrize(
    ("times", "cut"),
    [
        ([1, 2, 3, 4], "4"),
        ([1] * 6 + [2] * 2, "2"),
        ([1] * 7 + [2], "2"),
        ([1, 2, 3], "3"),
        ([1, 1, 2, 2], "2"),
        (["4", "10", "1", "2"], "10"),
        ([0.5, 1.5, 2.5, 3.5], "3.5"),
        (["2024-01-31", "2024-02-01", "2024-02-01", "2024-03-01"], "2024-03-01"),
        ([date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 3), date(2024, 1, 4)], "2024-01-04"),
        (pd.to_datetime(pd.Series(["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"])), "2024-01-04"),
        # 37.5 % and 12.5 % are equally far from a quarter: the later cut
        ([1] * 5 + [2, 2, 3], "3"),
    ],
)
def test_about_the_latest_quarter_is_held_out(times, cut):
    assert split_by_time(times, "t").cut == cut


@pytest.mark.parametrize("seed", range(5))
def test_no_row_held_out_is_as_early_as_one_fitted_on(seed):
    times = np.random.default_rng(seed).integers(0, 30, 200)
    held = split_by_time(times, "t").held_out
    assert times[held].min() > times[~held].max()
    assert abs(held.mean() - 0.25) <= 0.05


@pytest.mark.parametrize(
    ("times", "text"),
    [
        ([5, 5, 5], "time column 't': all rows have the same time. Leave out --time."),
        (
            ["2024-01-01", "", "2024-13-01"],
            (
                "time column 't': 2 of 3 cells hold no date, the first is row 2. "
                "Write dates as YYYY-MM-DD, or name another column."
            ),
        ),
        (
            [1, 2, None],
            (
                "time column 't': 1 of 3 cells hold no number, the first is row 3. "
                "Write dates as YYYY-MM-DD, or name another column."
            ),
        ),
        (
            ["01/02/2024", "03/02/2024"],
            (
                "time column 't': 2 of 2 cells hold no date, the first is row 1. "
                "Write dates as YYYY-MM-DD, or name another column."
            ),
        ),
    ],
)
def test_times_that_cannot_be_cut_are_refused_in_full(times, text):
    with pytest.raises(ColumnError) as caught:
        split_by_time(times, "t")
    assert str(caught.value) == text


def test_every_row_is_judged_once_by_a_fold_of_the_same_bad_rate():
    sample = sample_of(people(203, 1))
    judged = []
    for fitted, held in folds(sample, 3):
        assert sorted([*fitted, *held]) == list(range(203))
        assert sample.bad[held].sum() == pytest.approx(sample.bads / 5, abs=1)
        judged.extend(held.tolist())
    assert sorted(judged) == list(range(203))


def test_folds_follow_the_seed():
    sample = sample_of(people(60, 1))
    dealt = [[held.tolist() for _, held in folds(sample, seed)] for seed in (1, 1, 2)]
    assert dealt[0] == dealt[1] != dealt[2]


def test_too_few_of_a_class_for_folds_are_refused_in_full():
    sample = sample_of({"x": list(range(30)), "bad": [1] * 4 + [0] * 26})
    with pytest.raises(SampleError) as caught:
        next(folds(sample, 0))
    assert str(caught.value) == (
        "Too few rows of an outcome to judge a card by 5 folds: 26 good, 4 bad. Give at least 5 bads and 5 goods."
    )
