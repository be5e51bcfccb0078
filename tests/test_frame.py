"""Spines and frames of features: what they hold, and how a wrong table is answered."""

import re
from datetime import date, datetime

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from moyang_score.errors import ColumnError, UsageError
from moyang_score.frame import FeatureFrame, Outcome, Spine

DAY = date(2026, 10, 1)


@pytest.mark.parametrize(
    "days",
    [
        ["2026-10-01", " 2026-09-01 "],
        [DAY, date(2026, 9, 1)],
        [datetime(2026, 10, 1, 8, 30), datetime(2026, 9, 1)],
        pd.Series(pd.to_datetime(["2026-10-01", "2026-09-01"])),
        pa.chunked_array([[DAY, date(2026, 9, 1)]]),
        np.array(["2026-10-01", "2026-09-01"], "datetime64[D]"),
    ],
    ids=["text", "date", "datetime", "pandas", "arrow", "numpy"],
)
def test_a_spine_reads_days_of_every_kind(days) -> None:
    spine = Spine.from_columns({"token": [" a1 ", "a2"], "as_of": days, "note": [1, 2]})

    assert list(spine.token) == ["a1", "a2"]
    assert list(spine.as_of) == [DAY, date(2026, 9, 1)]
    assert spine.dates == (date(2026, 9, 1), DAY)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"as_of": ["2026-10-01"]}, "spine.csv: there is no column 'token'"),
        ({"token": ["a"]}, "spine.csv: there is no column 'as_of'"),
        (
            {"token": ["a", "a"], "as_of": ["2026-10-01", "2026-02-30"]},
            "row 2, column 'as_of': the day is '2026-02-30'",
        ),
        ({"token": ["a"], "as_of": ["1/10/2026"]}, "the day is '1/10/2026'. Write days like 2026-10-01."),
        ({"token": ["a"], "as_of": ["2026-W40-4"]}, "the day is '2026-W40-4'"),
        ({"token": ["a"], "as_of": [46296]}, "the day is 46296"),
        ({"token": ["a"], "as_of": [None]}, "row 1, column 'as_of': the day is blank"),
        ({"token": ["a"], "as_of": pd.Series([pd.NaT])}, "row 1, column 'as_of': the day is"),
        ({"token": ["a", " "], "as_of": [DAY, DAY]}, "row 2, column 'token': the token is blank"),
        ({"token": [None], "as_of": [DAY]}, "row 1, column 'token': the token is blank"),
        ({"token": [110105194912310021], "as_of": [DAY]}, "row 1, column 'token': the token is not text"),
    ],
)
def test_a_spine_that_cannot_be_read_is_refused_with_its_row(columns, message) -> None:
    with pytest.raises(ColumnError, match=re.escape(message)) as told:
        Spine.from_columns(columns, "spine.csv")

    assert "110105194912310021" not in str(told.value)


def test_a_spine_of_unequal_columns_is_refused() -> None:
    with pytest.raises(UsageError, match="2 tokens and 1 days"):
        Spine(["a", "b"], [DAY])


def test_the_spine_of_one_date() -> None:
    spine = Spine.one_date(["a", "b"], DAY)

    assert (len(spine), spine.dates) == (2, (DAY,))
    assert Spine.one_date([], DAY).dates == (DAY,)


def test_a_frame_is_read_by_name() -> None:
    frame = FeatureFrame({"token": ["a"], "as_of": [DAY], "P04": [2], "A08": [None]}, "ab12", (DAY,))

    assert list(frame) == ["token", "as_of", "P04", "A08"]
    assert frame.codes == ("P04", "A08")
    assert "P04" in frame
    assert "P05" not in frame
    assert len(FeatureFrame({}, "ab12", ())) == 0


def test_a_frame_of_unequal_columns_is_refused() -> None:
    with pytest.raises(UsageError, match="differ in length"):
        FeatureFrame({"token": ["a"], "P04": []}, "ab12", ())


def test_an_outcome_counts_every_class_whatever_holds_its_columns() -> None:
    columns = {"token": ["a", "b", "c"], "as_of": [DAY] * 3, "outcome": ["good", "bad", "good"], "bad": [0, 1, 0]}
    for held in (columns, {name: pa.chunked_array([cells]) for name, cells in columns.items()}):
        outcome = Outcome(held, "ab", (DAY,))
        assert len(outcome) == 3
        assert outcome.counts == {"good": 2, "bad": 1, "indeterminate": 0, "excluded": 0}
        assert list(outcome["token"]) == list(held["token"])


@pytest.mark.parametrize("change", [{"bad": [0, 1]}, {"more": [0]}])
def test_an_outcome_of_other_columns_is_refused(change) -> None:
    columns = {"token": ["a"], "as_of": [DAY], "outcome": ["good"], "bad": [0]}
    with pytest.raises(UsageError, match="columns of an outcome are not as they must be"):
        Outcome({**columns, **change}, "ab", (DAY,))
