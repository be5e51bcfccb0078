"""`moyang serve` as an engineer starts it: what it refuses to start on, and what malformed questions get."""

import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from moyang_score.bundle import demo_signing_key, write_bundle
from moyang_score.export import bundle_files
from moyang_score.files import write_table
from tests.bundle.released import texts_of
from tests.cli.cards import small_card, small_evidence
from tests.cli.faults import Cell, Change, check_fault, each
from tests.cli.running import run
from tests.service.conftest import BUNDLE, TRUST, command, people_columns


def _append(name: str, content: bytes = b" ") -> Change:
    def append(folder: Path) -> None:
        with (folder / "bundle" / name).open("ab") as file:
            file.write(content)

    return append


def _resigned(folder: Path) -> None:
    files = {
        one.name: one.read_bytes() for one in BUNDLE.iterdir() if one.name not in ("manifest.json", "signatures.json")
    }
    shutil.rmtree(folder / "bundle")
    write_bundle(
        folder / "bundle",
        files,
        "moyang",
        "2026.1",
        [demo_signing_key(99, "modeller"), demo_signing_key(99, "reviewer")],
    )


def _research(folder: Path) -> None:
    card = small_card()
    files = bundle_files(card, small_evidence(card), texts_of(card))
    write_bundle(folder / "research", files, "trial", "1", [demo_signing_key(99, "modeller")])
    (folder / "trust" / "trial.pub.json").write_bytes(demo_signing_key(99, "modeller").public_key.to_bytes())


def _register(*grades: str, family: str = "P") -> Change:
    levels = ", ".join(f"{{grade: {grade}, zh: 免押金, en: no deposit}}" for grade in grades)
    one = f"{{code: B01, title: {{zh: 借阅, en: loans}}, provider: 图书馆, families: [{family}], levels: [{levels}]}}"

    def write(folder: Path) -> None:
        (folder / "city").mkdir()
        (folder / "city" / "benefits.yaml").write_text(f"benefits:\n  - {one}\n", encoding="utf-8")

    return write


CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
CHECKS += ",negative_data_rejection,unsupported_method"
SERVE = ("serve", "bundle", "--trust", "trust", "--port", "0")
CELLS = (
    Cell("a changed card", SERVE, ("scorecard.json",), _append("scorecard.json")),
    Cell("a changed manifest", SERVE, ("manifest",), _append("manifest.json")),
    Cell("a file too many", SERVE, ("stray.txt",), _append("stray.txt")),
    Cell("a file too few", SERVE, ("scorecard.json",), lambda folder: (folder / "bundle" / "scorecard.json").unlink()),
    Cell("signed again by a stranger", SERVE, ("bundle",), _resigned),
    Cell("no bundle", ("serve", "trust", "--trust", "trust"), ("trust", "no signed bundle")),
    Cell("no such bundle", ("serve", "none", "--trust", "trust"), ("none",)),
    Cell("no trust", ("serve", "bundle"), ("--trust",)),
    Cell(
        "an empty trust", ("serve", "bundle", "--trust", "empty"), ("empty",), lambda folder: (folder / "empty").mkdir()
    ),
    Cell(
        "people without tokens",
        (*SERVE, "--people", "p.csv"),
        ("p.csv", "'token'"),
        lambda folder: write_table(
            folder / "p.csv", {name: column for name, column in people_columns(3).items() if name != "token"}
        ),
    ),
    Cell(
        "people without a column",
        (*SERVE, "--people", "p.csv"),
        ("p.csv", "'P01'"),
        lambda folder: write_table(
            folder / "p.csv", {name: column for name, column in people_columns(3).items() if name != "P01"}
        ),
    ),
    Cell(
        "somebody twice",
        (*SERVE, "--people", "p.csv"),
        ("p.csv", "row 3", "two rows"),
        lambda folder: write_table(folder / "p.csv", people_columns(3) | {"token": ["a", "b", "a"]}),
    ),
    Cell("a store without people", (*SERVE, "--store", "trust"), ("--people",)),
    Cell(
        "a store that is none",
        (*SERVE, "--people", "p.csv", "--store", "trust"),
        ("trust",),
        lambda folder: write_table(folder / "p.csv", people_columns(3)),
    ),
    Cell("a grade of another card", (*SERVE, "--catalogue", "city"), ("B01", "'gold'"), _register("gold")),
    Cell("a family of another card", (*SERVE, "--catalogue", "city"), ("B01", "'Z'"), _register("A", family="Z")),
    Cell("levels that fall", (*SERVE, "--catalogue", "city"), ("B01", "do not rise"), _register("AA", "A")),
    Cell("a level twice", (*SERVE, "--catalogue", "city"), ("B01", "do not rise"), _register("A", "A")),
    Cell("no such catalogue", (*SERVE, "--catalogue", "none"), ("none", "catalogue")),
    Cell(
        "a broken log",
        (*SERVE, "--log", "a.jsonl"),
        ("a.jsonl, line 1",),
        lambda folder: (folder / "a.jsonl").write_text("{}\n"),
    ),
    Cell("a port that is no number", ("serve", "bundle", "--trust", "trust", "--port", "x"), ("--port", "'x'")),
    Cell("an address of nobody here", (*SERVE, "--host", "192.0.2.1"), ("192.0.2.1", "--port")),
    Cell("a host that is no name", (*SERVE, "--host", "a b"), ("--host", "'a b'")),
    Cell(
        "a research card", ("serve", "research", "--trust", "trust"), ("research", "nothing may be decided"), _research
    ),
    Cell("a log that is a folder", (*SERVE, "--log", "trust"), ("trust", "--log")),
    Cell("a port beyond all", ("serve", "bundle", "--trust", "trust", "--port", "70000"), ("70000", "port")),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(BUNDLE, tmp_path / "bundle")
    shutil.copytree(TRUST, tmp_path / "trust")
    return tmp_path


@each(CELLS)
def test_it_does_not_start_and_says_why(cell: Cell, folder: Path) -> None:
    check_fault(cell, folder, run)


def test_a_port_that_is_taken_is_said(folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = run(folder, "serve", "bundle", "--trust", "trust", "--port", port)

    assert (done.returncode, port in done.stderr) == (2, True)


def test_two_services_do_not_write_one_log(folder: Path) -> None:
    with command(folder, "bundle", "--trust", "trust"):
        done = run(folder, *SERVE)

    assert (done.returncode, "another service writes" in done.stderr) == (2, True)


def test_a_service_of_this_machine_alone_does_not_answer_to_a_strange_name(folder: Path) -> None:
    with command(folder, "bundle", "--trust", "trust") as (caller, _):
        answers = [caller.raw("/health", method="GET", host=host)[0] for host in ("evil.example", "localhost:1")]

    assert answers == [400, 200]


def test_with_another_address_it_says_that_there_is_no_login(folder: Path) -> None:
    with command(folder, "bundle", "--trust", "trust", "--host", "0.0.0.0") as (caller, _):
        assert caller.raw("/health", method="GET", host="score.city.example")[0] == 200
        assert "WITHOUT LOGIN" in caller.told


def test_ctrl_c_ends_it(folder: Path) -> None:
    with command(folder, "bundle", "--trust", "trust") as (_, running):
        running.send_signal(signal.SIGINT)
        assert running.wait(30) in (0, 130)


@pytest.mark.slow
@pytest.mark.parametrize("examples", [300])
def test_malformed_bodies_never_make_it_fail(folder: Path, features: Path, examples: int) -> None:
    with command(folder, "bundle", "--trust", "trust", "--people", str(features)) as (caller, _):
        url = f"http://127.0.0.1:{caller.port}/openapi.json"
        asked = ("--checks", CHECKS, "--mode", "all", "--max-examples", str(examples), "--seed", "7")
        words = [sys.executable, "-m", "schemathesis.cli", "run", url, *asked]
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
        health = caller.raw("/health", method="GET")[0]

    assert health == 200
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
