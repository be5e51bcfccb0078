"""The sample: what a learner sees. Columns already read, outcome, weights, in an order of their own content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score.card import VALUE_STATE, Input, Reading

__all__ = ["Sample"]

_ODD: Final = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Sample:
    """Hold the rows that a learner fits on, or is judged on.

    Parameters
    ----------
    inputs : tuple of Input
        The usable columns, in the order of the data.
    readings : mapping
        The `Reading` of each input by key, all of length n.
    bad : ndarray (n,) of int8
        1 for bad, 0 for good.
    weight : ndarray (n,) of float64
        Sample weights; ones where none were given.
    trends : mapping
        Input key to ``'ascending'`` or ``'descending'`` points along the values, where a direction is declared.
    """

    inputs: tuple[Input, ...]
    readings: Mapping[str, Reading]
    bad: npt.NDArray[np.int8]
    weight: npt.NDArray[np.float64]
    trends: Mapping[str, str]

    def __len__(self) -> int:
        return len(self.bad)

    @property
    def bads(self) -> int:
        """Return the number of bad rows."""
        return int(self.bad.sum())

    @property
    def weighted(self) -> bool:
        """Tell whether some row weighs other than 1."""
        return bool((self.weight != 1).any())

    def take(self, rows: npt.NDArray[Any]) -> "Sample":
        """Return the sample of a subset of rows, given as positions or as a mask."""
        readings = {key: reading.take(rows) for key, reading in self.readings.items()}
        return Sample(self.inputs, readings, self.bad[rows], self.weight[rows], self.trends)

    def select(self, keys: Sequence[str]) -> "Sample":
        """Return the sample with some of its inputs, in the order they have here."""
        inputs = tuple(one for one in self.inputs if one.key in set(keys))
        return Sample(inputs, {one.key: self.readings[one.key] for one in inputs}, self.bad, self.weight, self.trends)

    def canonical(self) -> "Sample":
        """Return the same rows in an order that depends on their content alone, not on where they stood."""
        first, second = self.row_hashes()
        return self.take(np.lexsort((self.weight, second, first)))

    def parts(self, count: int, seed: int | tuple[int, ...]) -> npt.NDArray[np.int64]:
        """Deal the rows of a canonical sample into parts of equal bad rate.

        Parameters
        ----------
        count : int
            The number of parts.
        seed : int or tuple of int
            Another seed deals otherwise.

        Returns
        -------
        ndarray (n,) of int64
            Parts from 0 on; rows of one outcome are spread evenly.
        """
        generator = np.random.default_rng(seed)
        part = np.empty(len(self), np.int64)
        for outcome in (0, 1):
            rows = np.flatnonzero(self.bad == outcome)
            part[generator.permutation(rows)] = np.arange(len(rows)) % count
        return part

    def fingerprint(self) -> str:
        """Return a SHA-like name (32 hexadecimal digits) of the content, equal for equal rows in any order."""
        hashes = np.stack([*self.row_hashes(), self.weight.view(np.uint64)], axis=1)
        hashes = hashes[np.lexsort(hashes.T)]
        head = repr([(one.key, one.type) for one in sorted(self.inputs, key=lambda one: one.key)]).encode()
        return blake2b(head + hashes.astype("<u8").tobytes(), digest_size=16).hexdigest()

    def row_hashes(self) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
        """Return two independent 64-bit hashes (n,) of each row: of its outcome and cells, not of its weight."""
        columns = [self.bad.astype(np.uint64)]
        columns += [_bits(self.readings[key]) for key in sorted(self.readings)]
        first = np.zeros(len(self), np.uint64)
        second = np.full(len(self), _ODD, np.uint64)
        for column in columns:
            first = _mix(first * np.uint64(31) + column)
            second = _mix((second ^ column) + _ODD)
        return first, second


def _bits(reading: Reading) -> npt.NDArray[np.uint64]:
    """Return 64 bits that stand for each cell, equal for equal cells of one input."""
    if reading.levels is not None:
        hashes = [int.from_bytes(blake2b(level.encode(), digest_size=8).digest(), "little") for level in reading.levels]
        table = np.array(hashes or [0], np.uint64)
        bits = table[reading.values]
    else:
        # adding 0.0 gives -0.0 and 0.0, which compare equal, the same bits
        bits = (reading.values.astype(np.float64) + 0.0).view(np.uint64)
    return np.where(reading.state == VALUE_STATE, bits, reading.state.astype(np.uint64))


def _mix(bits: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Spread each bit over all others (finaliser of SplitMix64; Steele, Lea, Flood, 2014)."""
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))
