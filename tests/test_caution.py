"""Cautions: written in English, read in both languages."""

from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moyang_score.caution import CAUTIONS, caution, caution_in
from moyang_score.errors import UsageError


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", CAUTIONS)
def test_both_languages_have_the_same_blanks_and_chinese_is_chinese(code: str) -> None:
    words = CAUTIONS[code]

    assert blanks(words["en"]) == blanks(words["zh"])
    assert any("\u4e00" <= letter <= "\u9fff" for letter in words["zh"])


@pytest.mark.parametrize("code", CAUTIONS)
@given(data=st.data())
def test_a_caution_is_read_back_whatever_stands_in_it(code: str, data: st.DataObject) -> None:
    numbers = {"auc", "most", "bads", "fewest", "low", "high", "lowest", "highest", "distinct", "rows", "count"}
    parts = {
        name: str(data.draw(st.integers(-999, 999))) if name in numbers else repr(data.draw(st.text(max_size=5)))
        for name in blanks(CAUTIONS[code]["en"])
    }

    written = caution(code, **parts)

    assert caution_in("en", written) == written
    assert caution_in("zh", written) == CAUTIONS[code]["zh"].format(**parts)


def test_what_stands_in_a_caution_is_worded_too() -> None:
    reason = caution("like_an_id", distinct=9, rows=10)
    kind = caution("outside", low=200, high=1100, lowest=300, highest=1000, kind="official")

    assert caution_in("zh", caution("dropped", column="'no'", reason=reason)) == (
        "列 'no' 已剔除：看似标识号：10 行中有 9 个不同的值"
    )
    assert caution_in("zh", kind) == "可得分数为 200 至 1100，超出 300 至 1000：此正式卡不能发布"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UsageError, match="'fr' is unknown"):
        caution_in("fr", "no row has a value of S01")
