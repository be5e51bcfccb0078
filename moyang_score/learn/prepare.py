"""Preparation: from a frame and its options to the sample fitted on and the one held out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from moyang_score.card import Input, Reading, read_column
from moyang_score.errors import ColumnError, SampleError
from moyang_score.learn.infer import MISSING_TOKENS, Dropped, infer_input
from moyang_score.learn.options import FitOptions
from moyang_score.learn.sample import Sample
from moyang_score.learn.split import TimeSplit, split_by_time
from moyang_score.learn.target import read_target

__all__ = ["Prepared", "Reader", "column_names", "prepare", "taken"]

# Reads the columns that are inputs, for a fit on some of the rows: readings of all rows, inputs, what is left out.
Reader = Callable[
    [Mapping[str, Any], npt.NDArray[np.intp], int, FitOptions],
    tuple[dict[str, Reading], tuple[Input, ...], tuple[Dropped, ...]],
]


@dataclass(frozen=True, eq=False)
class Prepared:
    """Hold what a fit starts from.

    Parameters
    ----------
    fitted : Sample
        The rows to fit on, in canonical order.
    held_out : Sample or None
        The rows from the time cut on, where there is one.
    split : TimeSplit or None
        The cut.
    dropped : tuple of Dropped
        Columns that cannot be used, with the reason.
    """

    fitted: Sample
    held_out: Sample | None
    split: TimeSplit | None
    dropped: tuple[Dropped, ...]


def prepare(
    frame: Any, options: FitOptions, reader: Reader | None = None, trends: Mapping[str, str] | None = None
) -> Prepared:
    """Read target, weights, time and columns, and drop what cannot be used with the reason.

    Column types are inferred from the rows fitted on, unless a reader knows them; rows held out decide nothing.

    Parameters
    ----------
    frame : frame of pandas, polars or Arrow, Table, or mapping of columns
        The data, n rows.
    options : FitOptions
        Which column is what.
    reader : Reader, optional
        Reads the columns that are inputs; by default their types are inferred.
    trends : mapping, optional
        Declared directions, see `Sample`.

    Returns
    -------
    Prepared
        Samples with no column that is constant, empty, id-like or unreadable.

    Raises
    ------
    ColumnError
        If an option names an absent column, columns differ in length, or a weight is no number of at least 0.
    TargetError
        If the target is not a usable two-valued outcome.
    SampleError
        If the rows fitted on, or those held out, are of one class.
    """
    names = column_names(frame)
    _check_named(options, names)
    bad = read_target(frame[options.target], options.target, options.bad)
    _check_lengths(frame, names, options.target)
    weight = _weight(frame, options.weight, len(bad))
    split = None if options.time is None else split_by_time(frame[options.time], options.time)
    fitted = np.flatnonzero(weight > 0) if split is None else np.flatnonzero((weight > 0) & ~split.held_out)
    _check_classes(bad[fitted], "the rows to fit on")
    columns = {name: frame[name] for name in names if name not in options.no_inputs}
    readings, inputs, dropped = (reader or _infer_inputs)(columns, fitted, len(bad), options)
    whole = Sample(inputs, readings, bad, weight, trends or {})
    held_out = None
    if split is not None:
        held_out = whole.take(np.flatnonzero((weight > 0) & split.held_out)).canonical()
        _check_classes(held_out.bad, f"the rows held out from {split.cut} on")
    return Prepared(whole.take(fitted).canonical(), held_out, split, dropped)


def column_names(frame: Any) -> tuple[str, ...]:
    """Return the names of the columns of any supported frame, in order.

    Parameters
    ----------
    frame : frame of pandas, polars or Arrow, Table, or mapping of columns
        The data.

    Returns
    -------
    tuple of str
        The names.

    Raises
    ------
    ColumnError
        If a name is no text, or stands twice.

    Examples
    --------
    >>> column_names({"a": [1], "b": [2]})
    ('a', 'b')
    """
    names = tuple(getattr(frame, "column_names", None) or getattr(frame, "names", None) or _columns(frame))
    for name in names:
        if not isinstance(name, str):
            raise ColumnError(f"the column name {name!r} is no text", fix="rename the columns to texts")
        if names.count(name) > 1:
            raise ColumnError(f"the column {name!r} stands twice", fix="rename one of them")
    return names


def _columns(frame: Any) -> Any:
    return frame.keys() if isinstance(frame, Mapping) else frame.columns


def _check_named(options: FitOptions, names: tuple[str, ...]) -> None:
    from difflib import get_close_matches

    for name in options.named:
        if name not in names:
            near = get_close_matches(name, names, 3, 0.5)
            known = f"did you mean {' or '.join(map(repr, near))}" if near else f"the columns are {_some(names)}"
            raise ColumnError(f"there is no column {name!r}", fix=known)


def _check_lengths(frame: Any, names: tuple[str, ...], target: str) -> None:
    rows = len(frame[target])
    for name in names:
        if len(frame[name]) != rows:
            what = f"the column {name!r} has {len(frame[name])} rows, the target {rows}"
            raise ColumnError(what, fix="give every column the same number of rows")


def _some(names: tuple[str, ...]) -> str:
    shown = ", ".join(map(repr, names[:8]))
    return shown if len(names) <= 8 else f"{shown} and {len(names) - 8} more"


def _weight(frame: Any, name: str | None, rows: int) -> npt.NDArray[np.float64]:
    if name is None:
        return np.ones(rows)
    reading = read_column(Input(name, "decimal", missing=MISSING_TOKENS), frame[name])
    wrong = np.flatnonzero((reading.state != 0) | (np.where(reading.state == 0, reading.values, 0) < 0))
    if len(wrong):
        what = f"{len(wrong)} of {rows} weights are no numbers of at least 0, the first is row {int(wrong[0]) + 1}"
        raise ColumnError(what, where=f"weight column {name!r}", fix="mend the weights, or leave out --weight")
    return reading.values


def _check_classes(bad: npt.NDArray[np.int8], what: str) -> None:
    bads = int(bad.sum())
    if bads in {0, len(bad)}:
        raise SampleError(f"{what} are {len(bad)}, of them bad {bads}; both outcomes are needed", fix="give more rows")


def _infer_inputs(
    columns: Mapping[str, Any], fitted: npt.NDArray[np.intp], rows: int, options: FitOptions
) -> tuple[dict[str, Reading], tuple[Input, ...], tuple[Dropped, ...]]:
    readings: dict[str, Reading] = {}
    inputs: list[Input] = []
    dropped: list[Dropped] = []
    for name, column in columns.items():
        part = column if len(fitted) == rows else taken(column, fitted)
        found = infer_input(name, part, options.special.get(name, ()), options.missing)
        if isinstance(found, Dropped):
            dropped.append(found)
            continue
        declared, reading = found
        inputs.append(declared)
        readings[name] = reading if len(fitted) == rows else read_column(declared, column)
    return readings, tuple(inputs), tuple(dropped)


def taken(column: Any, rows: npt.NDArray[np.intp]) -> Any:
    """Return some rows of a column of any supported library.

    Parameters
    ----------
    column : list, ndarray, or a column of pandas, polars or Arrow
        The column.
    rows : ndarray of int
        Their positions.

    Returns
    -------
    list, ndarray, or a column of the same library
        The cells of the rows, in their order.

    Examples
    --------
    >>> taken(["a", "b", "c"], np.array([2, 0]))
    ['c', 'a']
    """
    if isinstance(column, (list, tuple)):
        return [column[row] for row in rows.tolist()]
    if hasattr(column, "iloc"):
        return column.iloc[rows]
    return column.take(rows) if hasattr(column, "take") else column[rows]
