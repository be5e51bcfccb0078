"""The people of the city: who they are, whether they opted in, and what lies behind their records."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from moyang_score.synthetic.calendar import AS_OF, FIRST_DAY, NEVER, plus
from moyang_score.synthetic.draw import Days, Draw, Flags, Floats, Ints, logistic
from moyang_score.synthetic.idnumber import id_numbers
from moyang_score.synthetic.names import person_names
from moyang_score.synthetic.sheet import ACCEPTED, code_number

__all__ = ["AGE_BANDS", "DISTRICTS", "SCOPES", "STANDINGS", "People", "birthday", "make_people"]

DISTRICTS: Final = ("441702", "441781", "441721", "441704", "441701")
AGE_BANDS: Final = ("18-24", "25-44", "45-59", "60+")
STANDINGS: Final = ("opted_in", "never", "withdrawn", "rejoined", "under_18")
# Share of those who opted in that also consented to the table, or to the audit.
SCOPES: Final = {
    "hpf_loan": 0.45,
    "rural_credit": 0.40,
    "utility": 0.60,
    "volunteer": 0.55,
    "donation": 0.50,
    "community": 0.45,
    "audit": 0.60,
}
_LAST_LEAVING_SIGNED: Final = np.datetime64("2025-06-30", "D")
_LAST_SIGNING: Final = np.datetime64("2026-09-15", "D")


@dataclass(frozen=True)
class People:
    """Hold one value per person in each field; positions in it are the persons of all sheets.

    Parameters
    ----------
    ids, names, district : array of str
        Id number, name, code of the district that serves the person.
    born : array of datetime64[D]
        Day of birth.
    standing : array of int
        Position in ``STANDINGS``.
    signed_on, withdrawn_on, rejoined_on : array of datetime64[D]
        Days of the general consent, of its withdrawal, of the next consent; NaT = never.
    scopes : mapping of str to array of bool
        Who consented separately and has not withdrawn that consent alone, by scope.
    left : mapping of str to array of bool
        Who withdrew a separate consent and kept the general one, by scope.
    theta, activity : array of float
        Latent reliability and activity, standard normal.
    sex, age_band, hukou, residence : array of str
        Protected attributes.
    """

    ids: NDArray[np.str_]
    names: NDArray[np.str_]
    district: NDArray[np.str_]
    born: Days
    standing: Ints
    signed_on: Days
    withdrawn_on: Days
    rejoined_on: Days
    scopes: Mapping[str, Flags]
    left: Mapping[str, Flags]
    theta: Floats
    activity: Floats
    sex: NDArray[np.str_]
    age_band: NDArray[np.str_]
    hukou: NDArray[np.str_]
    residence: NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.ids)

    def stands(self, *standings: str) -> Flags:
        """Return who has one of the named standings."""
        return np.isin(self.standing, [STANDINGS.index(one) for one in standings])

    def is_live(self) -> Flags:
        """Return who has a general consent at the day of receipt."""
        return self.stands("opted_in", "rejoined")

    def codes(self, scope: str = "") -> Ints:
        """Return the intake code of each person's rows, in a table that needs the separate consent ``scope`` if any."""
        found = np.full(len(self), ACCEPTED, dtype=np.int64)
        if scope:
            found[~self.scopes[scope]] = code_number("no_consent")
        found[self.stands("never")] = code_number("no_consent")
        found[self.stands("withdrawn")] = code_number("withdrawn")
        found[self.stands("under_18")] = code_number("under_18")
        return found


