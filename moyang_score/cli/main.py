"""The entry: run one command, and say in one paragraph what went wrong."""

import os
import sys
import traceback
import warnings
from collections.abc import Sequence
from typing import Final, TextIO

from moyang_score.cli.console import Console
from moyang_score.cli.interrupt import CtrlC, ctrl_c
from moyang_score.cli.parser import build_parser, name_of, refuse_later
from moyang_score.errors import MoyangError

__all__ = ["main"]

ERROR: Final = 2
INTERRUPTED: Final = 130
DEBUG_VARIABLE: Final = "MOYANG_DEBUG"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one `moyang` command.

    Parameters
    ----------
    argv : sequence of str, optional
        The words after ``moyang``; those of the process where left out.

    Returns
    -------
    int
        0 when the command did its work, 1 when a check has findings, 2 for errors, 130 when it was interrupted.
        Errors are told in one paragraph on standard error; with ``MOYANG_DEBUG=1`` in the environment the traceback
        of a fault stands before it.

    Examples
    --------
    >>> main(["export", "card"])
    2
    """
    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        _show_all_letters(stream)
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # what libraries say to programmers is nothing to readers of a command
    with ctrl_c() as heard:
        return _guarded(words, heard)


def _run(words: list[str], heard: CtrlC) -> None:
    refuse_later(words)
    options = build_parser().parse_args(words)
    console = Console(quiet=options.quiet, machine=options.json, check=heard.check)
    try:
        options.run(options, console)
        sys.stdout.flush()
    finally:
        console.clear()


def _guarded(words: list[str], heard: CtrlC) -> int:
    name = name_of(words)
    try:
        _run(words, heard)
    except SystemExit as leaving:  # so leave --help, a wrong call, and a check that has findings
        return leaving.code if isinstance(leaving.code, int) else 0
    except KeyboardInterrupt:
        return _interrupted(name)
    except BrokenPipeError:
        _silence_stdout()
    except Exception as fault:  # noqa: BLE001 - the last line of defence: nobody is shown a traceback unasked
        if heard.pressed:
            return _interrupted(name)
        sys.stderr.write(f"{name}: error: {' '.join(_paragraph(fault).split())}\n")
        return ERROR
    return 0


def _interrupted(name: str) -> int:
    sys.stderr.write(f"{name}: interrupted; nothing was left half-written\n")
    # Python ends a process by the signal itself, whatever we return, if Ctrl-C fell into text given to `exec`, as when
    # a dataclass is made. It remembers only the last such text.
    exec("")  # noqa: S102
    return INTERRUPTED


def _paragraph(fault: Exception) -> str:
    if isinstance(fault, MoyangError):
        return _sentence(fault)
    if isinstance(fault, MemoryError):
        return "there is not enough memory. Give fewer rows or columns at a time."
    if isinstance(fault, OSError):
        where = f"{fault.filename}: " if fault.filename else ""
        return f"{where}{(fault.strerror or type(fault).__name__).lower()}. Check the path and the disk."
    return _own_fault(fault)


def _sentence(error: MoyangError) -> str:
    """Return the message, in which a command at the start keeps its small letter."""
    text = str(error)
    return f"moyang {text[7:]}" if text.startswith("Moyang ") else text


def _own_fault(fault: Exception) -> str:
    """Say where our own code failed, without the values it failed on: they may be a person's."""
    if os.environ.get(DEBUG_VARIABLE):
        traceback.print_exception(fault)
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    place = f"{os.path.basename(frame.filename)}, line {frame.lineno}"  # noqa: PTH119 - the name alone, no lookup
    return (
        f"this is a fault of the package: {type(fault).__name__} in {place}. "
        f"Run it again with {DEBUG_VARIABLE}=1 for the details, and report them."
    )


def _show_all_letters(stream: TextIO) -> None:
    """Let a letter that the terminal's encoding lacks be shown as an escape, and not end the command."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")


def _silence_stdout() -> None:
    """Let the interpreter flush into nothing on its way out: the reader of our output has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
