"""The drawings of a report, as SVG inside the page: ratios with their interval, steps of a waterfall, bars."""

import math
from typing import Final

from moyang_score.measure import Estimate

__all__ = ["ratio_svg", "share_svg", "step_svg", "weight_svg"]

_RATIO_WIDTH: Final = 128
_RATIO_HEIGHT: Final = 14
_STEP_WIDTH: Final = 300
_HEIGHT: Final = 12
_SHARE_WIDTH: Final = 110
_REACH: Final = math.log(2.5)  # ratios from 0.4 to 2.5 are drawn; what lies beyond stops at the edge


def ratio_svg(ratio: Estimate, lowest: float) -> str:
    """Draw a ratio and its interval on a scale of logarithms, over the band without concern."""
    left, right = _place(lowest), _place(1 / lowest)
    middle = _RATIO_HEIGHT / 2
    band = f'<rect class="band" x="{left:.1f}" width="{right - left:.1f}" height="{_RATIO_HEIGHT}"/>'
    centre = f'<line x1="{_place(1):.1f}" x2="{_place(1):.1f}" y1="0" y2="{_RATIO_HEIGHT}" class="faint"/>'
    low, value, high = (_place(one) for one in (ratio.low, ratio.value, ratio.high))
    span = f'<line class="span" x1="{low:.1f}" x2="{high:.1f}" y1="{middle:g}" y2="{middle:g}"/>'
    return _svg(_RATIO_WIDTH, _RATIO_HEIGHT, f'{band}{centre}{span}<circle cx="{value:.1f}" cy="{middle:g}" r="3"/>')


def step_svg(before: float, after: float, reach: tuple[float, float]) -> str:
    """Draw one step of a waterfall from ``before`` to ``after`` on a scale of points, with the line of nil."""
    low, high = reach
    width = high - low or 1.0

    def at(points: float) -> float:
        return (points - low) / width * (_STEP_WIDTH - 2) + 1

    side = "loss" if after < before else "gain"
    start, end = sorted((at(before), at(after)))
    bar = f'<rect class="{side}" x="{start:.1f}" width="{max(end - start, 1):.1f}" y="1" height="{_HEIGHT - 2}"/>'
    nil = f'<line x1="{at(0):.1f}" x2="{at(0):.1f}" y1="0" y2="{_HEIGHT}"/>'
    return _svg(_STEP_WIDTH, _HEIGHT, bar + nil)


def share_svg(rate: Estimate, highest: float) -> str:
    """Draw a rate as a bar, and its interval as a line."""
    scale = (_SHARE_WIDTH - 2) / highest if highest else 0.0
    bar = f'<rect class="rate" width="{rate.value * scale:.1f}" y="2" height="{_HEIGHT - 4}"/>'
    low, high = rate.low * scale, min(rate.high * scale, _SHARE_WIDTH)
    return _svg(_SHARE_WIDTH, _HEIGHT, f'{bar}<line x1="{low:.1f}" x2="{high:.1f}" y1="{_HEIGHT / 2:g}" y2="6"/>')


def weight_svg(value: float, largest: float) -> str:
    """Draw a weight as a bar."""
    width = value / largest * _SHARE_WIDTH if largest else 0.0
    return _svg(_SHARE_WIDTH, _HEIGHT, f'<rect class="rate" width="{width:.1f}" y="1" height="{_HEIGHT - 2}"/>')


def _place(ratio: float) -> float:
    log = -_REACH if ratio <= 0 else min(max(math.log(ratio) if math.isfinite(ratio) else _REACH, -_REACH), _REACH)
    return (log + _REACH) / (2 * _REACH) * (_RATIO_WIDTH - 8) + 4


def _svg(width: int, height: int, drawn: str) -> str:
    return f'<svg width="{width}" height="{height}" aria-hidden="true">{drawn}</svg>'
