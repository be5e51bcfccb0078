"""One run of intake: what its steps share, and what they leave behind."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from moyang_score.registry.change import Change
from moyang_score.registry.delivery import Delivery
from moyang_score.registry.distinct import Distinct
from moyang_score.registry.people import People
from moyang_score.registry.quarantine import quarantined_rows, reconciled
from moyang_score.registry.reconciliation import ReconciliationRow

if TYPE_CHECKING:
    import pyarrow as pa

    from moyang_score.catalogue import Catalogue
    from moyang_score.registry.store import Store
    from moyang_score.registry.tokens import TokenKey

__all__ = ["Run"]


@dataclass
class Run:
    """Hold what the steps of one intake share.

    Parameters
    ----------
    catalogue : Catalogue
        The catalogue.
    key : TokenKey
        The key to make tokens with.
    received : datetime.date
        The day of the intake.
    store : Store or None
        What was taken in before; None for a store that is about to be begun.
    change : Change
        Where to write.
    people : People
        Who is known.
    """

    catalogue: "Catalogue"
    key: "TokenKey"
    received: date
    store: "Store | None"
    change: Change
    people: People
    told: list[ReconciliationRow] = field(default_factory=list)
    faulty: list["pa.Table"] = field(default_factory=list)
    records: dict[str, set[str]] = field(default_factory=dict)
    withdrawn: set[tuple[str, str]] = field(default_factory=set)
    _offsets: dict[str, int] = field(default_factory=dict)

    def first_seq(self, part: str, rows: int) -> int:
        """Return what to add to row numbers of a file, so that they go on where the file before it ended."""
        offset = self._offsets.get(part, 0)
        self._offsets[part] = offset + rows
        return self.change.first_seq + offset

    def close(self, delivery: Delivery, units: Distinct) -> None:
        """Note what became of the rows of a file."""
        self.told.extend(reconciled(delivery, units))
        faulty = quarantined_rows(delivery, units)
        if faulty.num_rows:
            self.faulty.append(faulty)
