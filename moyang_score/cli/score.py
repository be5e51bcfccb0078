"""`moyang score`: score every row of a table."""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console
from moyang_score.cli.place import check_file_place, command_line
from moyang_score.errors import NotBuiltError

if TYPE_CHECKING:
    from moyang_score.card import Scorecard
    from moyang_score.files import Table

__all__ = ["COMMAND", "score_lines"]

ENDINGS: Final = (".csv", ".tsv", ".parquet", ".xlsx")
_MOST_FLAGS: Final = 8

_DESCRIPTION: Final = """\
Score every row of a table: one row out for each row in, in the same order.

The columns written are id (or the row number), score, grade, probability_bad, digest (which names the card) and flags;
with --points the points of each characteristic, with --reasons the codes of what cost most. A value that was never
seen or cannot be read is scored as unseen, and flagged.

A bundle is read only if somebody whose public key lies in --trust signed it. With --engine duckdb the rows are scored
inside DuckDB, by the SQL of the bundle; what is written is the same, byte for byte."""

_EXAMPLES: Final = """\
examples:
  moyang score out/card --data people.csv --id person_id --out out/scores.csv
  moyang score out/card --data people.parquet --points --reasons --out out/scores.parquet
  moyang score models/moyang-2026.1 --trust models/trust --data features.parquet --id token --out out/scores.csv

prints: how many rows fell into each grade, and which flags were set. Next: moyang explain.
"""


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("card", metavar="CARD", help="a folder that moyang fit wrote, or a bundle")
    add("--data", required=True, metavar="FILE", help="the table: CSV, Parquet or Excel")
    add("--out", required=True, metavar="FILE", help="the scores: .csv, .tsv, .parquet or .xlsx")
    add("--id", metavar="COL", help="a column to copy into id (default: rows are numbered from 1)")
    add("--points", action="store_true", help="add the points of each characteristic and cap row")
    add("--reasons", action="store_true", help="add the reason codes, the heaviest first")
    add("--engine", choices=("duckdb", "spark"), help="score inside an engine (spark is not in this version)")
    add("--trust", metavar="DIR", help="the public keys that a bundle is checked against")
    add("--force", action="store_true", help="replace a file that is there already")
    add("--json", action="store_true", help="write the report as JSON")


def _run(options: argparse.Namespace, console: Console) -> None:
    if options.engine == "spark":
        raise NotBuiltError("--engine spark is not in this version", fix="use --engine duckdb, or leave it out")
    check_file_place(options.out, "--out", ENDINGS, force=options.force, inputs=[options.data])
    from moyang_score.files import read_table, write_table

    card, sql = _card_and_sql(options)
    console.progress(f"reading {options.data}")
    table = read_table(options.data)
    columns = _scored(card, sql, table, options, console)
    console.progress(f"writing {options.out}")
    write_table(options.out, columns, force=options.force)
    if console.machine:
        console.document(_document(card, columns, options.out))
    console.report([*score_lines(card, columns, options.out), _next(options, len(table))])


def _card_and_sql(options: argparse.Namespace) -> tuple["Scorecard", str | None]:
    """Return the card, and its SQL where an engine is to run it: that of a bundle, or made anew."""
    from moyang_score.bundle import SQL_FILE, is_bundle
    from moyang_score.score import load, load_bundle

    if is_bundle(options.card):
        bundle = load_bundle(options.card, options.trust)
        return bundle.card, bundle.files[SQL_FILE].decode("utf-8") if options.engine else None
    card = load(options.card, options.trust)
    if options.engine is None:
        return card, None
    from moyang_score.export import card_sql

    return card, card_sql(card)


def _scored(
    card: "Scorecard", sql: str | None, table: "Table", options: argparse.Namespace, console: Console
) -> dict[str, Sequence[Any]]:
    from functools import partial

    from moyang_score.score import score_table, score_table_by_sql

    score = partial(score_table, card) if sql is None else partial(score_table_by_sql, card, sql)
    return score(
        table,
        id_column=options.id,
        points=options.points,
        reasons=options.reasons,
        progress=lambda done, rows: console.progress(f"scored {done:,} of {rows:,} rows"),
    )


def score_lines(card: "Scorecard", columns: Mapping[str, Sequence[Any]], out: str) -> list[str]:
    """Report scores to a reader.

    Parameters
    ----------
    card : Scorecard
        The card.
    columns : mapping
        What `score_table` gave.
    out : str
        The file written.

    Returns
    -------
    list of str
        Rows, range, grades, flags and place.
    """
    from moyang_score.terminal import counted, printable

    scores = columns["score"]
    reach = f", from {min(scores)} to {max(scores)}" if scores else ""
    lines = [
        f"Scored {counted(len(scores), 'row')}{reach}, with card {card.digest}",
        *_grade_lines(card, columns["grade"]),
    ]
    flags = _flags(columns)
    if flags:
        lines.append(f"Flagged {counted(sum(map(bool, columns['flags'])), 'row')}:")
        lines += [f"  {printable(flag)}: {count:,}" for flag, count in flags[:_MOST_FLAGS]]
    if len(flags) > _MOST_FLAGS:
        lines.append(f"  and {len(flags) - _MOST_FLAGS} more, see the column flags")
    return [*lines, f"Written: {out}"]


def _grade_lines(card: "Scorecard", grades: Sequence[Any]) -> Iterator[str]:
    from moyang_score.terminal import aligned, printable

    if not grades or not card.grades:
        return
    counts = Counter(grades)
    rows = [
        [printable(one.grade), f"{counts[one.grade]:,}", f"{counts[one.grade] / len(grades):.1%}"]
        for one in card.grades
    ]
    yield from aligned(rows, right={1, 2}, indent="  ")


def _flags(columns: Mapping[str, Sequence[Any]]) -> list[tuple[str, int]]:
    counts = Counter(flag for flags in columns["flags"] if flags for flag in flags.split(";"))
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _document(card: "Scorecard", columns: Mapping[str, Sequence[Any]], out: str) -> dict[str, Any]:
    counts = Counter(columns["grade"])
    return {
        "out": out,
        "digest": card.digest,
        "rows": len(columns["score"]),
        "grades": {one.grade: counts[one.grade] for one in card.grades},
        "flags": dict(_flags(columns)),
    }


def _next(options: argparse.Namespace, rows: int) -> str:
    trust = ("--trust", options.trust) if options.trust else ()
    words = command_line("moyang", "explain", options.card, *trust, "--data", options.data, "--row", "1")
    return f"Next: {words}" if rows else "The table has no rows."


COMMAND: Final = Command(
    name="score",
    usage="CARD --data FILE --out FILE [options]",
    summary="score every row of a table",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
