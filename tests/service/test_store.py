"""The service beside a registry: who withdraws is nobody from then on, and the process stays small."""

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import moyang_score as ms
from moyang_score.files import write_table
from moyang_score.service import verify_log
from tests.cli.running import run
from tests.registry.deliveries import ANNA, BO, CHEN, KEY, base, take
from tests.service.conftest import BUNDLE, TRUST, command, started

A, B, C, NOBODY = (KEY.token("person", one) for one in (ANNA, BO, CHEN, "nobody"))
UNWANTED = {"mlflow", "sklearn", "optbinning", "joblib", "pandas", "scipy"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A registry of three people who agree, and the features of two of them."""
    take(base(tmp_path / "source", ANNA, BO, CHEN), tmp_path / "store", date(2025, 6, 1))
    columns = {one.key: ["0", "0"] for one in ms.load(BUNDLE, TRUST).inputs}
    write_table(tmp_path / "features.parquet", {"token": [A, B], **columns})
    return tmp_path


def words(folder: Path) -> tuple[str, ...]:
    return (str(BUNDLE), "--trust", str(TRUST), "--people", "features.parquet", "--store", "store")


def test_a_withdrawal_holds_at_once_and_leaves_nothing_to_tell_by(folder: Path) -> None:
    ask = {
        "verify": {"benefit": "B01"},
        "score": {"purpose": "self"},
        "explain": {"purpose": "self"},
    }
    with command(folder, *words(folder)) as (caller, _):
        before = [caller.post(f"/v1/{path}", {"token": A, **more})[0] for path, more in ask.items()]
        granted = caller.post("/v1/verify", {"token": A, "benefit": "B01"})[1]["answer"]
        newcomer = caller.post("/v1/verify", {"token": C, "benefit": "B01"})[1]["answer"]

        assert run(folder, "registry", "withdraw", "--store", "store", "--token", A).returncode == 0

        answers = {
            (path, token): caller.raw(f"/v1/{path}", json.dumps({"token": token, **more}).encode())
            for path, more in ask.items()
            for token in (A, NOBODY)
        }
        other = caller.post("/v1/verify", {"token": B, "benefit": "B01"})[1]["answer"]

    assert (before, granted, newcomer, other) == ([200, 200, 200], "granted", "not_granted", "granted")
    for path in ask:
        assert answers[path, A] == answers[path, NOBODY]
    assert json.loads(answers["verify", A][2])["answer"] == "no_consent"
    log = (folder / "access.jsonl").read_text("utf-8")
    assert verify_log(folder / "access.jsonl")[0] == len(log.splitlines())
    assert not any(one in log for one in (A, B, C, NOBODY))


def test_a_registry_that_is_gone_stops_answers_and_not_the_service(folder: Path) -> None:
    with command(folder, *words(folder)) as (caller, _):
        for path in (folder / "store" / "consents").glob("*.parquet"):
            path.write_bytes(b"no parquet")
        status, _, content = caller.raw("/v1/verify", json.dumps({"token": A, "benefit": "B01"}).encode())
        health = caller.raw("/health", method="GET")[0]

    assert (status, health) == (503, 200)
    assert b"store" not in content


def test_the_process_of_the_command_holds_nothing_that_trains(folder: Path) -> None:
    line = [sys.executable, "-X", "importtime", "-m", "moyang_score", "serve", *words(folder), "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with (folder / "imports").open("w") as file:
        running = subprocess.Popen(line, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=file, text=True)
        try:
            status = started(running).post("/v1/verify", {"token": A, "benefit": "B01"})[0]
        finally:
            running.terminate()
            running.communicate(timeout=30)

    loaded = {found.partition(".")[0] for found in re.findall(r"\| +([\w.]+)$", (folder / "imports").read_text(), re.M)}
    assert status == 200
    assert {"fastapi", "uvicorn", "pyarrow", "moyang_score"} <= loaded
    assert loaded & UNWANTED == set()
