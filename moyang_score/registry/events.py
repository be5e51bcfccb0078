"""Taking in objections, repairs and revocations: what happened to records after they were delivered."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score.registry import gates
from moyang_score.registry.delivery import Delivery
from moyang_score.registry.distinct import Distinct
from moyang_score.registry.facts import record_tokens
from moyang_score.registry.run import Run

if TYPE_CHECKING:
    import pyarrow as pa

    from moyang_score.registry.store import Store

__all__ = ["EVENTS", "Event", "event_table", "events_of", "take_in_events"]

EVENTS: Final = ("objected", "upheld", "rejected", "repaired", "revoked")
OUTCOMES: Final = ("upheld", "rejected")
# record, table, event, objection number, happened_on, known_on
Event = tuple[str, str, str, str | None, date, date]
_DATES: Final = {"repairs": ("repaired", "repaired_on"), "revocations": ("revoked", "revoked_on")}
_COLUMNS: Final = ("record", "table", "event", "objection", "happened_on", "known_on", "seq")


def take_in_events(run: Run, deliveries: Sequence[Delivery]) -> None:
    """Take in the files of objections, repairs and revocations.

    Parameters
    ----------
    run : Run
        The run; records are taken in.
    deliveries : sequence of Delivery
        The files.
    """
    seen = {event[:5] for event in events_of(run.store)}
    found: list[Event] = []
    for delivery in deliveries:
        found += _through_gates(run, delivery, seen)
    if deliveries:
        run.change.add("events", event_table(found, run.change.first_seq))


def events_of(store: "Store | None", records: Iterable[str] | None = None) -> list[Event]:
    """Return events of a store, in the order in which they were taken in.

    Parameters
    ----------
    store : Store or None
        The store; None for one that is not begun yet.
    records : iterable of str, optional
        References of the records asked for; all of them where left out.

    Returns
    -------
    list of tuple
        (record, table, event, objection, happened_on, known_on).
    """
    from pyarrow import parquet

    wanted = None if records is None else set(records)
    rows: list[tuple[Any, ...]] = []
    for path in [] if store is None else store.files("events"):
        table: Any = parquet.read_table(path, columns=list(_COLUMNS))
        rows += zip(*(table[name].to_pylist() for name in _COLUMNS), strict=True)
    rows.sort(key=lambda row: row[6])
    return [row[:6] for row in rows if wanted is None or row[0] in wanted]


def event_table(events: Sequence[Event], first_seq: int) -> "pa.Table":
    """Return events as a file of the store holds them.

    Parameters
    ----------
    events : sequence of tuple
        (record, table, event, objection, happened_on, known_on), in order.
    first_seq : int
        What stands before the first in the order of all rows.

    Returns
    -------
    pyarrow.Table
        The rows.
    """
    import pyarrow as pa

    text, day = pa.string(), pa.date32()
    kinds = (text, text, text, text, day, day)
    columns = {
        name: pa.array([event[place] for event in events], kind)
        for place, (name, kind) in enumerate(zip(_COLUMNS[:6], kinds, strict=True))
    }
    columns["seq"] = pa.array([first_seq + place for place in range(1, len(events) + 1)], pa.int64())
    return pa.table(columns)


def _through_gates(run: Run, delivery: Delivery, seen: set[tuple[Any, ...]]) -> list[Event]:
    table = delivery.table
    reporting = Distinct([table.unit], np.zeros(delivery.n_rows, dtype=np.int64))
    units = gates.check_units(delivery, run.catalogue)
    gates.check_cells(delivery)
    gates.check_dates(delivery, run.received)
    tables = delivery.values["table"]
    known = {name for name, one in run.catalogue.tables.items() if one.kind == "records"}
    delivery.fault(
        tables.flags([name is not None and name not in known for name in tables.values]), "bad_value", "table"
    )
    if table.kind == "objections":
        _check_outcomes(delivery)
    rows = np.flatnonzero(delivery.fine)
    references = _references(run, delivery, units, rows)
    unknown = np.zeros(delivery.n_rows, dtype=bool)
    unknown[rows] = [reference is None for reference in references]
    delivery.fault(unknown, "unknown_record", "record_key")
    events = _fresh(run, delivery, rows, references, seen)
    run.close(delivery, reporting)
    return events


def _check_outcomes(delivery: Delivery) -> None:
    """Quarantine an outcome without its day, and a day of resolution without its outcome."""
    has_day, has_outcome = ~delivery.absent("resolved_on"), ~delivery.absent("outcome")
    delivery.fault(has_outcome & ~has_day, "missing_value", "resolved_on")
    delivery.fault(has_day & ~has_outcome, "missing_value", "outcome")
    if "outcome" in delivery.values:
        outcomes = delivery.values["outcome"]
        wrong = [outcome is not None and outcome not in OUTCOMES for outcome in outcomes.values]
        delivery.fault(outcomes.flags(wrong), "bad_value", "outcome")


def _references(run: Run, delivery: Delivery, units: Distinct, rows: npt.NDArray[np.int64]) -> list[str | None]:
    """Return the reference of the record that each row is about; None where no such record is known."""
    found: dict[int, str] = {}
    tables = delivery.values["table"]
    names = [tables.values[place] for place in tables.places[rows].tolist()]
    for name in sorted(set(names)):
        own = rows[np.asarray([one == name for one in names])]
        tokens = record_tokens(run.key, name, units, delivery.values["record_key"], own)
        known = _known(run, name, tokens)
        found.update((row, token) for row, token in zip(own.tolist(), tokens, strict=True) if token in known)
    return [found.get(row) for row in rows.tolist()]


def _known(run: Run, table: str, tokens: Sequence[str]) -> set[str]:
    """Return those of some references that stand in the store or came in this run."""
    import pyarrow as pa
    from pyarrow import compute, parquet

    wanted = pa.array(sorted(set(tokens)), pa.string())
    known: set[str] = set()
    columns = [parquet.read_table(path, columns=["record"])["record"] for path in _files(run, table)]
    if table in run.records:
        columns.append(run.records[table])
    for column in columns:
        known.update(wanted.filter(compute.is_in(wanted, value_set=column.combine_chunks())).to_pylist())
    return known


def _files(run: Run, table: str) -> list[Any]:
    return [] if run.store is None else list(run.store.files(f"records/{table}"))


def _fresh(
    run: Run,
    delivery: Delivery,
    rows: npt.NDArray[np.int64],
    references: Sequence[str | None],
    seen: set[tuple[Any, ...]],
) -> list[Event]:
    """Return the events that are news; a row without any is a repetition."""
    known_on = gates.known_days(delivery, run.received)
    repeated = np.zeros(delivery.n_rows, dtype=bool)
    fresh: list[Event] = []
    for row, reference in zip(rows.tolist(), references, strict=True):
        if reference is None:
            continue
        news = [event for event in _events(delivery, row, reference, known_on[row].item()) if event[:5] not in seen]
        repeated[row] = not news
        seen.update(event[:5] for event in news)
        fresh += news
    delivery.fault(repeated, "duplicate")
    return fresh


def _events(delivery: Delivery, row: int, reference: str, known_on: date) -> list[Event]:
    def cell(name: str) -> Any:
        return delivery.values[name].values[delivery.values[name].places[row]] if name in delivery.values else None

    kind, table = delivery.table.kind, cell("table")
    if kind in _DATES:
        event, name = _DATES[kind]
        return [(reference, table, event, None, cell(name), known_on)]
    number = cell("objection_no")
    events: list[Event] = [(reference, table, "objected", number, cell("filed_on"), known_on)]
    if cell("outcome") is not None:
        events.append((reference, table, cell("outcome"), number, cell("resolved_on"), known_on))
    return events
