"""What goes wrong in real files: rows that intake must turn away, and odd spellings that it must read."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import numpy as np

from moyang_score.synthetic.calendar import NEVER, plus
from moyang_score.synthetic.draw import Draw, Ints
from moyang_score.synthetic.idnumber import mistyped, old_form, rounded, stranger
from moyang_score.synthetic.layout import Layout
from moyang_score.synthetic.names import DOT, other_dot
from moyang_score.synthetic.people import People
from moyang_score.synthetic.sheet import Keys, Sheet, Text, code_number

__all__ = ["soil"]

_SHARE: Final = 0.0012  # of the accepted rows, per fault
_FEWEST: Final = 12  # accepted rows; smaller files stay clean
_FUTURE: Final = np.datetime64("2027-03-01", "D")
_FULL_WIDTH: Final = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")

Written = dict[str, dict[int, str]]


def soil(sheet: Sheet, people: People, seed: int) -> Sheet:
    """Return the sheet with faulty copies of some of its rows among the others, and with some cells spelt oddly.

    Each faulty row is a copy of a row that intake accepts, under a key of its own, with one fault; so the code that it
    must get is certain, and no other row's code depends on it.

    Parameters
    ----------
    sheet : Sheet
        A clean file.
    people : People
        The people.
    seed : int
        Seed of the city.

    Returns
    -------
    Sheet
        The file with its dirt; the same one if it has few rows.

    Examples
    --------
    >>> from moyang_score.synthetic.people import make_people
    >>> from moyang_score.synthetic.registers import persons
    >>> people = make_people(200, seed=1)
    >>> sorted(set(soil(persons(people, 1), people, 1).counts()))[:3]
    ['accepted', 'bad_id', 'duplicate']
    """
    good = sheet.accepted()
    if len(good) < _FEWEST:
        return sheet
    draw = Draw(seed, f"dirt in {sheet.layout.table}")
    each = max(1, round(len(good) * _SHARE))
    faults = _faults(sheet)
    copies = [_suited(sheet, draw, good, fault, each) for fault in faults]
    numbers = [np.full(len(rows), code_number(fault)) for fault, rows in zip(faults, copies, strict=True)]
    copied, code = np.concatenate(copies), np.concatenate(numbers)
    order = np.argsort(
        np.concatenate([np.arange(len(sheet), dtype=np.float64), len(sheet) * draw.uniform(len(copied))]), kind="stable"
    )
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    dirty = _renumbered(sheet, copied, code).take(order)
    dirty.codes[place[len(sheet) :]] = code
    written: Written = {}
    for number, (row, fault) in enumerate(zip(place[len(sheet) :], code, strict=True)):
        _FAULTS[_code(fault)](dirty, people, int(row), number, written)
    spared = np.setdiff1d(good, copied)
    forms = _odd_forms(dirty, people, draw, place[spared], each, written)
    return replace(dirty, written=written, forms=forms)


def _code(number: int) -> str:
    from moyang_score.synthetic.sheet import CODES

    return CODES[number]


def _faults(sheet: Sheet) -> list[str]:
    """Return the intake codes whose fault this file can have."""
    layout = sheet.layout
    has_event, is_text = bool(layout.event_header), not layout.typed
    is_event = not layout.id_header
    possible = {
        "bad_id": not is_event,
        "rounded_id": not is_event,
        "missing_value": has_event or layout.table == "persons",
        "bad_value": bool(layout.level_header) and is_text,
        "impossible_date": has_event and is_text,
        "future_date": has_event,
        "dates_out_of_order": has_event,
        "no_document": layout.table == "commitment",
        "name_mismatch": bool(layout.name_header) and layout.table not in ("persons", "consents"),
        "duplicate": layout.table != "protected",
        "unknown_unit": layout.table == "admin_penalty",
        "unknown_record": is_event,
        "duplicate_person": layout.table == "persons",
        "no_consent": layout.table not in ("persons", "consents", "protected") and not is_event,
    }
    return [code for code, can_be in possible.items() if can_be]


def _suited(sheet: Sheet, draw: Draw, good: Ints, fault: str, number: int) -> Ints:
    """Return rows that the fault can be put on."""
    if fault == "no_document":
        cells = sheet.text("outcome")
        good = good[cells.codes[good] == cells.levels.tolist().index("broken")]
    return draw.some(good, number)


def _renumbered(sheet: Sheet, copied: Ints, code: Ints) -> Sheet:
    """Return the sheet with the copies behind it, under keys of their own unless the fault is to have the same one."""
    longer = sheet.take(np.concatenate([np.arange(len(sheet)), copied]))
    keys = longer.columns.get(sheet.layout.key_header)
    if isinstance(keys, Keys):
        is_new = code != code_number("duplicate")
        fresh = keys.numbers.max() + np.arange(1, len(copied) + 1)
        keys.numbers[len(sheet) :] = np.where(is_new, fresh, keys.numbers[len(sheet) :])
    return longer


def _own_key(sheet: Sheet, row: int, number: int, written: Written) -> None:
    """Give a copy a key of its own where keys are document numbers."""
    header = sheet.layout.key_header
    cells = sheet.columns.get(header)
    if isinstance(cells, Text):
        written.setdefault(header, {})[row] = f"{cells.at(row).removesuffix('号')}附{number + 1}号"


def _write(sheet: Sheet, header: str, row: int, text: str, written: Written) -> None:
    written.setdefault(header, {})[row] = text


def _id_fault(spoil: Callable[[str, int], str]) -> Callable[..., None]:
    def put(sheet: Sheet, people: People, row: int, number: int, written: Written) -> None:
        _own_key(sheet, row, number, written)
        cell = sheet.text(sheet.layout.id_header).at(row)
        _write(sheet, sheet.layout.id_header, row, spoil(cell, number), written)

    return put


def _text_fault(header_of: Callable[[Layout], str], text: str) -> Callable[..., None]:
    def put(sheet: Sheet, people: People, row: int, number: int, written: Written) -> None:
        _own_key(sheet, row, number, written)
        _write(sheet, header_of(sheet.layout), row, text, written)

    return put


def _missing(sheet: Sheet, people: People, row: int, number: int, written: Written) -> None:
    _own_key(sheet, row, number, written)
    if sheet.layout.event_header:
        sheet.days(sheet.layout.event_header)[row] = NEVER
    else:
        _write(sheet, sheet.layout.name_header, row, "", written)


def _future(sheet: Sheet, people: People, row: int, number: int, written: Written) -> None:
    _own_key(sheet, row, number, written)
    sheet.days(sheet.layout.event_header)[row] = plus(_FUTURE, number)
    sheet.days(sheet.layout.known_header)[row] = plus(_FUTURE, number + 7)


def _out_of_order(sheet: Sheet, people: People, row: int, number: int, written: Written) -> None:
    """Let a state end before it began, or a record be received before it happened."""
    _own_key(sheet, row, number, written)
    layout = sheet.layout
    event = sheet.days(layout.event_header)[row]
    if layout.ended_header and layout.table not in ("hpf_loan", "app_library", "app_transport", "objections"):
        sheet.days(layout.ended_header)[row] = plus(event, -20)
    else:
        sheet.days(layout.known_header)[row] = plus(event, -20)


def _no_document(sheet: Sheet, people: People, row: int, number: int, written: Written) -> None:
    _write(sheet, ("doc_no", "organ", "doc_type")[number % 3], row, "", written)


def _other_name(sheet: Sheet, people: People, row: int, number: int, written: Written) -> None:
    _own_key(sheet, row, number, written)
    _write(sheet, sheet.layout.name_header, row, f"欧阳某{'甲乙丙丁'[number % 4]}", written)


def _other_district(sheet: Sheet, people: People, row: int, number: int, written: Written) -> None:
    cells = sheet.text("服务区县")
    cells.codes[row] = (cells.codes[row] + 1) % len(cells.levels)


def _nothing(sheet: Sheet, people: People, row: int, number: int, written: Written) -> None:
    """Leave an exact copy as it is."""


def _unknown_record(sheet: Sheet, people: People, row: int, number: int, written: Written) -> None:
    _write(sheet, "record_key", row, f"WU{number:06d}", written)


_FAULTS: Final[dict[str, Callable[..., None]]] = {
    "bad_id": _id_fault(mistyped),
    "rounded_id": _id_fault(rounded),
    "missing_value": _missing,
    "bad_value": _text_fault(lambda layout: layout.level_header, "不详"),
    "impossible_date": _text_fault(lambda layout: layout.event_header, "2025-02-30"),
    "future_date": _future,
    "dates_out_of_order": _out_of_order,
    "no_document": _no_document,
    "name_mismatch": _other_name,
    "duplicate": _nothing,
    "unknown_unit": _text_fault(lambda layout: "CF_LYDWDM", "unknown_office"),
    "unknown_record": _unknown_record,
    "duplicate_person": _other_district,
    "no_consent": _id_fault(stranger),
}


def _odd_forms(
    sheet: Sheet, people: People, draw: Draw, rows: Ints, each: int, written: Written
) -> dict[str, int]:
    """Spell some cells of accepted rows oddly, and count them; intake must read them all the same."""
    found: dict[str, int] = {}
    layout = sheet.layout
    if layout.id_header:
        cells = sheet.text(layout.id_header)
        for number, row in enumerate(draw.some(rows, 8 * each).tolist()):
            form, text = _odd_id(cells.at(row), number)
            _write(sheet, layout.id_header, row, text, written)
            found[form] = found.get(form, 0) + 1
    if layout.name_header:
        cells = sheet.text(layout.name_header)
        dotted = rows[np.char.find(cells.levels, DOT)[cells.codes[rows]] >= 0]
        for number, row in enumerate(np.union1d(draw.some(dotted, len(dotted) // 2), draw.some(rows, each)).tolist()):
            _write(sheet, layout.name_header, row, other_dot(cells.at(row), number), written)
            found["name"] = found.get("name", 0) + 1
    if layout.event_header and not layout.typed:
        days = sheet.days(layout.event_header)
        for number, row in enumerate(draw.some(rows, 4 * each).tolist()):
            _write(sheet, layout.event_header, row, _odd_date(str(days[row]), number), written)
            found["date"] = found.get("date", 0) + 1
    return found


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
