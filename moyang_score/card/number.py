"""Decimal strings of cuts: the one spelling of a float64 in a card."""

import math

from moyang_score.errors import CardError

__all__ = ["is_number_text", "number_text", "number_value"]


def number_text(value: float) -> str:
    """Spell a number as the shortest decimal string that reads back as the same float64.

    Integral values of at most 2^53 in size are spelled without point or exponent.

    Parameters
    ----------
    value : int or float
        A finite number.

    Returns
    -------
    str
        For example ``"0.1"``, ``"-40"``, ``"1e+300"``.

    Raises
    ------
    CardError
        If the value is not finite.

    Examples
    --------
    >>> number_text(0.1), number_text(12.0), number_text(-0.0)
    ('0.1', '12', '0')
    """
    if not math.isfinite(value):
        raise CardError(f"{value} cannot be a cut", fix="use a finite number, or null for an open end")
    if value == int(value) and abs(value) <= 2**53:
        return str(int(value))
    return repr(float(value))


def number_value(text: str) -> float | int:
    """Read a decimal string spelled by `number_text`: an int where it has neither point nor exponent.

    Parameters
    ----------
    text : str
        The spelling that `number_text` gives, and no other.

    Returns
    -------
    int or float
        The number.

    Raises
    ------
    CardError
        If the text is not the shortest spelling of a finite number.

    Examples
    --------
    >>> number_value("12"), number_value("0.5")
    (12, 0.5)
    """
    if not is_number_text(text):
        raise CardError(f"{text!r} is not the shortest decimal spelling of a finite number")
    value = float(text)
    return int(text) if value == int(value) and abs(value) <= 2**53 else value


def is_number_text(text: str) -> bool:
    """Tell whether a text is what `number_text` would write for the number it names.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    bool
        False for ``"1.0"``, ``"01"``, ``"+1"``, ``"1_000"`` and ``"nan"``.

    Examples
    --------
    >>> is_number_text("12"), is_number_text("12.0")
    (True, False)
    """
    try:
        value = float(text)
    except ValueError:
        return False
    return math.isfinite(value) and number_text(value) == text
