"""`moyang outcome`: what came of people in the months after a day."""

import argparse
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console
from moyang_score.cli.day import civil_day
from moyang_score.cli.features import ENDINGS, ENGINES, SIDECAR, spine_of
from moyang_score.cli.place import check_file_place, command_line
from moyang_score.errors import RegistryError

if TYPE_CHECKING:
    from datetime import date

    from moyang_score.catalogue import Catalogue
    from moyang_score.features import OutcomeDefinition
    from moyang_score.frame import Outcome
    from moyang_score.registry import Store
    from moyang_score.registry.snapshot import Counts

__all__ = ["COMMAND", "outcome_record"]

_DESCRIPTION: Final = """\
Read what came of everybody who was registered and agreed on a day, in the months after it, as the deliveries since then
tell: good, bad, indeterminate or excluded. A definition says which events make somebody bad, in which months, and who
is left out; it names tables of the catalogue alone.

Events count by the day on which they occurred. Whether the person repaired them later, or their publication ended, does
not matter: a repaired bad stays a bad. What was revoked, or shown to be wrong by an objection, is no event. As long as
the months are not over and their last records not delivered, the command refuses: who is good is not known yet."""

_EXAMPLES: Final = """\
examples:
  moyang intake --source out/city/later --store out/store --key out/keys/token.key.json --received 2029-02-01
  moyang outcome --store out/store --as-of 2026-10-01 --definition duty --out out/outcome.parquet
  moyang outcome --store out/store --spine spine.csv --definition my/definition.yaml --out outcome.csv --json

prints: how many people are good, bad, indeterminate and excluded, and how many have no outcome, and why.
Beside FILE stands FILE.json: the definition with its hash, the days and the counts. Next: moyang fit.
"""


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--store", required=True, metavar="DIR", help="the store that moyang intake filled, later deliveries included")
    when = parser.add_mutually_exclusive_group(required=True)
    when.add_argument("--as-of", type=civil_day, metavar="DATE", help="the day, for everybody in the registry")
    when.add_argument("--spine", metavar="FILE", help="a table with the columns token and as_of: CSV, Parquet or Excel")
    text = "a YAML file, or the name of one of the catalogue's own: duty"
    add("--definition", required=True, metavar="FILE", help=text)
    text = "the catalogue of the store: a folder, or moyang for the city's own (default)"
    add("--catalogue", default="moyang", metavar="DIR", help=text)
    add("--out", required=True, metavar="FILE", help="the outcome: .csv, .tsv, .parquet or .xlsx")
    add("--engine", choices=ENGINES, default="duckdb", help="where to run (default duckdb; spark needs Java)")
    add("--force", action="store_true", help="replace a file that is there already")
    add("--json", action="store_true", help="write the report as JSON")


def _run(options: argparse.Namespace, console: Console) -> None:
    sidecar = f"{options.out}{SIDECAR}"
    inputs = [options.spine] if options.spine else []
    check_file_place(options.out, "--out", ENDINGS, force=options.force, inputs=inputs)
    check_file_place(sidecar, "the record beside --out", (SIDECAR,), force=options.force, inputs=inputs)
    from moyang_score.catalogue import load_catalogue
    from moyang_score.features import build_outcome, load_definition
    from moyang_score.files import new_file, write_table
    from moyang_score.registry import Registry

    catalogue = load_catalogue(options.catalogue)
    definition = load_definition(options.definition, catalogue, options.catalogue)
    store = Registry(options.store, catalogue).store
    received = _last_received(store)
    outcome, counts = build_outcome(
        store,
        catalogue,
        spine_of(options, store),
        definition,
        received,
        engine=options.engine,
        progress=lambda part: console.progress(f"reading {part}"),
    )
    console.progress(f"writing {options.out}")
    with new_file(sidecar, force=options.force) as temporary:
        write_table(options.out, outcome.columns, force=options.force)
        record = outcome_record(outcome, definition, catalogue, counts, received) | _file_record(options)
        text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        temporary.write_text(f"{text}\n", encoding="utf-8")
    if console.machine:
        console.document({"out": options.out, **record})
    console.report(_lines(record, options))


