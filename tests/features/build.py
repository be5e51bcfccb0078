"""A store written by hand: plain rows of Python as Parquet files in the layout of the store."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from moyang_score.catalogue import Catalogue
from moyang_score.features import build_features
from moyang_score.frame import FeatureFrame, Spine
from moyang_score.registry import open_store
from moyang_score.registry.engine import open_engine
from moyang_score.registry.snapshot import Snapshot

TYPES = {"text": pa.string(), "int": pa.int64(), "decimal": pa.float64(), "date": pa.date32(), "bool": pa.bool_()}
FIXED = {
    "persons": ("token name_token district batch", "known_on", "seq"),
    "consents": ("token scope action text_version", "happened_on known_on", "seq"),
    "events": ("record table event objection", "happened_on known_on", "seq"),
    "records": ("token record unit batch fact", "known_on", "row seq"),
}
NOT_STORED = {"person_id", "person_name", "record_key", "doc_no"}


def name_of(*parts: object) -> str:
    """32 hex letters that belong to some parts, as tokens, records and facts are."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


@dataclass
class History:
    """Everything that was ever taken in: rows as plain dicts, in the order of intake."""

    persons: list[dict[str, Any]] = field(default_factory=list)
    consents: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    records: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _seq: int = 0

    def _next(self) -> int:
        self._seq += 1
        return self._seq

    def person(self, token: str, known_on: date = date(2021, 1, 1), consent: date | None = date(2021, 1, 1)) -> str:
        """Register somebody, who consents on the day given."""
        self.persons.append({"token": token, "known_on": known_on, "seq": self._next()})
        if consent:
            self.consent(token, "general", "give", consent)
        return token

    def consent(self, token: str, scope: str, action: str, happened_on: date, known_on: date | None = None) -> None:
        """Give or withdraw a consent."""
        row = {"token": token, "scope": scope, "action": action, "happened_on": happened_on}
        self.consents.append({**row, "known_on": known_on or happened_on, "seq": self._next()})

    def add(self, table: str, token: str, record: str, known_on: date, **values: Any) -> str:
        """Add a record, or a later version of one."""
        row = {"token": token, "record": record, "known_on": known_on, "fact": None, **values, "seq": self._next()}
        self.records.setdefault(table, []).append(row)
        return record

    def event(
        self,
        table: str,
        record: str,
        event: str,
        happened_on: date,
        known_on: date | None = None,
        objection: Any = None,
    ) -> None:
        """Add an objection, its outcome, a repair or a revocation."""
        row = {"record": record, "table": table, "event": event, "objection": objection, "happened_on": happened_on}
        self.events.append({**row, "known_on": known_on or happened_on, "seq": self._next()})


def write_store(folder: Path, catalogue: Catalogue, history: History, batches: int = 2) -> Path:
    """Write a history as a store, each part in some batches."""
    label = {"name": catalogue.name, "version": catalogue.version, "hash": catalogue.hash}
    folder.mkdir(parents=True)
    (folder / "store.json").write_text(json.dumps({"format": 1, "catalogue": label, "key": "00000000"}))
    _write(folder / "persons", history.persons, _schema("persons"), batches)
    _write(folder / "consents", history.consents, _schema("consents"), batches)
    _write(folder / "events", history.events, _schema("events"), batches)
    for table, rows in history.records.items():
        own = {
            column.name: TYPES[column.type]
            for column in catalogue.table(table).columns
            if column.name not in NOT_STORED | {"known_on", "unit"}
        }
        _write(folder / "records" / table, rows, {**_schema("records"), **own}, batches)
    return folder


def features_of(
    folder: Path, catalogue: Catalogue, spine: Spine, engine: str = "duckdb", threads: int | None = 2
) -> FeatureFrame:
    """Build the features of a store."""
    with Snapshot(open_store(folder), catalogue, spine, open_engine(engine, threads=threads)) as snapshot:
        return build_features(snapshot, catalogue)


def as_dicts(frame: FeatureFrame) -> dict[tuple[str, date], dict[str, int | None]]:
    """Return a frame as (token, as_of) → code → feature."""
    columns = {name: frame[name].to_pylist() for name in frame}
    pairs = zip(columns["token"], columns["as_of"], strict=True)
    return {pair: {code: columns[code][row] for code in frame.codes} for row, pair in enumerate(pairs)}


def _schema(part: str) -> dict[str, pa.DataType]:
    texts, dates, numbers = FIXED[part]
    kinds = ((texts, pa.string()), (dates, pa.date32()), (numbers, pa.int64()))
    return {name: kind for names, kind in kinds for name in names.split()}


def _write(folder: Path, rows: list[dict[str, Any]], schema: dict[str, pa.DataType], batches: int) -> None:
    for number in range(batches):
        part: Iterable[dict[str, Any]] = rows[number::batches]
        columns = {name: pa.array([row.get(name) for row in part], kind) for name, kind in schema.items()}
        if part:
            folder.mkdir(parents=True, exist_ok=True)
            parquet.write_table(pa.table(columns), folder / f"{number:06d}.parquet")
