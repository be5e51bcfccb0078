"""The person to explain: a row of a table, found by number or id, or one record from standard input."""

import json
import sys
from collections.abc import Sequence
from typing import Any, Final

from moyang_score.card import Scorecard, clean_text
from moyang_score.errors import ColumnError, FileError, UsageError
from moyang_score.files import Table, read_table
from moyang_score.files.csvfile import read_csv

__all__ = ["find_row", "read_record", "read_rows", "record_of"]

STDIN: Final = "-"
STDIN_NAME: Final = "standard input"
_MOST_ROWS: Final = 5


def read_rows(data: str) -> Table:
    """Read the table that a person is looked up in.

    Parameters
    ----------
    data : str
        A file, or ``-`` for standard input: a CSV table, or one JSON object.

    Returns
    -------
    Table
        The rows; one for a JSON object.

    Raises
    ------
    FileError, ColumnError
        If it cannot be read as a table or record.
    """
    if data != STDIN:
        return read_table(data)
    content = sys.stdin.buffer.read()
    if content.lstrip()[:1] in {b"{", b"["}:
        return read_record(content)
    return read_csv(content, STDIN_NAME)


def read_record(content: bytes) -> Table:
    """Read one JSON object as a table of one row.

    Parameters
    ----------
    content : bytes
        JSON in UTF-8: column names and texts, numbers, true, false or null.

    Returns
    -------
    Table
        One row.

    Raises
    ------
    FileError
        If it is not one JSON object.
    ColumnError
        If a name stands twice, or a value is a list or an object.

    Examples
    --------
    >>> read_record(b'{"late": 2}')["late"]
    [2]
    """
    try:
        record = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise FileError(
            f"this is no JSON ({error.msg.lower()} at {place})", where=STDIN_NAME, fix="give one JSON object"
        ) from None
    except (UnicodeDecodeError, RecursionError):
        raise FileError("this is no JSON in UTF-8", where=STDIN_NAME, fix="give one JSON object") from None
    if not isinstance(record, dict):
        raise FileError(
            "this is a JSON list, not an object", where=STDIN_NAME, fix='give one person, as {"column": value}'
        )
    return Table(STDIN_NAME, {name: [value] for name, value in record.items()})


def find_row(table: Table, row: str | None, id_column: str | None = None) -> int:
    """Find the row of a person.

    Parameters
    ----------
    table : Table
        The rows.
    row : str or None
        The number of the row from 1, or the value of the id column; None for the only row of a table.
    id_column : str, optional
        The column to look it up in.

    Returns
    -------
    int
        Its position, from 0.

    Raises
    ------
    UsageError
        If there is no such row, or more than one. The value of an id is never repeated in the message.
    ColumnError
        If there is no such column.

    Examples
    --------
    >>> people = Table("people.csv", {"id": ["a", "b"]})
    >>> find_row(people, "2"), find_row(people, "b", "id")
    (1, 1)
    """
    if row is None:
        if len(table) == 1:
            return 0
        raise UsageError(f"there are {len(table)} rows", where=table.source, fix="say which with --row")
    return _numbered(table, row) if id_column is None else _identified(table, row, id_column)


def record_of(card: Scorecard, table: Table, at: int) -> dict[str, Any]:
    """Return the cells of one row that a card reads.

    Parameters
    ----------
    card : Scorecard
        The card.
    table : Table
        The rows.
    at : int
        The position of the row, from 0.

    Returns
    -------
    dict
        Input key to cell.

    Raises
    ------
    ColumnError
        If a column is absent.
    """
    cells = {one.key: table[one.key][at] for one in card.inputs}
    return {key: cell.as_py() if hasattr(cell, "as_py") else cell for key, cell in cells.items()}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for name, value in pairs:
        if name in record:
            raise ColumnError(f"the name {name!r} stands twice", where=STDIN_NAME, fix="give each name once")
        if isinstance(value, (list, dict)):
            raise ColumnError(
                f"the value of {name!r} is a list or an object", where=STDIN_NAME, fix="give a text or a number"
            )
        record[name] = value
    return record


def _numbered(table: Table, row: str) -> int:
    try:
        number = int(row)
    except ValueError:
        number = 0
    if 1 <= number <= len(table):
        return number - 1
    what = f"there is no row {number}" if number else f"a row number has no {len(row)} characters like these"
    if not len(table):
        raise UsageError("the table has no rows", where=table.source, fix="give a table with rows")
    raise UsageError(what, where=table.source, fix=f"give a number from 1 to {len(table)}, or look up an id with --id")


def _identified(table: Table, row: str, id_column: str) -> int:
    wanted = clean_text(row)
    found = [at for at, cell in enumerate(_cells(table[id_column])) if _spelled(cell) == wanted]
    where = f"{table.source}, column {id_column!r}"
    if not found:
        what = f"none of the {len(table)} rows has the value given to --row ({len(wanted)} characters)"
        raise UsageError(what, where=where, fix="check it, or leave out --id and give the number of the row")
    if len(found) > 1:
        rows = ", ".join(str(at + 1) for at in found[:_MOST_ROWS]) + (", …" if len(found) > _MOST_ROWS else "")
        raise UsageError(
            f"{len(found)} rows have the value given to --row: {rows}",
            where=where,
            fix="leave out --id and give one of these",
        )
    return found[0]


def _cells(column: Any) -> Sequence[Any]:
    cells: Sequence[Any] = column.to_pylist() if hasattr(column, "to_pylist") else column
    return cells


def _spelled(cell: Any) -> str | None:
    """Spell an id as a person would: Excel gives whole numbers as floats."""
    if cell is None:
        return None
    whole = isinstance(cell, float) and cell.is_integer()
    return clean_text(str(int(cell) if whole else cell))
