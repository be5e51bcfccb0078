"""Preparation and options: what is refused, in full, and what becomes a sample."""

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from moyang_score.errors import ColumnError, MoyangError, SampleError, UsageError
from moyang_score.files import Table
from moyang_score.learn import fit
from moyang_score.learn.options import FitOptions
from moyang_score.learn.prepare import column_names, prepare
from tests.learn.tables import people

ROWS = 60


@pytest.fixture
def table():
    return people(ROWS, 1)


FAULTS = {
    "absent target": (
        {"target": "bda"},
        ColumnError,
        "There is no column 'bda'. Did you mean 'bad'.",
    ),
    "absent target unlike any": (
        {"target": "zzzzzz"},
        ColumnError,
        (
            "There is no column 'zzzzzz'. The columns are 'income', 'late', 'home', 'member', 'since', 'noise', "
            "'month', 'bad'."
        ),
    ),
    "absent time": ({"time": "mont"}, ColumnError, "There is no column 'mont'. Did you mean 'month'."),
    "absent excluded": (
        {"exclude": ["incom"]},
        ColumnError,
        "There is no column 'incom'. Did you mean 'income' or 'since'.",
    ),
    "absent special": (
        {"special": {"hom": ["x"]}},
        ColumnError,
        "There is no column 'hom'. Did you mean 'home'.",
    ),
    "two roles": (
        {"time": "month", "weight": "month"},
        UsageError,
        "The column 'month' has two roles. Name different columns for target, time and weight.",
    ),
    "target as weight": (
        {"weight": "bad"},
        UsageError,
        "The column 'bad' has two roles. Name different columns for target, time and weight.",
    ),
    "target excluded": (
        {"exclude": ["bad"]},
        UsageError,
        "The target 'bad' is excluded. Leave it out of --exclude.",
    ),
    "no characteristics": (
        {"max_characteristics": 0},
        UsageError,
        "Max_characteristics is 0. Use 1 or more, or leave it out.",
    ),
    "unknown learner": (
        {"learner": "forest"},
        UsageError,
        "There is no learner 'forest'. Use one of additive, expert, logistic.",
    ),
    "expert": (
        {"learner": "expert"},
        UsageError,
        "The learner expert reads a catalogue, and none is named. Give --catalogue DIR.",
    ),
    "text weight": (
        {"weight": "home"},
        ColumnError,
        (
            "weight column 'home': 60 of 60 weights are no numbers of at least 0, the first is row 1. "
            "Mend the weights, or leave out --weight."
        ),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_option_that_cannot_be_used_is_refused_in_full(table, fault):
    options, kind, text = FAULTS[fault]
    with pytest.raises(kind) as caught:
        fit(table, **{"target": "bad", **options})
    assert str(caught.value) == text


@pytest.mark.parametrize("weight", [-1, "", None, "x", float("nan"), float("inf")])
def test_a_weight_that_is_no_number_of_at_least_zero_names_its_row(table, weight):
    table["w"] = [1.0] * 9 + [weight] + [2] * (ROWS - 10)
    with pytest.raises(ColumnError) as caught:
        fit(table, "bad", weight="w")
    assert str(caught.value) == (
        "weight column 'w': 1 of 60 weights are no numbers of at least 0, the first is row 10. "
        "Mend the weights, or leave out --weight."
    )


def test_no_column_left_says_why_each_was_dropped():
    table = {"a": [1] * 30, "b": [None] * 30, "c": list(range(30)), "bad": [0, 1, 1] * 10}
    with pytest.raises(SampleError) as caught:
        fit(table, "bad")
    assert str(caught.value) == (
        "No column is left to learn from. See why each was dropped: 'a': all rows have the one value 1; "
        "'b': no row has a value; 'c': it looks like an id: 30 values in 30 rows."
    )


def test_a_table_of_the_target_alone_says_so():
    with pytest.raises(SampleError) as caught:
        fit({"bad": [0, 1] * 10}, "bad")
    assert str(caught.value) == (
        "No column is left to learn from. See why each was dropped: the table has no other column."
    )


def test_one_class_among_the_rows_to_fit_on_or_held_out_is_refused():
    table = {"x": [1, 2, 3, 4] * 5, "t": [1, 1, 1, 2] * 5, "bad": [0, 0, 0, 1] * 5}
    with pytest.raises(SampleError) as caught:
        fit(table, "bad", time="t")
    assert str(caught.value) == "The rows to fit on are 15, of them bad 0; both outcomes are needed. Give more rows."
    table["bad"] = [0, 1, 0, 1] * 5
    with pytest.raises(SampleError) as caught:
        fit(table, "bad", time="t")
    assert str(caught.value) == (
        "The rows held out from 2 on are 5, of them bad 5; both outcomes are needed. Give more rows."
    )


def test_all_weights_zero_is_refused(table):
    table["w"] = [0] * ROWS
    with pytest.raises(MoyangError) as caught:
        fit(table, "bad", weight="w")
    assert str(caught.value) == "The rows to fit on are 0, of them bad 0; both outcomes are needed. Give more rows."


def test_names_that_are_no_texts_or_stand_twice_are_refused():
    with pytest.raises(ColumnError) as caught:
        column_names({1: [0]})
    assert str(caught.value) == "The column name 1 is no text. Rename the columns to texts."
    with pytest.raises(ColumnError) as caught:
        column_names(pd.DataFrame([[1, 2]], columns=["a", "a"]))
    assert str(caught.value) == "The column 'a' stands twice. Rename one of them."


def as_texts(table):
    return {name: ["" if cell is None else str(cell) for cell in column] for name, column in table.items()}


FRAMES = {
    "pandas": pd.DataFrame,
    "polars": lambda table: pl.DataFrame(table, strict=False),
    "arrow": pa.table,
    "table of a file": lambda table: Table("people.csv", as_texts(table)),
}


@pytest.mark.parametrize("form", FRAMES)
@pytest.mark.parametrize("time", [None, "month"])
def test_every_kind_of_frame_gives_the_same_sample(table, form, time):
    options = FitOptions(target="bad", time=time, special={"late": ("-9",)})
    one, other = prepare(table, options), prepare(FRAMES[form](table), options)
    assert one.fitted.inputs == other.fitted.inputs
    assert one.fitted.fingerprint() == other.fitted.fingerprint()
    assert one.dropped == other.dropped
    assert (one.held_out is None) == (time is None)
    if one.held_out is not None:
        assert one.held_out.fingerprint() == other.held_out.fingerprint()


def test_target_time_weight_and_excluded_are_no_inputs(table):
    table["w"] = [1] * ROWS
    options = FitOptions(target="bad", time="month", weight="w", exclude=("noise",))
    names = [one.key for one in prepare(table, options).fitted.inputs]
    assert names == ["income", "late", "home", "member", "since"]


def test_columns_of_unequal_length_are_refused_without_a_traceback_of_numpy(table):
    table["noise"] = table["noise"][:-1]
    with pytest.raises(ColumnError) as caught:
        fit(table, "bad")
    assert (
        str(caught.value) == "The column 'noise' has 59 rows, the target 60. Give every column the same number of rows."
    )
