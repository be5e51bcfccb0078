"""The made-up city, taken in by the real intake: features of a sample equal the plain reading of its store."""

import json
import random
from datetime import date
from pathlib import Path

import pytest
from pyarrow import parquet

from moyang_score.frame import Spine
from moyang_score.registry import TokenKey, intake
from tests.features.build import History, as_dicts, features_of
from tests.features.naive import interpret

CITY = Path(__file__).parents[2] / "data" / "synthetic" / "city"
DATES = [date(2026, 10, 1), date(2026, 1, 1), date(2025, 4, 1)]
SAMPLE = 200


def rows_of(folder: Path) -> list[dict]:
    return [row for path in sorted(folder.glob("*.parquet")) for row in parquet.read_table(path).to_pylist()]


def history_of(store: Path, tokens: set[str]) -> History:
    """Read what a store holds of some persons."""
    history = History()
    history.persons = [row for row in rows_of(store / "persons") if row["token"] in tokens]
    history.consents = [row for row in rows_of(store / "consents") if row["token"] in tokens]
    for folder in sorted((store / "records").iterdir()):
        rows = rows_of(folder)
        own = {row["record"] for row in rows if row["token"] in tokens}
        history.records[folder.name] = [row for row in rows if row["record"] in own]
    records = {row["record"] for rows in history.records.values() for row in rows}
    history.events = [row for row in rows_of(store / "events") if row["record"] in records]
    return history


@pytest.mark.slow
def test_features_of_the_city_equal_a_plain_reading_of_its_store(tmp_path, catalogue) -> None:
    received = date.fromisoformat(json.loads((CITY / "city.json").read_text(encoding="utf-8"))["received"])
    store = tmp_path / "store"
    intake(catalogue, CITY / "source", store, TokenKey.from_bytes(bytes(32)), received)
    everybody = sorted({row["token"] for row in rows_of(store / "persons")})
    tokens = random.Random(1).sample(everybody, SAMPLE)
    pairs = [(token, day) for token in tokens for day in DATES]

    expected, *_ = interpret(catalogue, history_of(store, set(tokens)), pairs)

    assert len(expected) > SAMPLE
    spine = Spine([token for token, _ in pairs], [day for _, day in pairs])
    assert as_dicts(features_of(store, catalogue, spine)) == expected
