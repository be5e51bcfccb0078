"""`moyang explain`: the waterfall and the reasons of one person's score."""

import argparse
from typing import Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console

__all__ = ["COMMAND"]

_DESCRIPTION: Final = """\
Explain one person's score: where a neutral person starts, what each characteristic adds or takes, and the score that
the rows add up to without remainder; then the reasons, heaviest first, and the flags. Where the card has texts, items
and reasons are named in the language asked for, and what would raise the score follows.

The person is a row of a table, by its number or by an id; with --data - a CSV table or one JSON object is read from
standard input."""

_EXAMPLES: Final = """\
examples:
  moyang explain out/card --data people.csv --row 1
  moyang explain out/card --data people.csv --id person_id --row P0000042 --lang zh
  moyang explain models/moyang-2026.1 --trust models/trust --data features.parquet --id token --row 3f2a… --lang zh
  echo '{"late": 2, "home": "rent"}' | moyang explain out/card --data - --json

prints: the waterfall with its bars, or the same as JSON.
"""


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("card", metavar="CARD", help="a folder that moyang fit wrote, or a bundle")
    add("--data", required=True, metavar="FILE", help="the table: CSV, Parquet or Excel; - for standard input")
    add("--row", metavar="ID", help="the row's number from 1; with --id the value of that column")
    add("--id", metavar="COL", help="the column that --row is looked up in")
    add("--lang", choices=("en", "zh"), default="en", help="the language (default: en)")
    add("--trust", metavar="DIR", help="public keys that a bundle is checked against")
    add("--json", action="store_true", help="write the explanation as JSON")


def _run(options: argparse.Namespace, console: Console) -> None:
    from moyang_score.cli.person import find_row, read_rows, record_of
    from moyang_score.explain import explain_person, waterfall_text
    from moyang_score.score import load_whole

    loaded = load_whole(options.card, options.trust)
    table = read_rows(options.data)
    record = record_of(loaded.card, table, find_row(table, options.row, options.id))
    explanation = explain_person(loaded.card, record, loaded.evidence, language=options.lang, texts=loaded.texts)
    if options.json:
        console.document(explanation.to_json())
    else:
        console.result(waterfall_text(explanation))


COMMAND: Final = Command(
    name="explain",
    usage="CARD --data FILE|- [--id COL] --row ID [options]",
    summary="explain one person's score",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
