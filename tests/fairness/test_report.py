"""Reports on people whose truth is known: a planted proxy is found, and where nothing is planted nothing is."""

import numpy as np
import pytest

from moyang_score.card import Scorecard
from moyang_score.errors import ColumnError
from moyang_score.fairness import fairness_report
from tests.fairness.people import drawn, steps_card

CARD = steps_card()


def of_g(frame, **options):
    return fairness_report(CARD, frame, ["group"], target="bad", **options).groupings[0].compared[0]


@pytest.mark.parametrize("seed", range(8))
def test_the_planted_proxy_comes_first_in_the_gap_and_without_it_there_is_none(seed):
    found = of_g(drawn(6000, seed, proxy=0.6))

    assert found.gap.ranked[0].key == found.proxies[0].key == "area"
    area = next(row for row in found.gap.rows if row.key == "area")
    assert found.score.gap.low < float(area.gap) < found.score.gap.high < 0
    assert abs(float(area.gap_without)) < 0.35 * abs(float(found.gap.total))


def test_fair_groups_are_neither_acted_upon_nor_looked_at_and_outcomes_find_them_alike():
    found = [of_g(drawn(6000, seed)) for seed in range(100, 120)]

    assert [one.verdict for one in found].count("act") == 0
    assert [one.verdict for one in found].count("look") <= 2
    assert sum(not one.shift.low <= 0 <= one.shift.high for one in found) <= 3


def test_the_shift_is_how_many_points_a_group_is_scored_too_low_by_outcomes():
    """Outcomes know nothing of the area: whoever lives in the worst one is scored too low, and the shift says so."""
    frame = drawn(30_000, 7)
    frame["area"] = [0 if group == "g" else 2 for group in frame["group"]]
    found = of_g(frame)
    area = next(row for row in found.gap.rows if row.key == "area")
    assert float(area.gap) == -30
    assert found.shift.low < -30 < found.shift.high


def test_a_reference_can_be_named():
    report = fairness_report(CARD, drawn(2000, 1, proxy=0.6), ["group"], references=[("group", "g")])
    assert [one.group for one in report.groupings[0].groups] == ["g", "r"]
    assert report.groupings[0].compared[0].score.gap.value > 0
    assert not report.has_outcomes
    with pytest.raises(ColumnError, match="'x' is no group"):
        fairness_report(CARD, drawn(200, 1), ["group"], references=[("group", "x")])
    with pytest.raises(ColumnError, match="no column of groups"):
        fairness_report(CARD, drawn(200, 1), ["group"], references=[("sex", "x")])


def test_a_reference_of_few_people_compares_nobody():
    frame = drawn(500, 1)
    frame["group"][:5] = ["x"] * 5
    report = fairness_report(CARD, frame, ["group"], references=[("group", "x")])
    first = report.groupings[0].groups[0]
    assert (first.group, first.n, first.verdict) == ("x", None, "too few to say")
    assert report.groupings[0].verdict == "too few to say"
    assert not report.has_finding


def test_those_without_a_value_are_a_group_and_never_the_reference():
    frame = drawn(900, 2)
    frame["group"][:500] = [None] * 500
    groups = fairness_report(CARD, frame, ["group"]).groupings[0].groups
    assert [one.group for one in groups] == ["r", "g", None]
    assert groups[2].n == 500


def test_a_card_that_reads_nothing_has_no_gap():
    empty = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    found = fairness_report(empty, {"sex": ["f"] * 40 + ["m"] * 60}, ["sex"]).groupings[0].compared[0]
    assert found.gap.total == 0
    assert found.verdict == "too few to say"


def test_only_shares_of_known_outcomes_enter_rates():
    frame = drawn(2000, 3)
    frame["bad"] = [None if at % 2 else cell for at, cell in enumerate(frame["bad"])]
    report = fairness_report(CARD, frame, ["group"], target="bad")
    assert (report.goods or 0) + (report.bads or 0) == 1000
    rung = report.groupings[0].groups[0].ladder[0]
    assert rung.goods[1] + rung.bads[1] < rung.n
    is_r = np.array(frame["group"]) == "r"
    assert rung.reached == int((CARD.score(frame)[is_r] >= 640).sum())
