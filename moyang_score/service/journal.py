"""The access log: one line of JSON a question, without a word about the person, chained by hashes."""

import hashlib
import json
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from moyang_score.errors import FileError

__all__ = ["GENESIS", "AccessLog", "verify_log"]

GENESIS: Final = "0" * 64  # what the first line follows
_FIX: Final = "keep the file as evidence, find out who changed it, and name a new one"


class AccessLog:
    """Write the access log, going on where the file ends.

    Parameters
    ----------
    path : path-like
        The file; begun if it is not there.
    clock : callable
        Gives the time of a line, as text.

    Raises
    ------
    FileError
        If the chain of the file is broken, or it cannot be written to.
    """

    def __init__(self, path: str | os.PathLike[str], clock: Callable[[], str]) -> None:
        self._path, self._clock, self._lock = Path(path), clock, threading.Lock()
        self._count, self._last = verify_log(path) if self._path.exists() else (0, GENESIS)
        try:
            self._file = self._path.open("a", encoding="utf-8", newline="\n")
        except OSError as fault:
            raise FileError(f"it cannot be written to: {fault.strerror}", where=str(path)) from None

    def write(self, **what: Any) -> None:
        """Add a line; what is told must not tell who was asked for."""
        with self._lock:
            line = {"seq": self._count + 1, "time": self._clock(), **what, "prev": self._last}
            digest = _hash(line)
            self._file.write(f"{_canonical({**line, 'hash': digest})}\n")
            self._file.flush()
            self._count, self._last = self._count + 1, digest

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def verify_log(path: str | os.PathLike[str]) -> tuple[int, str]:
    """Check that no line of an access log was changed, taken out or put in between.

    Lines cut off at the end cannot be seen in the file alone: keep the last hash elsewhere to see that too.

    Parameters
    ----------
    path : path-like
        The file.

    Returns
    -------
    lines : int
    last : str
        The hash of the last line.

    Raises
    ------
    FileError
        If the chain is broken; the message names the first line that does not fit.
    """
    count, last = 0, GENESIS
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise FileError("it cannot be read as an access log", where=str(path), fix="name another file") from None
    for text in lines:
        where = f"{path}, line {count + 1}"
        try:
            line = json.loads(text)
            digest = line.pop("hash")
        except (ValueError, KeyError, AttributeError, RecursionError):
            raise FileError("this is no line of an access log", where=where, fix=_FIX) from None
        if line.get("prev") != last or line.get("seq") != count + 1 or digest != _hash(line):
            raise FileError("the chain of the access log is broken here", where=where, fix=_FIX)
        count, last = count + 1, digest
    return count, last


def _hash(line: dict[str, Any]) -> str:
    return hashlib.sha256(_canonical(line).encode("utf-8")).hexdigest()


def _canonical(line: dict[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
