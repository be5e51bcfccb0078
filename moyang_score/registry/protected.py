"""The protected attributes: kept apart, for audits alone, and only of those who agreed to the audit.

No feature may read this module: only commands for reviewers do.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from moyang_score.registry import gates
from moyang_score.registry.consent import AUDIT, read_ledger
from moyang_score.registry.delivery import Delivery
from moyang_score.registry.register import picked
from moyang_score.registry.run import Run

if TYPE_CHECKING:
    import pyarrow as pa

    from moyang_score.registry.store import Store

__all__ = ["read_protected", "take_in_protected"]

_TOKEN: Final = "token"  # noqa: S105 - the name of a column
_NO_ATTRIBUTES: Final = frozenset({"person_id", "person_name", "unit", "known_on"})

_Row = dict[str, Any]  # attribute to value


def take_in_protected(run: Run, deliveries: Sequence[Delivery]) -> None:
    """Take in the files of protected attributes.

    Parameters
    ----------
    run : Run
        The run; persons and consents are taken in.
    deliveries : sequence of Delivery
        The files.
    """
    import pyarrow as pa

    known = _latest(run.store)
    tables = [_through_gates(run, delivery, known) for delivery in deliveries]
    if tables:
        joined = pa.concat_tables(tables, promote_options="default")
        run.change.add("protected", joined.combine_chunks())


def read_protected(store: "Store", on: date) -> dict[str, list[Any]]:
    """Return the protected attributes of everybody who agrees to the audit on a day.

    Under a catalogue that assumes consent, which only research may, that is everybody.

    Parameters
    ----------
    store : Store
        The store.
    on : datetime.date
        The day.

    Returns
    -------
    dict
        Column token, in order, and the attributes that the catalogue of the store has.
    """
    ledger = read_ledger(store, on)
    latest = _latest(store)
    tokens = sorted(token for token in latest if store.assumes_consent or ledger.is_live(token, AUDIT))
    names = dict.fromkeys(name for row in latest.values() for name in row)
    return {_TOKEN: tokens, **{name: [latest[token].get(name) for token in tokens] for name in names}}


def _latest(store: "Store | None") -> dict[str, _Row]:
    from pyarrow import parquet

    rows: dict[str, _Row] = {}
    for path in [] if store is None else store.files("protected"):
        table: Any = parquet.read_table(path)
        found: list[_Row] = table.drop_columns([_TOKEN]).to_pylist()
        rows.update(zip(table[_TOKEN].to_pylist(), found, strict=True))
    return rows


def _attributes(delivery: Delivery) -> list[str]:
    """Return the names of the attributes that the catalogue has, in its order."""
    return [name for name in delivery.table.names if name not in _NO_ATTRIBUTES]


def _through_gates(run: Run, delivery: Delivery, known: dict[str, _Row]) -> "pa.Table":
    import pyarrow as pa

    who = run.people.who(delivery)
    units = gates.check_units(delivery, run.catalogue)
    gates.check_ids(delivery, who)
    gates.refuse_people(delivery, run.people, who, AUDIT)
    gates.check_names(delivery, run.people, who, run.people.name_tokens(delivery))
    gates.check_cells(delivery)
    gates.check_dates(delivery, run.received)
    _settle(delivery, picked(who.tokens, np.arange(delivery.n_rows)).to_pylist(), known)
    run.close(delivery, units)
    rows = np.flatnonzero(delivery.fine)
    attributes = {name: delivery.array(name, rows) for name in _attributes(delivery)}
    return pa.table({_TOKEN: picked(who.tokens, rows), **attributes})


def _settle(delivery: Delivery, tokens: Sequence[str | None], known: dict[str, _Row]) -> None:
    """Quarantine rows that repeat what is known, and rows of one file that contradict each other."""
    fine = np.flatnonzero(delivery.fine).tolist()
    names = _attributes(delivery)
    columns = [delivery.array(name, np.arange(delivery.n_rows)).to_pylist() for name in names]
    own: dict[int, _Row] = {
        row: {name: column[row] for name, column in zip(names, columns, strict=True)} for row in fine
    }
    found: dict[str, set[tuple[Any, ...]]] = {}
    for row in fine:
        found.setdefault(str(tokens[row]), set()).add(tuple(own[row].values()))
    clash, repeated = np.zeros((2, delivery.n_rows), dtype=bool)
    for row in fine:
        token = str(tokens[row])
        clash[row] = len(found[token]) > 1
        repeated[row] = known.get(token) == own[row]
        if not clash[row]:
            known[token] = own[row]
    delivery.fault(clash, "conflict")
    delivery.fault(repeated, "duplicate")
