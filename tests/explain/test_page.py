"""The page of one person: its rows add up to the score that stands on it, in one language, whatever the card."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from moyang_score.card import Scorecard
from moyang_score.cli import main
from moyang_score.explain import TEXTS, Explanation, explain_person, explanation_page
from moyang_score.files import write_table
from moyang_score.terminal import printable
from moyang_score.wording import LANGUAGES
from tests.cli.cards import small_card, write_card, write_people
from tests.explain.test_official import FITTED, explained
from tests.property.strategies import cards_with_records, quick

CHINESE = re.compile("[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")
# What stands on a page in any language: keys and levels of the data.
DATA = {"late", "home", "since", "castle", "own", "rent", "housing", "cap"}
RECORD = {"late": 3, "home": "castle", "since": "2022-01-01"}


class Page(HTMLParser):
    """Collect the cells of the waterfall as a reader sees them, and all text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.classes: list[str] = []
        self.widths: list[int] = []
        self.tags: set[str] = set()
        self.text: list[str] = []
        self._inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._inside.append(tag)
        if tag == "tr":
            self.rows.append([])
            self.classes.append(dict(attributes).get("class") or "")
            self.widths.append(0)
        if tag in {"td", "th"}:
            self.rows[-1].append("")
            self.widths[-1] += int(dict(attributes).get("colspan") or 1)

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"style", "title", "code"} & set(self._inside):
            self.text.append(data)
        if {"td", "th"} & set(self._inside):
            self.rows[-1][-1] += data


def waterfall(page: str) -> tuple[int, list[tuple[int, int]], int]:
    """Return the first sum of the waterfall, each step with the sum after it, and the last sum."""
    read = Page(page[page.index('<table class="waterfall">') : page.index("</table>")])
    assert len(set(read.widths)) == 1, read.widths
    ends = [int(row[1]) for row, kind in zip(read.rows, read.classes, strict=True) if kind == "end"]
    body = [row for row, kind in zip(read.rows[1:], read.classes[1:], strict=True) if kind not in {"end", "family"}]
    return ends[0], [(int(row[-3]), int(row[-2])) for row in body], ends[1]


def check_adds_up(explanation: Explanation, page: str) -> None:
    start, steps, score = waterfall(page)
    assert len(steps) == len(explanation.rows) + len(explanation.cap_rows)
    before = start
    for step, after in steps:
        assert before + step == after
        before = after
    assert before == score == explanation.score
    assert f'<dd class="score">{explanation.score}</dd>' in page
    said = page[page.index('<dd class="sum">') :].split("</dd>", maxsplit=1)[0]
    left, right = re.sub("<small>.*?</small>|<[^>]*>", "", said).replace("−", "-").split("=")
    terms = re.findall(r"[+-]? ?-?\d+", left)
    assert sum(int(term.replace(" ", "").replace("+-", "-")) for term in terms) == int(right) == explanation.score


@quick
@given(cards_with_records(rows=3))
def test_the_rows_of_a_page_add_up_to_its_score_for_any_card(drawn: tuple[Scorecard, list[dict[str, Any]]]) -> None:
    card, records = drawn
    for language, record in zip((*LANGUAGES, "en"), records, strict=True):
        explanation = explain_person(card, record, language=language)

        page = explanation_page(explanation)

        check_adds_up(explanation, page)
        read = Page(page)
        assert "script" not in read.tags
        assert not {"img", "link", "iframe", "a"} & read.tags
        assert page.count("<li><b>") == len(explanation.reasons)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_with_texts_names_items_reasons_grade_and_advice(language: str) -> None:
    texts = FITTED.texts[language]
    explanation = explained(language, P1=1, P2=2, P4=1)

    page = explanation_page(explanation, as_of="2026-10-01")

    check_adds_up(explanation, page)
    said = " ".join(Page(page).text)
    assert "2026-10-01" in said
    assert texts.grade(str(explanation.grade)) in said
    for reason in explanation.reasons:
        assert texts.reason(reason.code) in said
    for row in explanation.rows:
        assert f"{row.key} {texts.name(row.key)}" in said
    for one in explanation.improvements:
        assert one.text in said
    for key, _ in explanation.cap_rows:
        assert texts.group(key) in said
    assert f'lang="{"zh-CN" if language == "zh" else "en"}"' in page


