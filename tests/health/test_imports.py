"""The rooms import what they may, and the contracts notice when they do not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    code = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    command = [sys.executable, "-c", code, "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "moyang_score", tmp_path / "moyang_score", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold(copy: Path) -> None:
    found = lint_imports(copy)

    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize(
    ("module", "planted", "contract"),
    [
        ("card/input.py", "import pandas", "card imports numpy and errors alone"),
        ("card/scaling.py", "import moyang_score.measure", "card imports numpy and errors alone"),
        ("score/load.py", "import moyang_score.learn.sample", "readers of cards never import a learner"),
        ("learn/sample.py", "import moyang_score.score", "learners do not know who reads their cards"),
        ("measure/rates.py", "import moyang_score.files", "files and measure do not know each other"),
        ("explain/person.py", "import pickle", "no pickle and no training stack where cards are read"),
    ],
)
def test_a_planted_violation_turns_the_contracts_red(copy: Path, module: str, planted: str, contract: str) -> None:
    place = copy / "moyang_score" / module
    place.write_text(f"{place.read_text(encoding='utf-8')}\n\n{planted}\n", encoding="utf-8")

    found = lint_imports(copy)

    assert found.returncode == 1
    assert f"{contract} BROKEN" in found.stdout


def test_every_room_stands_in_a_contract() -> None:
    contracts = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("[tool.importlinter]")[1]
    rooms = [place.name for place in (ROOT / "moyang_score").iterdir() if (place / "__init__.py").is_file()]

    assert [room for room in sorted(rooms) if f'"moyang_score.{room}"' not in contracts] == []
