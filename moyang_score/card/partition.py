"""Partitions: the conditions that one characteristic puts on one input, holding each cell exactly once."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score.card.cell import LARGEST_INT, clean_text
from moyang_score.card.condition import MISSING, UNSEEN, Condition, Interval, OneOf, Special
from moyang_score.card.input import FIRST_SPECIAL, MISSING_STATE, VALUE_STATE, Input
from moyang_score.card.number import number_value
from moyang_score.card.reading import Reading
from moyang_score.errors import CardError

__all__ = ["Partition"]

_BLOCK: Final = 16_384  # values and their index stay in the first two cache levels while all cuts are compared


@dataclass(frozen=True)
class Partition:
    """Hold the conditions on one input; each cell meets exactly one of them.

    Parameters
    ----------
    declared : Input
        The input.
    conditions : tuple of Condition
        Each once, in any order: intervals that cover the line without overlap (int, decimal, date) or disjoint levels
        (text, bool), one `Special` per special code, one `MISSING`, one `UNSEEN`.

    Raises
    ------
    CardError
        If the conditions leave a gap, overlap, or do not belong to the input's type.
    """

    declared: Input
    conditions: tuple[Condition, ...]

    def __post_init__(self) -> None:
        for condition, count in Counter(self.conditions).items():
            if count > 1:
                raise self._error(f"the condition {str(condition)!r} stands twice")
        self._check_states()
        (self._check_intervals if self.declared.is_number else self._check_levels)()

    def locate(self, reading: Reading) -> npt.NDArray[np.intp]:
        """Find the condition each cell meets.

        Parameters
        ----------
        reading : Reading
            The cells, length n, read under this input.

        Returns
        -------
        ndarray (n,) of an integer type
            Positions in ``conditions``.
        """
        found = self._locate_levels(reading) if reading.levels is not None else self._locate_numbers(reading.values)
        if len(reading.odd):
            found[reading.odd] = self._of_state[reading.state[reading.odd]]
        return found

    def locate_cell(self, cell: Any) -> int:
        """Find the condition one cell meets, as a position in ``conditions``."""
        state, value = self.declared.read_cell(cell)
        if state != VALUE_STATE:
            return int(self._of_state[state])
        if self.declared.is_number:
            return self._of_interval_list[bisect_right(self._cuts, value)]
        return self._of_level.get(value, self._unseen)

    def _locate_numbers(self, values: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
        """Count, block by block, the cuts at or below each value: a comparison is cheaper than a search per row."""
        found = np.zeros(len(values), self._index_type)
        reached = np.empty(_BLOCK, bool)
        for start in range(0, len(values), _BLOCK):
            block, count = values[start : start + _BLOCK], found[start : start + _BLOCK]
            hit = reached[: len(block)]
            as_number = hit.view(np.uint8)  # adding bytes to bytes spares the cast of each truth value
            for cut in self._cuts:
                np.greater_equal(block, cut, out=hit)
                count += as_number
        in_order = self._of_interval_list == list(range(len(self._of_interval_list)))
        return found if in_order else self._of_interval[found]

    def _locate_levels(self, reading: Reading) -> npt.NDArray[np.intp]:
        table = np.array([self._of_level.get(level, self._unseen) for level in reading.levels or ()], self._index_type)
        return table[reading.values] if len(table) else np.full(len(reading), self._unseen, self._index_type)

    @cached_property
    def _index_type(self) -> Any:
        return np.uint8 if len(self.conditions) < 256 else np.uint16 if len(self.conditions) < 65_536 else np.intp

    @cached_property
    def _intervals(self) -> list[tuple[int, Interval]]:
        """Return the intervals with their positions, lowest first."""
        found = [(at, condition) for at, condition in enumerate(self.conditions) if isinstance(condition, Interval)]
        return sorted(found, key=lambda pair: (pair[1].lower is not None, number_value(pair[1].lower or "0")))

    @cached_property
    def _cuts(self) -> list[float | int]:
        return [number_value(interval.lower) for _, interval in self._intervals if interval.lower is not None]

    @cached_property
    def _of_interval(self) -> npt.NDArray[Any]:
        return np.array(self._of_interval_list, self._index_type)

    @cached_property
    def _of_interval_list(self) -> list[int]:
        return [at for at, _ in self._intervals]

    @cached_property
    def _of_level(self) -> dict[str, int]:
        levels = ((at, condition) for at, condition in enumerate(self.conditions) if isinstance(condition, OneOf))
        return {level: at for at, condition in levels for level in condition.levels}

    @cached_property
    def _unseen(self) -> int:
        return self.conditions.index(UNSEEN)

    @cached_property
    def _of_state(self) -> npt.NDArray[Any]:
        """Map the state of a cell without a value to the position of its condition."""
        table = np.full(FIRST_SPECIAL + len(self.declared.special), self._unseen, self._index_type)
        table[MISSING_STATE] = self.conditions.index(MISSING)
        for k, code in enumerate(self.declared.special):
            table[FIRST_SPECIAL + k] = self.conditions.index(Special(code))
        return table

    def _check_states(self) -> None:
        needed = {MISSING, UNSEEN, *map(Special, self.declared.special)}
        found = {condition for condition in self.conditions if not isinstance(condition, (Interval, OneOf))}
        self._check_same(needed - found, "no attribute is for")
        self._check_same(found - needed, "an attribute is for the undeclared")

    def _check_same(self, conditions: Iterable[object], what: str) -> None:
        for condition in sorted(map(str, conditions)):
            raise self._error(f"{what} {condition!r}")

    def _check_intervals(self) -> None:
        if self._of_level:
            raise self._error(f"levels do not belong to the type {self.declared.type!r}")
        ends = [(interval.lower, interval.upper) for _, interval in self._intervals]
        if not ends or ends[0][0] is not None or ends[-1][1] is not None:
            raise self._error("the intervals do not reach both open ends", fix="let the first and the last end be null")
        for (_, upper), (lower, _) in pairwise(ends):
            if upper is None or upper != lower:
                raise self._error(
                    f"the intervals do not join at {upper} and {lower}", fix="let each begin where one ends"
                )
        if self.declared.type != "decimal":
            self._check_whole()

    def _check_whole(self) -> None:
        for cut in self._cuts:
            if cut != int(cut) or abs(cut) > LARGEST_INT:
                raise self._error(f"the cut {cut} is no whole number of at most 2^53 in size")

    def _check_levels(self) -> None:
        if self._intervals:
            raise self._error(f"intervals do not belong to the type {self.declared.type!r}")
        levels = [level for condition in self.conditions if isinstance(condition, OneOf) for level in condition.levels]
        for level, count in Counter(levels).items():
            if count > 1:
                raise self._error(f"the level {level!r} stands in two attributes")
            self._check_level(level)
        if self.declared.type == "bool" and set(levels) != {"true", "false"}:
            raise self._error("a bool needs its two levels", fix="name true and false, in one attribute or two")

    def _check_level(self, level: str) -> None:
        if level != clean_text(level):
            raise self._error(f"the level {level!r} is not trimmed, or not in NFC", fix=f"write {clean_text(level)!r}")
        if self.declared.read_cell(level)[0] != VALUE_STATE:
            raise self._error(
                f"the level {level!r} is declared missing or special", fix="remove it from one of the two"
            )

    def _error(self, what: str, *, fix: str = "") -> CardError:
        return CardError(what, where=f"input {self.declared.key!r}", fix=fix)
