"""A column as its distinct values and where each stands: what is read once is read once, however often it occurs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Distinct", "distinct_of"]


@dataclass(frozen=True)
class Distinct:
    """Hold a column of n rows as k values and n places.

    Parameters
    ----------
    values : list
        The distinct values; None where missing.
    places : numpy.ndarray
        For each row, which of the values it has.

    Examples
    --------
    >>> column = Distinct(["a", None], np.array([0, 1, 0]))
    >>> column.rows(), column.absent.tolist()
    (['a', None, 'a'], [False, True, False])
    """

    values: list[Any]
    places: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.places)

    @cached_property
    def absent(self) -> npt.NDArray[np.bool_]:
        """The rows that have no value."""
        return self.flags([value is None for value in self.values])

    def flags(self, of_values: Sequence[bool]) -> npt.NDArray[np.bool_]:
        """Return for each row what is said of its value."""
        return np.asarray(of_values, dtype=bool)[self.places] if self.values else np.zeros(0, dtype=bool)

    def rows(self) -> list[Any]:
        """Return the column as a plain list."""
        values = self.values
        return [values[place] for place in self.places.tolist()]

    def array(self, kind: "pa.DataType") -> "pa.Array":
        """Return the column as an Arrow array."""
        import pyarrow as pa

        return pa.array(self.values, kind).take(pa.array(self.places))

    def days(self) -> npt.NDArray[np.datetime64]:
        """Return a column of dates as numpy has them; not-a-time where missing."""
        if not self.values:
            return np.zeros(0, dtype="datetime64[D]")
        return np.array(self.values, dtype="datetime64[D]")[self.places]

    def mapped(self, change: Callable[[Any], Any]) -> "Distinct":
        """Return the column with every distinct value changed; the new ones need not be distinct."""
        return Distinct([change(value) for value in self.values], self.places)


def distinct_of(column: Sequence[Any]) -> Distinct:
    """Take a column apart.

    Parameters
    ----------
    column : sequence
        A list of cells, as text and Excel files give, or an Arrow array.

    Returns
    -------
    Distinct
        Its distinct values in order of appearance. Timestamps are days, NaN and null are None.

    Examples
    --------
    >>> distinct_of(["x", "y", "x"]).values
    ['x', 'y']
    """
    import pyarrow as pa

    if isinstance(column, pa.Array | pa.ChunkedArray):
        return _of_arrow(column)
    if set(map(type, column)) <= {str}:
        return _of_arrow(pa.array(column, pa.string()))
    seen: dict[tuple[type, Any], int] = {}
    places = [seen.setdefault((type(value), value), len(seen)) for value in column]
    return Distinct([value for _, value in seen], np.array(places, dtype=np.int64))


def _of_arrow(column: Any) -> Distinct:
    import pyarrow as pa

    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
        column = column if isinstance(column, pa.Array) else pa.concat_arrays(column.chunks)
    column = _plain(column)
    encoded = column.dictionary_encode()
    values = encoded.dictionary.to_pylist()
    places = encoded.indices.cast(pa.int64())
    if column.null_count:
        places = places.fill_null(len(values))
        values.append(None)
    return Distinct(values, places.to_numpy(zero_copy_only=False))


def _plain(column: Any) -> Any:
    import pyarrow as pa
    from pyarrow import compute

    kind = column.type
    if pa.types.is_dictionary(kind):
        return _plain(column.cast(kind.value_type))
    if pa.types.is_timestamp(kind):
        if kind.tz is not None:
            # A moment is a civil day only at a place, and the place of a city's records is the city.
            column = compute.local_timestamp(column.cast(pa.timestamp(kind.unit, "Asia/Shanghai")))
        return column.cast(pa.date32(), safe=False)
    if pa.types.is_floating(kind):
        return compute.if_else(compute.is_nan(column.fill_null(0)), None, column)
    return column
