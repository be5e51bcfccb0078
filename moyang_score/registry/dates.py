"""Dates in the spellings that source files have."""

import re
import unicodedata
from datetime import date, datetime
from typing import Any, Final

__all__ = ["BAD_VALUE", "IMPOSSIBLE_DATE", "read_date"]

BAD_VALUE: Final = "bad_value"
IMPOSSIBLE_DATE: Final = "impossible_date"

_TIME: Final = r"(?:[T ]+[0-9]{1,2}:[0-9]{1,2}(?::[0-9]{1,2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_FORMS: Final = tuple(
    re.compile(form + _TIME)
    for form in (
        r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})",
        r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})",
        r"([0-9]{4})([0-9]{2})([0-9]{2})",
        r"([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,2})",
        r"([0-9]{4}) *年 *([0-9]{1,2}) *月 *([0-9]{1,2}) *日",
    )
)
_FIRST_YEAR: Final = 1900


def read_date(value: Any) -> tuple[date | None, str | None]:
    """Read a day in any spelling that intake accepts; a time of day behind it is cut off.

    Parameters
    ----------
    value : str, date, datetime or None
        What the cell holds.

    Returns
    -------
    day, code : tuple
        The day and None (None and None where the cell is empty); or None and why not: ``impossible_date`` for a day
        that no calendar has, else ``bad_value``.

    Examples
    --------
    >>> read_date("2026年3月5日")[0] == read_date("20260305")[0] == read_date("2026/3/5 08:30")[0] == date(2026, 3, 5)
    True
    >>> read_date("2026-02-30"), read_date("soon"), read_date("")
    ((None, 'impossible_date'), (None, 'bad_value'), (None, None))
    """
    if value is None:
        return None, None
    if isinstance(value, datetime):
        return _checked(value.year, value.month, value.day)
    if isinstance(value, date):
        return _checked(value.year, value.month, value.day)
    text = str(value).strip() if isinstance(value, str | int) else ""
    if not text:
        return (None, None) if isinstance(value, str) else (None, BAD_VALUE)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    for form in _FORMS:
        found = form.fullmatch(text)
        if found:
            year, month, day = found.groups()
            return _checked(int(year), int(month), int(day))
    return None, BAD_VALUE


def _checked(year: int, month: int, day: int) -> tuple[date | None, str | None]:
    if year < _FIRST_YEAR:
        return None, IMPOSSIBLE_DATE
    try:
        return date(year, month, day), None
    except ValueError:
        return None, IMPOSSIBLE_DATE
