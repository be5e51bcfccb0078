"""Calendar months before a day, clamped to the end of the month."""

from calendar import monthrange
from datetime import date

from moyang_score.errors import UsageError

__all__ = ["months_before"]


def months_before(day: date, months: int) -> date:
    """Go back some calendar months; where the month is too short, to its last day.

    Parameters
    ----------
    day : date
        The day to go back from.
    months : int
        How many months, 0 or more.

    Returns
    -------
    date
        The same day of the earlier month, or its last day.

    Raises
    ------
    UsageError
        If the number is negative, or the day would lie before the year 1.

    Examples
    --------
    >>> months_before(date(2025, 3, 31), 1)
    datetime.date(2025, 2, 28)
    >>> months_before(date(2024, 2, 29), 12)
    datetime.date(2023, 2, 28)
    """
    if months < 0:
        raise UsageError(f"{months} months before a day cannot be counted", fix="give 0 months or more")
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        raise UsageError(f"{months} months before {day} there is no calendar", fix="give fewer months")
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
