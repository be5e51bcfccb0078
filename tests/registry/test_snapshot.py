"""Snapshots: who is there, who agrees since when, and which version of a record was known."""

from datetime import date

import pytest

from moyang_score.catalogue import load_catalogue
from moyang_score.errors import MissingExtraError, RegistryError, UsageError
from moyang_score.frame import Spine
from moyang_score.registry import Registry, engine, open_store
from moyang_score.registry.engine import open_engine
from moyang_score.registry.snapshot import Counts, Snapshot, everybody
from tests.features.build import History, name_of, write_store

AS_OF = date(2026, 10, 1)
DAY_BEFORE = date(2026, 9, 30)
EARLY = date(2020, 1, 1)


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue("moyang")


@pytest.fixture(scope="module")
def people(tmp_path_factory, catalogue):
    """Return token → row of `people` for persons whose names say what they did, and the counts."""
    history = History()
    gives = {
        "gave": [("general", "give", date(2024, 5, 1))],
        "gave on the day": [("general", "give", AS_OF)],
        "withdrew": [("general", "give", EARLY), ("general", "withdraw", DAY_BEFORE)],
        "withdraws on the day": [("general", "give", EARLY), ("general", "withdraw", AS_OF)],
        "both on one day": [("general", "withdraw", EARLY), ("general", "give", EARLY)],
        "gave again": [
            ("general", "give", EARLY),
            ("general", "withdraw", date(2021, 1, 1)),
            ("general", "give", date(2022, 1, 1)),
        ],
        "renewed": [("general", "give", EARLY), ("general", "give", date(2025, 1, 1))],
        "for loans": [("general", "give", EARLY), ("hpf_loan", "give", EARLY)],
        "not for loans any more": [
            ("general", "give", EARLY),
            ("hpf_loan", "give", EARLY),
            ("hpf_loan", "withdraw", DAY_BEFORE),
        ],
        "withdrew all, then gave the general one": [
            ("general", "give", EARLY),
            ("hpf_loan", "give", EARLY),
            ("general", "withdraw", date(2021, 1, 1)),
            ("general", "give", date(2022, 1, 1)),
        ],
        "for loans alone": [("hpf_loan", "give", EARLY)],
        "never asked": [],
    }
    tokens = {name: history.person(name_of(name), EARLY, None) for name in gives}
    for name, entries in gives.items():
        for scope, action, day in entries:
            history.consent(tokens[name], scope, action, day)
    tokens["known too late"] = history.person(name_of("late"), AS_OF, EARLY)
    history.consent(tokens["never asked"], "general", "give", EARLY, AS_OF)  # known too late
    store = open_store(write_store(tmp_path_factory.mktemp("people") / "store", catalogue, history))
    spine = Spine.one_date([*tokens.values(), "f" * 32, "f" * 32], AS_OF)
    with Snapshot(store, catalogue, spine, open_engine("duckdb")) as snapshot:
        rows = snapshot.engine.fetch(snapshot.people).to_pylist()
        counts = snapshot.counts
    names = {token: name for name, token in tokens.items()}
    return {names[row["token"]]: row for row in rows}, counts, everybody(store, AS_OF), tokens


def test_people_without_a_live_consent_are_left_out_and_counted(people) -> None:
    found, counts, *_ = people

    assert set(found) == {
        "gave",
        "withdraws on the day",
        "gave again",
        "renewed",
        "for loans",
        "not for loans any more",
        "withdrew all, then gave the general one",
    }
    assert counts == Counts(asked=14, not_registered=2, without_consent=5)
    assert counts.rows == len(found)


@pytest.mark.parametrize(
    ("name", "since"),
    [("gave", date(2024, 5, 1)), ("gave again", date(2022, 1, 1)), ("renewed", EARLY), ("for loans", EARLY)],
)
def test_a_consent_lasts_since_it_was_given_first_after_the_last_withdrawal(people, name, since) -> None:
    assert people[0][name]["since"] == since


