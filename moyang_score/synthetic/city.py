"""A whole city whose truth is known: its people, the files that their offices deliver, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from moyang_score.errors import UsageError
from moyang_score.synthetic import application, financial, public, registers, social
from moyang_score.synthetic.calendar import AS_OF, RECEIVED
from moyang_score.synthetic.dirt import soil
from moyang_score.synthetic.draw import Flags, Floats
from moyang_score.synthetic.events import events
from moyang_score.synthetic.outcome import causes, outcomes
from moyang_score.synthetic.people import People, make_people
from moyang_score.synthetic.sheet import Sheet

__all__ = ["FEWEST_PERSONS", "City", "city"]

FEWEST_PERSONS = 50


@dataclass(frozen=True)
class City:
    """Hold a made-up city.

    Parameters
    ----------
    persons, seed : int
        What it was made with.
    people : People
        Its people.
    sheets : mapping of str to Sheet
        Its files by table, dirt included.
    causes : mapping of str to array of float
        What truly moves the outcome, per person.
    log_odds : array of float
        True log-odds of bad, per person.
    bad : array of bool
        Who turned out bad in the two years after the as-of day.

    Examples
    --------
    >>> len(city(50, seed=1).sheets)
    25
    """

    persons: int
    seed: int
    people: People
    sheets: Mapping[str, Sheet]
    causes: Mapping[str, Floats]
    log_odds: Floats
    bad: Flags

    @property
    def as_of(self) -> date:
        """The day to score the city as of."""
        return AS_OF.item()

    @property
    def received(self) -> date:
        """The day on which the files are delivered."""
        return RECEIVED.item()


def city(persons: int, seed: int) -> City:
    """Make up a city.

    Nobody in it exists, and nothing in it was counted anywhere. About 70 in 100 persons opted in, about 6 in 100 turn
    out bad; rates and effects are raised for teaching. Reliability (theta) and activity lie behind all records, and the
    outcome follows a logistic model of theta and a few facts, ``CITY_EFFECTS``.

    Parameters
    ----------
    persons : int
        How many persons, 50 or more.
    seed : int
        Seed of the numbers, 0 or more; the same seed gives the same city.

    Returns
    -------
    City
        The city, to be written with `write_city`.

    Raises
    ------
    UsageError
        Fewer than 50 persons, or a negative seed.

    Examples
    --------
    >>> made = city(60, seed=7)
    >>> len(made.people), sorted(made.sheets)[:3]
    (60, ['admin_penalty', 'app_library', 'app_rental'])
    """
    if persons < FEWEST_PERSONS:
        raise UsageError(f"a city of {persons} persons", where="persons", fix=f"ask for {FEWEST_PERSONS} or more")
    if seed < 0:
        raise UsageError(f"the seed is {seed}", where="seed", fix="give a whole number of 0 or more")
    people = make_people(persons, seed)
    records = _records(people, seed)
    why = causes(people, records)
    log_odds, bad = outcomes(why, seed)
    clean = [
        registers.persons(people, seed),
        registers.consents(people, seed),
        *records.values(),
        *events(records, seed),
        registers.protected(people, seed),
    ]
    sheets = {sheet.layout.table: soil(sheet, seed) for sheet in clean}
    return City(persons, seed, people, sheets, why, log_odds, bad)


def _records(people: People, seed: int) -> dict[str, Sheet]:
    listed, punished = public.defaulters(people, seed), public.penalties(people, seed)
    made = [
        listed,
        public.serious(people, seed, punished),
        punished,
        public.arrears(people, seed),
        public.commitments(people, seed, punished),
        public.abnormal(people, seed),
        public.honours(people, seed),
        public.promised(people, seed),
        financial.housing_loans(people, seed),
        financial.rural_ratings(people, seed),
        financial.utility_bills(people, seed),
        public.courts(people, seed, listed),
        social.volunteering(people, seed),
        social.donations(people, seed),
        social.mutual_help(people, seed),
        social.courses(people, seed),
        application.library_loans(people, seed),
        application.rides(people, seed),
        application.rentals(people, seed),
    ]
    return {sheet.layout.table: sheet for sheet in made}
