"""Columns of every library are adapted once."""

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from moyang_score.card.cell import is_absent
from moyang_score.card.column import is_scalar, open_column


def cells(column):
    codes, distinct = open_column(column).coded()
    return [distinct[code] for code in codes.tolist()]


@pytest.mark.parametrize(
    "column",
    [
        ["a", None, "a"],
        ("a", None, "a"),
        np.array(["a", None, "a"], object),
        pd.Series(["a", None, "a"]),
        pd.Series(["a", None, "a"], dtype=object),
        pd.Series(["a", None, "a"], dtype="category"),
        pd.Series(["a", None, "a"], dtype="string[pyarrow]"),
        pl.Series(["a", None, "a"]),
        pl.Series(["a", None, "a"], dtype=pl.Categorical),
        pl.Series(["a", None, "a"], dtype=pl.Enum(["b", "a"])),
        pa.array(["a", None, "a"]),
        pa.array(["a", None, "a"]).dictionary_encode(),
        pa.chunked_array([["a"], [], [None, "a"]]),
    ],
    ids=lambda column: f"{type(column).__module__} {getattr(column, 'dtype', getattr(column, 'type', ''))}",
)
def test_texts_come_out_of(column):
    found = cells(column)
    assert [None if is_absent(cell) else cell for cell in found] == ["a", None, "a"]


@pytest.mark.parametrize(
    "column",
    [
        [],
        np.array([]),
        pd.Series([], dtype=str),
        pl.Series([], dtype=pl.String),
        pa.array([], pa.string()),
        pa.chunked_array([], pa.string()),
    ],
)
def test_a_column_may_be_empty(column):
    assert len(open_column(column)) == 0


def test_equal_numbers_of_different_types_stay_apart():
    assert list(map(repr, cells([1, 1.0, True, "1"]))) == ["1", "1.0", "True", "'1'"]


def test_cells_that_cannot_be_told_apart_by_hash_stay_one_by_one():
    assert cells([["a"], ["a"]]) == [["a"], ["a"]]


def test_durations_do_not_become_integers():
    for column in (np.array([5], "m8[ns]"), pd.Series(np.array([5], "m8[ns]")), pl.Series([5]).cast(pl.Duration("ns"))):
        assert not isinstance(cells(column)[0], int), type(column)


def test_masked_cells_are_absent():
    assert cells(np.ma.masked_array([1, 2], mask=[False, True])) == [1, None]


@pytest.mark.parametrize(
    "value", ["", "a", b"a", 1, 1.5, None, True, np.float64(1), np.datetime64("2020-01-01"), pd.NA]
)
def test_a_cell_is_a_scalar(value):
    assert is_scalar(value)


@pytest.mark.parametrize("value", [[], (), np.array([1]), pd.Series([1]), pl.Series([1]), pa.array([1])])
def test_a_column_is_no_scalar(value):
    assert not is_scalar(value)
