"""Each page speaks one language: whatever is not a name of the data, of a method or of a column is in it."""

import re
from html import unescape

import pytest

from moyang_score.fairness import fairness_page, fairness_report, fairness_text
from tests.fairness.watched import graded_card, planted_people

CHINESE = re.compile("[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")
FEW = ["few"] * 9
NAMES = {
    "AIR",
    "AUC",
    "Koopman",
    "Kitagawa",
    "Welch",
    "Cram",
    "DeLong",
    "Jeffreys",
    "Newcombe",
}  # of methods, in any language
DATA = {"late", "fined", "years", "area", "cap", "sex", "band", "few", "hill", "coast", "island", "reef"}


def report(target: str | None = "bad", groups: tuple[str, ...] = ("sex", "band")):
    frame = planted_people(1_200)
    frame["band"][: len(FEW)] = FEW
    frame["sex"][200:300] = [""] * 100
    return fairness_report(graded_card(), frame, groups, target=target)


def text_of(page: str) -> str:
    page = re.sub(r"<style>.*?</style>|<code>.*?</code>|<title>.*?</title>", " ", page, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]*>", " ", page))


@pytest.mark.parametrize("target", ["bad", None])
def test_an_english_page_and_its_lines_hold_no_chinese(target: str | None) -> None:
    for text in (fairness_page(report(target)), fairness_text(report(target))):
        assert CHINESE.findall(text) == []


@pytest.mark.parametrize("target", ["bad", None])
def test_a_chinese_page_and_its_lines_hold_no_english(target: str | None) -> None:
    page = text_of(fairness_page(report(target), language="zh"))
    for text in (page, fairness_text(report(target), language="zh")):
        assert CHINESE.search(text)
        assert set(re.findall("[A-Za-z]{3,}", text)) - NAMES - DATA == set()
