"""How the parts of an explanation are called: keys with names, grades with titles, values with units."""

import re
from collections.abc import Mapping
from typing import Final

from moyang_score.explain.explanation import ExplainedReason, Explanation, WaterfallRow
from moyang_score.terminal import printable

__all__ = ["cap_text", "flag_text", "graded", "held_text", "named", "reason_title", "value_text"]

_YES_OR_NO: Final = "listed"  # the unit of an input that is 1 or 0
_FLAGS: Final = {"0": "no", "1": "yes"}
_BRACKET: Final = re.compile(r"\s*[(（]")  # what a unit says in brackets is too much for a cell


def named(explanation: Explanation, key: str) -> str:
    """Return a key, followed by its name where the card has one."""
    name = key if explanation.texts is None else explanation.texts.name(key)
    return printable(key if name == key else f"{key} {name}")


def graded(explanation: Explanation, grade: str) -> str:
    """Return a grade, followed by its title where the card has one."""
    title = grade if explanation.texts is None else explanation.texts.grade(grade)
    return printable(grade if title == grade else f"{grade} {title}")


def value_text(explanation: Explanation, row: WaterfallRow, words: Mapping[str, str]) -> str:
    """Return what the cells of a row say, with the unit where the card has texts."""
    if not row.value or explanation.texts is None:
        return printable(row.value or words["absent"])
    if row.unit == _YES_OR_NO and row.value in _FLAGS:
        return words[_FLAGS[row.value]]
    unit = explanation.texts.unit(row.key)
    return printable(f"{row.value} {_BRACKET.split(unit)[0]}" if unit else row.value)


def cap_text(explanation: Explanation, key: str, words: Mapping[str, str]) -> str:
    """Return the title of a cap row."""
    title = key if explanation.texts is None else explanation.texts.group(key)
    return printable(words["cap"].format(key=key) if title == key else title)


def reason_title(explanation: Explanation, reason: ExplainedReason, words: Mapping[str, str]) -> str:
    """Return a reason with what it cost, and the characteristic where that is called otherwise."""
    form = words["reason"] if reason.code == reason.characteristic else words["reason_other"]
    names = {"code": named(explanation, reason.code), "key": printable(reason.characteristic)}
    return form.format(contribution=f"{reason.contribution:+d}", **names)


def held_text(explanation: Explanation, words: Mapping[str, str]) -> str:
    """Return which characteristics hold the grade below that of the score alone."""
    keys = words["comma"].join(named(explanation, key) for key in explanation.held_by)
    return words["held"].format(grade=graded(explanation, explanation.grade_of_score or ""), keys=keys)


def flag_text(explanation: Explanation, flag: str, words: Mapping[str, str]) -> str:
    """Return what a flag says."""
    code, _, key = flag.partition(":")
    return words[f"flag_{code}"].format(key=named(explanation, key.replace("%3B", ";").replace("%25", "%")))
