"""What is kept of a person: records with their state on a day, without anything that says who it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from moyang_score.registry.events import Event

__all__ = ["Holding", "PersonHolding", "holding_of"]


@dataclass(frozen=True)
class Holding:
    """Hold one record and the state it is in.

    Parameters
    ----------
    table, unit : str
        Source table and source unit.
    record : str
        Reference of the record, for objections and repairs.
    known_on : datetime.date
        The day from which this version is known.
    state : str
        ``active``, or why the record does not count: ``disputed``, ``upheld``, ``repaired``, ``revoked``, ``ended``,
        ``expired``.
    since : datetime.date or None
        The day from which it is in that state; None for ``active``.
    objection : str or None
        Number of the objection that is open.

    Examples
    --------
    >>> Holding("honour", "civilisation_office", "5ad3", date(2026, 9, 30), "active", None, None).state
    'active'
    """

    table: str
    unit: str
    record: str
    known_on: date
    state: str
    since: date | None
    objection: str | None

    def to_json(self) -> dict[str, Any]:
        """Return the form that ``moyang registry show --json`` writes."""
        return {
            "table": self.table,
            "unit": self.unit,
            "record": self.record,
            "known_on": self.known_on.isoformat(),
            "state": self.state,
            "since": None if self.since is None else self.since.isoformat(),
            "objection": self.objection,
        }


@dataclass(frozen=True)
class PersonHolding:
    """Hold what is kept of one person.

    Parameters
    ----------
    token : str
        Token of the person.
    scopes : tuple of str
        What the person agrees to, the general consent first.
    records : tuple of Holding
        The records.

    Examples
    --------
    >>> PersonHolding("b9b1", ("general",), ()).to_json()
    {'token': 'b9b1', 'consents': ['general'], 'records': []}
    """

    token: str
    scopes: tuple[str, ...]
    records: tuple[Holding, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the form that ``moyang registry show --json`` writes."""
        records = [record.to_json() for record in self.records]
        return {"token": self.token, "consents": list(self.scopes), "records": records}


def holding_of(row: dict[str, Any], events: Sequence[Event], on: date) -> Holding:
    """Return a record with its state.

    Parameters
    ----------
    row : dict
        The record, in the version of the day.
    events : sequence of tuple
        What happened to it until the day, in order.
    on : datetime.date
        The day.

    Returns
    -------
    Holding
        The record.
    """
    state, since, objection = _state(row, events, on)
    return Holding(row["table"], row["unit"], row["record"], row["known_on"], state, since, objection)


def _state(row: dict[str, Any], events: Sequence[Event], on: date) -> tuple[str, date | None, str | None]:
    last: dict[str, Event] = {event[3]: event for event in events if event[3] is not None}
    for event in events:
        if event[2] in {"upheld", "repaired", "revoked"}:
            return event[2], event[4], None
    for number, event in last.items():
        if event[2] == "objected":
            return "disputed", event[4], number
    ended_on, publish_to = row.get("ended_on"), row.get("publish_to")
    if ended_on is not None and ended_on <= on:
        return "ended", ended_on, None
    if publish_to is not None and publish_to < on:
        return "expired", publish_to, None
    return "active", None, None
