"""What every learner owes: one contract, run over all of them."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from moyang_score.card import Evidence, Interval, dump_card, parse_card
from moyang_score.learn import LEARNERS, fit
from moyang_score.learn.binned import bin_input
from moyang_score.learn.counted import count_input
from tests.learn.tables import learned, noise, people, rows_of, sample_of, unpacked

ROWS = 400
SPECIAL = {"late": ["-9"]}


@pytest.fixture(scope="module", params=sorted(LEARNERS))
def name(request):
    return request.param


@pytest.fixture(scope="module")
def fitted(name):
    """A card judged by cross-validation."""
    return fit(people(ROWS, 1), "bad", learner=name, special=SPECIAL, seed=3)


@pytest.fixture(scope="module")
def timed(name):
    """A card judged on later rows, which costs a sixth."""
    return fit(people(ROWS, 1), "bad", learner=name, special=SPECIAL, time="month", seed=3)


def on_its_rows(name, table, **options):
    return dump_card(learned(name, sample_of(table, **options))[1])


def test_the_card_is_a_research_card_on_the_usual_scale_that_reads_back_byte_for_byte(fitted):
    document = dump_card(fitted.card)
    assert dump_card(parse_card(document)) == document
    assert parse_card(document).digest == fitted.card.digest == fitted.evidence["digest"]
    assert fitted.card.card_class == "research"
    assert (fitted.card.scaling.base_score, fitted.card.scaling.base_odds, fitted.card.scaling.pdo) == (650, "30", 40)
    assert [grade.grade for grade in fitted.card.grades] == ["A", "B", "C", "D", "E"]
    assert len(fitted.card.characteristics) >= 3


def test_the_evidence_counts_every_row_in_every_characteristic_and_in_the_grades(fitted):
    table, evidence = people(ROWS, 1), fitted.evidence
    assert evidence["data"] | {"fingerprint": ""} == {
        "source": None,
        "rows": ROWS,
        "goods": ROWS - sum(table["bad"]),
        "bads": sum(table["bad"]),
        "bad_rate": round(sum(table["bad"]) / ROWS, 6),
        "fingerprint": "",
    }
    assert [one["key"] for one in evidence["characteristics"]] == [one.key for one in fitted.card.characteristics]
    for record, characteristic in zip(evidence["characteristics"], fitted.card.characteristics, strict=True):
        attributes = record["attributes"]
        assert len(attributes) == len(characteristic.attributes)
        for rows in (attributes, evidence["grades"]):
            assert sum(row["n"] for row in rows) == ROWS
            assert sum(row["bads"] for row in rows) == sum(table["bad"])
            assert sum(row["share"] for row in rows) == pytest.approx(1, abs=1e-5)
        for row in attributes:
            assert np.isfinite(row["woe"])
            assert row["bad_rate"] == (pytest.approx(row["bads"] / row["n"], rel=1e-5) if row["n"] else None)


def test_the_counts_of_the_evidence_are_those_of_the_rows_that_the_card_itself_places(fitted):
    table = people(ROWS, 1)
    placed = fitted.card.apply(table).attributes
    for at, record in enumerate(fitted.evidence["characteristics"]):
        counts = np.bincount(placed[:, at], minlength=len(record["attributes"]))
        bads = np.bincount(placed[:, at], table["bad"], len(record["attributes"]))
        assert counts.tolist() == [row["n"] for row in record["attributes"]]
        assert bads.tolist() == [row["bads"] for row in record["attributes"]]


def test_every_column_is_on_the_card_dropped_with_a_reason_or_has_a_role(fitted):
    dropped = {one["column"]: one["reason"] for one in fitted.evidence["dropped"]}
    used = {one.key for one in fitted.card.inputs}
    assert all(dropped.values())
    assert used.isdisjoint(dropped)
    assert used | set(dropped) | {"bad"} == set(people(ROWS, 1))


def test_the_metrics_name_their_sample_and_lie_inside_their_intervals(fitted, timed):
    assert [one["sample"] for one in fitted.evidence["metrics"]] == ["cross-validation", "fitted"]
    assert fitted.evidence["split"] == {"kind": "cross-validation", "folds": 5}
    assert [one["sample"] for one in timed.evidence["metrics"]] == ["held out", "fitted"]
    split = timed.evidence["split"]
    assert (split["kind"], split["column"], split["rows_fitted"] + split["rows_held_out"]) == ("time", "month", ROWS)
    for one in (*fitted.evidence["metrics"], *timed.evidence["metrics"]):
        for figure in ("auc", "gini", "ks"):
            value, low, high = one[figure]
            assert low <= value <= high, (one["sample"], figure)
        assert one["gini"] == pytest.approx([2 * area - 1 for area in one["auc"]], abs=1e-5)


def test_whole_points_stay_inside_the_bound_and_keep_the_order(fitted, timed):
    for one in (fitted, timed):
        rounding = one.evidence["rounding"]
        assert 0 < rounding["largest_error"] <= rounding["bound"]
        assert rounding["inversions"] == 0


def test_the_evidence_is_plain_json_that_reads_back(fitted):
    written = fitted.evidence.to_bytes()
    assert Evidence.from_bytes(written) == fitted.evidence
    assert json.loads(written) == fitted.evidence.document
    assert Evidence.from_bytes(written).to_bytes() == written


def test_the_saved_card_is_the_fitted_one(fitted, tmp_path):
    fitted.save(tmp_path / "card")
    table = people(100, 9)
    assert unpacked(tmp_path / "card").score(table).tolist() == fitted.card.score(table).tolist()


@pytest.mark.parametrize("direction", ["ascending", "descending"])
def test_points_are_monotone_where_a_trend_is_declared_even_against_the_data(name, direction):
    sample = sample_of(people(ROWS, 2), special=SPECIAL)
    declared = replace(sample, trends=dict.fromkeys(("income", "late", "noise", "since"), direction))
    model, card = learned(name, declared)
    checked = 0
    for one in card.characteristics:
        if one.key not in declared.trends:
            continue
        points = [attribute.points for attribute in one.attributes if isinstance(attribute.when[0], Interval)]
        steps = [after - before for before, after in pairwise(points)]
        assert all(step >= 0 if direction == "ascending" else step <= 0 for step in steps), one.key
        checked += any(steps)
    assert checked >= 1
    assert {effect.trend for effect in model.effects if effect.key in declared.trends} <= {direction, "none"}


def test_shuffled_rows_give_the_same_card_and_evidence_byte_for_byte(name, timed):
    table = people(ROWS, 1)
    order = np.random.default_rng(0).permutation(ROWS)
    again = fit(rows_of(table, order), "bad", learner=name, special=SPECIAL, time="month", seed=3)
    assert dump_card(again.card) == dump_card(timed.card)
    assert again.evidence.to_bytes() == timed.evidence.to_bytes()


@pytest.mark.slow
def test_shuffled_rows_are_cross_validated_alike(name, fitted):
    order = np.random.default_rng(5).permutation(ROWS)
    again = fit(rows_of(people(ROWS, 1), order), "bad", learner=name, special=SPECIAL, seed=3)
    assert again.evidence.to_bytes() == fitted.evidence.to_bytes()


def test_the_seed_is_used(name):
    sample = sample_of(people(ROWS, 1), exclude=("since", "noise", "month"))
    cards = [dump_card(learned(name, sample, seed)[1]) for seed in (0, 0, 1)]
    assert cards[0] == cards[1] != cards[2]


DIGESTS = """
from moyang_score.learn import LEARNERS
from tests.learn.tables import learned, people, sample_of
for name in sorted(LEARNERS):
    print(learned(name, sample_of(people(400, 1)), 3)[1].digest)
