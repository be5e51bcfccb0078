"""The monotone law on random histories: taking a negative away, or adding a positive, never lowers a score.

Each person of a random history gets some doubles: the same rows, and one thing that happens to one of them. All stand
in one store, and are scored with the expert card of the catalogue.
"""

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from moyang_score.frame import Spine
from moyang_score.learn.expert import expert_card
from tests.features.build import History, as_dicts, features_of, name_of, write_store
from tests.features.histories import Maker, day_near, random_history
from tests.features.naive import of_kind, versions

AS_OF = date(2026, 10, 1)
DAY_BEFORE = AS_OF - timedelta(days=1)
PERSONS = 60


class Double:
    """A copy of one person's rows as known on the day, under names that sort as the first ones do."""

    def __init__(self, catalogue, history: History, dice: random.Random, mark: str) -> None:
        self.catalogue, self.history, self.dice = catalogue, history, dice
        self.mark = mark

    def fill(self, token: str, rows, events) -> None:
        """Copy everything that is known of a person."""
        self.token = self.history.person(f"{token}{self.mark}", date(2016, 1, 1), date(2017, 5, 1))
        for table in self.catalogue.tables.values():
            if table.consent == "S":
                self.history.consent(self.token, table.name, "give", date(2017, 5, 1))
        self.rows = [(table, self.copy(table, row)) for table, row in rows]
        for event in events:
            objection = event["objection"] and f"{event['objection']}{self.mark}"
            self.history.events.append({**event, "record": f"{event['record']}{self.mark}", "objection": objection})

    def copy(self, table: str, row, **changes):
        fact = row["fact"] and f"{row['fact']}{self.mark}"
        record = row["record"] if row["record"].endswith(self.mark) else f"{row['record']}{self.mark}"
        values = {name: value for name, value in row.items() if name not in {"token", "record", "seq", "fact"}}
        self.history.add(table, self.token, record, fact=fact, **{**values, **changes})
        return {**row, "record": record, **changes}

    def pick(self, *, negative: bool):
        """Pick a row: of a negative indicator, or any."""
        indicators = [one for one in self.catalogue.indicators if one.polarity == "neg"]
        rows = [
            (table, row)
            for table, row in self.rows
            if not negative or any(one.records == table and of_kind(self.catalogue, one, row) for one in indicators)
        ]
        return self.dice.choice(rows) if rows else None


def happens(event: str, *, negative: bool) -> Callable[[Double], None]:
    def change(double: Double) -> None:
        for _ in range(double.dice.randint(1, 3)):
            picked = double.pick(negative=negative)
            if picked is None:
                return
            number = name_of(double.token, double.dice.random())
            if event == "upheld":
                double.history.event(picked[0], picked[1]["record"], "objected", DAY_BEFORE, objection=number)
            double.history.event(picked[0], picked[1]["record"], event, DAY_BEFORE, objection=number)

    return change


def ends(column: str) -> Callable[[Double], None]:
    def change(double: Double) -> None:
        picked = double.pick(negative=True)
        if picked is None or double.catalogue.table(picked[0]).column(column) is None:
            return
        table, row = picked
        end = min(row.get(column) or date.max, day_near(double.dice, AS_OF))
        double.copy(table, row, known_on=DAY_BEFORE, **{column: end})

    return change


def adds_a_positive(double: Double) -> None:
    maker = Maker(double.catalogue, double.dice.randint(0, 10**9), [AS_OF])
    for _ in range(double.dice.randint(1, 4)):
        one = double.dice.choice([one for one in double.catalogue.indicators if one.polarity == "pos" and one.records])
        values = maker.values(double.catalogue.table(one.records))
        wanted = {**one.where, **(one.aggregation.good if one.aggregation.kind == "ratio" else {})}
        values.update({name: double.dice.choice(choices) for name, choices in wanted.items()})
        known = date(2018, 1, 1)
        double.history.add(one.records, double.token, name_of(double.token, double.dice.random()), known, **values)


CHANGES = {
    "an objection to a negative": happens("objected", negative=True),
    "an objection to anything": happens("objected", negative=False),
    "an objection that is upheld": happens("upheld", negative=True),
    "a repair": happens("repaired", negative=True),
    "a revocation of a negative": happens("revoked", negative=True),
    "an end": ends("ended_on"),
    "an end of publication": ends("publish_to"),
    "a positive more": adds_a_positive,
}


@pytest.fixture(scope="module")
def scores(tmp_path_factory, catalogue):
    """Return the score of each person, and of each double by the name of its change."""
    dice = random.Random(5)
    first = random_history(catalogue, 21, [AS_OF], persons=PERSONS, records=30)
    history = History(_seq=first._seq)
    tokens: dict[str, list[str]] = {name: [] for name in ("", *CHANGES)}
    for person in first.persons:
        rows = [
            (table, row)
            for table, all_rows in first.records.items()
            for row in versions(all_rows, AS_OF)
            if row["token"] == person["token"]
        ]
        names = {row["record"] for _, row in rows}
        events = [event for event in first.events if event["record"] in names]
        for number, name in enumerate(tokens):
            double = Double(catalogue, history, dice, f"-{number}")
            double.fill(person["token"], rows, events)
            tokens[name].append(double.token)
            if name:
                CHANGES[name](double)
    store = write_store(tmp_path_factory.mktemp("doubles") / "store", catalogue, history)
    frame = features_of(store, catalogue, Spine.one_date([one for those in tokens.values() for one in those], AS_OF))
    found = dict(zip(frame["token"].to_pylist(), expert_card(catalogue).score(frame).tolist(), strict=True))
    assert len(as_dicts(frame)) == PERSONS * len(tokens)
    return {name: [found[token] for token in those] for name, those in tokens.items()}


@pytest.mark.parametrize("name", CHANGES)
def test_a_score_never_falls(scores, name) -> None:
    before, after = scores[""], scores[name]

    assert [pair for pair in zip(before, after, strict=True) if pair[1] < pair[0]] == []
    assert any(pair[1] > pair[0] for pair in zip(before, after, strict=True)), "and now and then it rises"


def test_the_scores_are_many(scores) -> None:
    assert len(set(scores[""])) > 20
