"""A notebook for each test: making its database takes seconds, so it is made once and copied."""

import os
import shutil
from pathlib import Path

import pytest

from moyang_score.track import Notebook, log_comparison, log_fairness, log_fit, open_notebook
from moyang_score.track.library import asking
from moyang_score.track.notebook import begin_database
from tests.track.kept import write_compared, write_fair, write_official

os.environ["MLFLOW_HTTP_REQUEST_MAX_RETRIES"] = "0"


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a notebook without an entry."""
    database = tmp_path_factory.mktemp("empty") / "mlflow.db"
    with asking("the template"):
        begin_database(database, "the template")
    return database


@pytest.fixture(scope="session")
def filled(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Notebook:
    """A notebook to look at: an expert card, its fairness, a comparison."""
    folder = tmp_path_factory.mktemp("filled")
    notebook = opened(empty, folder / "notebook")
    log_fit(notebook, write_official(folder / "card"))
    log_fairness(notebook, write_fair(folder / "fair"))
    log_comparison(notebook, write_compared(folder / "compared"))
    return notebook


@pytest.fixture
def place(empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a notebook to write to, and a working folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)
    (tmp_path / "notebook").mkdir()
    shutil.copy(empty, tmp_path / "notebook" / "mlflow.db")
    return tmp_path / "notebook"


@pytest.fixture
def notebook(place: Path) -> Notebook:
    """A notebook to write to."""
    return open_notebook(str(place))


def opened(empty: Path, folder: Path) -> Notebook:
    folder.mkdir()
    shutil.copy(empty, folder / "mlflow.db")
    return open_notebook(str(folder))
