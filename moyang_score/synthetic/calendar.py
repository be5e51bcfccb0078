"""The fixed days of the city, and how long a record is under way."""

from typing import Final

import numpy as np

from moyang_score.synthetic.draw import Days, Draw, Flags

__all__ = ["AS_OF", "FIRST_DAY", "LAST_DAY", "NEVER", "RECEIVED", "known_after", "plus", "until"]

AS_OF: Final = np.datetime64("2026-10-01", "D")
RECEIVED: Final = np.datetime64("2026-09-30", "D")
FIRST_DAY: Final = np.datetime64("2021-10-01", "D")
LAST_DAY: Final = np.datetime64("2026-09-24", "D")
NEVER: Final = np.datetime64("NaT", "D")


def plus(days: Days | np.datetime64, number: object) -> Days:
    """Return the days that come ``number`` days later.

    Examples
    --------
    >>> str(plus(AS_OF, 2))
    '2026-10-03'
    """
    later: Days = np.asarray(days) + np.asarray(number).astype("timedelta64[D]")
    return later


def until(days: Days, when: Flags) -> Days:
    """Return the days where ``when`` holds, and no day elsewhere or where they lie after the day of receipt.

    Examples
    --------
    >>> until(np.array(["2026-01-01", "2027-01-01"], "M8[D]"), np.array([True, True])).astype(str).tolist()
    ['2026-01-01', 'NaT']
    """
    return np.where(when & (days <= RECEIVED), days, NEVER)


def known_after(draw: Draw, days: Days) -> Days:
    """Return when the platform received what happened on ``days``: mostly within weeks, 3 in 100 after months.

    Examples
    --------
    >>> happened = np.array(["2024-01-01", "2024-05-01"], "M8[D]")
    >>> bool((known_after(Draw(1, "x"), happened) > happened).all())
    True
    """
    n = len(days)
    usual = 1 + np.minimum(np.floor(draw.waiting(n, 9.0)), 60.0)
    late = np.where(draw.chance(n, 0.03), 60.0 + np.floor(draw.waiting(n, 120.0)), 0.0)
    return plus(days, (usual + np.minimum(late, 500.0)).astype(np.int64))
