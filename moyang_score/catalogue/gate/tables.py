"""The gate for source tables: roles, references, documents, and names that the law forbids."""

from collections import defaultdict
from typing import Final

from moyang_score.catalogue.finding import Finding
from moyang_score.catalogue.gate.law import check_class
from moyang_score.catalogue.gate.place import Notes, Places
from moyang_score.catalogue.model import Catalogue, nearest
from moyang_score.catalogue.tables import EVENT_KINDS, Column, SourceTable

__all__ = ["check_files", "check_table", "check_units"]

_EVENT: Final = ("table", "unit", "record_key")
_NEEDED: Final = {
    "persons": ("person_id",),
    "consents": ("person_id", "scope", "action", "happened_on"),
    "records": ("person_id", "record_key"),
    "objections": (*_EVENT, "objection_no", "filed_on", "resolved_on", "outcome"),
    "repairs": (*_EVENT, "repaired_on"),
    "revocations": (*_EVENT, "revoked_on"),
    "protected": ("person_id",),
}
_TYPES: Final = {
    **dict.fromkeys(
        ("person_id", "person_name", "record_key", "unit", "doc_type", "doc_no", "organ", "severity"), "text"
    ),
    **dict.fromkeys(("notified_on", "ended_on", "publish_to", "known_on"), "date"),
}
_SEVERITIES: Final = frozenset({"minor", "general", "serious"})
# tables of events are about objections and repairs, which is what they are for
_EVENT_CLASSES: Final = frozenset({"X07", "X08", "X28"})
_DOCUMENT_LAW: Final = "国办发〔2020〕49号: a finding needs an effective legal document"
_NOTICE_LAW: Final = "征信业管理条例 15: the person is told before bad information is given"
_USCC: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def check_units(catalogue: Catalogue, notes: Notes) -> None:
    """Note unified social credit codes whose check character is wrong (GB 32100-2015), and doubled ones."""
    seen: dict[str, str] = {}
    for unit in catalogue.units.values():
        if not _is_uscc(unit.uscc):
            notes.add(f"{unit.code}.uscc", f"{unit.uscc!r} is no unified social credit code", "correct it")
        elif unit.uscc in seen:
            notes.add(f"{unit.code}.uscc", f"{unit.uscc!r} is that of {seen[unit.uscc]!r} too", "give each its own")
        seen[unit.uscc] = unit.code


def _is_uscc(code: str) -> bool:
    if len(code) != 18 or any(letter not in _USCC for letter in code):
        return False
    total = sum(_USCC.index(letter) * weight for letter, weight in zip(code[:17], _USCC_WEIGHTS, strict=True))
    return _USCC[(31 - total % 31) % 31] == code[17]


def check_table(catalogue: Catalogue, table: SourceTable, notes: Notes) -> None:
    """Note everything that stands against one source table."""
    check_class(catalogue, table.legal_class, "class", notes, table.kind in {"persons", "protected"})
    _check_columns(table, notes)
    _check_unit(catalogue, table, notes)
    _check_negative(table, notes)
    _check_fact(table, notes)
    if table.legal_class == "M" and table.consent != "S":
        notes.add(
            "consent", "a table of class M is read without a separate consent", "write consent: S", "个人信息保护法 29"
        )
    if table.kind != "protected":
        _scan(table, notes)


def _check_columns(table: SourceTable, notes: Notes) -> None:
    for name in _NEEDED[table.kind]:
        if table.column(name) is None:
            notes.add("columns", f"a table of {table.kind} has no column {name!r}", "add it")
    for what, names in (("header", [column.header for column in table.columns]), ("name", list(table.names))):
        for name in sorted({name for name in names if names.count(name) > 1}):
            notes.add("columns", f"the {what} {name!r} is given twice", "give each column its own")
    for column in table.columns:
        _check_role(column, notes)
        if column.header in table.drop:
            notes.add("drop", f"{column.header!r} is both read and dropped", "take one of them out")


