"""The records behind the features of a day, one by one: whence each comes, how long it counts, and what stops it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from moyang_score.catalogue import Catalogue, Indicator, SourceTable, months_before
from moyang_score.features.calendar import calendar
from moyang_score.features.facts import RECORD_OF_DAY, rivals, siblings
from moyang_score.features.guards import GUARDS, MATCH, guards_of, matches
from moyang_score.features.row import Row
from moyang_score.registry.snapshot import STATES, Snapshot

__all__ = ["HeldRecord", "held_records"]

_DATES: Final = ("publish_to", "ended_on")


@dataclass(frozen=True, kw_only=True)
class HeldRecord:
    """Hold one record of one person as one indicator sees it on one day.

    Parameters
    ----------
    indicator, table, unit : str
        Who looks, where it lies, and the source unit that delivered it.
    record : str
        The record, by its keyed hash.
    occurred_on : datetime.date or None
        When it occurred: the date that the indicator goes by.
    known_on : datetime.date
        When it became known.
    until : datetime.date or None
        The first day on which it no longer counts by the passing of time; None while it lasts.
    states : tuple of str
        ``disputed``, ``upheld``, ``repaired``, ``revoked``.
    stopped_by : tuple of str
        The guards that keep it from counting on the day, as ``window`` or ``objection``; empty for one that counts.

    Examples
    --------
    >>> day = date(2026, 4, 1)
    >>> kept = {"indicator": "P05", "table": "admin_penalty", "unit": "tax", "record": "ab", "occurred_on": day}
    >>> HeldRecord(**kept, known_on=day, until=date(2027, 4, 2), states=(), stopped_by=()).counts
    True
    """

    indicator: str
    table: str
    unit: str
    record: str
    occurred_on: date | None
    known_on: date
    until: date | None
    states: tuple[str, ...]
    stopped_by: tuple[str, ...]

    @property
    def counts(self) -> bool:
        """Tell whether it counts on the day."""
        return not self.stopped_by


def held_records(snapshot: Snapshot, catalogue: Catalogue) -> tuple[HeldRecord, ...]:
    """List the records that the indicators of a catalogue see, for a snapshot of one person on one day.

    Parameters
    ----------
    snapshot : Snapshot
        The registry as of a spine with one row.
    catalogue : Catalogue
        The catalogue that the snapshot was taken by.

    Returns
    -------
    tuple of HeldRecord
        By indicator in card order, the latest first. A record that two indicators see stands there twice; what no
        indicator is about, as a minor penalty, does not.

    Raises
    ------
    ValueError
        If the spine has more days than one.

    Examples
    --------
    >>> held_records.__name__
    'held_records'
    """
    if len(snapshot.dates) != 1:
        raise ValueError("records are listed for one day")
    indicators = [one for one in catalogue.at(snapshot.dates[0]).indicators if one.on and one.records]
    filled = _filled(snapshot, list(dict.fromkeys(str(one.records) for one in indicators)))
    seen = [one for one in indicators if one.records in filled]
    if not seen:
        return ()
    days = snapshot.engine.hold(calendar(catalogue, [one.code for one in seen], snapshot.dates))
    lost = siblings(snapshot) if rivals(catalogue).keys() & filled else None
    found = [
        record
        for table in filled
        for record in _of_table(
            snapshot, catalogue.table(table), [one for one in seen if one.records == table], days, lost
        )
    ]
    place = {one.code: at for at, one in enumerate(seen)}
    return tuple(sorted(found, key=lambda one: (place[one.indicator], -_number(one.occurred_on), one.record)))


def _filled(snapshot: Snapshot, tables: list[str]) -> dict[str, None]:
    """Return the tables that hold anything of the person, in order: most hold nothing, and each costs a query."""
    import ibis

    if not snapshot.counts.rows:
        return {}
    people = snapshot.people.select("token")
    own = [
        snapshot.engine.read(snapshot.store.files(f"records/{name}"))
        .semi_join(people, "token")
        .aggregate(rows=ibis._.count())
        .mutate(table=ibis.literal(name))
        for name in tables
        if snapshot.has(name)
    ]
    if not own:
        return {}
    counted = snapshot.engine.fetch(ibis.union(*own) if len(own) > 1 else own[0])
    held = {name for name, rows in zip(counted["table"].to_pylist(), counted["rows"].to_pylist(), strict=True) if rows}
    return {name: None for name in tables if name in held}


def _of_table(
    snapshot: Snapshot, source: SourceTable, readers: list[Indicator], days: Any, lost: Any
) -> Iterator[HeldRecord]:
    rows = _beside(snapshot, source, days, lost)
    columns = [rows[name] for name in ("record", "known_on", *STATES)]
    named = {name: rows[name] for name in ("unit", *_DATES) if source.column(name)}
    for one in readers:
        row = Row(rows, source, one)
        named |= {f"{one.code}_is": matches(row), f"{one.code}_on": row.occurred_on}
        named |= {f"{one.code}_{guard}": GUARDS[guard](row).fill_null(False) for guard in _guards(one)}  # noqa: FBT003
        if one.aggregation.kind == "ratio":
            named[f"{one.code}_met"] = row.holds(one.aggregation.good)
    table = snapshot.engine.fetch(rows.select(*columns, **named))
    cells = {name: table[name].to_pylist() for name in table.column_names}
    for at in range(table.num_rows):
        own = {name: column[at] for name, column in cells.items()}
        for one in readers:
            if own[f"{one.code}_is"]:
                yield _record(source, one, own)


def _beside(snapshot: Snapshot, source: SourceTable, days: Any, lost: Any) -> Any:
    """Lay the calendar, the separate consent and the keeper of the fact beside the records of a table."""
    import ibis

    rows = snapshot.records(source.name).inner_join(days, "as_of")
    if lost is None:
        return _with_consent(rows.mutate(sibling=ibis.literal(False)), snapshot, source)  # noqa: FBT003
    lost = lost.filter(lost["table"] == source.name).select(*RECORD_OF_DAY, sibling=True)
    rows = rows.left_join(lost, list(RECORD_OF_DAY)).drop(*(f"{name}_right" for name in RECORD_OF_DAY))
    rows = rows.mutate(sibling=rows.sibling.fill_null(False))  # noqa: FBT003 - Ibis takes it by position
    return _with_consent(rows, snapshot, source)


def _with_consent(rows: Any, snapshot: Snapshot, source: SourceTable) -> Any:
    if source.consent != "S":
        return rows
    agreed = snapshot.people.select("token", f"agrees_{source.name}")
    return rows.left_join(agreed, "token").drop("token_right")


def _guards(indicator: Indicator, *, met: bool = False) -> tuple[str, ...]:
    """Name the guards to tell of: the consent to the table goes before those of the record itself."""
    return ("separate_consent", *(name for name in guards_of(indicator, met=met) if name not in MATCH))


def _record(source: SourceTable, one: Indicator, own: dict[str, Any]) -> HeldRecord:
    asked = _guards(one, met=bool(own.get(f"{one.code}_met")))
    return HeldRecord(
        indicator=one.code,
        table=source.name,
        unit=str(source.unit or own["unit"]),
        record=own["record"],
        occurred_on=own[f"{one.code}_on"],
        known_on=own["known_on"],
        until=_until(one, own[f"{one.code}_on"], own.get("publish_to"), own.get("ended_on")),
        states=tuple(state for state in STATES if own[state]),
        stopped_by=tuple(guard for guard in asked if not own[f"{one.code}_{guard}"]),
    )


def _until(one: Indicator, occurred: date | None, published: date | None, ended: date | None) -> date | None:
    """Return the first day on which the window is over, or the publication, or what matters of the end."""
    ends = []
    if occurred and one.window.months is not None:
        ends.append(_months_over(occurred, one.window.months))
    if ended and one.window.after_end is not None:
        ends.append(_months_over(ended, one.window.after_end))
    if published:
        ends.append(published + timedelta(days=1))
    if ended and one.window.current:
        ends.append(ended + timedelta(days=1))
    return min(ends, default=None)


def _months_over(day: date, months: int) -> date:
    """Return the first day whose window of so many months begins after a day."""
    month = day.year * 12 + day.month - 1 + months
    later = date(month // 12, month % 12 + 1, 1)
    while months_before(later, months) <= day:
        later += timedelta(days=1)
    return later


def _number(day: date | None) -> int:
    return day.toordinal() if day else 0
