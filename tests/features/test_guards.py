"""Each guard by hand: the record that counts, and beside it the one that does not."""

from datetime import date

import pytest

from moyang_score.features.guards import GUARDS
from moyang_score.registry.snapshot import TIME_GUARDS
from tests.features.cases import AS_OF, Cases

DAY_BEFORE = date(2026, 9, 30)
CASES = Cases()


def disputed(person, record, **more):
    person.event("admin_penalty", record, "objected", date(2026, 9, 1), objection="w1", **more)


def disputed_on(person, day, known_on):
    person.event("admin_penalty", person.penalty(), "objected", day, objection="w1", known_on=known_on)


def decided(person, outcome, *, another=False):
    record = person.penalty()
    disputed(person, record)
    person.event("admin_penalty", record, outcome, date(2026, 9, 10), objection="w1")
    if another:
        person.event("admin_penalty", record, "objected", date(2026, 9, 12), objection="w2")


def two_of_a_fact(person, **changes):
    keeper = person.penalty(fact="f" * 32, **changes)
    person.penalty(fact="f" * 32, severity="general", decided_on=date(2026, 9, 1))
    return keeper


def beside_minor(person):
    person.penalty(fact="e" * 32, severity="minor")
    day = date(2026, 8, 1)
    person.add("commitment", outcome="broken", closed_on=day, notified_on=day, fact="e" * 32)


def listed_and_owing(person):
    day = date(2026, 8, 1)
    person.add("jud_defaulter", published_on=day, notified_on=day, fact="d" * 32)
    person.add("jud_closed", effective_on=day, notified_on=day, fact="d" * 32)


CASES("control: a serious penalty", "P04", 2, lambda a: a.penalty())
CASES("known_on: known the day before", "P04", 2, lambda a: a.penalty(known_on=DAY_BEFORE))
CASES("known_on: known on the day", "P04", 0, lambda a: a.penalty(known_on=AS_OF))
CASES(
    "version: a later version takes the place of the first",
    "P04",
    0,
    lambda a: a.penalty(record=a.penalty(), severity="general", known_on=date(2026, 9, 20)),
)
CASES(
    "version: one that is not known yet does not",
    "P04",
    2,
    lambda a: a.penalty(record=a.penalty(), severity="general", known_on=AS_OF),
)
CASES("where: a kept commitment", "P09", 0, lambda a: a.add("commitment", outcome="kept", closed_on=date(2026, 8, 1)))
CASES(
    "where: a broken one",
    "P09",
    1,
    lambda a: a.add("commitment", outcome="broken", closed_on=date(2026, 8, 1), notified_on=date(2026, 8, 2)),
)
CASES("window: decided 36 months ago", "P04", 1, lambda a: a.penalty(decided_on=date(2023, 10, 1)))
CASES("window: decided a day more", "P04", 0, lambda a: a.penalty(decided_on=date(2023, 9, 30)))
CASES("window: decided on the day", "P04", 0, lambda a: a.penalty(decided_on=AS_OF))
CASES("window: no date", "P04", 0, lambda a: a.penalty(decided_on=None))
CASES("expiry: last day of publication", "P04", 2, lambda a: a.penalty(publish_to=AS_OF))
CASES("expiry: a day after", "P04", 0, lambda a: a.penalty(publish_to=DAY_BEFORE))
CASES("expiry: a state that ends on the day", "P06", 1, lambda a: a.arrears(ended_on=AS_OF))
CASES("expiry: a state that ended", "P06", 0, lambda a: a.arrears(ended_on=DAY_BEFORE))
CASES("severity: minor", "P05", 0, lambda a: a.penalty(severity="minor", decided_on=date(2026, 9, 1)))
CASES("severity: general", "P05", 2, lambda a: a.penalty(severity="general", decided_on=date(2026, 9, 1)))
CASES("severity: not told", "P05", 0, lambda a: a.penalty(severity=None, decided_on=date(2026, 9, 1)))
CASES("notified: the day before", "P04", 2, lambda a: a.penalty(notified_on=DAY_BEFORE))
CASES("notified: on the day", "P04", 0, lambda a: a.penalty(notified_on=AS_OF))
CASES("notified: never", "P04", 0, lambda a: a.penalty(notified_on=None))
CASES("objection: open", "P04", 0, lambda a: disputed(a, a.penalty()))
CASES("happened: an objection filed on the day", "P04", 2, lambda a: disputed_on(a, AS_OF, AS_OF))
CASES("happened: an objection not known yet", "P04", 2, lambda a: disputed_on(a, DAY_BEFORE, AS_OF))
CASES("objection: rejected", "P04", 2, lambda a: decided(a, "rejected"))
CASES("objection: rejected, another open", "P04", 0, lambda a: decided(a, "rejected", another=True))
CASES("upheld: an objection was right", "P04", 0, lambda a: decided(a, "upheld"))
CASES("repair: repaired", "P04", 0, lambda a: a.event("admin_penalty", a.penalty(), "repaired", DAY_BEFORE))
CASES("repair: on the day", "P04", 2, lambda a: a.event("admin_penalty", a.penalty(), "repaired", AS_OF))
CASES("revocation: revoked", "P04", 0, lambda a: a.event("admin_penalty", a.penalty(), "revoked", DAY_BEFORE))
CASES(
    "revocation: a positive that was revoked",
    "S06",
    0,
    lambda a: a.event("course", a.add("course", completed_on=date(2026, 5, 1)), "revoked", DAY_BEFORE),
)
CASES(
    "objection: a positive that is disputed still counts",
    "S06",
    1,
    lambda a: a.event("course", a.add("course", completed_on=date(2026, 5, 1)), "objected", DAY_BEFORE, objection="w"),
)
CASES("one_fact_once: the general of one fact", "P05", 0, two_of_a_fact)
CASES("one_fact_once: the serious of one fact", "P04", 2, two_of_a_fact)
CASES("one_fact_once: a disputed keeper keeps", "P05", 0, lambda a: disputed(a, two_of_a_fact(a)))
CASES("one_fact_once: an expired keeper keeps", "P05", 0, lambda a: two_of_a_fact(a, publish_to=date(2026, 1, 1)))
CASES("one_fact_once: a minor one keeps nothing", "P09", 1, beside_minor)
CASES("one_fact_once: across tables", "F14", 0, listed_and_owing)
CASES("separate_consent: given", "F02", 1, lambda a: a.instalment("late_90"))
CASES("no separate consent: null", "F02", None, lambda a: a.instalment("late_90"))
CASES("no separate consent: null without records too", "S01", None, lambda _: None)


@pytest.fixture(scope="module")
def said(tmp_path_factory, catalogue):
    return CASES.said(tmp_path_factory.mktemp("guards"), catalogue)


@pytest.mark.parametrize("name", CASES.found)
def test_what_counts_and_what_does_not(said, name) -> None:
    assert said[name] == CASES.found[name][2]


def test_every_guard_has_a_case_by_its_name() -> None:
    # consent has its own tests, with the snapshot
    named = {name.partition(":")[0].replace("no separate consent", "separate_consent") for name in CASES.found}

    assert (set(GUARDS) | set(TIME_GUARDS)) - named == {"consent"}
