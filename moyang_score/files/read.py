"""Reading a table from a file of any kind."""

import difflib
import os
from pathlib import Path

from moyang_score.errors import FileError
from moyang_score.files.csvfile import read_csv
from moyang_score.files.excel import read_excel
from moyang_score.files.kind import kind_of
from moyang_score.files.parquet import read_parquet
from moyang_score.files.table import Table

__all__ = ["read_table"]

_READERS = {".parquet": read_parquet, ".pq": read_parquet, ".xlsx": read_excel, ".xlsm": read_excel}
_FIXED_DELIMITERS = {".tsv": "\t"}


def read_table(path: str | os.PathLike[str]) -> Table:
    r"""Read a table from CSV or other delimited text, Parquet or Excel, told by the end of the name.

    ``.parquet`` and ``.pq`` are Parquet, ``.xlsx`` and ``.xlsm`` Excel (first sheet), ``.tsv`` is text separated by
    tabs, every other name is text whose delimiter is found among ``, ; tab |``. Text may be UTF-8, UTF-16 with a byte
    order mark, or GB18030, with LF, CRLF or CR.

    Parameters
    ----------
    path : str or path-like
        The file.

    Returns
    -------
    Table
        Its columns, in file order; 0 rows where there is a header alone.

    Raises
    ------
    FileError
        The file is absent, cannot be opened, is of another kind than its name says, or holds no well-formed table.
    ColumnError
        Two columns have the same name.
    MissingExtraError
        Parquet or Excel, and the library for it is not installed.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "people.csv"
    ...     _ = path.write_text("age,home\n41,rent\n")
    ...     table = read_table(path)
    >>> table["age"], table.n_rows, table.encoding
    (['41'], 1, 'utf-8')
    """
    path = Path(path)
    source = str(path)
    suffix = path.suffix.lower()
    try:
        _refuse_absent(path, source)
        if suffix in _READERS:
            return _READERS[suffix](path, source)
        return _read_text(path.read_bytes(), source, _FIXED_DELIMITERS.get(suffix))
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        fix = "check who may read it" if isinstance(fault, PermissionError) else "check the path"
        raise FileError(f"the file cannot be read: {reason}", where=source, fix=fix) from fault


def _refuse_absent(path: Path, source: str) -> None:
    if path.is_dir():
        raise FileError("this is a folder, not a file", where=source, fix="name a file inside it")
    if path.exists():
        return
    folder = path.parent
    if not folder.is_dir():
        raise FileError("there is no such folder", where=str(folder), fix="check the path")
    names = sorted(inner.name for inner in folder.iterdir() if not inner.name.startswith("."))
    near = difflib.get_close_matches(path.name, names, n=1)
    fix = f"the nearest name in that folder is {near[0]!r}" if near else "check the path"
    raise FileError("there is no such file", where=source, fix=fix)


def _read_text(data: bytes, source: str, delimiter: str | None) -> Table:
    kind = kind_of(data)
    if kind:
        raise FileError(f"the file is {kind.name}, not text", where=source, fix=kind.fix)
    return read_csv(data, source, delimiter)
