"""Binned inputs: the conditions of one input's bins with their WOE."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from moyang_score.card import Condition, Interval, OneOf
from moyang_score.learn.bins import prebinned
from moyang_score.learn.counted import Counted
from moyang_score.learn.woe import grouped_woe

__all__ = ["Binned", "bin_input"]

_MIRRORED: Final = {"ascending": "descending", "descending": "ascending", "peak": "valley", "valley": "peak"}


@dataclass(frozen=True, eq=False)
class Binned:
    """Hold the bins of one input.

    Parameters
    ----------
    conditions : tuple of Condition
        Intervals or groups of levels, then special codes, missing and unseen.
    woe : ndarray (m,) of float64
        Smoothed WOE of each condition; 0 where the sample has no row.
    trend : str
        The trend of the points along the values; ``none`` for levels.
    """

    conditions: tuple[Condition, ...]
    woe: npt.NDArray[np.float64]
    trend: str


def bin_input(counted: Counted, trend: str) -> Binned:
    """Find the bins of one input from all its rows.

    Parameters
    ----------
    counted : Counted
        The input.
    trend : {'ascending', 'descending', 'peak', 'valley'}
        How the bad rate runs along its values.

    Returns
    -------
    Binned
        The bins that go into a card.
    """
    order = counted.ordered(counted.whole)
    group = counted.grouped(order, prebinned(counted.whole.take(order)).solved(trend))
    points = _MIRRORED[trend] if counted.declared.is_number else "none"
    woe = grouped_woe(counted.whole.goods, counted.whole.bads, group)
    return Binned(tuple(_conditions(counted.cells, group)), woe, points)


def _conditions(cells: tuple[Condition, ...], group: npt.NDArray[np.intp]) -> Iterator[Condition]:
    for number in range(int(group.max()) + 1):
        yield _united([cells[at] for at in np.flatnonzero(group == number)])


def _united(members: list[Condition]) -> Condition:
    first, last = members[0], members[-1]
    if isinstance(first, Interval) and isinstance(last, Interval):
        return Interval(first.lower, last.upper)
    levels = [level for member in members if isinstance(member, OneOf) for level in member.levels]
    return OneOf(tuple(sorted(levels))) if levels else first
