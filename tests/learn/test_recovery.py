"""Learners find what is true of a table whose truth is known, and little else."""

import numpy as np
import pytest

from moyang_score.card import MISSING, VALUE_STATE, Special
from moyang_score.card.partition import Partition
from moyang_score.learn import LEARNERS
from moyang_score.learn.options import FitOptions
from moyang_score.learn.prepare import prepare
from moyang_score.synthetic import flat_table
from tests.learn.tables import learned

LOAN = "housing_loan_on_time_months_24m"
# the sign of points along the values; the true effects are in log-odds of bad
RISING = ["commitments_kept_ratio", "utility_on_time_ratio_12m", "years_since_opt_in", LOAN]
FALLING = ["broken_commitments_12m", "library_overdue_days"]
NOISE = ["noise_amount", "noise_count", "is_app_user", "district_service", "as_of"]


@pytest.fixture(scope="module", params=sorted(LEARNERS))
def found(request):
    options = FitOptions(target="bad", special={LOAN: ("-999",)})
    prepared = prepare(flat_table(16_000, 11), options)
    model, card = learned(request.param, prepared.fitted, 1)
    return prepared, {effect.key: effect for effect in model.effects}, card


def on_rows(prepared, effect):
    """Return values and effects of the rows that have a value."""
    declared = next(one for one in prepared.fitted.inputs if one.key == effect.key)
    reading = prepared.fitted.readings[effect.key]
    at = reading.state == VALUE_STATE
    effects = effect.log_odds[Partition(declared, effect.conditions).locate(reading)]
    return reading.values[at].astype(float), effects[at], effects


@pytest.mark.parametrize("key", [*RISING, *FALLING])
def test_the_sign_of_a_true_effect_is_found(found, key):
    prepared, effects, _ = found
    values, points, _ = on_rows(prepared, effects[key])
    slope = np.corrcoef(values, points)[0, 1]
    assert slope > 0.5 if key in RISING else slope < -0.5


def test_the_size_of_the_greatest_effect_is_about_right(found):
    prepared, effects, _ = found
    values, points, _ = on_rows(prepared, effects["broken_commitments_12m"])
    slope = np.polyfit(values, points, 1)[0]
    assert -1.25 < slope < -0.5  # truth: -0.9


def test_levels_and_states_have_the_sign_of_the_truth(found):
    _, effects, _ = found
    channel = effects["payment_channel"]
    by_level = {
        level: value
        for when, value in zip(channel.conditions, channel.log_odds, strict=True)
        for level in getattr(when, "levels", ())
    }
    assert by_level["银行代扣"] > 0.2
    assert by_level["银行代扣"] > max(by_level["微信支付"], by_level["支付宝"]) + 0.3
    course = dict(zip(map(str, effects["course_done"].conditions), effects["course_done"].log_odds, strict=True))
    true, false = (next(v for k, v in course.items() if level in k) for level in ("true", "false"))
    assert true > false + 0.2
    kept = effects["commitments_kept_ratio"]
    assert kept.log_odds[kept.conditions.index(MISSING)] < 0
    assert Special("-999") in effects[LOAN].conditions


def test_what_tells_nothing_moves_scores_little_or_not_at_all(found):
    prepared, effects, _ = found
    spread = {key: on_rows(prepared, effect)[2].std() for key, effect in effects.items()}
    assert max(spread.get(key, 0.0) for key in NOISE) < 0.15
    assert max(spread.get(key, 0.0) for key in NOISE) < spread["broken_commitments_12m"] / 3


def test_id_and_constant_are_dropped_with_the_reason(found):
    prepared, _, card = found
    assert {one.column: one.reason for one in prepared.dropped} == {
        "person_id": "it looks like an id: 16000 values in 16000 rows",
        "city_code": "all rows have the one value 441700",
    }
    assert {"person_id", "city_code"}.isdisjoint(one.key for one in card.inputs)
