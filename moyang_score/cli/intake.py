"""`moyang intake`: take the files of a delivery into the registry."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console
from moyang_score.cli.day import civil_day, today
from moyang_score.cli.place import command_line
from moyang_score.cli.token_key import add_key_option, read_key

if TYPE_CHECKING:
    from moyang_score.registry import Reconciliation

__all__ = ["COMMAND", "reconciliation_lines"]

_CITY: Final = "moyang"
_HEAD: Final = ("file", "unit", "received", "accepted", "quarantined", "refused")
_DESCRIPTION: Final = """\
Take the files of a delivery into the registry, and account for every row.

Files belong to tables of the catalogue by their names: persons*, consents*, honour* … as .csv, .tsv, .parquet or
.xlsx. Ids, names and record keys are turned into tokens with a key that is not kept in the store. A faulty row goes to
the quarantine, with file, row, code and column but without anything that tells who it is about; a row of somebody who
did not agree is refused and only counted. The store changes as a whole or not at all, and the very same files of the
very same day change nothing."""

_EXAMPLES: Final = """\
examples:
  moyang keys new --role token --out out/keys
  moyang intake --catalogue moyang --source city/source --store out/store --key out/keys/token.key.json
  moyang intake --source city/source --store out/store --key out/keys/token.key.json --received 2026-09-30 --json

prints: for each file and source unit, how many rows were received, accepted, quarantined and refused, and why.
Next: moyang features.
"""


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    text = "the catalogue: a folder, or moyang for the city's own (default)"
    add("--catalogue", default=_CITY, metavar="DIR", help=text)
    add("--source", required=True, metavar="DIR", help="the folder with the files of the delivery")
    add("--store", required=True, metavar="DIR", help="the store; begun if it is not there")
    add_key_option(parser)
    add("--received", type=civil_day, metavar="DATE", help="the day of the delivery (default: today)")
    add("--json", action="store_true", help="write the reconciliation as JSON")


def _run(options: argparse.Namespace, console: Console) -> None:
    key = read_key(options.key)
    from moyang_score.catalogue import load_catalogue
    from moyang_score.registry import intake

    catalogue = load_catalogue(options.catalogue)
    told = intake(catalogue, options.source, options.store, key, options.received or today(), console.progress)
    if console.machine:
        console.document(told.to_json())
    console.report([*reconciliation_lines(told), f"Store: {options.store}", f"Next: {_next(options)}"])


def _next(options: argparse.Namespace) -> str:
    named = () if options.catalogue == _CITY else ("--catalogue", options.catalogue)
    words = ("moyang", "features", *named, "--store", options.store, "--as-of", "DATE", "--out", "features.parquet")
    return command_line(*words)


def reconciliation_lines(told: "Reconciliation") -> Iterator[str]:
    """Report what became of the rows of a delivery.

    Parameters
    ----------
    told : Reconciliation
        What became of them.

    Yields
    ------
    str
        A table by file and unit, the codes, and what was left out.
    """
    from moyang_score.terminal import aligned, counted, printable

    if told.is_repeat:
        yield f"Already taken in, as batch {told.batch}: the same files of the same day. Nothing was changed."
    rows = [[printable(row.file), row.unit, *(f"{getattr(row, name):,}" for name in _HEAD[2:])] for row in told.rows]
    total = told.total
    yield f"Received {counted(total['received'], 'row')} on {told.received}, batch {told.batch}"
    last = ["all files", "", *(f"{total[name]:,}" for name in _HEAD[2:])]
    yield from aligned([list(_HEAD), *rows, last], right={2, 3, 4, 5}, indent="  ")
    yield from _code_lines(told)
    yield from (f"Note: {printable(note)}" for note in told.notes)


def _code_lines(told: "Reconciliation") -> Iterator[str]:
    from moyang_score.registry.codes import REFUSAL

    for title, is_refused in (("Quarantined", False), ("Refused", True)):
        counts = [f"{code} {count:,}" for code, count in told.codes.items() if (code in REFUSAL) is is_refused]
        if counts:
            yield f"{title}: {', '.join(counts)}"


COMMAND: Final = Command(
    name="intake",
    usage="--catalogue DIR --source DIR --store DIR --key FILE [options]",
    summary="take source files into the registry",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
