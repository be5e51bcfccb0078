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
    timer = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
    with pytest.raises(KeyboardInterrupt), connected(":memory:") as connection:
        timer.start()
        connection.execute(LONG).fetchall()
        time.sleep(60)


def test_other_faults_stay_what_they_are():
    with pytest.raises(RuntimeError, match="another"), connected(":memory:"):
        raise RuntimeError("another fault")
