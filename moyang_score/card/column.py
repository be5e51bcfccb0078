"""Columns: what pandas, polars, Arrow, numpy and lists hand over, adapted once at the border by duck typing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Column", "is_scalar", "open_column"]


@dataclass(frozen=True)
class Column:
    """Hold a column in one of three forms: a plain typed array, coded distinct cells, or a list of cells.

    Parameters
    ----------
    array : ndarray (n,) or None
        Booleans, integers, floats or datetime64 with NaN and NaT as the only absent cells.
    codes, distinct : ndarray (n,) and sequence, or None
        Positions in ``distinct``, where the source had them already.
    cells : sequence or None
        The cells one by one.
    """

    array: npt.NDArray[Any] | None = None
    codes: npt.NDArray[Any] | None = None
    distinct: Sequence[Any] | None = None
    cells: Sequence[Any] | None = None

    def __len__(self) -> int:
        return len(next(part for part in (self.array, self.codes, self.cells) if part is not None))

    def coded(self) -> tuple[npt.NDArray[Any], Sequence[Any]]:
        """Return positions (n,) and the distinct cells they point at; cells of different types stay apart."""
        if self.codes is not None and self.distinct is not None:
            return self.codes, self.distinct
        if self.cells is not None:
            return _code(self.cells)
        array = np.asarray(self.array)
        return _code(list(array) if array.dtype.kind == "M" else array.tolist())  # nanoseconds would be integers


def open_column(column: Any) -> Column:
    """Adapt one column of any supported library.

    Parameters
    ----------
    column : list, tuple, ndarray, or a column of pandas, polars or Arrow
        The cells, length n.

    Returns
    -------
    Column
        The cells in the form that is cheapest to read.

    Examples
    --------
    >>> len(open_column(["a", "b", "a"]))
    3
    """
    if isinstance(column, np.ndarray):
        return _from_numpy(column)
    if hasattr(column, "dictionary_encode"):
        return _from_arrow(column)
    if hasattr(column, "factorize"):
        return _from_pandas(column)
    if hasattr(column, "to_physical"):
        return _from_polars(column)
    return Column(cells=column if isinstance(column, (list, tuple)) else list(column))


def is_scalar(value: Any) -> bool:
    """Tell whether a value is one cell and not a column.

    Parameters
    ----------
    value : object
        A cell, or a column of any supported library.

    Returns
    -------
    bool
        True for texts and for whatever has no length.

    Examples
    --------
    >>> is_scalar("rent"), is_scalar(3.5), is_scalar(["rent"])
    (True, True, False)
    """
    return isinstance(value, (str, bytes)) or not (hasattr(value, "__len__") and hasattr(value, "__getitem__"))


def _from_numpy(array: npt.NDArray[Any]) -> Column:
    if isinstance(array, np.ma.MaskedArray):
        return Column(cells=array.tolist())
    if array.dtype.kind in "biufM":
        return Column(array=array)
    return Column(cells=list(array) if array.dtype.kind == "m" else array.tolist())  # nanoseconds would be integers


def _from_pandas(series: Any) -> Column:
    kind = getattr(series.dtype, "kind", "O")
    if isinstance(series.dtype, np.dtype) and kind in "biufM":
        return Column(array=series.to_numpy())
    if kind == "O":
        return _from_pandas_text(series)
    return Column(cells=series.to_numpy(dtype=object).tolist())


def _from_pandas_text(series: Any) -> Column:
    if isinstance(series.dtype, np.dtype):
        return Column(cells=series.tolist())
    codes, distinct = series.factorize()
    return Column(codes=np.where(codes < 0, len(distinct), codes), distinct=[*distinct.tolist(), None])


def _from_polars(series: Any) -> Column:
    kind = str(series.dtype)
    local = getattr(series.dtype, "time_zone", None)  # numpy would move such moments to UTC, and so to another day
    if series.dtype.is_float() or (series.dtype.is_integer() and not series.null_count()):
        return _from_numpy(series.to_numpy())
    if kind.startswith("Date") and local is None:
        return _from_numpy(series.to_numpy())
    return Column(cells=series.to_list())


def _from_arrow(column: Any) -> Column:
    kind = str(column.type)
    if kind in {"float", "double", "halffloat"} or (kind.lstrip("u").startswith("int") and not column.null_count):
        return Column(array=_arrow_numpy(column))
    if kind.startswith("date") or (kind.startswith("timestamp") and "tz=" not in kind):
        return _from_numpy(_arrow_numpy(column))
    if kind not in {"string", "large_string", "string_view"}:
        return Column(cells=column.to_pylist())
    coded = column.dictionary_encode()
    coded = coded.combine_chunks() if hasattr(coded, "combine_chunks") else coded
    distinct = [*coded.dictionary.to_pylist(), None]
    codes = np.asarray(coded.indices.fill_null(len(distinct) - 1))
    return Column(codes=codes, distinct=distinct)


def _arrow_numpy(column: Any) -> npt.NDArray[Any]:
    whole = column.combine_chunks() if hasattr(column, "combine_chunks") else column
    return np.asarray(whole.to_numpy(zero_copy_only=False))


class _Codes(dict[Any, int]):
    """Give each new key the next number."""

    def __missing__(self, key: Any) -> int:
        code = self[key] = len(self)
        return code


def _code(cells: Sequence[Any]) -> tuple[npt.NDArray[np.int64], Sequence[Any]]:
    known = _Codes()
    types = set(map(type, cells)) - {str, type(None)}
    if Decimal in types:  # 1.0 and 1.00 are one key of a dict, but two texts
        return np.arange(len(cells)), cells
    mixed = len(types) > 1
    try:
        # 1, 1.0 and True are one key of a dict, but three different texts.
        keys = zip(map(type, cells), cells, strict=True) if mixed else cells
        codes = np.fromiter(map(known.__getitem__, keys), np.int64, len(cells))
    except TypeError:  # a cell that is itself a list or dict cannot be a key; it will be unreadable
        return np.arange(len(cells)), cells
    return codes, [cell for _, cell in known] if mixed else list(known)
