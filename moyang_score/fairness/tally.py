"""Tallies: how many rows of each kind stand at each distinct key, added up block by block."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

__all__ = ["Tally"]

Ints = npt.NDArray[np.int64]

_MOST_PENDING = 1 << 18


@dataclass(eq=False)
class Tally:
    """Count rows by key and kind, in memory that grows with the distinct keys and not with the rows.

    Parameters
    ----------
    keys : int
        Integers that make up a key.
    kinds : int
        Kinds of row.

    Examples
    --------
    >>> tally = Tally(1, 2)
    >>> tally.add([np.array([650, 610, 650])], np.array([0, 1, 1]))
    >>> keys, counts = tally.total()
    >>> keys[:, 0].tolist(), counts.tolist()
    ([610, 650], [[0, 1], [1, 1]])
    """

    keys: int
    kinds: int
    _found: list[tuple[Ints, Ints]] = field(default_factory=list, repr=False)

    def add(self, keys: list[Ints], kind: Ints) -> None:
        """Add rows: a column per integer of the key, and the kind of each row."""
        distinct, code = [], np.zeros(len(kind), np.int64)
        for column in keys:
            values, at = np.unique(column, return_inverse=True)
            distinct.append(values)
            code = code * len(values) + at
        cells, at = np.unique(code, return_inverse=True)
        counts = np.bincount(at * self.kinds + kind, minlength=len(cells) * self.kinds).reshape(len(cells), self.kinds)
        columns = np.empty((len(cells), self.keys), np.int64)
        for number in reversed(range(self.keys)):
            cells, place = np.divmod(cells, max(len(distinct[number]), 1))
            columns[:, number] = distinct[number][place]
        self._found.append((columns, counts.astype(np.int64)))
        if sum(len(one) for one, _ in self._found) > _MOST_PENDING:
            self._found = [self.total()]

    def total(self) -> tuple[Ints, Ints]:
        """Return the distinct keys (m, keys) in rising order, and the counts (m, kinds)."""
        keys = np.concatenate([np.empty((0, self.keys), np.int64), *(one for one, _ in self._found)])
        counts = np.concatenate([np.empty((0, self.kinds), np.int64), *(one for _, one in self._found)])
        if not len(keys):
            return keys, counts
        order = np.lexsort(keys.T[::-1])
        keys, counts = keys[order], counts[order]
        starts = np.flatnonzero(np.concatenate(([True], np.any(keys[1:] != keys[:-1], axis=1))))
        return keys[starts], np.add.reduceat(counts, starts, axis=0)
