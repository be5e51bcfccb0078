"""The shape of a value: what may be said of one that may identify a person."""

import re
from typing import Any, Final

__all__ = ["masked", "shape_of"]

_ROUNDED_TAIL: Final = "000"
_LONG_NUMBER: Final = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15})(?![\dXx])")


def shape_of(value: Any) -> str:
    """Describe a value by length and kind of characters, without a character of it.

    Parameters
    ----------
    value : object
        What a cell holds.

    Returns
    -------
    str
        The shape; of a long number also whether it ends in 000, as rounded numbers do.

    Examples
    --------
    >>> shape_of("440524188001011000"), shape_of("11010519491231002X"), shape_of(" "), shape_of("阳江")
    ('18 digits ending 000', '18 characters: digits, letters', 'blank', '2 characters: letters')
    """
    text = "" if value is None else str(value)
    if not text.strip():
        return "blank"
    if text.isdigit():
        return (
            f"{_counted(len(text), 'digit')}{' ending 000' if len(text) > 3 and text.endswith(_ROUNDED_TAIL) else ''}"
        )
    kinds = [
        name
        for name, present in (
            ("digits", any(letter.isdigit() for letter in text)),
            ("letters", any(letter.isalpha() for letter in text)),
            ("blanks", any(letter.isspace() for letter in text)),
            ("signs", any(not (letter.isalnum() or letter.isspace()) for letter in text)),
        )
        if present
    ]
    return f"{_counted(len(text), 'character')}: {', '.join(kinds)}"


def masked(text: str) -> str:
    """Return a text, such as a file name, with every number that may be an identity number blotted out.

    Parameters
    ----------
    text : str
        The text.

    Returns
    -------
    str
        The text; numbers of 15 or 18 characters give way to ``#``.

    Examples
    --------
    >>> masked("penalty-11010519491231002X.csv"), masked("penalty-20260930.csv")
    ('penalty-#.csv', 'penalty-20260930.csv')
    """
    return _LONG_NUMBER.sub("#", text)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
