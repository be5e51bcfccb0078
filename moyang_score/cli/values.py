"""Values of options: how one word of the command line is read, and how a wrong one is answered."""

import argparse
import csv

__all__ = ["at_least", "column_list", "share", "special_code"]


class at_least:  # noqa: N801 - reads as a function: type=at_least(1)
    """Read a whole number of at least ``least``.

    Parameters
    ----------
    least : int
        The smallest allowed.

    Examples
    --------
    >>> at_least(1)("12")
    12
    """

    def __init__(self, least: int) -> None:
        self._least = least

    def __call__(self, word: str) -> int:
        """Read one word.

        Raises
        ------
        argparse.ArgumentTypeError
            If it is no whole number, or too small.
        """
        try:
            number = int(word)
        except ValueError:
            number = self._least - 1
        if number < self._least:
            raise argparse.ArgumentTypeError(f"{word!r} is no whole number of {self._least} or more")
        return number


def column_list(word: str) -> list[str]:
    """Read column names separated by commas; one with a comma in it stands in double quotes.

    Parameters
    ----------
    word : str
        The word.

    Returns
    -------
    list of str
        The names.

    Raises
    ------
    argparse.ArgumentTypeError
        If there is no name, or a quote is not closed.

    Examples
    --------
    >>> column_list('id,"income, yearly"')
    ['id', 'income, yearly']
    """
    try:
        names = [name for name in next(csv.reader([word], strict=True, skipinitialspace=True), []) if name]
    except csv.Error:
        names = []
    if not names:
        raise argparse.ArgumentTypeError(f"{word!r} names no columns; write A,B or '\"A, with comma\",B'")
    return names


def share(word: str) -> float:
    """Read a share between 0 and 1, both left out.

    Parameters
    ----------
    word : str
        The word.

    Returns
    -------
    float
        The share.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is no number, or none in between.

    Examples
    --------
    >>> share("0.06")
    0.06
    """
    try:
        number = float(word)
    except ValueError:
        number = 0.0
    if not 0 < number < 1:
        raise argparse.ArgumentTypeError(f"{word!r} is no share between 0 and 1; write for example 0.06")
    return number


def special_code(word: str) -> tuple[str, str]:
    """Read ``COLUMN=CODE``; the last ``=`` separates.

    Parameters
    ----------
    word : str
        The word.

    Returns
    -------
    tuple of str
        Column and code.

    Raises
    ------
    argparse.ArgumentTypeError
        If one of the two is absent.

    Examples
    --------
    >>> special_code("income=-999")
    ('income', '-999')
    """
    column, _, code = word.rpartition("=")
    if not column or not code.strip():
        raise argparse.ArgumentTypeError(f"{word!r} is not COLUMN=CODE; write for example income=-999")
    return column, code
