"""Connections to DuckDB that keep quiet and can be interrupted.

By itself it draws the progress of long queries on standard output, reports Ctrl-C as a fault, and after Ctrl-C
waits until whatever its other threads have begun is done, which for a long query is never.
"""

import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
        # Inside Jupyter it is off unless there are widgets to draw it, and then it cannot even be turned off.
        if connection.execute("SELECT current_setting('enable_progress_bar')").fetchall() != [(False,)]:
            connection.execute("SET enable_progress_bar = false")
        with _interrupted_by_ctrl_c(connection):
            yield connection
    except duckdb.InterruptException as fault:
        raise KeyboardInterrupt from fault
    except RuntimeError as fault:
        # What DuckDB makes of Ctrl-C during a query is a fault like any other, and it is none.
        if str(fault) == _INTERRUPTED:
            raise KeyboardInterrupt from fault
        raise
    finally:
        connection.close()


@contextmanager
def _interrupted_by_ctrl_c(connection: Any) -> Iterator[None]:
    # Python's own handler waits for the query to come back; this thread hears of the signal at once.
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard, told = socket.socketpair()
    told.settimeout(0)
    before = signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    watcher = threading.Thread(target=_interrupt, args=(connection, heard, before), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        told.close()
        watcher.join()
        heard.close()


def _interrupt(connection: Any, heard: socket.socket, before: int) -> None:
    while number := heard.recv(1):
        if number[0] == signal.SIGINT:
            with suppress(Exception):  # the connection may be closed by now, and of that there is nothing to tell
                connection.interrupt()
        if before >= 0:  # an event loop that listens too, as in a notebook
            os.write(before, number)
