"""Writing tables: what is written can be read again, and what cannot be written is refused with its place."""

import datetime as dt
import enum
import tempfile
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from moyang_score.errors import ColumnError, FileError, OutputExistsError
from moyang_score.files import read_table, write_table

TRICKY = [
    "",
    " ",
    '"',
    '""',
    ",",
    ";",
    "\t",
    "|",
    "\n",
    "\r",
    "\r\n",
    "=1+1",
    "漠阳分",
    "NA",
    "\ufeff",
    "'",
    "#N/A",
    "PAR1",
    "0",
]
TEXTS = st.lists(
    st.one_of(st.sampled_from(TRICKY), st.text(st.characters(exclude_categories=["Cs"]), max_size=4)), max_size=4
)
CELLS = TEXTS.map("".join).map(lambda text: text.replace("\0", ""))
NAMES = st.lists(CELLS.filter(str.strip), min_size=1, max_size=4, unique=True)


@st.composite
def text_tables(draw):
    names, n_rows = draw(NAMES), draw(st.integers(0, 4))
    return {name: draw(st.lists(CELLS, min_size=n_rows, max_size=n_rows)) for name in names}


def round_trip(columns, suffix):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        write_table(path, columns)
        table = read_table(path)
    if suffix == ".parquet":
        return {name: column.to_pylist() for name, column in table.columns.items()}
    return dict(table.columns)


@given(columns=text_tables(), suffix=st.sampled_from([".csv", ".tsv", ".parquet"]))
@example(columns={'"': [], ";": []}, suffix=".csv")
@example(columns={"=1+1": ['; "'], ";": [""]}, suffix=".csv")
@settings(max_examples=300, deadline=None)
def test_any_text_comes_back_as_it_was(columns, suffix):
    assert round_trip(columns, suffix) == columns
    assert list(round_trip(columns, suffix)) == list(columns)


