"""The parser of the command line: every command with its help, and those of later versions."""

import argparse
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

from moyang_score import __version__
from moyang_score.cli import (
    app,
    catalogue,
    compare,
    demo,
    explain,
    export,
    fairness,
    features,
    fit,
    intake,
    keys,
    outcome,
    registry,
    score,
    serve,
    show,
    synth,
    track,
    verify,
)
from moyang_score.cli.command import Command
from moyang_score.errors import NotBuiltError

__all__ = ["COMMANDS", "LATER", "build_parser", "name_of", "refuse_later"]

COMMANDS: Final = (
    fit.COMMAND,
    show.COMMAND,
    score.COMMAND,
    explain.COMMAND,
    compare.COMMAND,
    fairness.COMMAND,
    demo.COMMAND,
    synth.COMMAND,
    catalogue.COMMAND,
    intake.COMMAND,
    registry.COMMAND,
    features.COMMAND,
    outcome.COMMAND,
    keys.COMMAND,
    export.COMMAND,
    verify.COMMAND,
    track.COMMAND,
    app.COMMAND,
    serve.COMMAND,
)

LATER: Final = {
    "validate": "judge a card on other rows",
    "monitor": "compare two months of scores",
    "report": "quarterly statistics of source units",
}

_DESCRIPTION: Final = """\
Build, explain and score personal credit scorecards: integer points read from one table.
A card is a folder with scorecard.json (the points) and evidence.json (what they rest on)."""

_EXAMPLES: Final = """\
a first walk:
  moyang demo
  moyang fit --data people.csv --target bad --out out/card
  moyang show out/card --html out/card.html
  moyang score out/card --data people.csv --id person_id --reasons --out out/scores.csv
  moyang explain out/card --data people.csv --row 1

exit codes: 0 done (with or without warnings), 1 a check has findings, 2 error, 130 interrupted.
Each command explains itself: moyang fit --help.
"""


class _Parser(argparse.ArgumentParser):
    """Answer a wrong call in two lines instead of the whole usage."""

    def error(self, message: str) -> NoReturn:
        text = " ".join(message.split()).rstrip(".")
        self.exit(2, f"{self.prog}: error: {text}. See {self.prog} --help.\n")


def build_parser() -> argparse.ArgumentParser:
    """Build the parser of all commands.

    Returns
    -------
    argparse.ArgumentParser
        Its result has ``run``, a function of the options and the console.

    Examples
    --------
    >>> build_parser().parse_args(["show", "out/card"]).card
    'out/card'
    """
    parser = _Parser(
        prog="moyang",
        usage="moyang COMMAND [options]",
        description=_DESCRIPTION,
        epilog=f"{_EXAMPLES}\n{_later_lines()}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"moyang {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND ...", prog="moyang", parser_class=_Parser)
    for command in COMMANDS:
        _add(commands, command)
    parser.set_defaults(run=lambda *_: parser.print_help(), quiet=False, json=False)
    return parser


def name_of(words: Sequence[str]) -> str:
    """Return the name that messages of a call begin with.

    Parameters
    ----------
    words : sequence of str
        The words after ``moyang``.

    Returns
    -------
    str
        ``moyang fit`` for ``fit …``, ``moyang`` where no known command is named.

    Examples
    --------
    >>> name_of(["fit", "--help"]), name_of(["--help"])
    ('moyang fit', 'moyang')
    """
    known = {command.name for command in COMMANDS} | set(LATER)
    return f"moyang {words[0]}" if words and words[0] in known else "moyang"


def refuse_later(words: Sequence[str]) -> None:
    """Refuse a command that belongs to a later version, whatever its options; ``--help`` on it is told the same.

    Parameters
    ----------
    words : sequence of str
        The words after ``moyang``.

    Raises
    ------
    NotBuiltError
        If the first word names such a command.

    Examples
    --------
    >>> refuse_later(["fit"])
    """
    if words and words[0] in LATER:
        raise NotBuiltError(
            f"moyang {words[0]} is not in this version", fix="see moyang --help for the commands that are"
        )


def _add(commands: "argparse._SubParsersAction[_Parser]", command: Command) -> None:
    parser = commands.add_parser(
        command.name,
        usage=f"moyang {command.name} {command.usage}",
        help=command.summary,
        description=command.description,
        epilog=command.examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.add_options(parser)
    parser.add_argument("--quiet", action="store_true", help="write no report and no progress")
    parser.set_defaults(run=command.run)
    if not any(action.dest == "json" for action in parser._actions):  # noqa: SLF001 - argparse has no public list
        parser.set_defaults(json=False)


def _later_lines() -> str:
    width = max(map(len, LATER))
    lines = (f"  {name.ljust(width)}  {what}" for name, what in LATER.items())
    return "\n".join(["not in this version:", *lines])


if sys.version_info >= (3, 14):  # pragma: no cover - newer Pythons colour the help by themselves
    _Parser.color = False
