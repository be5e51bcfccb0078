"""A real MLflow server on loopback: the same entries, the same gate, the same scores."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from moyang_score.errors import ReleaseError
from moyang_score.track import list_versions, log_comparison, log_fairness, log_fit, open_notebook, promote
from tests.bundle.released import official_card
from tests.cli.cards import write_card
from tests.track.kept import PICKLED, files_under, write_compared, write_fair, write_official, write_rows
from tests.track.test_model import as_plain, expected, scored_by_a_fresh_process

PATIENCE = 120


@pytest.fixture
def server(empty: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server of its own, which keeps files itself."""
    home = tmp_path / "server"
    home.mkdir()
    shutil.copy(empty, home / "mlflow.db")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["server", "--backend-store-uri", f"sqlite:///{home / 'mlflow.db'}", "--workers", "1"]
    words += ["--artifacts-destination", str(home / "files"), "--host", "127.0.0.1", "--port", str(port)]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "MLFLOW_DISABLE_TELEMETRY": "true", "PATH": path}
    with (home / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mlflow", *words],
            cwd=home, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            yield _awaited(f"http://127.0.0.1:{port}", process, home / "log.txt")
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=PATIENCE)


def _awaited(address: str, process: subprocess.Popen[bytes], log: Path) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=5):
                return address
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.3)
    raise AssertionError(f"the server did not come up: {log.read_text()[-2_000:]}")


@pytest.mark.slow
def test_a_server_on_loopback_keeps_the_notebook_as_a_folder_does(
    server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = write_rows(tmp_path / "rows.csv")
    notebook = open_notebook(server)

    fit = log_fit(notebook, write_official(tmp_path / "card"))
    log_fit(notebook, write_card(tmp_path / "research"))
    comparison = log_comparison(notebook, write_compared(tmp_path / "compared"))
    with pytest.raises(ReleaseError, match="no fairness report"):
        promote(notebook, "1", "champion")
    log_fairness(notebook, write_fair(tmp_path / "fair"))
    promote(notebook, "1", "champion")
    with pytest.raises(ReleaseError, match="research card"):
        promote(notebook, "2", "challenger")

    assert capsys.readouterr().out == ""  # what MLflow would like to say there would stand in the midst of JSON
    assert [one.aliases for one in list_versions(notebook)] == [("champion",), ()]
    run = notebook.client.get_run(fit.run)
    assert run.data.metrics["auc_high"] == 0.67
    assert run.inputs.dataset_inputs[0].dataset.digest == "ab" * 16
    assert run.data.params["digest"] == official_card().digest
    assert "report.html" in [one.path for one in notebook.client.list_artifacts(comparison.run)]
    assert as_plain(scored_by_a_fresh_process(server, data, "models:/moyang@champion")) == expected(data)
    kept = list(files_under(tmp_path / "server" / "files"))
    assert len(kept) > 20
    assert not [path for path in kept if path.suffix in {".pkl", ".joblib"} or path.read_bytes().startswith(PICKLED)]
