"""The texts of the app are whole: each in both languages, each used, each in its own language."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import moyang_score.app
from moyang_score.app.words import Words, all_words
from moyang_score.errors import UsageError
from tests.app.spoken import in_chinese, in_english

FOLDER = Path(moyang_score.app.__file__).parent
KEYS = sorted(all_words())


def uses() -> Iterator[tuple[str, bool]]:
    """Yield the keys that the code asks for, and whether what is asked for is only how keys begin."""
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value, False
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                yield str(node.values[0].value), True
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "named":
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield f"{first.value}_", True


@pytest.mark.parametrize("key", KEYS)
def test_a_text_stands_in_both_languages_with_the_same_blanks(key: str) -> None:
    texts = all_words()[key]

    assert set(texts) == {"en", "zh"}
    assert all(text.strip() or key == "comma" for text in texts.values())
    blanks = [sorted(name for _, name, _, _ in string.Formatter().parse(texts[one]) if name) for one in ("en", "zh")]
    assert blanks[0] == blanks[1]


@pytest.mark.parametrize("key", KEYS)
def test_a_text_is_in_its_language(key: str) -> None:
    texts = {language: re.sub(r"\{\w+\}", " ", text) for language, text in all_words()[key].items()}

    assert in_chinese(texts["en"]) == []
    assert in_english(texts["zh"]) == set()


def test_every_text_is_used() -> None:
    found = list(uses())
    whole = {key for key, is_beginning in found if not is_beginning}
    beginnings = tuple(key for key, is_beginning in found if is_beginning and key.endswith("_"))

    assert [key for key in KEYS if key not in whole and not key.startswith(beginnings)] == []


def test_every_name_of_a_verdict_guard_and_learner_has_its_text() -> None:
    from moyang_score.features.guards import GUARDS
    from moyang_score.learn import LEARNERS
    from moyang_score.track import ALIASES

    needed = {f"stop_{guard}" for guard in GUARDS} - {"stop_where", "stop_severity"}
    needed |= {f"{kind}_{learner}" for kind in ("learner", "short") for learner in (*LEARNERS, "expert")}
    needed |= {f"alias_{one}" for one in ALIASES}

    assert needed - set(KEYS) == set()


def test_what_has_no_name_keeps_its_own() -> None:
    assert Words("zh").named("group", "island") == "island"
    assert Words("zh").named("group", "M") == "男"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UsageError, match="'fr' is unknown"):
        Words("fr")
