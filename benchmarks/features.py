"""Features of a generated store, beside the least that the engine must do with the same rows: one group-by a table.

python -m benchmarks.features --persons 100000 --records 2000000
"""

import argparse
import hashlib
import json
import resource
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import parquet

from benchmarks.machine import describe_machine
from moyang_score.catalogue import Catalogue, SourceTable, load_catalogue
from moyang_score.features import build_features
from moyang_score.frame import Spine
from moyang_score.registry import open_store
from moyang_score.registry.engine import open_engine
from moyang_score.registry.snapshot import Snapshot, everybody

__all__ = ["compare_features", "write_generated_store"]

AS_OF = date(2026, 10, 1)
# Bills and instalments are many, listings and penalties few.
_SHARES = {"utility": 0.40, "hpf_loan": 0.12, "app_transport": 0.12, "gov_service": 0.08, "app_library": 0.06}
_REST = 0.22
_FIRST = np.datetime64("2021-10-01")
_DAYS = 1826
_LATER_VERSIONS = 0.02
_EVENTS = 0.002


def compare_features(persons: int, records: int, dates: int, repeats: int) -> None:
    """Print seconds of features, of the bare group-by, and the memory that was needed."""
    catalogue = load_catalogue("moyang")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "store"
        written = write_generated_store(place, catalogue, persons, records, seed=7)
        print(f"{persons:,} persons, {written:,} records, {dates} as-of date(s), {repeats} runs in turn")
        bare, ours = [], []
        for _ in range(repeats):
            bare.append(_seconds(lambda: _bare(place)))
            ours.append(_seconds(lambda: _features(place, catalogue, dates)))
        print(f"  one group-by per table  median {np.median(bare):.2f} s (from {min(bare):.2f} to {max(bare):.2f})")
        print(f"  features                median {np.median(ours):.2f} s (from {min(ours):.2f} to {max(ours):.2f})")
        ratios = [mine / theirs for mine, theirs in zip(ours, bare, strict=True)]
        print(f"  ratio                   {np.median(ratios):.1f} (from {min(ratios):.1f} to {max(ratios):.1f})")
        print(f"  peak memory of the process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.1f} GiB")


def write_generated_store(place: Path, catalogue: Catalogue, persons: int, records: int, seed: int) -> int:
    """Write a store of random rows in the layout of the registry, and return how many records it has."""
    random = np.random.default_rng(seed)
    tokens = _names("person", persons)
    place.mkdir(parents=True)
    label = {"name": catalogue.name, "version": catalogue.version, "hash": catalogue.hash}
    (place / "store.json").write_text(json.dumps({"format": 1, "catalogue": label, "key": "00000000"}))
    early = np.full(persons, np.datetime64("2021-09-01"))
    seq = np.arange(persons)
    _write(place / "persons", {"token": tokens, "known_on": early, "seq": seq})
    separate = [table.name for table in catalogue.tables.values() if table.kind == "records" and table.consent == "S"]
    for number, scope in enumerate(["general", *separate]):
        given = random.random(persons) < (0.9 if scope == "general" else 0.6)
        consents = {"scope": np.full(persons, scope), "action": np.full(persons, "give"), "happened_on": early}
        _write(
            place / "consents",
            {"token": tokens, "known_on": early, "seq": seq + number * persons, **consents},
            f"{number:06d}",
            given,
        )
    tables = sorted({one.records for one in catalogue.indicators if one.records})
    return sum(
        _write_table(place, catalogue.table(name), tokens, _rows(name, tables, records), random) for name in tables
    )


def _rows(name: str, tables: list[str], records: int) -> int:
    return int(records * _SHARES.get(name, _REST / (len(tables) - len(_SHARES))))


