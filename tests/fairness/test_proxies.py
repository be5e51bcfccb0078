"""Proxies: what was planted comes first, and what says nothing about the group is called none."""

import numpy as np
import pytest
from scipy.stats.contingency import association as peer

from moyang_score.fairness import association, fairness_report
from tests.fairness.watched import fair_people, graded_card, planted_people


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("lean", [0.15, 0.35])
def test_a_planted_proxy_comes_first(seed: int, lean: float) -> None:
    report = fairness_report(graded_card(), planted_people(4_000, seed, lean), ["sex"])
    found = report.groupings[0].compared[0].proxies
    assert [one.key for one in found if one.is_proxy] == ["area"]
    assert found[0].key == "area"
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)


@pytest.mark.parametrize("seed", range(8))
def test_fair_groups_have_no_proxy(seed: int) -> None:
    report = fairness_report(graded_card(), fair_people(3_000, seed), ["sex", "band"])
    found = [one for grouping in report.groupings for group in grouping.compared for one in group.proxies]
    assert found
    assert not any(one.is_proxy for one in found)


@pytest.mark.parametrize("seed", range(6))
def test_strength_is_the_corrected_v_within_a_hair_of_scipy_on_many_people(seed: int) -> None:
    random = np.random.default_rng(seed)
    own, other = random.integers(500, 5_000, 6), random.integers(500, 5_000, 6)
    found = association(own, other)
    assert found.value == pytest.approx(peer(np.stack([own, other]), method="cramer"), abs=0.002)
    assert found.low < found.value < found.high


def test_strength_does_not_depend_on_which_group_is_called_own() -> None:
    own, other = np.array([5, 0, 70, 25]), np.array([200, 3, 40, 0])
    one, turned = association(own, other), association(other, own)
    assert (one.value, one.low, one.high) == pytest.approx((turned.value, turned.low, turned.high))
