"""Parquet files and Excel workbooks."""

import datetime as dt
import sys
import zipfile

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from moyang_score.errors import ColumnError, FileError, MissingExtraError
from moyang_score.files import read_table, write_table


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def save(rows, name="a.xlsx", first_row=1):
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, start=first_row):
        for place, value in enumerate(row, start=1):
            book.active.cell(number, place, value)
    book.save(name)


def test_parquet_keeps_types_and_missing_values(here):
    columns = {
        "n": [1, None],
        "x": [0.1, None],
        "t": ["漠", None],
        "b": [True, None],
        "d": [dt.date(2025, 1, 31), None],
    }
    write_table("a.parquet", columns)
    table = read_table("a.parquet")
    assert {name: column.to_pylist() for name, column in table.columns.items()} == columns
    assert [str(column.type) for column in table.columns.values()] == [
        "int64",
        "double",
        "string",
        "bool",
        "date32[day]",
    ]
    assert (table.n_rows, table.encoding) == (2, None)


def test_dictionary_columns_come_as_plain_ones(here):
    parquet.write_table(pa.table({"x": pa.array(["a", None, "a"]).dictionary_encode()}), "a.parquet")
    column = read_table("a.parquet")["x"]
    assert (str(column.type), column.to_pylist()) == ("string", ["a", None, "a"])


def test_a_folder_named_like_a_partition_adds_no_column(here):
    write_table("year=2025/a.parquet", {"x": [1]})
    assert read_table("year=2025/a.parquet").names == ("x",)


def test_a_parquet_file_without_rows_is_a_table(here):
    write_table("a.parquet", {"x": []})
    assert read_table("a.parquet").n_rows == 0


def test_doubled_names_in_parquet_are_refused(here):
    parquet.write_table(pa.table([[1], [2]], names=["x", "x"]), "a.parquet")
    with pytest.raises(ColumnError) as caught:
        read_table("a.parquet")
    assert str(caught.value) == (
        "a.parquet, header: columns 1 and 2 are both named 'x'. Rename one of them, or take it out."
    )


def test_a_parquet_file_without_columns_is_refused(here):
    parquet.write_table(pa.table({}), "a.parquet")
    with pytest.raises(FileError, match="the file has no column"):
        read_table("a.parquet")


NOT_PARQUET = {
    "text": (b"x,y\n", "a.parquet: the file is not Parquet. If it is text, give it a name that ends in .csv."),
    "gzip": (
        b"\x1f\x8b\x08",
        "a.parquet: the file is a gzip archive, not Parquet. Unpack it and give the file inside.",
    ),
    "cut off": (b"PAR1\x15\x04\x15", "a.parquet: the Parquet file is damaged or cut off. Make or copy it again."),
    "garbled": (
        b"PAR1" + bytes(50) + b"PAR1",
        "a.parquet: the Parquet file is damaged or cut off. Make or copy it again.",
    ),
    "empty": (b"", "a.parquet: the file is not Parquet. If it is text, give it a name that ends in .csv."),
}


@pytest.mark.parametrize("fault", NOT_PARQUET)
def test_what_is_no_parquet_is_refused(here, fault):
    data, message = NOT_PARQUET[fault]
    (here / "a.parquet").write_bytes(data)
    with pytest.raises(FileError) as caught:
        read_table("a.parquet")
    assert str(caught.value) == message


def test_a_workbook_keeps_types_and_empty_cells(here):
    columns = {
        "n": [1, None, 3],
        "x": [0.5, None, 2.25],
        "t": ["漠", None, "=1+1"],
        "b": [True, None, False],
        "d": [dt.date(2025, 1, 31), None, dt.date(1999, 12, 31)],
        "m": [dt.datetime(2025, 1, 31, 8, 30), None, dt.datetime(2025, 1, 31)],
        "h": [dt.time(8, 30), None, dt.time(9, 0)],
    }
    write_table("a.xlsx", columns)
    table = read_table("a.xlsx")
    assert table.columns == columns
    assert [type(column[0]) for column in table.columns.values()] == [type(column[0]) for column in columns.values()]


def test_what_a_workbook_cannot_hold_becomes_text(here):
    zone = dt.timezone(dt.timedelta(hours=8))
    values = [10**15, -(10**18), float("inf"), dt.date(1890, 5, 1), dt.datetime(2025, 1, 31, tzinfo=zone)]
    write_table("a.xlsx", {"x": values})
    assert read_table("a.xlsx")["x"] == [
        "1000000000000000",
        "-1000000000000000000",
        "inf",
        "1890-05-01",
        "2025-01-31 00:00:00+08:00",
    ]


def test_text_never_becomes_a_formula(here):
    write_table("a.xlsx", {"=2+2": ["=1+1", "#N/A", "+1", "-1", "@x"]})
    sheet = openpyxl.load_workbook("a.xlsx").active
    assert {cell.data_type for (cell,) in sheet.iter_rows()} == {"s"}
    assert [cell.value for (cell,) in sheet.iter_rows()] == ["=2+2", "=1+1", "#N/A", "+1", "-1", "@x"]


