"""Intake: source files become records under tokens, and every row is accounted for."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from moyang_score.errors import RegistryError
from moyang_score.registry.change import ROWS_OF_A_BATCH, changing
from moyang_score.registry.delivery import Delivery, read_delivery
from moyang_score.registry.events import take_in_events
from moyang_score.registry.facts import take_in_records
from moyang_score.registry.people import People, names_of
from moyang_score.registry.protected import take_in_protected
from moyang_score.registry.reconciliation import Reconciliation
from moyang_score.registry.register import take_in_persons
from moyang_score.registry.run import Run
from moyang_score.registry.sources import SourceFile, digest_of, find_sources
from moyang_score.registry.state import known_batch, note_batch
from moyang_score.registry.store import LABEL, STATE, check_store, is_new, label_of, open_store
from moyang_score.registry.withdrawal import purge

if TYPE_CHECKING:
    from moyang_score.catalogue import Catalogue
    from moyang_score.registry.tokens import TokenKey

__all__ = ["intake"]

_EVENT_KINDS: Final = ("objections", "repairs", "revocations")
Progress = Callable[[str], None]


def intake(
    catalogue: "Catalogue",
    source: str | Path,
    store: str | Path,
    key: "TokenKey",
    received: date,
    progress: Progress | None = None,
) -> Reconciliation:
    """Take the files of a delivery into a store; a store that is not there is begun.

    A row that cannot be taken as it is goes to the quarantine, with where it stands and what is wrong; a row of
    somebody who did not agree is refused and only counted. The store changes as a whole or not at all. The very same
    files of the very same day change nothing.

    Parameters
    ----------
    catalogue : Catalogue
        What may be taken in.
    source : str or path-like
        The folder of the delivery.
    store : str or path-like
        The folder of the store.
    key : TokenKey
        The key that ids, names and record keys are turned into tokens with.
    received : datetime.date
        The day of the delivery: facts count as known from it, unless the file says when the platform learned of them.
    progress : callable, optional
        Is told which file is being read.

    Returns
    -------
    Reconciliation
        What became of every row, by file and source unit.

    Raises
    ------
    RegistryError
        If there is no delivery, or the store is none, is at work, or is of another catalogue or key.
    FileError, ColumnError
        If a file cannot be read as its table: nothing of the delivery is taken in then.
    RejectedClassError
        If a file holds values of a class that may not be scored.

    Examples
    --------
    >>> from moyang_score.catalogue import load_catalogue
    >>> from moyang_score.registry import TokenKey
    >>> key = TokenKey.from_bytes(b"an example, not a secret")
    >>> intake(load_catalogue("moyang"), "no/such/folder", "out/store", key, date(2026, 9, 30))
    Traceback (most recent call last):
    moyang_score.errors.RegistryError: no/such/folder: there is no such folder. Check the path given as --source.
    """
    files, others = find_sources(catalogue, Path(source))
    place = Path(store)
    present = None if is_new(place) else open_store(place)
    content = digest_of(files)
    if present is not None:
        check_store(present, catalogue, key)
        before = known_batch(place / STATE, content, received)
        if before is not None:
            return before
    with changing(place) as change:
        if present is None:
            _refuse_begun(place)
            change.place(LABEL, label_of(catalogue, key))
        people = People(catalogue, key, received, names_of(present))
        run = Run(catalogue, key, received, present, change, people)
        notes = [f"{name}: belongs to no table of the catalogue, left out" for name in others]
        notes += _take_in(run, files, progress or (lambda _: None))
        return _closed(run, content, notes)


def _refuse_begun(place: Path) -> None:
    if (place / LABEL).exists():
        raise RegistryError("another command has just begun this store", where=str(place), fix="run this one again")


def _take_in(run: Run, files: Sequence[SourceFile], progress: Progress) -> list[str]:
    """Take in table after table: who is there, what they agree to, what is said of them, what became of that."""
    notes: list[str] = []

    def read(kind: str, table: str | None = None) -> list[Delivery]:
        found = []
        for file in files:
            if file.table.kind == kind and table in {None, file.table.name}:
                progress(f"reading {file.name}")
                found.append(_checked(read_delivery(file)))
                notes.extend(_left_out(found[-1]))
        return found

    take_in_persons(run, read("persons"), read("consents"))
    for table in run.catalogue.tables.values():
        if any(file.table.name == table.name for file in files) and table.kind == "records":
            take_in_records(run, table, read("records", table.name))
    take_in_events(run, [delivery for kind in _EVENT_KINDS for delivery in read(kind)])
    take_in_protected(run, read("protected"))
    return notes


def _checked(delivery: Delivery) -> Delivery:
    if delivery.n_rows >= ROWS_OF_A_BATCH:
        raise RegistryError("a file cannot have a thousand million rows", where=delivery.file.name, fix="split it")
    return delivery


def _left_out(delivery: Delivery) -> list[str]:
    if not delivery.left_out:
        return []
    return [f"{delivery.file.name}: columns the catalogue does not know, left out: {', '.join(delivery.left_out)}"]


def _closed(run: Run, content: str, notes: Sequence[str]) -> Reconciliation:
    import pyarrow as pa

    if run.store is not None:
        purge(run.change, run.store, _no_longer(run))
    rows = tuple(sorted(run.told, key=lambda row: (row.file, row.unit)))
    told = Reconciliation(run.change.number, run.received, rows, tuple(notes))
    faulty = pa.concat_tables(run.faulty) if run.faulty else None
    note_batch(run.change.state, "intake", content, told, faulty)
    return told


def _no_longer(run: Run) -> list[tuple[str, str]]:
    """Return the consents that were withdrawn in this run and not given again."""
    ledger = run.people.ledger
    return sorted((token, scope) for token, scope in run.withdrawn if ledger.is_withdrawn(token, scope))
