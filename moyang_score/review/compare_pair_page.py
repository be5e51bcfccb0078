"""The part of the page of a comparison that sets one card against another."""

from collections.abc import Iterator, Mapping
from html import escape

from moyang_score.review.compare_drawings import change_svg, heat, heat_svg, interval_svg
from moyang_score.review.compare_figures import (
    change_key,
    names_of,
    percent,
    quantiles_text,
    signed_points,
    signed_rate,
    swap_text,
)
from moyang_score.review.comparison import Comparison, Pair
from moyang_score.review.migration import SwapSet
from moyang_score.review.numbers import ABSENT
from moyang_score.review.score_change import ChangeRow
from moyang_score.terminal import printable

__all__ = ["pair_sections", "pill"]

_Words = Mapping[str, str]


def pair_sections(comparison: Comparison, pair: Pair, words: _Words, language: str) -> Iterator[str]:
    """Yield the sections of one pair.

    Parameters
    ----------
    comparison : Comparison
        The comparison.
    pair : Pair
        The pair.
    words : mapping
        The words of one language.
    language : {'en', 'zh'}
        That language.

    Yields
    ------
    str
        HTML.
    """
    names = {"baseline": _text(pair.baseline), "challenger": _text(pair.challenger)}
    yield f'<section class="pairs"><h2 class="pair">{words["against"].format(**names)}</h2><div class="two"><div>'
    yield from _grades(comparison, pair, words)
    yield "</div><div>"
    yield from _scores(pair, words)
    yield "</div></div></section>"
    yield from _swaps(pair, words)
    yield from _change(pair, words, names_of(comparison, language))


def pill(verdict: str, words: _Words, colour: str = "") -> str:
    """Return a verdict in a box of its colour.

    Parameters
    ----------
    verdict : str
        The verdict.
    words : mapping
        The words of one language.
    colour : str
        The verdict whose colour it has; its own by default.

    Returns
    -------
    str
        HTML.
    """
    return f'<span class="pill {escape(colour or verdict)}">{words[f"verdict_{verdict}"]}</span>'


def _grades(comparison: Comparison, pair: Pair, words: _Words) -> Iterator[str]:
    if pair.grades is None:
        return
    moved = pair.grades
    names = {"baseline": _text(pair.baseline), "challenger": _text(pair.challenger)}
    yield f"<h3>{words['grades_title']}</h3>"
    if moved.alike:
        counts = {"risen": moved.risen, "kept": moved.kept, "fallen": moved.fallen}
        said = [
            words[key].format(rows=f"{count or 0:,}", share=percent((count or 0) / comparison.rows))
            for key, count in counts.items()
        ]
        yield f"<p>{' · '.join(said)}</p>"
    yield f'<p class="note">{words["grades_note"].format(fewest=comparison.policy.fewest, **names)}</p>'
    heads = "".join(f'<th scope="col">{_text(one)}</th>' for one in moved.challenger)
    yield f'<div class="wide"><table class="matrix"><thead><tr><th></th>{heads}</tr></thead><tbody>'
    largest = max(max(row) for row in moved.rows)
    for at, grade in enumerate(moved.baseline):
        cells = []
        for to, rows in enumerate(moved.rows[at]):
            same = ' class="same"' if moved.alike and at == to else ""
            known, bads = moved.known[at][to], moved.bads[at][to]
            rate = "" if bads is None else f"<small>{percent(bads / known)}</small>"
            cells.append(f"<td{same}{heat(rows, largest)}>{rows:,}{rate}</td>")
        yield f'<tr><th scope="row">{_text(grade)}</th>{"".join(cells)}</tr>'
    yield "</tbody></table></div>"


def _scores(pair: Pair, words: _Words) -> Iterator[str]:
    correlation = ABSENT if pair.scores.correlation is None else f"{pair.scores.correlation:.3f}"
    yield f"<h3>{words['scores_title']} · {words['correlation'].format(value=correlation)}</h3>"
    yield f'<p class="note">↑ {words["band_axis"].format(card=_text(pair.baseline))}<br>'
    yield f"→ {words['band_axis'].format(card=_text(pair.challenger))}</p>"
    yield heat_svg(pair.scores.bands)


