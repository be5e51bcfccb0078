"""Counted inputs: goods and bads in each cell of an input, of all rows and part by part."""

from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Final

import numpy as np
import numpy.typing as npt

from moyang_score.card import Condition, Input, Interval, OneOf
from moyang_score.card.partition import Partition
from moyang_score.learn.bins import prebinned
from moyang_score.learn.cells import (
    closing_conditions,
    cuts_between,
    interval_conditions,
    level_conditions,
    level_groups,
)
from moyang_score.learn.counts import Counts, least_rows
from moyang_score.learn.sample import Sample
from moyang_score.learn.trend import candidate_trends
from moyang_score.learn.woe import smoothed_woe

__all__ = ["Counted", "count_input"]

_MIRRORED: Final = {"ascending": "descending", "descending": "ascending"}
_CELLS: Final = 256  # numeric cells counted before bins are looked for
_LEVELS: Final = 1000  # levels of a text input that may stand alone before they are grouped


@dataclass(frozen=True, eq=False)
class Counted:
    """Hold the cells of one input and what stands in them.

    Parameters
    ----------
    declared : Input
        The input.
    cells : tuple of Condition
        Intervals or levels, then special codes, missing and unseen.
    values : int
        How many cells, the first, are of values.
    place : ndarray (n,) of int16
        The cell of each row.
    whole : Counts
        Counts per cell of all rows.
    parts : tuple of Counts
        Counts per cell of each part of the rows, deal after deal.
    trends : tuple of str
        How the bad rate may run along the values: as declared, or the likeliest monotone and the likeliest turning
        trend. Levels stand in the order of their bad rate, so theirs rises.
    """

    declared: Input
    cells: tuple[Condition, ...]
    values: int
    place: npt.NDArray[np.int16]
    whole: Counts
    parts: tuple[Counts, ...]
    trends: tuple[str, ...]

    def outside(self, number: int) -> Counts:
        """Return the counts of the rows in other parts; a single part has nothing outside, and stands for itself."""
        if len(self.parts) == 1:
            return self.whole
        return self.whole - self.parts[number]

    def ordered(self, counts: Counts) -> npt.NDArray[np.intp]:
        """Return the cells of values in the order that trends run along: of value, or of falling WOE."""
        if self.declared.is_number:
            return np.arange(self.values)
        # the WOE against all rows: the rows with a value may all be of one outcome
        return np.argsort(-smoothed_woe(counts.goods, counts.bads)[: self.values], kind="stable")

    def grouped(self, order: npt.NDArray[np.intp], kept: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
        """Return the bin of each cell, numbered along the order; what is no value has a bin of its own."""
        group = np.empty(len(self.cells), np.intp)
        group[order] = np.concatenate([[0], np.cumsum(kept)])[: self.values]
        group[self.values :] = np.arange(len(self.cells) - self.values) + (group[: self.values].max(initial=-1) + 1)
        return group


def count_input(declared: Input, sample: Sample, deals: npt.NDArray[np.int64]) -> Counted:
    """Count the cells of one input.

    Parameters
    ----------
    declared : Input
        The input.
    sample : Sample
        n rows in canonical order.
    deals : ndarray (d, n) of int
        The part of each row, in each of the ways that the rows were dealt: those of the first from 0 on, those of the
        next from there on. Outside of each part there are rows of both outcomes.

    Returns
    -------
    Counted
        The counts.
    """
    cells = _cells(declared, sample)
    values = sum(isinstance(cell, (Interval, OneOf)) for cell in cells)
    place = Partition(declared, cells).locate(sample.readings[declared.key]).astype(np.int16)
    parts = _counts(place, sample, deals, len(cells))
    first = parts[: int(deals[0].max()) + 1]
    whole = reduce(add, first)
    return Counted(declared, cells, values, place, whole, parts, _trends(declared, sample, first, values))


def _cells(declared: Input, sample: Sample) -> tuple[Condition, ...]:
    reading = sample.readings[declared.key]
    if declared.is_number:
        values = interval_conditions(cuts_between(declared, reading, sample.weight, _CELLS))
    else:
        bads = float(sample.weight @ sample.bad)
        least = least_rows(float(sample.weight.sum()) - bads, bads)
        values = level_conditions(declared, level_groups(reading, sample.weight, least, _LEVELS))
    return (*values, *closing_conditions(declared))


def _counts(
    place: npt.NDArray[np.int16], sample: Sample, deals: npt.NDArray[np.int64], size: int
) -> tuple[Counts, ...]:
    shape = int(deals.max()) + 1, size
    cell = (deals * size + place).ravel()
    total, bads = (
        np.bincount(cell, np.tile(weight, len(deals)), shape[0] * size).reshape(shape)
        for weight in (sample.weight, sample.weight * sample.bad)
    )
    return tuple(Counts(total[part] - bads[part], bads[part]) for part in range(shape[0]))


def _trends(declared: Input, sample: Sample, parts: tuple[Counts, ...], values: int) -> tuple[str, ...]:
    if not declared.is_number:
        return ("ascending",)
    points = sample.trends.get(declared.key)
    if points is not None:
        return (_MIRRORED[points],)
    own = [one.take(slice(values)) for one in parts]
    prebins = prebinned(reduce(add, own))
    merged = [prebins.merge(one) for one in own]
    return candidate_trends(np.array([one.bads for one in merged]), np.array([one.total for one in merged]))
