"""Random histories: persons, consents, records in several versions, and everything that can happen to a record.

Days are drawn near the bounds of the windows, where a comparison that is off by one shows.
"""

import random
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from tests.features.build import History, name_of

NOT_DRAWN = {"person_id", "person_name", "record_key", "doc_no", "known_on", "unit"}
MONTHS = (0, 1, 3, 6, 9, 12, 15, 18, 21, 24, 36, 48, 60)


def day_near(dice: random.Random, as_of: date) -> date:
    """Draw a day on, or beside, a bound of some window; or anywhere in seven years."""
    if dice.random() < 0.35:
        return as_of - timedelta(days=dice.randint(-40, 2500))
    months = dice.choice(MONTHS)
    year, month = divmod(as_of.year * 12 + as_of.month - 1 - months, 12)
    clamped = date(year, month + 1, min(as_of.day, monthrange(year, month + 1)[1]))
    return clamped + timedelta(days=dice.choice((-1, 0, 0, 1, 2)))


class Maker:
    """Make one history for the catalogue, around some days."""

    def __init__(self, catalogue, seed: int, dates: list[date], tables: Sequence[str] = ()) -> None:
        self.catalogue = catalogue
        self.dice = random.Random(seed)
        self.dates = dates
        self.history = History()
        self.tables = sorted(tables or {one.records for one in catalogue.indicators if one.records})
        # a ratio needs some observations
        ratios = sorted({one.records for one in catalogue.indicators if one.aggregation.kind == "ratio"})
        self.urn = 2 * self.tables + 3 * [table for table in ratios if table in self.tables]

    def day(self) -> date:
        return day_near(self.dice, self.dice.choice(self.dates))

    def soon(self, day: date) -> date:
        return day + timedelta(days=self.dice.choice((0, 1, 1, 2, 5, 20, 60, 200)))

    def maybe(self, value: object, chance: float = 0.5) -> object:
        return value if self.dice.random() < chance else None

    def make(self, persons: int, records: int) -> History:
        for number in range(persons):
            token = name_of("person", self.dice.random(), number)
            self.register(token)
            for _ in range(self.dice.randint(0, 2 * records)):
                self.record(token, self.dice.choice(self.urn))
        return self.history

    def register(self, token: str) -> None:
        early = date(2016, 1, 1)
        self.history.person(token, self.maybe(self.day(), 0.15) or early, None)
        if self.dice.random() < 0.93:
            given = self.day()
            self.history.consent(token, "general", "give", given, self.soon(given))
        for _ in range(self.dice.choice((0, 0, 0, 1, 2))):
            when = self.day()
            self.history.consent(
                token, "general", self.dice.choice(("give", "give", "withdraw")), when, self.soon(when)
            )
        for table in self.tables:
            if self.catalogue.table(table).consent == "S" and self.dice.random() < 0.85:
                when = self.maybe(date(2016, 2, 1), 0.7) or self.day()
                self.history.consent(token, table, "give", when, self.soon(when))
                if self.dice.random() < 0.2:
                    when = self.day()
                    self.history.consent(token, table, "withdraw", when, self.soon(when))

    def record(self, token: str, table: str) -> str:
        record = name_of("record", table, self.dice.random())
        source = self.catalogue.table(table)
        values = self.values(source)
        values["fact"] = (
            name_of("fact", token, self.dice.randint(1, 5)) if source.fact and self.dice.random() < 0.4 else None
        )
        known = self.soon(self.day() if self.dice.random() < 0.3 else date(2018, 1, 1))
        self.history.add(table, token, record, known, **values)
        while self.dice.random() < 0.12:  # a later version, now and then of somebody else
            owner = token if self.dice.random() < 0.8 else self.dice.choice(self.history.persons)["token"]
            known = self.soon(known) if self.dice.random() < 0.5 else self.day()
            self.history.add(table, owner, record, known, **{**values, **self.values(source)})
        self.happenings(table, record)
        return record

    def values(self, source) -> dict[str, object]:
        found = {column.name: self.cell(column) for column in source.columns if column.name not in NOT_DRAWN}
        for name, chance in (("ended_on", 0.4), ("publish_to", 0.4), ("notified_on", 0.85), ("overdue_on", 0.9)):
            if name in found:
                found[name] = self.maybe(found[name], chance)
        if "notified_on" in found and self.dice.random() < 0.6:
            found["notified_on"] = date(2018, 1, 1)
        if "severity" in found and self.dice.random() < 0.05:
            found["severity"] = None
        return found

    def cell(self, column) -> object:
        if column.stored_values is not None:
            return self.dice.choice(column.stored_values)
        draw = {
            "bool": lambda: self.dice.random() < 0.8,
            "int": lambda: self.dice.choice((0, 1, 7, 40)),
            "date": self.day,
        }
        return draw[column.type]() if column.type in draw else "text"

    def happenings(self, table: str, record: str) -> None:
        add = self.history.event
        while self.dice.random() < 0.3:
            when = self.day()
            kind = self.dice.choice(("objected", "objected", "repaired", "revoked"))
            objection = name_of("objection", self.dice.random()) if kind == "objected" else None
            add(table, record, kind, when, self.soon(when), objection)
            if kind == "objected" and self.dice.random() < 0.6:
                decided = self.soon(when)
                add(table, record, self.dice.choice(("upheld", "rejected")), decided, self.soon(decided), objection)


def random_history(
    catalogue, seed: int, dates: list[date], persons: int = 70, records: int = 40, tables: Sequence[str] = ()
) -> History:
    """Make a random history of some persons, with up to twice ``records`` records each."""
    return Maker(catalogue, seed, dates, tables).make(persons, records)
