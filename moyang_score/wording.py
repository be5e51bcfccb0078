"""How the conditions of a card read to people, in English and Chinese: the same words in every table and waterfall."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from moyang_score.card import EPOCH, Attribute, Characteristic, Condition, Input, Interval, OneOf, Special, number_value
from moyang_score.errors import UsageError

__all__ = ["LANGUAGES", "WORDS", "attribute_text", "check_language", "condition_text"]

LANGUAGES: Final = ("en", "zh")

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "and": " and ",
        "any": "any value",
        "empty": "(empty)",
        "from": "{lower} or more",
        "from_day": "from {lower}",
        "below": "below {upper}",
        "below_day": "before {upper}",
        "between": "{lower} to below {upper}",
        "between_day": "{lower} to before {upper}",
        "one": "{lower}",
        "missing": "missing",
        "special": "special {code}",
        "unseen": "unseen",
    },
    "zh": {
        "and": " 且 ",
        "any": "任意值",
        "empty": "（空）",
        "from": "{lower} 及以上",
        "from_day": "{lower} 及以后",
        "below": "低于 {upper}",
        "below_day": "{upper} 之前",
        "between": "{lower} 至低于 {upper}",
        "between_day": "{lower} 至 {upper} 之前",
        "one": "{lower}",
        "missing": "缺失",
        "special": "特殊值 {code}",
        "unseen": "未见过或无法读取",
    },
}


def check_language(language: str) -> None:
    """Refuse a language that nothing is worded in.

    Parameters
    ----------
    language : str
        A code.

    Raises
    ------
    UsageError
        If it is not one of `LANGUAGES`.

    Examples
    --------
    >>> check_language("zh")
    """
    if language not in LANGUAGES:
        raise UsageError(f"the language {language!r} is unknown", fix=f"use one of {', '.join(LANGUAGES)}")


def condition_text(condition: Condition, declared: Input, language: str = "en") -> str:
    """Word one condition.

    Parameters
    ----------
    condition : Condition
        What the value must be.
    declared : Input
        The input it is a condition on; dates are worded as days of the calendar, integers one by one where only one
        is inside.
    language : {'en', 'zh'}
        The language.

    Returns
    -------
    str
        For example ``1 to below 2.5``; intervals hold their lower end and not their upper one.

    Examples
    --------
    >>> condition_text(Interval("1", "2"), Input("late", "int"))
    '1'
    >>> condition_text(Interval("1", "2"), Input("ratio", "decimal"))
    '1 to below 2'
    >>> condition_text(Interval(None, "0"), Input("born", "date"))
    'before 1970-01-01'
    """
    words = WORDS[language]
    if isinstance(condition, Interval):
        return _interval_text(condition, declared, words)
    if isinstance(condition, OneOf):
        return " | ".join(level or words["empty"] for level in condition.levels)
    if isinstance(condition, Special):
        return words["special"].format(code=condition.code)
    return words[str(condition)]


def attribute_text(
    inputs: Mapping[str, Input], characteristic: Characteristic, attribute: Attribute, language: str = "en"
) -> str:
    """Word an attribute: its condition, or both conditions of a grid with the inputs they belong to.

    Parameters
    ----------
    inputs : mapping
        The inputs of the card by key.
    characteristic : Characteristic
        Whose attribute it is.
    attribute : Attribute
        The attribute.
    language : {'en', 'zh'}
        The language.

    Returns
    -------
    str
        One line, unless a level or key has a line break in it.
    """
    texts = [
        condition_text(condition, inputs[key], language)
        for key, condition in zip(characteristic.inputs, attribute.when, strict=True)
    ]
    if len(texts) == 1:
        return texts[0]
    named = zip(characteristic.inputs, texts, strict=True)
    return WORDS[language]["and"].join(f"{key}: {text}" for key, text in named)


def _interval_text(interval: Interval, declared: Input, words: Mapping[str, str]) -> str:
    form = "any" if interval.lower is None else "from"
    if interval.upper is not None:
        form = "below" if interval.lower is None else "between"
    is_date = declared.type == "date"
    if declared.type in {"int", "date"} and _holds_one(interval):
        form = "one"
    elif is_date and form != "any":
        form = f"{form}_day"
    return words[form].format(lower=_end(interval.lower, is_date), upper=_end(interval.upper, is_date))


def _holds_one(interval: Interval) -> bool:
    if interval.lower is None or interval.upper is None:
        return False
    first = number_value(interval.lower)
    return isinstance(first, int) and number_value(interval.upper) == first + 1


def _end(end: str | None, is_date: bool) -> str:  # noqa: FBT001 - private, called in one place
    if end is None or not is_date:
        return end or ""
    day = number_value(end) + EPOCH
    # Days outside the calendar of Python stay numbers.
    return date.fromordinal(int(day)).isoformat() if 1 <= day <= date.max.toordinal() else end
