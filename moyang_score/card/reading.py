"""Readings: what the cells of a whole column say under one input, as arrays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from moyang_score.card.cell import FIRST_DAY, LARGEST_INT, LAST_DAY
from moyang_score.card.column import Column, open_column
from moyang_score.card.input import MISSING_STATE, STATE_OF_CODE, VALUE_STATE, Input

__all__ = ["Reading", "read_column"]


@dataclass(frozen=True)
class Reading:
    """Hold the values of one column and the state of each of its cells.

    Parameters
    ----------
    values : ndarray (n,)
        float64 or int64 for the numeric types (dates are days since 1970-01-01), positions in ``levels`` for text and
        bool. Meaningful only where the state is ``VALUE_STATE``.
    state : ndarray (n,) of int16
        0 value, 1 missing, 2 unparsable, 3 infinite, 4 too large, 5 + k the k-th special code.
    levels : tuple of str or None
        The distinct levels of a text or bool column, in no particular order.

    Examples
    --------
    >>> reading = read_column(Input("home", "text"), ["own", "", "rent", "own"])
    >>> reading.levels, reading.values.tolist(), reading.odd.tolist()
    (('own', 'rent'), [0, 0, 1, 0], [1])
    """

    values: npt.NDArray[Any]
    state: npt.NDArray[np.int16]
    levels: tuple[str, ...] | None = None

    def __len__(self) -> int:
        return len(self.state)

    @cached_property
    def odd(self) -> npt.NDArray[np.intp]:
        """Return the positions of the cells that hold no value."""
        return np.flatnonzero(self.state != VALUE_STATE)

    def take(self, rows: npt.NDArray[Any]) -> "Reading":
        """Return the reading of a subset of rows, given as positions or as a mask."""
        return Reading(self.values[rows], self.state[rows], self.levels)


def read_column(declared: Input, column: Any) -> Reading:
    """Read a whole column under one input.

    Parameters
    ----------
    declared : Input
        How cells are read.
    column : list, ndarray, or a column of pandas, polars or Arrow
        The cells, length n. float32 is widened, Decimal and text parsed, date-times cut to their day.

    Returns
    -------
    Reading
        Values and states, equal to those of `Input.read_cell` cell by cell.

    Examples
    --------
    >>> read_column(Input("age", "int"), ["41", "", "4l"]).state.tolist()
    [0, 1, 2]
    """
    cells = open_column(column)
    if cells.array is not None and declared.type in {"int", "decimal"} and cells.array.dtype.kind in "fiu":
        return _read_numbers(declared, cells.array)
    if cells.array is not None and declared.type == "date" and cells.array.dtype.kind == "M":
        return _read_days(declared, cells.array)
    return _read_distinct(declared, cells)


def _read_numbers(declared: Input, array: npt.NDArray[Any]) -> Reading:
    as_int = declared.type == "int" and array.dtype.kind in "iu"
    state = np.zeros(len(array), np.int16)
    if declared.type == "int":
        _mark_not_whole(array, state)
    values = array.astype(np.int64 if as_int else np.float64, copy=False)
    if not as_int and not np.isfinite(values).all():
        state[np.isinf(values)] = STATE_OF_CODE["infinite"]
        state[np.isnan(values)] = MISSING_STATE
    return Reading(values, _mark_tokens(declared, values, state))


def _mark_not_whole(array: npt.NDArray[Any], state: npt.NDArray[np.int16]) -> None:
    """Mark what is no integer of at most 2^53, in the array's own type so that nothing is rounded before the test."""
    if array.dtype.kind == "f":
        state[array != np.floor(array)] = STATE_OF_CODE["unparsable"]
    if array.dtype.itemsize >= 4:  # smaller types cannot hold the limit
        too_large = array > LARGEST_INT
        if array.dtype.kind != "u":
            too_large |= array < -LARGEST_INT
        state[too_large] = STATE_OF_CODE["too_large"]


def _read_days(declared: Input, array: npt.NDArray[Any]) -> Reading:
    days = array.astype("datetime64[D]").astype(np.int64)
    state = np.zeros(len(array), np.int16)
    state[(days < FIRST_DAY) | (days > LAST_DAY)] = STATE_OF_CODE["unparsable"]
    state[np.isnat(array)] = MISSING_STATE
    return Reading(days, _mark_tokens(declared, days, state))


def _mark_tokens(declared: Input, values: npt.NDArray[Any], state: npt.NDArray[np.int16]) -> npt.NDArray[np.int16]:
    for value, meaning in declared.state_of_value.items():
        state[(values == value) & (state == VALUE_STATE)] = meaning
    return state


def _read_distinct(declared: Input, cells: Column) -> Reading:
    """Read each distinct cell once and spread the answers over the rows."""
    codes, distinct = cells.coded()
    read = [declared.read_cell(cell) for cell in distinct]
    state = np.array([state for state, _ in read], np.int16)
    if declared.is_number:
        values = _numbers([value for _, value in read], whole=declared.type != "decimal")
        return Reading(_spread(values, codes), _spread(state, codes))
    positions, levels = _positions(value for _, value in read)
    return Reading(_spread(positions, codes), _spread(state, codes), levels)


def _numbers(values: Sequence[Any], *, whole: bool) -> npt.NDArray[Any]:
    return np.array([0 if value is None else value for value in values], np.int64 if whole else np.float64)


def _positions(values: Iterable[str | None]) -> tuple[npt.NDArray[np.int64], tuple[str, ...]]:
    known: dict[str, int] = {}
    positions = [known.setdefault(value, len(known)) if value is not None else 0 for value in values]
    return np.array(positions, np.int64), tuple(known)


def _spread(table: npt.NDArray[Any], codes: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return table[codes] if len(table) else np.zeros(len(codes), table.dtype)
