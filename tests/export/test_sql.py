"""The SQL of a card says of every row what the card says: generated cards, texts and typed columns, CSV and Parquet."""

from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import duckdb
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
)
from moyang_score.errors import ReleaseError
from moyang_score.export import RELATION, ROW, card_sql
from moyang_score.files import read_table, write_table
from tests.bundle.released import official_card
from tests.property.card_maker import make_card
from tests.property.row_maker import boundary_texts, text_columns, typed_columns

CARDS = 64
SLOW_CARDS = 260
TYPED_ROWS = 40


def differences(card: Scorecard, columns: Mapping[str, Any], rows: int) -> list[str]:
    """Return where the SQL says something else than the card, in words."""
    return compared(card, columns, Statement(card_sql(card), card.inputs).run(columns, rows))


def compared(card: Scorecard, columns: Mapping[str, Any], found: Mapping[str, list[Any]]) -> list[str]:
    scored = card.apply(columns)
    expected = {
        "score": scored.score.tolist(),
        "grade": scored.grade.tolist(),
        "digest": [card.digest] * len(scored),
        "flags": [";".join(flags) for flags in scored.flags],
        **{f"points_{key}": scored.points[:, at].tolist() for at, key in enumerate(card.rows)},
    }
    for place in range(card.reason_policy.k):
        expected[f"reason_{place + 1}"] = [codes[place] if len(codes) > place else None for codes in scored.reasons]
    assert set(found) == {ROW, "probability_bad", *expected}
    wrong = [
        f"row {row}: {name} {found[name][row]!r}, card {cell!r}"
        for name, cells in expected.items()
        for row, cell in enumerate(cells)
        if found[name][row] != cell
    ]
    for row, (own, other) in enumerate(zip(card.probability_bad(scored.score), found["probability_bad"], strict=True)):
        if (other is None) != (card.scaling is None) or (other is not None and abs(own - other) > 1.5e-12):
            wrong.append(f"row {row}: probability {other}, card {own}")
    return wrong


def text_rows(card: Scorecard) -> int:
    return max(len(boundary_texts(card, one)) for one in card.inputs)


@pytest.mark.parametrize("seed", range(CARDS))
def test_generated_cards_score_the_same_in_sql(seed: int) -> None:
    card = make_card(Random(seed))
    rows = text_rows(card)

    assert differences(card, text_columns(card, Random(seed), rows), rows) == []
    assert differences(card, typed_columns(card, Random(seed), TYPED_ROWS), TYPED_ROWS) == []


@pytest.mark.slow
@pytest.mark.parametrize("first", range(CARDS, SLOW_CARDS, 49))
def test_many_more_cards_score_the_same_in_sql(first: int) -> None:
    for seed in range(first, min(first + 49, SLOW_CARDS)):
        card = make_card(Random(seed))
        rows = text_rows(card)
        assert differences(card, text_columns(card, Random(seed + 1), rows), rows) == [], seed
        assert differences(card, typed_columns(card, Random(seed + 1), TYPED_ROWS), TYPED_ROWS) == [], seed


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_a_table_from_a_file_scores_the_same_in_sql(tmp_path: Path, ending: str) -> None:
    for seed in range(0, CARDS, 4):
        card = make_card(Random(seed))
        path = tmp_path / f"{seed}{ending}"
        write_table(path, text_columns(card, Random(seed), 60))
        table = read_table(path)
        assert differences(card, {one.key: table[one.key] for one in card.inputs}, 60) == [], seed


def test_a_stranger_reads_files_with_duckdb_alone_and_gets_the_same(tmp_path: Path, monkeypatch: Any) -> None:
    """As the head of the SQL shows it: no line of the package between the file and the score."""
    monkeypatch.chdir(tmp_path)
    card = official_card()
    columns = text_columns(card, Random(5), 60)
    columns = {key: ["" if cell is None else cell for cell in cells] for key, cells in columns.items()}
    write_table("people.csv", columns)
    write_table("people.parquet", {key: [cell or None for cell in cells] for key, cells in columns.items()})
    shown = "\n".join(line.removeprefix("--") for line in card_sql(card).splitlines() if line.startswith("--   "))
    create = shown[shown.index("CREATE VIEW") :]

    for source, given in (
        (create, columns),
        (create.replace(create[create.index("read_csv") :], "'people.parquet'"), None),
    ):
        database = duckdb.connect()
        database.execute(source)
        result = database.sql(f"SELECT * FROM ({card_sql(card)}) ORDER BY {ROW}").to_arrow_table()
        found = {name: result.column(name).to_pylist() for name in result.column_names}
        table = read_table("people.parquet")
        assert compared(card, given or {one.key: table[one.key] for one in card.inputs}, found) == []
    assert RELATION in create


