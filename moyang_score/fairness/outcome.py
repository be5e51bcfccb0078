"""What became of each row: good, bad, or not known."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score.card import VALUE_STATE, Input, clean_text, read_column
from moyang_score.errors import TargetError
from moyang_score.fairness.grouping import MISSING_TOKENS

__all__ = ["BAD", "GOOD", "OUTCOMES", "UNKNOWN", "read_outcome"]

GOOD: Final = 0
BAD: Final = 1
UNKNOWN: Final = 2
OUTCOMES: Final = 3


def read_outcome(column: str, cells: Any, bad: str | None = None) -> npt.NDArray[np.int64]:
    """Read a column of outcomes; an empty cell is an outcome that is not known.

    Parameters
    ----------
    column : str
        Its name.
    cells : list, ndarray, or a column of pandas, polars or Arrow
        1 for bad and 0 for good (or true and false), or two texts of which ``bad`` is one.
    bad : str, optional
        The value that means bad.

    Returns
    -------
    ndarray (n,) of int64
        ``GOOD``, ``BAD`` or ``UNKNOWN``.

    Raises
    ------
    TargetError
        If there are other values, or the bad value is not among them.

    Examples
    --------
    >>> read_outcome("bad", ["0", "1", ""]).tolist()
    [0, 1, 2]
    """
    reading = read_column(Input(column, "text", missing=MISSING_TOKENS), cells)
    levels = [_name(level) for level in reading.levels or ()]
    wanted = "1" if bad is None else _name(clean_text(bad))
    _check(column, sorted(set(levels)), wanted, bad)
    table = np.array([*(BAD if level == wanted else GOOD for level in levels), UNKNOWN], np.int64)
    place = np.where(reading.state == VALUE_STATE, reading.values.astype(np.int64), len(levels))
    return np.asarray(table[place])


def _name(text: str) -> str:
    """Give 1, 1.0 and true one name, so that the type of the column does not matter."""
    if text.lower() in {"true", "false"}:
        return "1" if text.lower() == "true" else "0"
    state, value = Input("target", "decimal", missing=()).read_cell(text)
    return str(int(value)) if state == VALUE_STATE and value == int(value) else text


def _check(column: str, levels: Sequence[str], wanted: str, bad: str | None) -> None:
    where, shown = f"target {column!r}", ", ".join(map(repr, levels[:4]))
    if not levels:
        raise TargetError("no outcome is known", where=where, fix="name another column, or leave the target out")
    if len(levels) > 2:
        what = f"{len(levels)} different values, among them {shown}; two are needed"
        raise TargetError(what, where=where, fix="name a column of two values; 1 is bad, or name the bad value")
    if bad is not None and wanted not in levels:
        raise TargetError(f"the bad value {bad!r} is not among the values {shown}", where=where, fix="name one of them")
    if bad is None and not set(levels) <= {"0", "1"}:
        raise TargetError(f"the values are {shown}, not 0 and 1", where=where, fix="name the bad one with --bad")