def make_people(persons: int, seed: int) -> People:
    """Return the people of a city.

    Parameters
    ----------
    persons : int
        How many.
    seed : int
        Seed of the city.

    Returns
    -------
    People
        About 70 in 100 opted in, 2 in 100 are under 18.

    Examples
    --------
    >>> people = make_people(60, seed=7)
    >>> len(set(people.ids.tolist())), {one[:2] for one in people.ids.tolist()}
    (60, {'99'})
    """
    draw = Draw(seed, "people")
    theta = draw.normal(persons)
    activity = 0.4 * theta + np.sqrt(1.0 - 0.4**2) * draw.normal(persons)
    is_minor = draw.chance(persons, 0.02)
    born = np.where(is_minor, _born(draw, persons, "2009-01-01", "2016-12-31"), _adults_born(draw, persons))
    is_woman = draw.chance(persons, 0.49)
    of_age = np.where(is_minor, FIRST_DAY, np.maximum(FIRST_DAY, plus(birthday(born, 18), 1)))
    standing = _standing(draw, activity, is_minor, of_age)
    signed_on, withdrawn_on, rejoined_on = _consent_days(draw, standing, of_age)
    scopes, left = _scopes(draw, standing)
    is_rural = draw.chance(persons, 0.45)
    return People(
        ids=id_numbers(Draw(seed, "ids"), born, is_woman),
        names=person_names(Draw(seed, "names"), persons),
        district=np.array(DISTRICTS)[draw.level(persons, (0.35, 0.31, 0.17, 0.15, 0.02))],
        born=born,
        standing=standing,
        signed_on=signed_on,
        withdrawn_on=withdrawn_on,
        rejoined_on=rejoined_on,
        scopes=scopes,
        left=left,
        theta=theta,
        activity=activity,
        sex=np.where(is_woman, "F", "M"),
        age_band=_age_band(born),
        hukou=np.where(draw.chance(persons, 0.3), "non-local", "local"),
        residence=np.where(is_rural, "rural", "urban"),
    )


def _born(draw: Draw, n: int, first: str, last: str) -> Days:
    return draw.days(n, np.datetime64(first, "D"), np.datetime64(last, "D"))


def _adults_born(draw: Draw, n: int) -> Days:
    earlier, later = _born(draw, n, "1941-10-02", "2008-08-31"), _born(draw, n, "1961-01-01", "2008-08-31")
    return np.where(draw.chance(n, 0.5), earlier, later)


def birthday(born: Days, age: int) -> Days:
    """Return the day on which each person reaches an age; 1 March for who was born on 29 February.

    Examples
    --------
    >>> birthday(np.array(["2004-02-29", "2000-05-07"], "M8[D]"), 18).astype(str).tolist()
    ['2022-03-01', '2018-05-07']
    """
    month = born.astype("M8[M]")
    return plus((month + 12 * age).astype("M8[D]"), born - month)


def _standing(draw: Draw, activity: Floats, is_minor: Flags, of_age: Days) -> Ints:
    n = len(activity)
    opted_in = draw.chance(n, logistic(0.97 + 0.3 * activity))
    left = opted_in & draw.chance(n, 0.05) & (of_age < plus(_LAST_LEAVING_SIGNED, -60))
    back = left & draw.chance(n, 0.3)
    standing = np.where(opted_in, STANDINGS.index("opted_in"), STANDINGS.index("never"))
    standing[left] = STANDINGS.index("withdrawn")
    standing[back] = STANDINGS.index("rejoined")
    standing[is_minor] = STANDINGS.index("under_18")
    return standing


def _scopes(draw: Draw, standing: Ints) -> tuple[dict[str, Flags], dict[str, Flags]]:
    n = len(standing)
    may = ~np.isin(standing, [STANDINGS.index("never"), STANDINGS.index("under_18")])
    given = {scope: may & draw.chance(n, share) for scope, share in SCOPES.items()}
    steady = standing == STANDINGS.index("opted_in")
    left = {scope: one & steady & draw.chance(n, 0.03) for scope, one in given.items()}
    return {scope: one & ~left[scope] for scope, one in given.items()}, left


def _consent_days(draw: Draw, standing: Ints, of_age: Days) -> tuple[Days, Days, Days]:
    n = len(standing)
    left = np.isin(standing, [STANDINGS.index("withdrawn"), STANDINGS.index("rejoined")])
    latest = np.where(left, _LAST_LEAVING_SIGNED, _LAST_SIGNING)
    signed = draw.days(n, of_age, latest)
    withdrawn = draw.days(n, plus(signed, 30), np.full(n, np.datetime64("2026-05-31", "D")))
    rejoined = draw.days(n, plus(withdrawn, 20), np.full(n, _LAST_SIGNING))
    return (
        np.where(standing == STANDINGS.index("never"), NEVER, signed),
        np.where(left, withdrawn, NEVER),
        np.where(standing == STANDINGS.index("rejoined"), rejoined, NEVER),
    )


def _age_band(born: Days) -> NDArray[np.str_]:
    year = born.astype("M8[Y]").astype(np.int64) + 1970
    day_of_year = (born - born.astype("M8[Y]")).astype(np.int64)
    today = AS_OF.astype("M8[Y]").astype(np.int64) + 1970
    age = today - year - (day_of_year > 273)
    found: NDArray[np.str_] = np.array(AGE_BANDS)[np.searchsorted([25, 45, 60], age, side="right")]
    return found
