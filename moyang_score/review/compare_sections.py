"""The sections of the page of a comparison that show all cards at once."""

from collections.abc import Iterator, Mapping
from html import escape

from moyang_score.review.compare_drawings import calibration_svg, interval_svg, pair_svg
from moyang_score.review.compare_figures import (
    group_text,
    names_of,
    percent,
    points_text_of,
    rate_with_interval,
    signed_estimate,
    signed_points,
)
from moyang_score.review.compare_pair_page import pill
from moyang_score.review.comparison import CardFigures, Comparison
from moyang_score.review.numbers import ABSENT
from moyang_score.review.points_beside import BesideRow, PointsBeside
from moyang_score.terminal import printable

__all__ = ["calibration_section", "drift_section", "groups_section", "points_section"]

_Words = Mapping[str, str]


def calibration_section(comparison: Comparison, words: _Words) -> Iterator[str]:
    """Yield what each card states and what is seen, for cards that state probabilities.

    Parameters
    ----------
    comparison : Comparison
        The comparison.
    words : mapping
        The words of one language.

    Yields
    ------
    str
        HTML.
    """
    stated = [one for one in comparison.cards if one.calibration is not None]
    if not stated:
        return
    yield f'<section><h2>{words["calibration"]}</h2><p class="note">{words["calibration_note"]}</p>'
    for one in stated:
        yield from _calibration(one, words)
    yield "</section>"


def _calibration(one: CardFigures, words: _Words) -> Iterator[str]:
    found = one.calibration
    assert found is not None
    held = words["holds_bands"].format(held=sum(band.holds for band in found.bands), bands=len(found.bands))
    whole = f"{words['expected']} {percent(found.expected)}, {words['observed']} {rate_with_interval(found.observed)}"
    yield f"<h3>{_text(one.name)}</h3><p>{whole} · {held} · {words['brier']} {found.brier:.4f}</p>"
    heads = ("band", "rows", "expected", "observed", "", "verdict")
    yield _table_head(words, heads, left={0, 4, 5})
    largest = max(max(band.observed.high, band.expected) for band in found.bands)
    for band in found.bands:
        says = words["holds"] if band.holds else words["holds_not"]
        kind = "" if band.holds else " look"
        cells = [f"{percent(band.low)} – {percent(band.high)}"]
        numbers = (f"{band.rows:,}", percent(band.expected), rate_with_interval(band.observed))
        yield f"<tr><td>{cells[0]}</td>{''.join(map(_number, numbers))}"
        yield f'<td>{calibration_svg(band, largest)}</td><td><span class="pill{kind}">{says}</span></td></tr>'
    yield "</tbody></table></div>"


def drift_section(comparison: Comparison, words: _Words, language: str) -> Iterator[str]:
    """Yield how far the rows lie from those of the reference, where there is one.

    Parameters
    ----------
    comparison : Comparison
        The comparison.
    words : mapping
        The words of one language.
    language : {'en', 'zh'}
        That language.

    Yields
    ------
    str
        HTML.
    """
    if not comparison.drift:
        return
    sizes = {"rows": f"{comparison.rows:,}", "reference": f"{comparison.reference_rows:,}"}
    note = words["drift_note"].format(shift=comparison.policy.shift, **sizes)
    yield f'<section><h2>{words["drift"]}</h2><p class="note">{note}</p>'
    yield _table_head(words, ("card", "characteristic", "psi", "critical", "shift", "verdict"), left={0, 1, 5})
    before, names = None, names_of(comparison, language)
    for one in comparison.drift:
        found = one.stability
        key = f"<b>{words['score']}</b>" if not one.key else _text(names[one.key])
        card = f"<b>{_text(one.card)}</b>" if one.card != before else ""
        numbers = (f"{found.value:.4f}", f"{found.critical:.4f}", signed_points(one.shift))
        yield f"<tr><td>{card}</td><td>{key}</td>{''.join(map(_number, numbers))}"
        yield f"<td>{pill(one.verdict, words)}</td></tr>"
        before = one.card
    yield "</tbody></table></div></section>"


