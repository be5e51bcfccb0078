"""Counts: weighted goods and bads in cells. All that bins and WOE are made from."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

__all__ = ["EXPECTED", "Counts", "least_rows", "merged"]

EXPECTED: Final = 5.0  # goods and bads that a prebin expects at least (Cochran, 1954)


@dataclass(frozen=True, eq=False)
class Counts:
    """Hold weighted goods and bads per cell, in the order of the cells.

    Parameters
    ----------
    goods, bads : ndarray (m,) of float64
        Weighted counts.
    """

    goods: npt.NDArray[np.float64]
    bads: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.goods)

    @property
    def total(self) -> npt.NDArray[np.float64]:
        """Return the weighted rows (m,) per cell."""
        return self.goods + self.bads

    def smoothed(self) -> "Counts":
        """Return the counts with a row at the overall rate given to each cell, as WOE are, so that none is pure."""
        share = self.goods.sum() / self.total.sum()
        return Counts(self.goods + share, self.bads + 1 - share)

    def __add__(self, other: "Counts") -> "Counts":
        """Return the counts of the rows of both."""
        return Counts(self.goods + other.goods, self.bads + other.bads)

    def __sub__(self, other: "Counts") -> "Counts":
        """Return the counts without the rows of another, which are among these."""
        return Counts(self.goods - other.goods, self.bads - other.bads)

    def take(self, cells: Any) -> "Counts":
        """Return the counts of some cells, or of the cells in another order."""
        return Counts(self.goods[cells], self.bads[cells])


def merged(counts: Counts, kept: npt.NDArray[np.bool_]) -> Counts:
    """Add up the counts of the cells between the borders kept.

    Parameters
    ----------
    counts : Counts
        m cells.
    kept : ndarray (m - 1,) of bool
        Which borders between neighbouring cells stay.

    Returns
    -------
    Counts
        One cell more than there are borders kept.

    Examples
    --------
    >>> merged(Counts(np.array([1.0, 2.0, 3.0]), np.zeros(3)), np.array([False, True])).goods.tolist()
    [3.0, 3.0]
    """
    group = np.concatenate([[0], np.cumsum(kept)])
    return Counts(_added(group, counts.goods), _added(group, counts.bads))


def _added(group: npt.NDArray[Any], amounts: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.bincount(group, amounts).astype(np.float64)


def least_rows(goods: float, bads: float) -> float:
    """Return the weighted rows in which 5 of the rarer outcome are expected, at least 1.

    Parameters
    ----------
    goods, bads : float
        Weighted counts of the sample.

    Returns
    -------
    float
        The smallest weight of a bin, or of a level that stands alone.

    Examples
    --------
    >>> least_rows(900.0, 100.0)
    50.0
    """
    return max(EXPECTED * (goods + bads) / max(min(goods, bads), EXPECTED / 10), 1.0)
