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

__all__ = ["ATTRIBUTES", "read_protected", "take_in_protected"]

ATTRIBUTES: Final = ("sex", "age_band", "hukou", "residence")

_Row = tuple[str | None, ...]


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
        run.change.add("protected", pa.concat_tables(tables).combine_chunks())


def read_protected(store: "Store", on: date) -> dict[str, list[str | None]]:
    """Return the protected attributes of everybody who agrees to the audit on a day.

    Parameters
    ----------
    store : Store
        The store.
    on : datetime.date
        The day.

    Returns
    -------
    dict
        Columns token, sex, age_band, hukou, residence, in order of tokens.
    """
    ledger = read_ledger(store, on)
    rows = sorted((token, *row) for token, row in _latest(store).items() if ledger.is_live(token, AUDIT))
    names = ("token", *ATTRIBUTES)
    return {name: [row[place] for row in rows] for place, name in enumerate(names)}


def _latest(store: "Store | None") -> dict[str, _Row]:
    from pyarrow import parquet

    rows: dict[str, _Row] = {}
    for path in [] if store is None else store.files("protected"):
        table: Any = parquet.read_table(path)
        columns = [table[name].to_pylist() for name in ATTRIBUTES]
        rows.update(zip(table["token"].to_pylist(), zip(*columns, strict=True), strict=True))
    return rows


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
    return pa.table({"token": picked(who.tokens, rows), **{name: delivery.array(name, rows) for name in ATTRIBUTES}})


def _settle(delivery: Delivery, tokens: Sequence[str | None], known: dict[str, _Row]) -> None:
    """Quarantine rows that repeat what is known, and rows of one file that contradict each other."""
    fine = np.flatnonzero(delivery.fine).tolist()
    columns = [delivery.array(name, np.arange(delivery.n_rows)).to_pylist() for name in ATTRIBUTES]
    found: dict[str, set[_Row]] = {}
    own = {row: tuple(column[row] for column in columns) for row in fine}
    for row in fine:
        found.setdefault(str(tokens[row]), set()).add(own[row])
    clash, repeated = np.zeros((2, delivery.n_rows), dtype=bool)
    for row in fine:
        token = str(tokens[row])
        clash[row] = len(found[token]) > 1
        repeated[row] = known.get(token) == own[row]
        if not clash[row]:
            known[token] = own[row]
    delivery.fault(clash, "conflict")
    delivery.fault(repeated, "duplicate")
