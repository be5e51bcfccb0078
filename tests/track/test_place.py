"""Where a notebook may be, and what is told when it is not there."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from moyang_score.errors import FileError, MissingExtraError, UsageError
from moyang_score.track import Notebook, find_place, list_versions, log_fairness, log_fit, open_notebook, promote
from moyang_score.track.library import load_mlflow
from tests.track.kept import write_fair, write_official

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("text", ["nb", "./nb", "sqlite:///nb/mlflow.db"])
def test_a_folder_and_an_sqlite_address_are_one_place(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    place = find_place(text)

    assert place.database == tmp_path / "nb" / "mlflow.db"
    assert place.uri == f"sqlite:///{place.database}"
    assert place.files == (tmp_path / "nb" / "artifacts").as_uri()
    assert place.shown == text


@pytest.mark.parametrize(
    "text", ["", " ", "file:mlruns", "file:///mlruns", "sqlite:x.db", "sqlite:///", "postgresql://a:b@c/d", "http://"]
)
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as told:
        find_place(text)

    assert "a:b" not in str(told.value)


def test_a_password_is_never_shown() -> None:
    place = find_place("https://ann:secret@notebook.example:8443/base")

    assert place.uri == "https://ann:secret@notebook.example:8443/base"
    assert place.shown == "https://notebook.example:8443/base"
    assert place.files is None


def test_a_server_that_does_not_answer_is_told_without_its_password() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    with pytest.raises(FileError, match="does not answer") as told:
        open_notebook(f"http://ann:secret@127.0.0.1:{port}")

    assert "secret" not in str(told.value)
    assert told.value.where == f"http://127.0.0.1:{port}"


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("shopping list" * 100)

    with pytest.raises(FileError, match="no SQLite database"):
        open_notebook(f"sqlite:///{tmp_path / 'notes.db'}")

    assert (tmp_path / "notes.db").read_text() == "shopping list" * 100


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(FileError):
        open_notebook(str(tmp_path / "file" / "notebook"))


def test_a_notebook_is_kept_where_it_was_named_and_nowhere_else(notebook: Notebook, tmp_path: Path) -> None:
    import mlflow

    before = mlflow.get_tracking_uri()
    entry = log_fit(notebook, write_official(tmp_path / "card"))
    log_fairness(notebook, write_fair(tmp_path / "fair"))
    promote(notebook, "1", "champion")
    assert notebook.client.list_artifacts(entry.run, "card")

    assert mlflow.get_tracking_uri() == before
    assert mlflow.active_run() is None
    assert sorted(one.name for one in tmp_path.iterdir()) == ["card", "fair", "notebook"]
    assert sorted(one.name for one in (tmp_path / "notebook").iterdir()) == ["artifacts", "mlflow.db"]


def test_two_notebooks_are_kept_side_by_side(notebook: Notebook, empty: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    shutil.copy(empty, tmp_path / "other" / "mlflow.db")
    other = open_notebook(str(tmp_path / "other"))

    log_fit(notebook, write_official(tmp_path / "card"))

    assert len(list_versions(notebook)) == 1
    assert list_versions(other) == ()


def test_an_experiment_that_was_deleted_is_taken_back(notebook: Notebook, place: Path) -> None:
    notebook.client.delete_experiment(notebook.experiment)

    assert open_notebook(str(place)).experiment == notebook.experiment
    assert notebook.client.get_experiment(notebook.experiment).lifecycle_stage == "active"


def test_a_notebook_without_mlflow_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def absent(_: str) -> None:
        raise ImportError

    monkeypatch.setattr("moyang_score.track.library.import_module", absent)

    with pytest.raises(MissingExtraError, match=r"moyang-score\[track\]"):
        open_notebook(str(tmp_path / "notebook"))
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_sent_and_no_pickle_is_read_unless_somebody_says_so() -> None:
    load_mlflow()

    from mlflow.environment_variables import MLFLOW_ALLOW_PICKLE_DESERIALIZATION
    from mlflow.telemetry.utils import is_telemetry_disabled

    assert is_telemetry_disabled()
    assert not MLFLOW_ALLOW_PICKLE_DESERIALIZATION.get()


def test_the_room_costs_no_library_until_a_notebook_is_opened() -> None:
    code = (
        "import sys; import moyang_score.track; "
        "print(sorted({'mlflow', 'pandas', 'sqlalchemy', 'requests', 'duckdb', 'pyarrow'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ}, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
