"""The registry: what is kept of people, and what may happen to it after it was delivered."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from moyang_score.errors import RegistryError
from moyang_score.registry.change import Change, changing
from moyang_score.registry.consent import GENERAL, WITHDRAW, read_ledger
from moyang_score.registry.events import OUTCOMES, Event, event_table, events_of
from moyang_score.registry.holding import Holding, PersonHolding, holding_of
from moyang_score.registry.reconciliation import Reconciliation
from moyang_score.registry.shape import shape_of
from moyang_score.registry.state import note_batch
from moyang_score.registry.store import Store, check_store, open_store
from moyang_score.registry.withdrawal import purge

if TYPE_CHECKING:
    from moyang_score.catalogue import Catalogue
    from moyang_score.frame import Spine
    from moyang_score.registry.snapshot import Snapshot

__all__ = ["Registry"]

_SHOW: Final = "moyang registry show lists the records of a person with their references"


class Registry:
    """Open a store to object, repair, withdraw and look.

    Parameters
    ----------
    path : str or path-like
        The store.
    catalogue : Catalogue, optional
        The catalogue it was taken in by; needed for snapshots.

    Raises
    ------
    RegistryError
        If it is no store, or one of another catalogue.

    Examples
    --------
    >>> Registry("no/such/store")
    Traceback (most recent call last):
    moyang_score.errors.RegistryError: no/such/store: there is no such store. Make one with: moyang intake --store DIR.
    """

    def __init__(self, path: str | Path, catalogue: "Catalogue | None" = None) -> None:
        self.store: Store = open_store(path)
        self.catalogue = catalogue
        if catalogue is not None:
            check_store(self.store, catalogue)

    def snapshot(self, spine: "Spine", engine: str = "duckdb") -> "Snapshot":
        """See the store as of the days of a spine.

        Parameters
        ----------
        spine : Spine
            For whom, and as of which days.
        engine : {'duckdb', 'spark'}
            Where to run.

        Returns
        -------
        Snapshot
            What was known; to be closed.

        Raises
        ------
        RegistryError
            If no catalogue was given.
        """
        from moyang_score.registry.engine import open_engine
        from moyang_score.registry.snapshot import Snapshot

        if self.catalogue is None:
            raise RegistryError("a snapshot needs the catalogue", where=str(self.store.path), fix="open it with one")
        return Snapshot(self.store, self.catalogue, spine, open_engine(engine))

    def object(self, record: str, on: date) -> str:
        """File an objection: from the next day on the record does not count until the objection is answered.

        Parameters
        ----------
        record : str
            Reference of the record.
        on : datetime.date
            The day it was filed.

        Returns
        -------
        str
            The number of the objection.

        Raises
        ------
        RegistryError
            If there is no such record, or an objection to it is open.
        """
        with self._changing("object", on) as change:
            table = self._table_of(record)
            events = events_of(self.store)
            number = _open_objection([event for event in events if event[0] == record])
            if number is not None:
                raise RegistryError(f"objection {number} to this record is open", fix="answer that one first")
            number = _free_number({event[3] for event in events}, on)
            change.add("events", event_table([(record, table, "objected", number, on, on)], change.first_seq))
        return number

    def resolve(self, objection: str, outcome: str, on: date) -> str:
        """Answer an objection: ``upheld`` takes the record out for good, ``rejected`` lets it count again.

        Parameters
        ----------
        objection : str
            Number of the objection.
        outcome : {'upheld', 'rejected'}
            The answer.
        on : datetime.date
            The day of the answer.

        Returns
        -------
        str
            Reference of the record.

        Raises
        ------
        RegistryError
            If there is no such objection, it is answered already, was filed later, or the outcome is none.
        """
        if outcome not in OUTCOMES:
            raise RegistryError(f"{outcome!r} is no outcome of an objection", fix=f"use one of {', '.join(OUTCOMES)}")
        with self._changing("resolve", on) as change:
            record, table, event, _, happened_on, _ = self._objection(objection)
            if event != "objected":
                what = f"objection {objection} was {event} on {happened_on}"
                raise RegistryError(what, fix="file a new one if need be")
            _refuse_before(on, happened_on, f"objection {objection} was filed")
            change.add("events", event_table([(record, table, outcome, objection, on, on)], change.first_seq))
        return record

    def repair(self, record: str, on: date) -> None:
        """Note that a negative record is repaired: from the next day on it does not count.

        Parameters
        ----------
        record : str
            Reference of the record.
        on : datetime.date
            The day of the repair.

        Raises
        ------
        RegistryError
            If there is no such record, or it is repaired already.
        """
        with self._changing("repair", on) as change:
            table = self._table_of(record)
            earlier = [event for event in events_of(self.store, [record]) if event[2] == "repaired"]
            if earlier:
                raise RegistryError(f"this record was repaired on {earlier[0][4]}", fix="nothing is left to do")
            change.add("events", event_table([(record, table, "repaired", None, on, on)], change.first_seq))

    def withdraw(self, token: str, on: date, scope: str = GENERAL) -> int:
        """Withdraw a consent: what was kept under it is removed, and later deliveries of it are refused.

        Parameters
        ----------
        token : str
            Token of the person.
        on : datetime.date
            The day of the withdrawal.
        scope : str
            ``general``, the name of a table of separate consent, or ``audit``.

        Returns
        -------
        int
            How many rows were removed.

        Raises
        ------
        RegistryError
            If the person does not agree to the scope on that day.
        """
        with self._changing("withdraw", on) as change:
            self._refuse_withdrawal(token, on, scope)
            change.add("consents", _withdrawal(token, scope, on, change.first_seq + 1))
            return purge(change, self.store, [(token, scope)])

    def person(self, token: str, on: date) -> PersonHolding:
        """Return what is kept of a person, and what state each record is in on a day.

        Parameters
        ----------
        token : str
            Token of the person.
        on : datetime.date
            The day.

        Returns
        -------
        PersonHolding
            Consents and records, without identity.

        Raises
        ------
        RegistryError
            If nothing is known of the person.
        """
        ledger = read_ledger(self.store, on)
        records = self.records(token, on)
        if not records and not read_ledger(self.store, date.max).knows(token) and not self._is_registered(token):
            raise self._stranger(token)
        return PersonHolding(token, tuple(ledger.scopes(token)), tuple(records))

    def records(self, token: str, on: date) -> list[Holding]:
        """Return the records of a person in their latest version known on a day, by table and reference.

        Parameters
        ----------
        token : str
            Token of the person.
        on : datetime.date
            The day.

        Returns
        -------
        list of Holding
            The records.
        """
        rows = [row for table in self.store.tables() for row in self._latest(table, token, on)]
        events = events_of(self.store, [row["record"] for row in rows])
        by_record: dict[str, list[Event]] = {}
        for event in events:
            if event[4] <= on and event[5] <= on:
                by_record.setdefault(event[0], []).append(event)
        return [holding_of(row, by_record.get(row["record"], []), on) for row in rows]

    def _latest(self, table: str, token: str, on: date) -> list[dict[str, Any]]:
        from pyarrow import parquet

        rows: dict[str, dict[str, Any]] = {}
        found: list[dict[str, Any]] = []
        for path in self.store.files(f"records/{table}"):
            found += parquet.read_table(path, filters=[("token", "=", token), ("known_on", "<=", on)]).to_pylist()
        for row in sorted(found, key=lambda row: (row["known_on"], row["seq"])):
            rows[row["record"]] = {"table": table, **row}
        return [rows[record] for record in sorted(rows)]

    def _table_of(self, record: str) -> str:
        from pyarrow import parquet

        for table in self.store.tables():
            for path in self.store.files(f"records/{table}"):
                if parquet.read_table(path, columns=["record"], filters=[("record", "=", record)]).num_rows:
                    return table
        what = f"there is no record of that reference ({shape_of(record)})"
        raise RegistryError(what, where=str(self.store.path), fix=_SHOW)

    def _is_registered(self, token: str) -> bool:
        from pyarrow import parquet

        files = self.store.files("persons")
        return any(
            parquet.read_table(path, columns=["token"], filters=[("token", "=", token)]).num_rows for path in files
        )

    def _stranger(self, token: str) -> RegistryError:
        fix = "moyang registry token prints the token of an id"
        return RegistryError(f"nobody has that token ({shape_of(token)})", where=str(self.store.path), fix=fix)

    def _refuse_withdrawal(self, token: str, on: date, scope: str) -> None:
        ledger = read_ledger(self.store, date.max)
        if not ledger.knows(token):
            raise self._stranger(token)
        if not ledger.is_live(token, scope):
            raise RegistryError(f"this person does not agree to {scope!r}", fix=f"{_SHOW}, and the scopes")
        _refuse_before(on, ledger.last_day(token), "the last entry of this person in the ledger is")

    def _objection(self, number: str) -> Event:
        """Return the last event of an objection."""
        own = [event for event in events_of(self.store) if event[3] == number]
        if not own:
            what = f"there is no objection of that number ({shape_of(number)})"
            raise RegistryError(what, where=str(self.store.path), fix="moyang registry object prints the number")
        return own[-1]

    @contextmanager
    def _changing(self, command: str, on: date) -> Iterator[Change]:
        with changing(self.store.path) as change:
            yield change
            note_batch(change.state, command, "", Reconciliation(change.number, on, ()))


def _free_number(taken: Collection[str | None], on: date) -> str:
    numbers = (f"W{on:%Y%m%d}-{count:04d}" for count in range(1, len(taken) + 2))
    return next(one for one in numbers if one not in taken)


def _open_objection(events: Sequence[Event]) -> str | None:
    """Return the number of the objection that waits for an answer."""
    waiting: dict[str, bool] = {}
    for event in events:
        if event[3] is not None:
            waiting[event[3]] = event[2] == "objected"
    return next((number for number, is_open in waiting.items() if is_open), None)


def _refuse_before(on: date, earlier: date, what: str) -> None:
    if on < earlier:
        raise RegistryError(f"{what} on {earlier}, which is after {on}", fix="name that day or a later one with --on")


def _withdrawal(token: str, scope: str, on: date, seq: int) -> Any:
    import pyarrow as pa

    text, day = pa.string(), pa.date32()
    return pa.table(
        {
            "token": pa.array([token], text),
            "scope": pa.array([scope], text),
            "action": pa.array([WITHDRAW], text),
            "happened_on": pa.array([on], day),
            "known_on": pa.array([on], day),
            "text_version": pa.array([None], text),
            "seq": pa.array([seq], pa.int64()),
        }
    )
