"""From the documents of a catalogue folder to its parts; every fault of form is noted, and the part left out."""

from fractions import Fraction
from typing import Any

from moyang_score.catalogue.entry import Entry
from moyang_score.catalogue.indicators import (
    AGGREGATIONS,
    CONSENTS,
    POLARITIES,
    SEVERITIES,
    Aggregation,
    Indicator,
    Legal,
    PointsRow,
    Window,
)
from moyang_score.catalogue.model import Expert, Family, GradeLine, Weights, nearest
from moyang_score.catalogue.rules import Rule
from moyang_score.catalogue.tables import COLUMN_TYPES, TABLE_KINDS, Column, SourceTable, Unit

__all__ = [
    "parse_families",
    "parse_grades",
    "parse_indicator",
    "parse_table",
    "parse_units",
    "parse_weights",
]


def parse_families(entry: Entry) -> tuple[Family, ...]:
    """Read the families of ``catalogue.yaml``."""
    families = []
    for key, one in entry.named("families"):
        families.append(
            Family(
                key=key,
                title=one.titles("title"),
                negative_cap=one.integer("negative_cap"),
                positive_cap=one.integer("positive_cap"),
            )
        )
        one.finish()
    return tuple(families)


def parse_grades(entry: Entry) -> tuple[GradeLine, ...]:
    """Read the grades of ``catalogue.yaml``."""
    grades = []
    for one in entry.children("grades"):
        grades.append(GradeLine(grade=one.text("grade"), min=one.optional_integer("min"), title=one.titles("title")))
        one.finish()
    return tuple(grades)


def parse_units(entry: Entry) -> dict[str, Unit]:
    """Read ``units.yaml``."""
    units = {}
    for code, one in entry.named("units"):
        units[code] = Unit(code=code, title=one.titles("title"), uscc=one.text("uscc"))
        one.finish()
    entry.finish()
    return units


def parse_table(entry: Entry) -> SourceTable:
    """Read one file of ``tables/``."""
    by_value = entry.is_a("negative", dict)
    negative: Any = entry.value_lists("negative") if by_value else entry.flag("negative", default=False)
    table = SourceTable(
        name=entry.text("name"),
        title=entry.titles("title"),
        kind=entry.choice("kind", TABLE_KINDS),
        legal_class=_class_of(entry),
        unit=entry.optional_text("unit"),
        files=entry.words("files", ()),
        consent=entry.choice("consent", ("O", "S"), "O"),
        negative=negative,
        document=entry.flag("document", default=False),
        doc_type=entry.optional_text("doc_type"),
        fact=entry.words("fact", ()),
        columns=tuple(_column(one) for one in entry.children("columns")),
        drop=entry.words("drop", ()),
    )
    entry.finish()
    return table


def _class_of(entry: Entry) -> str:
    """Take the legal class under either name, so that a rejected one is told as such under both."""
    return entry.text("legal_class" if entry.has("legal_class") else "class")


def _column(entry: Entry) -> Column:
    header = entry.text("header")
    column = Column(
        header=header,
        name=entry.text("name", header),
        type=entry.choice("type", COLUMN_TYPES, "text"),
        required=entry.flag("required", default=False),
        values=_values(entry),
        also=entry.optional_text("also"),
    )
    entry.finish()
    return column


def _values(entry: Entry) -> dict[str, str] | None:
    """Take the values of a column: a mapping from those in the file, or a list where they are stored as they are."""
    if not entry.has("values"):
        return None
    if entry.is_a("values", list):
        return {value: value for value in entry.words("values")}
    values = entry.mapping("values")
    for value, stored in values.items():
        if not isinstance(stored, str):
            entry.note(f"values.{value}", f"{stored!r} is not a text", "put numbers and words in quotes")
    return {value: str(stored) for value, stored in values.items()}


def parse_indicator(entry: Entry, family: str, rules: dict[str, Rule]) -> Indicator:
    """Read one entry of a file of ``indicators/``."""
    indicator = Indicator(
        code=entry.text("code"),
        name=entry.titles("name"),
        family=entry.text("family", family),
        records=entry.optional_text("records"),
        where=entry.value_lists("where"),
        severity=_severity(entry),
        event_date=entry.optional_text("event_date"),
        window=_window(entry.child("window", {}), rules),
        aggregation=_aggregation(entry.child("aggregation"), rules),
        unit=entry.text("unit"),
        polarity=entry.choice("polarity", POLARITIES),
        rank=entry.optional_integer("rank"),
        points=tuple(_points_row(one) for one in entry.children("points")),
        missing_points=entry.integer("missing_points", 0),
        unseen_points=entry.integer("unseen_points", 0),
        max_points=entry.integer("max_points"),
        legal=_legal(entry.child("legal")),
        retention=entry.titles("retention"),
        consent=entry.choice("consent", CONSENTS),
        on=entry.flag("on", default=True),
        reason=entry.titles("reason"),
        improve=entry.titles("improve"),
        never_suggest=entry.flag("never_suggest", default=False),
    )
    entry.finish()
    return indicator


