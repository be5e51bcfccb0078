"""`moyang fit`: from a table to a card."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console
from moyang_score.cli.place import check_card_place
from moyang_score.cli.values import at_least, column_list, share, special_code
from moyang_score.errors import CatalogueError, MoyangError, UsageError

if TYPE_CHECKING:
    from moyang_score.catalogue import Catalogue
    from moyang_score.files import Table
    from moyang_score.learn import Fitted

__all__ = ["COMMAND"]

_CARD_FILE: Final = "scorecard.json"

_DESCRIPTION: Final = """\
Learn a scorecard from a table of persons whose outcome is known, and write it as a folder; or write the card whose
points a catalogue publishes.

Column types are found by themselves; a column that cannot be used is left out and the reason is told. The card is
judged by 5-fold cross-validation and fitted on all rows; with --time it is fitted before a cut and judged on the
latest quarter of the rows. Without a catalogue the card is a research card: it can be shown, scored and explained,
and it cannot be released.

With --catalogue the columns are the indicators of the catalogue alone, as moyang features writes them: more of a
negative never gives points and more of a positive never takes any, what is not known counts neither for nor against
anybody, and the card has the catalogue's class, grades and texts. --outcome joins what moyang outcome wrote to --data,
by person (token) and day (as_of); people who are neither good nor bad are left out. Probabilities are those of the bad
rate that the outcome's definition states, or --prior. Such a card is compared with the expert card, never used for it.

With --learner expert the points are those of the catalogue, whatever the table; the table (one column per indicator,
as moyang features writes it) is counted on the card, and --target is optional. Texts in Chinese and English lie beside
the card, and the weights of the families are checked against the judgments of experts."""

_EXAMPLES: Final = """\
examples:
  moyang fit --data people.csv --target bad --out out/card
  moyang fit --data loans.xlsx --target status --bad default --exclude ID,SEX,AGE --special income=-999 --out out/card
  moyang fit --data people.parquet --target bad --time as_of --learner additive --out out/later
  moyang fit --learner expert --catalogue moyang --data features.parquet --out out/moyang-2026.1
  moyang fit --catalogue moyang --data features.parquet --outcome outcome.parquet --target bad --out out/challenger

