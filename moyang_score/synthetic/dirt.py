"""What goes wrong in real files: rows that intake must turn away."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from moyang_score.synthetic.calendar import NEVER, plus
from moyang_score.synthetic.draw import Days, Draw, Ints
from moyang_score.synthetic.idnumber import mistyped, rounded, stranger
from moyang_score.synthetic.sheet import CODES, Keys, Sheet, Text, code_number
from moyang_score.synthetic.spelling import odd_spellings

__all__ = ["soil"]

_SHARE: Final = 0.0012  # of the accepted rows, per fault
_FEWEST: Final = 12  # accepted rows; smaller files stay clean
_FUTURE: Final = np.datetime64("2027-03-01", "D")
_OTHER_NAMES: Final = ("欧阳某甲", "欧阳某乙", "欧阳某丙", "欧阳某丁")
# Tables of which a key may appear twice with other content: nothing else hangs on their records.
_CLASHING: Final = frozenset({"gov_service", "utility", "volunteer", "donation", "app_rental"})
_CLASHES: Final = frozenset({"conflict", "duplicate_person"})
# Tables whose states end after something that is found out later than the day the row is dated by.
_FOUND_LATER: Final = frozenset({"hpf_loan", "app_library", "app_transport", "objections"})


def soil(sheet: Sheet, seed: int) -> Sheet:
    """Return the sheet with faulty copies of some of its rows among the others, and with some cells spelt oddly.

    Each faulty row is a copy of a row that intake accepts, under a key of its own, with one fault; so the code that it
    must get is certain, and no other row's code depends on it. Where a fault is that two rows clash, intake cannot tell
    which is right, and both get its code.

    Parameters
    ----------
    sheet : Sheet
        A clean file.
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
    >>> sorted(soil(persons(make_people(200, seed=1), 1), 1).counts())[:3]
    ['accepted', 'bad_id', 'duplicate']
    """
    good = sheet.accepted()
    if len(good) < _FEWEST:
        return sheet
    draw = Draw(seed, f"dirt in {sheet.layout.table}")
    each = max(1, round(len(good) * _SHARE))
    copies = _copies(sheet, draw, each)
    copied = np.concatenate(list(copies.values()))
    code = np.concatenate([np.full(len(rows), code_number(fault)) for fault, rows in copies.items()])
    place = _places(draw, len(sheet), len(copied))
    dirty = _renumbered(sheet, copied, code).take(np.argsort(place))
    written: dict[str, dict[int, str]] = {}
    spots = [_Spot(dirty, int(row), number, written) for number, row in enumerate(place[len(sheet) :])]
    for spot, number in zip(spots, code, strict=True):
        _FAULTS[CODES[number]](spot)
    dirty.codes[place[len(sheet) :]] = code
    for clash in _CLASHES & set(copies):
        dirty.codes[place[copies[clash]]] = code_number(clash)
    forms = odd_spellings(dirty, draw, place[np.setdiff1d(good, copied)], each, written)
    return replace(dirty, written=written, forms=forms)


@dataclass(frozen=True)
class _Spot:
    """Point at one copied row, the how manieth it is, and the cells that are written otherwise."""

    sheet: Sheet
    row: int
    number: int
    written: dict[str, dict[int, str]]

    def write(self, header: str, text: str) -> None:
        self.written.setdefault(header, {})[self.row] = text

    def write_own_key(self) -> None:
        """Give the copy a key of its own where keys are document numbers; others were renumbered."""
        header = self.sheet.layout.key_header
        cells = self.sheet.columns.get(header)
        if isinstance(cells, Text):
            self.write(header, f"{cells.at(self.row).removesuffix('号')}附{self.number + 1}号")

    def event(self) -> np.datetime64:
        return self.sheet.days(self.sheet.layout.event_header)[self.row]  # type: ignore[no-any-return]

    def set_day(self, header: str, day: Days | np.datetime64) -> None:
        self.sheet.days(header)[self.row] = day


def _places(draw: Draw, rows: int, copies: int) -> Ints:
    """Return the place of every row and then of every copy, once the copies are strewn among the rows."""
    wish = np.concatenate([np.arange(rows, dtype=np.float64), rows * draw.uniform(copies)])
    place = np.empty(len(wish), dtype=np.int64)
    place[np.argsort(wish, kind="stable")] = np.arange(len(wish))
    return place


def _faults(sheet: Sheet) -> list[str]:
    """Return the intake codes whose fault this file can have."""
    layout = sheet.layout
    has_event, is_text, has_persons = bool(layout.event_header), not layout.typed, bool(layout.id_header)
    possible = {
        "bad_id": has_persons,
        "rounded_id": has_persons,
        "missing_value": has_event or layout.table == "persons",
        "bad_value": bool(layout.level_header) and is_text,
        "impossible_date": has_event and is_text,
        "future_date": has_event,
        "dates_out_of_order": has_event,
        "no_document": layout.table == "commitment",
        "name_mismatch": bool(layout.name_header) and layout.table != "persons",
        "duplicate": layout.table != "protected",
        "conflict": layout.table in _CLASHING,
        "unknown_unit": layout.table == "admin_penalty",
        "unknown_record": not has_persons,
        "duplicate_person": layout.table == "persons",
        "no_consent": has_persons and layout.table != "persons",
    }
    return [code for code, can_be in possible.items() if can_be]


def _copies(sheet: Sheet, draw: Draw, number: int) -> dict[str, Ints]:
    """Return the rows to copy for each fault; the same row may be copied for several, but not clash and be repeated."""
    good = sheet.accepted()
    copies: dict[str, Ints] = {}
    for fault in _faults(sheet):
        suited = good
        if fault == "no_document":
            cells = sheet.text("outcome")
            suited = good[cells.codes[good] == cells.levels.tolist().index("broken")]
        if fault == "duplicate" and sheet.layout.table == "objections":
            # A decision repeats the filing; repeated before the filing itself, it would make that one a repetition too.
            suited = good[np.isnat(sheet.days("resolved_on")[good])]
        if fault == "duplicate_person":
            # Neither row of a person is accepted then, so it must be somebody whose records are refused anyway.
            suited = np.flatnonzero(sheet.codes == code_number("no_consent"))
        if fault == "conflict":
            suited = np.setdiff1d(good, copies["duplicate"])
        copies[fault] = draw.some(suited, number)
    return copies


def _renumbered(sheet: Sheet, copied: Ints, code: Ints) -> Sheet:
    """Return the sheet with the copies behind it, under keys of their own unless the fault is to have the same one."""
    longer = sheet.take(np.concatenate([np.arange(len(sheet)), copied]))
    keys = longer.columns.get(sheet.layout.key_header)
    if isinstance(keys, Keys):
        is_new = ~np.isin(code, [code_number("duplicate"), code_number("conflict")])
        fresh = keys.numbers.max() + np.arange(1, len(copied) + 1)
        keys.numbers[len(sheet) :] = np.where(is_new, fresh, keys.numbers[len(sheet) :])
    return longer


def _spoil_id(spoil: Callable[[str, int], str]) -> Callable[[_Spot], None]:
    def put(spot: _Spot) -> None:
        header = spot.sheet.layout.id_header
        spot.write_own_key()
        spot.write(header, spoil(spot.sheet.text(header).at(spot.row), spot.number))

    return put


def _spoil_level(spot: _Spot) -> None:
    spot.write_own_key()
    spot.write(spot.sheet.layout.level_header, "不详")


def _spoil_date(spot: _Spot) -> None:
    spot.write_own_key()
    spot.write(spot.sheet.layout.event_header, ("2025-02-30", "2023-02-29", "2024-13-01")[spot.number % 3])


def _leave_empty(spot: _Spot) -> None:
    layout = spot.sheet.layout
    spot.write_own_key()
    if layout.event_header:
        spot.set_day(layout.event_header, NEVER)
    else:
        spot.write(layout.name_header, "")


def _move_ahead(spot: _Spot) -> None:
    spot.write_own_key()
    spot.set_day(spot.sheet.layout.event_header, plus(_FUTURE, spot.number))
    spot.set_day(spot.sheet.layout.known_header, plus(_FUTURE, spot.number + 7))


def _turn_around(spot: _Spot) -> None:
    """Let a state end before it began, or a record be received before it happened."""
    layout = spot.sheet.layout
    spot.write_own_key()
    header = layout.ended_header if layout.ended_header and layout.table not in _FOUND_LATER else layout.known_header
    spot.set_day(header, plus(spot.event(), -20))


def _lose_document(spot: _Spot) -> None:
    spot.write(("doc_no", "organ", "doc_type")[spot.number % 3], "")


def _change_name(spot: _Spot) -> None:
    spot.write_own_key()
    spot.write(spot.sheet.layout.name_header, _OTHER_NAMES[spot.number % len(_OTHER_NAMES)])


def _change_unit(spot: _Spot) -> None:
    spot.write_own_key()
    spot.write("CF_LYDWDM", "unknown_office")


def _change_district(spot: _Spot) -> None:
    cells = spot.sheet.text("服务区县")
    cells.codes[spot.row] = (cells.codes[spot.row] + 1) % len(cells.levels)


def _change_day(spot: _Spot) -> None:
    spot.set_day(spot.sheet.layout.event_header, plus(spot.event(), -1))


def _change_record(spot: _Spot) -> None:
    spot.write("record_key", f"WU{spot.number:06d}")


def _repeat(spot: _Spot) -> None:
    """Leave the exact copy as it is."""


_FAULTS: Final[dict[str, Callable[[_Spot], None]]] = {
    "bad_id": _spoil_id(mistyped),
    "rounded_id": _spoil_id(rounded),
    "missing_value": _leave_empty,
    "bad_value": _spoil_level,
    "impossible_date": _spoil_date,
    "future_date": _move_ahead,
    "dates_out_of_order": _turn_around,
    "no_document": _lose_document,
    "name_mismatch": _change_name,
    "duplicate": _repeat,
    "conflict": _change_day,
    "unknown_unit": _change_unit,
    "unknown_record": _change_record,
    "duplicate_person": _change_district,
    "no_consent": _spoil_id(stranger),
}
