"""Shared metrics are those of Fairlearn, group by group and grade by grade."""

from typing import Any

import numpy as np
import pytest
from fairlearn.metrics import (
    MetricFrame,
    demographic_parity_difference,
    demographic_parity_ratio,
    equalized_odds_difference,
    false_positive_rate,
    selection_rate,
    true_positive_rate,
)

from moyang_score.card import Scorecard
from moyang_score.fairness import GroupReport, Rung, fairness_report
from tests.fairness.watched import fair_people, graded_card, planted_people

RATES = {"share": selection_rate, "true_positive": true_positive_rate, "false_positive": false_positive_rate}


def known_rows(frame: dict[str, Any]) -> dict[str, Any]:
    kept = [at for at, cell in enumerate(frame["bad"]) if cell]
    return {key: [cells[at] for at in kept] for key, cells in frame.items()}


def reaching(card: Scorecard, frame: dict[str, Any], grade: str) -> np.ndarray:
    order = [one.grade for one in card.grades]
    held = card.apply({one.key: frame[one.key] for one in card.inputs}).grade
    return np.array([order.index(one) <= order.index(grade) for one in held]).astype(int)


def groups_of(card: Scorecard, frame: dict[str, Any]) -> tuple[GroupReport, ...]:
    return fairness_report(card, frame, ["sex"], target="bad").groupings[0].groups


def rungs_of(group: GroupReport) -> dict[str, Rung]:
    return {one.grade: one for one in group.ladder}


@pytest.mark.parametrize("seed", range(4))
def test_rates_are_those_of_a_metric_frame(seed: int) -> None:
    card, frame = graded_card(), known_rows(fair_people(1200, seed, groups=4))
    good = 1 - np.array(frame["bad"]).astype(int)
    for grade in ("A", "B"):
        taken = MetricFrame(
            metrics=RATES, y_true=good, y_pred=reaching(card, frame, grade), sensitive_features=frame["sex"]
        )
        groups = groups_of(card, frame)
        for one in groups:
            rung = rungs_of(one)[grade]
            for name in RATES:
                assert getattr(rung, name).value == pytest.approx(taken.by_group[name][one.group], abs=1e-12)
        reference = taken.by_group.loc[groups[0].group]
        for one in groups[1:]:
            rung, own = rungs_of(one)[grade], taken.by_group.loc[one.group]
            assert rung.air is not None
            assert rung.opportunity is not None
            assert rung.false_positive_difference is not None
            assert rung.air.value == pytest.approx(own["share"] / reference["share"])
            assert rung.opportunity.value == pytest.approx(own["true_positive"] - reference["true_positive"])
            assert rung.false_positive_difference.value == pytest.approx(
                own["false_positive"] - reference["false_positive"]
            )


@pytest.mark.parametrize("lean", [0.0, 0.2, 0.35])
def test_two_groups_give_parity_and_equalised_odds(lean: float) -> None:
    card, frame = graded_card(), known_rows(planted_people(2000, 1, lean))
    good = 1 - np.array(frame["bad"]).astype(int)
    other = groups_of(card, frame)[1]
    for grade, rung in rungs_of(other).items():
        taken = reaching(card, frame, grade)
        group = {"sensitive_features": frame["sex"]}
        assert rung.air is not None
        assert rung.shortfall is not None
        assert rung.n is not None
        assert rung.opportunity is not None
        assert rung.false_positive_difference is not None
        assert min(rung.air.value, 1 / rung.air.value) == pytest.approx(demographic_parity_ratio(good, taken, **group))
        apart = demographic_parity_difference(good, taken, **group)
        assert abs(rung.shortfall.value) / rung.n == pytest.approx(apart)
        odds = max(abs(rung.opportunity.value), abs(rung.false_positive_difference.value))
        assert odds == pytest.approx(equalized_odds_difference(good, taken, **group))


def test_unknown_outcomes_count_for_shares_and_not_for_rates() -> None:
    card, frame = graded_card(), fair_people(1500)
    whole, known = groups_of(card, frame), {one.group: one for one in groups_of(card, known_rows(frame))}
    for one in whole:
        for grade, rung in rungs_of(one).items():
            same = rungs_of(known[one.group])[grade]
            assert (rung.goods, rung.bads) == (same.goods, same.bads)
            taken = reaching(card, frame, grade)[[cell == one.group for cell in frame["sex"]]]
            assert (rung.n, rung.reached) == (len(taken), taken.sum())
