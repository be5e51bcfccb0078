"""DuckDB keeps quiet, and Ctrl-C ends a query as it ends everything else."""

import os
import signal
import threading
import time

import pytest

from moyang_score.registry.database import connected

LONG = "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE (a.range * b.range) % 7 = 3"


def test_no_progress_is_drawn():
    with connected(":memory:") as connection:
        assert connection.execute("SELECT current_setting('enable_progress_bar')").fetchone() == (False,)


def test_ctrl_c_ends_a_query():
    with pytest.raises(KeyboardInterrupt):
        interrupted_query()


def interrupted_query():
    with connected(":memory:") as connection:
        threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
        connection.execute(LONG).fetchall()
        time.sleep(60)  # the signal comes here if the query was quick


def test_other_faults_stay_what_they_are():
    with pytest.raises(RuntimeError, match="another"), connected(":memory:"):
        raise RuntimeError("another fault")
