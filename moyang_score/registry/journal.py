"""The journal: a change of many files that happens as one.

New files are first written below ``.staging``. Then the journal, which lists every move and removal, appears by one
rename: from that moment the change is a fact, and whoever opens the store next finishes it. Before that moment it never
was, and what lies in ``.staging`` is cleared away.
"""

import json
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from moyang_score.errors import RegistryError

__all__ = ["STAGING", "carry_out", "commit", "is_fact", "locked", "recover"]

STAGING: Final = ".staging"
_JOURNAL: Final = "journal.json"
_LOCK: Final = ".lock"
_PATIENCE_SECONDS: Final = 10.0


@contextmanager
def locked(folder: Path, patience: float = 0.0) -> Iterator[None]:
    """Keep every other process from changing the store while the block runs.

    Parameters
    ----------
    folder : pathlib.Path
        The store.
    patience : float
        Seconds to wait for another process.

    Yields
    ------
    None
        While the lock is held.

    Raises
    ------
    RegistryError
        If another process holds it for longer.
    """
    with (folder / _LOCK).open("ab") as file:
        until = time.monotonic() + patience
        while not _taken(file.fileno()):
            if time.monotonic() >= until:
                what = "another command is changing this store"
                raise RegistryError(what, where=str(folder), fix="wait until it has ended")
            time.sleep(0.05)
        yield


def commit(folder: Path, moves: Sequence[tuple[str, str]], removals: Sequence[str]) -> None:
    """Make a staged change a fact, and carry it out.

    Parameters
    ----------
    folder : pathlib.Path
        The store; the lock is held.
    moves : sequence of (str, str)
        Staged file, below ``.staging``, and where it is to appear in the store.
    removals : sequence of str
        Files of the store that are to go.
    """
    staging = folder / STAGING
    for staged, _ in moves:
        _flush(staging / staged)
    draft = staging / f"{_JOURNAL}.draft"
    draft.write_text(json.dumps({"moves": list(moves), "removals": list(removals)}), encoding="utf-8")
    _flush(draft)
    draft.rename(staging / _JOURNAL)
    carry_out(folder)


def recover(folder: Path) -> None:
    """Finish a change that had become a fact, or clear away one that had not.

    While another process is at work on the store, only a change that is a fact is waited for.

    Parameters
    ----------
    folder : pathlib.Path
        The store.

    Raises
    ------
    RegistryError
        If another process is at work and does not end.
    """
    staging = folder / STAGING
    if not staging.exists():
        return
    fact = is_fact(folder)
    try:
        with locked(folder, _PATIENCE_SECONDS if fact else 0.0):
            carry_out(folder)
    except RegistryError:
        if fact:
            raise


def is_fact(folder: Path) -> bool:
    """Tell whether a change waits to be carried out."""
    return (folder / STAGING / _JOURNAL).exists()


def carry_out(folder: Path) -> None:
    """Do what the journal says, if there is one, and clear the staging away; the lock is held.

    Every step may have been done before, by a process that was stopped.

    Parameters
    ----------
    folder : pathlib.Path
        The store.
    """
    staging = folder / STAGING
    journal = staging / _JOURNAL
    if journal.exists():
        steps = json.loads(journal.read_text(encoding="utf-8"))
        for staged, final in steps["moves"]:
            (folder / final).parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):
                (staging / staged).replace(folder / final)
        for path in steps["removals"]:
            (folder / path).unlink(missing_ok=True)
        journal.unlink()
    shutil.rmtree(staging, ignore_errors=True)


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _taken(descriptor: int) -> bool:
    try:
        import fcntl
    except ImportError:  # pragma: no cover - a system without such locks
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
