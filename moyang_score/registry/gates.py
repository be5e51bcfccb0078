"""The gates that every row passes in turn; the first that stops it says why."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np

from moyang_score.registry.codes import ACCEPTED
from moyang_score.registry.delivery import HASHED, IDENTIFYING, Delivery, Mask
from moyang_score.registry.distinct import Distinct
from moyang_score.registry.people import People, Who

if TYPE_CHECKING:
    from moyang_score.catalogue import Catalogue, SourceTable

__all__ = [
    "check_cells",
    "check_dates",
    "check_documents",
    "check_ids",
    "check_names",
    "check_own_names",
    "check_units",
    "event_date",
    "known_days",
    "negative_rows",
    "refuse_people",
]

# Dates that lie ahead by their nature, and dates of knowledge and notice, which are no beginning of anything.
_AHEAD: Final = frozenset({"publish_to", "ended_on"})
_NO_EVENT: Final = _AHEAD | {"known_on", "notified_on"}
_DOCUMENT: Final = ("doc_type", "doc_no", "organ")


def check_ids(delivery: Delivery, who: Who) -> None:
    """Quarantine rows whose id cannot be read."""
    for code in ("missing_value", "rounded_id", "bad_id"):
        delivery.fault(who.tokens.flags([found == code for found in who.codes]), code, "person_id")


def refuse_people(delivery: Delivery, people: People, who: Who, scope: str | None) -> None:
    """Refuse rows of people of whom nothing may be stored."""
    refusals = [
        people.refusal(token, identity, scope) for token, identity in zip(who.tokens.values, who.ids, strict=True)
    ]
    for code in ("under_18", "withdrawn", "no_consent"):
        delivery.fault(who.tokens.flags([refusal == code for refusal in refusals]), code, "person_id")


def check_names(delivery: Delivery, people: People, who: Who, names: Distinct | None) -> None:
    """Quarantine rows whose name is not the person's."""
    delivery.fault(people.mismatches(who, names), "name_mismatch", "person_name")


def check_units(delivery: Delivery, catalogue: "Catalogue") -> Distinct:
    """Quarantine rows of units that the catalogue does not know, and return the unit code of each row."""
    table = delivery.table
    if "unit" not in delivery.values or (table.unit is not None and table.kind == "records"):
        return Distinct([table.unit], np.zeros(delivery.n_rows, dtype=np.int64))
    units = [None if text is None else catalogue.find_unit(text) for text in delivery.values["unit"].values]
    codes = Distinct([None if unit is None else unit.code for unit in units], delivery.values["unit"].places)
    delivery.fault(codes.absent & ~delivery.absent("unit"), "unknown_unit", "unit")
    return codes


def check_documents(delivery: Delivery) -> None:
    """Quarantine negative facts without document type, number and organ."""
    table = delivery.table
    if not table.document:
        return
    negative = negative_rows(delivery)
    for name in _DOCUMENT:
        if name == "doc_type" and table.doc_type is not None:
            continue
        unreadable = delivery.wrong.get(name, np.zeros(1, dtype=np.int8)) != ACCEPTED
        delivery.fault(negative & delivery.absent(name) & ~unreadable, "no_document", _known(table, name))


def check_cells(delivery: Delivery) -> None:
    """Quarantine rows with a cell that is empty and must not be, or that cannot be read."""
    for column in delivery.table.columns:
        if column.name in IDENTIFYING:
            continue
        delivery.fault_cells(column.name)
        if column.required:
            delivery.fault(delivery.absent(column.name), "missing_value", column.name)
    name = delivery.table.column("person_name")
    cells = delivery.cells.get("person_name")
    if name is not None and name.required and cells is not None:
        empty = cells.flags([cell is None or not str(cell).strip() for cell in cells.values])
        delivery.fault(empty, "missing_value", "person_name")


def check_dates(delivery: Delivery, received: date) -> None:
    """Quarantine rows with dates to come, and with dates in an order that cannot be."""
    today = np.datetime64(received)
    for column in delivery.table.columns:
        if column.type == "date" and column.name in delivery.values and column.name not in _AHEAD:
            delivery.fault(delivery.values[column.name].days() > today, "future_date", column.name)
    begin = event_date(delivery.table)
    if begin is None or begin not in delivery.values:
        return
    begun = delivery.values[begin].days()
    for name in ("ended_on", "publish_to", "known_on", "resolved_on"):
        if name in delivery.values:
            # A comparison with not-a-time is false: an absent date is in no wrong order.
            delivery.fault(delivery.values[name].days() < begun, "dates_out_of_order", name)


def check_own_names(delivery: Delivery) -> None:
    """Quarantine rows in which the person's name stands in a column that would be stored as it is."""
    cells = delivery.cells.get("person_name")
    if cells is None:
        return
    for column in delivery.table.columns:
        if (
            column.type == "text"
            and column.values is None
            and _is_stored(column.names)
            and column.name in delivery.cells
        ):
            other = delivery.cells[column.name]
            delivery.fault(_same(cells, other), "bad_value", column.name)


def event_date(table: "SourceTable") -> str | None:
    """Return the name of the column that says when a row's fact began.

    Parameters
    ----------
    table : SourceTable
        The table.

    Returns
    -------
    str or None
        The first required date that is not reserved for something else.
    """
    dates = (column.name for column in table.columns if column.type == "date" and column.required)
    return next((name for name in dates if name not in _NO_EVENT), None)


def negative_rows(delivery: Delivery) -> Mask:
    """Return the rows that are negative facts."""
    negative = delivery.table.negative
    if isinstance(negative, bool):
        return np.full(delivery.n_rows, negative)
    rows = np.zeros(delivery.n_rows, dtype=bool)
    for name, wanted in negative.items():
        if name in delivery.values:
            rows |= delivery.values[name].flags([value in wanted for value in delivery.values[name].values])
    return rows


def known_days(delivery: Delivery, received: date) -> "np.typing.NDArray[np.datetime64]":
    """Return for each row the day from which it counts as known: its own, or that of the intake."""
    today = np.datetime64(received)
    if "known_on" not in delivery.values:
        return np.full(delivery.n_rows, today)
    days = delivery.values["known_on"].days()
    return np.where(np.isnat(days), today, days)


def _same(left: Distinct, right: Distinct) -> Mask:
    """Return the rows whose two cells hold the same text."""
    places: dict[str, int] = {}
    numbers = [places.setdefault(str(value).strip(), len(places)) if value else -1 for value in left.values]
    others = [places.get(str(value).strip(), -2) if value else -2 for value in right.values]
    if not numbers or not others:
        return np.zeros(len(left), dtype=bool)
    same: Mask = np.asarray(numbers)[left.places] == np.asarray(others)[right.places]
    return same


def _is_stored(names: Iterable[str]) -> bool:
    return not any(name in IDENTIFYING or name in HASHED or name in {"unit", "known_on"} for name in names)


def _known(table: "SourceTable", name: str) -> str | None:
    return None if table.column(name) is None else name
