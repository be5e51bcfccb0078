"""The check of weights: the analytic hierarchy process against figures worked out by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moyang_score.catalogue import load_catalogue
from moyang_score.errors import CatalogueError
from moyang_score.learn import expert_card
from moyang_score.learn.weights import check_weights, family_ranges, opinion_of
from tests.learn.catalogues import small_catalogue
from tests.property.strategies import quick

FAMILIES = ["P", "F", "S", "A"]
PAIRS = [(one, other) for at, one in enumerate(FAMILIES) for other in FAMILIES[at + 1 :]]


def judged(weights):
    return {(one, other): weights[one] / weights[other] for one, other in PAIRS}


@quick
@given(st.lists(st.integers(1, 9), min_size=4, max_size=4))
def test_consistent_judgments_give_back_the_weights_they_were_made_of(parts):
    weights = {key: Fraction(part, sum(parts)) for key, part in zip(FAMILIES, parts, strict=True)}

    opinion = opinion_of("one", judged(weights), FAMILIES)

    assert opinion.consistency_ratio == pytest.approx(0, abs=1e-4)
    assert opinion.consistent
    for key in FAMILIES:
        assert opinion.weights[key] == pytest.approx(float(weights[key]), abs=1e-3)


def test_the_weights_and_the_consistency_ratio_are_those_of_the_textbook():
    # Principal eigenvalue by the power method and the random index 0.52 of three elements, by hand.
    judgments = {("P", "F"): 3, ("P", "S"): 5, ("F", "S"): 3}

    opinion = opinion_of("one", judgments, ["P", "F", "S"])

    assert opinion.weights == {"P": 0.637, "F": 0.2583, "S": 0.1047}
    assert opinion.consistency_ratio == pytest.approx((3.0385 - 3) / 2 / 0.52, abs=2e-4)


def test_judgments_in_a_circle_do_not_hold_together():
    circle = {("P", "F"): 5, ("F", "S"): 5, ("P", "S"): Fraction(1, 5)}

    assert not opinion_of("one", circle, ["P", "F", "S"]).consistent


def test_experts_are_put_together_by_the_geometric_mean_and_compared_with_the_card():
    catalogue = small_catalogue()  # judgments 4, 3 and 9/4: the geometric mean is 3

    check = check_weights(expert_card(catalogue), catalogue)
    document = check.to_json()

    assert dict(check.together.weights) == {"P": 0.75, "S": 0.25}
    assert check.spread == {"P": [0.6923, 0.8], "S": [0.2, 0.3077]}
    assert dict(check.ranges) == {"P": 105, "S": 30}  # -85 and 20, 30: no limit of the losses is reached
    assert check.shares == {"P": 0.7778, "S": 0.2222}
    assert document["difference"] == {"P": 0.0278, "S": -0.0278}
    assert document["random_index"]["name"] == "saaty"
    assert "Saaty 1980" in document["method"]
    assert check.inconsistent == ()


def test_a_pair_judged_the_other_way_round_counts_the_same():
    catalogue = small_catalogue()
    turned = catalogue.weights.experts[0]
    object.__setattr__(turned, "judgments", {("S", "P"): Fraction(1, 4)})

    assert check_weights(expert_card(catalogue), catalogue).together.weights["P"] == 0.75


def test_ranges_count_the_limits():
    # P reaches both of its limits (-275, 90); the others reach none: 55 + 50, 80, 60 + 10
    assert family_ranges(expert_card(load_catalogue("moyang")), FAMILIES) == {"P": 365, "F": 105, "S": 80, "A": 70}


def test_the_city_is_checked_by_at_least_three_experts_whose_judgments_hold_together():
    catalogue = load_catalogue("moyang")

    check = check_weights(expert_card(catalogue), catalogue)

    assert len(check.opinions) >= 3
    assert check.inconsistent == ()
    assert sum(check.together.weights.values()) == pytest.approx(1, abs=1e-3)


def test_a_catalogue_without_judgments_is_not_checked():
    catalogue = small_catalogue(weights=None)
    with pytest.raises(CatalogueError, match="no judgments"):
        check_weights(expert_card(catalogue), catalogue)