prints: rows, bads, columns left out with the reason, the characteristics that matter most, the AUC with its 95%
interval, warnings, where the card lies, and the next command (moyang show; for an official card moyang export).
"""


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--data", required=True, metavar="FILE", help="the table: CSV, Parquet or Excel")
    target = "the outcome column; 1 is bad, 0 is good (optional with --learner expert)"
    add("--target", metavar="COL", help=target)
    add("--bad", metavar="VALUE", help="the value of the target that means bad (default: 1)")
    learners = ("logistic", "additive", "expert")
    add("--learner", choices=learners, default="logistic", help="how points are found (default: logistic)")
    add("--catalogue", metavar="DIR", help="a catalogue, or moyang for the packed one; needed by expert")
    add(
        "--outcome", metavar="FILE", help="with --catalogue: the target by token and as_of, as moyang outcome writes it"
    )
    stated = "with --catalogue: the stated share of bads (default: that of the outcome's definition)"
    add("--prior", metavar="RATE", type=share, help=stated)
    add("--time", metavar="COL", help="a column of dates: the latest quarter of the rows is held out")
    add("--weight", metavar="COL", help="a column of sample weights, 0 or more")
    add("--exclude", metavar="COL,COL", type=column_list, action="extend", default=[], help="columns to leave out")
    special = "a code with points of its own; may be repeated"
    add("--special", metavar="COL=CODE", type=special_code, action="append", default=[], help=special)
    missing = "a text that means no value, beside the empty cell, NA, NULL and the like; may be repeated"
    add("--missing", metavar="TOKEN", action="append", default=[], help=missing)
    add(
        "--max-characteristics",
        metavar="K",
        type=at_least(1),
        help="at most so many characteristics (default: no limit)",
    )
    add("--seed", metavar="S", type=at_least(0), default=0, help="deals the folds; same seed, same card (default: 0)")
    add("--out", required=True, metavar="DIR", help="the folder to make")
    add("--force", action="store_true", help="replace a card that is there already")
    add("--json", action="store_true", help="write the report as JSON")


def _run(options: argparse.Namespace, console: Console) -> None:
    _check_together(options)
    check_card_place(options.out, _CARD_FILE, force=options.force)
    catalogue = _catalogue(options)
    from moyang_score.files import read_table

    console.progress(f"reading {options.data}")
    table = read_table(options.data)
    outcome = _outcome(options, console)
    _check_columns(table, options, outcome)
    if catalogue is not None:
        _check_origin(options.data, "features", catalogue)
        _check_origin(options.outcome or "", "outcomes", catalogue)
    from moyang_score.learn import fit  # seconds of imports, which a wrong file or column need not wait for

    try:
        asked = {"catalogue": catalogue, "outcome": outcome, "prior": options.prior, **_fit_options(options)}
        fitted = fit(table, options.target, **asked, progress=console.progress)
    except MoyangError as error:
        # Learners know columns and rows; which file they came from is known here.
        raise (error if options.data in error.where else error.inside(options.data)) from None
    fitted.save(options.out, force=options.force)
    _report(fitted, options.out, console)


def _report(fitted: "Fitted", out: str, console: Console) -> None:
    if fitted.evidence["learner"] == "expert":
        from moyang_score.cli.expert_report import expert_document as document
        from moyang_score.cli.expert_report import expert_lines as lines
    else:
        from moyang_score.cli.fit_report import fit_document as document
        from moyang_score.cli.fit_report import fit_lines as lines
    if console.machine:
        console.document(document(fitted.card, fitted.evidence, out))
    console.report(lines(fitted.card, fitted.evidence, out))


def _check_together(options: argparse.Namespace) -> None:
    """Refuse options that do not go together, before anything is read."""
    if options.learner == "expert":
        if options.catalogue is None:
            fix = "name it with --catalogue DIR; moyang is the packed one"
            raise UsageError("the learner expert reads a catalogue, and none is named", fix=fix)
        return
    given = [name for name in ("outcome", "prior") if getattr(options, name) is not None]
    if given and options.catalogue is None:
        what = f"--{given[0]} belongs to fits under a catalogue, and none is named"
        raise UsageError(what, fix="name it with --catalogue DIR; moyang is the packed one")
    if options.target is None:
        fix = "name the outcome column; see moyang fit --help"
        raise UsageError(f"--target is required with --learner {options.learner}", fix=fix)


def _catalogue(options: argparse.Namespace) -> "Catalogue | None":
    if options.catalogue is None:
        return None
    from moyang_score.catalogue import load_catalogue

    return load_catalogue(options.catalogue)


def _outcome(options: argparse.Namespace, console: Console) -> Any:
    """Read the outcome with the record beside it, if there is one."""
    if options.outcome is None:
        return None
    from moyang_score.files import read_table
    from moyang_score.learn.joining import OutcomeTable

    console.progress(f"reading {options.outcome}")
    return OutcomeTable(read_table(options.outcome).columns, _record_beside(options.outcome))


def _record_beside(path: str) -> dict[str, Any]:
    """Return what a command wrote beside a table; nothing where it did not write it."""
    try:
        document = json.loads(Path(f"{path}.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return document if isinstance(document, dict) else {}


def _check_origin(data: str, kind: str, catalogue: "Catalogue") -> None:
    """Refuse features, or an outcome, of another catalogue, as far as the record beside the table tells."""
    document = _record_beside(data)
    named = document.get("catalogue")
    origin = document.get("catalogue_hash") or (named.get("hash") if isinstance(named, dict) else None)
    if origin is not None and origin != catalogue.hash:
        what = f"the {kind} come from the catalogue {str(origin)[:12]}…, and {catalogue.name} is {catalogue.hash[:12]}…"
        fix = f"build the {kind} again, from the catalogue that is fitted"
        raise CatalogueError(what, where=f"{data}.json", fix=fix)


def _check_columns(table: "Table", options: argparse.Namespace, outcome: Any) -> None:
    """Refuse an absent column; the table knows how its file was read and which name is nearest."""
    target = options.target if outcome is None else None  # else the outcome is asked for it, when the two are joined
    roles = [name for name in (target, options.time, options.weight) if name is not None]
    for name in (*roles, *options.exclude, *(column for column, _ in options.special)):
        table[name]


def _fit_options(options: argparse.Namespace) -> dict[str, Any]:
    special: dict[str, list[str]] = {}
    for column, code in options.special:
        special.setdefault(column, []).append(code)
    return {
        "learner": options.learner,
        "bad": options.bad,
        "time": options.time,
        "weight": options.weight,
        "exclude": options.exclude,
        "special": special,
        "missing": options.missing,
        "max_characteristics": options.max_characteristics,
        "seed": options.seed,
    }


COMMAND: Final = Command(
    name="fit",
    usage="--data FILE --target COL --out DIR [options]",
    summary="learn a card from a table",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
