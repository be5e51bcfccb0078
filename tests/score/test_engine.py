"""Scoring in DuckDB writes what scoring in numpy writes, byte for byte."""

from pathlib import Path
from random import Random
from typing import Any

import pytest

from moyang_score.card import Scorecard
from moyang_score.errors import BundleError, ColumnError
from moyang_score.export import card_sql
from moyang_score.files import Table, read_table, write_table
from moyang_score.score import engine, score_table, score_table_by_sql
from tests.bundle.released import official_card
from tests.cli.cards import small_card
from tests.property.card_maker import make_card
from tests.property.row_maker import text_columns, typed_columns

OPTIONS: tuple[dict[str, Any], ...] = ({}, {"points": True}, {"reasons": True}, {"points": True, "reasons": True})
SMALL = {
    "id": ["b", "a", "b"],
    "late": ["0", "3", "x"],
    "home": ["own", "castle", ""],
    "since": ["", "2022-01-01", "x"],
}


def check_both(card: Scorecard, table: Table, folder: Path, **options: Any) -> None:
    """Write both, and compare the files."""
    write_table(folder / "numpy.csv", score_table(card, table, **options), force=True)
    write_table(folder / "sql.csv", score_table_by_sql(card, card_sql(card), table, **options), force=True)
    assert (folder / "sql.csv").read_bytes() == (folder / "numpy.csv").read_bytes()


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".xlsx"])
def test_both_engines_write_the_same_bytes_from_every_kind_of_file(tmp_path: Path, ending: str) -> None:
    for seed in range(8):
        card = make_card(Random(seed))
        columns = text_columns(card, Random(seed), 50)
        if ending == ".xlsx":
            columns = {
                key: [cell if cell and cell.isprintable() else None for cell in cells] for key, cells in columns.items()
            }
            if any(not key.strip() or not key.isprintable() for key in columns):
                continue
        path = tmp_path / f"{seed}{ending}"
        write_table(path, columns)
        check_both(card, read_table(path), tmp_path, **OPTIONS[seed % 4])


def test_both_engines_write_the_same_bytes_from_typed_columns(tmp_path: Path) -> None:
    for seed in range(30):
        card = make_card(Random(seed))
        columns = typed_columns(card, Random(seed), 40)
        plain = {key: column for key, column in columns.items() if column.dtype.kind != "M"}
        table = Table("people", {**columns, **plain})
        check_both(card, table, tmp_path, points=True, reasons=True)


def test_ids_are_copied_and_chunks_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = Table("people.csv", SMALL)
    seen: list[tuple[int, int]] = []
    whole = score_table_by_sql(small_card(), card_sql(small_card()), table, id_column="id", points=True)
    monkeypatch.setattr(engine, "CHUNK", 2)

    pieces = score_table_by_sql(
        small_card(),
        card_sql(small_card()),
        table,
        id_column="id",
        points=True,
        progress=lambda done, rows: seen.append((done, rows)),
    )

    assert pieces == whole == score_table(small_card(), table, id_column="id", points=True)
    assert seen == [(2, 3), (3, 3)]
    assert list(whole["id"]) == ["b", "a", "b"]


def test_a_table_without_rows_gives_columns_without_rows() -> None:
    empty = Table("people.csv", {key: [] for key in SMALL})

    assert score_table_by_sql(small_card(), card_sql(small_card()), empty) == score_table(small_card(), empty)


def test_absent_columns_are_named_as_numpy_names_them() -> None:
    for table in (Table("people.csv", {"late": []}), Table("people.csv", {"late": [], "home": [], "sinec": []})):
        with pytest.raises(ColumnError) as one:
            score_table(small_card(), table)
        with pytest.raises(ColumnError) as other:
            score_table_by_sql(small_card(), card_sql(small_card()), table)
        assert str(one.value) == str(other.value)


def test_the_sql_of_another_card_is_refused() -> None:
    table = Table("people.csv", {"P01": ["0"], "P04": ["0"], "P13": ["0"], "F01": ["0"]})

    with pytest.raises(BundleError, match="not that of the card"):
        score_table_by_sql(official_card(), card_sql(official_card(best=119)), table)
    with pytest.raises(BundleError, match="not that of the card"):
        score_table_by_sql(official_card(), "SELECT moyang_row, 650 AS score, 'x' AS digest FROM moyang_input", table)
