"""Taking in records: facts about people who agreed, under tokens, each version once."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score.registry import gates
from moyang_score.registry.delivery import HASHED, IDENTIFYING, Delivery
from moyang_score.registry.distinct import Distinct
from moyang_score.registry.people import Who
from moyang_score.registry.register import picked, spread_faults
from moyang_score.registry.run import Run
from moyang_score.registry.tokens import framed
from moyang_score.registry.versions import settle

if TYPE_CHECKING:
    import pyarrow as pa

    from moyang_score.catalogue import SourceTable
    from moyang_score.registry.tokens import TokenKey

__all__ = ["close_up", "own_columns", "record_tokens", "take_in_records"]

_STANDARD: Final = frozenset({"unit", "known_on"})


@dataclass
class _Facts:
    """Hold a file of records whose rows have passed the gates that look at one row alone."""

    delivery: Delivery
    who: Who
    units: Distinct
    rows: npt.NDArray[np.int64]
    table: "pa.Table"


def take_in_records(run: Run, table: "SourceTable", deliveries: Sequence[Delivery]) -> None:
    """Take in the files of one table.

    Parameters
    ----------
    run : Run
        The run; persons and consents are taken in.
    table : SourceTable
        The table.
    deliveries : sequence of Delivery
        Its files.
    """
    import pyarrow as pa

    facts = [_through_gates(run, table, delivery) for delivery in deliveries]
    joined = pa.concat_tables([one.table for one in facts]).combine_chunks()
    files = [] if run.store is None else run.store.files(f"records/{table.name}")
    content = ["token", "fact", *own_columns(table)]
    duplicates, conflicts = settle(joined.rename_columns({"record": "key"}), files, content)
    rows = [one.rows for one in facts]
    spread_faults(deliveries, rows, duplicates, "duplicate")
    spread_faults(deliveries, rows, conflicts, "conflict")
    kept = np.ones(joined.num_rows, dtype=bool)
    kept[duplicates] = kept[conflicts] = False
    accepted = joined.filter(pa.array(kept))
    run.records[table.name] = accepted["record"]
    run.change.add(f"records/{table.name}", accepted)
    for one in facts:
        run.close(one.delivery, one.units)


def own_columns(table: "SourceTable") -> list[str]:
    """Return the columns of a table that the store holds besides those that all records have.

    Parameters
    ----------
    table : SourceTable
        The table.

    Returns
    -------
    list of str
        Names, in the order of the catalogue; never ids, names of persons, record keys and document numbers.
    """
    hidden = IDENTIFYING | HASHED | _STANDARD
    return [name for name in table.names if name not in hidden]


def record_tokens(
    key: "TokenKey", table: str, units: Distinct, keys: Distinct, rows: npt.NDArray[np.int64]
) -> list[str]:
    """Return the references of records.

    Parameters
    ----------
    key : TokenKey
        The key.
    table : str
        The table.
    units, keys : Distinct
        Unit code and record key of each row of a file.
    rows : numpy.ndarray
        The rows asked for.

    Returns
    -------
    list of str
        One reference each.
    """
    if not len(rows):
        return []
    width = len(keys.values)
    pairs, where = np.unique(units.places[rows] * width + keys.places[rows], return_inverse=True)
    tokens: list[str] = []
    for unit in np.unique(pairs // width).tolist():
        own = pairs[(pairs // width) == unit] % width
        tokens += key.tokens(
            "record", [table, units.values[unit]], [close_up(str(keys.values[place])) for place in own.tolist()]
        )
    return [tokens[place] for place in where.tolist()]


def close_up(text: str) -> str:
    """Return a key or document number in one spelling: compatibility forms undone, without blanks.

    Parameters
    ----------
    text : str
        The text.

    Returns
    -------
    str
        The spelling.

    Examples
    --------
    >>> close_up("（2025）粤1702 执 123号") == close_up("(2025)粤1702执123号")
    True
    """
    if " " not in text and text.isprintable() and unicodedata.is_normalized("NFKC", text):
        return text
    return "".join(unicodedata.normalize("NFKC", text).split())


def _through_gates(run: Run, table: "SourceTable", delivery: Delivery) -> _Facts:
    people = run.people
    who = people.who(delivery)
    scope = table.name if table.consent == "S" else None
    gates.check_ids(delivery, who)
    # Consent comes before every other look at the row: of whom nothing may be kept, nothing is said.
    gates.refuse_people(delivery, people, who, scope)
    gates.check_names(delivery, people, who, people.name_tokens(delivery))
    units = gates.check_units(delivery, run.catalogue)
    gates.check_documents(delivery)
    gates.check_cells(delivery)
    delivery.fault(delivery.absent("record_key"), "missing_value", "record_key")
    delivery.fault(units.absent, "missing_value")
    gates.check_dates(delivery, run.received)
    gates.check_own_names(delivery)
    rows = np.flatnonzero(delivery.fine)
    seq = run.first_seq(f"records/{table.name}", delivery.n_rows)
    return _Facts(delivery, who, units, rows, _record_rows(run, delivery, who, units, rows, seq))


def _record_rows(
    run: Run, delivery: Delivery, who: Who, units: Distinct, rows: npt.NDArray[np.int64], seq: int
) -> "pa.Table":
    import pyarrow as pa

    table, text = delivery.table, pa.string()
    records = record_tokens(run.key, table.name, units, delivery.values["record_key"], rows)
    columns = {
        "token": picked(who.tokens, rows),
        "record": pa.array(records, text),
        "unit": picked(units, rows),
        "known_on": pa.array(gates.known_days(delivery, run.received)[rows], pa.date32()),
        "batch": pa.array([run.change.batch], text).take(pa.array(np.zeros(len(rows), dtype=np.int64))),
        "row": pa.array(rows + 1, pa.int64()),
        "seq": pa.array(seq + rows + 1, pa.int64()),
        "fact": pa.array(_fact_tokens(run.key, delivery, who, rows), text),
    }
    for name in own_columns(table):
        columns[name] = delivery.array(name, rows)
    return pa.table(columns)


def _fact_tokens(key: "TokenKey", delivery: Delivery, who: Who, rows: npt.NDArray[np.int64]) -> list[str | None]:
    names = delivery.table.fact
    if not names or any(name not in delivery.values for name in names):
        return [None] * len(rows)
    ids = Distinct([framed(identity) if identity else None for identity in who.ids], who.tokens.places)
    columns = [ids, *(delivery.values[name].mapped(_framed_text) for name in names)]
    parts = [[column.values[place] for place in column.places[rows].tolist()] for column in columns]
    tails = [None if None in found else b"".join(found) for found in zip(*parts, strict=True)]
    tokens = iter(key.joined_tokens("fact", (), [tail for tail in tails if tail is not None]))
    return [None if tail is None else next(tokens) for tail in tails]


def _framed_text(value: Any) -> bytes | None:
    return None if value is None else framed(close_up(str(value)))
