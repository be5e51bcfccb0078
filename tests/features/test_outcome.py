"""Outcomes: what makes bad, what does not, and that features and outcomes never see each other's days."""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from moyang_score.catalogue import Catalogue
from moyang_score.errors import UsageError
from moyang_score.features import build_outcome, load_definition
from moyang_score.features import outcome as outcome_module
from moyang_score.frame import Spine
from moyang_score.registry import open_store
from tests.features.build import History, as_dicts, features_of, name_of, write_store

AS_OF, FIRST, LAST, CUT = date(2026, 10, 1), date(2026, 11, 1), date(2028, 11, 1), date(2029, 2, 1)
INSIDE, TOLD, KNOWN, EARLY = date(2027, 5, 5), date(2027, 5, 9), date(2027, 5, 20), date(2016, 1, 1)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def duty(catalogue: Catalogue):
    return load_definition("duty", catalogue)


class People:
    """People of one store, each with a name that says what is tested."""

    def __init__(self) -> None:
        self.history = History()
        self.expected: dict[str, str] = {}

    def person(self, what: str, expected: str = "good", *, agrees: bool = True) -> str:
        token = self.history.person(name_of(what), EARLY, EARLY)
        if agrees:
            self.history.consent(token, "hpf_loan", "give", EARLY)
        self.expected[what] = expected
        return token

    def listed(self, what: str, expected: str, *, known_on: date = KNOWN, **changes) -> str:
        token = self.person(what, expected)
        record = name_of(what, "record")
        good = {"published_on": INSIDE, "notified_on": TOLD}
        self.history.add("jud_defaulter", token, record, known_on, **{**good, **changes})
        return record

    def event(self, record: str, event: str, day: date = date(2028, 1, 1), **more) -> None:
        self.history.event("jud_defaulter", record, event, day, **more)

    def owing(self, what: str, expected: str, table: str, *, agrees: bool = True, **values) -> None:
        token = self.person(what, expected, agrees=agrees)
        self.history.add(table, token, name_of(what, "record"), KNOWN, **{"notified_on": TOLD, **values})


def everything() -> People:
    people = People()
    people.person("nothing happened")
    people.listed("listed", "bad")
    for event in ("repaired",):
        people.event(people.listed("repaired later", "bad"), event)
    people.listed("removed later", "bad", ended_on=date(2027, 9, 1))
    people.event(people.listed("revoked", "good"), "revoked")
    record = people.listed("objection upheld", "good")
    people.event(record, "objected", objection="1")
    people.event(record, "upheld", date(2028, 1, 9), objection="1")
    record = people.listed("objection rejected", "bad")
    people.event(record, "objected", objection="2")
    people.event(record, "rejected", date(2028, 1, 9), objection="2")
    people.event(people.listed("objection open", "indeterminate"), "objected", objection="3")
    people.event(people.listed("objected to after the cut", "bad"), "objected", CUT, objection="4")
    people.event(people.listed("revoked after the cut", "bad"), "revoked", CUT)
    people.listed("never told", "indeterminate", notified_on=None)
    people.listed("told on the cut", "indeterminate", notified_on=CUT)
    people.listed("known on the day before the cut", "bad", known_on=CUT - DAY)
    people.listed("known on the cut", "good", known_on=CUT)
    people.listed("on the last day of the gap", "good", published_on=FIRST)
    people.listed("on the first day after it", "bad", published_on=FIRST + DAY)
    people.listed("on the last day", "bad", published_on=LAST)
    people.listed("a day too late", "good", published_on=LAST + DAY)
    people.listed("in the gap", "good", published_on=AS_OF + DAY, notified_on=AS_OF + DAY, known_on=AS_OF + DAY)
    _known_before(people)
    _owing(people)
    return people


def _known_before(people: People) -> None:
    """Add people who were listed when the day came, or had been."""
    before = {"published_on": date(2026, 1, 1), "notified_on": date(2026, 1, 2), "known_on": date(2026, 1, 5)}
    people.listed("listed on the day", "excluded", **before)
    people.listed("listed on the day, not told", "excluded", **{**before, "notified_on": None})
    people.listed("listed until the day", "excluded", **before, ended_on=AS_OF)
    people.listed("listed until the day before", "good", **before, ended_on=AS_OF - DAY)
    people.listed("listed, known since", "good", **{**before, "known_on": AS_OF})
    people.event(people.listed("listed, in doubt", "excluded", **before), "objected", date(2026, 9, 1), objection="5")
    people.event(people.listed("listed, repaired", "good", **before), "repaired", date(2026, 9, 1))
    people.event(people.listed("listed, revoked", "good", **before), "revoked", date(2026, 9, 1))
    people.event(people.listed("listed, repaired since", "excluded", **before), "repaired", AS_OF)


