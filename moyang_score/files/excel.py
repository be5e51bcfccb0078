"""An Excel workbook: its first sheet is the table."""

import math
import re
import warnings
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import Any

from moyang_score.errors import ColumnError, FileError, MissingExtraError
from moyang_score.files.cells import plain_values
from moyang_score.files.header import checked_header, shown
from moyang_score.files.kind import kind_of
from moyang_score.files.table import Table

__all__ = ["read_excel", "write_excel"]

_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_MOST_CHARACTERS = 32_767
_EXACT_INTEGER = 10**15  # Excel keeps 15 digits of a number
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_INSTEAD = "write CSV or Parquet instead"
_FIRST_DAY = (1900, 3, 1)  # Excel counts a 29 February 1900 that never was


def read_excel(path: Path, source: str) -> Table:
    """Read the first sheet of a workbook; formulas give the value that was last computed.

    The first row that is not empty is the header. Empty rows at the end are left out, others are rows without values.

    Parameters
    ----------
    path : pathlib.Path
        The workbook.
    source : str
        The file, for messages.

    Returns
    -------
    Table
        Columns are lists of ``str``, ``int``, ``float``, ``bool``, ``datetime``, ``time``, None where empty. Numbers
        without a fraction are ``int``; a column of datetimes that all fall on midnight is one of ``date``.

    Raises
    ------
    FileError
        The file is not a workbook, the sheet is empty, a row is wider than the header, a column has no name.
    ColumnError
        Two columns have the same name.
    MissingExtraError
        openpyxl is not installed.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "people.xlsx"
    ...     write_excel(path, {"age": [41, None], "home": ["=1+1", "own"]})
    ...     read_excel(path, "people.xlsx").columns
    {'age': [41, None], 'home': ['=1+1', 'own']}
    """
    rows = [_trimmed(row) for row in _sheet(path, source)]
    while rows and not rows[-1]:
        rows.pop()
    start = next((number for number, row in enumerate(rows) if row), None)
    if start is None:
        raise FileError("the first sheet is empty", where=source, fix="put the table on the first sheet")
    names = checked_header(["" if cell is None else str(cell) for cell in rows[start]], f"{source}, row {start + 1}")
    body = rows[start + 1 :]
    for number, row in enumerate(body, start=start + 2):
        if len(row) > len(names):
            what = f"{len(row)} cells found where the header has {len(names)}"
            raise FileError(what, where=f"{source}, row {number}", fix="name every column, or clear those cells")
    columns = list(zip_longest(*body)) if body else []
    columns += [(None,) * len(body)] * (len(names) - len(columns))
    return Table(source, {name: _typed(column) for name, column in zip(names, columns, strict=True)})


def write_excel(path: Path, columns: Mapping[str, Sequence[Any]]) -> None:
    """Write one sheet with a bold, frozen header. Text stays text: a cell that begins with ``=`` is no formula.

    What Excel cannot hold as a number or date is written as text: integers of more than 15 digits, infinity, dates
    before 1900-03-01, times with a zone. NaN and None are empty cells. A workbook keeps 16 digits of a number,
    milliseconds of a time, and LF as the only line end inside a cell.

    Parameters
    ----------
    path : pathlib.Path
        The workbook to write.
    columns : mapping of str to sequence
        Columns of equal length.

    Raises
    ------
    FileError
        There are more rows or columns than a sheet holds.
    ColumnError
        A text is longer than 32,767 characters or holds control characters.
    MissingExtraError
        openpyxl is not installed.

    Examples
    --------
    >>> write_excel(Path("long.xlsx"), {"note": ["x" * 40_000]})
    Traceback (most recent call last):
    moyang_score.errors.ColumnError: column 'note', row 1: a text of 40000 characters does not fit into an Excel cell, \
which holds 32767. Write CSV or Parquet instead.
    """
    openpyxl = _library()
    cells = {name: _cells(name, plain_values(name, column)) for name, column in columns.items()}
    n_rows = max(map(len, cells.values()), default=0)
    if n_rows >= _MOST_ROWS or len(cells) > _MOST_COLUMNS:
        what = f"{n_rows} rows of {len(cells)} columns do not fit onto an Excel sheet"
        raise FileError(what, fix=_INSTEAD)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("data")
    sheet.freeze_panes = "A2"
    header = [_text_cell(sheet, name) for name in cells]
    for cell in header:
        cell.font = openpyxl.styles.Font(bold=True)
    sheet.append(header)
    for row in zip(*cells.values(), strict=True):
        sheet.append([_text_cell(sheet, value) if _active(value) else value for value in row])
    book.save(path)


