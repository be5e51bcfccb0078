"""Financial information, by separate consent: housing-fund loans, rural credit ratings, utility bills."""

import numpy as np

from moyang_score.synthetic.calendar import AS_OF, LAST_DAY, NEVER, known_after, plus, until
from moyang_score.synthetic.draw import Days, Draw, Ints, logistic
from moyang_score.synthetic.layout import LAYOUTS
from moyang_score.synthetic.people import People
from moyang_score.synthetic.records import build, covered, happened, notified, numbered, picked, versions
from moyang_score.synthetic.sheet import Cells, Sheet

__all__ = ["housing_loans", "rural_ratings", "utility_bills"]


def housing_loans(people: People, seed: int) -> Sheet:
    """Return monthly instalments of housing-fund loans; a few were more than 90 days late, most of those are paid."""
    layout, draw = LAYOUTS["hpf_loan"], Draw(seed, "hpf_loan")
    persons = covered(people, draw, layout, 0.3)
    person = np.repeat(persons, draw.whole(len(persons), 3, 46))
    n = len(person)
    due = _months_back(_place_in_run(person))
    theta = people.theta[person]
    is_late = draw.chance(n, logistic(-3.3 - 0.9 * theta))
    is_grave = draw.chance(n, logistic(-5.5 - 1.0 * theta)) & (due < plus(LAST_DAY, -91))
    status = np.where(is_grave, 2, is_late)
    found = np.where(is_grave, plus(due, 90), due)
    told = np.where(is_grave, notified(draw, found), NEVER)
    ended = until(plus(found, draw.whole(n, 3, 300)), is_grave & draw.chance(n, 0.7))
    rows, end, known = versions(draw, found, told, ended)
    columns: dict[str, Cells] = {
        "instalment_no": numbered("GJ", due).take(rows),
        "due_on": due[rows],
        "status": picked(("on_time", "late", "late_90"), status[rows]),
        "ended_on": end,
        "notified_on": told[rows],
        "known_on": known,
    }
    return build(layout, people, person[rows], columns)


def rural_ratings(people: People, seed: int) -> Sheet:
    """Return ratings of rural credit households."""
    layout, draw = LAYOUTS["rural_credit"], Draw(seed, "rural_credit")
    persons = covered(people, draw, layout, 0.75)
    person = draw.spread(persons, np.where(people.residence[persons] == "rural", 2.4, 1.2), 5)
    n = len(person)
    rated = happened(draw, n)
    leaning = people.theta[person] + 0.7 * draw.normal(n)
    columns: dict[str, Cells] = {
        "rating_no": numbered("NX", rated),
        "level": picked(("A", "AA", "AAA"), np.searchsorted([-0.2, 0.9], leaning)),
        "rated_on": rated,
        "known_on": known_after(draw, rated),
    }
    return build(layout, people, person, columns)


def utility_bills(people: People, seed: int) -> Sheet:
    """Return water bills of every other month and quarterly electricity bills of the last two to three years."""
    layout, draw = LAYOUTS["utility"], Draw(seed, "utility")
    persons = covered(people, draw, layout, 0.9)
    water = np.repeat(persons, draw.whole(len(persons), 9, 19))
    electricity = np.repeat(persons, draw.whole(len(persons), 4, 10))
    due = np.concatenate([_months_back(2 * _place_in_run(water)), _months_back(3 * _place_in_run(electricity))])
    person = np.concatenate([water, electricity])
    n = len(person)
    columns: dict[str, Cells] = {
        "bill_no": numbered("SD", due),
        "kind": picked(("water", "electricity"), np.arange(n) >= len(water)),
        "due_on": due,
        "on_time": draw.chance(n, logistic(2.9 + 0.9 * people.theta[person])),
        "known_on": known_after(draw, due),
    }
    return build(layout, people, person, columns)


def _months_back(months: Ints) -> Days:
    """Return the 20th of the month before the as-of day, or so many months earlier."""
    month = AS_OF.astype("M8[M]") - 1 - months
    return plus(month.astype("M8[D]"), 19)


def _place_in_run(person: Ints) -> Ints:
    """Return how many rows of the same person stand before each row; rows of a person lie together."""
    starts = np.flatnonzero(np.diff(person, prepend=-1))
    return np.arange(len(person)) - np.repeat(starts, np.diff(starts, append=len(person)))
