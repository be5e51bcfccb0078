"""`moyang show`: the points table of a card with its evidence."""

import argparse
from typing import Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console
from moyang_score.cli.place import check_file_place

__all__ = ["COMMAND"]

_DESCRIPTION: Final = """\
Show the points table of a card with the evidence beside it: for each attribute its points, how many rows fell into
it, their bad rate and weight of evidence; above it the grades, how the card was judged, and the warnings.

Without an option the table is printed; --html writes one page that needs nothing else, --xlsx a workbook."""

_EXAMPLES: Final = """\
examples:
  moyang show out/card
  moyang show out/card --html out/card.html --xlsx out/card.xlsx
  moyang show out/moyang-2026.1 --lang zh
  moyang show out/card --json

prints: the table, or where the page and the workbook lie. Next: moyang score.
"""


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("card", metavar="CARD", help="a folder that moyang fit wrote, or a bundle")
    add(
        "--lang",
        choices=("en", "zh"),
        default="en",
        help="the language of names where the card has texts (default: en)",
    )
    add("--html", metavar="FILE", help="write a page")
    add("--xlsx", metavar="FILE", help="write an Excel workbook")
    add("--trust", metavar="DIR", help="public keys that a bundle is checked against")
    add("--force", action="store_true", help="replace files that are there already")
    add("--json", action="store_true", help="write the table as JSON")


def _run(options: argparse.Namespace, console: Console) -> None:
    if options.html is not None:
        check_file_place(options.html, "--html", [".html", ".htm"], force=options.force)
    if options.xlsx is not None:
        check_file_place(options.xlsx, "--xlsx", [".xlsx"], force=options.force)
    from moyang_score.files import write_text
    from moyang_score.review import points_page, points_table, points_text, write_points_workbook
    from moyang_score.score import load_whole

    loaded = load_whole(options.card, options.trust)
    table = points_table(loaded.card, loaded.evidence, loaded.texts.get(options.lang))
    if options.html is not None:
        write_text(options.html, points_page(table), force=options.force)
        console.report([f"Written: {options.html}"])
    if options.xlsx is not None:
        write_points_workbook(table, options.xlsx, force=options.force)
        console.report([f"Written: {options.xlsx}"])
    if options.json:
        console.document(table.to_json())
    elif options.html is None and options.xlsx is None:
        console.result(points_text(table))


COMMAND: Final = Command(
    name="show",
    usage="CARD [--html FILE] [--xlsx FILE] [options]",
    summary="show the points table with its evidence",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
