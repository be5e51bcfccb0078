"""The access log: one line of JSON a question, without a word about the person, chained by hashes."""

import fcntl
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
        The file; begun if it is not there, with its folder.
    clock : callable
        Gives the time of a line, as text.

    Raises
    ------
    FileError
        If the chain of the file is broken, it cannot be written to, or another service writes to it.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     log = AccessLog(f"{folder}/access.jsonl", clock=lambda: "2026-09-30T00:00:00+00:00")
    ...     log.write(path="/health", status=200)
    ...     log.close()
    ...     verify_log(f"{folder}/access.jsonl")[0]
    1
    """

    def __init__(self, path: str | os.PathLike[str], clock: Callable[[], str]) -> None:
        self._path, self._clock, self._lock = Path(path), clock, threading.Lock()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("a", encoding="utf-8", newline="\n")
        except OSError as fault:
            what = f"the access log cannot be written to: {(fault.strerror or '').lower()}"
            raise FileError(what, where=str(path), fix="name another file with --log") from None
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # two writers would break the chain
            self._count, self._last = verify_log(path)
        except OSError:
            self._file.close()
            what = "another service writes this access log"
            raise FileError(what, where=str(path), fix="name another file with --log") from None
        except FileError:
            self._file.close()
            raise

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
        How many lines there are.
    last : str
        The hash of the last line; ``GENESIS`` where there is none.

    Raises
    ------
    FileError
        If the chain is broken; the message names the first line that does not fit.

    Examples
    --------
    >>> verify_log("no/such/log")
    Traceback (most recent call last):
    moyang_score.errors.FileError: no/such/log: it cannot be read as an access log. Name another file.
    """
    count, last = 0, GENESIS
    try:
        with Path(path).open(encoding="utf-8", newline="\n") as file:
            for text in file:
                count, last = count + 1, _checked(text, count + 1, last, f"{path}, line {count + 1}")
    except (OSError, UnicodeDecodeError):
        raise FileError("it cannot be read as an access log", where=str(path), fix="name another file") from None
    return count, last


def _checked(text: str, number: int, last: str, where: str) -> str:
    try:
        line = json.loads(text)
        digest = line.pop("hash")
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError):
        raise FileError("this is no line of an access log", where=where, fix=_FIX) from None
    if line.get("prev") != last or line.get("seq") != number or digest != _hash(line):
        raise FileError("the chain of the access log is broken here", where=where, fix=_FIX)
    if text != f"{_canonical({**line, 'hash': digest})}\n":  # same content, other bytes: somebody wrote it again
        raise FileError("this line is not as it was written", where=where, fix=_FIX)
    return str(digest)


def _hash(line: dict[str, Any]) -> str:
    return hashlib.sha256(_canonical(line).encode("utf-8")).hexdigest()


def _canonical(line: dict[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
