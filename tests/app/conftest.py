"""The pages, opened on the small demo."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from moyang_score.app import Places, find_places
from moyang_score.app.places import VARIABLE

SCRIPT = Path(__file__).parents[2] / "moyang_score" / "app" / "main.py"


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
