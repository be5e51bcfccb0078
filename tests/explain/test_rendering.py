"""The waterfall as text."""

import json
from string import Formatter
from typing import Any

import pytest
from hypothesis import given

from moyang_score.card import STATE_OF_CODE, Scorecard
from moyang_score.explain import TEXTS, explain_person, waterfall_text
from moyang_score.terminal import display_width
from moyang_score.wording import LANGUAGES
from tests.cli.cards import small_card
from tests.property.strategies import cards_with_records, quick


def test_no_language_lacks_a_text_or_a_blank_in_it() -> None:
    assert set(TEXTS) == set(LANGUAGES)
    assert set(TEXTS["en"]) == set(TEXTS["zh"])
    for name, text in TEXTS["en"].items():
        blanks = sorted(field for _, field, _, _ in Formatter().parse(text) if field)
        assert sorted(field for _, field, _, _ in Formatter().parse(TEXTS["zh"][name]) if field) == blanks


def test_every_flag_has_a_text() -> None:
    assert {f"flag_{code}" for code in (*STATE_OF_CODE, "unseen")} <= set(TEXTS["en"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_waterfall_tells_the_start_each_step_the_score_and_the_reasons(language: str) -> None:
    explanation = explain_person(small_card(), {"late": 3, "home": "castle", "since": "2022-01-01"}, language=language)

    text = waterfall_text(explanation)

    for needle in ("646", "-85", "-25", "-5", "+15", "546", "%"):
        assert needle in text
    lines = text.splitlines()
    assert TEXTS[language]["reasons"] in text
    assert [line for line in lines if line.startswith("  1. late")]
    assert TEXTS[language]["flag_unseen"].format(key="home") in text
    assert TEXTS[language]["research"] == lines[-1]


def test_somebody_who_lost_nothing_is_told_so() -> None:
    explanation = explain_person(small_card(), {"late": 0, "home": "own", "since": "2020-01-01"})

    assert TEXTS["en"]["no_reasons"] in waterfall_text(explanation)


@quick
@given(cards_with_records(rows=2))
def test_a_waterfall_lines_up_and_its_json_is_json_for_any_card(drawn: tuple[Scorecard, list[dict[str, Any]]]) -> None:
    card, records = drawn
    explanation = explain_person(card, records[0], language="zh")

    table = waterfall_text(explanation).split("\n\n")[1].splitlines()

    middles = {display_width(line[: line.index("│")]) for line in table if "│" in line}
    assert len(middles) <= 1
    assert len(table) == 3 + len(explanation.rows) + len(explanation.cap_rows)
    assert json.loads(json.dumps(explanation.to_json()))["score"] == explanation.score
