"""The history of a store, in ``state.duckdb``: batches, what became of their rows, and the quarantine."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from moyang_score.registry.database import connected
from moyang_score.registry.reconciliation import Reconciliation, ReconciliationRow

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["known_batch", "note_batch", "prepare_state", "read_quarantine", "read_state"]

_SCHEMA: Final = """
CREATE TABLE batches (batch BIGINT PRIMARY KEY, kind TEXT, received DATE, content TEXT, notes TEXT);
CREATE TABLE reconciliation (batch BIGINT, position BIGINT, file TEXT, "table" TEXT, unit TEXT, received BIGINT,
    accepted BIGINT, quarantined BIGINT, refused BIGINT, codes TEXT);
CREATE TABLE quarantine (batch BIGINT, file TEXT, "table" TEXT, unit TEXT, row BIGINT, code TEXT, "column" TEXT,
    shape TEXT, fields TEXT);
"""
_FAULTY: Final = """
INSERT INTO quarantine SELECT ?, file, "table", unit, row, code, "column", shape, fields FROM faulty
"""


def prepare_state(present: Path, copy: Path) -> int:
    """Make the copy of the history that a change writes to.

    Parameters
    ----------
    present : pathlib.Path
        The history; not there in a new store.
    copy : pathlib.Path
        Where the copy is to appear.

    Returns
    -------
    int
        The number of the batch that comes next, counted from 1.
    """
    is_new = not present.exists()
    if not is_new:
        shutil.copyfile(present, copy)
    with connected(copy) as connection:
        if is_new:
            connection.execute(_SCHEMA)
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
    with connected(state, read_only=True) as connection:
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


def note_batch(state: Path, kind: str, content: str, told: Reconciliation, faulty: "pa.Table | None" = None) -> None:
    """Write a batch, what became of its rows, and its quarantine into the history.

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
    faulty : pyarrow.Table, optional
        Quarantined rows: file, table, unit, row, code, column, shape, fields.
    """
    notes = json.dumps(list(told.notes), ensure_ascii=False)
    batch = [told.batch, kind, told.received, content, notes]
    rows = [[told.batch, position, *_counts(row)] for position, row in enumerate(told.rows)]
    with connected(state) as connection:
        connection.execute("INSERT INTO batches VALUES (?, ?, ?, ?, ?)", batch)
        if rows:
            connection.executemany("INSERT INTO reconciliation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        if faulty is not None:
            connection.register("faulty", faulty)
            connection.execute(_FAULTY, [told.batch])


def _counts(row: ReconciliationRow) -> list[Any]:
    counts = [row.received, row.accepted, row.quarantined, row.refused]
    return [row.file, row.table, row.unit, *counts, json.dumps(row.codes, sort_keys=True)]


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
    with connected(state, read_only=True) as connection:
        result = connection.execute(query)
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
