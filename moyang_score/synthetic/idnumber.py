"""Citizen id numbers that belong to nobody: an area that was never assigned, and a right check digit."""

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from moyang_score.synthetic.draw import Days, Draw, Ints

__all__ = ["check_digits", "id_numbers", "mistyped", "old_form", "rounded", "stranger", "with_check_digit"]

AREAS: Final = (991702, 991704, 991721, 991781, 991701)
_WEIGHTS: Final = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
_CHECKS: Final = np.array(list("10X98765432"))
_ORDERS: Final = 499  # odd 1 to 997 and even 2 to 998: nobody has the number 000 or 999
_OLD: Final = re.compile("[0-9]{6}19[0-9]{9}[0-9X]")


def check_digits(first17: Ints) -> NDArray[np.str_]:
    """Return the check digits of GB 11643 (ISO 7064 MOD 11-2) for numbers of 17 digits.

    Examples
    --------
    >>> check_digits(np.array([99170219900101123])).tolist()
    ['0']
    """
    digits = first17[:, None] // 10 ** np.arange(16, -1, -1) % 10
    found: NDArray[np.str_] = _CHECKS[(digits * _WEIGHTS).sum(axis=1) % 11]
    return found


def with_check_digit(first17: Ints) -> NDArray[np.str_]:
    """Return the id numbers of 18 characters that begin so.

    Examples
    --------
    >>> with_check_digit(np.array([99172119991231008])).tolist()
    ['991721199912310089']
    """
    return np.char.add(first17.astype("U17"), check_digits(first17))


def id_numbers(draw: Draw, born: Days, is_woman: NDArray[np.bool_]) -> NDArray[np.str_]:
    """Return an id number for every person, no two equal.

    Parameters
    ----------
    draw : Draw
        Where the numbers come from.
    born : array of datetime64[D]
        Days of birth.
    is_woman : array of bool
        Whether the order number is even.

    Returns
    -------
    array of str
        Numbers of 18 characters, with the unassigned area prefix 99.

    Examples
    --------
    >>> born = np.array(["1990-01-01", "1990-01-01"], "M8[D]")
    >>> [one[6:14] for one in id_numbers(Draw(1, "x"), born, np.array([True, False])).tolist()]
    ['19900101', '19900101']
    """
    area = np.array(AREAS)[draw.level(len(born), (0.3, 0.2, 0.2, 0.25, 0.05))]
    texts = np.char.replace(born.astype("U10"), "-", "").astype(np.int64)
    same = area * 10**9 + texts * 10 + is_woman  # those who differ in their order number alone
    order = (_start(draw, same) + _rank(same)) % _ORDERS
    return with_check_digit(area * 10**11 + texts * 10**3 + 2 * order + 1 + is_woman)


def _start(draw: Draw, same: Ints) -> Ints:
    """Return one random number per group of equal values, for each of its members."""
    values, group = np.unique(same, return_inverse=True)
    return draw.whole(len(values), 0, _ORDERS - 1)[group]


def _rank(same: Ints) -> Ints:
    """Return how many equal values stand before each."""
    order = np.argsort(same, kind="stable")
    first = np.searchsorted(same[order], same[order], side="left")
    rank = np.empty(len(same), dtype=np.int64)
    rank[order] = np.arange(len(same)) - first
    return rank


def old_form(number: str) -> str:
    """Return the form of 15 digits that ids had before 1999, or the number itself if born later.

    Examples
    --------
    >>> old_form("991702199001011230")
    '991702900101123'
    """
    return number[:6] + number[8:17] if _OLD.fullmatch(number) else number


def rounded(number: str, variant: int) -> str:
    """Return the number as a spreadsheet spoils it: in powers of ten, or with zeros for the last three digits.

    Examples
    --------
    >>> rounded("991702199001011230", 0), rounded("991702199001011230", 1)
    ('9.91702E+17', '991702199001011000')
    """
    zeros = number[:15] + "000"
    right = str(check_digits(np.array([int(zeros[:17])]))[0])
    return f"{int(number[:15]) / 1e14:.5f}E+17" if variant % 2 == 0 or right == "0" else zeros


def mistyped(number: str, variant: int) -> str:
    """Return the number with a wrong check digit, a digit short, or born on a day that never was.

    Examples
    --------
    >>> [mistyped("991702199001011230", variant) for variant in range(3)]
    ['991702199001011231', '99170219900101123', '991702199013011238']
    """
    if variant % 3 == 0:
        return number[:17] + ("1" if number[17] != "1" else "2")
    if variant % 3 == 1:
        return number[:17]
    return str(with_check_digit(np.array([int(f"{number[:10]}13{number[12:17]}")]))[0])


def stranger(number: str, variant: int) -> str:
    """Return the id number of somebody nobody knows, in an area that the city does not draw from.

    Examples
    --------
    >>> stranger("991702199001011230", 0)[:6]
    '999999'
    """
    return str(with_check_digit(np.array([int(f"999999{number[6:14]}{variant % 1000:03d}")]))[0])
