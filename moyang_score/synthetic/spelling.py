"""Odd spellings that intake must read: of ids, of names, of dates."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from moyang_score.synthetic.draw import Draw, Ints
from moyang_score.synthetic.idnumber import old_form
from moyang_score.synthetic.names import DOT, other_dot
from moyang_score.synthetic.sheet import Sheet

__all__ = ["odd_spellings"]

_FULL_WIDTH: Final = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def odd_spellings(
    sheet: Sheet, draw: Draw, rows: Ints, each: int, written: dict[str, dict[int, str]]
) -> dict[str, int]:
    """Spell some cells oddly, and count them by what is odd.

    Parameters
    ----------
    sheet : Sheet
        The file.
    draw : Draw
        Where the numbers come from.
    rows : array of int
        Rows that may be touched.
    each : int
        How many to choose, times a few.
    written : dict
        By header and row, the cells that are written otherwise; it is added to.

    Returns
    -------
    dict of str to int
        Number of cells by form.

    Examples
    --------
    >>> from moyang_score.synthetic.people import make_people
    >>> from moyang_score.synthetic.registers import persons
    >>> cells = {}
    >>> sheet = persons(make_people(200, seed=1), 1)
    >>> sum(odd_spellings(sheet, Draw(1, "x"), sheet.accepted(), 1, cells).values()) > 8, sorted(cells)
    (True, ['姓名', '证件号码'])
    """
    found: dict[str, int] = {}
    for spell in (_odd_ids, _odd_names, _odd_dates):
        for header, row, form, text in spell(sheet, draw, rows, each):
            written.setdefault(header, {})[row] = text
            found[form] = found.get(form, 0) + 1
    return found


_Odd = Iterator[tuple[str, int, str, str]]


def _odd_ids(sheet: Sheet, draw: Draw, rows: Ints, each: int) -> _Odd:
    header = sheet.layout.id_header
    if header:
        cells = sheet.text(header)
        for number, row in enumerate(draw.some(rows, 8 * each).tolist()):
            yield (header, row, *_odd_id(cells.at(row), number))


def _odd_names(sheet: Sheet, draw: Draw, rows: Ints, each: int) -> _Odd:
    header = sheet.layout.name_header
    if header:
        cells = sheet.text(header)
        dotted = rows[np.char.find(cells.levels, DOT)[cells.codes[rows]] >= 0]
        chosen = np.union1d(draw.some(dotted, len(dotted) // 2), draw.some(rows, each))
        for number, row in enumerate(chosen.tolist()):
            yield header, row, "name", other_dot(cells.at(row), number)


def _odd_dates(sheet: Sheet, draw: Draw, rows: Ints, each: int) -> _Odd:
    header = sheet.layout.event_header
    if header and not sheet.layout.typed:
        days = sheet.days(header)
        for number, row in enumerate(draw.some(rows, 4 * each).tolist()):
            yield header, row, "date", _odd_date(str(days[row]), number)


def _odd_id(number: str, variant: int) -> tuple[str, str]:
    if number.endswith("X"):
        return "lower_case_x", number.lower()
    if variant % 3 == 0 and old_form(number) != number:
        return "fifteen_digits", old_form(number)
    if variant % 3 == 1:
        return "blanks", f" {number} "
    return "full_width", number.translate(_FULL_WIDTH)


def _odd_date(day: str, variant: int) -> str:
    year, month, date = day.split("-")
    forms = (
        f"{year}/{int(month)}/{int(date)}",
        f"{year}{month}{date}",
        f"{year}年{int(month)}月{int(date)}日",
        f"{day} 00:00:00",
    )
    return forms[variant % len(forms)]
