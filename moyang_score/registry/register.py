"""Taking in persons and consents: who is registered, by what name, and what they agree to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from moyang_score.registry import gates
from moyang_score.registry.consent import AUDIT, GENERAL, WITHDRAW, Entry, Ledger, consents_of
from moyang_score.registry.delivery import Delivery
from moyang_score.registry.distinct import Distinct
from moyang_score.registry.people import Who
from moyang_score.registry.run import Run
from moyang_score.registry.versions import settle

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["take_in_consents", "take_in_persons"]


@dataclass
class _Register:
    """Hold a file of persons between the two looks at it: before consents are known, and after."""

    delivery: Delivery
    who: Who
    names: Distinct
    units: Distinct
    seq: int


def take_in_persons(run: Run, persons: Sequence[Delivery], consents: Sequence[Delivery]) -> None:
    """Take in persons and consents, which need each other: a consent needs the name, a person the consent.

    Parameters
    ----------
    run : Run
        The run.
    persons, consents : sequence of Delivery
        Their files.
    """
    registers = [_read_persons(run, delivery) for delivery in persons]
    _settle_persons(run, registers)
    before = set(run.people.names)
    for register in registers:
        _add_names(run, register)
    take_in_consents(run, consents)
    tables = [_accepted_persons(run, register) for register in registers]
    # Whoever was read but not accepted is not known to the rest of the run either.
    known = before.union(*(table["token"].to_pylist() for table in tables))
    run.people.names = {token: names for token, names in run.people.names.items() if token in known}
    if tables:
        run.change.add("persons", _joined(tables))


def take_in_consents(run: Run, consents: Sequence[Delivery]) -> None:
    """Take in consents, and set up the ledger of the run.

    Parameters
    ----------
    run : Run
        The run.
    consents : sequence of Delivery
        Their files.
    """
    entries = consents_of(run.store)
    run.people.ledger = Ledger(entries, run.received)
    seen = {entry[:4] for entry in entries}
    tables = []
    for delivery in consents:
        tables.append(_consents(run, delivery, seen))
    fresh: list[Entry] = [
        entry
        for table in tables
        for entry in zip(
            *(table[name].to_pylist() for name in ("token", "scope", "action", "happened_on", "known_on", "seq")),
            strict=True,
        )
    ]
    run.people.ledger = Ledger([*entries, *fresh], run.received)
    run.withdrawn = {(entry[0], entry[1]) for entry in fresh if entry[2] == WITHDRAW}
    if tables:
        run.change.add("consents", _joined(tables))


def _read_persons(run: Run, delivery: Delivery) -> _Register:
    who = run.people.who(delivery)
    names = run.people.name_tokens(delivery) or Distinct([None], np.zeros(delivery.n_rows, dtype=np.int64))
    units = gates.check_units(delivery, run.catalogue)
    gates.check_ids(delivery, who)
    gates.check_cells(delivery)
    gates.check_dates(delivery, run.received)
    gates.check_own_names(delivery)
    seq = run.first_seq("persons", delivery.n_rows)
    return _Register(delivery, who, names, units, seq)


def _settle_persons(run: Run, registers: Sequence[_Register]) -> None:
    import pyarrow as pa

    rows = [np.flatnonzero(register.delivery.fine) for register in registers]
    tables = [_person_rows(run, register, chosen) for register, chosen in zip(registers, rows, strict=True)]
    if not tables:
        return
    fresh = pa.concat_tables(tables).rename_columns({"token": "key"})
    files = [] if run.store is None else run.store.files("persons")
    duplicates, conflicts = settle(fresh, files, ["name_token", "district"], key="token")
    spread_faults([register.delivery for register in registers], rows, duplicates, "duplicate")
    spread_faults([register.delivery for register in registers], rows, conflicts, "duplicate_person")


def spread_faults(
    deliveries: Sequence[Delivery], rows: Sequence[npt.NDArray[np.int64]], places: npt.NDArray[np.int64], code: str
) -> None:
    """Give faults, counted through some rows of several files, back to the files.

    Parameters
    ----------
    deliveries : sequence of Delivery
        The files.
    rows : sequence of numpy.ndarray
        The rows of each that were counted through.
    places : numpy.ndarray
        The faulty ones.
    code : str
        The code.
    """
    first = 0
    for delivery, chosen in zip(deliveries, rows, strict=True):
        own = places[(places >= first) & (places < first + len(chosen))] - first
        mask = np.zeros(delivery.n_rows, dtype=bool)
        mask[chosen[own]] = True
        delivery.fault(mask, code)
        first += len(chosen)


def _add_names(run: Run, register: _Register) -> None:
    """Know people of a file by name, so that their consents can be checked; repetitions have the same names."""
    fine = register.delivery.fine
    for token, name in _pairs(register, fine):
        run.people.names.setdefault(token, set()).update([name] if name else [])


def _pairs(register: _Register, fine: npt.NDArray[np.bool_]) -> list[tuple[str, str | None]]:
    width = len(register.names.values)
    pairs = np.unique(register.who.tokens.places[fine] * width + register.names.places[fine]).tolist() if width else []
    return [(register.who.tokens.values[pair // width], register.names.values[pair % width]) for pair in pairs]


def _accepted_persons(run: Run, register: _Register) -> "pa.Table":
    delivery = register.delivery
    gates.refuse_people(delivery, run.people, register.who, None)
    run.close(delivery, register.units)
    return _person_rows(run, register, np.flatnonzero(delivery.fine))


def _person_rows(run: Run, register: _Register, rows: npt.NDArray[np.int64]) -> "pa.Table":
    import pyarrow as pa

    delivery = register.delivery
    return pa.table(
        {
            "token": picked(register.who.tokens, rows),
            "name_token": picked(register.names, rows),
            "district": delivery.array("district", rows),
            "known_on": pa.array(gates.known_days(delivery, run.received)[rows], pa.date32()),
            "batch": pa.array([run.change.batch] * len(rows), pa.string()),
            "seq": pa.array(register.seq + rows + 1, pa.int64()),
        }
    )


def _consents(run: Run, delivery: Delivery, seen: set[Any]) -> "pa.Table":
    import pyarrow as pa

    people = run.people
    who = people.who(delivery)
    units = gates.check_units(delivery, run.catalogue)
    gates.check_ids(delivery, who)
    _refuse_signers(run, delivery, who)
    gates.check_names(delivery, people, who, people.name_tokens(delivery))
    gates.check_cells(delivery)
    scopes = delivery.values["scope"]
    known = {GENERAL, AUDIT, *(table.name for table in run.catalogue.tables.values() if table.consent == "S")}
    delivery.fault(
        scopes.flags([scope is not None and scope not in known for scope in scopes.values]), "bad_value", "scope"
    )
    actions = delivery.values["action"]
    wrong = [action is not None and action not in {"give", WITHDRAW} for action in actions.values]
    delivery.fault(actions.flags(wrong), "bad_value", "action")
    gates.check_dates(delivery, run.received)
    gates.check_own_names(delivery)
    _fault_repeated(delivery, who, seen)
    run.close(delivery, units)
    rows = np.flatnonzero(delivery.fine)
    seq = run.first_seq("consents", delivery.n_rows)
    return pa.table(
        {
            "token": picked(who.tokens, rows),
            "scope": delivery.array("scope", rows),
            "action": delivery.array("action", rows),
            "happened_on": delivery.array("happened_on", rows),
            "known_on": pa.array(gates.known_days(delivery, run.received)[rows], pa.date32()),
            "text_version": delivery.array("text_version", rows),
            "seq": pa.array(seq + rows + 1, pa.int64()),
        }
    )


def _refuse_signers(run: Run, delivery: Delivery, who: Who) -> None:
    """Refuse consents of people who are not registered, and of those who were under 18 when they signed."""
    people = run.people
    stranger = [
        token is not None and token not in people.names and not people.ledger.knows(token)
        for token in who.tokens.values
    ]
    minor = _minor_signers(run, delivery, who)
    delivery.fault(minor, "under_18", "happened_on")
    delivery.fault(who.tokens.flags(stranger), "no_consent", "person_id")


def _minor_signers(run: Run, delivery: Delivery, who: Who) -> npt.NDArray[np.bool_]:
    signed = delivery.values["happened_on"]
    width = len(signed.values)
    if not width or not delivery.n_rows:
        return np.zeros(delivery.n_rows, dtype=bool)
    young = who.tokens.flags([run.people.is_minor(identity, run.received) for identity in who.ids])
    # Only those who are under 18 at the intake, or were when they signed, are looked at row by row.
    pairs, where = np.unique(who.tokens.places * width + signed.places, return_inverse=True)
    minor = [
        (day := signed.values[pair % width]) is not None and run.people.is_minor(who.ids[pair // width], day)
        for pair in pairs.tolist()
    ]
    signed_young: npt.NDArray[np.bool_] = np.asarray(minor, dtype=bool)[where]
    return young | signed_young


def _fault_repeated(delivery: Delivery, who: Who, seen: set[Any]) -> None:
    """Quarantine entries that are in the ledger already, and note the others."""
    fine = np.flatnonzero(delivery.fine)
    columns = [who.tokens, delivery.values["scope"], delivery.values["action"], delivery.values["happened_on"]]
    repeated = np.zeros(delivery.n_rows, dtype=bool)
    parts = [[column.values[place] for place in column.places[fine].tolist()] for column in columns]
    for row, entry in zip(fine.tolist(), zip(*parts, strict=True), strict=True):
        if entry in seen:
            repeated[row] = True
        seen.add(entry)
    delivery.fault(repeated, "duplicate")


def picked(column: Distinct, rows: npt.NDArray[np.int64]) -> "pa.Array":
    """Return some rows of a column of texts as an Arrow array.

    Parameters
    ----------
    column : Distinct
        The column.
    rows : numpy.ndarray
        The rows.

    Returns
    -------
    pyarrow.Array
        The texts.
    """
    import pyarrow as pa

    return Distinct(column.values, column.places[rows]).array(pa.string())


def _joined(tables: Sequence["pa.Table"]) -> "pa.Table":
    import pyarrow as pa

    return pa.concat_tables(tables).combine_chunks()
