"""The bars of a waterfall, as SVG that needs nothing else."""

from typing import Final

__all__ = ["level_svg", "step_svg"]

_WIDTH: Final = 260
_HEIGHT: Final = 14
_MARGIN: Final = 2


def step_svg(before: int, after: int, reach: tuple[int, int]) -> str:
    """Draw one step of a waterfall: from the sum before it to the sum after it.

    Parameters
    ----------
    before, after : int
        The sums.
    reach : (int, int)
        The lowest and the highest sum of the waterfall: the ends of the drawing.

    Returns
    -------
    str
        SVG; a step of nothing is a thin line where the sum stands.

    Examples
    --------
    >>> "loss" in step_svg(650, 610, (600, 650)), "rect" in step_svg(650, 650, (600, 650))
    (True, False)
    """
    low, high = sorted((_at(before, reach), _at(after, reach)))
    if before == after:
        return _svg(f'<line x1="{low:.1f}" x2="{low:.1f}" y1="0" y2="{_HEIGHT}"/>')
    side = "loss" if after < before else "gain"
    # A step of one point is seen on a scale of hundreds.
    width = max(high - low, 1.5)
    return _svg(f'<rect class="{side}" x="{low:.1f}" y="2" width="{width:.1f}" height="{_HEIGHT - 4}"/>')


def level_svg(level: int, reach: tuple[int, int]) -> str:
    """Draw where a sum stands.

    Parameters
    ----------
    level : int
        The sum.
    reach : (int, int)
        The lowest and the highest sum of the waterfall.

    Returns
    -------
    str
        SVG.

    Examples
    --------
    >>> level_svg(650, (600, 650)).count("line")
    1
    """
    at = _at(level, reach)
    return _svg(f'<line class="at" x1="{at:.1f}" x2="{at:.1f}" y1="0" y2="{_HEIGHT}"/>')


def _at(level: int, reach: tuple[int, int]) -> float:
    low, high = reach
    inner = _WIDTH - 2 * _MARGIN
    return _MARGIN + (inner * (level - low) / (high - low) if high > low else inner / 2)


def _svg(drawn: str) -> str:
    box = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none"'  # the page says how wide it is drawn
    return f'<svg width="{_WIDTH}" height="{_HEIGHT}" {box} aria-hidden="true">{drawn}</svg>'
