"""Social information: voluntary service, donations, mutual help, the course on credit."""

from typing import Final

import numpy as np

from moyang_score.synthetic.calendar import known_after
from moyang_score.synthetic.draw import Draw
from moyang_score.synthetic.layout import LAYOUTS
from moyang_score.synthetic.people import People
from moyang_score.synthetic.records import build, covered, happened, numbered
from moyang_score.synthetic.sheet import Cells, Sheet

__all__ = ["PROXY", "PROXY_EFFECT", "courses", "donations", "mutual_help", "volunteering"]

# The planted proxy: voluntary service is registered through neighbourhoods that non-local people are not part of: of
# two equally reliable and active persons, the non-local one has far fewer hours. The outcome knows nothing of it.
PROXY: Final = {"indicator": "S01", "table": "volunteer", "group": "hukou", "low": "non-local"}
PROXY_EFFECT: Final = -1.1  # on the log of the rate of service


def volunteering(people: People, seed: int) -> Sheet:
    """Return voluntary service in half hours; the planted proxy lies here."""
    layout, draw = LAYOUTS["volunteer"], Draw(seed, "volunteer")
    persons = covered(people, draw, layout, 0.9)
    handicap = np.where(people.hukou[persons] == PROXY["low"], PROXY_EFFECT, 0.0)
    person = draw.spread(persons, np.exp(1.8 + 0.6 * people.activity[persons] + handicap), 60)
    n = len(person)
    served = happened(draw, n, np.datetime64("2023-06-01", "D"))
    columns: dict[str, Cells] = {
        "service_no": numbered("ZY", served),
        "served_on": served,
        "half_hours": 1 + np.minimum(np.floor(draw.waiting(n, 5.0)), 15.0).astype(np.int64),
        "known_on": known_after(draw, served),
    }
    return build(layout, people, person, columns)


def donations(people: People, seed: int) -> Sheet:
    """Return donations, without amounts."""
    layout, draw = LAYOUTS["donation"], Draw(seed, "donation")
    persons = covered(people, draw, layout, 0.7)
    person = draw.spread(persons, np.exp(0.8 + 0.5 * people.activity[persons]), 15)
    donated = happened(draw, len(person))
    columns: dict[str, Cells] = {
        "receipt_no": numbered("JZ", donated),
        "donated_on": donated,
        "known_on": known_after(draw, donated),
    }
    return build(layout, people, person, columns)


def mutual_help(people: People, seed: int) -> Sheet:
    """Return events of mutual help in villages and neighbourhoods."""
    layout, draw = LAYOUTS["community"], Draw(seed, "community")
    persons = covered(people, draw, layout, 0.8)
    person = draw.spread(persons, np.exp(1.2 + 0.4 * people.activity[persons]), 15)
    held = happened(draw, len(person), np.datetime64("2023-06-01", "D"))
    columns: dict[str, Cells] = {"event_no": numbered("HZ", held), "held_on": held, "known_on": known_after(draw, held)}
    return build(layout, people, person, columns)


def courses(people: People, seed: int) -> Sheet:
    """Return completed courses on credit."""
    layout, draw = LAYOUTS["course"], Draw(seed, "course")
    persons = covered(people, draw, layout, 0.9)
    person = draw.spread(persons, 0.75 * np.exp(0.3 * people.activity[persons]), 3)
    completed = happened(draw, len(person))
    columns: dict[str, Cells] = {
        "course_no": numbered("KC", completed),
        "completed_on": completed,
        "known_on": known_after(draw, completed),
    }
    return build(layout, people, person, columns)
