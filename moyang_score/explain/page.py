"""One person's score as one HTML page that needs nothing else: no script, no font, no picture from elsewhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from typing import Final

from moyang_score.explain.drawing import level_svg, step_svg
from moyang_score.explain.explanation import Explanation, WaterfallRow
from moyang_score.explain.phrases import cap_text, flag_text, graded, held_text, named, reason_title, value_text
from moyang_score.explain.style import STYLE
from moyang_score.explain.texts import TEXTS
from moyang_score.page import whole_page
from moyang_score.terminal import printable

__all__ = ["explanation_page"]

_MINUS: Final = "−"


@dataclass(frozen=True)
class _Page:
    """Hold what every part of a page reads: the explanation, its words, and the sums of its waterfall."""

    explanation: Explanation
    words: Mapping[str, str]

    @property
    def steps(self) -> list[int]:
        rows, caps = self.explanation.rows, self.explanation.cap_rows
        return [*(row.contribution for row in rows), *(points for _, points in caps)]

    @property
    def sums(self) -> list[int]:
        """The sum before the first step, and after each."""
        return list(accumulate(self.steps, initial=self.explanation.start))

    @property
    def reach(self) -> tuple[int, int]:
        return min(self.sums), max(self.sums)

    @property
    def has_neutral(self) -> bool:
        """Tell whether points and ± differ anywhere: on an expert card one column says both."""
        return any(row.neutral for row in self.explanation.rows)


def explanation_page(explanation: Explanation, *, as_of: str | None = None) -> str:
    """Lay out an explanation as a page: the result first, then reasons, the waterfall, and what would raise the score.

    Nothing on the page says who the person is, unless a cell of the record does.

    Parameters
    ----------
    explanation : Explanation
        The explanation, whose language the page is in.
    as_of : str, optional
        The day the record was true of, where it is known.

    Returns
    -------
    str
        HTML; every name and level in it is escaped, and its own policy forbids it to load or run anything.

    Examples
    --------
    >>> from moyang_score.card import Scorecard
    >>> from moyang_score.explain import explain_person
    >>> card = Scorecard(card_class="official", base=650, inputs=(), characteristics=())
    >>> explanation_page(explain_person(card, {"age": [41]}))[:15]
    '<!doctype html>'
    """
    words = TEXTS[explanation.language]
    page = _Page(explanation, words)
    lines = [
        *_head(page, as_of),
        *_result(page),
        *_warnings(page),
        *_reasons(page),
        *_waterfall(page),
        *_improvements(page),
        f"<footer>{words['digest']} <code>{explanation.digest}</code></footer>",
    ]
    return whole_page(words["page"], explanation.language, STYLE, lines)


def _head(page: _Page, as_of: str | None) -> Iterator[str]:
    explanation, words = page.explanation, page.words
    title = words["page"] if explanation.texts is None else f"{_text(explanation.texts.title)} · {words['page']}"
    day = "" if as_of is None else f" {_text(words['as_of'].format(day=as_of))}"
    yield f'<header><h1>{title}</h1><p><span class="class">{words[f"class_{explanation.card_class}"]}</span>{day}</p>'
    yield "</header>"


def _result(page: _Page) -> Iterator[str]:
    explanation, words = page.explanation, page.words
    facts = [(words["score"], "score", str(explanation.score))]
    if explanation.grade is not None:
        facts.append((words["grade_alone"], "grade", escape(graded(explanation, explanation.grade))))
    if explanation.probability_bad is not None:
        facts.append((words["probability_alone"], "probability", f"{explanation.probability_bad:.2%}"))
    facts.append((words["sum_of"], "sum", _sum(page)))
    shown = "".join(f'<div><dt>{label}</dt><dd class="{kind}">{text}</dd></div>' for label, kind, text in facts)
    yield f'<section><dl class="result">{shown}</dl></section>'


def _sum(page: _Page) -> str:
    """Write the score as a sum of four: the start, all gains, all losses, all cap rows."""
    explanation, words = page.explanation, page.words
    own = [row.contribution for row in explanation.rows]
    parts = [
        ("start", str(explanation.start)),
        ("gains", f"+ {sum(one for one in own if one > 0)}"),
        ("losses", f"{_MINUS} {-sum(one for one in own if one < 0)}"),
    ]
    if explanation.cap_rows:
        caps = sum(points for _, points in explanation.cap_rows)
        parts.append(("caps", f"{_MINUS if caps < 0 else '+'} {abs(caps)}"))
    said = " ".join(f"{text} <small>{words[key]}</small>" for key, text in parts)
    return f"{said} = {explanation.score}"


def _warnings(page: _Page) -> Iterator[str]:
    explanation, words = page.explanation, page.words
    if explanation.card_class == "research":
        yield f'<p class="warning">{words["research"]}</p>'
    if explanation.held_by:
        yield f'<p class="warning held">{escape(held_text(explanation, words))}</p>'
    if explanation.flags:
        said = "".join(f"<li>{escape(flag_text(explanation, flag, words))}</li>" for flag in explanation.flags)
        yield f'<div class="warning flags">{words["flags"]}<ul>{said}</ul></div>'


def _reasons(page: _Page) -> Iterator[str]:
    explanation, words = page.explanation, page.words
    yield f"<section><h2>{words['reasons']}</h2>"
    if not explanation.reasons:
        yield f'<p class="note">{words["no_reasons"]}</p></section>'
        return
    yield '<ol class="reasons">'
    for reason in explanation.reasons:
        text = None if explanation.texts is None else explanation.texts.reason(reason.code)
        yield f"<li><b>{escape(reason_title(explanation, reason, words))}</b>{_text(text or '')}</li>"
    yield "</ol></section>"


def _waterfall(page: _Page) -> Iterator[str]:
    explanation, words = page.explanation, page.words
    numbers = ["points", "neutral", "contribution", "so_far"] if page.has_neutral else ["contribution", "so_far"]
    heads = "".join(f'<th scope="col">{words[key]}</th>' for key in ("characteristic", "value", "where"))
    heads += "".join(f'<th scope="col" class="n">{words[key]}</th>' for key in numbers)
    yield f'<section><h2>{words["how"]}</h2><p class="note">{words["how_note"]}</p><table class="waterfall">'
    yield f"<thead><tr>{heads}<th></th></tr></thead><tbody>"
    yield _level(page, "start", explanation.start)
    family = None
    for at, row in enumerate(explanation.rows):
        if explanation.texts is not None and row.family not in {None, family}:
            family = row.family
            yield _heading(page, explanation.texts.family(str(family)))
        yield _step(page, row, at)
    if family is not None and explanation.cap_rows:
        yield _heading(page, words["caps"])
    for at, (key, points) in enumerate(explanation.cap_rows, start=len(explanation.rows)):
        name = f'<th scope="row" colspan="3">{escape(cap_text(explanation, key, words))}</th>'
        empty = "<td></td><td></td>" if page.has_neutral else ""
        yield f'<tr class="{"cap" if points else "cap still"}">{name}{empty}{_moved(page, at)}</tr>'
    yield f"{_level(page, 'score', explanation.score)}</tbody></table></section>"


def _heading(page: _Page, name: str) -> str:
    width = 8 if page.has_neutral else 6
    return f'<tr class="family"><th scope="rowgroup" colspan="{width}">{_text(name)}</th></tr>'


def _level(page: _Page, key: str, level: int) -> str:
    width = 6 if page.has_neutral else 4
    return (
        f'<tr class="end"><th scope="row" colspan="{width}">{page.words[key]}</th><td class="n level">{level}</td>'
        f"<td>{level_svg(level, page.reach)}</td></tr>"
    )


def _step(page: _Page, row: WaterfallRow, at: int) -> str:
    name = f'<th scope="row">{escape(named(page.explanation, row.key))}</th>'
    cells = (value_text(page.explanation, row, page.words), row.attribute)
    said = "".join(f'<td class="cell">{_text(cell)}</td>' for cell in cells)
    if page.has_neutral:
        said += f'<td class="n">{row.points}</td><td class="n">{row.neutral}</td>'
    still = "" if row.contribution else ' class="still"'
    return f"<tr{still}>{name}{said}{_moved(page, at)}</tr>"


def _moved(page: _Page, at: int) -> str:
    """Write what a step moves, the sum after it, and its bar."""
    before, after = page.sums[at], page.sums[at + 1]
    step = page.steps[at]
    shown = f"{step:+d}" if step else "0"
    bar = step_svg(before, after, page.reach)
    return f'<td class="n step">{shown}</td><td class="n sum">{after}</td><td>{bar}</td>'


def _improvements(page: _Page) -> Iterator[str]:
    explanation, words = page.explanation, page.words
    if not explanation.improvements:
        return
    yield f'<section><h2>{words["improve"]}</h2><p class="note">{words["improve_note"]}</p><table class="improve">'
    yield f'<thead><tr><th scope="col">{words["item"]}</th><th scope="col" class="n">{words["most"]}</th>'
    yield f'<th scope="col">{words["advice"]}</th></tr></thead><tbody>'
    for one in explanation.improvements:
        gain = f"{one.gain:+d}" if one.gain else "0"
        yield f'<tr><th scope="row">{escape(named(explanation, one.key))}</th><td class="n">{gain}</td>'
        yield f"<td>{_text(one.text)}</td></tr>"
    yield "</tbody></table></section>"


def _text(text: str) -> str:
    """Make a text of the data safe to stand in the page."""
    return escape(printable(text))
