"""What all records share: whose they are, when they were known, which versions they have."""

from collections.abc import Mapping

import numpy as np

from moyang_score.synthetic.calendar import FIRST_DAY, LAST_DAY, NEVER, RECEIVED, known_after, plus
from moyang_score.synthetic.draw import Days, Draw, Flags, Floats, Ints
from moyang_score.synthetic.layout import Layout
from moyang_score.synthetic.people import People
from moyang_score.synthetic.sheet import Cells, Keys, Sheet, Text, in_order

__all__ = ["build", "covered", "everyone", "happened", "notified", "numbered", "picked", "risk", "versions"]


def everyone(people: People) -> Ints:
    """Return all persons, as an office sees them that delivers whoever it deals with.

    Examples
    --------
    >>> from moyang_score.synthetic.people import make_people
    >>> len(everyone(make_people(50, 1)))
    50
    """
    return np.arange(len(people), dtype=np.int64)


def covered(people: People, draw: Draw, layout: Layout, share: float) -> Ints:
    """Return the persons of whom a source delivers records: a share of those who consented, and a few who did not.

    Examples
    --------
    >>> from moyang_score.synthetic.layout import LAYOUTS
    >>> from moyang_score.synthetic.people import make_people
    >>> len(covered(make_people(50, 1), Draw(1, "x"), LAYOUTS["utility"], 0.8)) < 50
    True
    """
    wanted = people.is_live()
    if layout.separate:
        wanted = wanted & people.scopes[layout.table]
    return np.flatnonzero(draw.chance(len(people), np.where(wanted, share, 0.06 * share)))


def happened(draw: Draw, n: int, first: Days | np.datetime64 = FIRST_DAY) -> Days:
    """Return ``n`` days on which something happened, later ones somewhat likelier.

    Examples
    --------
    >>> bool((happened(Draw(1, "x"), 9) <= LAST_DAY).all())
    True
    """
    span = (LAST_DAY - np.asarray(first)).astype(np.int64) + 1
    return plus(first, np.floor(span * draw.uniform(n) ** 0.8).astype(np.int64))


def notified(draw: Draw, days: Days) -> Days:
    """Return when persons were told of what happened on ``days``: within weeks, 5 in 100 never.

    Examples
    --------
    >>> len(notified(Draw(1, "x"), np.array(["2024-01-01"], "M8[D]")))
    1
    """
    told = plus(days, draw.whole(len(days), 1, 20))
    return np.where(draw.chance(len(days), 0.05), NEVER, told)


def versions(draw: Draw, days: Days, told: Days, ended: Days) -> tuple[Ints, Days, Days]:
    """Return the versions of records: for 6 in 10 that ended, one without the end and a later one with it.

    Parameters
    ----------
    draw : Draw
        Where the numbers come from.
    days, told, ended : array of datetime64[D]
        When each happened, when the person was told, when it ended; NaT = never.

    Returns
    -------
    rows : array of int
        Position of the record of each version.
    ended, known : array of datetime64[D]
        What each version says of the end, and when it was received.

    Examples
    --------
    >>> day = np.array(["2024-01-01"], "M8[D]")
    >>> rows, ended, known = versions(Draw(1, "x"), day, day, np.array(["NaT"], "M8[D]"))
    >>> rows.tolist(), bool(np.isnat(ended[0]))
    ([0], True)
    """
    has_end = ~np.isnat(ended)
    twice = has_end & draw.chance(len(days), 0.6)
    known = known_after(draw, np.fmax(days, told))
    known_end = known_after(draw, np.fmax(ended, known))
    first_known = np.where(has_end & ~twice, known_end, known)
    first_end = np.where(twice, NEVER, ended)
    later = np.flatnonzero(twice)
    return (
        np.concatenate([np.arange(len(days)), later]),
        np.concatenate([first_end, ended[later]]),
        np.concatenate([first_known, known_end[later]]),
    )


def numbered(prefix: str, days: Days) -> Keys:
    """Return record keys that are numbered in the order of the days.

    Examples
    --------
    >>> numbered("W", np.array(["2024-02-01", "2024-01-01"], "M8[D]")).numbers.tolist()
    [2, 1]
    """
    numbers = np.empty(len(days), dtype=np.int64)
    numbers[np.argsort(days, kind="stable")] = np.arange(1, len(days) + 1)
    return Keys(prefix, numbers)


def picked(values: tuple[str, ...], codes: Ints | Flags) -> Text:
    """Return a column of fixed values by their positions.

    Examples
    --------
    >>> picked(("kept", "broken"), np.array([1, 0])).at(0)
    'broken'
    """
    return Text(np.asarray(codes).astype(np.int64), np.array(values))


def build(layout: Layout, people: People, person: Ints, columns: Mapping[str, Cells]) -> Sheet:
    """Return a sheet with the ids, and names where the table has them, before its columns.

    Rows that the platform did not have at the day of receipt are left out.

    Parameters
    ----------
    layout : Layout
        The layout of the file.
    people : People
        The people.
    person : array of int
        Position of the person of each row.
    columns : mapping of str to Cells
        The other columns by header, the day of receipt among them.

    Returns
    -------
    Sheet
        Rows in the order in which they were received.

    Examples
    --------
    >>> from moyang_score.synthetic.layout import LAYOUTS
    >>> from moyang_score.synthetic.people import make_people
    >>> days = np.array(["2024-01-01"], "M8[D]")
    >>> columns = {"course_no": numbered("C", days), "completed_on": days, "known_on": days}
    >>> len(build(LAYOUTS["course"], make_people(50, 1), np.array([3]), columns))
    1
    """
    who: dict[str, Cells] = {layout.id_header: Text(person, people.ids)}
    if layout.name_header:
        who[layout.name_header] = Text(person, people.names)
    codes = people.codes(layout.table if layout.separate else "")[person]
    sheet = Sheet(layout, {**who, **columns}, person, codes)
    return in_order(sheet.take(np.flatnonzero(sheet.days(layout.known_header) <= RECEIVED)))


def risk(people: People, persons: Ints, mean: float, slope: float) -> Floats:
    """Return rates that fall with reliability, each ``mean`` times ``exp(-slope theta)``, at most 0.6.

    Examples
    --------
    >>> from moyang_score.synthetic.people import make_people
    >>> people = make_people(50, 1)
    >>> bool((risk(people, everyone(people), 0.1, 1.0) <= 0.6).all())
    True
    """
    return np.minimum(mean * np.exp(-slope * people.theta[persons]), 0.6)
