"""What is said to residents, in both languages."""

import json

import pytest

from moyang_score.catalogue import load_catalogue
from moyang_score.catalogue.texts import group_keys
from moyang_score.errors import UsageError
from tests.catalogue.folders import change, copy_city, indicator, only_finding


@pytest.fixture(scope="module")
def city():
    return load_catalogue("moyang")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_texts_are_whole(city, language):
    texts = city.texts(language)

    assert list(texts) == ["language", "title", "grades", "families", "groups", "characteristics"]
    assert texts["language"] == language
    assert list(texts["grades"]) == ["AAA", "AA", "A", "base"]
    assert list(texts["families"]) == ["P", "F", "S", "A"]
    assert list(texts["groups"]) == ["P-", "P+", "F-", "F+", "S+", "A-", "A+"]
    assert list(texts["characteristics"]) == [one.code for one in city.indicators]
    assert all(list(one) == ["name", "unit", "reason", "improve"] for one in texts["characteristics"].values())
    assert all(text.strip() for one in texts["characteristics"].values() for text in one.values())
    json.dumps(texts)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_reasons_and_advice_are_sentences(city, language):
    end = "。" if language == "zh" else "."
    for one in city.indicators:
        assert one.reason[language].endswith(end), one.code
        assert one.improve[language].endswith(end), one.code


def test_who_lost_points_by_a_record_is_told_of_objection_or_of_the_way_out(city):
    for one in city.indicators:
        if one.polarity == "neg":
            assert any(word in one.improve["zh"] for word in ("异议", "撤回", "停止计分")), one.code


def test_the_lowest_grade_has_no_shaming_name(city):
    assert city.texts("zh")["grades"]["base"] == "基础"
    assert city.texts("en")["grades"]["base"] == "Baseline"


def test_groups_without_members_have_no_text(city):
    assert "S-" not in group_keys(city)


def test_another_language_is_refused(city):
    with pytest.raises(UsageError, match="language 'fr' is unknown"):
        city.texts("fr")


def test_what_is_not_scored_has_no_text(tmp_path):
    folder = copy_city(tmp_path)
    change(folder, "indicators/A.yaml", lambda content: indicator(content, "A08").update(on=False))

    assert "A08" not in load_catalogue(folder).texts("en")["characteristics"]


@pytest.mark.parametrize("field", ["name", "retention", "reason", "improve"])
@pytest.mark.parametrize(
    ("edit", "what"),
    [
        (lambda text: text.update(en=" "), "the English text is absent"),
        (lambda text: text.pop("zh"), "the Chinese text is absent"),
        (lambda text: text.update(zh="the same words"), "is not Chinese"),
        (lambda text: text.update(en="同样的话"), "is not English"),
        (lambda text: text.update(fr="un mot"), "the languages zh and en alone"),
    ],
)
def test_a_text_that_is_not_whole_is_a_finding(tmp_path, field, edit, what):
    folder = copy_city(tmp_path)
    change(folder, "indicators/S.yaml", lambda content: edit(indicator(content, "S06")[field]))

    finding = only_finding(folder)
    assert finding.entry == "S06"
    assert finding.field.startswith(f"{field}.")
    assert what in str(finding)


def test_a_sign_is_a_unit_in_both_languages(tmp_path):
    folder = copy_city(tmp_path)
    change(folder, "catalogue.yaml", lambda content: content["measures"].update(percent={"zh": "%", "en": "%"}))

    assert load_catalogue(folder).texts("zh")["characteristics"]["A01"]["unit"] == "%"
