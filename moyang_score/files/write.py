"""Writing a table or a text, whole or not at all."""

import csv
import io
import math
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from moyang_score.errors import ColumnError, FileError, MoyangError
from moyang_score.files.cells import plain_values
from moyang_score.files.delimiter import DELIMITERS
from moyang_score.files.excel import write_excel
from moyang_score.files.header import shown
from moyang_score.files.parquet import write_parquet
from moyang_score.files.place import new_file

__all__ = ["write_table", "write_text"]

# Few row tuples at a time, for the reason given in csvfile: no full rounds of the garbage collector.
_ROWS_AT_A_TIME = 256
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


def write_table(path: str | os.PathLike[str], columns: Mapping[str, Sequence[Any]], *, force: bool = False) -> None:
    r"""Write a table as CSV, Parquet or Excel, told by the end of the name; the file appears whole or not at all.

    CSV (and ``.tsv``, with tabs) is UTF-8 with LF line ends; cells are quoted where they must be. None, null and NaN
    are empty cells, true and false are written so, floats in the shortest form that reads back the same, dates as
    ``2025-01-31`` and datetimes as ``2025-01-31 08:30:00``. Excel: see the limits in `write_excel`.

    Parameters
    ----------
    path : str or path-like
        Where the file is to appear: ``.csv``, ``.tsv``, ``.parquet`` or ``.xlsx``; missing parent folders are made.
    columns : mapping of str to sequence
        Columns of equal length: lists, or columns of numpy, pandas, polars or Arrow.
    force : bool
        Whether a file that is there already may be replaced.

    Raises
    ------
    OutputExistsError
        The file exists and ``force`` is not given.
    FileError
        The name ends in something else, there is no column, or the place cannot be written to.
    ColumnError
        A column has no name, another length than the first, or a value that the kind of file cannot hold.
    MissingExtraError
        Parquet or Excel, and the library for it is not installed.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "scores.csv"
    ...     write_table(path, {"id": ["a", "b, c"], "score": [651, None], "good": [True, False]})
    ...     path.read_text()
    'id,score,good\na,651,true\n"b, c",,false\n'
    """
    write = _WRITERS.get(Path(path).suffix.lower())
    if write is None:
        suffix = Path(path).suffix
        what = f"a table cannot be written {f'as {suffix!r}' if suffix else 'without an ending'}"
        fix = f"end the name in one of {' '.join(_WRITERS)}"
        raise FileError(what, where=os.fspath(path), fix=fix)
    with _inside(path):
        _refuse_uneven(columns)
    with new_file(path, force=force) as temporary, _inside(path):
        write(temporary, columns)


def write_text(path: str | os.PathLike[str], text: str, *, force: bool = False) -> None:
    r"""Write a text as UTF-8 with its line ends as they are; the file appears whole or not at all.

    Parameters
    ----------
    path : str or path-like
        Where the file is to appear; missing parent folders are made.
    text : str
        What is to stand in it.
    force : bool
        Whether a file that is there already may be replaced.

    Raises
    ------
    OutputExistsError
        The file exists and ``force`` is not given.
    FileError
        The place cannot be written to.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_text(Path(folder) / "note.md", "漠阳分\n")
    ...     (Path(folder) / "note.md").read_bytes().decode()
    '漠阳分\n'
    """
    with new_file(path, force=force) as temporary, _inside(path):
        temporary.write_bytes(text.encode())


@contextmanager
def _inside(path: str | os.PathLike[str]) -> Iterator[None]:
    """Put the file before what its writer has to say."""
    try:
        yield
    except MoyangError as fault:
        raise fault.inside(os.fspath(path)) from fault
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        fix = "make room, or name another place"
        raise FileError(f"the file cannot be written: {reason}", where=os.fspath(path), fix=fix) from fault


def _refuse_uneven(columns: Mapping[str, Sequence[Any]]) -> None:
    if not columns:
        raise FileError("a table without columns cannot be written", fix="give it at least one column")
    n_rows = len(next(iter(columns.values())))
    named: list[tuple[Any, Sequence[Any]]] = list(columns.items())
    for number, (name, column) in enumerate(named, start=1):
        if not isinstance(name, str) or not name.strip():
            raise ColumnError("the name is not a text or is blank", where=f"column {number}", fix="name the column")
        if len(column) != n_rows:
            what = f"{len(column)} rows found where the first column has {n_rows}"
            raise ColumnError(what, where=f"column {shown(name)}", fix="give every column the same number of rows")


def _write_delimited(path: Path, columns: Mapping[str, Sequence[Any]], delimiter: str) -> None:
    texts = {name: _texts(plain_values(name, column)) for name, column in columns.items()}
    n_rows = len(next(iter(texts.values())))
    with path.open("wb") as file:
        file.write(_encoded(delimiter.join(map(_header_cell, texts)) + "\n", texts))
        for first in range(0, n_rows, _ROWS_AT_A_TIME):
            rows = list(zip(*(text[first : first + _ROWS_AT_A_TIME] for text in texts.values()), strict=True))
            file.write(_encoded(_block(rows, delimiter), texts))


def _header_cell(name: str) -> str:
    # Whatever could mislead the search for the delimiter or the encoding is quoted, not only the delimiter in use.
    if not any(mark in name for mark in (*DELIMITERS, '"', "\n", "\r", "\ufeff")):
        return name
    return '"' + name.replace('"', '""') + '"'


def _block(rows: list[tuple[Any, ...]], delimiter: str) -> str:
    text = _formatted(rows, delimiter, csv.QUOTE_MINIMAL)
    # The csv module of Python before 3.13 leaves CR unquoted where lines end in LF.
    return _formatted(rows, delimiter, csv.QUOTE_ALL) if "\r" in text else text


def _formatted(rows: list[tuple[Any, ...]], delimiter: str, quoting: Any) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n", quoting=quoting).writerows(rows)
    return buffer.getvalue()


def _encoded(text: str, texts: Mapping[str, Sequence[Any]]) -> bytes:
    if "\0" not in text:
        with suppress(UnicodeEncodeError):
            return text.encode()
    for name, cells in texts.items():
        for row, cell in enumerate((name, *cells)):
            bad = _UNWRITABLE.search(cell) if isinstance(cell, str) else None
            if bad:
                where = f"column {shown(name)}, row {row}" if row else f"header of column {shown(name)}"
                what = f"a text file cannot hold the character {bad.group()!r}"
                raise ColumnError(what, where=where, fix="take the character out")
    raise AssertionError("called with a text of other cells")


def _texts(values: list[Any]) -> list[Any]:
    """Return the values as the csv module writes them best: it knows str, int, float and None by itself."""
    if set(map(type, values)) <= {str, int, type(None)}:
        return values
    return [_text(value) for value in values]


def _text(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | Decimal) and math.isnan(value):
        return None
    return value


_WRITERS: dict[str, Callable[[Path, Mapping[str, Sequence[Any]]], None]] = {
    ".csv": partial(_write_delimited, delimiter=","),
    ".tsv": partial(_write_delimited, delimiter="\t"),
    ".parquet": write_parquet,
    ".xlsx": write_excel,
}
