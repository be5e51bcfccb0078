"""`moyang explain`: the waterfall and the reasons of one person's score."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console
from moyang_score.cli.place import check_file_place

if TYPE_CHECKING:
    from moyang_score.files import Table

__all__ = ["COMMAND"]

_AS_OF: Final = "as_of"  # the column that moyang features writes

_DESCRIPTION: Final = """\
Explain one person's score: where a neutral person starts, what each characteristic adds or takes, and the score that
the rows add up to without remainder; then the reasons, heaviest first, and the flags. Where the card has texts, items
and reasons are named in the language asked for, and what would raise the score follows.

The person is a row of a table, by its number or by an id; with --data - a CSV table or one JSON object is read from
standard input.

Without an option the waterfall is printed; --html writes it as one page that needs nothing else. Nothing on the page
says who the person is."""

_EXAMPLES: Final = """\
examples:
  moyang explain out/card --data people.csv --row 1
  moyang explain out/card --data people.csv --id person_id --row P0000042 --lang zh
  moyang explain models/moyang-2026.1 --trust models/trust --data features.parquet --id token --row 3f2a… --lang zh
  moyang explain out/demo/card --data out/demo/features.parquet --row 1 --html person.html --lang zh
  echo '{"late": 2, "home": "rent"}' | moyang explain out/card --data - --json

prints: the waterfall with its bars, or the same as JSON, or where the page lies.
"""


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("card", metavar="CARD", help="a folder that moyang fit wrote, or a bundle")
    add("--data", required=True, metavar="FILE", help="the table: CSV, Parquet or Excel; - for standard input")
    add("--row", metavar="ID", help="the row's number from 1; with --id the value of that column")
    add("--id", metavar="COL", help="the column that --row is looked up in")
    add("--lang", choices=("en", "zh"), default="en", help="the language (default: en)")
    add("--trust", metavar="DIR", help="public keys that a bundle is checked against")
    add("--html", metavar="FILE", help="write a page")
    add("--force", action="store_true", help="replace a page that is there already")
    add("--json", action="store_true", help="write the explanation as JSON")


def _run(options: argparse.Namespace, console: Console) -> None:
    if options.html is not None:
        check_file_place(options.html, "--html", [".html", ".htm"], force=options.force, inputs=[options.data])
    from moyang_score.cli.person import find_row, read_rows, record_of
    from moyang_score.explain import explain_person, explanation_page, waterfall_text
    from moyang_score.files import write_text
    from moyang_score.score import load_whole

    loaded = load_whole(options.card, options.trust)
    table = read_rows(options.data)
    at = find_row(table, options.row, options.id)
    record = record_of(loaded.card, table, at)
    explanation = explain_person(loaded.card, record, loaded.evidence, language=options.lang, texts=loaded.texts)
    if options.html is not None:
        write_text(options.html, explanation_page(explanation, as_of=_day(table, at)), force=options.force)
        console.report([f"Written: {options.html}"])
    if options.json:
        console.document(explanation.to_json())
    elif options.html is None:
        console.result(waterfall_text(explanation))


def _day(table: "Table", at: int) -> str | None:
    """Return the as-of date of a row of features; None where the table has none that can be read."""
    if _AS_OF not in table:
        return None
    cell = table[_AS_OF][at]
    try:
        return date.fromisoformat(str(cell.as_py() if hasattr(cell, "as_py") else cell)[:10]).isoformat()
    except ValueError:
        return None


COMMAND: Final = Command(
    name="explain",
    usage="CARD --data FILE|- [--id COL] --row ID [--html FILE] [options]",
    summary="explain one person's score",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
