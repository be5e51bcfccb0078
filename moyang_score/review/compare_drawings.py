"""The small drawings of a comparison: bars, intervals and heat, as SVG that needs nothing else."""

from collections.abc import Sequence
from typing import Final

from moyang_score.measure import CalibrationBand, Estimate

__all__ = ["COMPARE_STYLE", "calibration_svg", "change_svg", "heat", "heat_svg", "interval_svg", "pair_svg"]

_WIDTH: Final = 120
_HEIGHT: Final = 10
_SQUARE: Final = 24

COMPARE_STYLE: Final = """
.pill { display: inline-block; padding: 0 8px; border-radius: 9px; font-size: 12px; background: #e6e9ee; color: #3b4452;
  white-space: nowrap; font-weight: 600; }
.pill.better { background: #d6e6f0; color: #17506f; } .pill.worse, .pill.moved { background: #f5ddd1; color: #8a3a18; }
.pill.look { background: #fdf0d3; color: #77540f; }
.verdicts { list-style: none; margin: 18px 0 0; padding: 0; }
.verdicts li { background: var(--panel); border-left: 4px solid var(--rate); padding: 10px 16px; margin: 0 0 8px;
  font-size: 16px; }
.verdicts li.better { border-color: var(--gain); } .verdicts li.worse { border-color: var(--loss); }
h2.pair { font-size: 20px; border-top: 2px solid var(--ink); padding-top: 14px; margin-top: 40px; }
h3 { font-size: 15px; margin: 22px 0 6px; }
.two { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 36px; align-items: start; }
.matrix td, .matrix th { text-align: center; font-variant-numeric: tabular-nums; min-width: 62px; }
.matrix { width: auto; } .matrix tbody th { text-align: right; white-space: nowrap; }
.matrix small { display: block; color: var(--soft); font-size: 11px; }
.matrix td.same { box-shadow: inset 0 0 0 2px var(--ink); }
.facts-table tbody th { white-space: nowrap; font-weight: 600; }
.dense { font-size: 13px; } .dense td, .dense tbody th { padding: 4px 6px; } .dense thead th { white-space: normal;
  padding: 5px 6px; vertical-align: bottom; }
.cut { white-space: nowrap; } code.option { white-space: nowrap; }
.wide { overflow-x: auto; }
rect.heat { fill: var(--gain); } text.heat { font-size: 10px; fill: var(--ink); text-anchor: middle; }
text.heat.dark { fill: #fff; } rect.frame { fill: none; stroke: var(--line); }
line.span { stroke: var(--ink); stroke-width: 1.5; } circle { fill: var(--loss); } line.zero { stroke: var(--soft); }
rect.own { fill: var(--rate); } rect.other { fill: var(--gain); }
.same-points td { color: var(--soft); }
tr.sum td, tr.sum th { border-top: 1px solid var(--ink); font-weight: 700; }
@media print { .pairs, .two > div { break-inside: avoid; } }
"""


def change_svg(value: float, largest: float) -> str:
    """Draw a change about a middle line: losses to the left, gains to the right.

    Parameters
    ----------
    value, largest : float
        The change, and the largest one in size.

    Returns
    -------
    str
        SVG.
    """
    middle = _WIDTH / 2
    length = abs(value) / largest * middle if largest else 0.0
    start = middle - length if value < 0 else middle
    side = "loss" if value < 0 else "gain"
    bar = f'<rect class="{side}" x="{start:.1f}" width="{length:.1f}" height="{_HEIGHT}"/>'
    return _svg(_WIDTH, _HEIGHT, f'{bar}<line x1="{middle:g}" x2="{middle:g}" y1="0" y2="{_HEIGHT}"/>')


