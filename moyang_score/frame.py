"""Plain columns that rooms hand each other: for whom and when (Spine), what was found then, and what came of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from moyang_score.errors import ColumnError, UsageError

__all__ = ["OUTCOMES", "FeatureFrame", "Outcome", "Spine"]

TOKEN = "token"  # noqa: S105 - the name of a column
AS_OF = "as_of"
OUTCOMES = ("good", "bad", "indeterminate", "excluded")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, eq=False)
class Spine:
    """Hold for whom, and as of which days, something is to be built.

    A pair may stand in it more than once; whoever builds from it gives one row for it.

    Parameters
    ----------
    token : sequence of str
        The persons, by token; a list or a column of Arrow.
    as_of : sequence of datetime.date
        The day of each; what happened or became known on that day or later does not count.

    Raises
    ------
    UsageError
        If the two differ in length.

    Examples
    --------
    >>> spine = Spine(["a1", "a1"], [date(2026, 10, 1), date(2026, 9, 1)])
    >>> len(spine), [day.isoformat() for day in spine.dates]
    (2, ['2026-09-01', '2026-10-01'])
    """

    token: Sequence[Any] = field(repr=False)
    as_of: Sequence[date] = field(repr=False)
    dates: tuple[date, ...] = field(init=False)

    def __post_init__(self) -> None:
        if len(self.token) != len(self.as_of):
            what = f"a spine has {len(self.token)} tokens and {len(self.as_of)} days"
            raise UsageError(what, fix="give one day for each token")
        object.__setattr__(self, "dates", tuple(sorted(set(self.as_of))))

    def __len__(self) -> int:
        return len(self.token)

    @classmethod
    def one_date(cls, token: Sequence[Any], as_of: date) -> "Spine":
        """Return the spine of some persons as of one day.

        Parameters
        ----------
        token : sequence of str
            The persons.
        as_of : datetime.date
            The day.

        Returns
        -------
        Spine
            One row for each person; the day is among its dates even if there is nobody.
        """
        spine = cls(token, [as_of] * len(token))
        object.__setattr__(spine, "dates", (as_of,))
        return spine

    @classmethod
    def from_columns(cls, columns: Mapping[str, Sequence[Any]], where: str = "spine") -> "Spine":
        """Read a spine from the columns of a table; others than ``token`` and ``as_of`` are left alone.

        Parameters
        ----------
        columns : mapping of str to sequence
            The table; days are dates or texts like 2026-10-01.
        where : str
            The file, for messages.

        Returns
        -------
        Spine
            One row for each row of the table.

        Raises
        ------
        ColumnError
            If a column is absent, a token is blank, or a day cannot be read; the message counts rows from 1.
        """
        for name in (TOKEN, AS_OF):
            if name not in columns:
                fix = "give a table with the columns token and as_of"
                raise ColumnError(f"there is no column {name!r}", where=where, fix=fix)
        token = [_token(value, f"{where}, row {row}") for row, value in enumerate(_cells(columns[TOKEN]), start=1)]
        days = _cells(columns[AS_OF])
        known = {value: _day(value, f"{where}, row {row}") for row, value in _first_rows(days)}
        return cls(token, [known[value] for value in days])


@dataclass(frozen=True, eq=False)
class FeatureFrame:
    """Hold features, one row for each person and day, sorted by day and then by token.

    Parameters
    ----------
    columns : mapping of str to sequence
        ``token``, ``as_of``, then one column of integers, null where missing, for each indicator in card order.
    catalogue_hash : str
        Hash of the catalogue that says what the columns mean.
    dates : tuple of datetime.date
        The days that were asked for, in order.

    Raises
    ------
    UsageError
        If the columns differ in length.

    Examples
    --------
    >>> day = date(2026, 10, 1)
    >>> frame = FeatureFrame({"token": ["a1"], "as_of": [day], "P04": [2]}, "ab12", (day,))
    >>> len(frame), frame["P04"], frame.codes
    (1, [2], ('P04',))
    """

    columns: Mapping[str, Sequence[Any]] = field(repr=False)
    catalogue_hash: str
    dates: tuple[date, ...]

    def __post_init__(self) -> None:
        if len({len(column) for column in self.columns.values()}) > 1:
            raise UsageError("the columns of a frame differ in length", fix="give each the same number of rows")

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __contains__(self, name: object) -> bool:
        return name in self.columns

    def __getitem__(self, name: str) -> Sequence[Any]:
        """Return one column, or raise ``KeyError``."""
        return self.columns[name]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the indicators, in order."""
        return tuple(name for name in self.columns if name not in {TOKEN, AS_OF})


@dataclass(frozen=True, eq=False)
class Outcome:
    """Hold what came of persons after a day, one row for each, sorted by day and then by token.

    Parameters
    ----------
    columns : mapping of str to sequence
        ``token``, ``as_of``, ``outcome`` (good, bad, indeterminate or excluded) and ``bad`` (1 for bad, 0 for good,
        null for the others).
    definition_hash : str
        Hash of the definition that says what is bad.
    dates : tuple of datetime.date
        The days that were asked for, in order.

    Raises
    ------
    UsageError
        If a column is absent, or the columns differ in length.

    Examples
    --------
    >>> day = date(2026, 10, 1)
    >>> columns = {"token": ["a1", "b2"], "as_of": [day, day], "outcome": ["bad", "excluded"], "bad": [1, None]}
    >>> Outcome(columns, "ab12", (day,)).counts
    {'good': 0, 'bad': 1, 'indeterminate': 0, 'excluded': 1}
    """

    columns: Mapping[str, Sequence[Any]] = field(repr=False)
    definition_hash: str
    dates: tuple[date, ...]

    def __post_init__(self) -> None:
        names = (TOKEN, AS_OF, "outcome", "bad")
        if tuple(self.columns) != names or len({len(column) for column in self.columns.values()}) > 1:
            raise UsageError("the columns of an outcome are not as they must be", fix=f"give {', '.join(names)}")

    def __len__(self) -> int:
        return len(self.columns[TOKEN])

    def __getitem__(self, name: str) -> Sequence[Any]:
        """Return one column, or raise ``KeyError``."""
        return self.columns[name]

    @property
    def counts(self) -> dict[str, int]:
        """Rows by class, every class named."""
        found = _cells(self.columns["outcome"])
        return {name: found.count(name) for name in OUTCOMES}


def _cells(column: Sequence[Any]) -> list[Any]:
    """Return the cells as Python values, whatever library holds the column."""
    for method in ("to_pylist", "to_list", "tolist"):  # Arrow; polars, pandas; numpy
        if hasattr(column, method):
            return list(getattr(column, method)())
    return list(column)


def _first_rows(values: Sequence[Any]) -> Iterator[tuple[int, Any]]:
    seen = set()
    for row, value in enumerate(values, start=1):
        if value not in seen:
            seen.add(value)
            yield row, value


def _token(value: Any, where: str) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if not text:
        what = "the token is blank" if isinstance(value, str) or value is None else "the token is not text"
        raise ColumnError(what, where=f"{where}, column {TOKEN!r}", fix="give the token of a person, or drop the row")
    return text


def _day(value: Any, where: str) -> date:
    if isinstance(value, datetime) and value == value:  # noqa: PLR0124 - the absent time of pandas is not itself
        return value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    with suppress(ValueError):
        if isinstance(value, str) and _DAY.fullmatch(value.strip()):
            return date.fromisoformat(value.strip())
    shown = "blank" if value is None or value == "" else repr(value)
    fix = "write days like 2026-10-01"
    raise ColumnError(f"the day is {shown}", where=f"{where}, column {AS_OF!r}", fix=fix)
