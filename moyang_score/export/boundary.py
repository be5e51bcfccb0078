"""Boundary cells: for one input, the texts on and next to whatever a card tells apart."""

import math
from collections.abc import Iterator
from datetime import date
from typing import Final

from moyang_score.card import EPOCH, LARGEST_INT, Input, Interval, OneOf, Scorecard, clean_text, number_value
from moyang_score.card.partition import Partition

__all__ = ["boundary_cells", "partitions_of"]

_NUMBERS: Final = (
    "0", "-0", "+0", "007", ".5", "5.", "1e2", "10E-1", "1,000", "1_000", "１２", "−1", "0x10", "inf", "-Infinity",
    "nan", "abc", "", " ", ".", "1e", "true", "1e400", "-1e400", "1e-400", "0e99999999999999999999",
    "1e-99999999999999999999", "1e99999999999999999999", "3.0000000000000001", str(LARGEST_INT), str(LARGEST_INT + 1),
    str(-LARGEST_INT), str(-LARGEST_INT - 1), f"{LARGEST_INT}.5", "1" * 60,
)  # fmt: skip
_DATES: Final = (
    "2020-02-29", "2021-02-29", "2020-13-01", "2020-1-1", "20200101", "2020-01-01T00:00:00", "2020-01-01 00:00:00",
    "２０２０-01-01", "0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "2020/01/01", "", " 2020-01-01\u3000",
    "0",
)  # fmt: skip
_TRUTHS: Final = ("true", "TRUE", " True ", "false", "False", "1", "0", "yes", "ｔｒｕｅ", "", "是")
_TEXTS: Final = ("", " ", "\u00a0", "nan", "None", "NULL", "1", "１", "'", '"', "\\", "a;b", "100%", "x\ny", "İ", "😀")
_NEVER: Final = "(never seen)"


def partitions_of(card: Scorecard, key: str) -> list[Partition]:
    """Return the conditions that each characteristic puts on one input.

    Parameters
    ----------
    card : Scorecard
        The card.
    key : str
        The key of the input.

    Returns
    -------
    list of Partition
        In card order, at least one.
    """
    return [one for lookup in card.lookups for one in lookup.partitions if one.declared.key == key]


def boundary_cells(card: Scorecard, declared: Input) -> list[str | None]:
    """Return texts for one input, on and next to each cut, level, token and rule of reading.

    Parameters
    ----------
    card : Scorecard
        The card.
    declared : Input
        One of its inputs.

    Returns
    -------
    list of str or None
        Different cells; None is an absent one.
    """
    conditions = [condition for one in partitions_of(card, declared.key) for condition in one.conditions]
    cuts = sorted(
        {number_value(one.lower) for one in conditions if isinstance(one, Interval) and one.lower is not None}
    )
    levels = [level for one in conditions if isinstance(one, OneOf) for level in one.levels]
    near: dict[str, Iterator[str]] = {
        "int": _near_whole(cuts),
        "decimal": _near_decimal(cuts),
        "date": _near_day(cuts),
        "bool": iter(()),
        "text": _near_levels(levels),
    }
    odd = {"date": _DATES, "bool": _TRUTHS, "text": _TEXTS}.get(declared.type, _NUMBERS)
    found = [*near[declared.type], *_near_tokens(declared), *odd, None, _unseen(levels)]
    return list(dict.fromkeys(found))


def _near_whole(cuts: list[float | int]) -> Iterator[str]:
    for cut in map(int, cuts):
        yield from (str(cut - 1), str(cut), str(cut + 1), f"{cut}.0", f" {cut:+d}\t", f"{cut}.5", f"{cut}e0")


def _near_decimal(cuts: list[float | int]) -> Iterator[str]:
    for cut in map(float, cuts):
        yield from (repr(math.nextafter(cut, end)) for end in (-math.inf, math.inf))
        yield from (repr(cut), f" {cut:+.17e}\u3000")


def _near_day(cuts: list[float | int]) -> Iterator[str]:
    for day in (int(cut) + step + EPOCH for cut in cuts for step in (-1, 0, 1)):
        if 1 <= day <= date.max.toordinal():
            yield date.fromordinal(day).isoformat()


def _near_levels(levels: list[str]) -> Iterator[str]:
    yield from levels
    for level in levels[:3]:
        yield from (f" {level}\u3000", level.upper(), level.lower(), f"{level}.", _decomposed(level))


def _decomposed(level: str) -> str:
    """Return a text that is the level only after normalisation, where there is one."""
    from unicodedata import normalize

    return normalize("NFD", level)


def _near_tokens(declared: Input) -> Iterator[str]:
    for token in (*declared.missing, *declared.special):
        yield from (token, f"\u00a0{token} ", token.upper(), f"{token}.0", f"{token}e0")


def _unseen(levels: list[str]) -> str:
    text = _NEVER
    while clean_text(text) in levels:
        text += "."
    return text
