"""Intake gives every row of the city the code that the city says it must get."""

from collections import Counter
from datetime import date

import pytest

from moyang_score.catalogue import load_catalogue
from moyang_score.registry import TokenKey, intake
from tests.synthetic.cities import summary, written


@pytest.mark.parametrize(("persons", "seed"), [(60, 1), (2000, 5)])
def test_intake_turns_away_what_it_must_and_nothing_else(persons, seed, tmp_path):
    place = written(persons, seed, tmp_path / "city")
    expected = summary(place)
    received = date.fromisoformat(expected["received"])
    key = TokenKey.from_bytes(b"a key for the tests of the city")

    told = intake(load_catalogue("moyang"), place / "source", tmp_path / "store", key, received)

    rows, accepted, codes = Counter(), Counter(), {name: Counter() for name in expected["files"]}
    for one in told.rows:
        rows[one.file] += one.received
        accepted[one.file] += one.accepted
        codes[one.file].update(dict(one.codes))
    for name, file in expected["files"].items():
        assert codes[name] == Counter({**file["quarantined"], **file["refused"]}), name
        assert (rows[name], accepted[name]) == (file["rows"], file["accepted"]), name
