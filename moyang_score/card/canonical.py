"""Canonical JSON: one value, one spelling (RFC 8785), restricted to integers and texts."""

import json
from typing import Any, Final

from moyang_score.errors import CardFormatError

__all__ = ["canonical_json", "parse_canonical_json"]

_LARGEST: Final = 2**53 - 1
_DEEPEST: Final = 64  # lists and objects in one another: far more than a card has, far less than any Python can follow


def canonical_json(value: Any) -> bytes:
    """Write a value as canonical JSON.

    Parameters
    ----------
    value : dict, list, str, int, bool or None
        Keys are texts. Floats are refused: numbers that are no integers travel as decimal
        strings.

    Returns
    -------
    bytes
        UTF-8, keys in the order of their UTF-16 code units, no white space, no line end.

    Raises
    ------
    CardFormatError
        If a value has another type, an integer is beyond 2^53 - 1, a text holds half a surrogate pair, or more than
        64 lists and objects lie in one another.

    Examples
    --------
    >>> canonical_json({"b": 1, "a": ["x", None]})
    b'{"a":["x",null],"b":1}'
    """
    try:
        return json.dumps(_ordered(value, _DEEPEST), ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError as error:
        raise CardFormatError("a text holds half a surrogate pair", fix="remove the broken character") from error


def parse_canonical_json(data: bytes) -> Any:
    """Read canonical JSON and refuse any other spelling of it.

    Parameters
    ----------
    data : bytes
        What `canonical_json` writes.

    Returns
    -------
    dict, list, str, int, bool or None
        The value.

    Raises
    ------
    CardFormatError
        If the bytes are not JSON, or not in canonical form (floats, doubled keys, white space, another key order).

    Examples
    --------
    >>> parse_canonical_json(b'{"a":1}')
    {'a': 1}
    """
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:  # ValueError: not UTF-8, not JSON, or an integer of 4,300 digits
        raise CardFormatError(f"not JSON in UTF-8 ({error})", fix="use a file that the package wrote") from error
    if canonical_json(value) != data:
        raise CardFormatError(
            "not in canonical form: it was edited, or its line ends were changed",
            fix="use the file as the package wrote it; cards are changed by fitting again, never by hand",
        )
    return value


def _ordered(value: Any, levels: int) -> Any:
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        if abs(value) > _LARGEST:
            raise CardFormatError(f"the integer {value} is beyond 2^53 - 1")
        return value
    if isinstance(value, (list, dict)) and not levels:
        raise CardFormatError("the lists and objects are nested too deeply", fix="use a card of this format")
    if isinstance(value, list):
        return [_ordered(one, levels - 1) for one in value]
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {key: _ordered(value[key], levels - 1) for key in sorted(value, key=_utf16)}
    raise CardFormatError(
        f"{value!r} is neither integer, text, list nor object", fix="write numbers as decimal strings"
    )


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")
