"""What happens to records later: objections, repairs, revocations."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from moyang_score.synthetic.calendar import NEVER, RECEIVED, plus
from moyang_score.synthetic.draw import Days, Draw, Flags, Ints
from moyang_score.synthetic.layout import LAYOUTS
from moyang_score.synthetic.records import numbered, picked
from moyang_score.synthetic.sheet import ACCEPTED, Cells, Sheet, Text, in_order

__all__ = ["events"]

# Values of the level column that make a row a negative fact worth an event; None = every row.
_NEGATIVE: Final = {
    "jud_defaulter": None,
    "serious_list": None,
    "admin_penalty": ("一般", "严重"),
    "tax_arrears": None,
    "commitment": ("broken",),
    "biz_abnormal": None,
    "hpf_loan": ("late_90",),
    "jud_closed": None,
    "app_library": ("late", "overdue_60"),
    "app_transport": ("late", "unsettled_90"),
}
_REPAIRED: Final = {"admin_penalty": 0.12, "commitment": 0.15, "serious_list": 0.05, "hpf_loan": 0.10}
_REVOKED: Final = {"admin_penalty": 0.03, "commitment": 0.03, "jud_closed": 0.02, "honour": 0.02}
_OBJECTED: Final = {**dict.fromkeys(_NEGATIVE, 0.12), "app_library": 0.03, "app_transport": 0.02}


@dataclass(frozen=True)
class _Targets:
    """Hold records that something happens to: table, unit and key of each, and when it was known."""

    table: NDArray[np.str_]
    unit: NDArray[np.str_]
    key: NDArray[np.str_]
    known: Days

    def __len__(self) -> int:
        return len(self.table)


def events(records: Mapping[str, Sheet], seed: int) -> list[Sheet]:
    """Return objections, repairs and revocations of records that intake accepts.

    Parameters
    ----------
    records : mapping of str to Sheet
        The records by table, before any dirt.
    seed : int
        Seed of the city.

    Returns
    -------
    list of Sheet
        The three sheets.

    Examples
    --------
    >>> from moyang_score.synthetic.people import make_people
    >>> from moyang_score.synthetic.public import penalties
    >>> [sheet.layout.table for sheet in events({"admin_penalty": penalties(make_people(50, 1), 1)}, 1)]
    ['objections', 'repairs', 'revocations']
    """
    return [_objections(records, seed), _repairs(records, seed), _revocations(records, seed)]


def _objections(records: Mapping[str, Sheet], seed: int) -> Sheet:
    draw = Draw(seed, "objections")
    targets = _chosen(records, draw, _OBJECTED)
    n = len(targets)
    filed = plus(targets.known, draw.whole(n, 3, 120))
    fate = draw.level(n, (0.3, 0.35, 0.35))  # open, upheld, rejected
    resolved = plus(filed, draw.whole(n, 3, 20))
    resolved = np.where((fate > 0) & (resolved <= plus(RECEIVED, -3)), resolved, NEVER)
    later = np.flatnonzero(~np.isnat(resolved))
    rows = np.concatenate([np.arange(n), later])
    answer = np.where(np.arange(len(rows)) < n, NEVER, resolved[rows])
    columns: dict[str, Cells] = {
        "objection_no": numbered("YY", filed).take(rows),
        **_record_columns(targets, rows),
        "filed_on": filed[rows],
        "resolved_on": answer,
        "outcome": picked(("", "upheld", "rejected"), np.where(np.isnat(answer), -1, fate[rows])),
        "known_on": np.where(np.isnat(answer), plus(filed[rows], 1), plus(answer, 2)),
    }
    return _sheet("objections", columns)


def _repairs(records: Mapping[str, Sheet], seed: int) -> Sheet:
    draw = Draw(seed, "repairs")
    targets = _chosen(records, draw, _REPAIRED)
    repaired = plus(targets.known, draw.whole(len(targets), 60, 400))
    return _once("repairs", "repair_no", "XF", "repaired_on", targets, repaired)


def _revocations(records: Mapping[str, Sheet], seed: int) -> Sheet:
    draw = Draw(seed, "revocations")
    targets = _chosen(records, draw, _REVOKED)
    revoked = plus(targets.known, draw.whole(len(targets), 10, 300))
    return _once("revocations", "revocation_no", "CX", "revoked_on", targets, revoked)


def _once(table: str, number: str, prefix: str, header: str, targets: _Targets, days: Days) -> Sheet:
    columns: dict[str, Cells] = {
        number: numbered(prefix, days),
        **_record_columns(targets, np.arange(len(targets))),
        header: days,
        "known_on": plus(days, 3),
    }
    return _sheet(table, columns)


def _sheet(table: str, columns: dict[str, Cells]) -> Sheet:
    n = len(columns["table"])
    sheet = Sheet(LAYOUTS[table], columns, np.full(n, -1), np.full(n, ACCEPTED))
    return in_order(sheet.take(np.flatnonzero(sheet.days("known_on") <= RECEIVED)))


def _record_columns(targets: _Targets, rows: Ints) -> dict[str, Cells]:
    return {
        "table": Text(rows, targets.table),
        "unit": Text(rows, targets.unit),
        "record_key": Text(rows, targets.key),
    }


def _chosen(records: Mapping[str, Sheet], draw: Draw, shares: Mapping[str, float]) -> _Targets:
    found = [_of_table(records[table], draw, share) for table, share in shares.items() if table in records]
    return _Targets(
        table=np.concatenate([one.table for one in found]),
        unit=np.concatenate([one.unit for one in found]),
        key=np.concatenate([one.key for one in found]),
        known=np.concatenate([one.known for one in found]),
    )


def _of_table(sheet: Sheet, draw: Draw, share: float) -> _Targets:
    """Return one row per record that something happens to, the one of its first version."""
    layout = sheet.layout
    keys = sheet.names(layout.key_header)
    rows = np.flatnonzero((sheet.codes == ACCEPTED) & _is_negative(sheet))
    rows = rows[np.unique(keys.numbers[rows], return_index=True)[1]]
    rows = rows[draw.chance(len(rows), share)]
    units = sheet.columns.get("CF_LYDWDM")
    unit = [units.at(row) if isinstance(units, Text) else layout.unit for row in rows.tolist()]
    return _Targets(
        table=np.full(len(rows), layout.table, dtype="U16"),
        unit=np.array(unit, dtype="U32"),
        key=np.array([keys.at(row) for row in rows.tolist()], dtype="U48"),
        known=sheet.days(layout.known_header)[rows],
    )


def _is_negative(sheet: Sheet) -> Flags:
    wanted = _NEGATIVE.get(sheet.layout.table)
    if wanted is None:
        return np.ones(len(sheet), dtype=bool)
    cells = sheet.text(sheet.layout.level_header)
    return np.isin(cells.codes, np.flatnonzero(np.isin(cells.levels, wanted)))
