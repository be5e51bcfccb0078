"""Text tables that cannot be read: each message, whole."""

import pytest

from moyang_score.errors import ColumnError, FileError
from moyang_score.files import read_table

SAVE = "Save the file as UTF-8."
DOUBLE = 'Close the quote, and double ("") every quote that belongs to the text.'

FAULTS = {
    "empty": (b"", "p.csv: the file is empty. Give a file with a header and rows."),
    "blank": (b"\n \n", "p.csv: the file is empty. Give a file with a header and rows."),
    "mark alone": (b"\xef\xbb\xbf", "p.csv: the file is empty. Give a file with a header and rows."),
    "short row": (
        b"x,y,z\n1,2,3\n4,5\n",
        "p.csv, line 3: 2 cells found where the header has 3. Complete the row, or quote the cells that hold ','.",
    ),
    "short row behind lines in quotes": (
        b'x;y\r\r"a\rb";2\r\r3\r',
        "p.csv, line 6: 1 cell found where the header has 2. Complete the row, or quote the cells that hold ';'.",
    ),
    "long row": (
        b"x\ty\n1\t2\t3\n",
        (
            "p.csv, line 2: 3 cells found where the header has 2. "
            r"Quote the cells that hold '\t', or take out what is too much."
        ),
    ),
    "long row of one column": (
        b"a^b\n1,5^2\n",
        (
            "p.csv, line 2: 2 cells found where the header has 1. "
            "Quote the cells that hold ','; other tables must separate all cells by one of , ; tab |."
        ),
    ),
    "quote never closed": (
        b'x,y\n1,"fine"\n2,"open\n3,z\n',
        f"p.csv, line 3: a quote opens a cell here and is never closed. {DOUBLE}",
    ),
    "quote never closed in a later line of the row": (
        b'x,y,z\n"a\nb","""c\n1,2,3\n',
        f"p.csv, line 3: a quote opens a cell here and is never closed. {DOUBLE}",
    ),
    "quote never closed in the header": (
        b'x,"y\n1,2\n',
        f"p.csv, line 1: a quote opens a cell here and is never closed. {DOUBLE}",
    ),
    "quote closed too early": (
        b'x,y\r\n1,2\r\n3,"5" pipe"\r\n',
        f"p.csv, line 3: a quoted cell begins here, and text follows its closing quote. {DOUBLE}",
    ),
    "endless cell": (
        b"x,y\n1,2\n3," + b"z" * 140_000 + b"\n",
        f"p.csv, line 3: a cell begins here that is longer than 131072 characters. {DOUBLE}",
    ),
    "endless last cell": (
        b"x,y\n1,2\n3," + b"z" * 140_000,
        f"p.csv, line 3: a cell begins here that is longer than 131072 characters. {DOUBLE}",
    ),
    "no name": (b"x,,z\n", "p.csv, header: column 2 has no name. Name the column, or take it out."),
    "trailing delimiter": (b"x;y;\n1;2;\n", "p.csv, header: column 3 has no name. Name the column, or take it out."),
    "neither encoding": (
        b"x,y\r1,2\r3,\xff\r",
        f"p.csv, line 3: byte 10 (0xFF) is neither UTF-8 nor GB18030 text. {SAVE}",
    ),
    "broken Chinese": (
        "年龄,住房\n41,租".encode() + b"\xe6\n",
        f"p.csv, line 2: byte 20 (0xE6) is not UTF-8, which the text around it is. {SAVE}",
    ),
    "UTF-8 mark only": (
        b"\xef\xbb\xbfx,y\n\xd6,2\n",
        f"p.csv, line 2: byte 7 (0xD6) is not UTF-8, which its first bytes announce. {SAVE}",
    ),
    "UTF-16 cut off": (
        "x,y\n1,2".encode("utf-16") + b"3",
        f"p.csv, line 2: byte 16 (0x33) is not UTF-16, which its first bytes announce. {SAVE}",
    ),
    "NUL": (
        b"x,y\n1,\x00\n",
        (
            "p.csv, line 2: byte 6 is NUL, which no text holds. "
            "Save the file as UTF-8: it is binary, damaged, or UTF-16 without a byte order mark."
        ),
    ),
    "gzip": (
        b"\x1f\x8b\x08\x00rest",
        "p.csv: the file is a gzip archive, not text. Unpack it and give the file inside.",
    ),
    "zip": (b"PK\x03\x04rest", "p.csv: the file is a zip archive, not text. Unpack it and give the file inside."),
    "workbook": (
        b"PK\x03\x04xl/workbook.xml",
        "p.csv: the file is an Excel workbook, not text. Give it a name that ends in .xlsx.",
    ),
    "old workbook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest",
        (
            "p.csv: the file is an old Excel workbook (.xls) or one with a password, not text. "
            "Save it as .xlsx without a password."
        ),
    ),
    "parquet": (
        b"PAR1restPAR1",
        "p.csv: the file is a Parquet file, not text. Give it a name that ends in .parquet.",
    ),
    "pdf": (b"%PDF-1.7", "p.csv: the file is a PDF document, not text. Export the table as CSV."),
}


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_text_is_refused_with_line_reason_and_remedy(here, fault):
    data, message = FAULTS[fault]
    (here / "p.csv").write_bytes(data)
    with pytest.raises(FileError) as caught:
        read_table("p.csv")
    assert str(caught.value) == message


