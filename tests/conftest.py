"""Rules that hold for the whole run: which reasons to skip are allowed, and where real data is found."""

import io
import os
import sys
import time
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from hypothesis import settings

from moyang_score.cli import main
from tests.cli.faults import Run
from tests.cli.running import run

# a busy machine is no fault of an example, and CI tries the same examples each time
settings.register_profile("moyang", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("moyang")

ALLOWED_SKIPS = ("data absent", "browser absent", "java absent")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data sets, which are never committed."""
    places = [os.environ.get("MOYANG_DATA"), Path(__file__).parents[2] / "shared" / "data"]
    for place in places:
        if place and Path(place).is_dir():
            return Path(place)
    pytest.skip("data absent")


@pytest.fixture
def within(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command within this process, as `run` does in one of its own, which takes half a second."""

    def work(folder: Path, *words: str, stdin: str = "") -> CompletedProcess[str]:
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
        code = main(words)
        return CompletedProcess(words, code, *capsys.readouterr())

    return work


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of a demo of 600 persons, to read from alone; the first worker makes it, the others wait."""
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "shared-demo"
    try:
        shared.mkdir()
    except FileExistsError:
        return _awaited(shared)
    done = run(shared, "demo", "--persons", "600", "--seed", "7", "--quiet")
    (shared / "status").write_text(str(done.returncode), encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return shared / "out" / "demo"


def _awaited(shared: Path) -> Path:
    for _ in range(600):
        if (shared / "status").exists():
            break
        time.sleep(0.5)
    assert (shared / "status").read_text(encoding="utf-8") == "0"
    return shared / "out" / "demo"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which skips nobody allowed."""
    for reason in _foreign_skips(terminalreporter):
        terminalreporter.write_line(f"not an allowed reason to skip: {reason}", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that skipped anything for a reason of its own."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and not hasattr(session.config, "workerinput") and _foreign_skips(reporter):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _foreign_skips(reporter: pytest.TerminalReporter) -> list[str]:
    reasons = [
        str(report.longrepr[2]) for report in reporter.stats.get("skipped", []) if isinstance(report.longrepr, tuple)
    ]
    reasons = [reason.removeprefix("Skipped: ") for reason in reasons]
    return sorted({reason for reason in reasons if reason not in ALLOWED_SKIPS})
