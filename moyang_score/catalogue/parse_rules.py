"""From the document ``rules.yaml`` to dated rules and editions; every fault of form is noted."""

from typing import Any, Final

from moyang_score.catalogue.entry import Entry
from moyang_score.catalogue.rules import DatedValue, Edition, Rule

__all__ = ["parse_editions", "parse_rules"]

_RULE_UNITS: Final = ("months", "flag")


def parse_rules(entry: Entry) -> dict[str, Rule]:
    """Read the rules of ``rules.yaml``."""
    rules = {}
    for name, one in entry.named("rules"):
        values = [_dated(dated) for dated in one.children("values")]
        if not values:
            one.note("values", "the rule has no value", "give the day it takes effect, the number and the article")
            continue
        rule = Rule(name=name, title=one.titles("title"), unit=one.choice("unit", _RULE_UNITS), values=tuple(values))
        _check_days(one, [value.start for value in values])
        one.finish()
        rules[name] = rule
    return rules


def _dated(entry: Entry) -> DatedValue:
    value = DatedValue(start=entry.day("from"), value=entry.integer("value"), article=entry.text("article"))
    if value.value < 0:
        entry.note("value", f"{value.value} is below 0", "rules count months, or are 0 or 1")
    entry.finish()
    return value


def _check_days(entry: Entry, days: list[Any]) -> None:
    if None in days[1:]:
        entry.note("values", "a later value has no day", "write the first day on which it is in force")
        return
    known = [day for day in days if day is not None]
    if known != sorted(set(known)):
        entry.note("values", "the days are not in order", "write the oldest first, each day once")


def parse_editions(entry: Entry) -> tuple[Edition, ...]:
    """Read the editions of ``rules.yaml``."""
    editions = []
    for one in entry.children("editions"):
        start = one.day("from")
        if start is None:
            one.note("from", "the edition has no day", "write the first day on which it is in force")
            continue
        edition = Edition(
            edition=one.text("edition"), start=start, classes=one.words("classes"), article=one.text("article")
        )
        editions.append(edition)
        one.finish()
    _check_days(entry, [edition.start for edition in editions])
    return tuple(editions)