def _severity(entry: Entry) -> str | None:
    """Take the severity; ``minor`` is left to the gate, which knows the law against it."""
    value = entry.optional_text("severity")
    if value is not None and value not in {*SEVERITIES, "minor"}:
        entry.note("severity", f"{value!r} is unknown", nearest(value, SEVERITIES))
        return None
    return value


def _window(entry: Entry, rules: dict[str, Rule]) -> Window:
    names: dict[str, str] = {}
    window = Window(
        months=_number(entry, "months", rules, names),
        current=entry.flag("current", default=False),
        after_end=_number(entry, "after_end", rules, names),
        rules=names,
    )
    entry.finish()
    return window


def _number(entry: Entry, field: str, rules: dict[str, Rule], names: dict[str, str]) -> int | None:
    """Take a number, or the newest value of the dated rule that is named in its place."""
    if not entry.is_a(field, str):
        return entry.optional_integer(field)
    name = entry.text(field)
    if name not in rules:
        entry.note(field, f"the rule {name!r} is unknown", nearest(name, rules))
        return None
    names[field] = name
    return rules[name].values[-1].value


def _aggregation(entry: Entry, rules: dict[str, Rule]) -> Aggregation:
    names: dict[str, str] = {}
    kind = entry.choice("kind", tuple(AGGREGATIONS))
    parameters: dict[str, Any] = {}
    for field in AGGREGATIONS[kind]:
        parameters[field] = _parameter(entry, field, rules, names)
    entry.finish()
    return Aggregation(kind=kind, rules=names, **parameters)


def _parameter(entry: Entry, field: str, rules: dict[str, Rule], names: dict[str, str]) -> Any:
    if field == "column":
        return entry.text(field)
    if field == "good":
        return entry.value_lists(field)
    if field == "families":
        return entry.words(field)
    if field == "levels":
        return _levels(entry)
    if field == "least":
        return entry.integer(field, 3)
    number = _number(entry, field, rules, names)
    if number is None or number < 1:
        entry.note(field, f"{field!r} is {number}", "give a whole number of at least 1")
    return number or 0


def _levels(entry: Entry) -> dict[str, int]:
    levels = entry.mapping("levels")
    for value, level in levels.items():
        if isinstance(level, bool) or not isinstance(level, int) or level < 1:
            entry.note(f"levels.{value}", f"the level {level!r} is not a number above 0", "0 is for no record at all")
    return {value: level for value, level in levels.items() if isinstance(level, int)}


def _points_row(entry: Entry) -> PointsRow:
    row = PointsRow(
        lower=entry.optional_integer("from"),
        upper=entry.optional_integer("below"),
        points=entry.integer("points"),
        ceiling=entry.optional_text("ceiling"),
    )
    entry.finish()
    return row


def _legal(entry: Entry) -> Legal:
    legal = Legal(legal_class=_class_of(entry), basis=entry.titles("basis"), articles=entry.words("articles"))
    entry.finish()
    return legal


def parse_weights(entry: Entry, families: tuple[Family, ...]) -> Weights:
    """Read ``weights.yaml``."""
    keys = [family.key for family in families]
    experts = []
    for key, one in entry.named("experts"):
        experts.append(Expert(key=key, title=one.titles("title"), judgments=_judgments(one, keys)))
        one.finish()
    weights = Weights(note=entry.titles("note"), experts=tuple(experts))
    entry.finish()
    return weights


def _judgments(entry: Entry, keys: list[str]) -> dict[tuple[str, str], Fraction]:
    judgments = {}
    pairs = {f"{one}:{other}" for one in keys for other in keys if one != other}
    for pair, value in entry.mapping("judgments").items():
        if pair not in pairs:
            entry.note(f"judgments.{pair}", f"{pair!r} is no pair of families", nearest(pair, sorted(pairs)))
            continue
        weight = _saaty(value)
        if weight is None:
            entry.note(f"judgments.{pair}", f"{value!r} is not on the scale", "write 1 to 9, or 1/2 to 1/9")
            continue
        one, other = pair.split(":")
        judgments[one, other] = weight
    needed = len(keys) * (len(keys) - 1) // 2
    if len({frozenset(pair) for pair in judgments}) != needed or len(judgments) != needed:
        entry.note("judgments", f"{len(judgments)} judgments are given", f"judge each of the {needed} pairs once")
    return judgments


def _saaty(value: Any) -> Fraction | None:
    """Return a judgment on Saaty's scale: 1 to 9 or one of their inverses."""
    try:
        weight = Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        return None
    on_scale = weight in range(1, 10) or (weight > 0 and 1 / weight in range(1, 10))
    return weight if on_scale else None
