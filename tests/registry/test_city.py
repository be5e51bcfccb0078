"""A made-up city says which code each of its faulty rows must get, and gets it."""

import json
from datetime import date

import pytest

from moyang_score.registry import intake
from moyang_score.registry.quarantine import NO_UNIT
from moyang_score.synthetic.city import city
from moyang_score.synthetic.writing import write_city
from tests.registry import deliveries as d


def expected(document):
    """Return what must become of the rows of each file."""
    return {
        name: {"accepted": entry["accepted"], **entry["quarantined"], **entry["refused"]}
        for name, entry in document["files"].items()
    }


def found(told):
    counts = {}
    for row in told.rows:
        codes = counts.setdefault(row.file, {"accepted": 0})
        for code, number in {"accepted": row.accepted, **row.codes}.items():
            codes[code] = codes.get(code, 0) + number
    return counts


@pytest.mark.parametrize("persons", [600, pytest.param(20_000, marks=pytest.mark.slow)])
def test_every_planted_fault_gets_its_code(tmp_path, persons):
    write_city(city(persons, seed=11), tmp_path / "city")
    document = json.loads((tmp_path / "city" / "city.json").read_text(encoding="utf-8"))
    received = date.fromisoformat(document["received"])
    told = intake(d.catalogue(), tmp_path / "city" / "source", tmp_path / "store", d.KEY, received)
    assert found(told) == expected(document)
    assert all(row.is_balanced for row in told.rows)
    assert NO_UNIT in {row.unit for row in told.rows}
    assert told.notes == ()
