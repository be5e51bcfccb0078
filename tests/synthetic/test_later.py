"""The later delivery tells what came of everybody, and nothing that was there before."""

import json
from datetime import date

import numpy as np

from moyang_score.catalogue import load_catalogue
from moyang_score.registry import TokenKey, intake
from moyang_score.synthetic import later
from moyang_score.synthetic.layout import LAYOUTS
from tests.synthetic.cities import made, summary, written

GRAVE = {"hpf_loan": "late_90", "app_library": "overdue_60", "app_transport": "unsettled_90"}
AS_OF, FIRST, LAST = (np.datetime64(day) for day in ("2026-10-01", "2026-11-01", "2028-11-01"))


def failures(delivery):
    """Return table → rows that say that a duty was not met."""
    found = {"jud_defaulter": np.arange(len(delivery.sheets["jud_defaulter"]))}
    for table, level in GRAVE.items():
        cells = delivery.sheets[table].text("status")
        found[table] = np.flatnonzero(cells.codes == cells.levels.tolist().index(level))
    return found


def test_who_is_bad_fails_once_and_nobody_else_but_by_a_mistake_that_is_revoked():
    city = made(5000, 7)
    delivery = later(city)
    rows = failures(delivery)
    failed = np.concatenate([delivery.sheets[table].person[those] for table, those in rows.items()])
    wrong = failed[~city.bad[failed]]

    assert (
        sorted(failed[city.bad[failed]].tolist())
        == np.flatnonzero(city.bad & (city.people.is_live() | city.people.stands("never"))).tolist()
    )
    assert 0 < len(wrong) < 0.01 * city.persons
    keys = delivery.sheets["revocations"].names("record_key")
    revoked = {keys.at(row) for row in range(len(keys))}
    cases = delivery.sheets["jud_defaulter"].names("案号")
    mistaken = [row for row in rows["jud_defaulter"] if not city.bad[delivery.sheets["jud_defaulter"].person[row]]]
    accepted = [row for row in mistaken if delivery.sheets["jud_defaulter"].codes[row] == 0]
    assert revoked == {cases.at(row) for row in accepted}


def test_everything_happens_after_the_gap_and_is_delivered_in_time():
    delivery = later(made(5000, 7))
    dates = {
        "jud_defaulter": "发布时间",
        "hpf_loan": "due_on",
        "app_library": "overdue_on",
        "app_transport": "overdue_on",
    }
    for table, those in failures(delivery).items():
        days = delivery.sheets[table].days(dates[table])[those]
        assert ((days > FIRST) & (days <= LAST)).all(), table
    for table, sheet in delivery.sheets.items():
        known = sheet.days(LAYOUTS[table].known_header)
        assert (known > AS_OF).all(), table
        assert (known < np.datetime64("2029-02-01")).all(), table


def test_some_of_it_ends_or_is_repaired_later():
    delivery = later(made(5000, 7))
    assert len(delivery.sheets["repairs"]) > 20
    assert (~np.isnat(delivery.sheets["jud_defaulter"].days("移除时间"))).sum() > 20


def test_intake_accepts_it_on_top_of_the_city(tmp_path):
    place = written(600, 5, tmp_path / "city")
    expected = json.loads((place / "later.json").read_text("utf-8"))
    key, catalogue = TokenKey.from_bytes(b"a key for the tests of the city"), load_catalogue("moyang")
    intake(catalogue, place / "source", tmp_path / "store", key, date.fromisoformat(summary(place)["received"]))

    told = intake(catalogue, place / "later", tmp_path / "store", key, date.fromisoformat(expected["received"]))

    assert told.notes == ()
    for row in told.rows:
        file = expected["files"][row.file]
        assert (row.received, row.accepted) == (file["rows"], file["accepted"]), row.file
        assert dict(row.codes) == {**file["quarantined"], **file["refused"]}, row.file
