"""One file of the city before it is written: columns by number, cells written otherwise, and what intake must say."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from moyang_score.synthetic.draw import Days, Ints
from moyang_score.synthetic.layout import Layout

__all__ = ["ACCEPTED", "CODES", "QUARANTINED", "REFUSED", "Cells", "Keys", "Sheet", "Text", "code_number", "in_order"]

QUARANTINED: Final = (
    "bad_id",
    "rounded_id",
    "missing_value",
    "bad_value",
    "impossible_date",
    "future_date",
    "dates_out_of_order",
    "no_document",
    "name_mismatch",
    "duplicate",
    "conflict",
    "unknown_unit",
    "unknown_record",
    "duplicate_person",
)
REFUSED: Final = ("no_consent", "under_18", "withdrawn")
CODES: Final = ("accepted", *QUARANTINED, *REFUSED)
ACCEPTED: Final = 0


def code_number(code: str) -> int:
    """Return the number by which sheets hold an intake code.

    Examples
    --------
    >>> code_number("accepted")
    0
    """
    return CODES.index(code)


@dataclass(frozen=True)
class Text:
    """Hold a column of texts as positions in a list of levels; -1 is an empty cell.

    Examples
    --------
    >>> Text(np.array([1, -1]), np.array(["A", "AA"])).at(0)
    'AA'
    """

    codes: Ints
    levels: NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def numbers(self) -> Ints:
        """The number of each cell's text: equal texts have equal ones."""
        return self.codes

    def take(self, rows: Ints) -> "Text":
        """Return the cells of some rows."""
        return Text(self.codes[rows], self.levels)

    def at(self, row: int) -> str:
        """Return one cell."""
        code = int(self.codes[row])
        return "" if code < 0 else str(self.levels[code])


@dataclass(frozen=True)
class Keys:
    """Hold a column of record keys as a prefix and numbers.

    Examples
    --------
    >>> Keys("T", np.array([7])).at(0)
    'T00000007'
    """

    prefix: str
    numbers: Ints

    def __len__(self) -> int:
        return len(self.numbers)

    def take(self, rows: Ints) -> "Keys":
        """Return the keys of some rows."""
        return Keys(self.prefix, self.numbers[rows])

    def at(self, row: int) -> str:
        """Return one key."""
        return f"{self.prefix}{int(self.numbers[row]):08d}"


Cells = Text | Keys | NDArray[Any]


@dataclass(frozen=True)
class Sheet:
    """Hold one file: its columns by header, the person of each row, and the code that intake must give each row.

    Parameters
    ----------
    layout : Layout
        What the file is called and how it is written.
    columns : mapping of str to Cells
        Cells by header, in the order of the file.
    person : array of int
        Position of the person of each row; -1 where a row is about no person.
    codes : array of int
        Number of the intake code of each row.
    written : mapping of str to mapping of int to str
        By header: cells that are written in other words than the column says; an empty text is an empty cell.
    forms : mapping of str to int
        How many rows are written in an unusual form that intake accepts.
    """

    layout: Layout
    columns: Mapping[str, Cells]
    person: Ints
    codes: Ints
    written: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    forms: Mapping[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.person)

    def take(self, rows: Ints) -> "Sheet":
        """Return some rows, before any of their cells is written otherwise."""
        assert not self.written, "cells written otherwise would lose their rows"
        columns = {
            name: cells.take(rows) if isinstance(cells, Text | Keys) else cells[rows]
            for name, cells in self.columns.items()
        }
        return replace(self, columns=columns, person=self.person[rows], codes=self.codes[rows])

    def text(self, header: str) -> Text:
        """Return a column of texts."""
        cells = self.columns[header]
        assert isinstance(cells, Text), header
        return cells

    def days(self, header: str) -> Days:
        """Return a column of days, which may be changed in place."""
        cells = self.columns[header]
        assert isinstance(cells, np.ndarray), header
        return cells

    def names(self, header: str) -> Text | Keys:
        """Return a column of ids, names or record keys."""
        cells = self.columns[header]
        assert isinstance(cells, Text | Keys), header
        return cells

    def accepted(self) -> Ints:
        """Return the rows that intake must accept."""
        return np.flatnonzero(self.codes == ACCEPTED)

    def counts(self) -> dict[str, int]:
        """Return the number of rows by intake code, none left out that is not 0."""
        found = np.bincount(self.codes, minlength=len(CODES))
        return {code: int(number) for code, number in zip(CODES, found, strict=True) if number}


def in_order(sheet: Sheet) -> Sheet:
    """Return the sheet with its rows in the order in which the platform received them.

    Examples
    --------
    >>> from moyang_score.synthetic.layout import LAYOUTS
    >>> days = np.array(["2024-02-02", "2024-01-01"], "M8[D]")
    >>> sheet = Sheet(LAYOUTS["course"], {"known_on": days}, np.array([0, 1]), np.array([0, 0]))
    >>> in_order(sheet).person.tolist()
    [1, 0]
    """
    return sheet.take(np.argsort(sheet.days(sheet.layout.known_header), kind="stable"))
