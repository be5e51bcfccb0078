"""The waterfall as lines of text."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from moyang_score.explain.explanation import Explanation, WaterfallRow
from moyang_score.explain.texts import TEXTS
from moyang_score.terminal import aligned, diverging_bar, printable, shortened

__all__ = ["waterfall_text"]

_KEY_WIDTH: Final = 34
_CELL_WIDTH: Final = 26
_BAR_WIDTH: Final = 12
_MOST_IMPROVEMENTS: Final = 8
_YES_OR_NO: Final = "listed"  # the unit of an input that is 1 or 0
_FLAGS: Final = {"0": "no", "1": "yes"}
_BRACKET: Final = re.compile(r"\s*[(（]")  # what a unit says in brackets is too much for a cell


def waterfall_text(explanation: Explanation) -> str:
    """Lay out a waterfall for the terminal: where a neutral person starts, what each characteristic adds, the score.

    Parameters
    ----------
    explanation : Explanation
        The explanation, whose language the words around it are in.

    Returns
    -------
    str
        Lines without a line end at the last; rows in card order, with bars for losses (left) and gains (right).

    Examples
    --------
    >>> from moyang_score.card import Scorecard
    >>> from moyang_score.explain import explain_person
    >>> card = Scorecard(card_class="official", base=650, inputs=(), characteristics=())
    >>> print(waterfall_text(explain_person(card, {"age": [41]})).splitlines()[0])
    Score 650
    """
    texts = TEXTS[explanation.language]
    lines = [_title(explanation, texts), ""]
    lines += aligned(list(_table(explanation, texts)), right={3, 4, 5})
    lines += ["", *_reasons(explanation, texts)]
    if explanation.held_by:
        keys = ", ".join(_named(explanation, key) for key in explanation.held_by)
        grade = _grade(explanation, explanation.grade_of_score or "")
        lines.append(texts["held"].format(grade=grade, keys=keys))
    lines += _improvements(explanation, texts)
    if explanation.flags:
        lines += [f"{texts['flags']}:", *(f"  {_flag(explanation, flag, texts)}" for flag in explanation.flags)]
    if explanation.card_class == "research":
        lines += ["", texts["research"]]
    return "\n".join(lines)


def _title(explanation: Explanation, texts: Mapping[str, str]) -> str:
    parts = [texts["title"].format(score=explanation.score)]
    if explanation.grade is not None:
        parts.append(texts["grade"].format(grade=_grade(explanation, explanation.grade)))
    if explanation.probability_bad is not None:
        parts.append(texts["probability"].format(probability=f"{explanation.probability_bad:.2%}"))
    return " · ".join(parts)


def _grade(explanation: Explanation, grade: str) -> str:
    title = grade if explanation.texts is None else explanation.texts.grade(grade)
    return printable(grade if title == grade else f"{grade} {title}")


def _named(explanation: Explanation, key: str) -> str:
    """Return a key, followed by its name where the card has one."""
    name = key if explanation.texts is None else explanation.texts.name(key)
    return printable(key if name == key else f"{key} {name}")


def _table(explanation: Explanation, texts: Mapping[str, str]) -> Iterator[list[str]]:
    numbers = [texts["points"], texts["neutral"], texts["contribution"]]
    yield [texts["characteristic"], texts["value"], texts["where"], *numbers, ""]
    yield [texts["start"], "", "", "", "", str(explanation.start), ""]
    caps = [points for _, points in explanation.cap_rows]
    largest = max((abs(step) for step in [*(row.contribution for row in explanation.rows), *caps]), default=0)
    family = None
    for row in explanation.rows:
        if explanation.texts is not None and row.family not in {None, family}:
            family = row.family
            yield [_cut(explanation.texts.family(str(family)), _KEY_WIDTH), "", "", "", "", "", ""]
        step = row.contribution
        cells = [_cut(_named(explanation, row.key), _KEY_WIDTH), _cut(_value(explanation, row, texts), _CELL_WIDTH)]
        cells.append(_cut(row.attribute, _CELL_WIDTH))
        yield [*cells, str(row.points), str(row.neutral), f"{step:+d}", diverging_bar(step, largest, _BAR_WIDTH)]
    for key, points in explanation.cap_rows:
        title = key if explanation.texts is None else explanation.texts.group(key)
        name = _cut(texts["cap"].format(key=key) if title == key else title, _KEY_WIDTH)
        yield [name, "", "", str(points), "", f"{points:+d}", diverging_bar(points, largest, _BAR_WIDTH)]
    yield [texts["score"], "", "", "", "", str(explanation.score), ""]


def _value(explanation: Explanation, row: WaterfallRow, texts: Mapping[str, str]) -> str:
    if not row.value or explanation.texts is None:
        return row.value or texts["absent"]
    if row.unit == _YES_OR_NO and row.value in _FLAGS:
        return texts[_FLAGS[row.value]]
    unit = explanation.texts.unit(row.key)
    return f"{row.value} {_BRACKET.split(unit)[0]}" if unit else row.value


def _cut(text: str, width: int) -> str:
    return shortened(printable(text), width)


def _reasons(explanation: Explanation, texts: Mapping[str, str]) -> Iterator[str]:
    if not explanation.reasons:
        yield texts["no_reasons"]
        return
    yield f"{texts['reasons']}:"
    for number, reason in enumerate(explanation.reasons, start=1):
        form = texts["reason"] if reason.code == reason.characteristic else texts["reason_other"]
        names = {"code": _named(explanation, reason.code), "key": printable(reason.characteristic)}
        yield f"  {number}. {form.format(contribution=f'{reason.contribution:+d}', **names)}"
        text = None if explanation.texts is None else explanation.texts.reason(reason.code)
        if text:
            yield f"     {printable(text)}"


def _improvements(explanation: Explanation, texts: Mapping[str, str]) -> Iterator[str]:
    if not explanation.improvements:
        return
    yield f"{texts['improve']}:"
    for one in explanation.improvements[:_MOST_IMPROVEMENTS]:
        gain = f" ({texts['gain'].format(gain=one.gain)})" if one.gain else ""
        yield f"  {_named(explanation, one.key)}{gain}: {printable(one.text)}"
    if (more := len(explanation.improvements) - _MOST_IMPROVEMENTS) > 0:
        yield f"  {texts['more'].format(count=more)}"


def _flag(explanation: Explanation, flag: str, texts: Mapping[str, str]) -> str:
    code, _, key = flag.partition(":")
    named = key.replace("%3B", ";").replace("%25", "%")
    return texts[f"flag_{code}"].format(key=_named(explanation, named))
