"""The gate for indicators: what they refer to must be there, and be of the right kind."""

from collections.abc import Mapping
from typing import Any, Final

from moyang_score.catalogue.finding import Finding
from moyang_score.catalogue.gate.place import Notes, Places
from moyang_score.catalogue.indicators import Indicator
from moyang_score.catalogue.model import Catalogue, nearest
from moyang_score.catalogue.tables import Column, SourceTable

__all__ = ["check_ranks", "check_references"]

_COMPUTED: Final = frozenset({"clean_years", "quarters_since_consent"})
_ONE_FACT_LAW: Final = "国办发〔2020〕49号: one fact is not counted twice"
_SEVERITY_LAW: Final = "信用修复管理办法 4: the class of severity decides the time of publication"


def check_references(catalogue: Catalogue, indicator: Indicator, notes: Notes) -> None:
    """Note everything that an indicator refers to and that is not there."""
    families = [family.key for family in catalogue.families]
    if indicator.family not in families:
        notes.add("family", f"the family {indicator.family!r} is unknown", nearest(indicator.family, families))
    if indicator.unit not in catalogue.measures:
        notes.add("unit", f"the measure {indicator.unit!r} is unknown", nearest(indicator.unit, catalogue.measures))
    for family in indicator.aggregation.families:
        if family not in families:
            notes.add("aggregation.families", f"the family {family!r} is unknown", nearest(family, families))
    if indicator.records is None:
        _check_computed(indicator, notes)
        return
    table = catalogue.tables.get(indicator.records)
    records = [one.name for one in catalogue.tables.values() if one.kind == "records"]
    if table is None:
        notes.add("records", f"the table {indicator.records!r} is unknown", nearest(indicator.records, records))
    elif table.kind != "records":
        _check_kind(table, notes)
    else:
        _check_table(table, indicator, notes)


def _check_computed(indicator: Indicator, notes: Notes) -> None:
    if indicator.aggregation.kind not in _COMPUTED:
        notes.add("records", f"{indicator.aggregation.kind!r} has no records to read", "name a source table")
    for field in ("where", "severity", "event_date"):
        if getattr(indicator, field):
            notes.add(field, "the indicator reads no table", "take it out, or name the table under records")
    if indicator.polarity != "pos":
        notes.add("polarity", "an indicator that is computed takes points", "only records can take points")


def _check_kind(table: SourceTable, notes: Notes) -> None:
    what = f"the table {table.name!r} holds {table.kind}, not records"
    if table.kind == "protected":
        article = "个人信息保护法 24: protected attributes are for the fairness audit alone"
        notes.add("records", what, "take the indicator out", article)
    else:
        notes.add("records", what, "only tables of kind records can be scored")


def _check_table(table: SourceTable, indicator: Indicator, notes: Notes) -> None:
    if indicator.aggregation.kind in _COMPUTED:
        notes.add("records", f"{indicator.aggregation.kind!r} reads no table", "take it out")
    _check_choice(table, indicator.where, "where", notes)
    _check_choice(table, indicator.aggregation.good, "aggregation.good", notes)
    _check_event_date(table, indicator, notes)
    _check_aggregation(table, indicator, notes)
    _check_severity(table, indicator, notes)
    _check_ends(table, indicator, notes)
    _check_polarity(table, indicator, notes)


def _check_choice(table: SourceTable, choice: Mapping[str, tuple[Any, ...]], field: str, notes: Notes) -> None:
    for name, values in choice.items():
        column = table.column(name)
        if column is None:
            notes.add(f"{field}.{name}", f"the column {name!r} is unknown", nearest(name, table.names))
            continue
        for value in values:
            _check_value(column, value, f"{field}.{name}", notes)


def _check_value(column: Column, value: Any, field: str, notes: Notes) -> None:
    if column.type == "bool":
        if not isinstance(value, bool):
            notes.add(field, f"the value {value!r} is neither true nor false", "write true or false without quotes")
        return
    known = column.stored_values
    if known is None:
        notes.add(field, "the column lists no values, so none can be asked for", "list its values in the table")
    elif value not in known:
        notes.add(field, f"the value {value!r} is unknown", nearest(str(value), known))


def _check_event_date(table: SourceTable, indicator: Indicator, notes: Notes) -> None:
    if indicator.event_date is None:
        notes.add("event_date", "nothing says when a record occurred", "name a column of type date")
        return
    column = table.column(indicator.event_date)
    dates = [one.name for one in table.columns if one.type == "date"]
    if column is None:
        notes.add("event_date", f"the column {indicator.event_date!r} is unknown", nearest(indicator.event_date, dates))
    elif column.type != "date":
        notes.add("event_date", f"{column.name!r} is of type {column.type!r}", nearest(column.name, dates))


