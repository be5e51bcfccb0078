"""What the offices of the city deliver in the two years after the as-of day: the outcome, as records.

Who turned out bad has at least one record of a duty not met, delivered before the outcome is read; nobody else has one
that stands. Some of these records end or are repaired later, which changes nothing about the outcome.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np

from moyang_score.files import write_text
from moyang_score.synthetic.calendar import NEVER, plus
from moyang_score.synthetic.city import City
from moyang_score.synthetic.draw import Days, Draw, Flags, Ints
from moyang_score.synthetic.layout import LAYOUTS
from moyang_score.synthetic.people import People
from moyang_score.synthetic.public import COURTS
from moyang_score.synthetic.records import numbered, picked
from moyang_score.synthetic.sheet import ACCEPTED, Cells, Sheet, Text, in_order
from moyang_score.synthetic.writing import file_summary, json_text, write_sheet

__all__ = ["LATER_FILE", "LATER_RECEIVED", "Later", "later", "write_later"]

LATER_FILE: Final = "later.json"
LATER_RECEIVED: Final = np.datetime64("2029-02-01", "D")
# Inside the 24 months after a gap of one, early enough to be delivered in time.
_FIRST: Final = np.datetime64("2026-11-02", "D")
_LAST: Final = np.datetime64("2028-10-01", "D")
_KNOWN_BY: Final = plus(LATER_RECEIVED, -2)
# How somebody fails who has no housing loan, and how somebody who has.
_WAYS: Final = ("jud_defaulter", "app_transport", "app_library", "hpf_loan")
_WITHOUT_LOAN: Final = (0.40, 0.42, 0.18, 0.0)
_WITH_LOAN: Final = (0.25, 0.27, 0.13, 0.35)
_COURT_CODES: Final = np.array(["1702", "1781", "1721", "1704", "17"])
_NOTE: Final = "made up; delivered after the as-of day: for outcomes, never for features of that day"


@dataclass(frozen=True)
class Later:
    """Hold the later delivery of a city.

    Parameters
    ----------
    sheets : mapping of str to Sheet
        Its files by table.
    received : datetime.date
        The day on which they are delivered.

    Examples
    --------
    >>> from moyang_score.synthetic.city import city
    >>> sorted(later(city(60, seed=7)).sheets)
    ['app_library', 'app_transport', 'hpf_loan', 'jud_defaulter', 'repairs', 'revocations']
    """

    sheets: Mapping[str, Sheet]

    @property
    def received(self) -> date:
        """The day on which the files are delivered."""
        return LATER_RECEIVED.item()


@dataclass(frozen=True)
class _Failing:
    """Hold duties not met: whose, since when, and until when."""

    person: Ints
    found: Days
    ended: Days

    def __len__(self) -> int:
        return len(self.person)


def later(city: City) -> Later:
    """Return what is delivered after the as-of day of a city.

    Parameters
    ----------
    city : City
        The city.

    Returns
    -------
    Later
        Its files: bad people have a listing, an instalment 90 days late, a book or a ride not brought back or settled;
        good people have the same things in order, a few a listing that its court revoked.

    Examples
    --------
    >>> from moyang_score.synthetic.city import city
    >>> made = city(200, seed=7)
    >>> listed = later(made).sheets["jud_defaulter"]
    >>> bool(made.bad[listed.person].mean() > 0.5)
    True
    """
    people, seed = city.people, city.seed
    draw = Draw(seed, "later")
    seen = people.is_live() | people.stands("never")
    bad = np.flatnonzero(city.bad & seen)
    good = np.flatnonzero(~city.bad & seen)
    way = _ways(draw, people, bad)
    failing = {table: _failing(draw, bad[way == at]) for at, table in enumerate(_WAYS)}
    wronged = _failing(draw, good[draw.chance(len(good), 0.004)])
    listed, wrong = _listings(draw, people, failing["jud_defaulter"], wronged)
    made = [
        listed,
        _loans(draw, people, failing["hpf_loan"], good),
        _owed(draw, people, "app_library", failing["app_library"], good),
        _owed(draw, people, "app_transport", failing["app_transport"], good),
    ]
    made += [_repairs(draw, made), _revocations(draw, listed, wrong)]
    return Later({sheet.layout.table: sheet for sheet in made})


def write_later(city: City, folder: str | os.PathLike[str]) -> Later:
    """Write the later delivery of a city into its folder: ``later/`` and ``later.json``.

    Parameters
    ----------
    city : City
        The city.
    folder : str or path-like
        The folder that `write_city` wrote.

    Returns
    -------
    Later
        What was written.

    Raises
    ------
    OutputExistsError
        One of the files is there already.
    MissingExtraError
        pyarrow is not installed.

    Examples
    --------
    >>> import tempfile
    >>> from moyang_score.synthetic.city import city
    >>> with tempfile.TemporaryDirectory() as place:
    ...     print(write_later(city(60, seed=7), place).received)
    ...     sorted(one.name for one in Path(place).iterdir())
    2029-02-01
    ['later', 'later.json']
    """
    made, place = later(city), Path(folder)
    for sheet in made.sheets.values():
        write_sheet(sheet, place / "later" / sheet.layout.file)
    write_text(place / LATER_FILE, json_text(_summary(city, made)))
    return made


def _summary(city: City, made: Later) -> dict[str, Any]:
    return {
        "kind": "moyang-synthetic-later",
        "format": 1,
        "note": _NOTE,
        "persons": city.persons,
        "seed": city.seed,
        "as_of": str(city.as_of),
        "received": str(made.received),
        "files": {sheet.layout.file: file_summary(sheet) for sheet in made.sheets.values()},
    }


def _ways(draw: Draw, people: People, bad: Ints) -> Ints:
    has_loan = people.scopes["hpf_loan"][bad]
    return np.where(has_loan, draw.level(len(bad), _WITH_LOAN), draw.level(len(bad), _WITHOUT_LOAN))


def _failing(draw: Draw, person: Ints) -> _Failing:
    """Return a day for each; half of what was failed ends within a year, if it is known by then."""
    found = draw.days(len(person), _FIRST, _LAST)
    ended = plus(found, draw.whole(len(person), 40, 400))
    return _Failing(person, found, np.where(draw.chance(len(person), 0.5) & (ended < _KNOWN_BY), ended, NEVER))


def _told(draw: Draw, days: Days) -> Days:
    return plus(days, draw.whole(len(days), 1, 14))


def _known(draw: Draw, days: Days) -> Days:
    return np.minimum(plus(days, draw.whole(len(days), 1, 30)), _KNOWN_BY)


def _ordinary(draw: Draw, good: Ints, share: float) -> tuple[Ints, Days]:
    person = good[draw.chance(len(good), share)]
    return person, draw.days(len(person), _FIRST, _LAST)


def _listings(draw: Draw, people: People, failing: _Failing, wronged: _Failing) -> tuple[Sheet, Ints]:
    """Return listings, and the rows of those that a court has to revoke."""
    person = np.concatenate([failing.person, wronged.person])
    listed = np.concatenate([failing.found, wronged.found])
    ended = np.concatenate([failing.ended, wronged.ended])
    n = len(person)
    court = draw.level(n, (0.35, 0.25, 0.2, 0.15, 0.05))
    year = (listed.astype("M8[Y]").astype(np.int64) + 1970).astype("U4")
    case = [
        f"（{at}）粤{code}执恢{number}号"
        for at, code, number in zip(year, _COURT_CODES[court], range(1, n + 1), strict=True)
    ]
    told = _told(draw, listed)
    columns: dict[str, Cells] = {
        "案号": Text(np.arange(n), np.array(case, dtype="U40")),
        "执行法院": picked(COURTS, court),
        "发布时间": listed,
        "移除时间": ended,
        "告知时间": told,
        "known_on": np.fmax(_known(draw, told), _after(ended)),
    }
    sheet = _sheet("jud_defaulter", people, person, columns)
    return sheet, np.flatnonzero(np.isin(sheet.person, wronged.person))


def _loans(draw: Draw, people: People, failing: _Failing, good: Ints) -> Sheet:
    """Return instalments: 90 days late, late, on time."""
    paying, paid = _ordinary(draw, good[people.scopes["hpf_loan"][good]], 0.3)
    person = np.concatenate([failing.person, paying])
    status = np.concatenate([np.full(len(failing), 2), draw.chance(len(paying), 0.06)]).astype(np.int64)
    due = np.concatenate([failing.found, paid])
    found = plus(due, np.where(status == 2, 90, 0))
    told = np.where(status == 2, _told(draw, found), NEVER)
    ended = np.where(status == 2, np.concatenate([plus(failing.ended, 60), np.full(len(paying), NEVER)]), NEVER)
    ended = np.where(ended < _KNOWN_BY, np.fmax(ended, plus(found, 3)), NEVER)
    columns: dict[str, Cells] = {
        "instalment_no": numbered("GH", due),
        "due_on": due,
        "status": picked(("on_time", "late", "late_90"), status),
        "ended_on": ended,
        "notified_on": told,
        "known_on": np.fmax(_known(draw, np.fmax(found, told)), _after(ended)),
    }
    return _sheet("hpf_loan", people, person, columns)


_OVERDUE: Final = {"app_library": ("TH", "overdue_60", 60), "app_transport": ("CH", "unsettled_90", 90)}


def _owed(draw: Draw, people: People, table: str, failing: _Failing, good: Ints) -> Sheet:
    """Return books or rides: long overdue, late, on time."""
    prefix, level, days = _OVERDUE[table]
    using, used = _ordinary(draw, good, 0.12)
    person = np.concatenate([failing.person, using])
    is_grave = np.arange(len(person)) < len(failing)
    due = np.concatenate([plus(failing.found, -days), used])
    overdue = np.where(is_grave, plus(due, days), NEVER)
    told = np.where(is_grave, _told(draw, plus(due, days)), NEVER)
    ended = np.concatenate([failing.ended, np.full(len(using), NEVER)])
    columns: dict[str, Cells] = {
        LAYOUTS[table].key_header: numbered(prefix, due),
        "due_on": due,
        "status": picked(("on_time", "late", level), np.where(is_grave, 2, draw.chance(len(person), 0.08))),
        "overdue_on": overdue,
        "ended_on": ended,
        "notified_on": told,
        "known_on": np.fmax(_known(draw, np.fmax(due, told)), _after(ended)),
    }
    return _sheet(table, people, person, columns)


def _after(ended: Days) -> Days:
    return plus(ended, 1)


def _repairs(draw: Draw, sheets: list[Sheet]) -> Sheet:
    """Return repairs of a quarter of what was failed."""
    return _events("repairs", "repair_no", "XH", "repaired_on", [(one, _some_grave(draw, one)) for one in sheets], draw)


def _revocations(draw: Draw, listed: Sheet, wrong: Ints) -> Sheet:
    return _events("revocations", "revocation_no", "CE", "revoked_on", [(listed, wrong)], draw)


def _some_grave(draw: Draw, sheet: Sheet) -> Ints:
    grave: Flags = ~np.isnat(sheet.days("告知时间" if "告知时间" in sheet.columns else "notified_on"))
    return np.flatnonzero(grave & (sheet.codes == ACCEPTED) & draw.chance(len(sheet), 0.25))


def _events(table: str, number: str, prefix: str, header: str, targets: list[tuple[Sheet, Ints]], draw: Draw) -> Sheet:
    rows = [(sheet, row) for sheet, chosen in targets for row in chosen.tolist() if sheet.codes[row] == ACCEPTED]
    known = np.array([sheet.days("known_on")[row] for sheet, row in rows], dtype="M8[D]")
    happened = np.minimum(plus(known, draw.whole(len(rows), 20, 200)), plus(_KNOWN_BY, -1))
    at = np.arange(len(rows))
    columns: dict[str, Cells] = {
        number: numbered(prefix, happened),
        "table": Text(at, np.array([sheet.layout.table for sheet, _ in rows], dtype="U16")),
        "unit": Text(at, np.array([sheet.layout.unit for sheet, _ in rows], dtype="U32")),
        "record_key": Text(at, np.array([sheet.names(sheet.layout.key_header).at(row) for sheet, row in rows], "U48")),
        header: happened,
        "known_on": plus(happened, 1),
    }
    return in_order(Sheet(LAYOUTS[table], columns, np.full(len(rows), -1), np.full(len(rows), ACCEPTED)))


def _sheet(table: str, people: People, person: Ints, columns: Mapping[str, Cells]) -> Sheet:
    layout = LAYOUTS[table]
    who: dict[str, Cells] = {layout.id_header: Text(person, people.ids)}
    if layout.name_header:
        who[layout.name_header] = Text(person, people.names)
    codes = people.codes(table if layout.separate else "")[person]
    return in_order(Sheet(layout, {**who, **columns}, person, codes))
