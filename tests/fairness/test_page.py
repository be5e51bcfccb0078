"""The page and the lines: complete in both languages, safe whatever the data say, the same bytes again."""

import re
from dataclasses import replace
from string import Formatter

import pytest

from moyang_score.card import Texts
from moyang_score.errors import UsageError
from moyang_score.fairness import TEXTS, VERDICTS, fairness_page, fairness_report, fairness_text
from moyang_score.wording import LANGUAGES
from tests.fairness.people import drawn, steps_card

CARD = steps_card()
FRAME = drawn(3000, 1, proxy=0.6)
REPORT = fairness_report(CARD, FRAME, ["group"], target="bad")


def fields(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_language_has_every_word_with_the_same_gaps():
    assert set(TEXTS) == set(LANGUAGES)
    assert all(set(texts) == set(TEXTS["en"]) for texts in TEXTS.values())
    assert all(list(texts) == sorted(texts) for texts in TEXTS.values())
    assert all(fields(TEXTS["zh"][key]) == fields(text) for key, text in TEXTS["en"].items())
    assert set(VERDICTS) <= set(TEXTS["en"])
    chinese = re.compile("[\u4e00-\u9fff]")
    assert [key for key, text in TEXTS["zh"].items() if not chinese.search(text)] == []
    assert [key for key, text in TEXTS["en"].items() if chinese.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_verdicts_first_and_everything_after(language):
    words = TEXTS[language]
    page = fairness_page(REPORT, language=language)
    order = [words[key] for key in ("verdicts", "ladder", "outcomes")]
    order += [words["gap_note"], words["many_outcomes"], words["proxies_note"], words["method"]]
    places = [page.index(one) for one in order]
    assert places == sorted(places)
    assert CARD.digest in page
    assert f'class="badge act">{words["act"]}' in page
    assert page == fairness_page(REPORT, language=language)
    assert "{" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)


def test_the_page_loads_and_runs_nothing():
    page = fairness_page(REPORT)
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|<img|https?://|url\(|\son\w+=", page)


def test_names_of_the_data_are_made_safe():
    nasty = "<script>alert(1)</script>\x1b[31m"
    frame = {**FRAME, nasty: [nasty if one == "g" else "r" for one in FRAME["group"]]}
    frame.pop("group")
    report = fairness_report(CARD, frame, [nasty])
    for text in (fairness_page(report), fairness_text(report)):
        assert "\x1b" not in text
    assert "<script" not in fairness_page(report)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_without_outcomes_says_so_and_shows_none(language):
    report = fairness_report(CARD, FRAME, ["group"])
    page = fairness_page(report, language=language)
    assert TEXTS[language]["no_outcomes"] in page
    assert TEXTS[language]["outcomes_note"] not in page
    assert TEXTS[language]["auc_lost"] not in re.sub(r'<section class="method">.*', "", page, flags=re.DOTALL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_without_grades_has_a_page_too(language):
    report = fairness_report(replace(CARD, grades=()), FRAME, ["group"], target="bad")
    page = fairness_page(report, language=language)
    assert TEXTS[language]["no_grades"] in page
    assert TEXTS[language]["verdict"] in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_name_verdict_boundary_and_causes(language):
    lines = fairness_text(REPORT, language=language).splitlines()
    assert lines[1].endswith(TEXTS[language]["act"])
    assert "area" in lines[-1]
    assert "≥ A" in lines[-1]


def test_names_that_lie_beside_the_card_are_used():
    parts = {"name": "服务区域", "unit": "", "reason": "", "improve": ""}
    document = {"language": "zh", "title": "示例卡", "characteristics": {"area": parts}, "grades": {"A": "优秀"}}
    page = fairness_page(
        REPORT, language="zh", texts=Texts({**document, "families": {}, "groups": {"cap": "合计上限"}})
    )
    assert "area 服务区域" in page
    assert "A 优秀" in page
    assert "合计上限" in page
    assert "示例卡" in page


def test_an_unknown_language_is_refused():
    with pytest.raises(UsageError, match="'fr'"):
        fairness_page(REPORT, language="fr")
