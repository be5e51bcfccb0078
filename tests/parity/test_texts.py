"""The naive reference and the scorer agree on rows of texts, whatever holds them: 0 differences."""

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from moyang_score.files import read_table, write_table
from tests.parity.sides import case_of, differences


def object_arrays(columns):
    return {key: np.array(cells, object) for key, cells in columns.items()}


def chunked(cells):
    half = len(cells) // 2
    return pa.chunked_array([pa.array(cells[:half], pa.string()), pa.array(cells[half:], pa.string())])


def arrow_dictionary(columns):
    return pa.table({key: pa.array(cells, pa.string()).dictionary_encode() for key, cells in columns.items()})


FRAMES = {
    "lists": dict,
    "tuples": lambda columns: {key: tuple(cells) for key, cells in columns.items()},
    "numpy objects": object_arrays,
    "numpy texts": lambda columns: {
        key: np.array(cells, np.dtypes.StringDType(na_object=None)) for key, cells in columns.items()
    },
    "pandas": pd.DataFrame,
    "pandas objects": lambda columns: pd.DataFrame(columns, dtype=object),
    "pandas categories": lambda columns: pd.DataFrame(columns).astype("category"),
    "pandas arrow texts": lambda columns: pd.DataFrame(columns, dtype=pd.ArrowDtype(pa.string())),
    "polars": lambda columns: pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)),
    "polars categories": lambda columns: pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Categorical)),
    "arrow": lambda columns: pa.table({key: pa.array(cells, pa.string()) for key, cells in columns.items()}),
    "arrow large texts": lambda columns: pa.table(
        {key: pa.array(cells, pa.large_string()) for key, cells in columns.items()}
    ),
    "arrow dictionaries": arrow_dictionary,
    "arrow chunks": lambda columns: pa.table({key: chunked(cells) for key, cells in columns.items()}),
}


def test_there_are_enough_cards_of_every_kind(text_cases):
    cards = [case.card for case in text_cases]
    assert len(cards) >= 200
    assert {one.type for card in cards for one in card.inputs} == {"int", "decimal", "text", "date", "bool"}
    assert sum(bool(card.groups) for card in cards) >= 50
    assert sum(any(len(one.inputs) == 2 for one in card.characteristics) for card in cards) >= 50
    assert sum(any(part.ceiling for one in card.characteristics for part in one.attributes) for card in cards) >= 50
    assert sum(len(case.records) for case in text_cases) >= 10_000


def test_the_rows_reach_every_condition_that_can_be_reached(text_cases):
    found = {"interval": 0, "oneof": 0, "special": 0, "missing": 0, "unseen": 0}
    for case in text_cases:
        for expected in case.expected:
            for condition in (one for when in expected["cells"] for one in when):
                found[condition if isinstance(condition, str) else next(iter(condition))] += 1
    assert min(found.values()) >= 500, found


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_of_texts_scores_as_the_naive_reference_says(text_cases, name):
    cases = text_cases if name in {"lists", "pandas", "polars", "arrow"} else text_cases[::3]
    found = [line for case in cases for line in differences(case, case.card.apply(FRAMES[name](case.columns)))]
    assert found == []


def test_the_short_way_to_a_score_is_the_long_way(text_cases):
    for case in text_cases:
        assert case.card.score(case.columns).tolist() == [one["score"] for one in case.expected], case.seed


def test_records_score_one_by_one_as_the_naive_reference_says(text_cases):
    for case in text_cases[:80]:
        scores = [int(case.card.score(record)[0]) for record in case.records]
        assert scores == [one["score"] for one in case.expected], case.seed


def test_one_record_says_all_that_a_frame_says(text_cases):
    for case in text_cases[::8]:
        one_by_one = [
            case_of(case.seed, case.card, {key: [cell] for key, cell in row.items()}) for row in case.records[:15]
        ]
        found = [line for one in one_by_one for line in differences(one, one.card.apply(one.records[0]))]
        assert found == []


@pytest.mark.parametrize(("ending", "step"), [(".csv", 1), (".tsv", 6)])
def test_a_text_file_scores_as_the_naive_reference_says(text_cases, tmp_path, ending, step):
    found = []
    for case in text_cases[::step]:
        path = tmp_path / f"{case.seed}{ending}"
        columns = {key: cells[:60] for key, cells in case.columns.items()}
        write_table(path, columns)
        written = {key: ["" if cell is None else cell for cell in cells] for key, cells in columns.items()}
        as_read = case_of(case.seed, case.card, written)
        found += differences(as_read, case.card.apply(read_table(path)))
    assert found == []


def test_a_parquet_file_scores_as_the_naive_reference_says(text_cases, tmp_path):
    found = []
    for case in text_cases:
        write_table(tmp_path / f"{case.seed}.parquet", case.columns)
        found += differences(case, case.card.apply(read_table(tmp_path / f"{case.seed}.parquet")))
    assert found == []
