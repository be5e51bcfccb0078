"""The grammar of cells."""

import math
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moyang_score.card.cell import LARGEST_INT, UNREADABLE, Unreadable, clean_text, is_absent, plain_scalar, read_value
from tests.property.strategies import quick

UNPARSABLE, INFINITE, TOO_LARGE = (UNREADABLE[code] for code in ("unparsable", "infinite", "too_large"))
NO_NUMBERS = (
    "",
    ".",
    "+",
    "1_000",
    "1,000",
    "１２",
    "٣",
    "−1",
    "0x10",
    "inf",
    "nan",
    "1e",
    "e5",
    "--1",
    "1 000",
    "1.2.3",
    "1e5.0",
    "½",
)


@pytest.mark.parametrize("kind", ["int", "decimal"])
@pytest.mark.parametrize("text", NO_NUMBERS)
def test_only_ascii_decimals_are_numbers(kind, text):
    assert read_value(kind, text) is UNPARSABLE


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("+7", 7),
        ("-0", 0),
        (" 7\t", 7),
        ("7.", 7),
        ("7.000", 7),
        ("0.7e1", 7),
        ("70E-1", 7),
        ("007", 7),
        ("7" + "0" * 10 + "e-10", 7),
        ("0e99999999999999999999", 0),
        ("0.0E-99999999999999999999", 0),
        ("9007199254740992", 2**53),
        ("-9007199254740992.0", -(2**53)),
        ("9007199254740993", TOO_LARGE),
        ("-9007199254740993", TOO_LARGE),
        ("9007199254740992.5", TOO_LARGE),
        ("1e16", TOO_LARGE),
        ("1e400", TOO_LARGE),
        ("1e99999999999999999999", TOO_LARGE),
        ("7.5", UNPARSABLE),
        ("7." + "0" * 40 + "1", UNPARSABLE),
        ("1e-400", UNPARSABLE),
        ("1e-99999999999999999999", UNPARSABLE),
        ("1" * 5000, TOO_LARGE),
    ],
)
def test_whole_numbers_are_told_exactly(text, value):
    assert read_value("int", text) == value


@quick
@given(st.integers(-LARGEST_INT, LARGEST_INT))
def test_each_whole_number_reads_back(number):
    assert read_value("int", str(number)) == read_value("int", f"{number}.0") == read_value("int", number) == number


@quick
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_each_float_reads_back(number):
    assert read_value("decimal", repr(number)) == read_value("decimal", number) == number


def test_decimals_beyond_float64_are_infinite_and_below_it_zero():
    assert read_value("decimal", "1e400") is INFINITE
    assert read_value("decimal", "-1e400") is INFINITE
    assert read_value("decimal", "1e-400") == 0.0
    assert read_value("decimal", 10**400) is INFINITE


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("int", 7.0, 7),
        ("int", 7.5, UNPARSABLE),
        ("int", math.inf, INFINITE),
        ("int", 1e300, TOO_LARGE),
        ("int", Decimal("7.0"), 7),
        ("int", Decimal("Infinity"), INFINITE),
        ("int", Decimal("1e999999999"), TOO_LARGE),
        ("int", Decimal("9007199254740992.5"), TOO_LARGE),
        ("int", True, UNPARSABLE),
        ("int", b"7", UNPARSABLE),
        ("int", [7], UNPARSABLE),
        ("int", date(2020, 1, 1), UNPARSABLE),
        ("decimal", 7, 7.0),
        ("decimal", np.float32(0.1), 0.10000000149011612),
        ("decimal", Decimal("0.1"), 0.1),
        ("decimal", math.inf, INFINITE),
        ("decimal", False, UNPARSABLE),
        ("decimal", np.bool_(True), UNPARSABLE),
        ("decimal", 1j, UNPARSABLE),
        ("decimal", Fraction(1, 2), 0.5),
        ("date", date(1970, 1, 2), 1),
        ("date", datetime(1970, 1, 1, 23, 59), 0),
        ("date", "1969-12-31", -1),
        ("date", " 0001-01-01 ", -719162),
        ("date", "9999-12-31", 2932896),
        ("date", "2021-02-29", UNPARSABLE),
        ("date", "20200101", UNPARSABLE),
        ("date", "2020-W01-1", UNPARSABLE),
        ("date", "0000-01-01", UNPARSABLE),
        ("date", "2020-01-01T00:00", UNPARSABLE),
        ("date", "２020-01-01", UNPARSABLE),
        ("date", 0, UNPARSABLE),
        ("bool", " TRUE", "true"),
        ("bool", "fAlSe", "false"),
        ("bool", True, "true"),
        ("bool", np.bool_(False), "false"),
        ("bool", 1, UNPARSABLE),
        ("bool", "1", UNPARSABLE),
        ("bool", "yes", UNPARSABLE),
        ("bool", "ｔｒｕｅ", UNPARSABLE),
        ("text", " a b\n", "a b"),
        ("text", "e\u0301", "é"),
        ("text", 7, "7"),
        ("text", 12.0, "12.0"),
        ("text", -0.0, "0.0"),
        ("text", True, "true"),
        ("text", Decimal("1.50"), "1.50"),
        ("text", date(2020, 1, 1), "2020-01-01"),
        ("text", datetime(2020, 1, 1), "2020-01-01"),
        ("text", datetime(2020, 1, 1, 8), "2020-01-01 08:00:00"),
        ("text", b"a", UNPARSABLE),
        ("text", timedelta(1), UNPARSABLE),
    ],
)
def test_a_cell_reads_as(kind, cell, value):
    found = read_value(kind, cell)
    assert found == value
    assert type(found) is type(value)


def test_a_moment_counts_as_its_day_on_its_own_clock():
    moment = datetime(2020, 1, 1, 20, tzinfo=UTC).astimezone(timezone(timedelta(hours=8)))
    assert read_value("date", moment) == read_value("date", "2020-01-02")


@pytest.mark.parametrize("cell", [None, math.nan, np.float32("nan"), Decimal("NaN"), Decimal("sNaN"), pd.NA, pd.NaT])
def test_nothing_there_is_absent(cell):
    assert is_absent(cell)


@pytest.mark.parametrize("cell", ["", "nan", 0, math.inf, False, Decimal(0), date(2020, 1, 1), [None]])
def test_something_there_is_not_absent(cell):
    assert not is_absent(cell)


@quick
@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean_text(clean_text(text)) == clean_text(text)


def test_a_scalar_of_numpy_becomes_plain():
    assert plain_scalar(np.datetime64("NaT")) is None
    assert plain_scalar(np.timedelta64(5, "ns")) == timedelta(0)
    assert type(plain_scalar(np.float16(0.5))) is float


def test_an_unreadable_cell_shows_its_code():
    assert repr(Unreadable("unparsable")) == "Unreadable('unparsable')"
