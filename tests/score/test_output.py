"""The columns that scoring a table gives."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from moyang_score.card import Scorecard
from moyang_score.errors import ColumnError
from moyang_score.files import Table, read_table, write_table
from moyang_score.score import output, score_table
from tests.cli.cards import small_card
from tests.property.strategies import cards_with_records, quick

PEOPLE = Table(
    "people.csv",
    {
        "id": ["b", "a", "b", ""],
        "late": ["0", "3", "", "-999"],
        "home": ["own", "castle", "家", "rent"],
        "since": ["2020-01-01", "2022-01-01", "", "x"],
    },
)


def test_there_is_one_row_per_row_in_their_order_with_the_columns_of_the_design() -> None:
    card = small_card()

    columns = score_table(card, PEOPLE, id_column="id", points=True, reasons=True)

    fixed = ["id", "score", "grade", "probability_bad", "digest", "flags"]
    points = ["points_late", "points_home", "points_since", "points_cap"]
    assert list(columns) == [*fixed, *points, "reason_1", "reason_2", "reason_3", "reason_4"]
    assert list(columns["id"]) == ["b", "a", "b", ""]
    assert columns["score"] == card.score(PEOPLE).tolist()
    assert columns["flags"] == ["", "unseen:home", "", "unparsable:since"]
    assert columns["points_cap"] == [0, 15, 0, 0]
    assert columns["reason_1"] == [None, "late", "HOUSING", "HOUSING"]
    assert set(columns["digest"]) == {card.digest}


def test_rows_are_numbered_from_1_without_an_id() -> None:
    columns = score_table(small_card(), PEOPLE)

    assert list(columns["row"]) == [1, 2, 3, 4]
    assert list(columns) == ["row", "score", "grade", "probability_bad", "digest", "flags"]


def test_a_probability_has_at_most_12_decimals() -> None:
    for probability in score_table(small_card(), PEOPLE)["probability_bad"]:
        assert probability == round(probability, 12)


def test_a_card_without_scaling_and_grades_leaves_both_empty() -> None:
    bare = Scorecard(card_class="research", base=1, inputs=(), characteristics=())

    columns = score_table(bare, PEOPLE)

    assert columns["grade"] == columns["probability_bad"] == [None] * 4


def test_absent_columns_are_named_with_the_file() -> None:
    with pytest.raises(ColumnError, match=r"people\.csv: there is no column 'home'.*'hoem'"):
        score_table(small_card(), Table("people.csv", {"late": [], "hoem": [], "since": []}))
    with pytest.raises(ColumnError, match=r"2 of the 3 columns .* 'home', 'since'"):
        score_table(small_card(), Table("people.csv", {"late": []}))


def test_a_table_without_rows_gives_columns_without_rows() -> None:
    columns = score_table(small_card(), Table("people.csv", {"late": [], "home": [], "since": []}), reasons=True)

    assert {len(column) for column in columns.values()} == {0}


@quick
@given(cards_with_records(rows=7))
def test_chunks_change_nothing(drawn: tuple[Scorecard, list[dict[str, Any]]]) -> None:
    card, records = drawn
    columns = {one.key: [record[one.key] for record in records] for one in card.inputs}
    table = Table("people.csv", columns or {"other": [""] * len(records)})
    whole = score_table(card, table, points=True, reasons=True)
    seen: list[tuple[int, int]] = []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(output, "CHUNK", 3)
        pieces = score_table(
            card, table, points=True, reasons=True, progress=lambda done, rows: seen.append((done, rows))
        )

    assert pieces == whole
    assert seen == [(3, 7), (6, 7), (7, 7)]


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".xlsx"])
def test_scores_are_the_same_from_and_to_every_kind_of_file(tmp_path: Path, ending: str) -> None:
    write_table(tmp_path / f"people{ending}", PEOPLE.columns)
    wanted = score_table(small_card(), PEOPLE, points=True)

    columns = score_table(small_card(), read_table(tmp_path / f"people{ending}"), points=True)
    write_table(tmp_path / f"scores{ending}", columns)

    assert columns == wanted
    back = read_table(tmp_path / f"scores{ending}")
    assert [int(score) if isinstance(score, (str, int)) else score.as_py() for score in back["score"]] == wanted[
        "score"
    ]
