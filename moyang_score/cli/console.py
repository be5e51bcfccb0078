"""The console: results on standard output, progress on standard error."""

import json
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

__all__ = ["Console"]

_SILENT_SECONDS: Final = 10.0


class Console:
    """Write what a command has to say.

    Parameters
    ----------
    quiet : bool
        Leave out reports and progress; results that were asked for are still written.
    machine : bool
        Leave out reports, because JSON is written instead.
    check : callable
        Called before each report and each word of progress; it may end the command.
    """

    def __init__(self, *, quiet: bool = False, machine: bool = False, check: Callable[[], None] = lambda: None) -> None:
        self.machine = machine
        self._check = check
        self._reports = not quiet and not machine
        self._progress = not quiet
        self._on_terminal = sys.stderr.isatty()
        self._spoke = time.monotonic()
        self._width = 0

    def report(self, lines: Sequence[str]) -> None:
        """Write lines about what was done, unless the command is to be quiet or a machine reads."""
        self._check()
        if self._reports:
            self.result("\n".join(lines))

    def result(self, text: str) -> None:
        """Write what the command was asked for."""
        self.clear()
        sys.stdout.write(f"{text}\n")

    def document(self, document: Any) -> None:
        """Write a result as JSON."""
        self.result(json.dumps(document, ensure_ascii=False, indent=1))

    def progress(self, text: str) -> None:
        """Show what is being done: in place on a terminal, else as a line now and then if it takes long."""
        self._check()
        if not self._progress:
            return
        if self._on_terminal:
            sys.stderr.write(f"\r{text.ljust(self._width)}")
            sys.stderr.flush()
            self._width = len(text)
        elif time.monotonic() - self._spoke > _SILENT_SECONDS:
            sys.stderr.write(f"{text}\n")
            self._spoke = time.monotonic()

    def clear(self) -> None:
        """Take the progress off the terminal."""
        if self._width:
            sys.stderr.write(f"\r{' ' * self._width}\r")
            sys.stderr.flush()
            self._width = 0
