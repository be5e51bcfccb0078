"""The target: a two-valued outcome, read as 1 for bad and 0 for good."""

from collections import Counter
from typing import Any

import numpy as np
import numpy.typing as npt

from moyang_score.card import VALUE_STATE, Input, Reading, clean_text, read_column
from moyang_score.errors import TargetError
from moyang_score.learn.infer import MISSING_TOKENS

__all__ = ["read_target"]


def read_target(column: Any, name: str, bad: str | None = None) -> npt.NDArray[np.int8]:
    """Read the target column.

    Parameters
    ----------
    column : list, ndarray, or a column of pandas, polars or Arrow
        The cells, length n.
    name : str
        The column's name, for messages.
    bad : str, optional
        The value that means bad; the column must then hold exactly one other. Without it the values are 0 and 1 (or
        false and true), 1 is bad.

    Returns
    -------
    ndarray (n,) of int8
        1 for bad, 0 for good.

    Raises
    ------
    TargetError
        If a cell is empty, there are not exactly two values, or the bad value is not among them.

    Examples
    --------
    >>> read_target(["good", "bad"], "status", bad="bad").tolist()
    [0, 1]
    """
    where = f"target {name!r}"
    reading = read_column(Input(name, "text", missing=MISSING_TOKENS), column)
    if len(reading) == 0:
        raise TargetError("the table has no rows", where=where, fix="give a table with goods and bads")
    if len(reading.odd):
        rows = f"{len(reading.odd)} of {len(reading)} rows, the first is row {int(reading.odd[0]) + 1}"
        raise TargetError(f"{rows}, have no outcome", where=where, fix="remove the rows whose outcome is not known")
    names = _names(reading)
    wanted = _as_number(clean_text(bad)) if bad is not None else "1"
    _check_two(Counter(names.tolist()), wanted, named=bad is not None, where=where)
    return np.asarray(names == wanted, np.int8)


def _names(reading: Reading) -> npt.NDArray[np.object_]:
    levels = np.array([_as_number(level) for level in reading.levels or ()], object)
    return np.asarray(levels[reading.values])


def _as_number(text: str) -> str:
    """Give 1, 1.0 and true one name, so that the type of the column does not matter."""
    if text.lower() in {"true", "false"}:
        return "1" if text.lower() == "true" else "0"
    state, value = Input("target", "decimal", missing=()).read_cell(text)
    return str(int(value)) if state == VALUE_STATE and value == int(value) else text


def _check_two(counts: Counter[str], wanted: str, *, named: bool, where: str) -> None:
    shown = ", ".join(f"{value!r} ({count} rows)" for value, count in counts.most_common(4))
    if len(counts) == 1:
        raise TargetError(f"all rows have the one outcome {shown}", where=where, fix="give a table with goods and bads")
    if len(counts) > 2:
        fix = "name a column of two values; 1 is bad, or name the bad value with --bad"
        raise TargetError(f"{len(counts)} different values, among them {shown}; two are needed", where=where, fix=fix)
    if wanted not in counts:
        fix = "name one of the two" if named else "name the bad one with --bad"
        what = f"the bad value {wanted!r} is not" if named else "1 (bad) is not"
        raise TargetError(f"{what} among the values {shown}", where=where, fix=fix)
    if not named and set(counts) != {"0", "1"}:
        raise TargetError(f"the values are {shown}, not 0 and 1", where=where, fix="name the bad one with --bad")
