"""The token key that a command works with: named by an option or by the environment."""

import argparse
import os
from typing import TYPE_CHECKING, Final

from moyang_score.errors import UsageError

if TYPE_CHECKING:
    from moyang_score.registry import TokenKey

__all__ = ["KEY_VARIABLE", "add_key_option", "read_key"]

KEY_VARIABLE: Final = "MOYANG_TOKEN_KEY_FILE"


def add_key_option(parser: argparse.ArgumentParser) -> None:
    """Add ``--key`` to a command.

    Parameters
    ----------
    parser : argparse.ArgumentParser
        The parser of the command.

    Examples
    --------
    >>> parser = argparse.ArgumentParser()
    >>> add_key_option(parser)
    >>> parser.parse_args(["--key", "token.key.json"]).key
    'token.key.json'
    """
    text = f"the token key that moyang keys new made (default: the file that {KEY_VARIABLE} names)"
    parser.add_argument("--key", metavar="FILE", help=text)


def read_key(path: str | None) -> "TokenKey":
    """Read the key that was named.

    Parameters
    ----------
    path : str or None
        The option; None where it was left out.

    Returns
    -------
    TokenKey
        The key.

    Raises
    ------
    UsageError
        If neither the option nor the environment names a file.
    KeyFileError
        If the file is no token key.

    Examples
    --------
    >>> read_key("no/such/token.key.json")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    moyang_score.errors.KeyFileError: no/such/token.key.json: there is no such key file. Make one with: ...
    """
    from moyang_score.registry import TokenKey

    named = path or os.environ.get(KEY_VARIABLE)
    if not named:
        fix = f"name its file with --key or in {KEY_VARIABLE}; moyang keys new --role token makes one"
        raise UsageError("no token key is named", fix=fix)
    return TokenKey.read(named)
