"""A small demo that the pages are opened on: made once for all workers."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from moyang_score.app import Places, find_places
from moyang_score.app.places import VARIABLE
from tests.cli.running import run

SCRIPT = Path(__file__).parents[2] / "moyang_score" / "app" / "main.py"
PERSONS, SEED = "600", "7"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of a demo; the first worker makes it, the others wait."""
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "app-demo"
    try:
        shared.mkdir()
    except FileExistsError:
        return _awaited(shared)
    done = run(shared, "demo", "--persons", PERSONS, "--seed", SEED, "--quiet")
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


@pytest.fixture(scope="session")
def places(demo: Path) -> Places:
    return find_places(demo)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Open a page as Streamlit does, without a browser."""
    from streamlit.testing.v1 import AppTest

    def open_page(places: Places, page: str, language: str, **state: Any) -> Any:
        monkeypatch.setenv(VARIABLE, places.to_text())
        app = AppTest.from_file(str(SCRIPT), default_timeout=120)
        for name, value in {"page": page, "lang": language, **state}.items():
            app.session_state[name] = value
        return app.run()

    return open_page


@pytest.fixture(autouse=True)
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "MLFLOW_DISABLE_TELEMETRY", "true")


@pytest.fixture(scope="session")
def report(places: Places) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path(places.fairness[0]) / "report.json").read_text(encoding="utf-8"))
    return found
