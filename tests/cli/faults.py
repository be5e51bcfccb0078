"""Faults of a whole input: what is wrong, what is typed, what is said; and that nothing comes of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.cli.running import listing

Change = Callable[[Path], object]
Run = Callable[..., CompletedProcess[str]]


def nothing(folder: Path) -> None:
    """Leave the folder as every fault finds it."""


@dataclass(frozen=True)
class Cell:
    """One command and one fault: what is typed, what the message must say, what is done to the folder before."""

    name: str
    words: tuple[str, ...]
    says: tuple[str, ...]
    make: Change = nothing
    stdin: str = ""


def each(cells: Sequence[Cell]) -> pytest.MarkDecorator:
    """Run a test for each cell."""
    return pytest.mark.parametrize("cell", cells, ids=[cell.name for cell in cells])


def file(name: str, content: bytes | str) -> Change:
    """Write a file, and the folder around it."""
    data = content.encode() if isinstance(content, str) else content

    def write(folder: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)

    return write


def check_fault(cell: Cell, folder: Path, run: Run) -> str:
    """Check that a command ends with 2 and one paragraph that helps, and leaves the folder as it was.

    Returns
    -------
    str
        The paragraph.
    """
    cell.make(folder)
    before = _contents(folder)

    done = run(folder, *cell.words, stdin=cell.stdin)

    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert "Traceback" not in done.stderr
    assert "fault of the package" not in done.stderr
    assert len(done.stderr.splitlines()) <= 6
    assert [needle for needle in cell.says if needle.casefold() not in done.stderr.casefold()] == [], done.stderr
    assert _contents(folder) == before
    return done.stderr


def _contents(folder: Path) -> dict[str, bytes | None]:
    return {name: (folder / name).read_bytes() if (folder / name).is_file() else None for name in listing(folder)}
