"""The cells of a column to be written, as plain Python values, whatever library holds the column."""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from moyang_score.errors import ColumnError
from moyang_score.files.header import shown

__all__ = ["plain_values"]

_PLAIN = (str, bool, int, float, Decimal, date, datetime, time, type(None))
_EXACT = frozenset(_PLAIN)
_ABSENT = ("NAType", "NaTType")  # the missing values of pandas, told by name so that pandas need not be there


def plain_values(name: str, column: Sequence[Any]) -> list[Any]:
    """Return the values of a column of a list, numpy, pandas, polars or Arrow as plain Python values.

    Parameters
    ----------
    name : str
        The column name, for messages.
    column : sequence
        The column.

    Returns
    -------
    list
        ``str``, ``bool``, ``int``, ``float``, ``Decimal``, ``date``, ``datetime``, ``time``; None where missing (null,
        ``NA``, ``NaT``). NaN stays what it is.

    Raises
    ------
    ColumnError
        A value is of another type: a list, a mapping, bytes.

    Examples
    --------
    >>> import numpy as np
    >>> plain_values("age", np.array([41, 7], dtype=np.int16)), plain_values("bad", [np.True_, None])
    ([41, 7], [True, None])
    """
    values = _listed(column)
    if set(map(type, values)) <= _EXACT:
        return values
    return [_plain(value, name, row) for row, value in enumerate(values, start=1)]


def _listed(column: Any) -> list[Any]:
    if getattr(getattr(column, "dtype", None), "kind", None) == "M" and hasattr(column, "astype"):
        # Nanoseconds have no Python type: numpy would hand out bare integers.
        return list(column.astype("datetime64[us]").tolist())
    for method in ("to_pylist", "to_list", "tolist"):  # Arrow; polars, pandas; numpy
        if hasattr(column, method):
            return list(getattr(column, method)())
    return list(column)


def _plain(value: Any, name: str, row: int) -> Any:
    if type(value) in _EXACT:
        return value
    if type(value).__name__ in _ABSENT:
        return None
    if hasattr(value, "item") and not isinstance(value, str):  # a numpy scalar
        return _plain(value.item(), name, row)
    for plain in (str, int, float):  # a subclass, such as a member of an enumeration
        if isinstance(value, plain):
            return plain(value)
    if isinstance(value, _PLAIN):
        return value
    what = f"a value of type {type(value).__name__} does not fit into one cell"
    raise ColumnError(what, where=f"column {shown(name)}, row {row}", fix="write it as text or as numbers")