def test_a_ceiling_flags_and_a_research_card_are_told() -> None:
    held = explained(P1=1, S1=1)
    assert "The score alone would be AA very good; the grade is held by P1 name of P1." in explanation_page(held)

    page = explanation_page(explain_person(small_card(), RECORD))

    assert TEXTS["en"]["flag_unseen"].format(key="home") in page
    assert TEXTS["en"]["research"] in page


def test_neutral_points_have_a_column_only_where_there_are_any() -> None:
    assert '<th scope="col" class="n">neutral</th>' in explanation_page(explain_person(small_card(), RECORD))
    assert '<th scope="col" class="n">neutral</th>' not in explanation_page(explained(P1=1))


def test_an_english_page_holds_no_chinese() -> None:
    for explanation in (explain_person(small_card(), RECORD), explained(P1=1, P2=2)):
        assert CHINESE.findall(explanation_page(explanation, as_of="2026-10-01")) == []


def test_a_chinese_page_holds_no_english() -> None:
    page = explanation_page(explain_person(small_card(), RECORD, language="zh"), as_of="2026-10-01")

    words = set(re.findall("[A-Za-z]{3,}", " ".join(Page(page).text).lower()))
    assert words - DATA == set()


def test_names_and_levels_of_the_data_are_text_and_nothing_else() -> None:
    record = {"late": "0", "home": "<script>alert(1)</script>", "since": "\u202e<b>"}

    page = explanation_page(explain_person(small_card(), record))

    assert "script" not in Page(page).tags
    assert "&lt;script&gt;" in page
    assert "\u202e" not in page
    assert printable("\u202e") in page


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_card(tmp_path / "card")
    write_people(tmp_path / "people.csv")
    return tmp_path


ROW = ("explain", "card", "--data", "people.csv", "--row", "2")


def test_the_command_writes_a_page_and_says_where(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ROW, "--html", "person.html", "--lang", "zh"]) == 0

    told = capsys.readouterr()
    assert (told.out, "Written: person.html" in told.err + told.out) in {("", True), ("Written: person.html\n", True)}
    page = (folder / "person.html").read_text(encoding="utf-8")
    assert '<dd class="score">565</dd>' in page
    assert TEXTS["zh"]["page"] in page


def test_the_day_is_read_from_the_table_and_the_id_is_not_shown(folder: Path) -> None:
    write_table(
        "people.parquet", {"id": ["a1"], "as_of": ["2026-10-01"], "late": [0], "home": ["own"], "since": [None]}
    )
    row = ("explain", "card", "--data", "people.parquet", "--id", "id", "--row", "a1")

    assert main([*row, "--html", "person.html"]) == 0

    page = (folder / "person.html").read_text(encoding="utf-8")
    assert "as of 2026-10-01" in page
    assert "a1" not in re.sub("<style>.*?</style>|<code>.*?</code>", "", page, flags=re.DOTALL)


def test_json_is_written_beside_a_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ROW, "--html", "person.html", "--json", "--quiet"]) == 0
    assert '"score":565' in capsys.readouterr().out.replace(" ", "")
    assert (folder / "person.html").exists()


@pytest.mark.parametrize(
    ("options", "needles"),
    [
        (("--html", "person.txt"), ("person.txt", ".html")),
        (("--html", "taken.html"), ("taken.html", "--force")),
        (("--html", "card"), ("--html",)),
        (("--html", "people.csv/person.html"), ("people.csv",)),
    ],
)
def test_a_place_that_cannot_be_written_is_refused(
    folder: Path, options: tuple[str, ...], needles: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "taken.html").write_text("mine", encoding="utf-8")

    assert main([*ROW, *options]) == 2

    told = capsys.readouterr().err
    assert all(needle in told for needle in needles), told
    assert (folder / "taken.html").read_text(encoding="utf-8") == "mine"


def test_force_replaces_a_page(folder: Path) -> None:
    (folder / "taken.html").write_text("mine", encoding="utf-8")
    assert main([*ROW, "--html", "taken.html", "--force"]) == 0
    assert (folder / "taken.html").read_text(encoding="utf-8").startswith("<!doctype html>")