def _owing(people: People) -> None:
    loan = {"due_on": INSIDE, "status": "late_90"}
    people.owing("a loan 90 days late", "bad", "hpf_loan", **loan)
    people.owing("a loan, no consent", "good", "hpf_loan", agrees=False, **loan)
    people.owing("a loan late", "indeterminate", "hpf_loan", **{**loan, "status": "late"}, notified_on=None)
    people.owing("a loan on time", "good", "hpf_loan", **{**loan, "status": "on_time"})
    ride = {"due_on": INSIDE, "overdue_on": INSIDE, "status": "unsettled_90"}
    people.owing("a ride", "bad", "app_transport", **ride)
    people.owing("a ride paid late", "good", "app_transport", **{**ride, "status": "late", "overdue_on": None})
    people.owing("a ride without its date", "good", "app_transport", **{**ride, "overdue_on": None})
    people.owing("a book", "bad", "app_library", **{**ride, "status": "overdue_60"})
    people.listed("listed, and late besides", "bad")
    late = {"due_on": INSIDE, "status": "late"}
    people.history.add("hpf_loan", name_of("listed, and late besides"), name_of("late"), KNOWN, **late)
    two = people.listed("a version without the event", "good")
    token = name_of("a version without the event")
    people.history.add("jud_defaulter", token, two, date(2028, 5, 5), published_on=LAST + DAY, notified_on=TOLD)


def classes(folder, catalogue, history, definition, *, spine=None, received=CUT, engine="duckdb"):
    store = open_store(write_store(folder / "store", catalogue, history))
    everybody = spine or Spine.one_date([row["token"] for row in history.persons], AS_OF)
    found, counts = build_outcome(store, catalogue, everybody, definition, received, engine=engine)
    rows = zip(found["token"].to_pylist(), found["as_of"].to_pylist(), found["outcome"].to_pylist(), strict=True)
    assert len(found) <= counts.rows
    return {(token, day): kind for token, day, kind in rows}


def by_name(people: People, found) -> dict[str, str]:
    return {what: found[name_of(what), AS_OF] for what in people.expected}


def test_what_makes_bad_and_what_does_not(tmp_path, catalogue, duty) -> None:
    people = everything()
    assert by_name(people, classes(tmp_path, catalogue, people.history, duty)) == people.expected


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_spark_says_the_same(tmp_path, catalogue, duty) -> None:
    if shutil.which("java") is None:
        pytest.skip("java absent")
    people = everything()
    assert by_name(people, classes(tmp_path, catalogue, people.history, duty, engine="spark")) == people.expected


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(outcome_module.EVENT_GUARDS))
def test_without_a_guard_somebody_gets_another_outcome(tmp_path, catalogue, duty, monkeypatch, name) -> None:
    import ibis

    monkeypatch.setitem(outcome_module.EVENT_GUARDS, name, lambda _: ibis.literal(True))
    people = everything()
    assert by_name(people, classes(tmp_path, catalogue, people.history, duty)) != people.expected


def test_repair_and_the_end_of_publication_are_no_way_out(tmp_path, catalogue, duty) -> None:
    """Events of a table that ends to be published are bad for good, whatever is done about them later."""
    definition = replace(
        duty,
        events=(
            outcome_module.Happening(
                table="admin_penalty", where={"severity": ("serious",)}, event_date="decided_on", becomes="bad"
            ),
        ),
        exclude=(),
    )
    people = People()
    token = people.person("fined", "bad")
    values = {"severity": "serious", "decided_on": INSIDE, "notified_on": TOLD, "publish_to": date(2028, 5, 5)}
    people.history.add("admin_penalty", token, name_of("fine"), KNOWN, **values)
    people.history.event("admin_penalty", name_of("fine"), "repaired", date(2027, 9, 9))
    assert by_name(people, classes(tmp_path, catalogue, people.history, definition)) == people.expected


