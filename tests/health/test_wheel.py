"""The wheel, alone with numpy and cryptography, verifies and scores a bundle, and has all that it needs inside."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path
from typing import Any

import pytest

from moyang_score.files import read_table, write_table
from tests.golden.release import RELEASE, ROOT


def run(command: list[str], **options: Any) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)])
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_the_catalogue(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    committed = [path.relative_to(ROOT).as_posix() for path in (ROOT / "moyang_score").rglob("*.yaml")]

    assert sorted(set(committed) - set(names)) == []


@pytest.mark.slow
def test_the_bare_wheel_verifies_and_scores_the_committed_release_from_csv(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "bare", with_pip=True)
    python, moyang = (str(tmp_path / "bare" / "bin" / name) for name in ("python", "moyang"))
    run([python, "-m", "pip", "install", "-q", "-c", str(ROOT / "constraints.txt"), str(wheel)])
    bundle = [str(ROOT / "models" / RELEASE), "--trust", str(ROOT / "models" / "trust")]
    run([sys.executable, "-m", "moyang_score", "demo", "--persons", "300", "--out", str(tmp_path / "demo")])
    people = tmp_path / "people.csv"
    write_table(people, read_table(tmp_path / "demo" / "features.parquet").columns)
    output = ["--id", "token", "--points", "--reasons", "--out"]

    verified = run([moyang, "verify", *bundle], cwd=tmp_path)
    run([moyang, "score", *bundle, "--data", str(people), *output, "scores.csv"], cwd=tmp_path)
    run([moyang, "explain", *bundle, "--data", str(people), "--row", "1", "--lang", "zh"], cwd=tmp_path)

    installed = run([python, "-m", "pip", "list"]).lower()
    assert "pandas" not in installed
    assert "duckdb" not in installed
    assert "SQL" in verified
    assert (tmp_path / "scores.csv").read_bytes() == (tmp_path / "demo" / "scores.csv").read_bytes()
