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
        ("measure/rates.py", "import moyang_score.card", "files, measure and frame import errors alone"),
        ("frame.py", "import moyang_score.files", "files, measure and frame do not know each other"),
        ("catalogue/loading.py", "import moyang_score.registry", "the catalogue stands on files alone"),
        (
            "registry/store.py",
            "import moyang_score.features",
            "the registry knows the catalogue, and nobody downstream",
        ),
        ("features/build.py", "import moyang_score.learn", "features know the registry, and nobody downstream"),
        (
            "learn/sample.py",
            "import moyang_score.registry",
            "learners do not know where features come from, nor who reads their cards",
        ),
        ("bundle/manifest.py", "import moyang_score.export", "a bundle is a signed folder, whoever writes or reads it"),
        ("export/sql.py", "import moyang_score.catalogue", "export writes bundles"),
        ("score/load.py", "import moyang_score.learn.sample", "score reads cards and bundles"),
        ("review/page.py", "import moyang_score.fairness", "review reads cards"),
        ("explain/texts.py", "import moyang_score.learn", "explain reads cards"),
        ("synthetic/flat.py", "import moyang_score.card", "the synthetic tables and the city stand alone"),
        ("explain/person.py", "import pickle", "no pickle where cards are read"),
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
