"""The commands of the README run as they stand there, one after the other."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def blocks(page: Path) -> list[str]:
    """Return the shell blocks of a page that call the command."""
    parts = page.read_text(encoding="utf-8").split("```")[1::2]
    return [part.lstrip("\n") for part in parts if part.lstrip().startswith("moyang ")]


@pytest.mark.slow
def test_the_commands_of_the_readme_run_in_order(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("city"))
    command = tmp_path / "bin" / "moyang"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m moyang_score "$@"\n')
    command.chmod(0o755)
    path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    script = "\n".join(["set -eu", *blocks(ROOT / "README.md")]).replace("--persons 20000", "--persons 2000")

    done = subprocess.run(
        ["/bin/sh", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_the_readme_has_all_walks() -> None:
    first_words = [" ".join(block.split()[:2]) for block in blocks(ROOT / "README.md")]

    assert first_words == ["moyang synth", "moyang intake", "moyang fit"]
