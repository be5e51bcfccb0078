"""`moyang synth`: made-up persons, with a data dictionary."""

import argparse
from pathlib import Path
from typing import Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console
from moyang_score.cli.place import check_card_place, command_line
from moyang_score.cli.values import at_least

__all__ = ["COMMAND", "DICTIONARY", "dictionary_text"]

PEOPLE_FILE: Final = "people.csv"
README_FILE: Final = "README.md"
TARGET: Final = "bad"

_DESCRIPTION: Final = """\
Write a table of made-up persons whose truth is known, with a data dictionary. Nobody in it exists, and nothing in it
was counted anywhere. The same seed gives the same table."""

_EXAMPLES: Final = """\
example:
  moyang synth --persons 20000 --seed 7 --out out/people

prints: where the table lies. Next: moyang fit.
"""

DICTIONARY: Final = {
    "person_id": ("text", "who: a made-up number that belongs to nobody"),
    "as_of": ("date", "the day on which everything before it was known; for --time"),
    "broken_commitments_12m": ("int", "commitments broken in 12 months"),
    "commitments_kept_ratio": ("decimal", "share of commitments kept; empty = none were due"),
    "utility_on_time_ratio_12m": ("decimal", "share of utility bills paid on time in 12 months; empty = no consent"),
    "library_overdue_days": ("int", "days that library books were overdue"),
    "volunteer_hours_24m": ("decimal", "hours of voluntary service in 24 months"),
    "years_since_opt_in": ("int", "full years since opting in"),
    "housing_loan_on_time_months_24m": ("int", "months of a housing loan paid on time, of 24; -999 = no such loan"),
    "payment_channel": ("text", "how utility bills are paid"),
    "course_done": ("bool", "whether a course on credit was completed"),
    "last_contact_on": ("date", "day of the last contact with a public office; empty = none"),
    "district_service": ("text", "district whose office serves the person; without effect"),
    "is_app_user": ("bool", "whether the app is used; without effect"),
    "noise_amount": ("decimal", "without effect"),
    "noise_count": ("int", "without effect"),
    "city_code": ("int", "the same for all"),
    "bad": ("int", "the outcome: 1 = bad, 0 = good"),
}


def dictionary_text(rows: int, seed: int) -> str:
    """Write the data dictionary of a flat table.

    Parameters
    ----------
    rows : int
        The number of persons.
    seed : int
        The seed they were made with.

    Returns
    -------
    str
        Markdown.

    Examples
    --------
    >>> dictionary_text(20000, 7).splitlines()[0]
    '# Made-up persons'
    """
    lines = [f"| `{name}` | {kind} | {meaning} |" for name, (kind, meaning) in DICTIONARY.items()]
    return "\n".join(
        [
            "# Made-up persons",
            "",
            f"`{PEOPLE_FILE}` holds {rows:,} persons, made with seed {seed}. **Nobody in it exists, and",
            "nothing in it was counted anywhere.** Effects and the rate of bads are raised for teaching.",
            "",
            "| column | type | meaning |",
            "| --- | --- | --- |",
            *lines,
            "",
            "Text is UTF-8, dates are YYYY-MM-DD, an empty cell is a missing value.",
            "",
        ]
    )


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--persons", required=True, metavar="N", type=at_least(1), help="how many")
    add("--seed", required=True, metavar="S", type=at_least(0), help="same seed, same table")
    add("--out", required=True, metavar="DIR", help="the folder to make")
    add("--force", action="store_true", help="replace such a folder that is there already")


def _run(options: argparse.Namespace, console: Console) -> None:
    check_card_place(options.out, PEOPLE_FILE, force=options.force)
    from moyang_score.files import new_folder, write_table, write_text
    from moyang_score.synthetic import flat_table

    console.progress(f"making up {options.persons:,} persons")
    with new_folder(options.out, force=options.force) as folder:
        write_table(folder / PEOPLE_FILE, flat_table(options.persons, options.seed))
        write_text(folder / README_FILE, dictionary_text(options.persons, options.seed))
    people, card = str(Path(options.out) / PEOPLE_FILE), str(Path(options.out).with_name("card"))
    words = ("moyang", "fit", "--data", people, "--target", TARGET, "--time", "as_of", "--out", card)
    console.report([f"Written: {people} and {README_FILE}", f"Next: {command_line(*words)}"])


COMMAND: Final = Command(
    name="synth",
    usage="--persons N --seed S --out DIR [options]",
    summary="write a table of made-up persons",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
