"""Running the SQL of a bundle: what it may be, what it can reach, and how columns are handed to it."""

import datetime as dt
import math
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from moyang_score.bundle import Statement
from moyang_score.card import (
    MISSING,
    UNSEEN,
    Attribute,
    Characteristic,
    Input,
    Interval,
    OneOf,
    Scorecard,
    Special,
)
from moyang_score.errors import BundleError, ColumnError
from moyang_score.export import card_sql
from tests.cli.cards import small_card

AGE = [Input("age", "int")]
SHANGHAI = dt.timezone(dt.timedelta(hours=8))


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1; SELECT 2",
        "CREATE TABLE people AS SELECT 1",
        "COPY (SELECT 1) TO 'people.csv'",
        "ATTACH 'people.duckdb'",
        "SET threads = 1",
        "",
        "-- nothing",
    ],
)
def test_sql_that_is_not_one_select_is_refused(sql: str) -> None:
    with pytest.raises(BundleError, match="not one SELECT"):
        Statement(sql, AGE)


def test_sql_that_cannot_be_parsed_or_run_is_refused_without_its_cells() -> None:
    with pytest.raises(BundleError, match="DuckDB refuses the SQL"):
        Statement("SELEKT 1", AGE)
    with pytest.raises(BundleError, match="DuckDB refuses the SQL") as caught:
        Statement("SELECT moyang_row, CAST(age AS INTEGER) FROM moyang_input", AGE).run({"age": ["secret"]}, 1)
    assert "secret" not in str(caught.value)


def test_sql_reaches_no_file(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("a\n1\n")
    for source in (f"read_csv('{tmp_path}/people.csv')", f"'{tmp_path}/people.csv'", "glob('*')"):
        with pytest.raises(BundleError, match="DuckDB refuses"):
            Statement(f"SELECT 1 AS moyang_row FROM {source}", []).run({}, 1)


def test_sql_reaches_no_variable_of_the_process() -> None:
    relation = pa.table({"secret": ["x"]})

    with pytest.raises(BundleError, match="DuckDB refuses"):
        Statement("SELECT 1 AS moyang_row, secret FROM relation", []).run({}, 1)
    assert relation.num_rows == 1


def test_rows_come_in_the_order_of_the_input_whatever_the_sql_does() -> None:
    statement = Statement("SELECT moyang_row, age FROM moyang_input ORDER BY age DESC", AGE)

    assert statement.run({"age": ["1", "3", "2"]}, 3) == {"moyang_row": [1, 2, 3], "age": ["1", "3", "2"]}
    assert statement.run({"age": []}, 0) == {"moyang_row": [], "age": []}


KINDS = {
    "text": Input("x", "text", missing=("", "NA"), special=("5",)),
    "int": Input("x", "int", missing=("", "NA"), special=("5",)),
    "decimal": Input("x", "decimal", missing=("", "0"), special=("5",)),
    "date": Input("x", "date", missing=("", "1970-01-01"), special=("5",)),
    "bool": Input("x", "bool", missing=("", "NA"), special=("5",)),
}
DAY, MOMENT = dt.date(2020, 2, 29), dt.datetime(2020, 2, 29, 23, 59, 59, 500_000)
CELLS = {
    "mixed": ["5", 5, 5.0, True, None, math.nan, "NA", DAY, MOMENT, "é", " x ", Decimal("5.00"), 2**70, -0.0],
    "floats": [5.0, math.nan, 0.5, 1e16, 1e-7, -0.0, 0.1, 2.0**53, 2.0**54],
    "whole": [5, 0, -7, 2**53, 2**53 + 1, None],
    "truths": [True, False, None],
    "days": [DAY, dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.date(1970, 1, 1), None],
    "moments": [MOMENT, dt.datetime(2020, 1, 1), dt.datetime(1969, 12, 31, 23, 59), None],
    "zoned": [MOMENT.replace(tzinfo=SHANGHAI), dt.datetime(2020, 1, 1, 1, tzinfo=SHANGHAI), None],
    "decimals": [Decimal("5.00"), Decimal("0.10"), None],
    "arrow float32": pa.array([0.1, 5, math.nan, 1e10], pa.float32()),
    "arrow float16": pa.array(np.array([0.1, 5, math.nan], np.float16)),
    "arrow small": pa.array([5, 7, None], pa.int8()),
    "arrow unsigned": pa.array([5, 2**63, None], pa.uint64()),
    "arrow decimal": pa.array([Decimal("5.00"), Decimal("7.50"), None], pa.decimal128(10, 2)),
    "arrow zoned": pa.array([MOMENT, None], pa.timestamp("us", "Asia/Shanghai")),
    "arrow nanoseconds": pa.array([MOMENT, None], pa.timestamp("ns")),
    "arrow seconds": pa.array([10**9, -1, None, 10**12], pa.timestamp("s")),
    "arrow far days": pa.array([0, 18_262, 10**7, -(10**6), None], pa.date32()),
    "arrow nothing": pa.nulls(3),
    "arrow large text": pa.array(["5", "", None, "é", "2020-02-29", " TRUE"], pa.large_string()),
    "arrow chunks": pa.chunked_array([["5", ""], ["NA", None]]),
    "numpy": np.array([5, 7, 2**60]),
    "numpy floats": np.array([5, math.nan, 0.1], np.float32),
}


def question(declared: Input) -> Scorecard:
    """Return a card that asks one input everything there is to ask."""
    values = {
        "text": [OneOf(("x", "é")), OneOf(("12.0", "2020-02-29", "true", "5.00", "0.0"))],
        "bool": [OneOf(("true",)), OneOf(("false",))],
    }.get(declared.type, [Interval(None, "0"), Interval("0", "7"), Interval("7", None)])
    asked = [*values, MISSING, UNSEEN, Special("5")]
    rows = tuple(Attribute((when,), at) for at, when in enumerate(asked))
    return Scorecard(
        card_class="research", base=0, inputs=(declared,), characteristics=(Characteristic("x", ("x",), rows),)
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("cells", CELLS)
def test_a_column_of_any_library_is_read_by_sql_as_by_the_card(kind: str, cells: str) -> None:
    card, column = question(KINDS[kind]), CELLS[cells]
    scored = card.apply({"x": column})

    found = Statement(card_sql(card), card.inputs).run({"x": column}, len(column))

    assert found["score"] == scored.score.tolist()
    assert found["flags"] == [";".join(flags) for flags in scored.flags]


@pytest.mark.parametrize("kind", ["int", "decimal"])
def test_typed_infinities_are_flagged_as_such(kind: str) -> None:
    card = question(KINDS[kind])
    for column in (np.array([math.inf, -math.inf]), pa.array([math.inf, -math.inf], pa.float32())):
        found = Statement(card_sql(card), card.inputs).run({"x": column}, 2)
        assert found["flags"] == ["infinite:x", "infinite:x"]


def test_what_no_text_stands_for_is_refused_and_not_guessed() -> None:
    for declared, cell in (
        (KINDS["text"], [b"bytes"]),
        (KINDS["text"], [dt.time(1)]),
        (KINDS["int"], ["1", math.inf]),
    ):
        with pytest.raises(ColumnError, match="'x' holds a value of a type that no text stands for"):
            Statement("SELECT moyang_row, x FROM moyang_input", [declared]).run({"x": cell}, len(cell))


def test_one_statement_scores_again_and_again() -> None:
    card = small_card()
    statement = Statement(card_sql(card), card.inputs)
    for rows in (1, 3, 2):
        columns = {"late": ["0"] * rows, "home": ["own"] * rows, "since": [None] * rows}
        assert statement.run(columns, rows)["score"] == [675] * rows