def test_a_consent_may_be_required(tmp_path, catalogue, duty) -> None:
    definition = replace(duty, requires_consent=("hpf_loan",))
    people = People()
    people.person("agrees", "good")
    people.person("does not", "excluded", agrees=False)
    assert by_name(people, classes(tmp_path, catalogue, people.history, definition)) == people.expected


def test_a_store_without_any_event_has_goods_alone(tmp_path, catalogue, duty) -> None:
    people = People()
    people.person("nothing")
    assert by_name(people, classes(tmp_path, catalogue, people.history, duty)) == {"nothing": "good"}


def test_nobody_without_consent_has_an_outcome(tmp_path, catalogue, duty) -> None:
    history = History()
    history.person(name_of("silent"), EARLY, None)
    history.person(name_of("later"), EARLY, AS_OF)
    history.person(name_of("left"), EARLY, EARLY)
    history.consent(name_of("left"), "general", "withdraw", date(2027, 7, 7))
    history.person(name_of("there"), EARLY, EARLY)
    assert classes(tmp_path, catalogue, history, duty) == {(name_of("there"), AS_OF): "good"}


def test_days_are_judged_each_by_its_own_months_even_where_two_end_together(tmp_path, catalogue, duty) -> None:
    """Two days of November end on one day of February; the events of one are not those of the other."""
    duty = replace(duty, settle_months=2)
    days = [date(2025, 11, 29), date(2025, 11, 30)]
    assert {duty.period(day).cut for day in days} == {date(2028, 2, 29)}
    people = People()
    people.listed("listed", "bad", published_on=date(2025, 12, 30), known_on=date(2026, 1, 5))
    spine = Spine([name_of("listed")] * 3, [*days, AS_OF])
    found = classes(tmp_path, catalogue, people.history, duty, spine=spine, received=date(2030, 1, 1))
    assert list(found.values()) == ["bad", "good", "excluded"]


@pytest.mark.parametrize("received", [CUT - DAY, AS_OF])
def test_months_that_are_not_over_are_refused(tmp_path, catalogue, duty, received) -> None:
    people = People()
    people.person("somebody")
    with pytest.raises(UsageError, match="known from 2029-02-01 on, and the last delivery is of"):
        classes(tmp_path, catalogue, people.history, duty, received=received)


def test_features_never_see_what_came_after_the_day(tmp_path, catalogue) -> None:
    """Everything of the outcome's time taken away, the features of the day are the same."""
    people = everything()
    spine = Spine.one_date([row["token"] for row in people.history.persons], AS_OF)
    whole = as_dicts(features_of(write_store(tmp_path / "a", catalogue, people.history), catalogue, spine))
    before = History(people.history.persons, people.history.consents)
    before.events = [row for row in people.history.events if row["known_on"] < AS_OF]
    before.records = {
        table: [row for row in rows if row["known_on"] < AS_OF] for table, rows in people.history.records.items()
    }
    assert sum(map(len, before.records.values())) < sum(map(len, people.history.records.values())) - 20
    assert as_dicts(features_of(write_store(tmp_path / "b", catalogue, before), catalogue, spine)) == whole


def test_outcomes_never_read_what_features_read(tmp_path, catalogue, duty) -> None:
    """Everything that occurred up to the end of the gap taken away, or spoilt, good and bad are the same."""
    people = everything()
    free = replace(duty, exclude=())  # who is in a state on the day is told by the day itself
    whole = classes(tmp_path / "a", catalogue, people.history, free)
    dates = {"jud_defaulter": "published_on", "hpf_loan": "due_on"}
    after = History(people.history.persons, people.history.consents, people.history.events)
    after.records = {
        table: [row for row in rows if (row[dates.get(table, "due_on")] or EARLY) > FIRST]
        for table, rows in people.history.records.items()
    }
    assert classes(tmp_path / "b", catalogue, after, free) == whole
    for row in people.history.persons:
        penalty = {"severity": "serious", "decided_on": date(2026, 1, 1), "notified_on": date(2026, 1, 2)}
        after.add("admin_penalty", row["token"], name_of("new", row["token"]), date(2026, 1, 5), **penalty)
        kept = {"due_on": date(2026, 5, 5), "overdue_on": date(2026, 8, 8), "status": "unsettled_90"}
        after.add("app_transport", row["token"], name_of("ride", row["token"]), date(2026, 8, 9), **kept)
    assert classes(tmp_path / "c", catalogue, after, free) == whole


