"""Connections that keep quiet and can be interrupted."""

import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from moyang_score.registry.database import connected

# In a process of its own: a signal belongs to a whole process, and a test runner's worker would die of it.
INTERRUPTED = """
import os, signal, sys, threading
from moyang_score.registry.database import connected

try:
    with connected(":memory:") as connection:
        threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
        connection.execute(sys.argv[1]).fetchall()
except KeyboardInterrupt:
    print("interrupted")
"""


def test_no_progress_is_drawn():
    with connected(":memory:") as connection:
        assert connection.execute("SELECT current_setting('enable_progress_bar')").fetchone() == (False,)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT max(md5(range::VARCHAR)) FROM range(10000000000)",  # the work of one thread
        "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE (a.range * b.range) % 7 = 3",  # of all of them
    ],
)
def test_ctrl_c_ends_a_query(query):
    command = [sys.executable, "-c", INTERRUPTED, query]
    ran = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "interrupted\n", "")


def test_other_faults_stay_what_they_are():
    with pytest.raises(RuntimeError, match="another"), connected(":memory:"):
        raise RuntimeError("another fault")


def test_who_listened_for_signals_before_hears_them_still():
    heard, told = socket.socketpair()
    told.settimeout(0)
    handled = signal.signal(signal.SIGUSR1, lambda _number, _frame: None)
    before = signal.set_wakeup_fd(told.fileno())
    try:
        with connected(":memory:"):
            os.kill(os.getpid(), signal.SIGUSR1)
            heard.settimeout(10)
            assert heard.recv(1) == bytes([signal.SIGUSR1])
        assert signal.set_wakeup_fd(before) == told.fileno()
    finally:
        signal.set_wakeup_fd(before)
        signal.signal(signal.SIGUSR1, handled)
        heard.close()
        told.close()


def test_another_thread_opens_one_too():
    def ask():
        with connected(":memory:") as connection:
            return connection.execute("SELECT 42").fetchone()

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(ask).result() == (42,)
