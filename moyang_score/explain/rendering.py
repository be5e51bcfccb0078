"""The waterfall as lines of text."""

from collections.abc import Iterator, Mapping
from typing import Final

from moyang_score.explain.explanation import Explanation
from moyang_score.explain.phrases import cap_text, flag_text, graded, held_text, named, reason_title, value_text
from moyang_score.explain.texts import TEXTS
from moyang_score.terminal import aligned, diverging_bar, printable, shortened

__all__ = ["waterfall_text"]

_KEY_WIDTH: Final = 34
_CELL_WIDTH: Final = 26
_BAR_WIDTH: Final = 12
_MOST_IMPROVEMENTS: Final = 8


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
        lines.append(held_text(explanation, texts))
    lines += _improvements(explanation, texts)
    if explanation.flags:
        lines += [f"{texts['flags']}:", *(f"  {flag_text(explanation, flag, texts)}" for flag in explanation.flags)]
    if explanation.card_class == "research":
        lines += ["", texts["research"]]
    return "\n".join(lines)


def _title(explanation: Explanation, texts: Mapping[str, str]) -> str:
    parts = [texts["title"].format(score=explanation.score)]
    if explanation.grade is not None:
        parts.append(texts["grade"].format(grade=graded(explanation, explanation.grade)))
    if explanation.probability_bad is not None:
        parts.append(texts["probability"].format(probability=f"{explanation.probability_bad:.2%}"))
    return " · ".join(parts)


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
        cells = [_cut(named(explanation, row.key), _KEY_WIDTH), _cut(value_text(explanation, row, texts), _CELL_WIDTH)]
        cells.append(_cut(row.attribute, _CELL_WIDTH))
        yield [*cells, str(row.points), str(row.neutral), f"{step:+d}", diverging_bar(step, largest, _BAR_WIDTH)]
    for key, points in explanation.cap_rows:
        name = _cut(cap_text(explanation, key, texts), _KEY_WIDTH)
        yield [name, "", "", str(points), "", f"{points:+d}", diverging_bar(points, largest, _BAR_WIDTH)]
    yield [texts["score"], "", "", "", "", str(explanation.score), ""]


def _cut(text: str, width: int) -> str:
    return shortened(printable(text), width)


def _reasons(explanation: Explanation, texts: Mapping[str, str]) -> Iterator[str]:
    if not explanation.reasons:
        yield texts["no_reasons"]
        return
    yield f"{texts['reasons']}:"
    for number, reason in enumerate(explanation.reasons, start=1):
        yield f"  {number}. {reason_title(explanation, reason, texts)}"
        text = None if explanation.texts is None else explanation.texts.reason(reason.code)
        if text:
            yield f"     {printable(text)}"


def _improvements(explanation: Explanation, texts: Mapping[str, str]) -> Iterator[str]:
    if not explanation.improvements:
        return
    yield f"{texts['improve']}:"
    for one in explanation.improvements[:_MOST_IMPROVEMENTS]:
        gain = f" ({texts['gain'].format(gain=one.gain)})" if one.gain else ""
        yield f"  {named(explanation, one.key)}{gain}: {printable(one.text)}"
    if (more := len(explanation.improvements) - _MOST_IMPROVEMENTS) > 0:
        yield f"  {texts['more'].format(count=more)}"