@pytest.mark.parametrize("seed", range(2))
def test_random_histories_come_out_as_plain_python_says(tmp_path, catalogue, duty, seed) -> None:
    history = random_history(Random(seed), 150)
    spine = Spine.one_date([row["token"] for row in history.persons], AS_OF)
    found = classes(tmp_path, catalogue, history, duty, spine=spine)
    expected = {(token, AS_OF): naive(history, duty, token) for token in spine.token}
    assert found == expected
    assert set(found.values()) == {"good", "bad", "indeterminate", "excluded"}


STATUS = {"hpf_loan": "late_90", "app_transport": "unsettled_90", "app_library": "overdue_60"}


def random_history(draw: Random, persons: int) -> History:
    history = History()

    def day(first: date = date(2026, 6, 1), last: date = date(2029, 3, 1)) -> date:
        edges = [FIRST, LAST, AS_OF, CUT]
        return draw.choice(edges) + draw.randint(-1, 1) * DAY if draw.random() < 0.3 else _between(draw, first, last)

    for number in range(persons):
        token = history.person(name_of(number), EARLY, EARLY)
        if draw.random() < 0.5:
            history.consent(token, "hpf_loan", "give", EARLY)
        for _ in range(draw.randint(0, 2)):
            table = draw.choice(["jud_defaulter", *STATUS])
            record, occurred = name_of(number, table, draw.random()), day()
            if draw.random() < 0.3:  # in good time for the day itself
                occurred = _between(draw, date(2026, 1, 1), date(2026, 9, 1))
            for _ in range(draw.choice([1, 1, 2])):
                told = draw.choice([None, occurred + 5 * DAY, day()])
                values = {"ended_on": draw.choice([None, day()]), "notified_on": told}
                if table == "jud_defaulter":
                    values["published_on"] = occurred
                else:
                    values["status"] = draw.choice(["on_time", "late", STATUS[table], STATUS[table]])
                    values["due_on"] = occurred
                if table.startswith("app_"):
                    values["overdue_on"] = draw.choice([occurred, occurred, None])
                known_on = draw.choice([occurred + 10 * DAY, max(occurred, day(occurred))])
                history.add(table, token, record, known_on, **values)
            if draw.random() < 0.4:
                event = draw.choice(["repaired", "revoked", "objected"])
                history.event(table, record, event, day(occurred), objection="x" if event == "objected" else None)
    return history


def _between(draw: Random, first: date, last: date) -> date:
    return first + draw.randint(0, max((last - first).days, 0)) * DAY


def naive(history: History, duty, token: str) -> str:
    """Say the outcome of one person in plain loops."""
    period, kinds = duty.period(AS_OF), set()
    agrees = {row["scope"] for row in history.consents if row["token"] == token}
    for one in duty.events:
        if one.table == "hpf_loan" and "hpf_loan" not in agrees:
            continue
        for row, states in seen(history, one.table, token, period.cut):
            occurred = row.get(one.event_date)
            if any(row.get(name) not in values for name, values in one.where.items()):
                continue
            if occurred is None or not period.first < occurred <= period.last or "revoked" in states:
                continue
            told = row.get("notified_on") is not None and row["notified_on"] < period.cut
            kinds.add("bad" if one.becomes == "bad" and told and "objected" not in states else "indeterminate")
    for row, states in seen(history, "jud_defaulter", token, AS_OF):
        current = row["published_on"] < AS_OF and (row["ended_on"] is None or row["ended_on"] >= AS_OF)
        if current and not states & {"repaired", "revoked"}:
            return "excluded"
    return "bad" if "bad" in kinds else "indeterminate" if kinds else "good"


def seen(history: History, table: str, token: str, on: date):
    """Yield the versions known before a day, with what had happened to the record."""
    latest: dict[str, dict] = {}
    for row in history.records.get(table, []):
        if row["token"] == token and row["known_on"] < on:
            before = latest.get(row["record"])
            if before is None or (row["known_on"], row["seq"]) > (before["known_on"], before["seq"]):
                latest[row["record"]] = row
    for record, row in latest.items():
        yield (
            row,
            {
                one["event"]
                for one in history.events
                if one["record"] == record and one["happened_on"] < on and one["known_on"] < on
            },
        )
