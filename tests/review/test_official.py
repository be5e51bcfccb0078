"""The points table of an official card: names, families, limits, and rows without an outcome."""

from pathlib import Path

import openpyxl
import pytest

from moyang_score.export import suppressed
from moyang_score.learn import Fitted, fit
from moyang_score.review import points_page, points_table, points_text, write_points_workbook
from moyang_score.terminal import display_width
from tests.learn.catalogues import features, small_catalogue


@pytest.fixture(scope="module")
def counted() -> Fitted:
    return fit(features(200), learner="expert", catalogue=small_catalogue())


@pytest.fixture(scope="module")
def judged() -> Fitted:
    return fit(features(200), "bad", learner="expert", catalogue=small_catalogue())


def test_names_families_limits_ceilings_and_titles_stand_in_text_and_page(counted: Fitted) -> None:
    table = points_table(counted.card, counted.evidence, counted.texts["en"])
    limit, other = table.family_limits["P"]

    for laid_out in (points_text(table), points_page(table)):
        for needle in (
            "name of P2",
            "P public",
            limit,
            other,
            "at best base",
            "AA very good",
            "small 1, hash abababab",
        ):
            assert needle in laid_out
    assert limit.endswith(" -100")
    assert other.endswith(" +20")
    assert "small card: points table" in points_page(table)
    assert points_table(counted.card, counted.evidence).family_limits == {}


def test_chinese_names_and_conditions_are_shown_where_they_are_asked_for(counted: Fitted) -> None:
    text = points_text(points_table(counted.card, counted.evidence, counted.texts["zh"]))

    assert "name of P2（中）" in text
    assert "2 及以上" in text
    assert max(map(display_width, text.splitlines())) <= 120


def test_rows_without_an_outcome_have_no_columns_of_bads(counted: Fitted, judged: Fitted) -> None:
    table = points_table(counted.card, counted.evidence, counted.texts["en"])

    assert table.without_outcome
    assert "bad rate" not in points_text(table)
    assert "Bad rate" not in points_page(table)
    assert "<td" in points_page(table)
    other = points_table(judged.card, judged.evidence, judged.texts["en"])
    assert not other.without_outcome
    assert "bad rate" in points_text(other)
    assert "AUC, all rows" in points_page(other)


def test_weights_and_their_check_are_told_in_the_order_of_the_families(counted: Fitted) -> None:
    text = points_text(points_table(counted.card, counted.evidence, counted.texts["en"]))

    assert "P 77.8%, S 22.2%" in text
    assert "P 75.0%, S 25.0%; CR 0.000 (random index saaty)" in text


def test_the_workbook_has_names_units_and_families(counted: Fitted, tmp_path: Path) -> None:
    write_points_workbook(points_table(counted.card, counted.evidence, counted.texts["zh"]), tmp_path / "card.xlsx")

    header, *rows = openpyxl.load_workbook(tmp_path / "card.xlsx")["points"].iter_rows(values_only=True)

    first = dict(zip(header, rows[0], strict=True))
    assert (first["name"], first["unit"], first["family"]) == ("name of P1（中）", "records（中）", "public（中）")
    assert (first["bads"], first["iv"]) == (None, None)
    assert first["rows"] > 0


def test_json_names_what_has_a_name_and_keeps_its_form_for_the_rest(counted: Fitted) -> None:
    named = points_table(counted.card, counted.evidence, counted.texts["en"]).to_json()["characteristics"][0]
    plain = points_table(counted.card, counted.evidence).to_json()["characteristics"][0]

    assert (named["name"], named["unit"], named["family_name"]) == ("name of P1", "records", "public")
    assert set(named) - set(plain) == {"name", "unit", "family_name"}


def test_what_a_release_hides_is_shown_as_a_dash_and_said(judged: Fitted, tmp_path: Path) -> None:
    table = points_table(judged.card, suppressed(judged.evidence), judged.texts["en"])

    write_points_workbook(table, tmp_path / "card.xlsx")
    for text in (points_text(table), points_page(table)):
        assert "counts of fewer than 20 people" in text
        assert "–" in text