def _check_role(column: Column, notes: Notes) -> None:
    for name in column.names:
        if name in _TYPES and column.type != _TYPES[name]:
            notes.add(column.header, f"{name!r} has the type {column.type!r}", f"it must be {_TYPES[name]!r}")
    if column.also not in {None, "record_key"}:
        notes.add(column.header, f"a cell is also read as {column.also!r}", "only record_key may be read so")
    if column.values is not None and column.type != "text":
        notes.add(column.header, f"a column of type {column.type!r} lists values", "values belong to text alone")
    if column.name == "severity" and not set(column.stored_values or ["?"]) <= _SEVERITIES:
        notes.add(column.header, "the severity is not one of minor, general, serious", "map its values to these")


def _check_unit(catalogue: Catalogue, table: SourceTable, notes: Notes) -> None:
    by_column = table.column("unit") is not None
    if table.kind in EVENT_KINDS:  # there the column names the unit of the record that the event is about
        by_column = False
    if table.unit is None and not by_column:
        notes.add("unit", "nobody delivers the table", "name a unit, or give the column of the unit the name unit")
    elif table.unit is not None and by_column:
        notes.add("unit", "the unit is named by the table and by a column", "take one of them out")
    elif table.unit is not None and table.unit not in catalogue.units:
        notes.add("unit", f"the unit {table.unit!r} is unknown", nearest(table.unit, catalogue.units))


def _check_negative(table: SourceTable, notes: Notes) -> None:
    if table.negative is False:
        if table.document:
            notes.add("document", "documents are asked for where no row is negative", "take it out")
        return
    if table.column("notified_on") is None:
        notes.add("columns", "a table of negative facts has no column 'notified_on'", "add it", _NOTICE_LAW)
    if not isinstance(table.negative, bool):
        for name, values in table.negative.items():
            _check_values(table, name, values, notes)
    if table.document:
        missing = [name for name in ("doc_no", "organ") if table.column(name) is None]
        missing += [] if table.doc_type or table.column("doc_type") else ["doc_type"]
        for name in missing:
            notes.add("document", f"a table whose negatives need a document has no {name!r}", "add it", _DOCUMENT_LAW)
    elif table.legal_class.startswith(("N", "L")):
        what = f"negatives of class {table.legal_class} are taken without a document"
        notes.add("document", what, "write document: true", _DOCUMENT_LAW)


def _check_values(table: SourceTable, name: str, values: tuple[str, ...], notes: Notes) -> None:
    column = table.column(name)
    if column is None:
        notes.add("negative", f"the column {name!r} is unknown", nearest(name, table.names))
        return
    for value in values:
        if column.stored_values is None or value not in column.stored_values:
            notes.add(f"negative.{name}", f"the value {value!r} is unknown", nearest(value, column.stored_values or ()))


def _check_fact(table: SourceTable, notes: Notes) -> None:
    for name in table.fact:
        if table.column(name) is None:
            notes.add("fact", f"the column {name!r} is unknown", nearest(name, table.names))
    if table.fact and table.negative is False:
        notes.add("fact", "a fact is told apart where no row is negative", "take it out: only negatives share facts")


def _scan(table: SourceTable, notes: Notes) -> None:
    exempt = _EVENT_CLASSES if table.kind in EVENT_KINDS else frozenset()
    for field, text in (("name", table.name), ("title.zh", table.title["zh"]), ("title.en", table.title["en"])):
        notes.scan(field, text, exempt)
    for pattern in table.files:
        notes.scan("files", pattern, exempt)
    for column in table.columns:
        # one finding a column is enough
        before = len(notes.findings)
        for text in dict.fromkeys((column.header, *column.names)):
            if len(notes.findings) == before:
                notes.scan(column.header, text, exempt)
        if column.values is not None and len(notes.findings) == before:
            notes.scan_values(column.header, dict(column.values))


def check_files(catalogue: Catalogue, places: Places, findings: list[Finding]) -> None:
    """Note patterns of file names that belong to two tables."""
    owners: dict[str, list[str]] = defaultdict(list)
    for table in catalogue.tables.values():
        for pattern in table.files:
            owners[pattern.casefold()].append(table.name)
    for pattern, names in owners.items():
        if len(names) > 1:
            notes = Notes(places.tables[names[1]], names[1], findings)
            notes.add("files", f"{pattern!r} are the files of {names[0]!r} too", "give each table its own pattern")
