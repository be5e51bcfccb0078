"""`moyang compare`: two or more cards on the same rows."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console
from moyang_score.cli.place import check_card_place, command_line
from moyang_score.cli.values import column_list
from moyang_score.errors import ColumnError, MoyangError, SampleError, UsageError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from moyang_score.files import Table
    from moyang_score.review import Candidate, Comparison

__all__ = ["COMMAND"]

_DESCRIPTION: Final = """\
Compare two or more cards on the same rows; the first is the baseline of the others. With --target: which card orders
goods and bads better, by how much and how sure that is, and who is right about those whom only one of them lets in.
With or without: who moves between grades and scores, where the change of the mean score comes from, the points side
by side, size, calibration.

The cards may read different columns, as long as the table has them all, and may be official or research: a research
card cannot be released, and stands there as evidence alone. Rows whose outcome is empty count for migration only.

Figures on rows that a card was fitted on flatter it, and the report says so. With --time the cards are compared on the
latest quarter of the rows, the one that moyang fit --time holds out, and stability is measured against the rest.

Fewer than 20 people, or an order of fewer than 20 goods or bads, is "too few to say", and never good news."""

_EXAMPLES: Final = """\
examples:
  moyang compare out/logistic out/additive --data people.csv --target bad --out out/compare
  moyang compare out/old out/new --data people.csv --target bad --time as_of --out out/compare
  moyang compare out/card out/additive --data people.csv --groups sex,age_band --lang zh --out out/compare
  moyang compare out/official out/additive --data features.parquet --outcome outcome.parquet --target bad --out out/c
  moyang compare models/moyang-2026.1 out/new --trust models/trust --data june.csv --reference may.csv --out out/june

