"""A file of a delivery, read: its cells by the catalogue's types, and for each row why it is not accepted."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score.errors import ColumnError, RejectedClassError
from moyang_score.registry.cells import arrow_type, read_cells
from moyang_score.registry.codes import ACCEPTED, INDEX
from moyang_score.registry.distinct import Distinct, distinct_of
from moyang_score.registry.identity import holds_id
from moyang_score.registry.shape import masked
from moyang_score.registry.sources import SourceFile, read_source

if TYPE_CHECKING:
    import pyarrow as pa

    from moyang_score.catalogue import Column, SourceTable

__all__ = ["HASHED", "IDENTIFYING", "Delivery", "Mask", "read_delivery"]

Mask = npt.NDArray[np.bool_]

IDENTIFYING: Final = frozenset({"person_id", "person_name"})
HASHED: Final = frozenset({"record_key", "doc_no"})
_MOST_SCANNED: Final = 2000


@dataclass
class Delivery:
    """Hold a file as it was read, and gather what is wrong with its rows.

    Parameters
    ----------
    file : SourceFile
        The file and its table.
    cells : dict
        Name → cells as the file has them.
    values : dict
        Name → values as read; names whose column is absent from the file are absent here.
    wrong : dict
        Name → for each row the code of what is wrong with the cell, as an index; 0 where nothing is.
    left_out : tuple of str
        Columns of the file that the catalogue does not know.
    n_rows : int
        Number of rows.
    """

    file: SourceFile
    cells: dict[str, Distinct]
    values: dict[str, Distinct]
    wrong: dict[str, npt.NDArray[np.int8]]
    left_out: tuple[str, ...]
    n_rows: int
    codes: npt.NDArray[np.int8] = field(init=False)
    columns: npt.NDArray[np.int16] = field(init=False)

    def __post_init__(self) -> None:
        self.codes = np.zeros(self.n_rows, dtype=np.int8)
        self.columns = np.full(self.n_rows, -1, dtype=np.int16)

    @property
    def table(self) -> "SourceTable":
        """The table it is read as."""
        return self.file.table

    @property
    def fine(self) -> Mask:
        """The rows with which nothing is wrong so far."""
        fine: Mask = self.codes == ACCEPTED
        return fine

    def fault(self, rows: Mask, code: str, name: str | None = None) -> None:
        """Say what is wrong with some rows; what was said of a row before stands.

        Parameters
        ----------
        rows : numpy.ndarray
            Which rows.
        code : str
            The code.
        name : str, optional
            The column.
        """
        fresh = rows & self.fine
        if not fresh.any():
            return
        self.codes[fresh] = INDEX[code]
        if name is not None:
            self.columns[fresh] = self._number(name)

    def fault_cells(self, name: str) -> None:
        """Say of the rows whose cell in a column could not be read that it could not."""
        wrong = self.wrong.get(name)
        if wrong is None:
            return
        fresh = (wrong != ACCEPTED) & self.fine
        self.codes[fresh] = wrong[fresh]
        self.columns[fresh] = self._number(name)

    def absent(self, name: str) -> Mask:
        """Return the rows that have no value in a column; all of them where the file has no such column."""
        return self.values[name].absent if name in self.values else np.ones(self.n_rows, dtype=bool)

    def column_of(self, row: int) -> "Column | None":
        """Return the column that is at fault in a row, counted from 0."""
        number = int(self.columns[row])
        return None if number < 0 else self.table.columns[number]

    def array(self, name: str, rows: npt.NDArray[np.int64]) -> "pa.Array":
        """Return a column of some rows as the store holds it; nulls where the file has no such column."""
        import pyarrow as pa

        column = self.table.column(name)
        kind = arrow_type("text" if column is None else column.type)
        if name not in self.values:
            return pa.nulls(len(rows), kind)
        values = self.values[name]
        return Distinct(values.values, values.places[rows]).array(kind)

    def _number(self, name: str) -> int:
        return next(place for place, column in enumerate(self.table.columns) if name in column.names)


def read_delivery(file: SourceFile) -> Delivery:
    """Read a file.

    Parameters
    ----------
    file : SourceFile
        The file.

    Returns
    -------
    Delivery
        What it holds.

    Raises
    ------
    FileError
        If it cannot be read as a table.
    ColumnError
        If a required column is missing, or two columns have the same name.
    RejectedClassError
        If a column that would be stored holds values of a class that may not be scored.
    """
    columns = read_source(file)
    n_rows = len(next(iter(columns.values()), ()))
    found, left_out = _matched(file, columns)
    delivery = Delivery(file, {}, {}, {}, left_out, n_rows)
    for column in file.table.columns:
        if column.header in found:
            _take_in(delivery, column, distinct_of(found[column.header]))
    return delivery


def _take_in(delivery: Delivery, column: "Column", cells: Distinct) -> None:
    delivery.cells[column.name] = cells
    if column.name in IDENTIFYING:
        return
    values, codes = read_cells(column, cells)
    if column.type == "text" and column.values is None and not HASHED.intersection(column.names):
        # What is stored as it stands must not carry an id in by another door.
        codes = [
            code or ("bad_value" if value and holds_id(value) else None)
            for value, code in zip(values.values, codes, strict=True)
        ]
        _refuse_rejected(delivery, column, values, codes)
    wrong = np.array([INDEX[code] if code else ACCEPTED for code in codes], dtype=np.int8)
    for name in column.names:
        delivery.values[name] = values
        if wrong.any():
            delivery.wrong[name] = wrong[cells.places]


def _refuse_rejected(delivery: Delivery, column: "Column", values: Distinct, codes: Sequence[str | None]) -> None:
    """Refuse a file that brings in, under a lawful name, values of a class that may not be scored."""
    from moyang_score.catalogue import scan_values

    texts = sorted({value for value, code in zip(values.values, codes, strict=True) if value and not code})
    found = scan_values(texts[:_MOST_SCANNED])
    if found is None:
        return
    what = f"the values are of class {found.code}, {found.title['en']}, which may not be scored ({found.article})"
    raise RejectedClassError(
        what, where=f"{delivery.file.name}, column {column.header!r}", fix="take the column out of the delivery"
    )


def _matched(
    file: SourceFile, columns: Mapping[str, Sequence[Any]]
) -> tuple[dict[str, Sequence[Any]], tuple[str, ...]]:
    """Give each column of the catalogue its column of the file; blanks, width and case of a header do not matter."""
    wanted = {_folded(column.header): column.header for column in file.table.columns}
    dropped = {_folded(header) for header in file.table.drop}
    found: dict[str, Sequence[Any]] = {}
    left_out = []
    for header, cells in columns.items():
        key = _folded(header)
        if key in wanted and wanted[key] in found:
            what = f"two columns are named {wanted[key]!r}"
            raise ColumnError(what, where=f"{file.name}, header", fix="rename one of them, or take it out")
        if key in wanted:
            found[wanted[key]] = cells
        elif key not in dropped:
            left_out.append(masked(header.strip()))
    for column in file.table.columns:
        if column.required and column.header not in found:
            raise _missing(file, column.header, [header for header in columns if _folded(header) not in wanted])
    return found, tuple(left_out)


def _missing(file: SourceFile, header: str, others: Sequence[str]) -> ColumnError:
    """Show the nearest header alone: in a file without a header row, others would be the values of a person."""
    folded = {_folded(other): other for other in others}
    near = get_close_matches(_folded(header), folded, n=1, cutoff=0.6)
    fix = (
        f"the nearest header is {masked(folded[near[0]].strip())!r}"
        if near
        else "give the file a header row that has it"
    )
    return ColumnError(f"the required column {header!r} is missing", where=f"{file.name}, header", fix=fix)


def _folded(header: str) -> str:
    return unicodedata.normalize("NFKC", header).strip().casefold()
