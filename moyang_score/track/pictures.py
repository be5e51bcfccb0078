"""Two small pictures of a card, drawn as SVG without a library."""

from collections.abc import Iterator
from html import escape
from typing import Any, Final

from moyang_score.export.suppression import suppressed
from moyang_score.score import LoadedCard
from moyang_score.terminal import printable, shortened
from moyang_score.track.words import words_of

__all__ = ["grades_picture", "points_picture"]

_WIDTH: Final = 640
_LEFT: Final = 190
_ROW: Final = 26
_HEAD: Final = 44
_MOST: Final = 40
_NAME_WIDTH: Final = 24


def grades_picture(contents: LoadedCard, language: str) -> str:
    """Draw how many people hold each grade, and the bad rate of each with its interval.

    Parameters
    ----------
    contents : LoadedCard
        The card.
    language : {'en', 'zh'}
        The language.

    Returns
    -------
    str
        An SVG document; figures that stand for fewer than 20 people are not shown.
    """
    words, texts = words_of(language), contents.texts.get(language)
    rows = suppressed(contents.evidence).get("grades", [])
    most = max((one["share"] or 0.0 for one in rows), default=0.0) or 1.0
    lines: list[str] = []
    for at, one in enumerate(rows):
        lines += _label(at, texts.grade(one["grade"]) if texts else one["grade"])
        lines += _grade(at, one, most)
    return _document(words["grades_picture"], len(rows), lines)


def points_picture(contents: LoadedCard, language: str) -> str:
    """Draw the range of points of each characteristic, the widest first.

    Parameters
    ----------
    contents : LoadedCard
        The card.
    language : {'en', 'zh'}
        The language.

    Returns
    -------
    str
        An SVG document.
    """
    words, texts = words_of(language), contents.texts.get(language)
    ordered = sorted(contents.card.characteristics, key=lambda one: one.points_range[0] - one.points_range[1])[:_MOST]
    ends = [end for one in ordered for end in one.points_range]
    low, high = min([0, *ends]), max([0, *ends])
    scale = (_WIDTH - _LEFT - 110) / max(high - low, 1)
    zero = _LEFT + 50 - low * scale
    lines = [f'<line x1="{zero:.1f}" x2="{zero:.1f}" y1="{_HEAD}" y2="{_HEAD + len(ordered) * _ROW}" stroke="#888"/>']
    for at, one in enumerate(ordered):
        first, last = one.points_range
        left, right, top = zero + first * scale, zero + last * scale, _HEAD + at * _ROW
        lines += _label(at, f"{one.key} {texts.name(one.key)}" if texts else one.key)
        lines.append(_bar(left, top, max(right - left, 1), "#4a7ab5"))
        lines.append(_text(left - 4, top + 17, str(first), "end"))
        lines.append(_text(max(right, left + 1) + 4, top + 17, str(last), "start"))
    return _document(words["points_picture"], len(ordered), lines)


def _grade(at: int, one: dict[str, Any], most: float) -> Iterator[str]:
    top = _HEAD + at * _ROW
    if one["n"] is None:
        yield _text(_LEFT, top + 17, "–", "start")
        return
    width = (_WIDTH - _LEFT - 260) * float(one["share"]) / most
    yield _bar(_LEFT, top, max(width, 1), "#4a7ab5")
    yield _text(_LEFT + width + 6, top + 17, f"{one['share']:.1%}", "start")
    if one.get("bad_rate") is not None:
        rate = f"{one['bad_rate']:.1%} [{one['low']:.1%}, {one['high']:.1%}]"
        yield _text(_WIDTH - 10, top + 17, rate, "end")


def _label(at: int, text: str) -> Iterator[str]:
    yield _text(_LEFT - 40, _HEAD + at * _ROW + 17, shortened(printable(text), _NAME_WIDTH), "end")


def _bar(left: float, top: float, width: float, colour: str) -> str:
    return f'<rect x="{left:.1f}" y="{top + 4}" width="{width:.1f}" height="{_ROW - 8}" fill="{colour}"/>'


def _text(left: float, bottom: float, text: str, anchor: str) -> str:
    return f'<text x="{left:.1f}" y="{bottom:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _document(title: str, rows: int, lines: list[str]) -> str:
    height = _HEAD + max(rows, 1) * _ROW + 10
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}" '
        'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/>'
    )
    heading = f'<text x="10" y="24" font-size="15" font-weight="bold">{escape(title)}</text>'
    return "\n".join([head, heading, *lines, "</svg>\n"])
