"""Readings: columns read as arrays, cell for cell as `Input.read_cell` reads them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given

from moyang_score.card import MISSING_STATE, STATE_OF_CODE, VALUE_STATE, Input, read_column
from tests.property.row_maker import DTYPES, boundary_values
from tests.property.strategies import cards, quick, randoms

WHOLE, DECIMAL, TEXT, DAY = (Input("x", kind) for kind in ("int", "decimal", "text", "date"))
UNPARSABLE, INFINITE, TOO_LARGE = (STATE_OF_CODE[code] for code in ("unparsable", "infinite", "too_large"))


def outcomes(reading):
    def value(at):
        return reading.values[at].item() if reading.levels is None else reading.levels[reading.values[at]]

    states = reading.state.tolist()
    return [(state, None if state != VALUE_STATE else value(at)) for at, state in enumerate(states)]


@quick
@given(cards(), randoms())
def test_a_column_reads_as_its_cells_do(card, random: Random):
    for declared in card.inputs:
        for dtype in DTYPES[declared.type]:
            column = boundary_values(card, declared, dtype)
            assert outcomes(read_column(declared, column)) == [declared.read_cell(cell) for cell in column], dtype


@pytest.mark.parametrize("dtype", ["float32", "float64", "longdouble"])
def test_integers_beyond_the_limit_are_too_large_in_every_width(dtype):
    column = np.array([2.0**53, 2.0**54, -1e20, np.inf, np.nan, 0.5], dtype)
    expected = [VALUE_STATE, TOO_LARGE, TOO_LARGE, INFINITE, MISSING_STATE, UNPARSABLE]
    assert read_column(WHOLE, column).state.tolist() == expected


def test_days_outside_the_calendar_are_unparsable_wherever_they_come_from():
    array = np.array(["10000-01-01", "0000-12-31", "9999-12-31", "NaT"], "M8[D]")
    arrow = pa.array([2932897, -719163, 2932896, None], pa.date32())
    polars = pl.Series([2932897, -719163, 2932896, None]).cast(pl.Date)
    for column in (array, arrow, polars, list(array)):
        assert read_column(DAY, column).state.tolist() == [UNPARSABLE, UNPARSABLE, VALUE_STATE, MISSING_STATE]


@pytest.mark.parametrize("nulls", [[], [None]])
def test_a_moment_with_a_zone_counts_as_its_day_there(nulls):
    moment = pl.Series([datetime(2020, 1, 1, 20, tzinfo=UTC), *nulls]).dt.convert_time_zone("Asia/Shanghai")
    for column in (moment, moment.to_pandas(), moment.to_arrow(), moment.to_list()):
        assert read_column(DAY, column).values[0] == DAY.read_cell("2020-01-02")[1], type(column)


def test_nanoseconds_are_cut_to_their_day():
    column = np.array(["2020-01-01T23:59:59.999999999", "1969-12-31T23:59:59.999999999"], "M8[ns]")
    for one in (column, pd.Series(column), pl.Series(column), pa.array(column)):
        assert read_column(DAY, one).values.tolist() == [18262, -1], type(one)


def test_decimals_of_equal_value_are_texts_of_their_own():
    column = [Decimal("1.0"), Decimal("1.00")]
    assert outcomes(read_column(TEXT, column)) == [(0, "1.0"), (0, "1.00")]
    assert outcomes(read_column(DECIMAL, column)) == [(0, 1.0), (0, 1.0)]


def test_durations_are_unparsable():
    for column in (np.array([5], "m8[ns]"), pl.Series([5]).cast(pl.Duration("ns")), pa.array([5], pa.duration("ns"))):
        assert read_column(WHOLE, column).state.tolist() == [UNPARSABLE], type(column)


def test_a_tag_is_found_by_value_in_every_width():
    declared = Input("x", "int", missing=("-1",), special=("-999.0",))
    for dtype in ("int16", "int32", "int64", "float32", "float64", object):
        assert read_column(declared, np.array([-999, -1, 3], dtype)).state.tolist() == [5, 1, 0]


def test_the_rows_of_a_reading_can_be_taken():
    reading = read_column(TEXT, ["a", "", "b"])
    for rows in (np.array([2, 1]), np.array([False, True, True])):
        assert sorted(outcomes(reading.take(rows)), key=str) == [(0, "b"), (1, None)]
    assert reading.odd.tolist() == [1]


def test_dates_of_a_list_read_as_days():
    assert read_column(DAY, [date(1970, 1, 2), "1970-01-03", None]).values[:2].tolist() == [1, 2]
