"""The days that decide an outcome: calendar months after a day, counted here and by no engine."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from moyang_score.errors import UsageError

__all__ = ["Period", "months_after"]


@dataclass(frozen=True)
class Period:
    """Hold the days that decide the outcome of one day.

    Parameters
    ----------
    as_of : datetime.date
        The day.
    first, last : datetime.date
        An event counts if it occurred after ``first`` and not after ``last``.
    cut : datetime.date
        It counts if it was known before this day.

    Examples
    --------
    >>> Period(date(2026, 10, 1), date(2026, 11, 1), date(2028, 11, 1), date(2029, 2, 1)).cut.isoformat()
    '2029-02-01'
    """

    as_of: date
    first: date
    last: date
    cut: date


def months_after(day: date, months: int) -> date:
    """Go on some calendar months; where the month is too short, to its last day.

    Parameters
    ----------
    day : datetime.date
        The day to go on from.
    months : int
        How many months, 0 or more.

    Returns
    -------
    datetime.date
        The same day of the later month, or its last day.

    Raises
    ------
    UsageError
        If the day would lie after the year 9999.

    Examples
    --------
    >>> months_after(date(2025, 1, 31), 1)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        raise UsageError(f"{months} months after {day} there is no calendar", fix="give fewer months")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
