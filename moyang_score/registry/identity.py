"""Identity numbers: GB 11643, of 18 characters or the older 15, or opaque ids of another catalogue."""

import re
import unicodedata
from datetime import date
from functools import lru_cache
from operator import mul
from typing import Any, Final

__all__ = ["BAD_ID", "MISSING_VALUE", "ROUNDED_ID", "holds_id", "is_younger", "read_id", "read_opaque_id"]

BAD_ID: Final = "bad_id"
ROUNDED_ID: Final = "rounded_id"
MISSING_VALUE: Final = "missing_value"

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_FORM: Final = re.compile(r"[0-9]{17}[0-9X]|[0-9]{15}")
_SCIENTIFIC: Final = re.compile(r"[0-9](?:[.,][0-9]*)?E\+?[0-9]{1,2}")
_FRACTION: Final = re.compile(r"([0-9]{15}|[0-9]{18})\.0*")
_NUMBER_IN_TEXT: Final = re.compile(r"(?<![0-9])(?:[0-9]{17}[0-9Xx]|[0-9]{15})(?![0-9])")
_EXACT_FLOAT: Final = 2.0**53
_LONGEST_OPAQUE: Final = 200


def read_id(value: Any) -> tuple[str | None, str | None]:
    """Read an identity number in any spelling that intake accepts.

    Full-width characters, blanks around or inside, a lower-case x and the older form of 15 digits are accepted. The
    address code is never judged: codes that are no longer in the table live on in ids.

    Parameters
    ----------
    value : str, int, float or None
        What the cell holds.

    Returns
    -------
    id, code : tuple
        The 18 characters and None; or None and why not: ``missing_value``, ``rounded_id`` where a spreadsheet has
        rounded the number, else ``bad_id``.

    Examples
    --------
    >>> read_id(" 11010519491231002x "), read_id("340524800101001")
    (('11010519491231002X', None), ('34052419800101001X', None))
    >>> read_id("110105194912310021"), read_id("1.10105E+17"), read_id("")
    ((None, 'bad_id'), (None, 'rounded_id'), (None, 'missing_value'))
    """
    text = _id_text(value)
    if not text:
        return None, MISSING_VALUE
    if isinstance(value, float) and abs(value) >= _EXACT_FLOAT:
        return None, ROUNDED_ID
    if not _FORM.fullmatch(text):
        return None, ROUNDED_ID if _SCIENTIFIC.fullmatch(text) else BAD_ID
    body = text[:17] if len(text) == 18 else f"{text[:6]}19{text[6:]}"
    if len(text) == 18 and text[17] != _check(body):
        return None, ROUNDED_ID if text.endswith("000") else BAD_ID
    if _real_date(body[6:14]) is None:
        return None, BAD_ID
    return (text if len(text) == 18 else body + _check(body)), None


def read_opaque_id(value: Any) -> tuple[str | None, str | None]:
    """Read an id of a catalogue whose ids have no form of their own.

    Parameters
    ----------
    value : str, int, float or None
        What the cell holds.

    Returns
    -------
    id, code : tuple
        The id without blanks around it and None; or None and ``missing_value``, ``rounded_id`` or ``bad_id``.

    Examples
    --------
    >>> read_opaque_id(" p-17 "), read_opaque_id(None)
    (('p-17', None), (None, 'missing_value'))
    """
    if isinstance(value, float) and abs(value) >= _EXACT_FLOAT:
        return None, ROUNDED_ID
    text = unicodedata.normalize("NFKC", _plain(value)).strip()
    if not text:
        return None, MISSING_VALUE
    return (text, None) if len(text) <= _LONGEST_OPAQUE else (None, BAD_ID)


def is_younger(canonical: str, years: int, on: date) -> bool:
    """Tell whether a person is younger than some years; who was born on 29 February grows older on 1 March.

    Parameters
    ----------
    canonical : str
        What `read_id` gave.
    years : int
        The age asked for.
    on : datetime.date
        The day asked for.

    Returns
    -------
    bool
        True if so.

    Examples
    --------
    >>> is_younger("991702200809301230", 18, date(2026, 9, 30)), is_younger("991702200810011230", 18, date(2026, 9, 30))
    (False, True)
    """
    # Days written year first sort as they follow each other.
    return canonical[6:14] > f"{on.year - years:04d}{on.month:02d}{on.day:02d}"


def holds_id(text: str) -> bool:
    """Tell whether a text has a right identity number in it, which a stored column must not.

    Parameters
    ----------
    text : str
        The text.

    Returns
    -------
    bool
        True if it has.

    Examples
    --------
    >>> holds_id("see 11010519491231002X"), holds_id("case 202600000000000012")
    (True, False)
    """
    if len(text) < 15:
        return False
    spelled = unicodedata.normalize("NFKC", text)
    return any(read_id(found)[0] is not None for found in _NUMBER_IN_TEXT.findall(spelled))


def _id_text(value: Any) -> str:
    text = _plain(value)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = "".join(text.split()).upper()
    fraction = _FRACTION.fullmatch(text)  # a number column of a spreadsheet saved as text
    return fraction.group(1) if fraction else text


def _plain(value: Any) -> str:
    if value is None or value != value:  # noqa: PLR0124 - NaN alone differs from itself
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _check(body: str) -> str:
    return _CHECKS[sum(map(mul, map(int, body), _WEIGHTS)) % 11]


@lru_cache(maxsize=200_000)
def _real_date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
