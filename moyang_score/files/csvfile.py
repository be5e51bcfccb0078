"""A CSV file: cells exactly as written, rows as wide as the header, or a message saying where not."""

import csv
from collections.abc import Iterator
from itertools import islice

from moyang_score.errors import FileError
from moyang_score.files.csvfault import first_fault
from moyang_score.files.delimiter import sniffed_delimiter
from moyang_score.files.header import checked_header
from moyang_score.files.table import Table
from moyang_score.files.text import proven_text

__all__ = ["read_csv"]

# Few enough row lists alive at a time that the cyclic garbage collector never starts: each of its full rounds would
# walk through every cell read so far, which makes a large file three times slower.
_ROWS_AT_A_TIME = 256
_MOST_SHARED_CELLS = 1000


class _UnevenError(Exception):
    """Some row is not as wide as the header; which one is looked up only then."""


def read_csv(data: bytes, source: str, delimiter: str | None = None) -> Table:
    r"""Read a text table: UTF-8, UTF-16 or GB18030; any of the three line ends, mixed as well; quoted cells.

    Blank lines are left out, except in a table of one column, where a blank line is an empty cell.

    Parameters
    ----------
    data : bytes
        The whole file.
    source : str
        The file, for messages.
    delimiter : str or None
        The delimiter, where the kind of file says it; None to find it among ``, ; tab |``.

    Returns
    -------
    Table
        Columns are lists of ``str``; 0 rows where there is a header alone.

    Raises
    ------
    FileError
        The file is empty, not text, a row is not as wide as the header, a quote is not closed, a column has no name.
    ColumnError
        Two columns have the same name.

    Examples
    --------
    >>> read_csv(b'age;home\r41;"rent; shared"\r', "people.csv")["home"]
    ['rent; shared']
    """
    text = proven_text(data, source)
    delimiter = delimiter or sniffed_delimiter(text)
    rows = csv.reader(text.lines(), delimiter=delimiter, strict=True)
    try:
        names = _names(rows, source)
        columns = _columns(rows, len(names))
    except (csv.Error, _UnevenError):
        raise first_fault(text, delimiter) from None
    return Table(source, dict(zip(names, columns, strict=True)), encoding=text.encoding)


def _names(rows: Iterator[list[str]], source: str) -> tuple[str, ...]:
    header = next(filter(None, rows), [""])
    if len(header) == 1 and not header[0].strip():
        raise FileError("the file is empty", where=source, fix="give a file with a header and rows")
    return checked_header(header, f"{source}, header")


def _columns(rows: Iterator[list[str]], width: int) -> list[list[str]]:
    columns: list[list[str]] = [[] for _ in range(width)]
    # Equal cells of a column with few values share one string: a quarter less memory at no cost in time.
    shared: list[dict[str, str] | None] = [{} for _ in range(width)]
    while block := list(islice(rows, _ROWS_AT_A_TIME)):
        for place, cells in enumerate(zip(*_even(block, width), strict=True)):
            known = shared[place]
            if known is None:
                columns[place].extend(cells)
                continue
            columns[place].extend(map(known.setdefault, cells, cells))
            if len(known) > _MOST_SHARED_CELLS:
                shared[place] = None
    return columns


def _even(block: list[list[str]], width: int) -> list[list[str]]:
    if set(map(len, block)) == {width}:
        return block
    rows = [row or [""] for row in block] if width == 1 else list(filter(None, block))
    if any(len(row) != width for row in rows):
        raise _UnevenError
    return rows