prints: the cards, then for each challenger who is right, who moves and why; the report lies in the folder of --out:
report.html, report.json, and a table for each part. Next: moyang fairness.
"""


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("cards", metavar="CARD", nargs="+", help="folders that moyang fit wrote, or bundles; the first is the baseline")
    add("--data", required=True, metavar="FILE", help="the rows: CSV, Parquet or Excel")
    add("--target", metavar="COL", help="the outcome: 1 = bad, empty = not known")
    add("--bad", metavar="VALUE", help="the value of the target that means bad")
    add("--outcome", metavar="FILE", help="the target by token and as_of, as moyang outcome writes it")
    add("--out", required=True, metavar="DIR", help="the folder of the report")
    add("--lang", choices=("en", "zh"), default="en", help="the language of the page and of what is printed")
    add("--groups", type=column_list, metavar="COL,COL", help="columns of groups whose mean scores are compared")
    against = parser.add_mutually_exclusive_group()
    against.add_argument("--time", metavar="COL", help="compare on the latest quarter of the rows by this column")
    against.add_argument("--reference", metavar="FILE", help="other rows, that stability is measured against")
    add("--trust", metavar="DIR", help="the public keys that bundles are checked against")
    add("--force", action="store_true", help="replace a report that is there already")
    add("--json", action="store_true", help="write the comparison as JSON")


def _run(options: argparse.Namespace, console: Console) -> None:
    _check(options)
    check_card_place(options.out, "report.json", force=options.force)
    from moyang_score.review import comparison_text, write_comparison

    comparison = _compared(options, console)
    console.progress(f"writing {options.out}")
    files = write_comparison(comparison, options.out, options.lang, force=options.force)
    if console.machine:
        console.document({"out": options.out, "files": list(files), **comparison.to_json()})
    tables = ", ".join(name.removesuffix(".csv") for name in files[2:])
    console.report(
        [
            comparison_text(comparison, options.lang),
            "",
            f"Written: {options.out}/{files[0]}, {files[1]}, and tables: {tables}",
            _next(options),
        ]
    )


def _check(options: argparse.Namespace) -> None:
    if len(options.cards) < 2:
        raise UsageError("only one card is named", fix="name the baseline first, then the cards to set against it")
    for name in ("bad", "outcome"):
        if getattr(options, name) is not None and options.target is None:
            raise UsageError(f"--{name} is given, and no --target names the column", fix="give --target too")


def _compared(options: argparse.Namespace, console: Console) -> "Comparison":
    from moyang_score.files import read_table
    from moyang_score.review import compare_cards

    candidates = _candidates(options.cards, options.trust)
    console.progress(f"reading {options.data}")
    table = read_table(options.data)
    reference: Any = None if options.reference is None else read_table(options.reference)
    for found in (table, reference):
        if found is not None:
            _check_columns(candidates, found)
    outcome = None if options.target is None else _outcome(options, table)
    groups = {name: table[name] for name in options.groups or ()}
    rows, source = table, _source(options, table, outcome)
    if options.time is not None:
        rows, reference, outcome, groups = _by_time(options.time, table, outcome, groups, source)
    try:
        return compare_cards(
            candidates,
            rows,
            outcome=outcome,
            groups=groups,
            reference=reference,
            source=source,
            progress=lambda done, total: console.progress(f"scored {done:,} of {total:,} rows"),
        )
    except ColumnError as error:  # a column of groups; those that the cards read were looked for before
        raise error.inside(options.data) from None


def _candidates(paths: Sequence[str], trust: str | None) -> "list[Candidate]":
    from moyang_score.bundle import is_bundle
    from moyang_score.review import Candidate
    from moyang_score.score import load_whole

    names = _names(paths)
    if trust is not None and not any(map(is_bundle, paths)):
        raise UsageError("none of the cards is a bundle to check against --trust", fix="leave out --trust")
    loaded = [load_whole(path, trust if is_bundle(path) else None) for path in paths]
    return [
        Candidate(name=name, card=one.card, evidence=one.evidence, texts=one.texts)
        for name, one in zip(names, loaded, strict=True)
    ]


def _names(paths: Sequence[str]) -> list[str]:
    """Call each card by the name of its folder, or by its whole path where two folders have one name."""
    short = [Path(path).resolve().name for path in paths]
    for path in paths:
        if sum(Path(path).resolve() == Path(other).resolve() for other in paths) > 1:
            raise UsageError("this card is named twice", where=path, fix="name each card once")
    return [path if short.count(name) > 1 else name for name, path in zip(short, paths, strict=True)]


def _check_columns(candidates: "Sequence[Candidate]", table: "Table") -> None:
    from moyang_score.score.output import check_inputs

    if not len(table):
        raise SampleError("the table has no rows", where=table.source, fix="give rows to compare the cards on")
    for one in candidates:
        try:
            check_inputs(one.card, table)
        except MoyangError as error:
            raise error.inside(f"card {one.name}") from None


def _outcome(options: argparse.Namespace, table: "Table") -> "npt.NDArray[np.int8]":
    """Read the outcome of each row; those without one are told by -1."""
    import numpy as np

    from moyang_score.card import Input, read_column
    from moyang_score.cli.joined import with_outcome
    from moyang_score.learn.infer import MISSING_TOKENS
    from moyang_score.learn.prepare import taken
    from moyang_score.learn.target import read_target

    outcome = np.full(len(table), -1, np.int8)
    try:
        told = table if options.outcome is None else with_outcome(table, options.outcome, options.target)
        column = told[options.target]
        state = read_column(Input(options.target, "text", missing=MISSING_TOKENS), column).state
        known = np.flatnonzero(state == 0)
        outcome[known] = read_target(taken(column, known), options.target, options.bad)
    except MoyangError as error:
        file = options.outcome or table.source
        raise (error if file in error.where else error.inside(file)) from None
    return outcome


def _by_time(
    time: str, table: "Table", outcome: Any, groups: dict[str, Any], source: dict[str, Any]
) -> tuple[Any, Any, Any, dict[str, Any]]:
    """Part the rows into those compared on, the latest quarter, and those before."""
    import numpy as np

    from moyang_score.learn.split import split_by_time

    column = table[time]
    try:
        split = split_by_time(column, time)
    except MoyangError as error:
        raise error.inside(table.source) from None
    from moyang_score.learn.prepare import taken

    late, early = np.flatnonzero(split.held_out), np.flatnonzero(~split.held_out)
    source |= {"time": f"{time} >= {split.cut}", "time_column": time, "time_cut": split.cut}
    parts = [{name: taken(table[name], rows) for name in table} for rows in (late, early)]
    known = None if outcome is None else outcome[late]
    return parts[0], parts[1], known, {name: taken(column, late) for name, column in groups.items()}


def _source(options: argparse.Namespace, table: "Table", outcome: Any) -> dict[str, Any]:
    bad = "" if options.bad is None else f" (bad = {options.bad})"
    return {
        "data": options.data,
        "sha256": _hash(options.data),
        "rows": len(table),
        "known": None if outcome is None else int((outcome >= 0).sum()),
        "target": None if options.target is None else f"{options.target}{bad}",
        "outcome": options.outcome,
        "reference": options.reference,
    }


def _hash(path: str) -> str:
    from hashlib import file_digest

    with Path(path).open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _next(options: argparse.Namespace) -> str:
    if not options.groups:
        return f"Next: open {options.out}/report.html"
    trust = ("--trust", options.trust) if options.trust else ()
    words = ("--data", options.data, "--groups", ",".join(options.groups), "--out", f"{options.out}-fairness")
    return f"Next: {command_line('moyang', 'fairness', options.cards[-1], *trust, *words)}"


COMMAND: Final = Command(
    name="compare",
    usage="CARD CARD… --data FILE [--target COL] --out DIR [options]",
    summary="compare cards on the same rows",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
