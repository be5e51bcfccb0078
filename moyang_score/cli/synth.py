"""`moyang synth`: a made-up city, with a data dictionary."""

import argparse
from pathlib import Path
from typing import Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console
from moyang_score.cli.place import check_card_place, command_line
from moyang_score.cli.values import at_least

__all__ = ["COMMAND"]

_MARK: Final = "city.json"
_FEWEST: Final = 50

_DESCRIPTION: Final = """\
Write a made-up city whose truth is known: the files that its offices deliver, faults included; those that they deliver
in the years after, which tell what came of everybody; and apart from them what is true, with a data dictionary. Nobody
in it exists, and nothing in it was counted anywhere. The same seed gives the same files."""

_EXAMPLES: Final = """\
example:
  moyang synth --persons 20000 --seed 7 --out out/city

prints: what there is and where it lies. Next: moyang keys new, moyang intake.
"""


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--persons", required=True, metavar="N", type=at_least(_FEWEST), help=f"how many, {_FEWEST} or more")
    add("--seed", required=True, metavar="S", type=at_least(0), help="same seed, same city")
    add("--out", required=True, metavar="DIR", help="the folder to make")
    add("--force", action="store_true", help="replace a city that is there already")


def _run(options: argparse.Namespace, console: Console) -> None:
    check_card_place(options.out, _MARK, force=options.force)
    from moyang_score.files import new_folder
    from moyang_score.synthetic import city, write_city, write_later

    console.progress(f"making up {options.persons:,} persons")
    made = city(options.persons, options.seed)
    rows = sum(len(sheet) for sheet in made.sheets.values())
    console.progress(f"writing {rows:,} rows")
    with new_folder(options.out, force=options.force) as folder:
        write_city(made, folder)
        after = write_later(made, folder)
    place = Path(options.out)
    console.report(
        [
            f"{options.persons:,} made-up persons, {made.people.is_live().sum():,} of them opted in; nobody exists",
            f"Written: {place / 'source'}, {len(made.sheets)} files of {rows:,} rows, faults included",
            f"Written: {place / 'later'}, delivered {after.received}: for moyang outcome, after a second intake",
            f"Written: {place / 'truth'}, {place / _MARK} and {place / 'README.md'}",
            *_next(place, str(made.received)),
        ]
    )


def _next(place: Path, received: str) -> list[str]:
    keys, store = str(place.with_name("keys")), str(place.with_name("store"))
    key, source = str(Path(keys) / "token.key.json"), str(place / "source")
    intake = ("intake", "--catalogue", "moyang", "--source", source, "--store", store, "--key", key)
    return [
        f"Next: {command_line('moyang', 'keys', 'new', '--role', 'token', '--out', keys)}",
        f"Next: {command_line('moyang', *intake, '--received', received)}",
    ]


COMMAND: Final = Command(
    name="synth",
    usage="--persons N --seed S --out DIR [options]",
    summary="write a made-up city whose truth is known",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