def _library() -> Any:
    try:
        import openpyxl
        import openpyxl.cell
        import openpyxl.styles
    except ImportError as fault:
        fix = "install it with: pip install 'moyang-score[data]'"
        raise MissingExtraError("Excel files need openpyxl, which is not installed", fix=fix) from fault
    return openpyxl


def _sheet(path: Path, source: str) -> list[tuple[Any, ...]]:
    """Return all rows of the first sheet; whatever openpyxl stumbles over, the file is not a sound workbook."""
    openpyxl = _library()
    try:
        with warnings.catch_warnings():
            # openpyxl warns of styles and extensions that it leaves out, none of which touches a value.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            try:
                sheet = book.worksheets[0]
                sheet.reset_dimensions()  # other programs write wrong ones
                return list(sheet.iter_rows(values_only=True))
            finally:
                book.close()
    except OSError:
        raise
    except Exception as fault:
        raise _not_excel(path, source) from fault


def _not_excel(path: Path, source: str) -> FileError:
    kind = kind_of(path.read_bytes())
    if kind is None:
        fix = "if it is text, give it a name that ends in .csv"
        return FileError("the file is not an Excel workbook", where=source, fix=fix)
    if kind.name == "an Excel workbook":
        return FileError("the workbook is damaged or cut off", where=source, fix="open it in Excel and save it again")
    return FileError(f"the file is {kind.name}, not an .xlsx workbook", where=source, fix=kind.fix)


def _trimmed(row: tuple[Any, ...]) -> tuple[Any, ...]:
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return row[:end]


def _typed(column: Sequence[Any]) -> list[Any]:
    values = [_number(cell) if type(cell) in (int, float) else cell for cell in column]
    moments = [cell for cell in values if isinstance(cell, datetime)]
    if all(moment.time() == time() for moment in moments):
        # Excel has no date without a time: midnight throughout means that dates were meant.
        return [cell.date() if isinstance(cell, datetime) else cell for cell in values]
    return values


def _number(cell: float) -> float:
    """Return a whole number as int as far as a workbook keeps all its digits, and as float where they may be rounded.

    An id of 18 digits in a number cell has lost its last ones: as an int it could pass for the id of somebody else.
    """
    if abs(cell) >= _EXACT_INTEGER:
        return float(cell)
    return int(cell) if float(cell).is_integer() else cell


def _cells(name: str, values: list[Any]) -> list[Any]:
    _refuse_text(name, f"header of column {shown(name)}")
    cells = [_cell(value) for value in values]
    for row, cell in enumerate(cells, start=1):
        if isinstance(cell, str):
            _refuse_text(cell, f"column {shown(name)}, row {row}")
    return cells


def _cell(value: Any) -> Any:
    """Return the value as a workbook can hold it without loss, as text where it cannot."""
    if isinstance(value, float | Decimal) and not math.isfinite(value):
        return None if math.isnan(value) else str(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) >= _EXACT_INTEGER:
        return str(value)
    if isinstance(value, datetime | time) and value.tzinfo is not None:
        return str(value)
    if isinstance(value, date) and (value.year, value.month, value.day) < _FIRST_DAY:
        return str(value)
    return value


def _refuse_text(text: str, where: str) -> None:
    if len(text) > _MOST_CHARACTERS:
        what = f"a text of {len(text)} characters does not fit into an Excel cell, which holds {_MOST_CHARACTERS}"
        raise ColumnError(what, where=where, fix=_INSTEAD)
    bad = _NOT_IN_XML.search(text)
    if bad:
        what = f"Excel cannot hold the control character {bad.group()!r}"
        raise ColumnError(what, where=where, fix=_INSTEAD)


def _active(value: Any) -> bool:
    # Excel would compute the first, and show the second as an error value.
    return isinstance(value, str) and value.startswith(("=", "#"))


def _text_cell(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = True  # keeps it text when somebody edits the cell
    return cell
