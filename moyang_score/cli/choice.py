"""The second half of the demo: what came of people, two statistical cards, their comparison, fairness, the notebook."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any, Final

from moyang_score.cli.console import Console
from moyang_score.errors import SampleError, TargetError

if TYPE_CHECKING:
    from moyang_score.cli.story import Story
    from moyang_score.fairness import FairnessReport
    from moyang_score.files import Table
    from moyang_score.learn import Fitted
    from moyang_score.review import Comparison

__all__ = ["NOTEBOOK", "Choice", "choose", "enter"]

_EXPERT: Final = "card"
_CHALLENGERS: Final = ("logistic", "additive")
NOTEBOOK: Final = "tracking"
_DEFINITION: Final = "duty"
_TARGET: Final = "bad"
_OUTCOME: Final = "outcome.parquet"
# Every third person is kept from the learners, for the comparison.
_KEPT: Final = 3


@dataclass(frozen=True, eq=False)
class Choice:
    """Hold what the second half came to.

    Parameters
    ----------
    counts : mapping
        People by what came of them.
    fitted : mapping
        The statistical cards by their folder; one that could not be fitted is absent.
    refused : mapping
        Why the others could not be fitted.
    comparison : Comparison or None
        The cards side by side on people that no learner saw; None without statistical cards.
    challenger : str or None
        The folder of the statistical card that told bad from good best among them.
    fairness : mapping
        The reports by the folder of the card: of the expert card and of the challenger.
    """

    counts: Mapping[str, int]
    fitted: Mapping[str, "Fitted"]
    refused: Mapping[str, str]
    comparison: "Comparison | None"
    challenger: str | None
    fairness: Mapping[str, "FairnessReport"]


def choose(folder: Path, story: "Story", seed: int, console: Console) -> Choice:
    """Read what came of people, and set statistical cards beside the expert card.

    Parameters
    ----------
    folder : Path
        Where the first half was written.
    story : Story
        The first half.
    seed : int
        What the learners are given.
    console : Console
        Told what is being done.

    Returns
    -------
    Choice
        What it came to.
    """
    counts, rate = _read_outcome(folder, story, console)
    kept, others = _parted(story.table)
    fitted, refused = _fit(folder, others, story, rate, seed, console)
    cards = {_EXPERT: story.fitted, **fitted}
    comparison = _compare(folder, cards, kept, console) if fitted else None
    challenger = _best(comparison) if comparison else None
    judged = [_EXPERT, challenger] if challenger else [_EXPERT]
    fairness = {name: _audit(folder, name, cards[name], story.table, console) for name in judged}
    return Choice(counts, fitted, refused, comparison, challenger, fairness)


def enter(folder: Path, release: str, choice: Choice, console: Console) -> Mapping[str, str]:
    """Enter cards and reports into a notebook, and promote the two that passed its gate.

    Parameters
    ----------
    folder : Path
        The demo, at the place where it stays: a notebook knows its files by their whole path.
    release : str
        The folder of the bundle.
    choice : Choice
        The second half.
    console : Console
        Told what is being done.

    Returns
    -------
    mapping
        Alias to the number of its version.
    """
    console.progress("entering cards and reports into a notebook")
    with _whole_or_not(folder / NOTEBOOK):
        return _entered(folder, release, choice)


@contextmanager
def _whole_or_not(place: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        rmtree(place, ignore_errors=True)
        raise


def _entered(folder: Path, release: str, choice: Choice) -> Mapping[str, str]:
    from moyang_score.track import log_comparison, log_fairness, log_fit, open_notebook, promote

    notebook = open_notebook(str(folder / NOTEBOOK))
    versions = {_EXPERT: log_fit(notebook, folder / release, folder / "trust")}
    versions |= {name: log_fit(notebook, folder / name) for name in choice.fitted}
    if choice.comparison:
        log_comparison(notebook, folder / "compare")
    for name in choice.fairness:
        log_fairness(notebook, folder / _audit_folder(name))
    wanted = {"champion": _EXPERT, "challenger": choice.challenger}
    found = {alias: versions[name].digest for alias, name in wanted.items() if name}
    return {alias: str(promote(notebook, digest, alias).version) for alias, digest in found.items()}


def _read_outcome(folder: Path, story: "Story", console: Console) -> tuple[Mapping[str, int], float | None]:
    from moyang_score.features import build_outcome, load_definition
    from moyang_score.files import write_table
    from moyang_score.registry import open_store
    from moyang_score.registry.snapshot import everybody

    console.progress("reading what came of people")
    store = open_store(folder / "store")
    definition = load_definition(_DEFINITION, story.catalogue)
    spine = everybody(store, story.as_of)
    outcome, _ = build_outcome(store, story.catalogue, spine, definition, story.later)
    write_table(folder / _OUTCOME, outcome.columns)
    return outcome.counts, None if definition.bad_rate is None else float(definition.bad_rate)


def _parted(table: "Table") -> tuple["Table", "Table"]:
    """Part rows into those kept for the comparison and the others: tokens have no order, every third is a draw."""
    import numpy as np

    from moyang_score.files import Table
    from moyang_score.learn.prepare import taken

    rows = np.arange(len(table))
    kept, others = rows[rows % _KEPT == 0], rows[rows % _KEPT != 0]
    parts = [{name: taken(column, some) for name, column in table.columns.items()} for some in (kept, others)]
    return Table(table.source, parts[0]), Table(table.source, parts[1])


def _fit(
    folder: Path, rows: "Table", story: "Story", rate: float | None, seed: int, console: Console
) -> tuple[dict[str, "Fitted"], dict[str, str]]:
    from moyang_score.files import read_table
    from moyang_score.learn import fit

    outcome, fitted, refused = read_table(folder / _OUTCOME), {}, {}
    asked: dict[str, Any] = {"catalogue": story.catalogue, "outcome": outcome, "prior": rate, "seed": seed}
    for name in _CHALLENGERS:
        console.progress(f"fitting the {name} card")
        try:
            fitted[name] = fit(rows, _TARGET, learner=name, **asked, progress=console.progress)
        except (SampleError, TargetError) as error:  # a small city has too few bads
            refused[name] = error.what
            continue
        fitted[name].save(folder / name)
    return fitted, refused


def _compare(folder: Path, cards: Mapping[str, "Fitted"], kept: "Table", console: Console) -> "Comparison":
    from moyang_score.cli.joined import with_outcome
    from moyang_score.review import Candidate, compare_cards, write_comparison

    console.progress("comparing the cards on people that no learner saw")
    rows = with_outcome(kept, folder / _OUTCOME, _TARGET)
    known = [-1 if cell is None else int(cell) for cell in rows[_TARGET]]
    candidates = [
        Candidate(name=name, card=one.card, evidence=one.evidence, texts=one.texts) for name, one in cards.items()
    ]
    source = {"data": f"every third person of {rows.source}", "rows": len(rows), "target": _TARGET, "outcome": _OUTCOME}
    comparison = compare_cards(candidates, rows, outcome=known, source=source)
    write_comparison(comparison, folder / "compare")
    return comparison


def _best(comparison: "Comparison") -> str:
    """Return the statistical card with the highest AUC; the first where none has one."""
    return max(comparison.cards[1:], key=lambda one: one.auc.value if one.auc else 0.0).name


def _audit(folder: Path, name: str, fitted: "Fitted", table: "Table", console: Console) -> "FairnessReport":
    from moyang_score.cli.joined import with_outcome, with_protected
    from moyang_score.fairness import fairness_report, write_fairness
    from moyang_score.registry import open_store

    console.progress(f"comparing how the {name} scores groups" if name == _EXPERT else f"and how the {name} card does")
    audited = with_protected(table, open_store(folder / "store"))
    groups = [column for column in audited if column not in table]
    report = fairness_report(fitted.card, with_outcome(audited, folder / _OUTCOME, _TARGET), groups, target=_TARGET)
    write_fairness(folder / _audit_folder(name), report, texts=fitted.texts.get("en"))
    return report


def _audit_folder(name: str) -> str:
    return "fairness" if name == _EXPERT else "fairness-challenger"
