"""A table as it was read: named columns of equal length, and where they came from."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from moyang_score.errors import ColumnError
from moyang_score.files.header import shown

__all__ = ["Table"]

_LISTED = 5


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Hold the columns of one file, as they stand in it.

    Iterating gives the column names, ``len`` the number of rows, ``name in table`` whether a column exists.

    Parameters
    ----------
    source : str
        The file, as its reader was given it; every message begins with it.
    columns : mapping of str to sequence
        Columns of equal length in file order. From a text file: lists of ``str`` exactly as written, ``""`` where the
        cell is empty. From Parquet: pyarrow ``ChunkedArray``, null where missing. From Excel: lists of ``str``,
        ``int``, ``float``, ``bool``, ``date``, ``datetime``, ``time`` and ``None`` where the cell is empty.
    encoding : str or None
        The encoding of a text file (``utf-8``, ``utf-8-sig``, ``utf-16``, ``gb18030``); None for the other kinds.

    Raises
    ------
    ColumnError
        The columns differ in length.

    Examples
    --------
    >>> table = Table("people.csv", {"age": ["41", ""], "home": ["rent", "own"]})
    >>> table.names, table.n_rows, table["home"]
    (('age', 'home'), 2, ['rent', 'own'])
    >>> table["hmoe"]
    Traceback (most recent call last):
    moyang_score.errors.ColumnError: people.csv: there is no column 'hmoe'. The nearest name is 'home'.
    """

    source: str
    columns: Mapping[str, Sequence[Any]] = field(repr=False)
    encoding: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "columns", dict(self.columns))
        for name, column in self.columns.items():
            if len(column) != self.n_rows:
                what = f"column {shown(name)} has {len(column)} rows where the first column has {self.n_rows}"
                raise ColumnError(what, where=self.source, fix="give every column the same number of rows")

    @property
    def names(self) -> tuple[str, ...]:
        """The column names in file order."""
        return tuple(self.columns)

    @property
    def n_rows(self) -> int:
        """The number of rows, the header not counted; 0 without columns."""
        return len(next(iter(self.columns.values()), ()))

    def __len__(self) -> int:
        return self.n_rows

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __contains__(self, name: object) -> bool:
        return name in self.columns

    def __getitem__(self, name: str) -> Sequence[Any]:
        """Return one column.

        Parameters
        ----------
        name : str
            The column name, exactly as the header has it.

        Returns
        -------
        sequence
            The column; its type depends on the kind of file, see the class.

        Raises
        ------
        ColumnError
            There is no such column; the message lists the nearest names.
        """
        if name in self.columns:
            return self.columns[name]
        raise ColumnError(f"there is no column {shown(str(name))}", where=self.source, fix=self._instead(str(name)))

    def _instead(self, name: str) -> str:
        if len(self.columns) == 1 and self.encoding is not None:
            return (
                f"the only column found is {shown(self.names[0])}: cells must be separated by one of , ; tab | "
                "so check what separates them in this file"
            )
        near = _near(name, self.names)
        if near:
            return f"the nearest {_verb('name', len(near))} {', '.join(map(shown, near))}"
        more = len(self.names) - _LISTED
        listed = ", ".join(map(shown, self.names[:_LISTED])) + (f" and {more} more" if more > 0 else "")
        return f"the {_verb('column', len(self.names))} {listed}" if self.names else "the table has no columns"


def _verb(noun: str, count: int) -> str:
    return f"{noun} is" if count == 1 else f"{noun}s are"


def _near(name: str, names: Sequence[str]) -> list[str]:
    """Return up to three names that a reader may have meant, compared without case and outer blanks."""
    folded: dict[str, list[str]] = {}
    for candidate in names:
        folded.setdefault(candidate.strip().casefold(), []).append(candidate)
    close = difflib.get_close_matches(name.strip().casefold(), folded, n=3)
    return [candidate for key in close for candidate in folded[key]][:3]