def groups_section(comparison: Comparison, words: _Words) -> Iterator[str]:
    """Yield the mean scores of groups, where there are columns of them.

    Parameters
    ----------
    comparison : Comparison
        The comparison.
    words : mapping
        The words of one language.

    Yields
    ------
    str
        HTML.
    """
    if not comparison.groups:
        return
    yield f'<section><h2>{words["gaps"]}</h2><p class="note">{words["gaps_note"]}</p>'
    yield _table_head(
        words,
        ("group", "rows", "card", "mean", "gap", "", "standardised", "change"),
        left={0, 2, 5},
    )
    ends = [abs(end) for one in comparison.groups for gap in one.gaps if gap for end in (gap.low, gap.high)]
    column = None
    for one in comparison.groups:
        if one.column != column:
            column = one.column
            yield f'<tr class="key"><th colspan="8"><span>{_text(column)}</span></th></tr>'
        for at, card in enumerate(comparison.cards):
            first = [f"<td>{_text(group_text(one, words))}</td>", _number(_few(one.rows, words))]
            cells = first if not at else ["<td></td>", "<td></td>"]
            gap = words["reference_group"] if one.reference else signed_estimate(one.gaps[at], 1)
            own = one.standardised[at]
            numbers = [_number(points_text_of(one.means[at])), _number(gap)]
            drawn = f"<td>{interval_svg(one.gaps[at], max(ends, default=0.0))}</td>"
            last = ["" if own is None else f"{own:+.2f}", signed_estimate(one.changes[at], 1, "")]
            yield f"<tr>{''.join(cells)}<td>{_text(card.name)}</td>{''.join(numbers)}{drawn}"
            yield f"{''.join(map(_number, last))}</tr>"
    yield "</tbody></table></div></section>"


def points_section(comparison: Comparison, words: _Words, language: str) -> Iterator[str]:
    """Yield the points of all cards side by side.

    Parameters
    ----------
    comparison : Comparison
        The comparison.
    words : mapping
        The words of one language.
    language : {'en', 'zh'}
        The language that values are worded in.

    Yields
    ------
    str
        HTML.
    """
    note = words["points_note"].format(baseline=_text(comparison.baseline.name))
    yield f'<section><h2>{words["points"]}</h2><p class="note">{note}</p>'
    names = "".join(f'<th class="n">{_text(one.name)}</th><th class="n">±</th>' for one in comparison.cards)
    rate = f'<th class="n">{words["bad_rate"]}</th>' if comparison.known else ""
    yield f'<div class="wide"><table class="points"><thead><tr><th>{words["value"]}</th>{names}<th></th>'
    yield f'<th class="n">{words["rows"]}</th><th class="n">{words["share"]}</th>{rate}</tr></thead>'
    rows = [row for one in comparison.points for row in one.rows]
    largest = max((abs(step) for row in rows for step in row.contributions if step is not None), default=0)
    width = 4 + 2 * len(comparison.cards) + bool(rate)
    for one in comparison.points:
        yield f'<tbody><tr class="key"><th scope="rowgroup" colspan="{width}"><span>{_text(one.named(language))}</span>'
        yield "</th></tr>"
        for row in one.rows:
            yield _points(comparison, one, row, (words, language), largest)
        yield "</tbody>"
    yield "</table></div></section>"


def _points(comparison: Comparison, one: PointsBeside, row: BesideRow, told: tuple[_Words, str], largest: int) -> str:
    words, language = told
    wording = one.wording(row, language) or words["read_differently"]
    cells = [f'<td class="attribute">{_text(wording)}</td>']
    for points, step in zip(row.points, row.contributions, strict=True):
        cells.append(_number(ABSENT if points is None else str(points)))
        cells.append(_number("" if step is None else f"{step:+d}"))
    cells.append(f"<td>{pair_svg(row.contributions, largest)}</td>")
    cells += [_number(f"{row.n:,}"), _number(percent(row.n / comparison.rows))]
    if comparison.known:
        cells.append(_number(ABSENT if row.bads is None else percent(row.bads / row.known)))
    kind = ' class="empty"' if not row.n else ""
    return f"<tr{kind}>{''.join(cells)}</tr>"


def _table_head(words: _Words, heads: tuple[str, ...], left: set[int]) -> str:
    cells = (
        f"<th{'' if at in left else ' class=n'}>{words[head] if head else ''}</th>" for at, head in enumerate(heads)
    )
    return f'<div class="wide"><table><thead><tr>{"".join(cells)}</tr></thead><tbody>'


def _few(rows: int | None, words: _Words) -> str:
    return words["too_few"] if rows is None else f"{rows:,}"


def _number(text: str) -> str:
    return f'<td class="n">{text}</td>'


def _text(text: str) -> str:
    return escape(printable(text))
