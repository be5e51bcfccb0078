"""What one cell says under an input type: the grammar of values, shared by records, frames and files.

Texts are NFC-normalised and trimmed. Numbers are ASCII decimals (``-1``, ``2.50``, ``1e3``): no thousands sign, no
underscore, no full-width digit. Dates are ``YYYY-MM-DD``. Booleans are ``true`` and ``false`` in any case. Whatever
else is found is `UNREADABLE`, as are infinities and integers beyond 2^53, where float64 stops telling neighbours apart.
"""

import math
import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from numbers import Integral, Real
from typing import Any, Final

__all__ = [
    "EPOCH",
    "FIRST_DAY",
    "LARGEST_INT",
    "LAST_DAY",
    "UNREADABLE",
    "Unreadable",
    "clean_text",
    "is_absent",
    "plain_scalar",
    "read_value",
]

LARGEST_INT: Final = 2**53
EPOCH: Final = date(1970, 1, 1).toordinal()
FIRST_DAY: Final = date.min.toordinal() - EPOCH  # 0001-01-01
LAST_DAY: Final = date.max.toordinal() - EPOCH  # 9999-12-31

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Unreadable:
    """Say why a cell cannot be read under its input's type: the code stands in the flags of a scored row."""

    __slots__ = ("code",)

    def __init__(self, code: str) -> None:
        self.code = code

    def __repr__(self) -> str:
        return f"Unreadable({self.code!r})"


UNREADABLE: Final = {code: Unreadable(code) for code in ("unparsable", "infinite", "too_large")}


def clean_text(text: str) -> str:
    """Return a text in NFC without the white space around it.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text as levels and tokens are compared.

    Examples
    --------
    >>> clean_text("  rent ")
    'rent'
    """
    text = text.strip()
    return text if text.isascii() else unicodedata.normalize("NFC", text).strip()


def is_absent(cell: Any) -> bool:
    """Tell whether a cell holds nothing at all: None, NaN, NaT or pandas' NA, in a frame or a record.

    Parameters
    ----------
    cell : object
        Any cell.

    Returns
    -------
    bool
        True for a cell without a value. An empty text is a value; inputs declare which texts are missing.

    Examples
    --------
    >>> is_absent(None), is_absent(float("nan")), is_absent("")
    (True, True, False)
    """
    if cell is None:
        return True
    if isinstance(cell, str):
        return False
    if isinstance(cell, Decimal):
        return cell.is_nan()  # a signalling NaN cannot be compared
    try:
        return bool(cell != cell)  # noqa: PLR0124 - NaN and NaT are the values unequal to themselves
    except (TypeError, ValueError):
        return type(cell).__name__ == "NAType"


def plain_scalar(scalar: Any) -> Any:
    """Return a scalar of numpy as Python has it, moments and durations to the microsecond.

    Parameters
    ----------
    scalar : numpy.generic
        Any scalar, of any unit.

    Returns
    -------
    object
        None for NaT; the text of numpy for a moment outside the years 1 to 9999.

    Examples
    --------
    >>> import numpy as np
    >>> plain_scalar(np.float32(0.5)), plain_scalar(np.datetime64("10000-01-01"))
    (0.5, '10000-01-01')
    """
    if scalar.dtype.kind not in "mM":
        return scalar.item()
    # Nanoseconds have no Python type: numpy would hand out bare integers.
    plain = scalar.astype(f"{scalar.dtype.kind}8[us]").item()
    return str(scalar) if isinstance(plain, int) else plain


