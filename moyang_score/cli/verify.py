"""`moyang verify`: check a bundle, from its signatures to what its card says."""

import argparse
from typing import TYPE_CHECKING, Any, Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console
from moyang_score.cli.place import command_line

if TYPE_CHECKING:
    from moyang_score.bundle import Bundle

__all__ = ["COMMAND"]

_DESCRIPTION: Final = """\
Check a bundle: that all its signatures were given by keys in the trust folder, in their roles, that every file is as it
was signed and nothing is there beside, that the card is the one that the manifest names, and that numpy, a naive
reference and the SQL of the bundle (where DuckDB is installed) say of each vector what it says itself.

The trust folder holds the *.pub.json of those you trust. Keep it apart from bundles: whoever can change a bundle must
not be able to change whom you trust."""

_EXAMPLES: Final = """\
examples:
  moyang verify models/moyang-2026.1 --trust models/trust
  moyang verify models/moyang-2026.1 --trust models/trust --json

prints: name, version and digest, who signed, how many files and vectors are right. A bundle that is not right ends the
command with exit code 2 and says what is wrong. Next: moyang score.
"""


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("bundle", metavar="BUNDLE", help="a folder that moyang export wrote")
    add("--trust", required=True, metavar="DIR", help="the folder of trusted public keys")
    add("--json", action="store_true", help="write the report as JSON")


def _run(options: argparse.Namespace, console: Console) -> None:
    from moyang_score.bundle import SQL_FILE, has_duckdb
    from moyang_score.export import check_vectors
    from moyang_score.score import load_bundle

    bundle = load_bundle(options.bundle, options.trust)
    bundle.texts  # noqa: B018 - read as whoever shows them would
    console.progress("scoring the vectors")
    sql = bundle.files[SQL_FILE].decode("utf-8") if has_duckdb() else None
    count, scorers = check_vectors(bundle, sql)
    if console.machine:
        console.document(_document(bundle, count, scorers))
    console.report(_lines(bundle, count, scorers, options))


def _document(bundle: "Bundle", count: int, scorers: list[str]) -> dict[str, Any]:
    manifest = bundle.manifest
    return {
        "name": manifest.name,
        "version": manifest.version,
        "class": manifest.card_class,
        "digest": manifest.digest,
        "signed": [{"role": key.role, "key": key.public, "demo": key.demo} for key in bundle.signers],
        "files": len(bundle.files),
        "vectors": count,
        "scorers": scorers,
    }


def _lines(bundle: "Bundle", count: int, scorers: list[str], options: argparse.Namespace) -> list[str]:
    from moyang_score.export import SCORERS

    manifest = bundle.manifest
    lines = [f"{manifest.name} {manifest.version} ({manifest.card_class}), card {manifest.digest}"]
    lines += [f"  signed by {key}" for key in bundle.signers]
    lines += [f"  {len(bundle.files)} files are as they were signed, and nothing is beside them"]
    lines += [f"  {count:,} vectors: {', '.join(scorers)} agree on each"]
    if SCORERS["sql"] not in scorers:
        lines += ["  the SQL was not run, because DuckDB is not installed: pip install 'moyang-score[data]'"]
    if any(key.demo for key in bundle.signers):
        lines += ["  a demo key says nothing about who signed: anybody can derive it"]
    words = ("--trust", options.trust, "--data", "FILE", "--out", "FILE")
    return [*lines, f"Next: {command_line('moyang', 'score', options.bundle, *words)}"]


COMMAND: Final = Command(
    name="verify",
    usage="BUNDLE --trust DIR [options]",
    summary="check a bundle",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
