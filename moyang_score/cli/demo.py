"""`moyang demo`: the whole story on made-up persons."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console
from moyang_score.cli.place import check_card_place
from moyang_score.cli.synth import PEOPLE_FILE, TARGET
from moyang_score.cli.values import at_least

if TYPE_CHECKING:
    from moyang_score.files import Table
    from moyang_score.learn import Fitted

__all__ = ["COMMAND"]

MARK: Final = "demo.json"
ID: Final = "person_id"

# What the folder holds, and what each file is.
FILES: Final = {
    PEOPLE_FILE: "the persons",
    "card": "the card: scorecard.json and evidence.json",
    "card.html": "its points table as a page",
    "scores.csv": "the score, grade and reasons of each person",
    "explain.txt": "the waterfall of one person",
    MARK: "the figures",
}

_DESCRIPTION: Final = """\
Run the whole story on made-up persons: make them up, fit a card, show it, score everybody, explain one. Nobody in it
exists. The folder is written anew each time."""

_EXAMPLES: Final = """\
examples:
  moyang demo
  moyang demo --persons 5000 --seed 1 --out out/small

prints: the figures, and where to look.
"""


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--persons", metavar="N", type=at_least(1), default=20_000, help="how many (default: 20000)")
    add("--seed", metavar="S", type=at_least(0), default=7, help="same seed, same demo (default: 7)")
    add("--out", metavar="DIR", default="out/demo", help="the folder, replaced if a demo is there (default: out/demo)")
    add("--json", action="store_true", help="write the figures as JSON")


def _run(options: argparse.Namespace, console: Console) -> None:
    check_card_place(options.out, MARK, force=True)
    from moyang_score.files import new_folder

    with new_folder(options.out, force=True) as folder:
        table = _people(folder, options, console)
        fitted = _fit(folder, table, options, console)
        worst = _score(folder, fitted, table, console)
        _show_and_explain(folder, fitted, table, worst)
        document = _document(fitted)
        text = json.dumps(document, ensure_ascii=False, indent=1)
        (folder / MARK).write_text(text + "\n", encoding="utf-8", newline="\n")
    if console.machine:
        console.document(document)
    console.report(_lines(fitted, options.out))


def _people(folder: Path, options: argparse.Namespace, console: Console) -> "Table":
    """Write the persons and read them back, as everybody else's data would come."""
    from moyang_score.files import Table, read_table, write_table
    from moyang_score.synthetic import flat_table

    console.progress(f"making up {options.persons:,} persons")
    write_table(folder / PEOPLE_FILE, flat_table(options.persons, options.seed))
    # The evidence names the file as it will be found, not the place where it is being written.
    return Table(PEOPLE_FILE, read_table(folder / PEOPLE_FILE).columns)


def _fit(folder: Path, table: "Table", options: argparse.Namespace, console: Console) -> "Fitted":
    from moyang_score.learn import fit

    special = {"housing_loan_on_time_months_24m": ["-999"]}
    fitted = fit(table, TARGET, exclude=["as_of"], special=special, seed=options.seed, progress=console.progress)
    fitted.save(folder / "card")
    return fitted


def _score(folder: Path, fitted: "Fitted", table: "Table", console: Console) -> int:
    """Score everybody, and return the first person that has the most reasons."""
    from moyang_score.files import write_table
    from moyang_score.score import score_table

    console.progress("scoring")
    columns = score_table(fitted.card, table, id_column=ID, reasons=True)
    write_table(folder / "scores.csv", columns)
    last = columns.get(f"reason_{fitted.card.reason_policy.k}", [])
    return next((at for at, code in enumerate(last) if code), 0)


def _show_and_explain(folder: Path, fitted: "Fitted", table: "Table", at: int) -> None:
    from moyang_score.cli.person import record_of
    from moyang_score.explain import explain_person, waterfall_text
    from moyang_score.files import write_text
    from moyang_score.review import points_page, points_table

    write_text(folder / "card.html", points_page(points_table(fitted.card, fitted.evidence)))
    record = record_of(fitted.card, table, at)
    both = (explain_person(fitted.card, record, fitted.evidence, language=language) for language in ("en", "zh"))
    heads = f"{ID} {table[ID][at]}"
    write_text(folder / "explain.txt", "\n\n".join([heads, *map(waterfall_text, both)]) + "\n")


def _document(fitted: "Fitted") -> dict[str, Any]:
    evidence = fitted.evidence
    judged = evidence["metrics"][0]
    return {
        "rows": evidence["data"]["rows"],
        "bads": evidence["data"]["bads"],
        "digest": fitted.card.digest,
        "auc": dict(zip(("value", "low", "high"), judged["auc"], strict=True)),
        "judged_by": judged["sample"],
        "attainable": list(fitted.card.attainable),
        "grades": evidence["grades"],
        "files": FILES,
    }


def _lines(fitted: "Fitted", out: str) -> list[str]:
    from moyang_score.review.summary import interval_text
    from moyang_score.terminal import aligned

    data, judged = fitted.evidence["data"], fitted.evidence["metrics"][0]
    low, high = fitted.card.attainable
    places = aligned([[str(Path(out) / name), what] for name, what in FILES.items()], indent="  ")
    return [
        f"{data['rows']:,} made-up persons, {data['bads']:,} bad ({data['bad_rate']:.2%})",
        f"{len(fitted.card.characteristics)} characteristics, scores from {low} to {high}, digest {fitted.card.digest}",
        f"AUC {interval_text(judged['auc'])}, {judged['sample']}",
        "Look at:",
        *places,
    ]


COMMAND: Final = Command(
    name="demo",
    usage="[--persons N] [--seed S] [--out DIR] [options]",
    summary="run the whole story on made-up persons",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
