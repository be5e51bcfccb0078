"""Cards fitted on a city find what is true of it, as far as its records can tell."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from scipy.stats import spearmanr

from moyang_score.catalogue import load_catalogue
from moyang_score.features import build_features, build_outcome, load_definition
from moyang_score.frame import FeatureFrame, Outcome
from moyang_score.learn import LEARNERS, fit
from moyang_score.registry import TokenKey, intake, open_store
from moyang_score.registry.engine import open_engine
from moyang_score.registry.snapshot import Snapshot, everybody
from moyang_score.synthetic import CITY_EFFECTS, City, city, write_city, write_later

KEY = TokenKey.from_bytes(b"a key for the tests of recovery")
# The characteristics that carry an effect of their own, and the cause that each stands for.
CAUSES = {
    "P09": "broken_commitments_12m",
    "A02": "overdue_now",
    "A04": "overdue_now",
    "S06": "course_24m",
}


@dataclass(frozen=True)
class Told:
    """Hold a city with what its registry tells of it."""

    city: City
    features: FeatureFrame
    outcome: Outcome
    person: np.ndarray
    kept: np.ndarray

    def truth(self, values: np.ndarray) -> np.ndarray:
        """Return what is true of the people who are not excluded."""
        return np.asarray(values)[self.person][self.kept]


def told(folder: Any, persons: int, seed: int) -> Told:
    catalogue, made = load_catalogue("moyang"), city(persons, seed)
    write_city(made, folder)
    after = write_later(made, folder)
    intake(catalogue, folder / "source", folder / "store", KEY, made.received)
    intake(catalogue, folder / "later", folder / "store", KEY, after.received)
    store = open_store(folder / "store")
    spine = everybody(store, made.as_of)
    with Snapshot(store, catalogue, spine, open_engine("duckdb")) as snapshot:
        features = build_features(snapshot, catalogue)
    outcome, _ = build_outcome(store, catalogue, spine, load_definition("duty", catalogue), after.received)
    place = {KEY.token("person", one): at for at, one in enumerate(made.people.ids.tolist())}
    tokens = features["token"].to_pylist()
    assert tokens == outcome["token"].to_pylist()
    kept = np.array([kind != "excluded" for kind in outcome["outcome"].to_pylist()])
    return Told(made, features, outcome, np.array([place[token] for token in tokens]), kept)


def challenger(found: Told, learner: str) -> Any:
    return fit(
        found.features, "bad", learner=learner, catalogue="moyang", outcome=found.outcome, prior=0.06, seed=3
    ).card


def likeness(found: Told, card: Any) -> float:
    """Return the rank correlation of scores with the best that the rows of the card can tell of the true log-odds.

    The best is the least-squares fit of the true log-odds, which no learner sees, on the attributes of the card.
    """
    attributes = card.apply(found.features).attributes[found.kept]
    columns = [np.ones(len(attributes))]
    for at, one in enumerate(card.characteristics):
        columns += [attributes[:, at] == number for number in range(1, len(one.attributes))]
    design = np.column_stack(columns).astype(np.float64)
    best = design @ np.linalg.lstsq(design, -found.truth(found.city.log_odds), rcond=None)[0]
    return float(spearmanr(card.score(found.features)[found.kept], best)[0])


def likeness_of_rows(found: Told, card: Any) -> float:
    """Return the rank correlation of points with true effects over the attributes that carry an effect of their own."""
    attributes, points, effects = card.apply(found.features).attributes[found.kept], [], []
    for at, one in enumerate(card.characteristics):
        if one.key not in CAUSES:
            continue
        effect = -CITY_EFFECTS[CAUSES[one.key]] * found.truth(found.city.causes[CAUSES[one.key]])
        for number, attribute in enumerate(one.attributes):
            rows = attributes[:, at] == number
            if rows.sum() >= 20:
                points.append(attribute.points)
                effects.append(effect[rows].mean() - effect.mean())
    return float(spearmanr(points, effects)[0])


def likeness_of_points(found: Told, card: Any) -> float:
    """Return the rank correlation of what attributes add with what is true of their people, over all attributes.

    True is how far the log-odds of those with an attribute lie from those of everybody, whatever causes it.
    """
    attributes, added, effects = card.apply(found.features).attributes[found.kept], [], []
    truth = -found.truth(found.city.log_odds)
    for at, one in enumerate(card.characteristics):
        for number, attribute in enumerate(one.attributes):
            rows = attributes[:, at] == number
            if rows.sum() >= 20:
                added.append(attribute.points - one.neutral)
                effects.append(truth[rows].mean() - truth.mean())
    return float(spearmanr(added, effects)[0])


@pytest.mark.slow
def test_a_city_is_recovered(tmp_path):
    """In a small city, the best card is roughly found; nothing bad is seen but what is bad."""
    found = told(tmp_path, 6000, 5)
    kinds = np.array(found.outcome["outcome"].to_pylist())[found.kept]
    bad = found.truth(found.city.bad)
    assert ((kinds == "bad") == bad).all()
    card = challenger(found, "logistic")
    assert card.card_class == "official"
    assert likeness(found, card) > 0.8
    assert likeness_of_points(found, card) > 0.8
    assert np.mean(card.probability_bad(card.score(found.features))) == pytest.approx(0.06, abs=0.01)


@pytest.mark.slow
def test_ten_cities_are_recovered_by_both_learners(tmp_path_factory):
    scores: dict[str, list[float]] = {name: [] for name in LEARNERS}
    rows: dict[str, list[float]] = {name: [] for name in LEARNERS}
    points: dict[str, list[float]] = {name: [] for name in LEARNERS}
    for seed in range(1, 11):
        found = told(tmp_path_factory.mktemp("city"), 20_000, seed)
        for learner in LEARNERS:
            card = challenger(found, learner)
            scores[learner].append(likeness(found, card))
            rows[learner].append(likeness_of_rows(found, card))
            points[learner].append(likeness_of_points(found, card))
    assert min(min(one) for one in scores.values()) >= 0.9, scores
    assert min(np.median(one) for one in rows.values()) >= 0.9, rows
    assert min(np.median(one) for one in points.values()) >= 0.9, points
