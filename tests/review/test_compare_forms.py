"""The forms of a comparison: text, page, tables and document, in both languages."""

import json
import re
import string
from html.parser import HTMLParser

import pytest

from moyang_score.card import Texts
from moyang_score.errors import OutputExistsError, UsageError
from moyang_score.files import read_table
from moyang_score.review import (
    PAGE_FILE,
    REPORT_FILE,
    Candidate,
    compare_cards,
    comparison_page,
    comparison_tables,
    comparison_text,
    write_comparison,
)
from moyang_score.review.compare_words import WORDS
from moyang_score.terminal import display_width
from tests.cli.cards import small_card
from tests.review.compared import HOSTILE, candidates, outcome_of, people

PEOPLE = people(1500)
SOURCE = {"data": f"in/{HOSTILE}.csv", "sha256": "5f" * 32, "target": "bad"}
FOUND = compare_cards(
    candidates(),
    PEOPLE,
    outcome=outcome_of(PEOPLE),
    groups={"sex": PEOPLE["sex"]},
    reference=people(900, 1),
    source=SOURCE,
)
SILENT = compare_cards(candidates(), PEOPLE)
VOID = {"meta", "br", "line", "rect", "circle"}


class Checked(HTMLParser):
    """Keep the tags that were not closed, and the text and attributes that a reader would get."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.text = ""
        self.attributes: list[tuple[str, str | None]] = []
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_words_with_the_same_blanks() -> None:
    assert set(WORDS["en"]) == set(WORDS["zh"])
    for key, text in WORDS["en"].items():
        assert blanks(text) == blanks(WORDS["zh"][key]), key
        assert WORDS["zh"][key].strip()
    same = {key for key, text in WORDS["en"].items() if text == WORDS["zh"][key]}
    assert same <= {"auc", "ks"}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("comparison", [FOUND, SILENT], ids=["judged", "silent"])
def test_the_page_is_whole_needs_nothing_else_and_runs_nothing(comparison, language) -> None:
    page = comparison_page(comparison, language)

    checked = Checked(page)
    assert (checked.open, checked.wrong) == ([], [])
    assert "script" not in checked.tags
    assert not checked.tags & {"img", "link", "iframe", "object"}
    assert not [name for name, _ in checked.attributes if name.startswith("on") or name in {"src", "href"}]
    assert "default-src 'none'" in page
    for one in comparison.cards:
        assert one.digest in checked.text
    assert not re.search(r"\{\w+\}", checked.text)


def test_the_page_says_what_was_found() -> None:
    text = Checked(comparison_page(FOUND, "en")).text

    assert "new orders goods and bads better than old" in text
    assert HOSTILE in text  # as text, and nothing else
    assert f"Grey bars: {FOUND.baseline.name}" in text
    assert "5f" * 32 in text
    assert "compare-1" in text
    for key in ("late", "home", "since", "income"):
        assert key in text
    for level in ("boat", "家", "=1+1"):
        assert level in text
    for title in ("grades_title", "swap_title", "change_title", "calibration", "drift", "gaps", "points", "method"):
        assert WORDS["en"][title] in text


def test_the_chinese_page_has_no_english_of_ours() -> None:
    text = Checked(comparison_page(FOUND, "zh")).text

    for key in ("rows", "bad_rate", "boundary", "too_few", "verdict", "calibration", "swap_title", "points", "method"):
        assert WORDS["en"][key] not in text
    assert "new 区分好坏样本优于 old" in text
    assert "缺失" in text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_text_is_short_and_says_who_is_right_who_moves_and_why(language) -> None:
    text = comparison_text(FOUND, language)

    words = WORDS[language]
    told = [line for line in text.splitlines() if not line.startswith("!")]
    assert max(map(display_width, told)) <= 130
    assert len(text.splitlines()) < 70
    for key in ("swap_title", "grades_title", "scores_title", "change_title", "drift", "gaps"):
        assert words[key] in text
    assert words["against"].format(challenger="new", baseline="old") in text
    assert words["verdict_better"] in text


def test_without_outcomes_no_verdict_is_good_news() -> None:
    for language in ("en", "zh"):
        page = Checked(comparison_page(SILENT, language)).text
        assert WORDS[language]["note_no_outcome"] in page
        assert WORDS[language]["verdict_auc_no outcome"].format(baseline="old", challenger="new") in page
        assert "pill better" not in comparison_page(SILENT, language)


def test_a_card_that_has_seen_the_rows_gets_no_colour_of_good_news() -> None:
    card = candidates()[0]
    source = {"data": "people.csv", "rows": 1000}
    found = compare_cards([card, candidates()[1]], PEOPLE, outcome=outcome_of(PEOPLE), source=source)

    page = comparison_page(found, "en")
    assert "on rows that a card was fitted on" in Checked(page).text
    assert '<li class="flattered">' in page
    assert "on rows that a card was fitted on" in comparison_text(found, "en")
    assert "on rows that a card was fitted on" not in comparison_text(FOUND, "en")


def test_tables_hold_what_the_document_holds() -> None:
    tables, document = comparison_tables(FOUND), FOUND.to_json()

    assert list(tables) == [
        "cards", "grades", "migration", "bands", "swaps", "change", "points", "calibration", "groups", "drift",
    ]  # fmt: skip
    assert tables["cards"]["auc"] == [one["auc"][0] for one in document["cards"]]
    assert sum(tables["migration"]["rows"]) == sum(tables["bands"]["rows"]) == 1500
    assert tables["change"]["sum_challenger"] == [row["challenger"] for row in document["pairs"][0]["change"]]
    assert len(tables["points"]["attribute"]) == sum(len(one["rows"]) for one in document["points"])
    assert len({len(column) for column in tables["points"].values()}) == 1
    assert {"calibration", "groups", "drift"}.isdisjoint(comparison_tables(SILENT))


def test_the_document_is_plain_json_with_estimates_as_triples() -> None:
    document = json.loads(json.dumps(FOUND.to_json(), allow_nan=False))

    assert (document["format"], document["kind"], document["policy"]["fewest"]) == (1, "comparison", 20)
    value, low, high = document["pairs"][0]["auc"]
    assert low < value < high
    assert document["points"][0]["rows"][0]["when"] == [{"interval": [None, "1"]}]
    assert document["source"] == SOURCE


def test_outcomes_of_fewer_than_twenty_are_in_no_form() -> None:
    few = {name: column[:300] for name, column in PEOPLE.items()}
    found = compare_cards(candidates(), few, outcome=outcome_of(few))

    moved, tables = found.pairs[0].grades, comparison_tables(found)
    cells = [(n, bads) for row in zip(moved.known, moved.bads, strict=True) for n, bads in zip(*row, strict=True)]
    assert any(0 < n < 20 for n, _ in cells)
    assert all((bads is None) == (n < 20) for n, bads in cells)
    for name in ("grades", "migration", "swaps", "points"):
        pairs = list(zip(tables[name]["known"], tables[name]["bads"], strict=True))
        assert all((bads is None) == (known < 20) for known, bads in pairs), name


def test_the_report_appears_whole_and_once(tmp_path) -> None:
    files = write_comparison(FOUND, tmp_path / "report", "zh")

    folder = tmp_path / "report"
    assert sorted(files) == sorted(path.name for path in folder.iterdir())
    assert (folder / PAGE_FILE).read_text("utf-8") == comparison_page(FOUND, "zh")
    assert json.loads((folder / REPORT_FILE).read_text("utf-8")) == json.loads(json.dumps(FOUND.to_json()))
    assert read_table(folder / "cards.csv")["card"] == ["old", "new"]
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(OutputExistsError):
        write_comparison(FOUND, folder)
    write_comparison(FOUND, folder, "zh", force=True)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_an_unknown_language_is_refused_before_anything_is_written(tmp_path) -> None:
    for form in (comparison_page, comparison_text):
        with pytest.raises(UsageError, match="'fr'"):
            form(FOUND, "fr")
    with pytest.raises(UsageError, match="'fr'"):
        write_comparison(FOUND, tmp_path / "report", "fr")
    assert list(tmp_path.iterdir()) == []


def test_a_name_cannot_reach_the_terminal_or_the_page_as_code() -> None:
    named = [Candidate(name=name, card=small_card()) for name in (HOSTILE, "b\x1b[31m")]
    found = compare_cards(named, PEOPLE, outcome=outcome_of(PEOPLE), groups={"<b>": PEOPLE["home"]})

    page, text = comparison_page(found), comparison_text(found)

    assert "script" not in Checked(page).tags
    assert "b" not in Checked(page).tags
    assert "\x1b" not in page + text


def test_characteristics_are_called_by_the_names_of_a_card_that_has_texts() -> None:
    texts = Texts({"language": "zh", "title": "例", "characteristics": {"late": {"name": "迟缴次数"}}})
    old, new = candidates()
    named = Candidate(name="old", card=old.card, texts={"zh": texts})
    found = compare_cards([new, named], PEOPLE, outcome=outcome_of(PEOPLE), reference=people(900, 1))

    for form in (comparison_page, comparison_text):
        assert "late 迟缴次数" in form(found, "zh")
        assert "迟缴次数" not in form(found, "en")
