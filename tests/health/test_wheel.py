"""The wheel, alone with numpy, scores a card from CSV."""

import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def run(command: list[str], **options: Any) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


@pytest.mark.slow
def test_the_bare_wheel_scores_a_card_from_csv(tmp_path: Path) -> None:
    run([sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(ROOT)])
    wheel = next(tmp_path.glob("*.whl"))
    venv.create(tmp_path / "bare", with_pip=True)
    python = str(tmp_path / "bare" / "bin" / "python")
    constraints = str(ROOT / "constraints.txt")
    run([python, "-m", "pip", "install", "-q", "-c", constraints, str(wheel)])
    run([sys.executable, "-m", "moyang_score", "demo", "--persons", "500", "--out", str(tmp_path / "demo")])
    scored = tmp_path / "scores.csv"
    command = [str(tmp_path / "bare" / "bin" / "moyang"), "score", str(tmp_path / "demo" / "card")]
    command += ["--data", str(tmp_path / "demo" / "people.csv"), "--out", str(scored), "--points", "--reasons"]

    run(command, cwd=tmp_path)

    installed = run([python, "-m", "pip", "list"]).lower()
    assert "pandas" not in installed
    assert len(scored.read_text(encoding="utf-8").splitlines()) == 501
