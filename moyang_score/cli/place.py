"""Places to write to, refused before any work is done."""

import os
import shlex
from collections.abc import Sequence
from pathlib import Path

from moyang_score.errors import FileError, OutputExistsError, UsageError

__all__ = ["check_card_place", "check_file_place", "command_line"]


def check_file_place(
    path: str, option: str, endings: Sequence[str], *, force: bool, inputs: Sequence[str] = ()
) -> None:
    """Refuse a file to write that is taken, of an unknown kind, or one of the files to read.

    Parameters
    ----------
    path : str
        The file.
    option : str
        The option that names it, for messages.
    endings : sequence of str
        The allowed ends of its name, in small letters.
    force : bool
        Whether a file that is there may be replaced.
    inputs : sequence of str
        Files that the command reads.

    Raises
    ------
    UsageError
        If the name ends otherwise, or the file is one to read.
    OutputExistsError
        If it is there and ``force`` is not given.
    FileError
        If a folder is there.

    Examples
    --------
    >>> check_file_place("no/such/page.html", "--html", [".html"], force=False)
    """
    target = Path(path)
    if target.suffix.lower() not in endings:
        raise UsageError(
            f"{option} cannot be a {target.suffix or 'file without an ending'}",
            where=path,
            fix=f"end the name in one of {' '.join(endings)}",
        )
    if any(target.exists() and Path(one).exists() and target.samefile(one) for one in inputs):
        raise UsageError(f"{option} is a file that the command reads", where=path, fix="name another place")
    if target.is_dir():
        raise FileError("this is a folder, not a file", where=path, fix="name a file inside it")
    if os.path.lexists(target) and not force:
        raise _taken(path)


def check_card_place(path: str, mark: str, *, force: bool) -> None:
    """Refuse a folder to write that is taken; with ``force``, one that is not of the kind to be replaced.

    Parameters
    ----------
    path : str
        The folder.
    mark : str
        The file that tells a folder of this kind.
    force : bool
        Whether a folder of this kind may be replaced.

    Raises
    ------
    OutputExistsError
        If it is there and ``force`` is not given, or other things than ours are in it.
    FileError
        If a file is there.

    Examples
    --------
    >>> check_card_place("no/such/card", "scorecard.json", force=False)
    """
    target = Path(path)
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise FileError("this is a file, and a folder is to be written", where=path, fix="name another place")
    if not force:
        raise _taken(path)
    if not (target / mark).exists() and any(target.iterdir()):
        raise OutputExistsError(
            f"this folder is not replaced, because it has no {mark} and may hold something else",
            where=path,
            fix="name another place, or remove it yourself",
        )


def command_line(*words: str) -> str:
    """Return words as a line that a shell reads back as the same words.

    Parameters
    ----------
    words : str
        The words.

    Returns
    -------
    str
        The line.

    Examples
    --------
    >>> command_line("moyang", "show", "out/my card")
    "moyang show 'out/my card'"
    """
    return shlex.join(words)


def _taken(path: str) -> OutputExistsError:
    return OutputExistsError("this exists already", where=path, fix="name another place, or replace it with --force")