def as_a_workbook_keeps_it(text):
    """Line ends inside a cell become LF; control characters are refused, so they are taken out beforehand."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(mark for mark in text if mark in "\n\t" or (mark >= " " and mark not in "\ufffe\uffff"))


@given(columns=text_tables())
@settings(max_examples=60, deadline=None)
def test_any_text_stays_text_in_a_workbook(columns):
    kept = {as_a_workbook_keeps_it(name): list(map(as_a_workbook_keeps_it, cells)) for name, cells in columns.items()}
    kept = {name: [*cells, "last"] for name, cells in kept.items() if name.strip()}
    if kept:
        expected = {name: [cell or None for cell in cells] for name, cells in kept.items()}
        assert round_trip(kept, ".xlsx") == expected


@given(numbers=st.lists(st.floats(allow_nan=False), max_size=20))
@settings(deadline=None)
def test_floats_are_written_in_the_shortest_form_that_reads_back_the_same(numbers):
    texts = round_trip({"x": numbers, "row": list(range(len(numbers)))}, ".csv")["x"]
    assert texts == list(map(repr, numbers))


class Colour(enum.IntEnum):
    RED = 3


VALUES = [
    (None, ""),
    (True, "true"),
    (False, "false"),
    (12, "12"),
    (0.1, "0.1"),
    (float("nan"), ""),
    (float("-inf"), "-inf"),
    (Decimal("1.50"), "1.50"),
    (Decimal("NaN"), ""),
    (dt.date(2025, 1, 31), "2025-01-31"),
    (dt.datetime(2025, 1, 31, 8, 30), "2025-01-31 08:30:00"),
    (dt.time(8, 30), "08:30:00"),
    (np.int8(7), "7"),
    (np.float64(0.25), "0.25"),
    (np.bool_(True), "true"),
    (np.str_("a"), "a"),
    (np.float32("nan"), ""),
    (Colour.RED, "3"),
    (pd.NA, ""),
    (pd.NaT, ""),
    (pd.Timestamp("2025-01-31"), "2025-01-31 00:00:00"),
]


@pytest.mark.parametrize(("value", "text"), VALUES)
def test_a_value_is_written_as_documented(value, text):
    assert round_trip({"x": [value, "other"], "y": ["", ""]}, ".csv")["x"] == [text, "other"]


COLUMNS = {
    "list": [1, None],
    "numpy": np.array([1.0, np.nan]),
    "pandas": pd.Series([1, None], dtype="Int64"),
    "polars": pl.Series([1, None]),
    "arrow": pa.chunked_array([[1], [None]]),
}


@pytest.mark.parametrize("library", COLUMNS)
@pytest.mark.parametrize(("suffix", "missing"), [(".csv", ""), (".xlsx", None)])
def test_columns_of_any_library_are_written_alike(library, suffix, missing):
    one = round_trip({"x": COLUMNS[library], "y": ["a", "b"]}, suffix)["x"]
    assert [str(one[0]).removesuffix(".0"), one[1]] == ["1", missing]


@pytest.mark.parametrize("unit", ["D", "s", "us", "ns"])
def test_numpy_dates_of_any_unit_are_dates(unit):
    column = np.array(["2025-01-31", "NaT"], dtype=f"datetime64[{unit}]")
    assert round_trip({"x": column, "y": ["a", "b"]}, ".csv")["x"] == ["2025-01-31 00:00:00", ""]
    assert [str(value)[:10] for value in round_trip({"x": column}, ".parquet")["x"]] == ["2025-01-31", "None"]


def test_an_empty_cell_of_a_single_column_is_not_a_lost_row():
    assert round_trip({"x": ["", None, "a"]}, ".csv") == {"x": ["", "", "a"]}


def test_a_csv_has_lf_line_ends_and_no_needless_quotes(tmp_path):
    write_table(tmp_path / "a.csv", {"编号": ["a b", "=1+1"], "n": [1, 2]})
    assert (tmp_path / "a.csv").read_bytes() == "编号,n\na b,1\n=1+1,2\n".encode()


def test_many_rows_are_written_in_order():
    column = [str(number) for number in range(5000)]
    assert round_trip({"x": column, "y": column[::-1]}, ".csv") == {"x": column, "y": column[::-1]}


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


REFUSED = {
    "ending": (
        "a.json",
        {"x": [1]},
        FileError,
        "a.json: a table cannot be written as '.json'. End the name in one of .csv .tsv .parquet .xlsx.",
    ),
    "no ending": (
        "a",
        {"x": [1]},
        FileError,
        "a: a table cannot be written without an ending. End the name in one of .csv .tsv .parquet .xlsx.",
    ),
    "no column": (
        "a.csv",
        {},
        FileError,
        "a.csv: a table without columns cannot be written. Give it at least one column.",
    ),
    "uneven": (
        "a.csv",
        {"x": [1], "y": [1, 2]},
        ColumnError,
        "a.csv, column 'y': 2 rows found where the first column has 1. Give every column the same number of rows.",
    ),
    "no name": (
        "a.csv",
        {"x": [1], " ": [1]},
        ColumnError,
        "a.csv, column 2: the name is not a text or is blank. Name the column.",
    ),
    "nested": (
        "a.csv",
        {"x": [1, [2]]},
        ColumnError,
        "a.csv, column 'x', row 2: a value of type list does not fit into one cell. Write it as text or as numbers.",
    ),
    "NUL": (
        "a.csv",
        {"x": ["a"], "y": ["\0"]},
        ColumnError,
        r"a.csv, column 'y', row 1: a text file cannot hold the character '\x00'. Take the character out.",
    ),
    "surrogate": (
        "a.csv",
        {"x\ud800": ["a"]},
        ColumnError,
        r"a.csv, header of column 'x\ud800': a text file cannot hold the character '\ud800'. Take the character out.",
    ),
    "mixed types": (
        "a.parquet",
        {"x": [1, "a"]},
        ColumnError,
        "a.parquet, column 'x': the values have no common type. Make them all text, or all numbers.",
    ),
    "control character": (
        "a.xlsx",
        {"x": ["a", "\x07"]},
        ColumnError,
        r"a.xlsx, column 'x', row 2: Excel cannot hold the control character '\x07'. Write CSV or Parquet instead.",
    ),
    "long text": (
        "a.xlsx",
        {"x": ["a" * 40_000]},
        ColumnError,
        (
            "a.xlsx, column 'x', row 1: a text of 40000 characters does not fit into an Excel cell, which holds 32767. "
            "Write CSV or Parquet instead."
        ),
    ),
    "long sheet": (
        "a.xlsx",
        {"x": [None] * 1_048_576},
        FileError,
        "a.xlsx: 1048576 rows of 1 columns do not fit onto an Excel sheet. Write CSV or Parquet instead.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_written_is_refused_and_leaves_nothing(here, case):
    name, columns, error, message = REFUSED[case]
    with pytest.raises(error) as caught:
        write_table(name, columns)
    assert (type(caught.value), str(caught.value)) == (error, message)
    assert list(here.iterdir()) == []


def test_an_existing_table_is_refused_without_force_and_replaced_with_it(here):
    write_table("a.csv", {"x": [1]})
    with pytest.raises(OutputExistsError):
        write_table("a.csv", {"x": [2]})
    assert read_table("a.csv")["x"] == ["1"]
    write_table("a.csv", {"x": [2]}, force=True)
    assert read_table("a.csv")["x"] == ["2"]


def test_a_full_disk_leaves_nothing_and_is_said(here, monkeypatch):
    def refuse(text, texts):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("moyang_score.files.write._encoded", refuse)
    with pytest.raises(FileError) as caught:
        write_table("a.csv", {"x": [1]})
    assert str(caught.value) == (
        "a.csv: the file cannot be written: no space left on device. Make room, or name another place."
    )
    assert list(here.iterdir()) == []