def test_typed_tables_of_duckdb_score_as_frames_do() -> None:
    """The types of DuckDB itself, and not those that pyarrow hands over."""
    card = make_card(Random(3))
    types = {
        "int": ("UTINYINT", "HUGEINT", "DECIMAL(18,3)", "FLOAT"),
        "decimal": ("FLOAT", "DECIMAL(9,2)"),
        "date": ("DATE", "TIMESTAMP_MS"),
    }
    literals = {"int": "7", "decimal": "0.5", "date": "'2020-02-29'", "bool": "true", "text": "'rent'"}
    for at in range(4):
        chosen = {
            one.key: types.get(one.type, ("VARCHAR",))[at % len(types.get(one.type, ("",)))] for one in card.inputs
        }
        columns = ", ".join(
            f'CAST({literals[one.type]} AS {chosen[one.key]}) AS "{one.key.replace(chr(34), chr(34) * 2)}"'
            for one in card.inputs
        )
        database = duckdb.connect()
        database.execute(f"CREATE VIEW {RELATION} AS SELECT 1 AS {ROW}, {columns}")
        plain = {"int": 7, "decimal": 0.5, "date": "2020-02-29", "bool": "true", "text": "rent"}
        expected = card.apply({one.key: plain[one.type] for one in card.inputs})
        assert database.sql(card_sql(card)).fetchall()[0][1] == expected.score[0]


def two_of(first: str, second: str) -> Scorecard:
    rows = (Attribute((Interval(None, None),), 1), Attribute((MISSING,), 0), Attribute((UNSEEN,), 0))
    keys = (first, second)
    return Scorecard(
        card_class="research",
        base=0,
        inputs=tuple(Input(key, "int") for key in keys),
        characteristics=tuple(Characteristic(f"{at}", (key,), rows) for at, key in enumerate(keys)),
    )


@pytest.mark.parametrize("keys", [("age", "AGE"), ("É", "é"), ("moyang_row", "age"), ("Moyang_Row", "age")])
def test_columns_that_duckdb_does_not_tell_apart_are_refused(keys: tuple[str, str]) -> None:
    with pytest.raises(ReleaseError, match="does not tell case apart"):
        card_sql(two_of(*keys))


@pytest.mark.parametrize(
    "text",
    ["'; DROP TABLE people; --", "x\n-- y", "*/", "\\", "\0", "a\0b\0", "\u2028", "\x85", "$$", "'", '"', "%s{}"],
)
def test_no_name_or_level_ends_its_literal_or_remark(text: str) -> None:
    level = f"<{text}>"
    rows = (Attribute((OneOf((level,)),), 5), Attribute((MISSING,), 0), Attribute((UNSEEN,), -1))
    key = f"k{text}".replace("\0", "")
    card = Scorecard(
        card_class="research",
        base=0,
        inputs=(Input(key, "text"),),
        characteristics=(Characteristic(f"c{key}", (key,), rows, reason=f"r{text}"),),
    )

    assert differences(card, {key: [level, text, None]}, 3) == []


def test_sql_is_the_same_each_time_and_reads_well() -> None:
    sql = card_sql(official_card())

    assert sql == card_sql(official_card())
    assert sql.isascii()
    assert max(map(len, sql.splitlines()[:12])) <= 120
    assert len(duckdb.connect().extract_statements(sql)) == 1
    assert official_card().digest in sql.splitlines()[1]


def test_a_card_without_inputs_or_reasons_is_sql_too() -> None:
    from moyang_score.card import ReasonPolicy

    bare = Scorecard(card_class="research", base=7, inputs=(), characteristics=(), reason_policy=ReasonPolicy(k=0))

    assert Statement(card_sql(bare), ()).run({}, 2)["score"] == [7, 7]
