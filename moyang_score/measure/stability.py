"""The population stability index, with the value that chance alone stays below."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from moyang_score.errors import MissingExtraError, SampleError, UsageError
from moyang_score.measure.estimate import check_level

__all__ = ["Stability", "psi"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """Hold a population stability index and what it is judged against.

    Parameters
    ----------
    value : float
        The index, 0 or more.
    critical : float
        What two samples of one population stay below, with the level asked for.
    reference, current : int
        The sizes of the two samples.
    cells : int
        How many cells hold anybody.

    Examples
    --------
    >>> Stability(value=0.2, critical=0.1, reference=100, current=100, cells=5).beyond_chance
    True
    """

    value: float
    critical: float
    reference: int
    current: int
    cells: int

    @property
    def beyond_chance(self) -> bool:
        """Tell whether the two samples differ by more than chance explains."""
        return self.value > self.critical


def psi(reference: Sequence[int], current: Sequence[int], *, level: float = 0.95) -> Stability:
    """Measure how far the shares of two samples over the same cells lie apart.

    PSI = sum (q - p) ln(q / p). Under one population, PSI over (1/n + 1/m) is about chi-squared with one degree of
    freedom fewer than cells, so that the critical value falls with the sizes: the usual 0.10 and 0.25 alarm on noise
    in small samples and miss real moves in large ones (Yurdakul and Naranjo 2020, Journal of Risk Model Validation
    14). Half a row is added to each cell of both samples, so that an empty one gives a finite index; cells that are
    empty in both are left out.

    Parameters
    ----------
    reference, current : sequence of int
        Rows per cell, in the same order; at least one row each.
    level : float
        One minus the share of false alarms, above 0 and below 1.

    Returns
    -------
    Stability
        The index with its critical value; both are 0 where a single cell holds everybody.

    Raises
    ------
    SampleError
        Lengths that differ, a negative count, or a sample without rows.
    UsageError
        ``level`` is not above 0 and below 1.
    MissingExtraError
        scipy is not installed.

    Examples
    --------
    >>> moved = psi([500, 300, 200], [400, 300, 300])
    >>> round(moved.value, 4), round(moved.critical, 4), moved.beyond_chance
    (0.0627, 0.012, True)
    """
    check_level(level)
    p, q = np.asarray(reference, np.int64), np.asarray(current, np.int64)
    if p.shape != q.shape or p.ndim != 1:
        raise SampleError(f"there are {p.size} cells before and {q.size} after", fix="count both over the same cells")
    if (p < 0).any() or (q < 0).any():
        raise SampleError("a count is negative", fix="give the number of rows per cell")
    n, m = int(p.sum()), int(q.sum())
    if not n or not m:
        raise SampleError("a sample has no rows", fix="give at least one row before and after")
    held = (p + q) > 0
    cells = int(held.sum())
    if cells < 2:
        return Stability(value=0.0, critical=0.0, reference=n, current=m, cells=cells)
    before = (p[held] + 0.5) / (n + 0.5 * cells)
    after = (q[held] + 0.5) / (m + 0.5 * cells)
    value = float(((after - before) * np.log(after / before)).sum())
    critical = (1.0 / n + 1.0 / m) * _chi_squared(cells - 1, level)
    return Stability(value=max(value, 0.0), critical=critical, reference=n, current=m, cells=cells)


def _chi_squared(degrees: int, level: float) -> float:
    try:
        from scipy.special import chdtri
    except ImportError:
        raise MissingExtraError(
            "the critical value of a stability index needs scipy",
            fix='install it with: pip install "moyang-score[learn]"',
        ) from None
    quantile = float(chdtri(degrees, 1.0 - level))
    if not quantile > 0.0:
        raise UsageError(f"the level {level} leaves no critical value", fix="give a level such as 0.95")
    return quantile
