"""How conditions read."""

from string import Formatter

import pytest

from moyang_score.card import MISSING, UNSEEN, Attribute, Characteristic, Condition, Input, Interval, OneOf, Special
from moyang_score.errors import UsageError
from moyang_score.wording import LANGUAGES, WORDS, attribute_text, check_language, condition_text

CASES = [
    (Interval(None, None), "int", "any value", "任意值"),
    (Interval(None, "3"), "int", "below 3", "低于 3"),
    (Interval("3", None), "int", "3 or more", "3 及以上"),
    (Interval("3", "4"), "int", "3", "3"),
    (Interval("-1", "0"), "int", "-1", "-1"),
    (Interval("3", "4"), "decimal", "3 to below 4", "3 至低于 4"),
    (Interval("0.5", "1.5"), "decimal", "0.5 to below 1.5", "0.5 至低于 1.5"),
    (Interval("18628", None), "date", "from 2021-01-01", "2021-01-01 及以后"),
    (Interval(None, "18628"), "date", "before 2021-01-01", "2021-01-01 之前"),
    (Interval("18628", "18629"), "date", "2021-01-01", "2021-01-01"),
    (Interval("18628", "18630"), "date", "2021-01-01 to before 2021-01-03", "2021-01-01 至 2021-01-03 之前"),
    (Interval("99999999", None), "date", "from 99999999", "99999999 及以后"),
    (OneOf(("rent", "")), "text", "rent | (empty)", "rent | （空）"),
    (Special("-999"), "int", "special -999", "特殊值 -999"),
    (MISSING, "int", "missing", "缺失"),
    (UNSEEN, "int", "unseen", "未见过或无法读取"),
]


@pytest.mark.parametrize(("condition", "kind", "english", "chinese"), CASES)
def test_a_condition_reads_in_both_languages(condition: Condition, kind: str, english: str, chinese: str) -> None:
    special = ("-999",) if isinstance(condition, Special) else ()
    declared = Input("x", kind, special=special)

    assert condition_text(condition, declared, "en") == english
    assert condition_text(condition, declared, "zh") == chinese


def test_a_cell_of_a_grid_names_both_inputs() -> None:
    inputs = {"a": Input("a", "int"), "b": Input("b", "text")}
    attribute = Attribute((Interval("1", None), MISSING), 3)
    grid = Characteristic("grid", ("a", "b"), (attribute,))

    assert attribute_text(inputs, grid, attribute) == "a: 1 or more and b: missing"
    assert attribute_text(inputs, grid, attribute, "zh") == "a: 1 及以上 且 b: 缺失"


def test_no_language_lacks_a_word_or_a_blank_in_it() -> None:
    assert set(WORDS) == set(LANGUAGES)
    for word, text in WORDS["en"].items():
        blanks = {field for _, field, _, _ in Formatter().parse(text) if field}
        assert {field for _, field, _, _ in Formatter().parse(WORDS["zh"][word]) if field} == blanks
    assert set(WORDS["en"]) == set(WORDS["zh"])


def test_a_language_that_nobody_wrote_is_refused() -> None:
    with pytest.raises(UsageError, match="'fr'"):
        check_language("fr")
