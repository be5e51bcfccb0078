"""What people do with what the score opens to them: books without deposit, rides paid later, rentals."""

import numpy as np

from moyang_score.synthetic.calendar import LAST_DAY, NEVER, known_after, plus, until
from moyang_score.synthetic.draw import Days, Draw, Ints, logistic
from moyang_score.synthetic.layout import LAYOUTS, Layout
from moyang_score.synthetic.people import People
from moyang_score.synthetic.records import build, covered, happened, notified, numbered, picked, versions
from moyang_score.synthetic.sheet import Cells, Sheet

__all__ = ["library_loans", "rentals", "rides"]


def library_loans(people: People, seed: int) -> Sheet:
    """Return loans of the library; those more than 60 days overdue say since when, and until when."""
    layout, draw = LAYOUTS["app_library"], Draw(seed, "app_library")
    persons = covered(people, draw, layout, 0.75)
    person = draw.spread(persons, 8.5 * np.exp(0.3 * people.activity[persons]), 40)
    due = happened(draw, len(person), np.datetime64("2022-10-01", "D"))
    return _owed(layout, people, draw, person, due)


def rides(people: People, seed: int) -> Sheet:
    """Return bills for rides paid later; those more than 90 days unsettled say since when, and until when."""
    layout, draw = LAYOUTS["app_transport"], Draw(seed, "app_transport")
    persons = covered(people, draw, layout, 0.85)
    person = draw.spread(persons, 14.0 * np.exp(0.2 * people.activity[persons]), 60)
    due = happened(draw, len(person), np.datetime64("2023-10-01", "D"))
    return _owed(layout, people, draw, person, due)


def rentals(people: People, seed: int) -> Sheet:
    """Return rentals without deposit."""
    layout, draw = LAYOUTS["app_rental"], Draw(seed, "app_rental")
    persons = covered(people, draw, layout, 0.5)
    person = draw.spread(persons, 3.5 * np.exp(0.2 * people.activity[persons]), 20)
    due = happened(draw, len(person), np.datetime64("2022-10-01", "D"))
    is_late = draw.chance(len(person), logistic(-2.6 - 0.8 * people.theta[person]))
    columns: dict[str, Cells] = {
        "rental_no": numbered("ZL", due),
        "due_on": due,
        "status": picked(("on_time", "late"), is_late),
        "known_on": known_after(draw, due),
    }
    return build(layout, people, person, columns)


_OVERDUE = {"app_library": ("TS", "overdue_60", 60), "app_transport": ("CX", "unsettled_90", 90)}


def _owed(layout: Layout, people: People, draw: Draw, person: Ints, due: Days) -> Sheet:
    prefix, level, days = _OVERDUE[layout.table]
    n = len(person)
    theta = people.theta[person]
    is_late = draw.chance(n, logistic(-2.5 - 0.8 * theta))
    is_grave = draw.chance(n, logistic(-5.0 - 0.9 * theta)) & (due < plus(LAST_DAY, -days - 1))
    overdue = np.where(is_grave, plus(due, days), NEVER)
    told = np.where(is_grave, notified(draw, plus(due, days)), NEVER)
    ended = until(plus(due, days + draw.whole(n, 3, 250)), is_grave & draw.chance(n, 0.6))
    rows, end, known = versions(draw, np.where(is_grave, overdue, due), told, ended)
    columns: dict[str, Cells] = {
        layout.key_header: numbered(prefix, due).take(rows),
        "due_on": due[rows],
        "status": picked(("on_time", "late", level), np.where(is_grave, 2, is_late)[rows]),
        "overdue_on": overdue[rows],
        "ended_on": end,
        "notified_on": told[rows],
        "known_on": known,
    }
    return build(layout, people, person[rows], columns)
