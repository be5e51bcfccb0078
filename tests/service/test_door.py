"""The door before the service: what stays outside, and that no answer leaves without its line."""

import asyncio
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from moyang_score.card import Evidence
from moyang_score.catalogue.uses import load_uses
from moyang_score.files import Table
from moyang_score.score import LoadedCard, load_whole
from moyang_score.service import AccessLog, Answers, Door, People, create_app, verify_log
from moyang_score.service.door import MOST_BYTES
from moyang_score.service.problem import problem
from tests.service.conftest import BUNDLE, TRUST

SECRET = "110101199003078515"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[AccessLog]:
    found = AccessLog(tmp_path / "access.jsonl", clock=lambda: "2026-10-01T00:00:00+00:00")
    yield found
    found.close()


def asked(app: Any, path: str, *chunks: bytes, headers: Sequence[tuple[bytes, bytes]] = ()) -> tuple[int, Any]:
    """Ask an application once, with a body in chunks, and return status and document."""
    messages = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
    messages.append({"type": "http.request", "body": b"", "more_body": False})
    sent: list[Any] = []

    async def receive() -> Any:
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    kind = [(b"content-type", b"application/json"), *headers]
    scope = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "headers": kind}
    scope |= {"query_string": b"", "http_version": "1.1", "scheme": "http", "root_path": ""}
    asyncio.run(app(scope, receive, send))
    content = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], json.loads(content)


def lines(log: AccessLog, path: Path) -> list[dict[str, Any]]:
    log.close()
    verify_log(path)
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


class Failing:
    """Who agrees cannot be told: a fault that names whom it was asked for."""

    def __call__(self, token: str) -> bool:
        if token:
            raise KeyError(token)
        return False


def test_a_body_is_bounded_however_it_comes(log: AccessLog, tmp_path: Path) -> None:
    app = create_app(Answers(load_whole(BUNDLE, TRUST)), load_uses("moyang"), log)
    chunk = b" " * (MOST_BYTES // 2)

    full, _ = asked(app, "/v1/score", chunk, chunk)
    over, told = asked(app, "/v1/score", chunk, chunk, b" ", chunk)

    assert (full, over, told["status"]) == (422, 413, 413)
    assert [one["status"] for one in lines(log, tmp_path / "access.jsonl")] == [422, 413]


def test_a_fault_tells_the_caller_nothing_and_the_operator_where(
    log: AccessLog, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    loaded = load_whole(BUNDLE, TRUST)
    columns: dict[str, list[Any]] = {"token": ["t"]} | {one.key: ["0"] for one in loaded.card.inputs}
    people = People(loaded.card, Table("f.csv", columns), Failing())
    app = create_app(Answers(loaded, people), load_uses("moyang"), log)
    body = json.dumps({"token": SECRET, "benefit": "B01"}).encode()

    status, told = asked(app, "/v1/verify", body)

    assert (status, told["title"]) == (500, "A fault of the service")
    assert "KeyError in test_door.py" in caplog.text
    assert SECRET not in json.dumps(told) + caplog.text
    assert [one["status"] for one in lines(log, tmp_path / "access.jsonl")] == [500]


def test_no_answer_leaves_without_its_line(log: AccessLog, caplog: pytest.LogCaptureFixture) -> None:
    loaded = load_whole(BUNDLE, TRUST)
    app = create_app(Answers(loaded), load_uses("moyang"), log)
    record = dict.fromkeys((one.key for one in loaded.card.inputs), "0")
    body = json.dumps({"record": record, "purpose": "self"}).encode()
    log.close()  # as a full disk would

    status, told = asked(app, "/v1/score", body)

    assert (status, "score" in told) == (500, False)
    assert "ValueError in journal.py" in caplog.text


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 404),
        ("localhost", 404),
        ("LOCALHOST:1", 404),
        ("[::1]:8", 404),
        ("evil.example", 400),
        ("", 400),
        ("localhost.evil.example", 400),
        ("localhost:x", 400),
    ],
)
def test_it_answers_to_its_own_names(log: AccessLog, host: str, status: int) -> None:
    door = Door(problem(404, "Nobody is at home."), log, "d", hosts={"127.0.0.1", "localhost", "[::1]"})

    assert asked(door, "/", headers=[(b"host", host.encode())])[0] == status


def test_nothing_that_is_sent_stands_in_the_log(log: AccessLog, tmp_path: Path) -> None:
    app = create_app(Answers(load_whole(BUNDLE, TRUST)), load_uses("moyang"), log)
    for path, body in [
        (f"/{SECRET}", {}),
        ("/v1/score", {"purpose": SECRET, "token": SECRET}),
        ("/v1/verify", {"benefit": SECRET, "token": SECRET}),
        ("/v1/verify", {"benefit": "B01", "token": SECRET, SECRET: SECRET}),
    ]:
        asked(app, path, json.dumps(body).encode(), headers=[(b"user-agent", SECRET.encode())])

    found = lines(log, tmp_path / "access.jsonl")
    assert {key for one in found for key in one} == {
        "seq", "time", "method", "path", "purpose", "status", "digest", "prev", "hash"
    }  # fmt: skip
    assert [(one["path"], one["purpose"]) for one in found] == [
        ("other", None), ("/v1/score", "unknown"), ("/v1/verify", "unknown"), ("/v1/verify", None)
    ]  # fmt: skip
    assert SECRET not in (tmp_path / "access.jsonl").read_text("utf-8")


@pytest.mark.parametrize("learner", ["logistic", "additive", None])
def test_only_the_card_of_experts_grants_benefits(log: AccessLog, learner: str | None) -> None:
    loaded = load_whole(BUNDLE, TRUST)
    evidence = Evidence({**loaded.evidence.document, "learner": learner})
    columns: dict[str, list[Any]] = {"token": ["t"]} | {one.key: ["0"] for one in loaded.card.inputs}
    other = LoadedCard(loaded.card, evidence, loaded.texts, loaded.files, loaded.release)
    app = create_app(Answers(other, People(other.card, Table("f.csv", columns))), load_uses("moyang"), log)

    status, told = asked(app, "/v1/verify", json.dumps({"token": "t", "benefit": "B01"}).encode())

    assert (status, "grants no benefits" in told["detail"]) == (404, True)