def _write_table(
    place: Path, table: SourceTable, tokens: npt.NDArray[Any], rows: int, random: np.random.Generator
) -> int:
    later = int(rows * _LATER_VERSIONS)
    first = np.arange(rows) % max(rows - later, 1)  # the last rows are later versions of the first
    owner = random.integers(0, len(tokens), rows)[first]
    names = _names(table.name, rows)[first]
    columns = {"token": tokens[owner], "record": names, "unit": np.full(rows, "unit"), "seq": np.arange(rows)}
    columns["fact"] = np.full(rows, None)
    if table.fact:
        columns["fact"] = _names("fact", rows)[first]
    for column in table.columns:
        values = _values(column.name, column.type, column.stored_values, rows, random)
        if values is not None:
            columns[column.name] = values
    columns["known_on"] = _FIRST + random.integers(0, _DAYS + 30, rows)
    _write(place / "records" / table.name, columns)
    events = random.random(rows) < _EVENTS
    filed = columns["known_on"] + random.integers(1, 60, rows)
    kinds = random.choice(["objected", "repaired", "revoked"], rows)
    event = {"record": names, "table": np.full(rows, table.name), "event": kinds, "objection": names}
    _write(place / "events", {**event, "happened_on": filed, "known_on": filed}, table.name, events)
    return rows


def _values(name: str, kind: str, stored: Any, rows: int, random: np.random.Generator) -> npt.NDArray[Any] | None:
    if name in {"person_id", "person_name", "record_key", "doc_no", "known_on", "unit"}:
        return None
    if stored is not None:
        return random.choice(list(stored), rows)
    if kind == "bool":
        return random.random(rows) < 0.95
    if kind == "int":
        return random.integers(1, 20, rows)
    if kind == "date":
        days = _FIRST + random.integers(0, _DAYS, rows)
        return np.where(random.random(rows) < 0.3, np.datetime64("NaT"), days) if name == "ended_on" else days
    return np.full(rows, "text")


def _names(kind: str, count: int) -> npt.NDArray[Any]:
    """Return names of 32 hex letters, as tokens and records are; made without a loop over hashes."""
    salt = np.frombuffer(hashlib.sha256(kind.encode()).digest()[:16], np.uint64)
    numbers = np.arange(count, dtype=np.uint64)
    mixed = np.stack(
        [(numbers + salt[0]) * np.uint64(0x9E3779B97F4A7C15), (numbers ^ salt[1]) * np.uint64(0xC2B2AE3D27D4EB4F)]
    )
    text = mixed.T.copy().tobytes().hex()
    return np.array([text[start : start + 32] for start in range(0, len(text), 32)], object)


def _write(
    folder: Path, columns: dict[str, npt.NDArray[Any]], batch: str = "000001", rows: npt.NDArray[np.bool_] | None = None
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    kept = {name: column if rows is None else column[rows] for name, column in columns.items()}
    arrays = {name: _array(column) for name, column in kept.items()}
    parquet.write_table(pa.table(arrays), folder / f"{batch}.parquet")


def _array(column: npt.NDArray[Any]) -> Any:
    if column.dtype.kind == "M":
        return pa.array(column.astype("datetime64[D]"), pa.date32())
    return pa.array(column, pa.string()) if column.dtype.kind in "OU" else pa.array(column)


def _features(place: Path, catalogue: Catalogue, dates: int) -> None:
    store = open_store(place)
    spine = everybody(store, AS_OF)
    if dates > 1:
        days = [date(AS_OF.year - number // 12, 12 - number % 12, 1) for number in range(dates)]
        tokens = spine.token.to_pylist()  # type: ignore[attr-defined]
        spine = Spine([token for _ in days for token in tokens], [day for day in days for _ in tokens])
    with Snapshot(store, catalogue, spine, open_engine("duckdb")) as snapshot:
        build_features(snapshot, catalogue)


def _bare(place: Path) -> None:
    """Count the rows of each table by person, and pick the latest day: no windows, versions, states or consent."""
    with duckdb.connect() as connection:
        for folder in sorted((place / "records").iterdir()):
            source = f"read_parquet('{folder}/*.parquet')"
            connection.sql(f"SELECT token, count(*), max(known_on) FROM {source} GROUP BY token").to_arrow_table()


def _seconds(work: Any) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Run with the sizes that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.features", description=__doc__)
    parser.add_argument("--persons", type=int, default=100_000, help="persons (default 100,000)")
    parser.add_argument("--records", type=int, default=2_000_000, help="records (default 2,000,000)")
    parser.add_argument("--dates", type=int, default=1, help="as-of dates for everybody (default 1)")
    parser.add_argument("--repeats", type=int, default=3, help="runs (default 3)")
    options = parser.parse_args()
    print(describe_machine())
    compare_features(options.persons, options.records, options.dates, options.repeats)


if __name__ == "__main__":
    main()
