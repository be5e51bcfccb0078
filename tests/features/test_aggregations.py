"""How counting records become one integer: each kind at the bounds where it changes."""

from datetime import date

import pytest

from tests.features.cases import Cases

CASES = Cases()
DAY = date(2026, 8, 1)


def times(count, add):
    def rows(person):
        for _ in range(count):
            add(person)

    return rows


def both(*adds):
    def rows(person):
        for add in adds:
            add(person)

    return rows


def broken(person):
    person.add("commitment", outcome="broken", closed_on=DAY, notified_on=DAY)


def honour(level, kind="honesty", day=DAY):
    return lambda a: a.add("honour", kind=kind, level=level, awarded_on=day)


def hours(half, day=DAY):
    return lambda a: a.add("volunteer", half_hours=half, served_on=day)


def given(day):
    return lambda a: a.add("donation", donated_on=day)


def nothing(person, record):
    pass


def mixed(good, bad, after=nothing):
    def rows(person):
        for _ in range(good):
            person.service(on_time=True)
        for _ in range(bad):
            after(person, person.service(on_time=False))

    return rows


def event(kind, **more):
    return lambda person, record: person.event("gov_service", record, kind, DAY, **more)


CASES("any: none", "P06", 0, lambda _: None)
CASES("any: two are one", "P06", 1, times(2, lambda a: a.arrears()))
CASES("count: three", "P09", 3, times(3, broken))
CASES("half_units: 12 months ago in full", "P04", 2, lambda a: a.penalty(decided_on=date(2025, 10, 1)))
CASES("half_units: a day more by half", "P04", 1, lambda a: a.penalty(decided_on=date(2025, 9, 30)))
CASES(
    "half_units: they add up",
    "P04",
    3,
    both(lambda a: a.penalty(), lambda a: a.penalty(decided_on=date(2024, 1, 1))),
)
CASES("highest: of city and county", "P19", 2, both(honour("county"), honour("city")))
CASES("highest: a level of another indicator", "P19", 0, honour("national"))
CASES("highest: none", "F08", 0, lambda _: None)
CASES("total: half hours", "S01", 47, both(hours(40), hours(7)))
CASES("total: an hour that nobody wrote down", "S01", 40, both(hours(40), hours(None)))
CASES("years: two in one year are one", "S02", 1, both(given(DAY), given(date(2026, 7, 1))))
CASES("years: a year before the day is the first year", "S02", 1, both(given(date(2025, 10, 1)), given(DAY)))
CASES("years: a day more is the second", "S02", 2, both(given(date(2025, 9, 30)), given(DAY)))
CASES("years: three, never more", "S02", 3, both(*(given(date(2026 - n, 8, 1)) for n in range(4))))
CASES("ratio: too few", "P21", None, mixed(2, 0))
CASES("ratio: rounded up", "P21", 67, mixed(2, 1))
CASES("ratio: none in time", "P21", 0, mixed(0, 3))
CASES("ratio: what is disputed leaves it", "P21", 100, mixed(2, 1, event("objected", objection="w")))
CASES("ratio: what is repaired leaves it", "P21", 100, mixed(2, 1, event("repaired")))
CASES("ratio: what is revoked leaves it", "P21", 100, mixed(2, 1, event("revoked")))
CASES("ratio: nothing is left", "P21", None, mixed(0, 3, event("repaired")))
CASES(
    "ratio: a good one stays in any state",
    "P21",
    75,
    both(
        mixed(2, 1),
        lambda a: a.event("gov_service", a.service(on_time=True), "objected", DAY, objection="w"),
    ),
)
CASES("after_end: unpaid", "F02", 1, lambda a: a.instalment("late_90", due_on=date(2022, 1, 1)))
CASES(
    "after_end: paid 24 months ago",
    "F02",
    1,
    lambda a: a.instalment("late_90", due_on=date(2022, 1, 1), ended_on=date(2024, 10, 1)),
)
CASES(
    "after_end: paid a day more",
    "F02",
    0,
    lambda a: a.instalment("late_90", due_on=date(2022, 1, 1), ended_on=date(2024, 9, 30)),
)
CASES("after_end: never more than 60 months", "F02", 0, lambda a: a.instalment("late_90", due_on=date(2021, 9, 30)))
CASES("clean_years: nothing bad since 2016", "P13", 5, lambda _: None)
CASES("clean_years: since the last penalty", "P13", 2, lambda a: a.penalty(decided_on=date(2024, 10, 1)))
CASES("clean_years: a day less", "P13", 1, lambda a: a.penalty(decided_on=date(2024, 10, 2)))
CASES("clean_years: what does not count ends nothing", "P13", 5, lambda a: a.penalty(notified_on=None))
CASES("clean_years: none while a state lasts", "P13", 0, lambda a: a.arrears(published_on=date(2018, 1, 1)))
CASES("clean_years: a negative of another family", "P13", 5, lambda a: a.instalment("late_90"))
CASES("quarters: eight at most", "A08", 8, lambda _: None)


@pytest.fixture(scope="module")
def said(tmp_path_factory, catalogue):
    return CASES.said(tmp_path_factory.mktemp("aggregations"), catalogue)


@pytest.mark.parametrize("name", CASES.found)
def test_what_is_said(said, name) -> None:
    assert said[name] == CASES.found[name][2]


def test_the_rules_of_the_day_are_used(tmp_path, catalogue) -> None:
    cases = Cases()
    general = {"severity": "general", "decided_on": date(2025, 3, 31)}
    cases("a general penalty of a year and a day", "P05", 1, lambda a: a.penalty(known_on=DAY.replace(2025), **general))

    before, after = date(2026, 3, 31), date(2026, 4, 1)
    (said,) = cases.said_on(tmp_path, catalogue, [before, after]).values()

    # published for three years at most; for one, since the day after
    assert said == {before: 1, after: 0}
