"""`moyang demo`: the whole story on a made-up city."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console
from moyang_score.cli.place import check_card_place
from moyang_score.cli.values import at_least

if TYPE_CHECKING:
    from moyang_score.cli.choice import Choice
    from moyang_score.cli.story import Story
    from moyang_score.fairness import FairnessReport

__all__ = ["COMMAND"]

MARK: Final = "demo.json"
_FEWEST: Final = 50  # persons: a smaller city lacks some of its tables

_DESCRIPTION: Final = """\
Run the whole story on a made-up city: make it up, take its files into a registry, build features, make the expert card,
release it as a signed bundle, score everybody who agreed, explain one; then read what came of people, fit two
statistical cards, compare all three, look at groups, and enter it all into an MLflow notebook. Nobody in it exists. The
folder is written anew each time; the keys are derived from the seed and marked as demo keys."""

_EXAMPLES: Final = """\
examples:
  moyang demo
  moyang demo --persons 5000 --seed 1 --out out/small

prints: what became of the rows, the grades, the AUC of the cards, the verdicts on groups, and where to look.
"""


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    fewest = f"how many, {_FEWEST} or more (default: 20000)"
    add("--persons", metavar="N", type=at_least(_FEWEST), default=20_000, help=fewest)
    add("--seed", metavar="S", type=at_least(0), default=7, help="same seed, same demo (default: 7)")
    add("--out", metavar="DIR", default="out/demo", help="the folder, replaced if a demo is there (default: out/demo)")
    add("--json", action="store_true", help="write the figures as JSON")


def _run(options: argparse.Namespace, console: Console) -> None:
    check_card_place(options.out, MARK, force=True)
    from moyang_score.cli.choice import choose, enter
    from moyang_score.cli.story import RELEASE, tell
    from moyang_score.files import new_folder
    from moyang_score.track.library import load_mlflow

    load_mlflow()  # whether it is there is better known before a minute of work than after
    with new_folder(options.out, force=True) as folder:
        story = tell(folder, options.persons, options.seed, console)
        choice = choose(folder, story, options.seed, console)
        document = _document(story, choice, folder, options)
        text = json.dumps(document, ensure_ascii=False, indent=1)
        (folder / MARK).write_text(text + "\n", encoding="utf-8", newline="\n")
    enter(Path(options.out), "-".join(RELEASE), choice, console)
    if console.machine:
        console.document(document)
    console.report(list(_lines(story, choice, document, options)))


def _document(story: "Story", choice: "Choice", folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    card, told = story.fitted.card, story.reconciliation
    counts = story.counts
    return {
        "persons": options.persons,
        "seed": options.seed,
        "as_of": story.as_of.isoformat(),
        "received": told.received.isoformat(),
        "rows": {"total": told.total, "by_unit": _by_unit(story), "codes": told.codes},
        "spine": {
            "asked": counts.asked,
            "not_registered": counts.not_registered,
            "without_consent": counts.without_consent,
            "scored": len(story.scores["score"]),
        },
        "digests": {
            "card": card.digest,
            "catalogue": story.fitted.evidence["catalogue"]["hash"],
            "features": _hash(folder / "features.parquet"),
            "manifest": _hash(folder / "moyang-demo" / "manifest.json"),
            "scores": _hash(folder / "scores.csv"),
            "outcome": _hash(folder / "outcome.parquet"),
            **{name: one.card.digest for name, one in choice.fitted.items()},
        },
        "range": list(card.attainable),
        "grades": _grades(story),
        "outcome": choice.counts,
        "auc": _auc(choice),
        "not_fitted": choice.refused,
        "challenger": choice.challenger,
        "fairness": {name: _verdicts(one) for name, one in choice.fairness.items()},
        "files": _files(folder),
    }


def _files(folder: Path) -> dict[str, str]:
    """Tell what was made, with the two that are written when everything else stands."""
    from moyang_score.cli.choice import NOTEBOOK
    from moyang_score.cli.story import FILES

    last = (MARK, NOTEBOOK)
    return {name: what for name, what in FILES.items() if name in last or (folder / name).exists()}


def _auc(choice: "Choice") -> dict[str, list[float]]:
    if choice.comparison is None:
        return {}
    figures = {one.name: one.auc for one in choice.comparison.cards}
    return {name: [round(x, 6) for x in (auc.value, auc.low, auc.high)] for name, auc in figures.items() if auc}


def _verdicts(report: "FairnessReport") -> dict[str, str]:
    return {one.column: one.verdict for one in report.groupings}


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _by_unit(story: "Story") -> dict[str, dict[str, int]]:
    """Add the rows of each source unit up over its files."""
    kinds = ("received", "accepted", "quarantined", "refused")
    units: dict[str, dict[str, int]] = {}
    for row in sorted(story.reconciliation.rows, key=lambda one: one.unit):
        own = units.setdefault(row.unit, dict.fromkeys(kinds, 0))
        for kind in kinds:
            own[kind] += getattr(row, kind)
    return units


def _grades(story: "Story") -> dict[str, int]:
    counts = Counter(story.scores["grade"])
    return {one.grade: counts[one.grade] for one in story.fitted.card.grades}


def _lines(story: "Story", choice: "Choice", document: dict[str, Any], options: argparse.Namespace) -> Iterator[str]:
    from moyang_score.cli.score import score_lines
    from moyang_score.terminal import aligned

    told, counts, out = story.reconciliation, story.counts, Path(options.out)
    total = told.total
    yield f"{options.persons:,} made-up persons; {total['received']:,} rows from {len(_by_unit(story))} source units:"
    yield (
        f"  {total['accepted']:,} accepted, {total['quarantined']:,} quarantined, "
        f"{total['refused']:,} refused (without consent, under 18, withdrawn)"
    )
    yield f"{counts.rows:,} agreed to be scored as of {story.as_of}"
    yield from score_lines(story.fitted.card, story.scores, str(out / "scores.csv"))
    yield from _choice_lines(choice)
    yield "Look at:"
    yield from aligned([[str(out / name), what] for name, what in document["files"].items()], indent="  ")


def _choice_lines(choice: "Choice") -> Iterator[str]:
    counts = choice.counts
    yield f"Two years later: {counts['good']:,} good, {counts['bad']:,} bad, {counts['indeterminate']:,} neither"
    for name, what in choice.refused.items():
        yield f"No {name} card: {what}"
    if choice.comparison:
        figures = ", ".join(f"{one.name} {one.auc}" for one in choice.comparison.cards if one.auc)
        yield f"AUC on every third person, whom no learner saw: {figures or 'too few bads to tell'}"
    for name, report in choice.fairness.items():
        verdicts = ", ".join(f"{column} {verdict}" for column, verdict in _verdicts(report).items())
        yield f"Groups under {name}: {verdicts}"


COMMAND: Final = Command(
    name="demo",
    usage="[--persons N] [--seed S] [--out DIR] [options]",
    summary="run the whole story on a made-up city",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