def _swaps(pair: Pair, words: _Words) -> Iterator[str]:
    if not pair.swaps:
        return
    names = {"baseline": _text(pair.baseline), "challenger": _text(pair.challenger)}
    judged = any(swap.verdict != "no outcome" for swap in pair.swaps)
    yield f'<section><h3>{words["swap_title"]}</h3><p class="note">{words["swap_note"].format(**names)}</p>'
    only = [words["only"].format(card=names[side]) for side in ("baseline", "challenger")]
    heads = f"<th>{words['boundary']}</th><th>{words['both']}</th>"
    if judged:
        heads += "".join(f"<th class=n>{one}</th><th class=n>{words['bad_rate']}</th>" for one in only)
        heads += f"<th class=n>{words['difference']}</th><th></th><th>{words['verdict']}</th>"
    else:
        heads += "".join(f"<th class=n>{one}</th>" for one in only)
    heads = heads.replace(f"<th>{words['both']}", f"<th class=n>{words['both']}")
    yield f'<div class="wide"><table class="dense"><thead><tr>{heads}</tr></thead><tbody>'
    ends = [abs(end) for swap in pair.swaps if (d := swap.difference) is not None for end in (d.low, d.high)]
    rule = None
    for swap in pair.swaps:
        if swap.rule != rule:
            rule = swap.rule
            yield f'<tr class="key"><th colspan="9"><small>{words[f"{rule}_rule"]}</small></th></tr>'
        yield _swap(swap, words, max(ends, default=0.0), judged=judged)
    yield "</tbody></table></div></section>"


def _swap(swap: SwapSet, words: _Words, largest: float, *, judged: bool) -> str:
    where = f"≥ {swap.baseline_min} / ≥ {swap.challenger_min}"
    cells = [
        f'<th scope="row" class="cut">{_text(swap.grade)} <small>{where}</small></th>',
        _number(f"{swap.both.n:,}"),
    ]
    for cell in (swap.only_baseline, swap.only_challenger):
        cells.append(_number(f"{cell.n:,}"))
        if judged:
            cells.append(_number(swap_text(cell)))
    if judged:
        difference = swap.difference
        shown = ABSENT if difference is None else signed_rate(difference)
        cells += [_number(shown), f"<td>{interval_svg(difference, largest)}</td>"]
        cells.append(f"<td>{pill(swap.verdict, words)}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _change(pair: Pair, words: _Words, keys: Mapping[str, str]) -> Iterator[str]:
    names = {"baseline": _text(pair.baseline), "challenger": _text(pair.challenger)}
    mean = signed_points(pair.scores.mean)
    yield f"<section><h3>{words['change_title']}</h3><p class=note>"
    yield words["score_note"].format(mean=mean, quantiles=quantiles_text(pair.scores, words), **names)
    yield f"</p><p class=note>{words['change_note'].format(mean=mean)}</p>"
    heads = f"<th>{words['characteristic']}</th>" + "".join(
        f"<th class=n>{_text(one)}</th>" for one in (pair.baseline, pair.challenger)
    )
    heads += f"<th class=n>{words['difference']}</th><th></th><th class=n>{words['moved']}</th>"
    yield f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>'
    start, *others = pair.change
    largest = max((abs(row.mean) for row in others), default=0.0)  # a start on another scale would dwarf them
    for row in [start, *sorted(others, key=lambda one: (one.kind == "cap", -one.moved, one.key))]:
        yield _change_row(row, change_key(row.kind, row.key, words, keys), largest)
    sums = [sum(getattr(row, side) or 0 for row in pair.change) / start.rows for side in ("baseline", "challenger")]
    means = "".join(_number(f"{one:.1f}") for one in sums)
    yield f'<tr class="sum"><th scope="row">{words["mean"]}</th>{means}{_number(mean)}<td></td><td></td></tr>'
    yield "</tbody></table></div></section>"


def _change_row(row: ChangeRow, name: str, largest: float) -> str:
    sides = []
    for total in (row.baseline, row.challenger):
        mean = None if total is None else total / row.rows
        sides.append(ABSENT if mean is None else f"{mean:.1f}" if row.kind == "start" else signed_points(mean))
    figures = "".join(_number(one) for one in (*sides, signed_points(row.mean)))
    drawn = f"<td>{change_svg(row.mean, largest) if row.kind != 'start' else ''}</td>"
    return f'<tr><th scope="row">{_text(name)}</th>{figures}{drawn}{_number(f"{row.mean_moved:.1f}")}</tr>'


def _number(text: str) -> str:
    return f'<td class="n">{text}</td>'


def _text(text: str) -> str:
    return escape(printable(text))
