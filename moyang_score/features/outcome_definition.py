"""The definition of an outcome: which events make somebody bad, in which months after the day, and who is left out.

It is data, a YAML file beside the catalogue whose tables it names: only what may lawfully be
recorded can be an outcome.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from moyang_score.catalogue import Catalogue, SourceTable, catalogue_folder
from moyang_score.catalogue.document import read_document
from moyang_score.catalogue.entry import Entry
from moyang_score.errors import CatalogueError
from moyang_score.features.outcome_period import Period, months_after

__all__ = ["CLASSES", "Happening", "OutcomeDefinition", "load_definition"]

CLASSES: Final = ("bad", "indeterminate")
_FOLDER: Final = "outcomes"


@dataclass(frozen=True, kw_only=True)
class Happening:
    """Hold which records of a table are events, and which of their dates says when they occurred.

    Parameters
    ----------
    table : str
        The source table.
    where : mapping
        Column to values; a record must have one of them in each column.
    event_date : str
        The column that says when a record occurred.
    becomes : {'bad', 'indeterminate', 'excluded'}
        What it makes of the person.

    Examples
    --------
    >>> Happening(table="jud_defaulter", event_date="published_on", becomes="bad").where
    {}
    """

    table: str
    where: Mapping[str, tuple[str | bool, ...]] = field(default_factory=dict)
    event_date: str
    becomes: str


@dataclass(frozen=True, kw_only=True)
class OutcomeDefinition:
    """Hold what an outcome is.

    Parameters
    ----------
    name, version : str
        What it is called.
    title : mapping
        Its title in ``zh`` and ``en``.
    gap_months : int
        Months after the day in which nothing counts, so that what was under way on the day is no outcome.
    months : int
        Months after the gap in which events count.
    settle_months : int
        Months after these in which an event may still become known.
    events : tuple of Happening
        What makes a person bad or indeterminate.
    exclude : tuple of Happening
        What takes a person out who is in that state on the day.
    requires_consent : tuple of str
        Tables whose separate consent a person must have given, to have an outcome at all.
    bad_rate : str or None
        The share of bads that the city states, as a decimal text; fits are corrected to it.
    hash : str
        SHA-256 of the content, as hex.

    Examples
    --------
    >>> from moyang_score.catalogue import load_catalogue
    >>> duty = load_definition("duty", load_catalogue("moyang"))
    >>> duty.months, duty.period(date(2026, 10, 1)).last.isoformat()
    (24, '2028-11-01')
    """

    name: str
    version: str
    title: Mapping[str, str]
    gap_months: int
    months: int
    settle_months: int
    events: tuple[Happening, ...]
    exclude: tuple[Happening, ...] = ()
    requires_consent: tuple[str, ...] = ()
    bad_rate: str | None = None
    hash: str = ""

    def period(self, as_of: date) -> Period:
        """Return the days that decide the outcome of one day."""
        first, last = (months_after(as_of, self.gap_months + more) for more in (0, self.months))
        return Period(as_of, first, last, months_after(as_of, self.gap_months + self.months + self.settle_months))


def load_definition(path: str | Path, catalogue: Catalogue, folder: str | Path | None = None) -> OutcomeDefinition:
    """Load a definition, or refuse it: every table, column and value it names must be in the catalogue.

    Parameters
    ----------
    path : str or path-like
        A YAML file, or the name of one in the folder ``outcomes`` of the catalogue.
    catalogue : Catalogue
        The catalogue.
    folder : str or path-like, optional
        Where the catalogue lies; by default the packed one of its name.

    Returns
    -------
    OutcomeDefinition
        The definition.

    Raises
    ------
    CatalogueError
        If there is no such file, it is no YAML, or something in it is amiss.

    Examples
    --------
    >>> from moyang_score.catalogue import load_catalogue
    >>> load_definition("duty", load_catalogue("moyang")).gap_months
    1
    """
    file = _file(path, folder or catalogue.name)
    document, findings = read_document(file.parent, file.name)
    definition = _definition(Entry(file.name, "", document, findings), catalogue, document)
    if findings:
        error = findings[0].error()
        more = f"; {len(findings) - 1} more like it" if len(findings) > 1 else ""
        raise CatalogueError(error.what, where=f"{file.parent}, {error.where}", fix=f"{error.fix}{more}")
    return definition


def _file(path: str | Path, folder: str | Path) -> Path:
    file = Path(path)
    if file.is_file():
        return file
    packed = _packed(folder)
    if str(path) in packed:
        return packed[str(path)]
    known = f", or name one of the catalogue: {', '.join(packed)}" if packed else ""
    raise CatalogueError("there is no such definition", where=str(path), fix=f"give a YAML file{known}")


def _packed(folder: str | Path) -> dict[str, Path]:
    try:
        place = catalogue_folder(folder)
    except CatalogueError:  # a catalogue that was made in memory has no folder
        return {}
    return {file.stem: file for file in sorted((place / _FOLDER).glob("*.yaml"))}


def _definition(entry: Entry, catalogue: Catalogue, document: Mapping[str, Any]) -> OutcomeDefinition:
    found = OutcomeDefinition(
        name=entry.text("name"),
        version=entry.text("version"),
        title=entry.titles("title"),
        gap_months=_months(entry, "gap_months", 0),
        months=_months(entry, "months", 1),
        settle_months=_months(entry, "settle_months", 0),
        events=tuple(_happening(one, catalogue, one.choice("class", CLASSES)) for one in entry.children("events")),
        exclude=tuple(_excluded(entry, catalogue)),
        requires_consent=tuple(_scopes(entry, catalogue)),
        bad_rate=_rate(entry),
        hash=_hash(document),
    )
    if not any(one.becomes == "bad" for one in found.events):
        entry.note("events", "no event is bad", "name at least one of class bad")
    entry.finish()
    return found


def _months(entry: Entry, name: str, least: int) -> int:
    number = entry.integer(name)
    if number < least:
        entry.note(name, f"{number} months", f"give {least} or more")
    return number


def _excluded(entry: Entry, catalogue: Catalogue) -> Iterator[Happening]:
    for one in entry.children("exclude") if entry.has("exclude") else ():
        yield _happening(one, catalogue, "excluded")


def _scopes(entry: Entry, catalogue: Catalogue) -> Iterator[str]:
    known = [table.name for table in catalogue.tables.values() if table.kind == "records" and table.consent == "S"]
    for scope in entry.words("requires_consent", ()):
        if scope not in known:
            entry.note("requires_consent", f"{scope!r} is no table of separate consent", f"use {', '.join(known)}")
            continue
        yield scope


def _rate(entry: Entry) -> str | None:
    text = entry.optional_text("bad_rate")
    if text is None:
        return None
    try:
        rate = float(text)
    except ValueError:
        rate = 0.0
    if not 0 < rate < 1:
        entry.note("bad_rate", f"{text!r} is no share", "give a number between 0 and 1")
    return text


def _happening(entry: Entry, catalogue: Catalogue, becomes: str) -> Happening:
    found = Happening(
        table=entry.text("table"),
        where=entry.value_lists("where"),
        event_date=entry.text("event_date"),
        becomes=becomes,
    )
    entry.finish()
    source = catalogue.tables.get(found.table)
    if source is None or source.kind != "records":
        known = sorted(table.name for table in catalogue.tables.values() if table.kind == "records")
        entry.note("table", f"{found.table!r} is no table of records", f"use one of {', '.join(known)}")
        return found
    _check_columns(entry, found, source)
    return found


def _check_columns(entry: Entry, found: Happening, source: SourceTable) -> None:
    dates = [column.name for column in source.columns if column.type == "date"]
    if found.event_date not in dates:
        entry.note("event_date", f"{found.event_date!r} is no date of {source.name}", f"use one of {', '.join(dates)}")
    for name, values in found.where.items():
        column = source.column(name)
        if column is None:
            names = ", ".join(column.name for column in source.columns)
            entry.note(f"where.{name}", f"{source.name} has no column {name!r}", f"its columns are {names}")
            continue
        known = (True, False) if column.type == "bool" else column.stored_values
        unknown = [one for one in values if not (isinstance(one, str) if known is None else one in known)]
        if unknown:
            listed = ", ".join(map(str, known or ("texts",)))
            entry.note(f"where.{name}", f"{unknown[0]!r} is no value of {name!r}", f"its values are {listed}")


def _hash(document: Mapping[str, Any]) -> str:
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
