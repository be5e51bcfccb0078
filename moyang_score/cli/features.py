"""`moyang features`: what the registry held on a day, as one integer for each person and indicator."""

import argparse
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console
from moyang_score.cli.day import civil_day
from moyang_score.cli.place import check_file_place, command_line
from moyang_score.errors import UsageError

if TYPE_CHECKING:
    from moyang_score.catalogue import Catalogue
    from moyang_score.frame import FeatureFrame, Spine
    from moyang_score.registry import Store
    from moyang_score.registry.snapshot import Counts

__all__ = ["COMMAND", "ENDINGS", "ENGINES", "SIDECAR", "features_record", "spine_of"]

ENDINGS: Final = (".csv", ".tsv", ".parquet", ".xlsx")
ENGINES: Final = ("duckdb", "spark")
SIDECAR: Final = ".json"

_DESCRIPTION: Final = """\
Build the features of everybody who is registered and agrees to be scored: one row for each person and day, one column
of integers for each indicator of the catalogue.

What happened or became known on the day itself, or later, does not count. With --as-of the day is the same for all;
--spine is a table with the columns token and as_of, for other days or fewer people. Beside FILE stands FILE.json: which
catalogue, days and engine it was built with, and how many people have no row, and why."""

_EXAMPLES: Final = """\
examples:
  moyang features --store out/store --as-of 2026-10-01 --out out/features.parquet
  moyang features --store out/store --spine spine.csv --out out/features.csv --json

prints: how many rows were built, and how many people are not in the registry or did not agree. Next: moyang fit.
"""


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--store", required=True, metavar="DIR", help="the store that moyang intake filled")
    when = parser.add_mutually_exclusive_group(required=True)
    when.add_argument("--as-of", type=civil_day, metavar="DATE", help="the day, for everybody in the registry")
    when.add_argument("--spine", metavar="FILE", help="a table with the columns token and as_of: CSV, Parquet or Excel")
    text = "the catalogue of the store: a folder, or moyang for the city's own (default)"
    add("--catalogue", default="moyang", metavar="DIR", help=text)
    add("--out", required=True, metavar="FILE", help="the features: .csv, .tsv, .parquet or .xlsx")
    add("--engine", choices=ENGINES, default="duckdb", help="where to run (default duckdb; spark needs Java)")
    add("--force", action="store_true", help="replace a file that is there already")
    add("--json", action="store_true", help="write the report as JSON")


def _run(options: argparse.Namespace, console: Console) -> None:
    sidecar = f"{options.out}{SIDECAR}"
    inputs = [options.spine] if options.spine else []
    check_file_place(options.out, "--out", ENDINGS, force=options.force, inputs=inputs)
    check_file_place(sidecar, "the record beside --out", (SIDECAR,), force=options.force, inputs=inputs)
    from moyang_score.catalogue import load_catalogue
    from moyang_score.features import build_features
    from moyang_score.files import new_file, write_table
    from moyang_score.registry import Registry

    registry = Registry(options.store, load_catalogue(options.catalogue))
    spine = spine_of(options, registry.store)
    assert registry.catalogue is not None, "given above"
    console.progress("looking up who is registered and agrees")
    with registry.snapshot(spine, options.engine) as snapshot:
        frame = build_features(snapshot, registry.catalogue, lambda part: console.progress(f"reading {part}"))
        counts = snapshot.counts
    console.progress(f"writing {options.out}")
    with new_file(sidecar, force=options.force) as temporary:
        write_table(options.out, frame.columns, force=options.force)
        record = features_record(frame, registry.catalogue, counts, options.engine, Path(options.out))
        text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        temporary.write_text(f"{text}\n", encoding="utf-8")
    if console.machine:
        console.document({"out": options.out, **record})
    console.report(_lines(record, options))


def spine_of(options: argparse.Namespace, store: "Store") -> "Spine":
    """Return for whom and as of which days the options ``--as-of`` or ``--spine`` ask.

    Parameters
    ----------
    options : argparse.Namespace
        With ``as_of`` and ``spine``, one of which is given.
    store : Store
        The store; ``--as-of`` means everybody in it.

    Returns
    -------
    Spine
        One row for each person and day.

    Raises
    ------
    UsageError
        If the spine has no rows.
    """
    from moyang_score.files import read_table
    from moyang_score.frame import Spine
    from moyang_score.registry.snapshot import everybody

    if options.as_of:
        return everybody(store, options.as_of)
    table = read_table(options.spine)
    if not len(table):
        raise UsageError("the spine has no rows", where=options.spine, fix="give a row for each person and day")
    return Spine.from_columns(table.columns, options.spine)


def features_record(
    frame: "FeatureFrame", catalogue: "Catalogue", counts: "Counts", engine: str, path: Path
) -> dict[str, Any]:
    """Return what stands beside a file of features.

    Parameters
    ----------
    frame : FeatureFrame
        The features.
    catalogue : Catalogue
        The catalogue.
    counts : Counts
        Who has no row.
    engine : str
        What they were built on.
    path : pathlib.Path
        The file, to be fingerprinted.

    Returns
    -------
    dict
        Catalogue, days, counts, engine, version of the package and SHA-256 of the file.
    """
    from moyang_score import __version__

    return {
        "as_of": [day.isoformat() for day in frame.dates],
        "asked": counts.asked,
        "catalogue": {"hash": frame.catalogue_hash, "name": catalogue.name, "version": catalogue.version},
        "engine": engine,
        "indicators": list(frame.codes),
        "moyang_score": __version__,
        "not_registered": counts.not_registered,
        "rows": len(frame),
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "without_consent": counts.without_consent,
    }


def _lines(record: dict[str, Any], options: argparse.Namespace) -> list[str]:
    from moyang_score.terminal import counted

    days = record["as_of"]
    when = f"as of {days[0]}" if len(days) == 1 else f"as of {len(days)} days from {days[0]} to {days[-1]}"
    lines = [f"Built {counted(record['rows'], 'row')} of {counted(len(record['indicators']), 'feature')}, {when}"]
    lines += [f"Without consent: {counted(record['without_consent'], 'row')} asked for, none given"] * bool(
        record["without_consent"]
    )
    lines += [f"Not in the registry: {counted(record['not_registered'], 'row')} asked for"] * bool(
        record["not_registered"]
    )
    words = ("moyang", "fit", "--learner", "expert", "--catalogue", options.catalogue, "--data", options.out)
    next_line = f"Next: {command_line(*words, '--out', str(Path(options.out).with_name('card')))}"
    return [*lines, f"Written: {options.out} and {Path(options.out).name}{SIDECAR}", next_line]


COMMAND: Final = Command(
    name="features",
    usage="--store DIR (--as-of DATE | --spine FILE) --out FILE [options]",
    summary="build features from the registry as of a date",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
