"""Made-up cities as an audit sees them: the features of the registry beside the protected attributes of everybody."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moyang_score.card import Scorecard
from moyang_score.catalogue import load_catalogue
from moyang_score.features import build_features
from moyang_score.learn import fit
from moyang_score.registry import TokenKey, intake, open_store
from moyang_score.registry.engine import open_engine
from moyang_score.registry.snapshot import Snapshot, everybody
from moyang_score.synthetic import city, write_city

KEY = TokenKey.from_bytes(b"a key for the tests of fairness")
PROTECTED = ("sex", "age_band", "hukou", "residence")


@dataclass(frozen=True)
class Audited:
    """Hold the expert card of the packed catalogue, and the rows it is audited on."""

    card: Scorecard
    frame: dict[str, Any]


def audited(folder: Path, persons: int, seed: int) -> Audited:
    """Write a city, take it in, build its features, and lay protected attributes beside them."""
    catalogue, made = load_catalogue("moyang"), city(persons, seed)
    write_city(made, folder)
    intake(catalogue, folder / "source", folder / "store", KEY, made.received)
    store = open_store(folder / "store")
    with Snapshot(store, catalogue, everybody(store, made.as_of), open_engine("duckdb")) as snapshot:
        features = build_features(snapshot, catalogue)
    place = {KEY.token("person", one): at for at, one in enumerate(made.people.ids.tolist())}
    person = [place[token] for token in features["token"].to_pylist()]
    card = fit(features, learner="expert", catalogue=catalogue).card
    frame = {one.key: features[one.key].to_pylist() for one in card.inputs}
    groups = {name: getattr(made.people, name)[person].tolist() for name in PROTECTED}
    return Audited(card, frame | groups | {"bad": made.bad[person].astype(int).tolist()})
