"""Binned inputs: the conditions of one input's bins, and an honest WOE of each row."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from moyang_score.card import Condition, Input, Interval, OneOf
from moyang_score.card.partition import Partition
from moyang_score.learn.bins import Counts, kept_borders, least_rows, merged, prebin_borders
from moyang_score.learn.cells import (
    closing_conditions,
    cuts_between,
    interval_conditions,
    level_conditions,
    level_groups,
)
from moyang_score.learn.sample import Sample
from moyang_score.learn.trend import chosen_trend
from moyang_score.learn.woe import smoothed_woe

__all__ = ["Binned", "bin_input"]

_MIRRORED: Final = {"ascending": "descending", "descending": "ascending", "peak": "valley", "valley": "peak"}
_CELLS: Final = 256  # numeric cells counted before bins are looked for
_LEVELS: Final = 1000  # levels of a text input that may stand alone before they are grouped


@dataclass(frozen=True, eq=False)
class Binned:
    """Hold the bins of one input.

    Parameters
    ----------
    declared : Input
        The input.
    conditions : tuple of Condition
        Intervals or groups of levels, then special codes, missing and unseen.
    woe : ndarray (m,) of float64
        Smoothed WOE of each condition; 0 where the sample has no row.
    honest : ndarray (n,) of float64
        WOE of each row, from the counts of the rows in other parts alone: no row is weighed by its own outcome.
    trend : str
        The trend of the points along the values; ``none`` for levels.
    """

    declared: Input
    conditions: tuple[Condition, ...]
    woe: npt.NDArray[np.float64]
    honest: npt.NDArray[np.float64]
    trend: str


def bin_input(declared: Input, sample: Sample, part: npt.NDArray[np.int64]) -> Binned:
    """Find the bins of one input, and what the other rows say of the rows of each part.

    Parameters
    ----------
    declared : Input
        The input.
    sample : Sample
        n rows in canonical order.
    part : ndarray (n,) of int
        The part of each row, from 0 on; outside of each there are rows of both outcomes. With a single part the honest
        WOE is that of all rows.

    Returns
    -------
    Binned
        Bins from all rows, and the honest WOE.
    """
    cells = _cells(declared, sample)
    values = sum(isinstance(cell, (Interval, OneOf)) for cell in cells)
    place = Partition(declared, tuple(cells)).locate(sample.readings[declared.key]).astype(np.int64)
    by_part = [_count(place, sample, part == number, len(cells)) for number in range(int(part.max()) + 1)]
    whole = _sum(by_part)
    trend = _bad_trend(declared, sample, by_part, values)
    group = _grouping(declared, whole, values, trend)
    woe = _woe(whole, group)
    honest = _honest_woe(by_part, group)[part, group[place]]
    return Binned(declared, tuple(_conditions(cells, group)), woe, honest, _points_trend(declared, trend))


def _cells(declared: Input, sample: Sample) -> list[Condition]:
    reading = sample.readings[declared.key]
    if declared.is_number:
        values = interval_conditions(cuts_between(declared, reading, sample.weight, _CELLS))
    else:
        bads = float(sample.weight @ sample.bad)
        least = least_rows(float(sample.weight.sum()) - bads, bads)
        values = level_conditions(declared, level_groups(reading, sample.weight, least, _LEVELS))
    return [*values, *closing_conditions(declared)]


def _count(place: npt.NDArray[np.int64], sample: Sample, rows: npt.NDArray[np.bool_], size: int) -> Counts:
    weight = sample.weight * rows
    bads = np.bincount(place, weight * sample.bad, size).astype(np.float64)
    return Counts(np.bincount(place, weight, size) - bads, bads)


def _sum(by_part: list[Counts]) -> Counts:
    return Counts(np.sum([one.goods for one in by_part], axis=0), np.sum([one.bads for one in by_part], axis=0))


def _bad_trend(declared: Input, sample: Sample, by_part: list[Counts], values: int) -> str:
    """Return how the bad rate runs along the cells: as declared, or as the rows prove. Levels stand in order of it."""
    if not declared.is_number:
        return "ascending"
    points = sample.trends.get(declared.key)
    if points is not None:
        return _MIRRORED[points]
    borders = np.zeros(max(values - 1, 0), bool)
    whole = _sum(by_part)
    borders[prebin_borders(whole.take(slice(values)))] = True
    prebins = [merged(one.take(slice(values)), borders) for one in by_part]
    return chosen_trend(np.array([one.bads for one in prebins]), np.array([one.total for one in prebins]))


def _grouping(declared: Input, counts: Counts, values: int, trend: str) -> npt.NDArray[np.int64]:
    """Return the bin of each cell, numbered along the cells; what is no value has a bin of its own."""
    own = counts.take(slice(values))
    # the WOE against all rows: the rows with a value may all be of one outcome
    woe = smoothed_woe(counts.goods, counts.bads)[:values]
    order = np.arange(values) if declared.is_number else np.argsort(-woe, kind="stable")
    kept = kept_borders(own.take(order), trend) if own.total.sum() > 0 else np.zeros(max(values - 1, 0), bool)
    group = np.empty(len(counts), np.int64)
    group[order] = np.concatenate([[0], np.cumsum(kept)])[:values]
    group[values:] = np.arange(len(counts) - values) + (group[:values].max(initial=-1) + 1)
    return group


def _woe(counts: Counts, group: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    return smoothed_woe(np.bincount(group, counts.goods), np.bincount(group, counts.bads))


def _honest_woe(by_part: list[Counts], group: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Return the WOE (parts, m) of each bin from the counts outside each part; a single part has nothing outside."""
    whole = _sum(by_part)
    if len(by_part) == 1:
        return _woe(whole, group)[None, :]
    return np.stack([_woe(Counts(whole.goods - own.goods, whole.bads - own.bads), group) for own in by_part])


def _conditions(cells: list[Condition], group: npt.NDArray[np.int64]) -> Iterator[Condition]:
    for number in range(int(group.max()) + 1):
        members = [cells[at] for at in np.flatnonzero(group == number)]
        yield _united(members)


def _united(members: list[Condition]) -> Condition:
    first, last = members[0], members[-1]
    if isinstance(first, Interval) and isinstance(last, Interval):
        return Interval(first.lower, last.upper)
    levels = [level for member in members if isinstance(member, OneOf) for level in member.levels]
    return OneOf(tuple(sorted(levels))) if levels else first


def _points_trend(declared: Input, bad_trend: str) -> str:
    return _MIRRORED[bad_trend] if declared.is_number else "none"
