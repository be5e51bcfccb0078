"""The explanation of an official card, in the words that lie beside it."""

import json
from pathlib import Path

import pytest

from moyang_score.errors import CardFormatError
from moyang_score.explain import TEXTS, explain_person, waterfall_text
from moyang_score.learn import fit
from moyang_score.score import load_whole
from moyang_score.wording import LANGUAGES
from tests.cli.cards import small_card
from tests.learn.catalogues import features, small_catalogue

FITTED = fit(features(200), learner="expert", catalogue=small_catalogue())


def explained(language="en", texts=FITTED.texts, **record):
    cells = {"P1": 0, "P2": 0, "P4": 0, "S1": 0, **record}
    return explain_person(FITTED.card, cells, FITTED.evidence, language=language, texts=texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_items_families_limits_grades_and_reasons_are_named_in_the_language(language):
    texts = FITTED.texts[language]

    text = waterfall_text(explained(language, P1=1, P2=2))

    lines = text.splitlines()
    assert lines[0].endswith(f"base {texts.grade('base')}")
    assert texts.family("P") in lines
    for key in ("P1", "P2", "P4", "S1"):
        assert any(line.startswith(f"{key} {texts.name(key)}") for line in lines)
    assert any(line.startswith(texts.group("P-")[:10]) for line in lines)
    assert texts.reason("P2") in text
    assert texts.improve("P2") in text


def test_somebody_held_by_a_ceiling_is_told_which_item_holds_the_grade():
    explanation = explained(P1=1, S1=1)

    assert (explanation.score, explanation.grade, explanation.grade_of_score) == (675, "base", "AA")
    assert explanation.to_json()["held_by_names"] == ["name of P1"]
    assert "The score alone would be AA very good; the grade is held by P1 name of P1." in waterfall_text(explanation)


def test_what_would_raise_the_score_is_told_with_its_gain_limits_counted():
    gains = {one.key: one.gain for one in explained(P2=1, P4=1).improvements}

    assert gains == {"P2": 40, "P4": 10}  # P4 would give 30, and 20 is the most its family gives
    assert [one.key for one in explained(P2=1, P4=1).improvements] == ["P2", "P4"]


def test_what_must_never_be_suggested_is_not():
    assert all(one.key != "S1" for one in explained().improvements)
    assert "advice on S1" not in json.dumps(explained().to_json())


def test_advice_is_exact_each_taken_by_itself():
    record = {"P1": 1, "P2": 2, "P4": 1, "S1": 0}
    best = {"P1": 0, "P2": 0, "P4": 2}
    before = int(FITTED.card.score(record)[0])
    for one in explained(**record).improvements:
        assert int(FITTED.card.score({**record, one.key: best[one.key]})[0]) - before == one.gain


def test_a_loss_that_a_limit_hides_keeps_its_advice_without_a_number():
    deeper = small_catalogue(families=tuple(_with_cap(one, -40) for one in small_catalogue().families))
    fitted = fit(features(20), learner="expert", catalogue=deeper)
    record = {"P1": 1, "P2": 2, "P4": 0, "S1": 0}

    explanation = explain_person(fitted.card, record, language="en", texts=fitted.texts)

    assert {one.key: one.gain for one in explanation.improvements}["P1"] == 0
    assert "  P1 name of P1: advice on P1" in waterfall_text(explanation)


def test_json_holds_names_and_texts_and_reads_back():
    document = json.loads(json.dumps(explained("zh", P1=1).to_json()))

    row = document["rows"][0]
    assert (row["name"], row["unit"], row["family_name"]) == ("name of P1（中）", "records（中）", "public（中）")
    assert document["cap_rows"][0]["name"]
    assert document["reasons"][0]["text"] == "reason of P1（中）"
    assert document["grade_title"] == "basic（中）"
    assert document["improvements"][0] == {
        "key": "P4",
        "gain": 20,
        "text": "advice on P4（中）",
        "name": "name of P4（中）",
    }


def test_a_card_without_texts_is_explained_as_before():
    record = {"late": 3, "home": "castle", "since": "2022-01-01"}
    plain = explain_person(small_card(), record)

    assert explain_person(small_card(), record, texts={}) == plain
    assert not set(plain.to_json()) & {"title", "improvements", "texts", "grade_title", "held_by_names"}
    assert set(plain.to_json()["rows"][0]) == {
        "key", "value", "attribute", "attribute_at", "points", "neutral", "share", "bad_rate", "contribution"
    }  # fmt: skip
    assert TEXTS["en"]["improve"] not in waterfall_text(plain)


def test_texts_are_read_from_the_folder_and_a_broken_file_is_named(tmp_path: Path):
    FITTED.save(tmp_path / "card")

    assert load_whole(tmp_path / "card").texts == FITTED.texts
    (tmp_path / "card" / "texts.zh.json").write_text("{}", encoding="utf-8")
    with pytest.raises(CardFormatError) as caught:
        load_whole(tmp_path / "card")
    assert str(caught.value).startswith(f"{tmp_path / 'card' / 'texts.zh.json'}: the texts have no language")


def _with_cap(family, cap):
    from dataclasses import replace

    return replace(family, negative_cap=cap) if family.key == "P" else family
