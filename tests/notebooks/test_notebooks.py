"""The notebooks: run from their first cell to their last in a fresh kernel, and kept without outputs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))

# In a process of its own: a kernel's client makes event loops and sockets that are nothing to other tests.
RUN = """
import sys
import nbformat
from nbclient import NotebookClient
path, folder = sys.argv[1:]
notebook = nbformat.read(path, as_version=4)
nbformat.validate(notebook)
NotebookClient(notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
nbformat.write(notebook, sys.stdout)
"""


def document(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def printed(notebook: dict) -> str:
    return "".join("".join(output.get("text", [])) for cell in notebook["cells"] for output in cell.get("outputs", []))


def test_there_are_two():
    assert [path.name for path in NOTEBOOKS] == ["01_first_scorecard.ipynb", "02_city.ipynb"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_kept_without_outputs(path):
    notebook = document(path)
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert code
    assert [(cell["outputs"], cell["execution_count"]) for cell in code] == [([], None)] * len(code)
    assert "".join(notebook["cells"][0]["source"]).startswith("# ")
    assert len(code) <= 10


@pytest.fixture
def run(tmp_path):
    def run(name: str) -> str:
        command = [sys.executable, "-c", RUN, str(FOLDER / f"{name}.ipynb"), str(FOLDER)]
        # A kernel writes into the home of its user; here it has one for itself.
        own = {"IPYTHONDIR": str(tmp_path), "JUPYTER_RUNTIME_DIR": str(tmp_path), "TMPDIR": str(tmp_path)}
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, "PYTHONUTF8": "1", **own},
        )
        assert done.returncode == 0, done.stderr[-4000:]
        notebook = json.loads(done.stdout)
        told = printed(notebook)
        assert "Warning" not in told
        return told

    return run


@pytest.mark.slow
def test_a_first_scorecard(run):
    told = run("01_first_scorecard")
    assert "cannot be told apart by their order" in told
    assert "scores all 1,667 people as before" in told


@pytest.mark.slow
def test_a_city(run):
    told = run("02_city")
    assert "1,571 people" in told
    hukou = told[told.index("\nhukou: ") :]
    assert "S01" in hukou[: hukou.index("\nresidence: ")]