def test_the_first_of_two_faults_is_the_one_named(here):
    (here / "p.csv").write_bytes(b'x,y\n1\n2,"open\n')
    with pytest.raises(FileError, match="line 2: 1 cell found"):
        read_table("p.csv")


def test_a_fault_behind_many_rows_is_found_on_its_line(here):
    (here / "p.csv").write_bytes(b"x,y\n" + b"1,2\n" * 10_000 + b"3\n")
    with pytest.raises(FileError, match="line 10002: 1 cell found"):
        read_table("p.csv")


def test_doubled_names_are_refused_with_both_places(here):
    (here / "p.csv").write_text("age,home,age\n")
    with pytest.raises(ColumnError) as caught:
        read_table("p.csv")
    assert str(caught.value) == (
        "p.csv, header: columns 1 and 3 are both named 'age'. Rename one of them, or take it out."
    )


def test_the_name_given_to_an_unnamed_column_must_be_free(here):
    (here / "p.csv").write_text(",column 1\n")
    with pytest.raises(ColumnError, match="columns 1 and 2 are both named 'column 1'"):
        read_table("p.csv")


def test_a_missing_file_is_refused_with_the_nearest_name(here):
    (here / "people.csv").write_text("x,y\n")
    with pytest.raises(FileError) as caught:
        read_table("poeple.csv")
    assert str(caught.value) == ("poeple.csv: there is no such file. The nearest name in that folder is 'people.csv'.")


def test_a_missing_file_without_a_near_name_is_refused(here):
    with pytest.raises(FileError) as caught:
        read_table("people.parquet")
    assert str(caught.value) == "people.parquet: there is no such file. Check the path."


def test_a_missing_folder_is_the_thing_named(here):
    with pytest.raises(FileError) as caught:
        read_table("dta/people.csv")
    assert str(caught.value) == "dta: there is no such folder. Check the path."


def test_a_folder_is_refused(here):
    (here / "p.csv").mkdir()
    with pytest.raises(FileError) as caught:
        read_table("p.csv")
    assert str(caught.value) == "p.csv: this is a folder, not a file. Name a file inside it."


def test_a_file_that_may_not_be_read_is_refused(here, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    (here / "p.csv").write_text("x,y\n")
    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)  # whoever runs as root may read everything
    with pytest.raises(FileError) as caught:
        read_table("p.csv")
    assert str(caught.value) == "p.csv: the file cannot be read: permission denied. Check who may read it."
