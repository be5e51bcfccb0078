"""The first half of the demo, step by step: a made-up city, its registry, its features, a released card, scores."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from moyang_score.cli.console import Console

if TYPE_CHECKING:
    from moyang_score.bundle import Bundle
    from moyang_score.card import Scorecard
    from moyang_score.catalogue import Catalogue
    from moyang_score.files import Table
    from moyang_score.learn import Fitted
    from moyang_score.registry import Reconciliation
    from moyang_score.registry.snapshot import Counts

__all__ = ["CATALOGUE", "FILES", "Story", "tell"]

CATALOGUE: Final = "moyang"
RELEASE: Final = ("moyang", "demo")
ID: Final = "token"

# What the folder holds, and what each part is.
FILES: Final = {
    "city": "the made-up city: what its offices deliver, and the truth behind it",
    "store": "the registry: records under tokens, quarantine, reconciliation; the later delivery too",
    "features.parquet": "one row of integers for each person who agreed to be scored",
    "card": "the expert card of the catalogue, with evidence and texts",
    "card.html": "its points table as a page",
    "moyang-demo": "the card as it is released: a bundle under two demo signatures",
    "trust": "the public keys that the bundle is checked against",
    "keys": "the demo keys, which anybody can make again: good for nothing else",
    "scores.csv": "score, grade, points and reasons of each person",
    "explain.txt": "the waterfall of one person",
    "outcome.parquet": "what came of everybody in the two years after: good, bad, neither",
    "logistic": "a statistical card that learned from outcomes",
    "additive": "another, by boosting one input at a time",
    "compare": "the three cards side by side, on people that no learner saw (report.html)",
    "fairness": "how the expert card scores groups (report.html)",
    "fairness-challenger": "how the better statistical card does",
    "tracking": "the notebook of all this: an MLflow store with the champion and the challenger",
    "demo.json": "the figures",
}


@dataclass(frozen=True, eq=False)
class Story:
    """Hold what the demo came to.

    Parameters
    ----------
    reconciliation : Reconciliation
        What became of every row of the city.
    counts : Counts
        Who has features, and why others have none.
    fitted : Fitted
        The expert card with evidence and texts.
    bundle : Bundle
        The card as it was released and checked.
    scores : mapping
        The columns of ``scores.csv``.
    catalogue : Catalogue
        The catalogue of the city.
    table : Table
        The features.
    as_of, later : datetime.date
        The day of the scores, and that of the delivery two years after, which outcomes are read from.
    """

    reconciliation: "Reconciliation"
    counts: "Counts"
    fitted: "Fitted"
    bundle: "Bundle"
    scores: Mapping[str, Sequence[Any]]
    catalogue: "Catalogue"
    table: "Table"
    as_of: dt.date
    later: dt.date


def tell(folder: Path, persons: int, seed: int, console: Console) -> Story:
    """Run the whole story in a folder.

    Parameters
    ----------
    folder : Path
        Where everything is written; it exists and is empty.
    persons, seed : int
        The size of the city, and what it is made with.
    console : Console
        Told what is being done.

    Returns
    -------
    Story
        What it came to.
    """
    from moyang_score.catalogue import load_catalogue

    catalogue = load_catalogue(CATALOGUE)
    _write_keys(folder, seed)
    as_of, received, later = _make_city(folder, persons, seed, console)
    reconciliation = _take_in(folder, "source", catalogue, received, console)
    table, counts = _build_features(folder, catalogue, as_of, console)
    fitted = _make_card(folder, catalogue, table, seed, console)
    bundle = _release(folder, fitted, seed, console)
    scores = _score(folder, bundle.card, table, console)
    _explain(folder, fitted, table, _most_told(scores))
    _take_in(folder, "later", catalogue, later, console)
    return Story(reconciliation, counts, fitted, bundle, scores, catalogue, table, as_of, later)


def _write_keys(folder: Path, seed: int) -> None:
    from moyang_score.bundle import KEY_FILE_ENDING, PUBLIC_FILE_ENDING, ROLES, demo_signing_key, demo_token_key_bytes

    (folder / "keys").mkdir()
    (folder / "trust").mkdir()
    _secret(folder / "keys" / f"token{KEY_FILE_ENDING}", demo_token_key_bytes(seed))
    for role in ROLES:
        key = demo_signing_key(seed, role)
        _secret(folder / "keys" / f"{role}{KEY_FILE_ENDING}", key.to_bytes())
        (folder / "trust" / f"{role}{PUBLIC_FILE_ENDING}").write_bytes(key.public_key.to_bytes())


def _secret(path: Path, content: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)


def _make_city(folder: Path, persons: int, seed: int, console: Console) -> tuple[dt.date, dt.date, dt.date]:
    from moyang_score.synthetic import city, write_city, write_later

    console.progress(f"making up {persons:,} persons and their records")
    made = city(persons, seed)
    write_city(made, folder / "city")
    return made.as_of, made.received, write_later(made, folder / "city").received


def _take_in(
    folder: Path, delivery: str, catalogue: "Catalogue", received: dt.date, console: Console
) -> "Reconciliation":
    from moyang_score.registry import TokenKey, intake

    key = TokenKey.read(folder / "keys" / "token.key.json")
    console.progress(f"taking in the files of city/{delivery}")
    return intake(catalogue, folder / "city" / delivery, folder / "store", key, received, console.progress)


def _build_features(folder: Path, catalogue: "Catalogue", as_of: dt.date, console: Console) -> tuple["Table", "Counts"]:
    """Build the features, write them, and read them back as everybody else would."""
    from moyang_score.features import build_features
    from moyang_score.files import Table, read_table, write_table
    from moyang_score.registry import open_store
    from moyang_score.registry.engine import open_engine
    from moyang_score.registry.snapshot import Snapshot, everybody

    console.progress("building features")
    store = open_store(folder / "store")
    with Snapshot(store, catalogue, everybody(store, as_of), open_engine("duckdb")) as snapshot:
        frame = build_features(snapshot, catalogue)
        counts = snapshot.counts
    path = folder / "features.parquet"
    write_table(path, frame.columns)
    # The evidence names the file as it will be found, not the place where it is being written.
    return Table(path.name, read_table(path).columns), counts


def _make_card(folder: Path, catalogue: "Catalogue", table: "Table", seed: int, console: Console) -> "Fitted":
    from moyang_score.files import write_text
    from moyang_score.learn import fit
    from moyang_score.review import points_page, points_table

    fitted = fit(table, learner="expert", catalogue=catalogue, seed=seed, progress=console.progress)
    fitted.save(folder / "card")
    write_text(folder / "card.html", points_page(points_table(fitted.card, fitted.evidence, fitted.texts["en"])))
    return fitted


def _release(folder: Path, fitted: "Fitted", seed: int, console: Console) -> "Bundle":
    """Release the card, and read the bundle back with its signatures checked."""
    from moyang_score.bundle import ROLES, demo_signing_key, read_bundle, write_bundle
    from moyang_score.export import bundle_files, check_release, check_texts

    check_release(fitted.card)
    check_texts(fitted.card, fitted.texts)
    files = bundle_files(fitted.card, fitted.evidence, fitted.texts, console.progress)
    keys = [demo_signing_key(seed, role) for role in ROLES]
    place = folder / "-".join(RELEASE)
    write_bundle(place, files, *RELEASE, keys)
    return read_bundle(place, folder / "trust")


def _score(folder: Path, card: "Scorecard", table: "Table", console: Console) -> dict[str, Sequence[Any]]:
    from moyang_score.files import write_table
    from moyang_score.score import score_table

    console.progress("scoring")
    columns = score_table(card, table, id_column=ID, points=True, reasons=True)
    write_table(folder / "scores.csv", columns)
    return columns


def _most_told(scores: Mapping[str, Sequence[Any]]) -> int:
    """Return the row with the most reasons, the first of them; row 0 where nobody has any."""
    reasons = [name for name in scores if name.startswith("reason_")]
    told = [sum(1 for name in reasons if scores[name][at]) for at in range(len(scores["score"]))]
    return told.index(max(told)) if told else 0


def _explain(folder: Path, fitted: "Fitted", table: "Table", at: int) -> None:
    from moyang_score.cli.person import record_of
    from moyang_score.explain import explain_person, waterfall_text
    from moyang_score.files import write_text

    if not len(table):
        write_text(folder / "explain.txt", "nobody agreed to be scored\n")
        return
    record = record_of(fitted.card, table, at)
    both = [
        explain_person(fitted.card, record, fitted.evidence, language=language, texts=fitted.texts)
        for language in ("zh", "en")
    ]
    write_text(folder / "explain.txt", "\n\n".join([f"{ID} {table[ID][at]}", *map(waterfall_text, both)]) + "\n")
