"""The first fault of a text table: looked for only once reading has failed, to say on which line."""

import csv
import re
from itertools import islice

from moyang_score.errors import FileError
from moyang_score.files.text import Text

__all__ = ["first_fault"]


def first_fault(text: Text, delimiter: str) -> FileError:
    r"""Return the error that names the first row that cannot be read.

    Parameters
    ----------
    text : Text
        A file that could not be read as a table.
    delimiter : str
        The delimiter it was read with.

    Returns
    -------
    FileError
        Names the line (counted from 1, as an editor does) where the row, or its faulty quoted cell, begins.

    Examples
    --------
    >>> print(first_fault(Text("a.csv", b"x,y\n1\n", "utf-8"), ","))
    a.csv, line 2: 1 cell found where the header has 2. Complete the row, or quote the cells that hold ','.
    """
    rows = csv.reader(text.lines(), delimiter=delimiter, strict=True)
    width = 0
    line = 1
    try:
        for row in rows:
            width = width or len(row)
            if row and len(row) != width:
                return _uneven(f"{text.source}, line {line}", len(row), width, delimiter)
            line = rows.line_num + 1
    except csv.Error:
        return _quoting(text, delimiter, line)
    raise AssertionError("called without a fault")


def _uneven(where: str, found: int, width: int, delimiter: str) -> FileError:
    what = f"{found} cell{'s' if found > 1 else ''} found where the header has {width}"
    if width == 1:
        fix = f"quote the cells that hold {delimiter!r}; other tables must separate all cells by one of , ; tab |"
    elif found < width:
        fix = f"complete the row, or quote the cells that hold {delimiter!r}"
    else:
        fix = f"quote the cells that hold {delimiter!r}, or take out what is too much"
    return FileError(what, where=where, fix=fix)


def _quoting(text: Text, delimiter: str, line: int) -> FileError:
    """Walk from the row that begins on ``line``, cell by cell, to the one at fault."""
    rest = "".join(islice(text.lines(), line - 1, None))
    what = None
    begin = end = -1
    while what is None:
        begin = end + 1
        end = _end_of_cell(rest, begin, delimiter)
        what = _wrong_cell(rest, begin, end, delimiter)
    where = f"{text.source}, line {line + _line_ends(rest[:begin])}"
    return FileError(what, where=where, fix='close the quote, and double ("") every quote that belongs to the text')


def _end_of_cell(rest: str, begin: int, delimiter: str) -> int:
    """Return where the cell ends: at a delimiter or line end, behind a closing quote, -1 for a quote never closed."""
    if not rest.startswith('"', begin):
        found = re.compile(f"[{re.escape(delimiter)}\r\n]").search(rest, begin)
        return found.start() if found else len(rest)
    at = rest.find('"', begin + 1)
    while rest.startswith('""', at) and at >= 0:
        at = rest.find('"', at + 2)
    return at if at < 0 else at + 1


def _wrong_cell(rest: str, begin: int, end: int, delimiter: str) -> str | None:
    if end < 0:
        return "a quote opens a cell here and is never closed"
    if end < len(rest) and rest[end] not in (delimiter, "\r", "\n"):
        return "a quoted cell begins here, and text follows its closing quote"
    if end - begin > csv.field_size_limit() or end >= len(rest):
        return f"a cell begins here that is longer than {csv.field_size_limit()} characters"
    return None


def _line_ends(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")
