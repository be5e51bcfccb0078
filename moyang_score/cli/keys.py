"""`moyang keys`: make keys, for signatures and for tokens."""

import argparse
import secrets
from pathlib import Path
from typing import Any, Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console
from moyang_score.errors import FileError, OutputExistsError

__all__ = ["COMMAND"]

_PRIVATE: Final = 0o600

_DESCRIPTION: Final = """\
Make a new random key.

A modeller and a reviewer each have a pair: ROLE.key.json signs bundles and stays with its owner, ROLE.pub.json checks
them and goes into the trust folder of everybody who is to believe the signature. The token key, token.key.json, turns
ids into tokens; whoever has it can tell whose token is whose, so it never lies in the store. Private files can be read
by their owner alone, and their content is never printed."""

_EXAMPLES: Final = """\
examples:
  moyang keys new --out keys --role modeller
  moyang keys new --out keys --role reviewer
  moyang keys new --out keys --role token

prints: the files and what to do with each. Next: moyang export --sign, moyang intake --key.
"""


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("action", choices=("new",), metavar="new", help="make a key")
    add("--out", required=True, metavar="DIR", help="the folder that the files are written to")
    add(
        "--role",
        choices=("modeller", "reviewer", "token"),
        default="modeller",
        help="whose key it is (default: modeller)",
    )
    add("--force", action="store_true", help="replace a key that is there: what it signed or made stays as it is")
    add("--json", action="store_true", help="write the names of the files and the public key as JSON")


def _run(options: argparse.Namespace, console: Console) -> None:
    from moyang_score.bundle import KEY_FILE_ENDING

    private = Path(options.out) / f"{options.role}{KEY_FILE_ENDING}"
    document, lines = (_token if options.role == "token" else _signing)(private, options)
    if console.machine:
        console.document(document)
    console.report([*lines, f"Keep {private} to yourself: it is not printed, and cannot be made again."])


def _signing(private: Path, options: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    from moyang_score.bundle import PUBLIC_FILE_ENDING, SigningKey

    public = Path(options.out) / f"{options.role}{PUBLIC_FILE_ENDING}"
    _check_places([private, public], options)
    key = SigningKey(options.role, secrets.token_bytes(32))
    _write(private, key.to_bytes(), options, private=True)
    _write(public, key.public_key.to_bytes(), options, private=False)
    name = key.public_key.public
    lines = [
        f"Made the key {name[:16]} of a {options.role}:",
        f"  {private}  signs: moyang export CARD --out DIR --sign {private}",
        f"  {public}  checks: copy it to the trust folder of whoever reads your bundles",
    ]
    return {"role": options.role, "key": str(private), "public": str(public), "public_key": name}, lines


def _token(private: Path, options: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    from moyang_score.bundle import token_key_bytes

    _check_places([private], options)
    _write(private, token_key_bytes(secrets.token_bytes(32)), options, private=True)
    lines = [f"Made a token key: {private}", f"  moyang intake --source DIR --store DIR --key {private}"]
    return {"role": "token", "key": str(private)}, lines


def _check_places(paths: list[Path], options: argparse.Namespace) -> None:
    for path in paths:
        if path.is_dir():
            raise FileError("this is a folder, and a key is a file", where=str(path), fix="name another place")
        if path.exists() and not options.force:
            raise OutputExistsError(
                "a key is here already, and replacing it cannot be undone",
                where=str(path),
                fix="name another place, or replace it with --force",
            )


def _write(path: Path, content: bytes, options: argparse.Namespace, *, private: bool) -> None:
    """Write a key; a private one is closed to others before anything stands in it."""
    from moyang_score.files import new_file

    with new_file(path, force=options.force) as temporary:
        if private:
            temporary.chmod(_PRIVATE)
        temporary.write_bytes(content)


COMMAND: Final = Command(
    name="keys",
    usage="new --out DIR [--role modeller|reviewer|token] [options]",
    summary="make keys for signatures and tokens",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