def _check_aggregation(table: SourceTable, indicator: Indicator, notes: Notes) -> None:
    aggregation = indicator.aggregation
    if aggregation.kind == "ratio" and len(aggregation.good) != 1:
        notes.add("aggregation.good", "a ratio needs one column of duties that were met", "name it with its values")
    if aggregation.column is None:
        return
    column = table.column(aggregation.column)
    field = "aggregation.column"
    if column is None:
        notes.add(field, f"the column {aggregation.column!r} is unknown", nearest(aggregation.column, table.names))
    elif aggregation.kind == "total" and column.type != "int":
        notes.add(field, f"{column.name!r} is of type {column.type!r}", "a total needs a column of type int")
    elif aggregation.kind == "highest":
        _check_levels(column, indicator, notes)


def _check_levels(column: Column, indicator: Indicator, notes: Notes) -> None:
    levels = indicator.aggregation.levels
    known = column.stored_values or ()
    for value in levels:
        if value not in known:
            notes.add(f"aggregation.levels.{value}", f"the level {value!r} is unknown", nearest(value, known))
    asked = indicator.where.get(column.name, known)
    for value in [one for one in asked if one in known and one not in levels]:
        notes.add("aggregation.levels", f"the value {value!r} has no level", "give it one, or leave it out of where")


def _check_severity(table: SourceTable, indicator: Indicator, notes: Notes) -> None:
    has_column = table.column("severity") is not None
    if indicator.severity is not None and not has_column:
        notes.add("severity", f"the table {table.name!r} has no severity", "take it out")
    if indicator.severity is None and has_column and indicator.polarity == "neg":
        what = f"the records of {table.name!r} differ in severity, and none is named"
        notes.add("severity", what, "write general or serious; minor is never scored", _SEVERITY_LAW)


def _check_ends(table: SourceTable, indicator: Indicator, notes: Notes) -> None:
    window = indicator.window
    if table.column("ended_on") is None and (window.current or window.after_end is not None):
        notes.add("window", f"the table {table.name!r} has no column 'ended_on'", "add it, or use months alone")


def _check_polarity(table: SourceTable, indicator: Indicator, notes: Notes) -> None:
    """Note negatives that read other than negative rows, and positives that are given for them."""
    only, never = _reads(table, indicator)
    if indicator.polarity == "neg" and not only:
        what = f"the table {table.name!r} does not call the rows it reads negative"
        notes.add("polarity", what, "say in the table which rows are negative, and ask for these in where")
    if indicator.polarity == "neg" and indicator.aggregation.kind not in {"any", "count", "half_units", "highest"}:
        notes.add("aggregation.kind", f"a negative cannot be a {indicator.aggregation.kind!r}", "use any or count")
    if indicator.polarity == "pos" and indicator.aggregation.kind != "ratio" and not never:
        notes.add("where", "points are given for rows that are negative facts", "ask for the other values in where")


def _reads(table: SourceTable, indicator: Indicator) -> tuple[bool, bool]:
    """Return whether it reads negative rows only, and whether it reads none of them."""
    if isinstance(table.negative, bool):
        return table.negative, not table.negative
    for name, values in table.negative.items():
        asked = set(indicator.where.get(name, ()))
        if asked and asked <= set(values):
            return True, False
        if asked and not asked & set(values):
            return False, True
    return False, False


def check_ranks(catalogue: Catalogue, places: Places, findings: list[Finding]) -> None:
    """Note negatives without a rank where facts are shared, ranks of others, and ranks that are given twice."""
    seen: dict[int, str] = {}
    for indicator in catalogue.indicators:
        if indicator.code in places.broken:
            continue
        notes = Notes(places.indicators[indicator.code], indicator.code, findings)
        table = catalogue.tables.get(indicator.records or "")
        shares = table is not None and bool(table.fact) and indicator.polarity == "neg"
        if indicator.rank is None:
            if shares:
                what = "the table tells facts apart, and the indicator has no rank among them"
                notes.add("rank", what, "write a rank: the lowest keeps the fact", _ONE_FACT_LAW)
        elif not shares:
            notes.add("rank", "only negatives of a table with fact take part", "take the rank out")
        elif indicator.rank in seen:
            what = f"the rank {indicator.rank} is that of {seen[indicator.rank]} too"
            notes.add("rank", what, "give each its own", _ONE_FACT_LAW)
        if indicator.rank is not None:
            seen.setdefault(indicator.rank, indicator.code)
