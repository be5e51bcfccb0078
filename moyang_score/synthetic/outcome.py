"""What becomes of people in the two years after the as-of day: bad or good, by a model that is written down here."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from moyang_score.synthetic.calendar import AS_OF
from moyang_score.synthetic.draw import Draw, Flags, Floats, logistic
from moyang_score.synthetic.people import People
from moyang_score.synthetic.sheet import Sheet

__all__ = ["CITY_EFFECTS", "CITY_INTERCEPT", "causes", "outcomes"]

# Log-odds of bad where every cause is nil; with the causes it makes about 6 in 100 bad. Raised for teaching.
CITY_INTERCEPT: Final = -3.25

# Log-odds of bad per unit of each cause. Protected attributes, the planted proxy and consent have none.
CITY_EFFECTS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "theta": -1.0,
        "broken_commitments_12m": 0.6,
        "listed_by_court": 0.8,
        "overdue_now": 0.5,
        "course_24m": -0.4,
    }
)


def causes(people: People, records: Mapping[str, Sheet]) -> dict[str, Floats]:
    """Return what moves the outcome of each person, as it truly was at the as-of day, known or not.

    ================================ ====================================================================
    cause                            value
    ================================ ====================================================================
    theta                            latent reliability
    broken_commitments_12m           commitments broken in the 12 months before, up to 3
    listed_by_court                  1 if listed as a judgment defaulter and not removed
    overdue_now                      1 if a book or a ride is long overdue and not returned or settled
    course_24m                       1 if the course on credit was completed in the 24 months before
    ================================ ====================================================================

    Parameters
    ----------
    people : People
        The people.
    records : mapping of str to Sheet
        The records by table, before any dirt.

    Returns
    -------
    dict of str to array of float
        One value per person, by the names of ``CITY_EFFECTS``.

    Examples
    --------
    >>> from moyang_score.synthetic.city import city
    >>> made = city(50, seed=1)
    >>> sorted(made.causes) == sorted(CITY_EFFECTS)
    True
    """
    month = AS_OF.astype("M8[M]")
    year_before, two_before = (month - 12).astype("M8[D]"), (month - 24).astype("M8[D]")
    commitment, course = records["commitment"], records["course"]
    is_broken = _is_level(commitment, "outcome", "broken") & (commitment.days("closed_on") >= year_before)
    open_now = np.maximum(_open(people, records["app_library"]), _open(people, records["app_transport"]))
    return {
        "theta": people.theta,
        "broken_commitments_12m": np.minimum(_count(people, commitment, is_broken), 3.0),
        "listed_by_court": _open(people, records["jud_defaulter"]),
        "overdue_now": open_now,
        "course_24m": np.minimum(_count(people, course, course.days("completed_on") >= two_before), 1.0),
    }


def outcomes(values: Mapping[str, Floats], seed: int) -> tuple[Floats, Flags]:
    """Return the true log-odds of bad of each person, and who turned out bad.

    Parameters
    ----------
    values : mapping of str to array of float
        The causes.
    seed : int
        Seed of the city.

    Returns
    -------
    log_odds : array of float
        ``CITY_INTERCEPT`` plus the effects.
    bad : array of bool
        Drawn with the chances that they give.

    Examples
    --------
    >>> nil = {cause: np.zeros(2) for cause in CITY_EFFECTS}
    >>> outcomes(nil, seed=1)[0].tolist() == [CITY_INTERCEPT] * 2
    True
    """
    log_odds = CITY_INTERCEPT + np.sum([slope * values[cause] for cause, slope in CITY_EFFECTS.items()], axis=0)
    return log_odds, Draw(seed, "outcome").chance(len(log_odds), logistic(log_odds))


def _count(people: People, sheet: Sheet, wanted: Flags) -> Floats:
    return np.bincount(sheet.person[wanted], minlength=len(people)).astype(np.float64)


def _is_level(sheet: Sheet, header: str, level: str) -> Flags:
    cells = sheet.text(header)
    found: Flags = cells.codes == cells.levels.tolist().index(level)
    return found


def _open(people: People, sheet: Sheet) -> Floats:
    """Return who has a record that began and did not end; a later version with the end outweighs the earlier one."""
    layout = sheet.layout
    began = np.ones(len(sheet), dtype=bool)
    if "overdue_on" in sheet.columns:
        began = ~np.isnat(sheet.days("overdue_on"))
    number = sheet.names(layout.key_header).numbers
    ended = number[~np.isnat(sheet.days(layout.ended_header))]
    return np.minimum(_count(people, sheet, began & ~np.isin(number, ended)), 1.0)
