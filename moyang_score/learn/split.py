"""Splits: which rows a card is fitted on, and which ones it is judged on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score.card import Input, read_column
from moyang_score.errors import ColumnError, SampleError
from moyang_score.learn.infer import MISSING_TOKENS
from moyang_score.learn.sample import Sample

__all__ = ["FOLDS", "TimeSplit", "folds", "split_by_time"]

FOLDS: Final = 5
HELD_OUT: Final = 0.25
_TIME_KINDS: Final = ("date", "int", "decimal")


@dataclass(frozen=True, eq=False)
class TimeSplit:
    """Hold a cut in time: rows before it are fitted on, rows from it on are held out.

    Parameters
    ----------
    column : str
        The time column.
    cut : str
        The first time held out, as it reads in the data.
    held_out : ndarray (n,) of bool
        True for rows at or after the cut.
    """

    column: str
    cut: str
    held_out: npt.NDArray[np.bool_]


def split_by_time(column: Any, name: str) -> TimeSplit:
    """Hold out the latest rows: about a quarter, cut between two different times.

    Parameters
    ----------
    column : list, ndarray, or a column of pandas, polars or Arrow
        Dates ``YYYY-MM-DD`` or numbers that rise with time, length n.
    name : str
        The column's name, for messages.

    Returns
    -------
    TimeSplit
        The cut whose share of later rows is nearest to 25 %; of two equally near ones, the later.

    Raises
    ------
    ColumnError
        If a cell is empty or neither date nor number, or all rows have the same time.

    Examples
    --------
    >>> split_by_time(["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"], "as_of").cut
    '2024-04-01'
    """
    kind, values = _times(column, name)
    distinct, counts = np.unique(values, return_counts=True)
    if len(distinct) < 2:
        raise ColumnError("all rows have the same time", where=f"time column {name!r}", fix="leave out --time")
    later = np.cumsum(counts[::-1])[::-1] / len(values)
    at = int(len(distinct) - 1 - np.argmin(np.abs(later[:0:-1] - HELD_OUT)))
    return TimeSplit(name, _shown(kind, distinct[at]), values >= distinct[at])


def folds(sample: Sample, seed: int) -> Iterator[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]]:
    """Deal the rows of a canonical sample into folds of equal bad rate.

    Parameters
    ----------
    sample : Sample
        In canonical order, so that the folds depend on the content of the rows alone.
    seed : int
        Another seed deals otherwise.

    Yields
    ------
    fitted, judged : ndarray of int
        Positions of the rows to fit on and to judge on; each row is judged once.

    Raises
    ------
    SampleError
        If one class has fewer rows than there are folds.
    """
    goods = len(sample) - sample.bads
    if min(goods, sample.bads) < FOLDS:
        raise SampleError(
            f"too few rows of an outcome to judge a card by {FOLDS} folds: {goods} good, {sample.bads} bad",
            fix=f"give at least {FOLDS} bads and {FOLDS} goods",
        )
    fold = sample.parts(FOLDS, seed)
    for number in range(FOLDS):
        yield np.flatnonzero(fold != number), np.flatnonzero(fold == number)


def _times(column: Any, name: str) -> tuple[str, npt.NDArray[Any]]:
    """Read the times as dates if all cells are dates, else as numbers."""
    readings = {kind: read_column(Input(name, kind, missing=MISSING_TOKENS), column) for kind in _TIME_KINDS}
    kind = min(readings, key=lambda kind: len(readings[kind].odd))
    reading = readings[kind]
    if not len(reading.odd):
        return kind, reading.values
    raise ColumnError(
        f"{len(reading.odd)} of {len(reading)} cells hold no {'date' if kind == 'date' else 'number'}, "
        f"the first is row {int(reading.odd[0]) + 1}",
        where=f"time column {name!r}",
        fix="write dates as YYYY-MM-DD, or name another column",
    )


def _shown(kind: str, value: Any) -> str:
    return (
        str(np.datetime64(int(value), "D"))
        if kind == "date"
        else f"{value:g}"
        if kind == "decimal"
        else str(int(value))
    )