def test_a_separate_consent_is_given_and_withdrawn_by_itself_or_with_the_general_one(people) -> None:
    agree = {name for name, row in people[0].items() if row["agrees_hpf_loan"]}

    assert agree == {"for loans"}
    assert not any(row["agrees_volunteer"] for row in people[0].values())


def test_everybody_is_who_was_registered_before_the_day(people) -> None:
    *_, spine, tokens = people

    assert set(spine.token.to_pylist()) == set(tokens.values()) - {tokens["known too late"]}


def test_records_come_in_the_version_of_the_day(tmp_path, catalogue) -> None:
    history = History()
    one, other = (history.person(name_of(name), EARLY) for name in ("one", "other"))
    record = history.add("course", one, name_of("r"), date(2026, 1, 1), completed_on=date(2025, 12, 1))
    history.add("course", one, record, date(2026, 3, 1), completed_on=date(2025, 12, 24))
    history.add("course", other, record, date(2026, 9, 1), completed_on=date(2025, 12, 24))  # it was somebody else's
    store = open_store(write_store(tmp_path / "store", catalogue, history))
    days = [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1), date(2026, 3, 2), AS_OF]
    spine = Spine([token for token in (one, other) for _ in days], days * 2)

    with Registry(store.path, catalogue).snapshot(spine) as snapshot:
        rows = snapshot.engine.fetch(snapshot.records("course")).to_pylist()

    found = {(row["as_of"], row["token"]): row["completed_on"].day for row in rows}
    assert found == {
        (date(2026, 2, 1), one): 1,
        (date(2026, 3, 1), one): 1,
        (date(2026, 3, 2), one): 24,
        (AS_OF, other): 24,
    }
    assert not any(row["disputed"] or row["upheld"] or row["repaired"] or row["revoked"] for row in rows)


def test_an_objection_that_is_filed_anew_is_open_again(tmp_path, catalogue) -> None:
    history = History()
    token = history.person(name_of("one"), EARLY)
    record = history.add("course", token, name_of("r"), EARLY, completed_on=EARLY)
    for event, day in (("objected", 1), ("rejected", 3), ("objected", 5)):
        history.event("course", record, event, date(2026, 1, day), objection="w1")
    store = open_store(write_store(tmp_path / "store", catalogue, history))
    days = [date(2026, 1, day) for day in (1, 2, 3, 4, 5, 6)]

    with Registry(store.path, catalogue).snapshot(Spine([token] * 6, days)) as snapshot:
        rows = snapshot.engine.fetch(snapshot.records("course").order_by("as_of"))

    assert rows["disputed"].to_pylist() == [False, True, True, False, False, True]


def test_a_store_of_another_catalogue_is_refused(tmp_path, catalogue) -> None:
    from dataclasses import replace

    store = write_store(tmp_path / "store", catalogue, History())
    other = replace(catalogue, hash="0" * 64)

    with pytest.raises(RegistryError, match="the store is of catalogue 'moyang'"):
        Snapshot(open_store(store), other, Spine.one_date(["a"], AS_OF), open_engine("duckdb"))


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(UsageError, match=r"There is no engine 'oracle'\. Use one of duckdb, spark\."):
        open_engine("oracle")


@pytest.mark.parametrize(("absent", "extra"), [("pyspark", "spark"), ("ibis", "data")])
def test_an_engine_without_its_library_says_what_to_install(monkeypatch, absent, extra) -> None:
    find = engine.find_spec
    monkeypatch.setattr(engine, "find_spec", lambda name: None if name == absent else find(name))

    with pytest.raises(MissingExtraError, match=rf"needs {absent}.*Run pip install 'moyang-score\[{extra}\]'"):
        open_engine("spark")


def test_spark_without_java_says_so(monkeypatch) -> None:
    monkeypatch.setattr(engine, "find_spec", lambda name: name)
    monkeypatch.setattr(engine.shutil, "which", lambda *_, **__: None)

    with pytest.raises(MissingExtraError, match=r"Spark needs Java, which is not found\. Install Java 17"):
        open_engine("spark")
