"""What a command is to the parser."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from moyang_score.cli.console import Console

__all__ = ["Command"]


@dataclass(frozen=True, kw_only=True)
class Command:
    """Hold one command.

    Parameters
    ----------
    name : str
        The word after ``moyang``.
    usage : str
        Its options in short.
    summary : str
        One clause, for the list of commands.
    description, examples : str
        What stands above and below the options in its help.
    add_options : callable
        Adds its options to a parser.
    run : callable
        Does its work, given the parsed options and the console.
    """

    name: str
    usage: str
    summary: str
    description: str
    examples: str
    add_options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Console], None]
