"""Where other packages go wrong with bins, rounding, leaks and options; numbered as in the survey of peers."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from moyang_score.card import MISSING, Missing, dump_card
from moyang_score.card.partition import Partition
from moyang_score.learn import LEARNERS, fit
from moyang_score.learn.points import SCALING, whole_points
from moyang_score.measure import auc
from tests.learn.tables import learned, noise, people, rows_of, sample_of

LEARNER_NAMES = sorted(LEARNERS)


@pytest.fixture(params=LEARNER_NAMES)
def name(request):
    return request.param


def table_with_bads_missing(count):
    """Return 900 rows, 300 bad, where ``count`` bads and no goods have no value in ``x``."""
    random = np.random.default_rng(2)
    bad = np.repeat([0, 0, 1], 300)
    x = (random.normal(size=900) + 0.7 * bad).round(2).tolist()
    gone = set(np.flatnonzero(bad)[:count].tolist())
    return {
        "x": [None if row in gone else value for row, value in enumerate(x)],
        "month": (np.arange(900) % 4).tolist(),
        "bad": bad.tolist(),
    }


def missing_of(fitted):
    record, characteristic = fitted.evidence["characteristics"][0], fitted.card.characteristics[0]
    at = [attribute.when for attribute in characteristic.attributes].index((MISSING,))
    return record["attributes"][at], characteristic.attributes[at].points


def test_d2_a_missing_bin_of_all_bads_is_finite_worse_than_neutral_and_counted_exactly(name):
    # with a cut in time 3 quarters are fitted on: 100 of 133 bads without a value
    fitted = fit(table_with_bads_missing(133), "bad", learner=name, time="month")
    record, points = missing_of(fitted)
    assert (record["n"], record["bads"], record["bad_rate"]) == (100, 100, 1.0)
    assert np.isfinite(record["woe"])
    assert record["woe"] < 0
    assert points < 0
    assert points < min(p for p in (a.points for a in fitted.card.characteristics[0].attributes) if p != points)


def test_d2_the_woe_of_an_all_bad_bin_grows_with_its_rows_and_is_bounded_by_the_prior():
    fits = [fit(table_with_bads_missing(count), "bad", time="month") for count in (40, 80, 160)]
    records = [missing_of(fitted)[0] for fitted in fits]
    overall = fits[0].evidence["data"]["bad_rate"]
    sizes = [record["n"] for record in records]
    woe = [record["woe"] for record in records]
    assert all(record["bad_rate"] == 1.0 for record in records)
    assert all(after < before < 0 for before, after in pairwise(woe))
    assert woe == pytest.approx([-np.log1p(size / overall) for size in sizes], rel=1e-4)


@pytest.fixture(scope="module", params=LEARNER_NAMES)
def exact_and_whole(request):
    sample = sample_of(people(600, 5), special={"late": ["-9"]})
    model, card = learned(request.param, sample)
    inputs = {one.key: one for one in sample.inputs}
    exact = np.full(len(sample), float(SCALING.score(model.intercept)))
    for effect in model.effects:
        found = Partition(inputs[effect.key], effect.conditions).locate(sample.readings[effect.key])
        exact += SCALING.factor * effect.log_odds[found]
    return model, sample, exact, card.score_readings(sample.readings, len(sample))


def test_d4_no_score_is_further_from_its_exact_value_than_half_a_point_per_term(exact_and_whole):
    model, _, exact, score = exact_and_whole
    assert np.abs(score - exact).max() <= (len(model.effects) + 1) / 2
    assert np.abs(score - exact).max() > 0


def test_d4_attributes_stand_in_the_order_of_their_effects(exact_and_whole):
    model, *_ = exact_and_whole
    for effect in model.effects:
        order = np.argsort(effect.log_odds, kind="stable")
        assert (np.diff(whole_points(effect)[order]) >= 0).all(), effect.key


def test_d4_rounding_costs_next_to_no_auc(exact_and_whole):
    _, sample, exact, score = exact_and_whole
    assert abs(auc(score, sample.bad).value - auc(exact, sample.bad).value) < 0.002


@pytest.fixture(scope="module", params=LEARNER_NAMES)
def timed(request):
    table = people(600, 6)
    table["month"] = (np.arange(600) % 8).tolist()
    return request.param, table, fit(table, "bad", learner=request.param, time="month", seed=2)


def refitted(timed, table):
    return fit(table, "bad", learner=timed[0], time="month", seed=2)


def test_d8_labels_of_rows_held_out_decide_nothing(timed):
    _, table, before = timed
    later = np.flatnonzero(np.array(table["month"]) >= int(before.evidence["split"]["cut"]))
    assert len(later) == before.evidence["split"]["rows_held_out"] == 150
    labels = np.array(table["bad"])
    labels[later] = np.random.default_rng(1).permutation(labels[later])
    after = refitted(timed, {**table, "bad": labels.tolist()})
    assert dump_card(after.card) == dump_card(before.card)
    assert after.evidence["metrics"][0] != before.evidence["metrics"][0]
    assert after.evidence["characteristics"] == before.evidence["characteristics"]


def test_d8_cells_of_rows_held_out_decide_nothing_not_even_a_type(timed):
    _, table, before = timed
    later = np.array(table["month"]) >= int(before.evidence["split"]["cut"])
    odd = {"income": "lots", "late": 0.5, "home": "tent", "member": 17, "since": "yesterday", "noise": float("inf")}
    changed = {
        name: [odd[name] if held else cell for cell, held in zip(column, later, strict=True)] if name in odd else column
        for name, column in table.items()
    }
    assert dump_card(refitted(timed, changed).card) == dump_card(before.card)


def test_d8_rows_added_after_the_cut_decide_nothing_unless_they_move_it(timed):
    _, table, before = timed
    assert before.evidence["split"]["cut"] == "6"
    few = rows_of(people(30, 77), slice(None)) | {"month": [7] * 30}
    after = refitted(timed, {name: column + few[name] for name, column in table.items()})
    assert after.evidence["split"]["cut"] == "6"
    assert dump_card(after.card) == dump_card(before.card)
    many = people(400, 77) | {"month": [7] * 400}
    moved = refitted(timed, {name: column + many[name] for name, column in table.items()})
    assert moved.evidence["split"]["cut"] == "7"
    assert moved.evidence["split"]["rows_fitted"] == 525


def test_d8_a_text_column_of_many_levels_does_not_leak_into_cross_validation():
    # Bins of 60 levels found on all rows would give noise an AUC far above a half.
    random = np.random.default_rng(0)
    table = noise(600, 3) | {"level": [f"l{number}" for number in random.integers(0, 60, 600)]}
    _, low, high = fit(table, "bad", seed=0).evidence["metrics"][0]["auc"]
    assert low <= 0.5 <= high


@pytest.mark.parametrize("name", LEARNER_NAMES)
def test_d9_special_codes_of_one_column_leave_the_bins_of_the_others_alone(name):
    table = people(500, 8)
    plain, coded = (
        {one.key: one for one in learned(name, sample_of(table, special=special))[0].effects}
        for special in ({}, {"late": ["-9"]})
    )
    assert plain["late"].conditions != coded["late"].conditions
    others = [key for key in set(plain) & set(coded) - {"late"} if plain[key].trend == coded[key].trend]
    assert {"home", "member"} <= set(others)
    for key in others:
        if name == "logistic" or plain[key].trend != "mixed":
            assert plain[key].conditions == coded[key].conditions, key


def test_d9_the_effect_of_a_column_alone_is_that_of_its_own_options(name):
    table = people(500, 8)
    alone = {"late": table["late"], "bad": table["bad"]}
    effects = [
        learned(name, sample_of(alone, special=special))[0].effects[0]
        for special in ({"late": ["-9"]}, {"late": ["-9", "-8"]})
    ]
    own = [
        {str(when): value for when, value in zip(one.conditions, one.log_odds, strict=True) if str(when) != "-8"}
        for one in effects
    ]
    shared = set(own[0]) & set(own[1])
    assert len(shared) >= 4
    assert all(own[0][key] == pytest.approx(own[1][key], abs=1e-12) for key in shared)


def quarters(rows):
    random = np.random.default_rng(4)
    x = np.floor(random.normal(size=rows) * 40) / 4  # exact in float32
    k = random.poisson(2.0, rows)
    bad = (random.random(rows) < 1 / (1 + np.exp(1 + 0.15 * x - 0.4 * k))).astype(int)
    return x, k, bad


DTYPES = {
    "float32, int8": (lambda x: x.astype(np.float32), lambda k: k.astype(np.int8)),
    "lists": (lambda x: x.tolist(), lambda k: k.tolist()),
    "texts": (lambda x: list(map(str, x.tolist())), lambda k: list(map(str, k.tolist()))),
    "int as float": (lambda x: x, lambda k: k.astype(np.float64)),
    "objects": (lambda x: x.astype(object), lambda k: k.astype(object)),
    "pandas Float64, Int16": (lambda x: pd.Series(x, dtype="Float64"), lambda k: pd.Series(k, dtype="Int16")),
    "category": (pd.Series, lambda k: pd.Series(k).astype("category")),
}


@pytest.fixture(scope="module", params=LEARNER_NAMES)
def widest(request):
    x, k, bad = quarters(400)
    return request.param, dump_card(learned(request.param, sample_of({"x": x, "k": k, "bad": bad}))[1])


@pytest.mark.parametrize("form", DTYPES)
def test_d9_the_width_of_a_column_does_not_change_the_card(widest, form):
    name, card = widest
    x, k, bad = quarters(400)
    as_x, as_k = DTYPES[form]
    assert dump_card(learned(name, sample_of({"x": as_x(x), "k": as_k(k), "bad": bad}))[1]) == card


def test_d9_what_float32_cannot_hold_moves_scores_little(name):
    random = np.random.default_rng(4)
    x = random.normal(size=600).round(3)
    bad = (random.random(600) < 1 / (1 + np.exp(1 + x))).astype(int)
    scores = [learned(name, sample_of({"x": x.astype(kind), "bad": bad}))[1].score({"x": x}) for kind in "df"]
    # Cells decide in which part a row stands, so that coefficients move a little too.
    assert np.abs(scores[0] - scores[1]).max() <= 60
    assert np.corrcoef(scores)[0, 1] > 0.95


def test_d9_the_order_of_columns_does_not_change_a_score_and_missing_has_its_own_attribute(name):
    table = people(400, 9)
    card = learned(name, sample_of(table, exclude=("noise", "month")))[1]
    assert card.score(dict(reversed(table.items()))).tolist() == card.score(table).tolist()
    for one in card.characteristics:
        assert sum(isinstance(attribute.when[0], Missing) for attribute in one.attributes) == 1
