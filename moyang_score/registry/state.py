"""The history of a store, in ``state.duckdb``: batches, what became of their rows, and the quarantine."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from moyang_score.registry.reconciliation import Reconciliation, ReconciliationRow

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "known_batch",
    "next_batch",
    "note_batch",
    "note_quarantine",
    "prepare_state",
    "read_quarantine",
    "read_state",
]

_SCHEMA: Final = """
CREATE TABLE batches (batch BIGINT PRIMARY KEY, kind TEXT, received DATE, content TEXT, notes TEXT);
CREATE TABLE reconciliation (batch BIGINT, position BIGINT, file TEXT, "table" TEXT, unit TEXT, received BIGINT,
    accepted BIGINT, quarantined BIGINT, refused BIGINT, codes TEXT);
CREATE TABLE quarantine (batch BIGINT, file TEXT, "table" TEXT, unit TEXT, row BIGINT, code TEXT, "column" TEXT,
    shape TEXT, fields TEXT);
"""


def prepare_state(present: Path, copy: Path) -> None:
    """Make the copy of the history that a change writes to.

    Parameters
    ----------
    present : pathlib.Path
        The history; not there in a new store.
    copy : pathlib.Path
        Where the copy is to appear.
    """
    if present.exists():
        shutil.copyfile(present, copy)
        return
    with _connected(copy) as connection:
        connection.execute(_SCHEMA)


def next_batch(state: Path) -> int:
    """Return the number of the batch that comes next, counted from 1."""
    with _connected(state) as connection:
        return int(connection.execute("SELECT coalesce(max(batch), 0) + 1 FROM batches").fetchone()[0])


def known_batch(state: Path, content: str, received: date) -> Reconciliation | None:
    """Return what came of these very files on this very day, if they were taken in already.

    Parameters
    ----------
    state : pathlib.Path
        The history.
    content : str
        Digest of the files.
    received : datetime.date
        The day they were received.

    Returns
    -------
    Reconciliation or None
        What was told then.
    """
    if not state.exists():
        return None
    with _connected(state, read_only=True) as connection:
        found = connection.execute(
            "SELECT batch, notes FROM batches WHERE kind = 'intake' AND content = ? AND received = ?",
            [content, received],
        ).fetchone()
        if found is None:
            return None
        rows = connection.execute(
            'SELECT file, "table", unit, received, accepted, quarantined, refused, codes FROM reconciliation '
            "WHERE batch = ? ORDER BY position",
            [found[0]],
        ).fetchall()
    lines = tuple(ReconciliationRow(*[*row[:7], json.loads(row[7])]) for row in rows)
    return Reconciliation(int(found[0]), received, lines, tuple(json.loads(found[1])), is_repeat=True)


def note_batch(state: Path, kind: str, content: str, told: Reconciliation) -> None:
    """Write a batch and what became of its rows into the history.

    Parameters
    ----------
    state : pathlib.Path
        The copy that a change writes to.
    kind : str
        ``intake`` or the name of a command.
    content : str
        Digest of the files; empty for commands.
    told : Reconciliation
        What became of its rows.
    """
    with _connected(state) as connection:
        notes = json.dumps(list(told.notes), ensure_ascii=False)
        connection.execute(
            "INSERT INTO batches VALUES (?, ?, ?, ?, ?)", [told.batch, kind, told.received, content, notes]
        )
        for position, row in enumerate(told.rows):
            counts = [row.received, row.accepted, row.quarantined, row.refused]
            codes = json.dumps(row.codes, sort_keys=True)
            values = [told.batch, position, row.file, row.table, row.unit, *counts, codes]
            connection.execute(f"INSERT INTO reconciliation VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608


def note_quarantine(state: Path, batch: int, rows: "pa.Table") -> None:
    """Write quarantined rows into the history.

    Parameters
    ----------
    state : pathlib.Path
        The copy that a change writes to.
    batch : int
        The batch they came in.
    rows : pyarrow.Table
        Columns file, table, unit, row, code, column, shape, fields.
    """
    with _connected(state) as connection:
        connection.register("faulty", rows)
        connection.execute(
            'INSERT INTO quarantine SELECT ?, file, "table", unit, row, code, "column", shape, fields FROM faulty',
            [batch],
        )


def read_quarantine(state: Path) -> list[dict[str, Any]]:
    """Return the quarantine, in the order of batches, files and rows.

    Parameters
    ----------
    state : pathlib.Path
        The history.

    Returns
    -------
    list of dict
        Keys batch, file, table, unit, row, code, column, shape, fields.
    """
    return read_state(state, 'SELECT * FROM quarantine ORDER BY batch, "table", file, row')


def read_state(state: Path, query: str) -> list[dict[str, Any]]:
    """Return the rows of a query on the history.

    Parameters
    ----------
    state : pathlib.Path
        The history.
    query : str
        SQL.

    Returns
    -------
    list of dict
        One per row.
    """
    with _connected(state, read_only=True) as connection:
        result = connection.execute(query)
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


@contextmanager
def _connected(path: Path, *, read_only: bool = False) -> Iterator[Any]:
    import duckdb

    connection = duckdb.connect(str(path), read_only=read_only)
    try:
        yield connection
    finally:
        connection.close()
