"""Connections to DuckDB that keep quiet: by itself it draws the progress of long queries on standard output."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

__all__ = ["connected"]


@contextmanager
def connected(path: str | Path, *, read_only: bool = False) -> Iterator[Any]:
    """Open a database while a block runs.

    Parameters
    ----------
    path : str or path-like
        Its file, or ``:memory:``.
    read_only : bool
        Whether it is only looked at.

    Yields
    ------
    duckdb.DuckDBPyConnection
        The connection.

    Examples
    --------
    >>> with connected(":memory:") as connection:
    ...     connection.execute("SELECT current_setting('enable_progress_bar')").fetchone()
    (False,)
    """
    import duckdb

    connection = duckdb.connect(str(path), read_only=read_only)
    try:
        connection.execute("SET enable_progress_bar = false")
        yield connection
    finally:
        connection.close()
