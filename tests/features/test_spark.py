"""The same expressions on Spark give the same features."""

import shutil
from datetime import date

import pytest

from moyang_score.frame import Spine
from tests.features.build import features_of, write_store
from tests.features.histories import random_history

DATES = [date(2026, 3, 31), date(2026, 10, 1)]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_spark_gives_what_duckdb_gives(tmp_path, catalogue) -> None:
    if shutil.which("java") is None:
        pytest.skip("java absent")
    history = random_history(catalogue, 17, DATES, persons=2_000, records=20)
    store = write_store(tmp_path / "store", catalogue, history)
    spine = Spine([one["token"] for one in history.persons for _ in DATES], DATES * len(history.persons))

    duckdb, spark = (features_of(store, catalogue, spine, engine) for engine in ("duckdb", "spark"))

    assert len(duckdb) > 2_000
    assert list(duckdb) == list(spark)
    for name in duckdb:
        assert duckdb[name].to_pylist() == spark[name].to_pylist(), name
        assert duckdb[name].type == spark[name].type, name
