"""A Parquet file, as pyarrow columns."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from moyang_score.errors import ColumnError, FileError, MissingExtraError
from moyang_score.files.cells import plain_values
from moyang_score.files.header import checked_header, shown
from moyang_score.files.kind import kind_of
from moyang_score.files.table import Table

__all__ = ["read_parquet", "write_parquet"]


def read_parquet(path: Path, source: str) -> Table:
    """Read a Parquet file; dictionary columns come as plain ones.

    Parameters
    ----------
    path : pathlib.Path
        The file; folders of it that look like ``key=value`` add no column.
    source : str
        The file, for messages.

    Returns
    -------
    Table
        Columns are ``pyarrow.ChunkedArray``; null where missing.

    Raises
    ------
    FileError
        The file is not Parquet, is damaged, or has no column.
    ColumnError
        Two columns have the same name.
    MissingExtraError
        pyarrow is not installed.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "people.parquet"
    ...     write_parquet(path, {"age": [41, None]})
    ...     read_parquet(path, "people.parquet")["age"].to_pylist()
    [41, None]
    """
    pa, parquet = _libraries()
    try:
        with parquet.ParquetFile(path) as file:
            table = file.read()
    except (pa.ArrowException, OSError) as fault:
        raise _not_parquet(path, source) from fault
    if not table.num_columns:
        raise FileError("the file has no column", where=source, fix="give a file with columns and rows")
    names = checked_header(table.column_names, f"{source}, header")
    return Table(source, {name: _plain(column, pa) for name, column in zip(names, table.columns, strict=True)})


def write_parquet(path: Path, columns: Mapping[str, Sequence[Any]]) -> None:
    """Write a Parquet file, each column with the type its values have.

    Parameters
    ----------
    path : pathlib.Path
        The file to write.
    columns : mapping of str to sequence
        Columns of equal length; Arrow columns are written as they are, of others None is null.

    Raises
    ------
    ColumnError
        The values of a column have no common type.
    MissingExtraError
        pyarrow is not installed.

    Examples
    --------
    >>> write_parquet(Path("mixed.parquet"), {"age": [41, "x"]})
    Traceback (most recent call last):
    moyang_score.errors.ColumnError: column 'age': the values have no common type. Make them all text, or all numbers.
    """
    pa, parquet = _libraries()
    arrays = {name: _array(name, column, pa) for name, column in columns.items()}
    parquet.write_table(pa.table(arrays), path)


def _libraries() -> tuple[Any, Any]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as fault:
        fix = "install it with: pip install 'moyang-score[data]'"
        raise MissingExtraError("Parquet files need pyarrow, which is not installed", fix=fix) from fault
    return pa, parquet


def _plain(column: Any, pa: Any) -> Any:
    return column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column


def _array(name: str, column: Sequence[Any], pa: Any) -> Any:
    if isinstance(column, pa.Array | pa.ChunkedArray):
        return column
    typed = getattr(getattr(column, "dtype", None), "kind", "O") in "biufM"
    try:
        # Typed arrays keep their type; anything else is looked at value by value.
        return pa.array(column, from_pandas=False) if typed else pa.array(plain_values(name, column))
    except (pa.ArrowException, OverflowError) as fault:
        fix = "make them all text, or all numbers"
        raise ColumnError("the values have no common type", where=f"column {shown(name)}", fix=fix) from fault


def _not_parquet(path: Path, source: str) -> FileError:
    data = path.read_bytes()
    kind = kind_of(data)
    if kind and not data.startswith(b"PAR1"):
        return FileError(f"the file is {kind.name}, not Parquet", where=source, fix=kind.fix)
    if data.startswith(b"PAR1"):
        return FileError("the Parquet file is damaged or cut off", where=source, fix="make or copy it again")
    return FileError("the file is not Parquet", where=source, fix="if it is text, give it a name that ends in .csv")
