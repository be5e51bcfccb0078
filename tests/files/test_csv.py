"""Text tables: what is read from them, cell by cell."""

import csv

import pytest

from moyang_score.files import Table, read_table
from moyang_score.files.csvfile import read_csv

ROWS = [["name", "note"], ["张三", 'said "no"'], ["a,b", "two\nlines"], ["", " kept "]]


def read_bytes(tmp_path, data: bytes, name: str = "people.csv") -> Table:
    path = tmp_path / name
    path.write_bytes(data)
    return read_table(path)


def written(line_end: str, delimiter: str = ",") -> str:
    lines = [["x", "y"], ["1", "2"], ["3", "4"]]
    return "".join(delimiter.join(line) + line_end for line in lines)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_line_end_and_delimiter_is_understood(tmp_path, line_end, delimiter):
    table = read_bytes(tmp_path, written(line_end, delimiter).encode())
    assert table.columns == {"x": ["1", "3"], "y": ["2", "4"]}


def test_mixed_line_ends_and_a_last_line_without_one_are_understood(tmp_path):
    assert read_bytes(tmp_path, b"x,y\r1,2\r\n3,4\n5,6").columns == {"x": ["1", "3", "5"], "y": ["2", "4", "6"]}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_inside_quotes_belong_to_the_cell(tmp_path, line_end):
    data = f'x,y{line_end}"a{line_end}b",2{line_end}'.encode()
    assert read_bytes(tmp_path, data)["x"] == [f"a{line_end}b"]


def test_separators_of_unicode_do_not_end_a_line(tmp_path):
    assert read_bytes(tmp_path, "x,y\na\u2028b\x0bc\x85,2\n".encode())["x"] == ["a\u2028b\x0bc\x85"]


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("gb18030", "gb18030")],
)
def test_the_encoding_is_found_and_recorded(tmp_path, codec, encoding):
    table = read_bytes(tmp_path, "年龄,住房\n41,租房\n".encode(codec))
    assert (table.columns, table.encoding) == ({"年龄": ["41"], "住房": ["租房"]}, encoding)


def test_utf_16_of_the_other_byte_order_is_read(tmp_path):
    table = read_bytes(tmp_path, b"\xfe\xff" + "x,y\n1,租\n".encode("utf-16-be"))
    assert table["y"] == ["租"]


def test_cells_are_neither_trimmed_nor_converted(tmp_path):
    table = read_bytes(tmp_path, b'x, y\n 007 ,1e5\nNA,"  "\n')
    assert table.columns == {"x": [" 007 ", "NA"], " y": ["1e5", "  "]}


def test_blank_lines_are_left_out_of_a_table_of_several_columns(tmp_path):
    assert read_bytes(tmp_path, b"\n\nx,y\n\n1,2\n\n\n3,4\n\n").columns == {"x": ["1", "3"], "y": ["2", "4"]}


def test_a_blank_line_is_an_empty_cell_in_a_table_of_one_column(tmp_path):
    assert read_bytes(tmp_path, b"x\n1\n\n3\n").columns == {"x": ["1", "", "3"]}


def test_a_row_of_delimiters_alone_is_a_row(tmp_path):
    assert read_bytes(tmp_path, b"x,y\n,\n").columns == {"x": [""], "y": [""]}


def test_a_header_alone_is_a_table_without_rows(tmp_path):
    table = read_bytes(tmp_path, b"x,y")
    assert (table.names, table.n_rows) == (("x", "y"), 0)


def test_an_unnamed_first_column_gets_a_name(tmp_path):
    assert read_bytes(tmp_path, b",x\n1,2\n").columns == {"column 1": ["1"], "x": ["2"]}


def test_decimal_commas_do_not_mislead_the_search_for_the_delimiter(tmp_path):
    assert read_bytes(tmp_path, b"rate;sum\n1,5;2,5\n3,5;4,5\n")["rate"] == ["1,5", "3,5"]


def test_delimiters_inside_quotes_do_not_mislead_the_search(tmp_path):
    assert read_bytes(tmp_path, b'"a;b;c","d"\n"1;2","3;4"\n').names == ("a;b;c", "d")


def test_a_rare_delimiter_in_the_header_does_not_beat_the_even_one(tmp_path):
    assert read_bytes(tmp_path, b"a|b|c|d,e\n1,2\n3,4\n").names == ("a|b|c|d", "e")


def test_a_name_in_tsv_means_tabs_whatever_else_the_header_holds(tmp_path):
    assert read_bytes(tmp_path, b"a,b\tc,d,e\n", "people.tsv").names == ("a,b", "c,d,e")


def test_a_table_of_more_rows_than_one_block_is_whole(tmp_path):
    # More than 256 rows and more than 1,000 distinct cells: both ways of collecting cells are used.
    cells = [[str(row), "same", "" if row % 3 else "x"] for row in range(5000)]
    data = "id,same,x\n" + "".join(",".join(line) + "\n" for line in cells)
    table = read_bytes(tmp_path, data.encode())
    assert [list(row) for row in zip(*table.columns.values(), strict=True)] == cells


def test_reading_leaves_the_cell_limit_of_the_csv_module_alone(tmp_path):
    before = csv.field_size_limit()
    read_bytes(tmp_path, b"x,y\n1,2\n")
    assert csv.field_size_limit() == before


def test_the_end_of_the_name_may_be_anything_for_text(tmp_path):
    for name in ["loan.asc", "LOAN.CSV", "loan", "loan.txt", "loan.xls"]:
        assert read_bytes(tmp_path, b'"loan_id";"status"\r\n1;"B"\r\n', name)["status"] == ["B"]


def test_four_letters_of_parquet_may_begin_a_header(tmp_path):
    assert read_bytes(tmp_path, b"PAR1,x\n1,2\n").names == ("PAR1", "x")


LONG = "阳江市个人信用积分漠阳分守信激励社会信用体系建设公共信息目录申请人住房租赁学历职业收入负债"


@pytest.mark.parametrize("first", range(0, len(LONG), 3))
def test_chinese_of_either_encoding_is_told_apart(tmp_path, first):
    text = f"{LONG[first : first + 3]},x\n{LONG[::-1][first : first + 2]},1\n"
    for encoding in ["utf-8", "gb18030"]:
        table = read_bytes(tmp_path, text.encode(encoding))
        assert (table.encoding, table.names[0]) == (encoding, LONG[first : first + 3])


def test_the_mark_that_a_converter_left_in_gb18030_is_no_part_of_a_name() -> None:
    table = read_csv("\ufeff年龄,住房\n41,租\n".encode("gb18030"), "people.csv")

    assert (table.names, table["住房"], table.encoding) == (("年龄", "住房"), ["租"], "gb18030")