"""


OTHER_PROCESSES = [
    pytest.param("1", "2"),
    pytest.param("2", "1", marks=pytest.mark.slow),
    pytest.param("3", "4", marks=pytest.mark.slow),
]


@pytest.mark.parametrize(("hash_seed", "threads"), OTHER_PROCESSES)
def test_hash_seed_threads_and_process_do_not_change_the_digest(hash_seed, threads):
    here = [learned(name, sample_of(people(400, 1)), 3)[1].digest for name in sorted(LEARNERS)]
    variables = {"PYTHONHASHSEED": hash_seed, "OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads}
    done = subprocess.run(
        [sys.executable, "-c", DIGESTS],
        cwd=Path(__file__).parents[2],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == here


def test_a_weight_of_zero_is_a_row_removed_byte_for_byte(name):
    table = people(ROWS, 4)
    kept = np.random.default_rng(0).random(ROWS) < 0.7
    weighed = {**table, "weight": kept.astype(float).tolist()}
    without = rows_of({**table, "weight": [1] * ROWS}, kept)
    assert on_its_rows(name, weighed, weight="weight") == on_its_rows(name, without, weight="weight")
    assert on_its_rows(name, without, weight="weight") == on_its_rows(name, rows_of(table, kept))


@pytest.mark.slow
def test_a_weight_of_two_is_nearly_a_row_twice(name):
    # Counts, and what is learned from counts alone, are equal (next test). Parts and validation rows are dealt row by
    # row, and the trees of `additive` need 20 rows per leaf whatever they weigh: the cards are close, not equal.
    alike, apart = [], []
    for seed in (4, 5, 6):
        table = people(ROWS, seed)
        weighed = sample_of({**table, "weight": [2] * ROWS}, weight="weight")
        stacked = sample_of(rows_of(table, np.repeat(np.arange(ROWS), 2)))
        scores = [learned(name, sample)[1].score(table) for sample in (weighed, stacked)]
        alike.append(np.corrcoef(scores)[0, 1])
        apart.append(scores[0].mean() - scores[1].mean())
    assert np.mean(alike) > 0.85
    assert abs(np.mean(apart)) < 10


def test_a_weight_of_two_gives_the_bins_of_a_row_twice_where_the_trend_is_the_same():
    table = people(ROWS, 4)
    twice = np.where(np.random.default_rng(0).random(ROWS) < 0.5, 2, 1)
    weighed = sample_of({**table, "weight": twice.tolist()}, weight="weight")
    stacked = sample_of(rows_of(table, np.repeat(np.arange(ROWS), twice)))
    trends = {"income": "ascending", "late": "descending", "noise": "ascending"}
    for key in ("income", "late", "home", "member"):
        first, second = (binned(replace(sample, trends=trends), key) for sample in (weighed, stacked))
        assert first.conditions == second.conditions
        assert first.woe.tolist() == pytest.approx(second.woe.tolist(), rel=1e-9, abs=1e-12)


def binned(sample, key):
    declared = next(one for one in sample.inputs if one.key == key)
    counted = count_input(declared, sample, sample.parts(5, 0)[None])
    return bin_input(counted, counted.trends[0])


@pytest.mark.parametrize("most", [1, 3])
def test_no_more_characteristics_than_asked_for(name, timed, most):
    assert len(timed.card.characteristics) > 3
    sample = sample_of(people(ROWS, 1), special=SPECIAL)
    model, card = learned(name, sample, 3, most)
    assert 1 <= len(card.characteristics) <= most
    assert f"it varies less than the {most} characteristics kept" in model.dropped.values()


def test_a_card_fitted_on_noise_is_usable_and_judged_to_be_noise(name):
    fitted = fit(noise(400, 7), "bad", learner=name, seed=1)
    _, low, high = fitted.evidence["metrics"][0]["auc"]
    assert low <= 0.5 <= high
    scored = fitted.card.apply(noise(50, 8))
    assert len(scored.score) == len(scored.grade) == 50
    assert parse_card(dump_card(fitted.card)) == fitted.card


@pytest.mark.slow
def test_the_interval_of_cross_validation_covers_a_half_on_noise_in_nine_of_ten(name):
    missed = []
    for seed in range(20):
        value, low, high = fit(noise(400, seed), "bad", learner=name, seed=seed).evidence["metrics"][0]["auc"]
        if not low <= 0.5 <= high:
            missed.append((seed, value, low, high))
    assert len(missed) <= 2, missed
