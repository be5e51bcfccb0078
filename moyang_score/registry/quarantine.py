"""The quarantine: where a faulty row stands and what is wrong with it, without anything that tells who it is about."""

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from moyang_score.registry.codes import ACCEPTED, CODES, INDEX, REFUSAL
from moyang_score.registry.delivery import HASHED, IDENTIFYING, Delivery
from moyang_score.registry.distinct import Distinct
from moyang_score.registry.reconciliation import ReconciliationRow
from moyang_score.registry.shape import shape_of

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["NO_UNIT", "quarantined_rows", "reconciled"]

NO_UNIT: Final = "?"
_REFUSED: Final = tuple(INDEX[code] for code in REFUSAL)
# Of a row whose person cannot be told for sure nothing is kept: nobody has agreed that it may be. A repetition has
# nothing new in it.
_BARE: Final = frozenset({"bad_id", "rounded_id", "name_mismatch", "duplicate"})


def quarantined_rows(delivery: Delivery, units: Distinct) -> "pa.Table":
    """Return the quarantined rows of a file as the history keeps them.

    Parameters
    ----------
    delivery : Delivery
        The file, with every gate passed.
    units : Distinct
        The unit code of each row.

    Returns
    -------
    pyarrow.Table
        Columns file, table, unit, row (1 is the first below the header), code, column, shape, fields (JSON of dates,
        numbers and listed values).
    """
    import pyarrow as pa

    rows = np.flatnonzero((delivery.codes != ACCEPTED) & ~np.isin(delivery.codes, _REFUSED))
    codes = [CODES[code] for code in delivery.codes[rows].tolist()]
    columns = [delivery.column_of(row) for row in rows.tolist()]
    shapes = [
        None
        if column is None or column.name not in delivery.cells
        else shape_of(_cell(delivery.cells[column.name], row))
        for column, row in zip(columns, rows.tolist(), strict=True)
    ]
    kept = _kept_names(delivery)
    fields = [
        None if code in _BARE else _fields(delivery, kept, row) for code, row in zip(codes, rows.tolist(), strict=True)
    ]
    text = pa.string()
    return pa.table(
        {
            "file": pa.array([delivery.file.name] * len(rows), text),
            "table": pa.array([delivery.table.name] * len(rows), text),
            "unit": pa.array([_cell(units, row) or NO_UNIT for row in rows.tolist()], text),
            "row": pa.array(rows + 1, pa.int64()),
            "code": pa.array(codes, text),
            "column": pa.array([None if column is None else column.header for column in columns], text),
            "shape": pa.array(shapes, text),
            "fields": pa.array(fields, text),
        }
    )


def reconciled(delivery: Delivery, units: Distinct) -> list[ReconciliationRow]:
    """Count what became of the rows of a file, by source unit.

    Parameters
    ----------
    delivery : Delivery
        The file, with every gate passed.
    units : Distinct
        The unit code of each row.

    Returns
    -------
    list of ReconciliationRow
        One per unit, in order of their codes; one of zeros for a file without rows.
    """
    names = [unit or NO_UNIT for unit in units.values]
    combined = units.places * len(CODES) + delivery.codes
    pairs, counts = np.unique(combined, return_counts=True)
    found: dict[str, dict[str, int]] = {} if delivery.n_rows else {delivery.table.unit or NO_UNIT: {}}
    for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
        codes = found.setdefault(names[pair // len(CODES)], {})
        code = CODES[pair % len(CODES)]
        codes[code] = codes.get(code, 0) + count
    return [_row(delivery, unit, codes) for unit, codes in sorted(found.items())]


def _row(delivery: Delivery, unit: str, codes: dict[str, int]) -> ReconciliationRow:
    accepted = codes.pop("", 0)
    refused = sum(count for code, count in codes.items() if code in REFUSAL)
    quarantined = sum(codes.values()) - refused
    received = accepted + quarantined + refused
    place = (delivery.file.name, delivery.table.name, unit)
    return ReconciliationRow(*place, received, accepted, quarantined, refused, dict(sorted(codes.items())))


def _kept_names(delivery: Delivery) -> list[str]:
    """Name the columns that cannot hold a name or an id: dates, numbers, truth values, and values from a list."""
    return [
        column.name
        for column in delivery.table.columns
        if column.name in delivery.values
        and (column.type != "text" or column.values is not None)
        and not (IDENTIFYING | HASHED).intersection(column.names)
    ]


def _fields(delivery: Delivery, names: list[str], row: int) -> str:
    values = {name: _cell(delivery.values[name], row) for name in names}
    return json.dumps({name: _plain(value) for name, value in values.items() if value is not None}, ensure_ascii=False)


def _cell(column: Distinct, row: int) -> Any:
    return column.values[column.places[row]]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