def read_value(kind: str, cell: Any) -> Any:
    """Read one present cell under an input type.

    Parameters
    ----------
    kind : {'int', 'decimal', 'text', 'date', 'bool'}
        The type of the input.
    cell : object
        A text as it stands in a file, or a scalar of Python or numpy.

    Returns
    -------
    int, float, str or Unreadable
        int for ``int`` and ``date`` (days since 1970-01-01), float for ``decimal``, the cleaned text for ``text`` and
        ``bool`` (``'true'`` or ``'false'``); an `Unreadable` with its code where the cell cannot be read.

    Examples
    --------
    >>> read_value("int", " 12.0 "), read_value("date", "1970-01-02"), read_value("decimal", "1,5")
    (12, 1, Unreadable('unparsable'))
    """
    return _READERS[kind](cell)


def _read_text(cell: Any) -> str | Unreadable:
    if isinstance(cell, str):
        return clean_text(cell)
    if _is_bool(cell):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return _date_text(cell)
    if isinstance(cell, (Integral, Decimal)):
        return str(cell)
    return repr(float(cell) + 0.0) if isinstance(cell, Real) else UNREADABLE["unparsable"]


def _date_text(cell: date) -> str:
    if isinstance(cell, datetime) and cell.time() != datetime.min.time():
        return cell.isoformat(sep=" ")
    return cell.isoformat()[:10]


def _read_bool(cell: Any) -> str | Unreadable:
    text = _read_text(cell) if isinstance(cell, str) or _is_bool(cell) else None
    lowered = text.lower() if isinstance(text, str) else ""
    return lowered if lowered in {"true", "false"} else UNREADABLE["unparsable"]


def _read_decimal(cell: Any) -> float | Unreadable:
    if isinstance(cell, str):
        cell = clean_text(cell)
        if not _NUMBER.fullmatch(cell):
            return UNREADABLE["unparsable"]
    elif not _is_number(cell):
        return UNREADABLE["unparsable"]
    try:
        value = float(cell)
    except OverflowError:
        return UNREADABLE["infinite"]
    return value if math.isfinite(value) else UNREADABLE["infinite"]


def _read_int(cell: Any) -> int | Unreadable:
    if isinstance(cell, str):
        return _read_int_text(clean_text(cell))
    if not _is_number(cell):
        return UNREADABLE["unparsable"]
    if isinstance(cell, Real) and not isinstance(cell, Integral) and not math.isfinite(cell):
        return UNREADABLE["infinite"]
    if isinstance(cell, Decimal) and not cell.is_finite():
        return UNREADABLE["infinite"]
    return _read_whole(cell)


def _read_int_text(text: str) -> int | Unreadable:
    if not _NUMBER.fullmatch(text):
        return UNREADABLE["unparsable"]
    try:
        return _read_whole(Decimal(text))
    except InvalidOperation:  # an exponent of about 19 digits: the number is zero, or far from every whole one we keep
        mantissa, _, exponent = text.lower().partition("e")
        if not mantissa.strip("+-.0"):
            return 0
        return UNREADABLE["unparsable" if exponent.startswith("-") else "too_large"]


def _read_whole(number: Any) -> int | Unreadable:
    if not -LARGEST_INT <= number <= LARGEST_INT:
        return UNREADABLE["too_large"]
    whole = int(number)
    return whole if number == whole else UNREADABLE["unparsable"]


def _read_date(cell: Any) -> int | Unreadable:
    if isinstance(cell, datetime):
        return cell.date().toordinal() - EPOCH
    if isinstance(cell, date):
        return cell.toordinal() - EPOCH
    text = clean_text(cell) if isinstance(cell, str) else ""
    if not _DATE.fullmatch(text):
        return UNREADABLE["unparsable"]
    try:
        return date.fromisoformat(text).toordinal() - EPOCH
    except ValueError:
        return UNREADABLE["unparsable"]


def _is_bool(cell: Any) -> bool:
    return isinstance(cell, bool) or type(cell).__name__ in {"bool_", "bool"}


def _is_number(cell: Any) -> bool:
    return isinstance(cell, (Real, Decimal)) and not _is_bool(cell)


_READERS = {"int": _read_int, "decimal": _read_decimal, "text": _read_text, "date": _read_date, "bool": _read_bool}
