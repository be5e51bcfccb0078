"""A change of the store: new files, files rewritten, files removed, and the history of it, as one."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from moyang_score.errors import RegistryError
from moyang_score.registry.journal import STAGING, carry_out, commit, is_fact, locked
from moyang_score.registry.state import prepare_state
from moyang_score.registry.store import LABEL, STATE

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ROWS_OF_A_BATCH", "Change", "changing"]

ROWS_OF_A_BATCH: Final = 10**9


class Change:
    """Gather what one batch writes; nothing of it is seen before the block of `changing` has ended well.

    Parameters
    ----------
    folder : pathlib.Path
        The store.
    number : int
        The number of the batch.
    """

    def __init__(self, folder: Path, number: int) -> None:
        self.folder = folder
        self.number = number
        self.staging = folder / STAGING
        self._moves: list[tuple[str, str]] = []
        self._removals: list[str] = []

    @property
    def batch(self) -> str:
        """The name of the batch: its number, so written that names sort as numbers do."""
        return f"{self.number:06d}"

    @property
    def first_seq(self) -> int:
        """What is added to a row number to give the row its place in the order of all rows ever taken in."""
        return self.number * ROWS_OF_A_BATCH

    @property
    def state(self) -> Path:
        """The copy of ``state.duckdb`` that this change writes to."""
        return self.staging / STATE

    def add(self, part: str, table: "pa.Table") -> None:
        """Write the rows of a part as a file of this batch; no file is written for no rows.

        Parameters
        ----------
        part : str
            ``persons``, ``consents``, ``events``, ``protected`` or ``records/<table>``.
        table : pyarrow.Table
            The rows.
        """
        if table.num_rows:
            self.put(f"{part}/{self.batch}.parquet", table)

    def put(self, path: str, table: "pa.Table") -> None:
        """Write a file of the store, or write it anew.

        Parameters
        ----------
        path : str
            Its place in the store.
        table : pyarrow.Table
            The rows.
        """
        from pyarrow import parquet

        staged = f"{len(self._moves)}.parquet"
        parquet.write_table(table, self.staging / staged)
        self._moves.append((staged, path))

    def remove(self, path: str) -> None:
        """Take a file out of the store.

        Parameters
        ----------
        path : str
            Its place in the store.
        """
        self._removals.append(path)

    def place(self, name: str, data: bytes) -> None:
        """Write a small file of the store.

        Parameters
        ----------
        name : str
            Its place in the store.
        data : bytes
            Its content.
        """
        (self.staging / name).write_bytes(data)
        self._moves.append((name, name))

    def commit(self) -> None:
        """Make the change a fact."""
        # The label goes first: a folder with a label is a store, whatever else is not yet there.
        moves = sorted([*self._moves, (STATE, STATE)], key=lambda move: (move[1] != LABEL, move[1]))
        commit(self.folder, moves, self._removals)


@contextmanager
def changing(folder: Path) -> Iterator[Change]:
    """Open a change of a store and make it a fact when the block ends well.

    On any exception, Ctrl-C too, the store is left as it was; one that was about to be begun is not there.

    Parameters
    ----------
    folder : pathlib.Path
        The store; made if it is not there.

    Yields
    ------
    Change
        Where to write.

    Raises
    ------
    RegistryError
        If another process is changing the store, or its folder cannot be made.
    """
    made = _make(folder)
    try:
        with locked(folder):
            carry_out(folder)
            yield from _staged(folder)
    finally:
        _unmake(folder, made)


def _staged(folder: Path) -> Iterator[Change]:
    staging = folder / STAGING
    staging.mkdir()
    try:
        change = Change(folder, prepare_state(folder / STATE, staging / STATE))
        yield change
        change.commit()
    except BaseException:
        if not is_fact(folder):
            shutil.rmtree(staging, ignore_errors=True)
        raise


def _make(folder: Path) -> list[Path]:
    """Make the folder and return those that were made for it, innermost first."""
    absent = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise RegistryError(
            f"the store cannot be made: {reason}", where=str(folder), fix="name another place"
        ) from fault
    return absent


def _unmake(folder: Path, made: list[Path]) -> None:
    if not made or (folder / LABEL).exists() or (folder / STAGING).exists():
        return
    (folder / ".lock").unlink(missing_ok=True)
    for path in made:
        try:
            os.rmdir(path)  # noqa: PTH106 - only if it is empty
        except OSError:
            return
