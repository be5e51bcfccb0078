"""Names, dates, cells and keys are read in the spellings that files have."""

import math
from datetime import date, datetime

import pyarrow as pa
import pytest

from moyang_score.catalogue import Column
from moyang_score.registry.cells import read_cells
from moyang_score.registry.dates import read_date
from moyang_score.registry.distinct import distinct_of
from moyang_score.registry.facts import close_up
from moyang_score.registry.names import canonical_name
from moyang_score.registry.shape import masked, shape_of


@pytest.mark.parametrize("dot", "·・･•‧∙⋅．.")
def test_every_middle_dot_is_the_same(dot):
    assert canonical_name(f"阿依古丽{dot} 买买提") == "阿依古丽·买买提"


def test_a_full_stop_at_the_end_is_no_middle_dot():
    assert canonical_name("J. R. Smith") == "J·R·SMITH"
    assert canonical_name("Smith Jr.") == "SMITHJR."


def test_different_names_stay_different():
    assert canonical_name("李四·五") != canonical_name("李四五")


@pytest.mark.parametrize(
    "written",
    ["2026-03-05", "2026/3/5", "20260305", "2026年3月5日", "2026.3.5", " ２０２６－０３－０５ ", "2026-03-05 08:30:00",
     "2026-03-05T23:59:59.999+08:00", "2026/3/5 8:30", 20260305, date(2026, 3, 5), datetime(2026, 3, 5, 23, 59)],
)  # fmt: skip
def test_every_spelling_of_a_day(written):
    assert read_date(written) == (date(2026, 3, 5), None)


@pytest.mark.parametrize(
    ("written", "code"),
    [("2026-02-30", "impossible_date"), ("20261301", "impossible_date"), ("0001-01-01", "impossible_date"),
     ("05/03/2026", "bad_value"), ("45678", "bad_value"), ("soon", "bad_value"), ("2026-03-05 soon", "bad_value")],
)  # fmt: skip
def test_no_other_day_is_guessed(written, code):
    assert read_date(written) == (None, code)


def read(kind, cells, values=None):
    column = Column(header="x", name="x", type=kind, values=values)
    found, codes = read_cells(column, distinct_of(cells))
    return found.rows(), [codes[place] for place in found.places]


def test_texts_are_read_alike_at_once_and_one_by_one():
    cells = [" Ａ ", "", "NULL", "nan", "b\ufffd", "c\x00", "（x）", "\u3000", "D"]
    at_once = read("text", cells)
    one_by_one = read("text", [*cells, 7])  # a number among them makes the reader look at each
    assert at_once == (one_by_one[0][:-1], one_by_one[1][:-1])
    assert at_once[0] == ["A", None, None, None, None, None, "(x)", None, "D"]
    assert at_once[1] == [None] * 4 + ["bad_value"] * 2 + [None] * 3


def test_whole_numbers():
    assert read("int", ["４", "-3", "5.0", " 6 ", ""])[0] == [4, -3, 5, 6, None]
    assert read("int", [7.0, 7, None])[0] == [7, 7, None]
    assert set(read("int", ["1.5", "1e3", "x", "1_0", "9" * 30])[1]) == {"bad_value"}
    assert read("int", [True])[1] == ["bad_value"]


def test_decimals():
    assert read("decimal", ["1.5", "2", ""])[0] == [1.5, 2.0, None]
    assert set(read("decimal", ["inf", "1_0", "1,5", math.inf])[1]) == {"bad_value"}


def test_truth_values():
    assert read("bool", ["true", "否", "1", "n", ""])[0] == [True, False, True, False, None]
    assert read("bool", [True, False, None])[0] == [True, False, None]
    assert read("bool", ["maybe", "2"])[1] == ["bad_value", "bad_value"]


def test_listed_values_are_mapped_and_no_other_accepted():
    found, codes = read("text", ["简易", " 严重", "", "重大"], {"简易": "minor", "严重": "serious"})
    assert (found, codes) == (["minor", "serious", None, None], [None, None, None, "bad_value"])


def test_arrow_columns_give_the_same_as_lists():
    days = [date(2026, 3, 5), None, date(2026, 3, 5)]
    assert read("date", pa.array(days))[0] == read("date", days)[0] == days
    moments = pa.array([datetime(2026, 3, 4, 20, 0)], pa.timestamp("us", tz="UTC"))
    assert read("date", moments)[0] == [date(2026, 3, 5)]  # eight hours ahead it is the next day
    assert read("int", pa.array([1, None, 3]))[0] == [1, None, 3]
    assert read("text", pa.array(["a", "a", None]).dictionary_encode())[0] == ["a", "a", None]
    assert read("decimal", pa.array([1.5, float("nan"), None]))[0] == [1.5, None, None]
    assert read("text", pa.array([], pa.string()))[0] == []


def test_keys_are_closed_up():
    assert close_up("a\tb c") == "abc"
    assert close_up("（2025）粤1702 执 1号") == "(2025)粤1702执1号"


@pytest.mark.parametrize(
    ("value", "shape"),
    [("440524188001011000", "18 digits ending 000"), ("1", "1 digit"), (None, "blank"),
     ("a b", "3 characters: letters, blanks"),
     ("1.5E+17", "7 characters: digits, letters, signs")],
)  # fmt: skip
def test_a_shape_has_no_character_of_its_value(value, shape):
    assert shape_of(value) == shape


def test_file_names_lose_their_ids():
    assert masked("11010519491231002X 340524800101001 20260930.csv") == "# # 20260930.csv"