def _last_received(store: "Store") -> "date":
    from moyang_score.registry.received import last_received

    received = last_received(store)
    if received is None:
        raise RegistryError("nothing was taken in yet", where=str(store.path), fix="fill it with moyang intake")
    return received


def outcome_record(
    outcome: "Outcome", definition: "OutcomeDefinition", catalogue: "Catalogue", counts: "Counts", received: "date"
) -> dict[str, Any]:
    """Return what stands beside a file of outcomes.

    Parameters
    ----------
    outcome : Outcome
        The outcomes.
    definition : OutcomeDefinition
        What they mean.
    catalogue : Catalogue
        The catalogue.
    counts : Counts
        Who has no row.
    received : datetime.date
        The day of the last delivery.

    Returns
    -------
    dict
        Definition, days, counts by class and version of the package.
    """
    from moyang_score import __version__

    periods = [definition.period(day) for day in outcome.dates]
    return {
        "asked": counts.asked,
        "catalogue": {"hash": catalogue.hash, "name": catalogue.name, "version": catalogue.version},
        "counts": outcome.counts,
        "definition": {
            "bad_rate": definition.bad_rate,
            "gap_months": definition.gap_months,
            "hash": definition.hash,
            "months": definition.months,
            "name": definition.name,
            "title": dict(definition.title),
            "version": definition.version,
        },
        "moyang_score": __version__,
        "not_registered": counts.not_registered,
        "periods": [
            {name: getattr(one, name).isoformat() for name in ("as_of", "first", "last", "cut")} for one in periods
        ],
        "received": received.isoformat(),
        "rows": len(outcome),
        "without_consent": counts.asked - counts.not_registered - len(outcome),
    }


def _file_record(options: argparse.Namespace) -> dict[str, str]:
    return {"engine": options.engine, "sha256": hashlib.sha256(Path(options.out).read_bytes()).hexdigest()}


def _lines(record: dict[str, Any], options: argparse.Namespace) -> list[str]:
    from moyang_score.terminal import counted, printable

    definition, counts, periods = record["definition"], record["counts"], record["periods"]
    title = (
        f"{printable(definition['title']['en'])}, {printable(definition['name'])} {printable(definition['version'])}"
    )
    told = counts["good"] + counts["bad"]
    rate = f", {counts['bad'] / told:.2%} of good and bad" if told else ""
    lines = [f"Outcome: {title}"]
    lines += [
        f"As of {one['as_of']}: events after {one['first']} and up to {one['last']}, known before {one['cut']}"
        for one in periods[:3]
    ]
    lines += [f"  and {len(periods) - 3} more days"] * (len(periods) > 3)
    lines += [
        f"{counted(record['rows'], 'row')}: {counts['good']:,} good, {counts['bad']:,} bad{rate}",
        f"Left to neither: {counts['indeterminate']:,} indeterminate, {counts['excluded']:,} excluded",
    ]
    for name, text in (("without_consent", "Without consent"), ("not_registered", "Not in the registry")):
        lines += [f"{text}: {counted(record[name], 'row')} asked for"] * bool(record[name])
    words = ("moyang", "fit", "--catalogue", options.catalogue, "--data", "FEATURES", "--outcome", options.out)
    next_line = (
        f"Next: {command_line(*words, '--target', 'bad', '--out', str(Path(options.out).with_name('challenger')))}"
    )
    return [*lines, f"Written: {options.out} and {Path(options.out).name}{SIDECAR}", next_line]


COMMAND: Final = Command(
    name="outcome",
    usage="--store DIR (--as-of DATE | --spine FILE) --definition FILE --out FILE [options]",
    summary="read what came of people after a date",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
