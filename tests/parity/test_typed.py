"""The naive reference and the scorer agree on typed cells, whatever holds them: 0 differences."""

from random import Random

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from moyang_score.files import read_table, write_table
from tests.parity.sides import case_of, differences
from tests.property.row_maker import DTYPES, boundary_values

ROWS = 40


def scalars(case):
    return {key: [record[key] for record in case.records] for key in case.columns}


def test_numpy_arrays_score_as_the_naive_reference_says(typed_cases):
    assert [line for case in typed_cases for line in differences(case, case.card.apply(case.columns))] == []


def test_lists_of_scalars_score_as_the_naive_reference_says(typed_cases):
    assert [line for case in typed_cases for line in differences(case, case.card.apply(scalars(case)))] == []


def test_pandas_frames_of_arrays_score_as_the_naive_reference_says(typed_cases):
    found = []
    for case in typed_cases:
        frame = pd.DataFrame({key: pd.Series(column) for key, column in case.columns.items()})
        found += differences(case, case.card.apply(frame))
    assert found == []


def test_records_of_scalars_score_one_by_one_as_the_naive_reference_says(typed_cases):
    for case in typed_cases[:100]:
        scores = [int(case.card.score(record)[0]) for record in case.records]
        assert scores == [one["score"] for one in case.expected], case.seed


def test_records_of_numpy_scalars_score_as_their_column_does(typed_cases):
    for case in typed_cases[:60]:
        records = [{key: column[row] for key, column in case.columns.items()} for row in range(len(case.records))]
        scores = [int(case.card.score(record)[0]) for record in records]
        assert scores == [one["score"] for one in case.expected], case.seed


def masked(case):
    """Return the typed columns of a case as Arrow arrays with nulls strewn in, and the case they make."""
    random = Random(case.seed)
    arrays = {}
    for one in case.card.inputs:
        dtype = random.choice([dtype for dtype in DTYPES[one.type] if dtype not in {"object", "float16"}] or ["int64"])
        values = boundary_values(case.card, one, dtype)
        if np.dtype(dtype).kind == "M":  # Arrow dates end with the calendar
            days = values.astype("datetime64[D]")
            values = values[
                np.isnat(values) | ((days > np.datetime64("0001-01-01")) & (days < np.datetime64("9999-12-31")))
            ]
        values = values[[random.randrange(len(values)) for _ in range(ROWS)]]
        share = random.choice((0, 0.2))
        mask = np.array([random.random() < share for _ in range(ROWS)])
        if values.dtype.kind == "M":
            mask |= np.isnat(values)
        arrays[one.key] = pa.array(values, mask=mask)
    return pa.table(arrays)


def plain(table):
    """Return the columns of an Arrow table as Python scalars; moments to the microsecond."""
    return {name: _micro(table[name]).to_pylist() for name in table.column_names}


def _micro(column):
    return column.cast(pa.timestamp("us")) if pa.types.is_timestamp(column.type) else column


@pytest.fixture(scope="module")
def arrow_cases(typed_cases):
    tables = [(case, masked(case)) for case in typed_cases]
    return [(table, case_of(case.seed, case.card, plain(table))) for case, table in tables]


FRAMES = {
    "arrow": lambda table: table,
    "arrow chunks": lambda table: pa.concat_tables([table.slice(0, 13), table.slice(13, 0), table.slice(13)]),
    "pandas arrow types": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "polars": pl.from_arrow,
}


@pytest.mark.parametrize("name", FRAMES)
def test_a_typed_frame_with_nulls_scores_as_the_naive_reference_says(arrow_cases, name):
    found = [line for table, case in arrow_cases for line in differences(case, case.card.apply(FRAMES[name](table)))]
    assert found == []


def test_a_parquet_file_of_typed_columns_scores_as_the_naive_reference_says(arrow_cases, tmp_path):
    found = []
    for table, case in arrow_cases:
        write_table(tmp_path / f"{case.seed}.parquet", {name: table[name] for name in table.column_names})
        found += differences(case, case.card.apply(read_table(tmp_path / f"{case.seed}.parquet")))
    assert found == []
