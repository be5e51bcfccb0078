"""Honest WOE: what the rows of other parts say of a row, their bins included. No row is weighed by its own outcome.

How the rows fall into parts is chance; the mean over several deals depends on it less (Chernozhukov et al., 2018).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from moyang_score.learn.bins import prebinned
from moyang_score.learn.counted import Counted
from moyang_score.learn.counts import Counts
from moyang_score.learn.woe import grouped_woe

__all__ = ["Honest", "honest_woes"]


@dataclass(frozen=True, eq=False)
class Honest:
    """Hold the honest WOE of one input under one trend.

    Parameters
    ----------
    trend : str
        How the bad rate runs along the values.
    table : ndarray (parts, m) of float64
        The WOE of each of the m cells, in bins found and counted outside each part.
    """

    trend: str
    table: npt.NDArray[np.float64]

    def column(self, deals: npt.NDArray[np.int64], place: npt.NDArray[np.int16]) -> npt.NDArray[np.float64]:
        """Return the honest WOE (n,) of rows by their parts (d, n) and cells (n,): the mean over the deals."""
        return np.asarray(self.table[deals, place].mean(axis=0))


def honest_woes(counted: Counted) -> list[Honest]:
    """Find bins anew outside each part, under each trend that the input may have.

    Parameters
    ----------
    counted : Counted
        The input. With a single part the WOE are those of its own rows.

    Returns
    -------
    list of Honest
        One per trend; a turning trend whose bins are those of the monotone one is left out.
    """
    parts = [list(_woes(counted, counted.outside(number))) for number in range(len(counted.parts))]
    tables = [np.stack(rows) for rows in zip(*parts, strict=True)]
    found = [Honest(trend, table) for trend, table in zip(counted.trends, tables, strict=True)]
    return found if len(found) == 1 or (tables[0] != tables[1]).any() else found[:1]


def _woes(counted: Counted, counts: Counts) -> Iterator[npt.NDArray[np.float64]]:
    order = counted.ordered(counts)
    prebins = prebinned(counts.take(order))
    for trend in counted.trends:
        group = counted.grouped(order, prebins.pooled(trend))
        yield grouped_woe(counts.goods, counts.bads, group)[group]
