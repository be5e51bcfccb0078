"""The reconciliation of an intake: what became of every row, by file and source unit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

__all__ = ["Reconciliation", "ReconciliationRow"]


@dataclass(frozen=True)
class ReconciliationRow:
    """Hold what became of the rows of one file and one source unit.

    Parameters
    ----------
    file : str
        The file's name.
    table : str
        The source table it was read as.
    unit : str
        Code of the source unit; ``?`` where the rows name none that is known.
    received, accepted, quarantined, refused : int
        Rows in, and what became of them.
    codes : mapping of str to int
        Rows by quarantine or refusal code.

    Examples
    --------
    >>> ReconciliationRow("honour.csv", "honour", "civilisation_office", 3, 2, 0, 1, {"no_consent": 1}).is_balanced
    True
    """

    file: str
    table: str
    unit: str
    received: int
    accepted: int
    quarantined: int
    refused: int
    codes: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_balanced(self) -> bool:
        """Whether every row that came in is accounted for."""
        parts = self.accepted + self.quarantined + self.refused
        return self.received == parts and sum(self.codes.values()) == self.quarantined + self.refused


@dataclass(frozen=True)
class Reconciliation:
    """Hold what became of every row of one intake.

    Parameters
    ----------
    batch : int
        Number of the batch.
    received : datetime.date
        The day it was received.
    rows : tuple of ReconciliationRow
        One per file and unit, in order of files and units.
    notes : tuple of str
        What a reader should know besides: files and columns that were left out.
    is_repeat : bool
        Whether the very same files had been taken in already, so that nothing was done.

    Examples
    --------
    >>> Reconciliation(1, date(2026, 9, 30), (ReconciliationRow("a.csv", "a", "court", 2, 2, 0, 0),)).total
    {'received': 2, 'accepted': 2, 'quarantined': 0, 'refused': 0}
    """

    batch: int
    received: date
    rows: tuple[ReconciliationRow, ...]
    notes: tuple[str, ...] = ()
    is_repeat: bool = field(default=False, compare=False)

    @property
    def total(self) -> dict[str, int]:
        """Rows of all files, by what became of them."""
        kinds = ("received", "accepted", "quarantined", "refused")
        return {kind: sum(getattr(row, kind) for row in self.rows) for kind in kinds}

    @property
    def codes(self) -> dict[str, int]:
        """Rows of all files by code, in order of codes."""
        counts: dict[str, int] = {}
        for row in self.rows:
            for code, number in row.codes.items():
                counts[code] = counts.get(code, 0) + number
        return dict(sorted(counts.items()))

    def to_json(self) -> dict[str, Any]:
        """Return the form that ``moyang intake --json`` writes."""
        rows = [
            {
                "file": row.file,
                "table": row.table,
                "unit": row.unit,
                "received": row.received,
                "accepted": row.accepted,
                "quarantined": row.quarantined,
                "refused": row.refused,
                "codes": dict(sorted(row.codes.items())),
            }
            for row in self.rows
        ]
        head = {"batch": self.batch, "received": self.received.isoformat(), "repeat": self.is_repeat}
        return {**head, "total": self.total, "codes": self.codes, "rows": rows, "notes": list(self.notes)}
