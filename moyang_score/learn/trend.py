"""Trends: how bad rates and points run along the values of an input, learned or declared."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

__all__ = ["TRENDS", "candidate_trends", "fitted_rates", "held_to", "trend_of"]

TRENDS: Final = ("ascending", "descending", "peak", "valley")
_NEXT_TO_NOTHING: Final = 1e-9  # what a cell without rows weighs, so that its neighbours decide


def trend_of(effects: npt.NDArray[Any]) -> str:
    """Name the trend of effects along rising values.

    Parameters
    ----------
    effects : ndarray (m,)
        Effects on the log-odds good:bad, lowest interval first.

    Returns
    -------
    str
        ``ascending``, ``descending``, ``peak``, ``valley``, ``mixed`` (more than one turn) or ``none`` (level).

    Examples
    --------
    >>> trend_of(np.array([0.0, 1.0, 1.0, 2.0])), trend_of(np.array([0.0, 1.0, 0.5]))
    ('ascending', 'peak')
    """
    steps = np.sign(np.diff(effects))
    steps = steps[steps != 0]
    if not len(steps):
        return "none"
    turns = int(np.count_nonzero(steps[1:] != steps[:-1]))
    rising = bool(steps[0] > 0)
    if turns == 0:
        return "ascending" if rising else "descending"
    if turns == 1:
        return "peak" if rising else "valley"
    return "mixed"


def fitted_rates(bads: npt.NDArray[Any], total: npt.NDArray[Any], trend: str) -> npt.NDArray[np.float64]:
    """Fit the bad rates of ordered cells under a trend, by pooling adjacent violators (Ayer et al., 1955).

    Parameters
    ----------
    bads, total : ndarray (m,)
        Weighted bads and rows per cell.
    trend : {'ascending', 'descending', 'peak', 'valley'}
        How the rate runs; of all turning points the likeliest is taken.

    Returns
    -------
    ndarray (m,) of float64
        Rates; cells without rows take their neighbour's.

    Examples
    --------
    >>> fitted_rates(np.array([3.0, 1.0, 5.0]), np.array([10.0, 10.0, 10.0]), "ascending").round(2).tolist()
    [0.2, 0.2, 0.5]
    """
    if trend == "ascending":
        return _rising(bads, total)
    if trend == "descending":
        return _rising(bads[::-1], total[::-1])[::-1]
    first, then = ("ascending", "descending") if trend == "peak" else ("descending", "ascending")
    fits = [
        np.concatenate([fitted_rates(bads[:at], total[:at], first), fitted_rates(bads[at:], total[at:], then)])
        for at in range(1, len(bads) + 1)
    ]
    return max(fits, key=lambda rates: _likelihood(bads, total, rates))


def candidate_trends(bads: npt.NDArray[Any], total: npt.NDArray[Any]) -> tuple[str, ...]:
    """Choose the trends that ordered cells may have: the likelier monotone one, and the likelier one with a turn.

    Each trend is fitted on all parts but one and judged on that one.

    Parameters
    ----------
    bads, total : ndarray (parts, m)
        Weighted bads and rows per part and cell. With a single part nothing is held out, and a turn is no candidate.

    Returns
    -------
    tuple of str
        One or two of `TRENDS`, the monotone one first.
    """
    found = tuple(max(pair, key=lambda trend: _held_out(bads, total, trend)) for pair in (TRENDS[:2], TRENDS[2:]))
    return found if len(bads) > 1 else found[:1]


def held_to(
    trend: str, values: npt.NDArray[np.float64], mass: npt.NDArray[np.float64], turn: int
) -> npt.NDArray[np.float64]:
    """Hold values to a trend, by pooling adjacent violators.

    Parameters
    ----------
    trend : {'ascending', 'descending', 'peak', 'valley'}
        How the values are to run.
    values : ndarray (m,)
        The values, m at least 1.
    mass : ndarray (m,)
        What each of them weighs, at least 0.
    turn : int
        Where a peak or a valley is; other trends have none.

    Returns
    -------
    ndarray (m,) of float64
        The nearest values, one side of the turn after the other.

    Examples
    --------
    >>> held_to("ascending", np.array([0.0, 3.0, 1.0]), np.ones(3), 0).tolist()
    [0.0, 2.0, 2.0]
    """
    if trend == "valley":
        return -held_to("peak", -values, mass, turn)
    top = {"ascending": len(values) - 1, "descending": 0}.get(trend, turn)
    held, weight = values.copy(), np.maximum(mass, _NEXT_TO_NOTHING)
    held[: top + 1] = _isotonic(held[: top + 1], weight[: top + 1])
    held[top:] = _isotonic(held[top:][::-1], weight[top:][::-1])[::-1]
    return held


def _held_out(bads: npt.NDArray[Any], total: npt.NDArray[Any], trend: str) -> float:
    """Return the log-likelihood of each part under the rates fitted on the others; a single part stands for itself."""
    if len(bads) == 1:
        return _likelihood(bads[0], total[0], fitted_rates(bads[0], total[0], trend))
    others = zip(bads, total, bads.sum(axis=0) - bads, total.sum(axis=0) - total, strict=True)
    return sum(_likelihood(own, rows, fitted_rates(b, n, trend)) for own, rows, b, n in others)


def _likelihood(bads: npt.NDArray[Any], total: npt.NDArray[Any], rates: npt.NDArray[Any]) -> float:
    """Return the binomial log-likelihood, half a row in a thousand away from rates of 0 and 1."""
    rates = np.clip(rates, 0.0005, 0.9995)
    return float(bads @ np.log(rates) + (total - bads) @ np.log1p(-rates))


def _rising(bads: npt.NDArray[Any], total: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    rates = np.divide(bads, total, out=np.zeros(len(bads)), where=total > 0)
    return _isotonic(rates, np.maximum(total, _NEXT_TO_NOTHING))


def _isotonic(values: npt.NDArray[np.float64], weight: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    from scipy.optimize import isotonic_regression

    return np.asarray(isotonic_regression(values, weights=weight).x) if len(values) else np.empty(0)
