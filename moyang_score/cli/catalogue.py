"""`moyang catalogue`: check a catalogue before anything is built on it."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console

if TYPE_CHECKING:
    from moyang_score.catalogue import Catalogue, Finding

__all__ = ["COMMAND", "FINDINGS"]

FINDINGS: Final = 1

_DESCRIPTION: Final = """\
Check a catalogue: the folder of YAML files that says what may be scored, for how many points, and by which law.

Every command that reads a catalogue goes through the same gate and refuses one with findings; check lists them all:
unknown names, points that leave a gap or go the wrong way, articles that are missing, classes of data that are never
scored (by class, by name, by value, by state of the record), texts that stand in one language alone."""

_EXAMPLES: Final = """\
examples:
  moyang catalogue check moyang
  moyang catalogue check my-city --json

moyang is the catalogue that comes with the package; a folder of that name goes first.
prints: what the catalogue holds, or each finding with its file, field, value and what to do.
exit codes of check: 0 clean, 1 findings, 2 the catalogue cannot be read.
"""


def _add_options(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(title="actions", metavar="ACTION", prog="moyang catalogue", required=True)
    check = actions.add_parser(
        "check",
        usage="moyang catalogue check DIR [options]",
        help="list everything that stands against a catalogue",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    check.add_argument("catalogue", metavar="DIR", help="a catalogue folder, or the word moyang for the packed one")
    # Where these are left out, what stood before the action holds.
    check.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="write the findings as JSON")
    check.add_argument("--quiet", action="store_true", default=argparse.SUPPRESS, help="write findings alone")
    parser.set_defaults(json=False)


def _run(options: argparse.Namespace, console: Console) -> None:
    from moyang_score.catalogue import check_catalogue, load_catalogue

    findings = check_catalogue(options.catalogue)
    catalogue = None if findings else load_catalogue(options.catalogue)
    if console.machine:
        console.document(_document(findings, catalogue))
    elif catalogue is None:
        console.result("\n".join(_finding_lines(findings)))
    else:
        console.report(_summary_lines(catalogue))
    if findings:
        raise SystemExit(FINDINGS)


def _document(findings: Sequence["Finding"], catalogue: "Catalogue | None") -> dict[str, Any]:
    document: dict[str, Any] = {"findings": [finding.to_json() for finding in findings]}
    if catalogue is not None:
        document |= {
            "name": catalogue.name,
            "version": catalogue.version,
            "hash": catalogue.hash,
            "indicators": len(catalogue.indicators),
            "tables": len(catalogue.tables),
            "units": len(catalogue.units),
            "releasable": catalogue.releasable,
        }
    return document


def _finding_lines(findings: Sequence["Finding"]) -> list[str]:
    from moyang_score.terminal import counted, printable

    return [*(printable(str(finding)) for finding in findings), f"{counted(len(findings), 'finding')}."]


def _summary_lines(catalogue: "Catalogue") -> list[str]:
    from moyang_score.terminal import aligned, counted, printable

    rows = [
        [
            family.key,
            printable(family.title["en"]),
            str(sum(one.family == family.key and one.on for one in catalogue.indicators)),
            str(family.negative_cap),
            f"{family.positive_cap:+}",
        ]
        for family in catalogue.families
    ]
    off = sum(not one.on for one in catalogue.indicators)
    counts = ", ".join(
        [
            counted(len(catalogue.indicators), "indicator"),
            counted(len(catalogue.tables), "table"),
            counted(len(catalogue.units), "unit"),
        ]
    )
    named = f"Catalogue {printable(catalogue.name)} {printable(catalogue.version)}"
    lines = [
        f"{named} has no findings: {counts}, hash {catalogue.hash[:16]}",
        *aligned([["", "family", "indicators", "least", "most"], *rows], right={2, 3, 4}, indent="  "),
    ]
    if off:
        lines.append(f"{counted(off, 'indicator')} not scored (on: false)")
    if not catalogue.releasable:
        lines.append("For research: it has entries of class R or assumes consent, so no card of it can be released.")
    return lines


COMMAND: Final = Command(
    name="catalogue",
    usage="check DIR [options]",
    summary="check what may be scored, and by which law",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
