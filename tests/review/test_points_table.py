"""The points table with its evidence, and the three forms it is laid out in."""

import re
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given

from moyang_score.card import Evidence, Scorecard
from moyang_score.errors import CardChangedError, OutputExistsError
from moyang_score.review import points_page, points_table, points_text, write_points_workbook
from moyang_score.terminal import display_width
from tests.cli.cards import small_card, small_evidence
from tests.property.strategies import cards, quick

CARD = small_card()
TABLE = points_table(CARD, small_evidence(CARD))


def test_each_attribute_has_a_row_with_its_points_and_what_was_counted() -> None:
    row = TABLE.rows[2]

    assert len(TABLE.rows) == sum(len(one.attributes) for one in CARD.characteristics)
    assert (row.characteristic, row.attribute, row.points, row.contribution) == ("late", "3 or more", -80, -85)
    assert (row.ceiling, row.n, row.bads) == ("B", 200, 20)


def test_evidence_of_another_card_is_refused() -> None:
    with pytest.raises(CardChangedError, match="another card"):
        points_table(CARD, Evidence({"digest": "0" * 64}))


@quick
@given(cards())
def test_any_card_can_be_shown_even_if_its_evidence_says_nothing(card: Scorecard) -> None:
    table = points_table(card, Evidence({"digest": card.digest}))

    assert card.digest in points_text(table)
    assert _Checked(points_page(table)).unclosed == []


def test_the_text_lines_up_and_stays_within_a_wide_terminal() -> None:
    text = points_text(TABLE)

    assert max(map(display_width, text.splitlines())) <= 120
    for needle in ("540 to 687", "0.710 [0.680, 0.740]", "660 or more", "and 3 more", "at best B", "reason HOUSING"):
        assert needle in text


def test_the_page_needs_nothing_else_and_runs_nothing() -> None:
    page = points_page(TABLE)

    checked = _Checked(page)
    assert checked.unclosed == []
    assert not checked.tags & {"script", "link", "img", "iframe", "object"}
    assert "default-src 'none'" in page
    assert "http" not in re.sub(r'http-equiv="[^"]*"', "", page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_page_tells_all_that_the_text_tells_and_every_column_left_out() -> None:
    page = points_page(TABLE)

    for needle in (
        CARD.digest,
        "540 to 687",
        "0.710 [0.680, 0.740]",
        "660 or more",
        "column_10",
        "Before you trust it",
    ):
        assert needle in page
    assert page.count('class="attribute"') == len(TABLE.rows)


def test_the_workbook_holds_numbers_as_numbers_and_texts_as_texts(tmp_path: Path) -> None:
    path = tmp_path / "card.xlsx"

    write_points_workbook(TABLE, path)

    book = openpyxl.load_workbook(path)
    header, *rows = book["points"].iter_rows()
    at = {cell.value: number for number, cell in enumerate(header)}
    assert len(rows) == len(TABLE.rows)
    assert rows[2][at["points"]].value == -80
    assert rows[2][at["bad rate"]].number_format == "0.00%"
    formulas = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
    assert formulas == []
    assert any("=1+1" in str(row[at["attribute"]].value) for row in rows)
    assert {"points", "grades", "summary", "dropped"} == set(book.sheetnames)
    with pytest.raises(OutputExistsError):
        write_points_workbook(TABLE, path)


class _Checked(HTMLParser):
    """Follow the tags of a page, and keep those left open."""

    _VOID = frozenset({"meta", "rect", "line"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.unclosed: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's own signature
        self.tags.add(tag)
        if tag not in self._VOID:
            self.unclosed.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._VOID:
            assert self.unclosed.pop() == tag
