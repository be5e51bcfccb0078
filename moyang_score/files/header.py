"""The header of a table: every column has a name, and no two have the same."""

from collections.abc import Sequence

from moyang_score.errors import ColumnError, FileError

__all__ = ["checked_header", "shown"]

_SHOWN_LENGTH = 60


def shown(name: str) -> str:
    r"""Quote a name for a message, on one line and cut to 60 characters.

    Parameters
    ----------
    name : str
        A column name, of any length and with any characters.

    Returns
    -------
    str
        The name in quotes, control characters escaped.

    Examples
    --------
    >>> shown("line\nbreak")
    "'line\\nbreak'"
    """
    return repr(name if len(name) <= _SHOWN_LENGTH else name[: _SHOWN_LENGTH - 1] + "…")


def checked_header(cells: Sequence[str], where: str) -> tuple[str, ...]:
    """Return the column names of a header row, exactly as written.

    The first cell may be empty, as in files that carry a row index: that column is named ``column 1``.

    Parameters
    ----------
    cells : sequence of str
        The header row; blank cells (white space alone) count as empty.
    where : str
        File and row of the header, for messages.

    Returns
    -------
    tuple of str
        One name per cell.

    Raises
    ------
    FileError
        A column other than the first has no name, or it is the only one.
    ColumnError
        Two columns have the same name.

    Examples
    --------
    >>> checked_header(["", "age"], "people.csv, line 1")
    ('column 1', 'age')
    """
    names = tuple(cells)
    if len(names) > 1 and not names[0].strip():
        names = ("column 1", *names[1:])
    for number, name in enumerate(names, start=1):
        if not name.strip():
            raise FileError(f"column {number} has no name", where=where, fix="name the column, or take it out")
    if len(set(names)) < len(names):
        raise _doubled(names, where)
    return names


def _doubled(names: tuple[str, ...], where: str) -> ColumnError:
    first: dict[str, int] = {}
    for number, name in enumerate(names, start=1):
        if name in first:
            what = f"columns {first[name]} and {number} are both named {shown(name)}"
            return ColumnError(what, where=where, fix="rename one of them, or take it out")
        first[name] = number
    raise AssertionError("called without a doubled name")
