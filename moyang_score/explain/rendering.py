"""The waterfall as lines of text."""

from collections.abc import Iterator, Mapping
from typing import Final

from moyang_score.explain.explanation import Explanation
from moyang_score.explain.texts import TEXTS
from moyang_score.terminal import aligned, diverging_bar, printable, shortened

__all__ = ["waterfall_text"]

_KEY_WIDTH: Final = 34
_CELL_WIDTH: Final = 26
_BAR_WIDTH: Final = 12


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
        keys = ", ".join(map(printable, explanation.held_by))
        lines.append(texts["held"].format(grade=printable(explanation.grade_of_score or ""), keys=keys))
    if explanation.flags:
        lines += [f"{texts['flags']}:", *(f"  {_flag(flag, texts)}" for flag in explanation.flags)]
    if explanation.card_class == "research":
        lines += ["", texts["research"]]
    return "\n".join(lines)


def _title(explanation: Explanation, texts: Mapping[str, str]) -> str:
    parts = [texts["title"].format(score=explanation.score)]
    if explanation.grade is not None:
        parts.append(texts["grade"].format(grade=printable(explanation.grade)))
    if explanation.probability_bad is not None:
        parts.append(texts["probability"].format(probability=f"{explanation.probability_bad:.2%}"))
    return " · ".join(parts)


def _table(explanation: Explanation, texts: Mapping[str, str]) -> Iterator[list[str]]:
    numbers = [texts["points"], texts["neutral"], texts["contribution"]]
    yield [texts["characteristic"], texts["value"], texts["where"], *numbers, ""]
    yield [texts["start"], "", "", "", "", str(explanation.start), ""]
    caps = [points for _, points in explanation.cap_rows]
    largest = max((abs(step) for step in [*(row.contribution for row in explanation.rows), *caps]), default=0)
    for row in explanation.rows:
        step = row.contribution
        value = row.value or texts["absent"]
        cells = [_cut(row.key, _KEY_WIDTH), _cut(value, _CELL_WIDTH)]
        cells.append(_cut(row.attribute, _CELL_WIDTH))
        yield [*cells, str(row.points), str(row.neutral), f"{step:+d}", diverging_bar(step, largest, _BAR_WIDTH)]
    for key, points in explanation.cap_rows:
        name = _cut(texts["cap"].format(key=key), _KEY_WIDTH)
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
        form = texts["reason"] if reason.code == reason.characteristic else texts["reason_other"]
        names = {"code": printable(reason.code), "key": printable(reason.characteristic)}
        yield f"  {number}. {form.format(contribution=f'{reason.contribution:+d}', **names)}"


def _flag(flag: str, texts: Mapping[str, str]) -> str:
    code, _, key = flag.partition(":")
    named = key.replace("%3B", ";").replace("%25", "%")
    return texts[f"flag_{code}"].format(key=printable(named))
