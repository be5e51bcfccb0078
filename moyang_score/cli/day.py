"""Days on the command line: the only place where a command learns what day it is."""

import argparse
from datetime import date, datetime, timedelta, timezone
from typing import Final

__all__ = ["civil_day", "today"]

# Civil days are those of the city; it has no summer time.
_ZONE: Final = timezone(timedelta(hours=8))


def civil_day(word: str) -> date:
    """Read one word as a day.

    Parameters
    ----------
    word : str
        The word.

    Returns
    -------
    datetime.date
        The day.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is not a day written YYYY-MM-DD.

    Examples
    --------
    >>> civil_day("2026-09-30")
    datetime.date(2026, 9, 30)
    """
    try:
        day = date.fromisoformat(word) if len(word) == len("2026-09-30") else None
    except ValueError:
        day = None
    if day is None or day.year < 1900:
        raise argparse.ArgumentTypeError(f"{word!r} is no day; write for example 2026-09-30")
    return day


def today() -> date:
    """Return the day it is in the city.

    Returns
    -------
    datetime.date
        The day.

    Examples
    --------
    >>> today() > date(2026, 1, 1)
    True
    """
    return datetime.now(_ZONE).date()
