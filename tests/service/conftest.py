"""A service that runs, in this process or as the command."""

import json
import os
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
import uvicorn

import moyang_score as ms
from moyang_score.catalogue.uses import load_uses
from moyang_score.files import Table, write_table
from moyang_score.score import load_whole
from moyang_score.service import AccessLog, Answers, People, create_app

MODELS = Path(__file__).parents[2] / "models"
BUNDLE, TRUST = MODELS / "moyang-2026.1", MODELS / "trust"
WITHDRAWN, NEWCOMER = "t0000", "t9999"


@dataclass(frozen=True)
class Caller:
    """Ask a service over HTTP."""

    port: int
    told: str = ""

    def post(self, path: str, body: Any) -> tuple[int, Any]:
        status, _, content = self.raw(path, body if isinstance(body, bytes) else json.dumps(body).encode())
        return status, json.loads(content)

    def raw(
        self, path: str, body: bytes = b"", method: str = "POST", **headers: str
    ) -> tuple[int, list[tuple[str, str]], bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body or None, {"Content-Type": "application/json", **headers})
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            connection.close()


def people_columns(count: int) -> dict[str, list[Any]]:
    """Make rows that reach many attributes, empty cells and cells that cannot be read among them."""
    draw = random.Random(7)
    cells: tuple[Any, ...] = ("0", "0", "0", "1", "2", "3", "6", "12", "40", "70", "95", "100", "", "-1", "abc")
    keys = [one.key for one in ms.load(BUNDLE, TRUST).inputs]
    return {"token": [f"t{at:04}" for at in range(count)]} | {key: draw.choices(cells, k=count) for key in keys}


@pytest.fixture(scope="session")
def features(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("people") / "features.csv"
    write_table(path, people_columns(1_000))
    return path


@contextmanager
def serving(folder: Path, people: bool = True) -> Iterator[Caller]:
    """Run the application in a thread, with one person who withdrew, and one who agreed and has no score yet."""
    loaded = load_whole(BUNDLE, TRUST)
    table = Table("features.csv", people_columns(50))
    agreed = {*table["token"], NEWCOMER} - {WITHDRAWN}
    known = People(loaded.card, table, agreed.__contains__) if people else None
    log = AccessLog(folder / "access.jsonl", clock=lambda: "2026-10-01T00:00:00+00:00")
    app = create_app(Answers(loaded, known), load_uses("moyang"), log)
    server = uvicorn.Server(
        uvicorn.Config(app, port=0, log_level="warning", access_log=False, server_header=False, date_header=False)
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        yield Caller(server.servers[0].sockets[0].getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(30)
        log.close()


@pytest.fixture(scope="module")
def caller(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    with serving(tmp_path_factory.mktemp("service")) as found:
        yield found


@contextmanager
def command(folder: Path, *words: str) -> Iterator[tuple[Caller, "subprocess.Popen[str]"]]:
    """Run `moyang serve` on a free port until the block ends."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"}
    line = [sys.executable, "-m", "moyang_score", "serve", *words, "--port", "0"]
    with subprocess.Popen(line, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as running:
        try:
            yield started(running), running
        finally:
            running.terminate()
            running.wait(30)


def started(running: "subprocess.Popen[str]") -> Caller:
    """Wait until a command answers."""
    assert running.stdout is not None
    told = running.stdout.readline()
    found = re.search(r"http://[0-9.]+:(\d+)", told)
    assert found, told
    caller, until = Caller(int(found[1]), told), time.monotonic() + 30
    while time.monotonic() < until:
        try:
            caller.raw("/health", method="GET")
        except OSError:
            time.sleep(0.05)
        else:
            break
    return caller