def pair_svg(values: Sequence[float | None], largest: float) -> str:
    """Draw the contributions of all cards below each other, about one middle line: the baseline grey, others blue.

    Parameters
    ----------
    values : sequence of float or None
        One per card; None draws nothing.
    largest : float
        The largest in size.

    Returns
    -------
    str
        SVG.
    """
    middle, drawn, high = _WIDTH / 2, [], 6
    for at, value in enumerate(values):
        if value is None or not largest:
            continue
        length = abs(value) / largest * middle
        start = middle - length if value < 0 else middle
        side = "other" if at else "own"
        drawn.append(
            f'<rect class="{side}" x="{start:.1f}" y="{at * (high + 1)}" width="{length:.1f}" height="{high}"/>'
        )
    height = len(values) * (high + 1)
    return _svg(_WIDTH, height, "".join(drawn) + f'<line x1="{middle:g}" x2="{middle:g}" y1="0" y2="{height}"/>')


def interval_svg(found: Estimate | None, largest: float) -> str:
    """Draw a difference with its interval about a middle line.

    Parameters
    ----------
    found : Estimate or None
        The difference; None draws nothing.
    largest : float
        The farthest end of any interval beside it, in size.

    Returns
    -------
    str
        SVG.
    """
    if found is None or not largest:
        return ""
    low, value, high = (_WIDTH / 2 * (1 + end / largest) for end in (found.low, found.value, found.high))
    y = _HEIGHT / 2
    drawn = f'<line class="zero" x1="{_WIDTH / 2:g}" x2="{_WIDTH / 2:g}" y1="0" y2="{_HEIGHT}"/>'
    drawn += f'<line class="span" x1="{low:.1f}" x2="{high:.1f}" y1="{y:g}" y2="{y:g}"/>'
    return _svg(_WIDTH, _HEIGHT, drawn + f'<circle cx="{value:.1f}" cy="{y:g}" r="3"/>')


def calibration_svg(band: CalibrationBand, largest: float) -> str:
    """Draw the rate seen with its interval, and what was stated as a dot.

    Parameters
    ----------
    band : CalibrationBand
        The band.
    largest : float
        The highest rate beside it.

    Returns
    -------
    str
        SVG.
    """
    if not largest:
        return ""
    low, high, stated = (_WIDTH * end / largest for end in (band.observed.low, band.observed.high, band.expected))
    y = _HEIGHT / 2
    drawn = f'<line class="span" x1="{low:.1f}" x2="{high:.1f}" y1="{y:g}" y2="{y:g}"/>'
    return _svg(_WIDTH, _HEIGHT, drawn + f'<circle cx="{stated:.1f}" cy="{y:g}" r="3"/>')


def heat(count: int, largest: int) -> str:
    """Return the style of a cell that is the darker the more it holds.

    Parameters
    ----------
    count, largest : int
        What it holds, and the most that any holds.

    Returns
    -------
    str
        A style attribute; empty for an empty cell.
    """
    if not count or not largest:
        return ""
    return f' style="background: rgba(42, 111, 151, {0.06 + 0.54 * count / largest:.2f})"'


def heat_svg(counts: Sequence[Sequence[int]]) -> str:
    """Draw a square of counts as heat, each row's share in its cell in per cent.

    Parameters
    ----------
    counts : sequence of sequence of int
        From the lowest up, in both directions; drawn with the lowest at the bottom and left.

    Returns
    -------
    str
        SVG.
    """
    largest = max((count for row in counts for count in row), default=0)
    size = len(counts) * _SQUARE
    drawn = []
    for at, row in enumerate(reversed(counts)):
        for to, count in enumerate(row):
            if not count:
                continue
            dark = count / largest
            x, y = to * _SQUARE, at * _SQUARE
            share = round(100 * count / sum(row))
            drawn.append(
                f'<rect class="heat" x="{x}" y="{y}" width="{_SQUARE}" height="{_SQUARE}" opacity="{dark:.2f}"/>'
            )
            if share:
                kind = "heat dark" if dark > 0.6 else "heat"
                drawn.append(f'<text class="{kind}" x="{x + _SQUARE / 2:g}" y="{y + 16}">{share}</text>')
    return _svg(size + 2, size + 2, "".join(drawn) + f'<rect class="frame" width="{size}" height="{size}"/>')


def _svg(width: float, height: float, drawn: str) -> str:
    return f'<svg width="{width:g}" height="{height:g}" aria-hidden="true">{drawn}</svg>'
