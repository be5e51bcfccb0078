"""Rows made of boundary cells: mixed so that each attribute, cap row, ceiling and boundary of a grade is met."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score.card import Scorecard
from moyang_score.export.boundary import boundary_cells, partitions_of

__all__ = ["Mixer"]

_ROUNDS: Final = 40
_STARTS: Final = 4
_MOST_ROWS: Final = 50_000
_MOST_SINGLE: Final = 250  # the square of it are compared at once
_FAR: Final = np.iinfo(np.int64).max
Picks = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Mixer:
    """Choose one cell for each input, by looking at points alone.

    A row is one array of *picks*: for each input the number of a *class*. Cells are of one class if no characteristic
    tells them apart.

    Parameters
    ----------
    card : Scorecard
        The card.
    """

    card: Scorecard

    @cached_property
    def cells(self) -> list[list[str | None]]:
        """Return the boundary cells of each input."""
        return [boundary_cells(self.card, one) for one in self.card.inputs]

    @cached_property
    def classes(self) -> list[list[str | None]]:
        """Return for each input one cell of each class."""
        found = []
        for one, cells in zip(self.card.inputs, self.cells, strict=True):
            sides = partitions_of(self.card, one.key)
            first: dict[tuple[int, ...], str | None] = {}
            for cell in cells:
                first.setdefault(tuple(side.locate_cell(cell) for side in sides), cell)
            found.append(list(first.values()))
        return found

    def row(self, picks: Sequence[int] | Picks) -> list[str | None]:
        """Return the cells of a row."""
        return [cells[pick] for cells, pick in zip(self.classes, picks, strict=True)]

    def totals(self, picks: Picks) -> npt.NDArray[np.int64]:
        """Return what rows (n, inputs) come to (n, 1 + groups): the score, then what each group counts."""
        points = np.empty((len(picks), len(self._tables)), np.int64)
        for at, (sides, table) in enumerate(self._tables):
            points[:, at] = table[tuple(picks[:, side] for side in sides)]
        place = {one.key: at for at, one in enumerate(self.card.characteristics)}
        counted = [
            group.counted(points[:, [place[key] for key in group.members]]).sum(axis=1) for group in self.card.groups
        ]
        score = self.card.base + points.sum(axis=1)
        for group, total in zip(self.card.groups, counted, strict=True):
            score = score + group.cap(total)
        return np.stack([score, *counted], axis=1)

    def extreme(self, sign: int) -> Picks:
        """Return the row that one change after another leads to, upwards for 1 and downwards for -1."""
        picks = np.zeros(len(self.classes), np.intp)
        for _ in range(2):  # a second pass, because the two sides of a grid depend on each other
            for at in range(len(picks)):
                tried = self.changed(picks, at)
                picks = tried[np.argmax(sign * self.totals(tried)[:, 0])]
        return picks

    def changed(self, picks: Picks, at: int) -> Picks:
        """Return a row with each class of one input in turn."""
        tried = np.repeat(picks[None, :], len(self.classes[at]), axis=0)
        tried[:, at] = np.arange(len(self.classes[at]))
        return tried

    def neighbours(self, picks: Picks) -> Picks:
        """Return all rows that differ from this one in at most one input."""
        return np.concatenate([self.changed(picks, at) for at in range(len(picks))])

    def between(self, low: Picks, high: Picks) -> Picks:
        """Return the rows that lead from one to the other, one input after another, in both orders."""
        steps = np.tri(len(low) + 1, len(low), -1, dtype=bool)
        return np.concatenate([np.where(steps, high, low), np.where(steps[:, ::-1], high, low)])

    def every(self) -> Picks:
        """Return all rows there are; none where they are too many."""
        sizes = [len(cells) for cells in self.classes]
        if prod(sizes) > _MOST_ROWS:
            return np.empty((0, len(sizes)), np.intp)
        return np.stack([grid.ravel() for grid in np.indices(sizes)], axis=1)

    def nearest(self, pool: Picks, column: int, target: int) -> Iterator[Picks]:
        """Yield the rows found nearest to a target, from above and from below, by changing few inputs at a time."""
        totals = self.totals(pool)[:, column]
        for above in (True, False):
            beyond = np.flatnonzero((totals >= target) == above)
            _, first = np.unique(np.abs(totals[beyond] - target), return_index=True)
            for start in first[:_STARTS]:
                found = self._approach(pool[beyond[start]], column, target)
                yield found
                if self._distance(found[None, :], column, target, above=above)[0] <= (not above):
                    break  # on the target, or next to it: there is nothing nearer

    def _distance(self, rows: Picks, column: int, target: int, *, above: bool) -> npt.NDArray[np.int64]:
        """Return how far rows are from a target, and that they are as far as can be if they lie on its other side."""
        totals = self.totals(rows)[:, column]
        return np.where((totals >= target) == above, np.abs(totals - target), _FAR)

    def _approach(self, picks: Picks, column: int, target: int) -> Picks:
        """Walk towards the target on one side of it, by one change at a time, and by two where one does not help."""
        above = bool(self.totals(picks[None, :])[0, column] >= target)
        best, ways = self._distance(picks[None, :], column, target, above=above)[0], [self.neighbours, self._pairs]
        for _ in range(_ROUNDS):
            tried = ways[0](picks)
            distance = self._distance(tried, column, target, above=above)
            nearest = int(np.argmin(distance))
            if distance[nearest] < best:
                picks, best = tried[nearest], distance[nearest]
            elif len(ways) > 1 and best > (not above):
                ways.pop(0)
            else:
                break
        return picks

    def _pairs(self, picks: Picks) -> Picks:
        """Return the rows that differ in at most two inputs; in one, where those of two are too many."""
        single = self.neighbours(picks)
        if len(single) > _MOST_SINGLE:
            return single
        return np.concatenate([self.neighbours(one) for one in single])

    @cached_property
    def _tables(self) -> list[tuple[tuple[int, ...], npt.NDArray[np.int64]]]:
        """Return for each characteristic the inputs it reads, and its points by their classes."""
        number = {one.key: at for at, one in enumerate(self.card.inputs)}
        return [
            (tuple(number[key] for key in lookup.characteristic.inputs), self._table(lookup, number))
            for lookup in self.card.lookups
        ]

    def _table(self, lookup: Any, number: dict[str, int]) -> npt.NDArray[np.int64]:
        keys = lookup.characteristic.inputs
        classes = [self.classes[number[key]] for key in keys]
        table = np.empty([len(one) for one in classes], np.int64)
        for place in np.ndindex(*table.shape):
            record = {key: cells[at] for key, cells, at in zip(keys, classes, place, strict=True)}
            table[place] = lookup.points[lookup.attribute_of_record(record)]
        return table
