"""`moyang app` as a stranger runs it: where it listens, what it refuses, how it ends."""

import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from moyang_score.app import Places, find_places
from moyang_score.app.places import VARIABLE, read_places
from moyang_score.cli.app import _call
from tests.cli.running import run


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_places_survive_the_environment(places) -> None:
    assert read_places({VARIABLE: places.to_text()}) == places


def test_a_demo_holds_everything(places) -> None:
    assert all(
        (places.cards, places.trust, places.data, places.store, places.tracking, places.fairness, places.example)
    )
    assert len(places.cards) == 3
    assert len(places.fairness) == 2


def test_what_is_named_goes_first(demo) -> None:
    found = find_places(demo, cards=("elsewhere",), store=None)

    assert found.cards == ("elsewhere",)
    assert found.store == str(demo / "store")


def test_nothing_there_is_no_error() -> None:
    assert find_places("no/such/demo") == Places()


def test_it_listens_on_this_machine_alone_and_tells_nobody() -> None:
    call = _call(8501)

    assert "--server.address=127.0.0.1" in call
    assert "--browser.gatherUsageStats=false" in call


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--card", "no/card"], "no/card: there is no such file or folder"),
        (["--store", "no/store"], "no/store: there is no such file or folder"),
        (["--fairness", "."], "this is no report of moyang fairness"),
        (["--data", "people.csv"], "--data is given without a card"),
        (["--port", "70000"], "there is no port 70000"),
        (["--port", "x"], "no whole number"),
        (["--lang", "fr"], "invalid choice"),
    ],
)
def test_a_wrong_call_is_answered_in_one_paragraph(tmp_path, words, said) -> None:
    (tmp_path / "people.csv").write_text("token\nab\n", encoding="utf-8")

    done = run(tmp_path, "app", *words)

    assert done.returncode == 2
    assert said.lower() in done.stderr.lower()
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_refused_before_anything_starts(tmp_path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = run(tmp_path, "app", "--port", str(port))

    assert done.returncode == 2
    assert f"ort {port} cannot be opened" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_server_ends_with_the_command(tmp_path, number) -> None:
    port = free_port()
    call = [sys.executable, "-m", "moyang_score", "app", "--port", str(port)]
    with subprocess.Popen(call, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as command:
        try:
            assert f"http://127.0.0.1:{port}" in (command.stdout.readline() if command.stdout else "")
            assert healthy(port)
        finally:
            command.send_signal(number)
        assert command.wait(30) in {130, 143}
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def healthy(port: int) -> bool:
    for _ in range(150):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            time.sleep(0.2)
    return False
