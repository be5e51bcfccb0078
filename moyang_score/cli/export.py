"""`moyang export`: release a card as a signed bundle."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console
from moyang_score.cli.place import check_card_place, command_line
from moyang_score.errors import UsageError

if TYPE_CHECKING:
    from moyang_score.bundle import SigningKey
    from moyang_score.card import Scorecard, Texts

__all__ = ["COMMAND"]

_DESCRIPTION: Final = """\
Release a card as a signed bundle: a folder with the card, its evidence and texts, the card as DuckDB SQL, and vectors,
which are rows at all of its boundaries with what it says of them. Nothing is written unless numpy, a naive reference
and the SQL agree on each of them.

A card that is released has a catalogue, stays on the scale from 300 to 1000, has its grades, and texts in both
languages. A research card is refused, unless --research says that the bundle is for study alone; it is marked so.
A modeller must sign; a reviewer signs beside."""

_EXAMPLES: Final = """\
examples:
  moyang export out/card --out models/moyang-2026.1 --sign keys/modeller.key.json
  moyang export out/card --out models/moyang-2026.1 --sign keys/modeller.key.json keys/reviewer.key.json
  moyang export out/study --out out/study-1 --sign keys/modeller.key.json --research

prints: what was released, who signed it, and how many vectors agree. Next: moyang verify, moyang score.
"""


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("card", metavar="CARD", help="a folder that moyang fit wrote")
    add("--out", required=True, metavar="DIR", help="the bundle to write")
    add(
        "--sign",
        required=True,
        nargs="+",
        action="extend",
        metavar="KEY",
        help="private key files that moyang keys new wrote, one of a modeller among them",
    )
    add("--name", metavar="NAME", help="the name of the release (default: that of --out up to its last dash)")
    add("--version", metavar="VERSION", help="its version (default: what follows the last dash of --out, else 1)")
    add("--research", action="store_true", help="write a research card, marked as one")
    add("--force", action="store_true", help="replace a bundle that is there already")
    add("--json", action="store_true", help="write the report as JSON")


def _run(options: argparse.Namespace, console: Console) -> None:
    from moyang_score.bundle import MANIFEST_FILE, VECTORS_FILE, SigningKey, write_bundle
    from moyang_score.export import bundle_files
    from moyang_score.score import load_whole

    _check_out(options)
    check_card_place(options.out, MANIFEST_FILE, force=options.force)
    keys = [SigningKey.read(path) for path in options.sign]
    name, version = _title(options)
    _check_again(name, version, keys)
    loaded = load_whole(options.card)
    card, evidence = loaded.card, loaded.evidence
    texts = _released_texts(card, loaded.texts, f"{name} {version}", options)
    files = bundle_files(card, evidence, texts, console.progress)
    write_bundle(options.out, files, name, version, keys, force=options.force)
    document = {
        "out": options.out,
        "name": name,
        "version": version,
        "class": card.card_class,
        "digest": card.digest,
        "signed": [{"role": key.role, "key": key.public_key.public, "demo": key.demo} for key in keys],
        "vectors": files[VECTORS_FILE].count(b"\n"),
    }
    if console.machine:
        console.document(document)
    console.report(_lines(document, keys, options))


def _check_out(options: argparse.Namespace) -> None:
    """Refuse a place inside the card, or the card itself: the bundle has a folder of its own."""
    card, out = Path(options.card).resolve(), Path(options.out).resolve()
    if card in (out, *out.parents) or out in card.parents:
        raise UsageError("--out and the card lie in each other", where=options.out, fix="name another place")


def _title(options: argparse.Namespace) -> tuple[str, str]:
    """Take name and version from the options, and what is not named there from the folder."""
    folder = Path(options.out).resolve().name
    before, _, after = folder.rpartition("-")
    whole = (before, after) if before and after else (folder, "1")
    return options.name or whole[0], options.version or whole[1]


def _check_again(name: str, version: str, keys: "list[SigningKey]") -> None:
    """Refuse at once what would be refused after the work: names that are none, and signers that are not enough."""
    from moyang_score.bundle import CONTENT_FILES, FileEntry, Manifest, sign_manifest

    Manifest(name, version, "research", "0" * 64, {one: FileEntry.of(b"") for one in CONTENT_FILES})
    sign_manifest(b"", keys)


def _released_texts(
    card: "Scorecard", texts: "Mapping[str, Texts]", title: str, options: argparse.Namespace
) -> "Mapping[str, Texts]":
    from moyang_score.export import check_release, check_texts, plain_texts

    if card.card_class == "research" and options.research:
        return texts or plain_texts(title)
    if options.research:
        raise UsageError("this is no research card", where=options.card, fix="leave out --research")
    check_release(card)
    check_texts(card, texts)
    return texts


def _lines(document: dict[str, Any], keys: "list[SigningKey]", options: argparse.Namespace) -> list[str]:
    from moyang_score.export import SCORERS

    verify = command_line("moyang", "verify", options.out, "--trust", "DIR")
    released = "Released" if document["class"] == "official" else "Written for research, and not released:"
    return [
        f"{released} {document['name']} {document['version']}, card {document['digest']}",
        *(f"  signed by {key.public_key}" for key in keys),
        f"  {document['vectors']:,} vectors: {', '.join(SCORERS.values())} agree on each",
        f"Written: {options.out}",
        f"Next: {verify}, where DIR holds the .pub.json of the signers",
    ]


COMMAND: Final = Command(
    name="export",
    usage="CARD --out DIR --sign KEY [KEY ...] [options]",
    summary="write a signed bundle",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
