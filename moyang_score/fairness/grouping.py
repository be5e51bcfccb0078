"""Groupings: a column of the data that says which group each person belongs to."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score.card import Input, read_column
from moyang_score.errors import ColumnError

__all__ = ["MISSING_TOKENS", "MOST_GROUPS", "Grouping", "read_grouping"]

MISSING_TOKENS: Final = ("", "NA", "N/A", "#N/A", "<NA>", "NaN", "nan", "NULL", "null")
MOST_GROUPS: Final = 40


@dataclass(frozen=True, eq=False)
class Grouping:
    """Hold the group of each row.

    Parameters
    ----------
    column : str
        The name of the column.
    groups : tuple of (str or None)
        The groups in order, numbers by size and texts by letters; None, for those without a value, comes last.
    codes : ndarray (n,) of int
        Positions in ``groups``.

    Examples
    --------
    >>> Grouping("sex", ("f", "m"), np.array([0, 1, 1])).groups
    ('f', 'm')
    """

    column: str
    groups: tuple[str | None, ...]
    codes: npt.NDArray[np.int64]


def read_grouping(column: str, cells: Any) -> Grouping:
    """Read a column of groups.

    Parameters
    ----------
    column : str
        Its name.
    cells : list, ndarray, or a column of pandas, polars or Arrow
        Texts or whole numbers; an empty cell, NA, NULL and the like are a group of their own, without a name.

    Returns
    -------
    Grouping
        The groups that occur, and the group of each row.

    Raises
    ------
    ColumnError
        If there are more than 40 groups, or one alone.

    Examples
    --------
    >>> read_grouping("size", ["10", "9", "", "9"]).groups
    ('9', '10', None)
    """
    reading = read_column(Input(column, "text", missing=MISSING_TOKENS), cells)
    levels = np.array(reading.levels or (), object)
    absent = len(levels)
    raw = np.where(reading.state == 0, reading.values.astype(np.int64), absent)
    used = np.flatnonzero(np.bincount(raw, minlength=absent + 1))
    names = sorted((str(levels[at]) for at in used if at < absent), key=_order)
    _check(column, names)
    groups: tuple[str | None, ...] = (*names, *((None,) if absent in used else ()))
    place = np.full(absent + 1, len(groups) - 1, np.int64)
    for at in used:
        if at < absent:
            place[at] = names.index(str(levels[at]))
    return Grouping(column, groups, place[raw])


def _order(name: str) -> tuple[int, float, str]:
    try:
        return 0, float(name), name
    except ValueError:
        return 1, 0.0, name


def _check(column: str, names: list[str]) -> None:
    if len(names) > MOST_GROUPS:
        raise ColumnError(
            f"{len(names)} different groups are too many to compare",
            where=f"column {column!r}",
            fix=f"gather them into at most {MOST_GROUPS}, ages into bands for example",
        )
    if len(names) < 2:
        found = f"the one group {names[0]!r}" if names else "no group"
        raise ColumnError(f"there is {found}", where=f"column {column!r}", fix="name a column with two groups or more")
