"""Connections to DuckDB that keep quiet and can be interrupted.

By itself it draws the progress of long queries on standard output, and reports Ctrl-C as a fault.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

__all__ = ["connected"]

_INTERRUPTED: Final = "Query interrupted"


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

    Raises
    ------
    KeyboardInterrupt
        On Ctrl-C, also while a query runs.

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
    except RuntimeError as fault:
        # What DuckDB makes of Ctrl-C during a query is a fault like any other, and it is none.
        if str(fault) == _INTERRUPTED:
            raise KeyboardInterrupt from fault
        raise
    finally:
        connection.close()
