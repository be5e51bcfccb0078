"""The command as a stranger runs it: a process of its own, in a folder of its own."""

import os
import subprocess
import sys
from pathlib import Path


def run(folder: Path, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run `moyang` with some words in a folder."""
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONUTF8": "1", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "moyang_score", *words]
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def listing(folder: Path) -> list[str]:
    """Name everything that is in a folder, at any depth."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