def test_the_header_of_a_workbook_is_bold_and_stays_in_view(here):
    write_table("a.xlsx", {"x": [1], "y": [2]})
    sheet = openpyxl.load_workbook("a.xlsx").active
    assert [cell.font.b for cell in sheet[1]] == [True, True]
    assert [cell.font.b for cell in sheet[2]] == [False, False]
    assert sheet.freeze_panes == "A2"


def test_the_first_sheet_is_the_table(here):
    book = openpyxl.Workbook()
    book.active.append(["x"])
    book.active.append([1])
    book.create_sheet("second").append(["y"])
    book.save("a.xlsx")
    assert read_table("a.xlsx").columns == {"x": [1]}


def test_numbers_without_a_fraction_are_integers(here):
    save([["x"], [2.0], [2.5], [1e20]])
    assert read_table("a.xlsx")["x"] == [2, 2.5, 10**20]


def test_short_rows_and_empty_rows_of_a_workbook_are_filled(here):
    save([["x", "y", "z"], [1], [], [2, 3], [None, None, None]], first_row=3)
    assert read_table("a.xlsx").columns == {"x": [1, None, 2], "y": [None, None, 3], "z": [None, None, None]}


def test_names_in_a_workbook_may_be_numbers(here):
    save([["id", 2020, 2021], ["a", 1, 2]])
    assert read_table("a.xlsx").names == ("id", "2020", "2021")


def test_a_header_alone_in_a_workbook_is_a_table_without_rows(here):
    save([["x", "y"]])
    table = read_table("a.xlsx")
    assert (table.names, table.n_rows) == (("x", "y"), 0)


SHEETS = {
    "empty": ([], FileError, "a.xlsx: the first sheet is empty. Put the table on the first sheet."),
    "wide row": (
        [["x", "y"], [1, 2], [1, 2, None, 4]],
        FileError,
        "a.xlsx, row 3: 4 cells found where the header has 2. Name every column, or clear those cells.",
    ),
    "no name": (
        [["x", None, "z"], [1, 2, 3]],
        FileError,
        "a.xlsx, row 1: column 2 has no name. Name the column, or take it out.",
    ),
    "doubled": (
        [["x", "y", "x"]],
        ColumnError,
        "a.xlsx, row 1: columns 1 and 3 are both named 'x'. Rename one of them, or take it out.",
    ),
}


@pytest.mark.parametrize("fault", SHEETS)
def test_a_faulty_sheet_is_refused(here, fault):
    rows, error, message = SHEETS[fault]
    save(rows)
    with pytest.raises(error) as caught:
        read_table("a.xlsx")
    assert str(caught.value) == message


def test_what_is_no_workbook_is_refused(here):
    cases = {
        b"x,y\n": "a.xlsx: the file is not an Excel workbook. If it is text, give it a name that ends in .csv.",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": (
            "a.xlsx: the file is an old Excel workbook (.xls) or one with a password, not an .xlsx workbook. "
            "Save it as .xlsx without a password."
        ),
        b"PAR1PAR1": (
            "a.xlsx: the file is a Parquet file, not an .xlsx workbook. Give it a name that ends in .parquet."
        ),
    }
    for data, message in cases.items():
        (here / "a.xlsx").write_bytes(data)
        with pytest.raises(FileError) as caught:
            read_table("a.xlsx")
        assert str(caught.value) == message


def test_a_zip_that_is_no_workbook_is_refused(here):
    with zipfile.ZipFile("a.xlsx", "w") as archive:
        archive.writestr("people.csv", "x,y\n")
    with pytest.raises(FileError) as caught:
        read_table("a.xlsx")
    assert str(caught.value) == (
        "a.xlsx: the file is a zip archive, not an .xlsx workbook. Unpack it and give the file inside."
    )


def test_a_workbook_cut_off_is_refused(here):
    save([["x"], [1]])
    (here / "a.xlsx").write_bytes((here / "a.xlsx").read_bytes()[:-200])
    with pytest.raises(FileError) as caught:
        read_table("a.xlsx")
    assert str(caught.value) == "a.xlsx: the workbook is damaged or cut off. Open it in Excel and save it again."


@pytest.mark.parametrize(
    ("name", "library", "kind"), [("a.parquet", "pyarrow", "Parquet"), ("a.xlsx", "openpyxl", "Excel")]
)
def test_a_missing_library_is_named_with_what_to_install(here, monkeypatch, name, library, kind):
    monkeypatch.setitem(sys.modules, library, None)
    remedy = f"{kind} files need {library}, which is not installed. Install it with: pip install 'moyang-score[data]'."
    with pytest.raises(MissingExtraError) as caught:
        write_table(name, {"x": [1]})
    assert str(caught.value) == f"{name}: {remedy}"
    (here / name).touch()
    with pytest.raises(MissingExtraError) as caught:
        read_table(name)
    assert str(caught.value) == remedy


def test_a_number_that_a_workbook_has_rounded_is_no_whole_number(here):
    save([["id", "n"], [440524188001010014, 3.0], [99170219900101123, 7], [None, 2.5]])

    table = read_table("a.xlsx")

    assert [type(cell) for cell in table["id"]] == [float, float, type(None)]
    assert table["n"] == [3, 7, 2.5]
    assert [type(cell) for cell in table["n"]] == [int, int, float]
