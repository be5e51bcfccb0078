"""Calibration: whether the probabilities that a card states are the rates that are seen."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from moyang_score.errors import SampleError, UsageError
from moyang_score.measure.estimate import Estimate, check_level
from moyang_score.measure.rates import jeffreys
from moyang_score.measure.sample import Flags, Floats, read_bad

__all__ = ["Calibration", "CalibrationBand", "calibration"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationBand:
    """Hold what was stated and what was seen for rows of like probability.

    Parameters
    ----------
    low, high : float
        The lowest and the highest probability stated.
    rows, bads : int
        Rows, and bads among them.
    expected : float
        The mean of the probabilities stated.
    observed : Estimate
        The rate seen, with its Jeffreys interval.

    Examples
    --------
    >>> seen = Estimate(0.1, 0.05, 0.2)
    >>> CalibrationBand(low=0.1, high=0.2, rows=40, bads=4, expected=0.15, observed=seen).holds
    True
    """

    low: float
    high: float
    rows: int
    bads: int
    expected: float
    observed: Estimate

    @property
    def holds(self) -> bool:
        """Tell whether what was stated lies in the interval of what was seen."""
        return self.observed.low <= self.expected <= self.observed.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Hold the calibration of a card on a sample.

    Parameters
    ----------
    rows, bads : int
        Rows, and bads among them.
    expected : float
        The mean of the probabilities stated.
    observed : Estimate
        The rate seen, with its Jeffreys interval.
    brier : float
        The mean squared distance of probability and outcome; 0 is best.
    bands : tuple of CalibrationBand
        Rows of like probability, the most probable bads first.

    Examples
    --------
    >>> calibration([0.1, 0.3], [0, 1]).bads
    1
    """

    rows: int
    bads: int
    expected: float
    observed: Estimate
    brier: float
    bands: tuple[CalibrationBand, ...]

    @property
    def holds(self) -> bool:
        """Tell whether the mean that was stated lies in the interval of the rate seen."""
        return self.observed.low <= self.expected <= self.observed.high


def calibration(probability: ArrayLike, bad: ArrayLike, *, bands: int = 10, level: float = 0.95) -> Calibration:
    """Compare probabilities of bad with outcomes, over all rows and in bands of about equal size.

    Parameters
    ----------
    probability : array_like of shape (n,)
        Between 0 and 1.
    bad : array_like of shape (n,)
        0 or 1, 1 = bad; one class alone is allowed.
    bands : int
        How many bands, at least 1; rows of one probability are never parted, so that there may be fewer.
    level : float
        Coverage of the intervals, above 0 and below 1.

    Returns
    -------
    Calibration
        The same bits whatever the order of the rows.

    Raises
    ------
    SampleError
        Lengths that differ, no rows, an outcome other than 0 and 1, or a probability that is none.
    UsageError
        ``bands`` below 1, or ``level`` not above 0 and below 1.
    MissingExtraError
        scipy is not installed.

    Examples
    --------
    >>> found = calibration([0.1, 0.1, 0.4, 0.4], [0, 0, 0, 1], bands=2)
    >>> [(round(band.expected, 3), band.observed.value) for band in found.bands]
    [(0.4, 0.5), (0.1, 0.0)]
    """
    check_level(level)
    if bands < 1:
        raise UsageError(f"{bands} bands hold no rows", where="bands", fix="ask for 1 or more")
    is_bad = read_bad(bad)
    stated = _probabilities(probability, len(is_bad))
    values, counts, bads = _by_value(stated, is_bad)
    middle = (np.cumsum(counts) - 0.5 * counts) / counts.sum()
    band_of = np.minimum((middle * bands).astype(np.int64), bands - 1)
    found = [band_of == band for band in range(bands - 1, -1, -1)]
    parts = [_band(values[part], counts[part], bads[part], level) for part in found if part.any()]
    whole = _band(values, counts, bads, level)
    squares = float((bads * (1.0 - values) ** 2 + (counts - bads) * values**2).sum())
    return Calibration(
        rows=whole.rows,
        bads=whole.bads,
        expected=whole.expected,
        observed=whole.observed,
        brier=squares / whole.rows,
        bands=tuple(parts),
    )


def _probabilities(probability: ArrayLike, n_rows: int) -> Floats:
    stated = np.asarray(probability, np.float64)
    if stated.shape != (n_rows,):
        what = f"there are {stated.size} probabilities, but {n_rows} outcomes"
        raise SampleError(what, where="probability", fix="give one per row")
    wrong = ~((stated >= 0.0) & (stated <= 1.0))
    if wrong.any():
        row = int(wrong.argmax())
        what = f"the value in row {row + 1} is {stated[row]}"
        raise SampleError(what, where="probability", fix="give numbers between 0 and 1")
    return stated


def _by_value(stated: Floats, is_bad: Flags) -> tuple[Floats, Floats, Floats]:
    """Count rows and bads per distinct probability, the lowest first: sums then do not depend on the rows' order."""
    values, at = np.unique(stated, return_inverse=True)
    counts = np.bincount(at, minlength=len(values)).astype(np.float64)
    bads = np.bincount(at[is_bad], minlength=len(values)).astype(np.float64)
    return values, counts, bads


def _band(values: Floats, counts: Floats, bads: Floats, level: float) -> CalibrationBand:
    rows, bad = int(counts.sum()), int(bads.sum())
    return CalibrationBand(
        low=float(values[0]),
        high=float(values[-1]),
        rows=rows,
        bads=bad,
        expected=float((values * counts).sum() / rows),
        observed=jeffreys(bad, rows, level),
    )
