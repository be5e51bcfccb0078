"""Verdicts: the interval decides, too few is never green, fair groups are let be, and a gap is found."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moyang_score.card import Scorecard
from moyang_score.errors import FileError, UsageError
from moyang_score.fairness import POLICY, VERDICTS, FairnessReport, Policy, fairness_report, read_policy
from moyang_score.fairness.policy import worst
from moyang_score.measure import Estimate
from tests.fairness.watched import fair_people, graded_card, planted_people

ends = st.lists(st.floats(0.0, 4.0), min_size=3, max_size=3).map(sorted)
sizes = st.integers(0, 60)


@given(ends, sizes)
def test_a_ratio_is_judged_by_its_whole_interval(found: list[float], n: int) -> None:
    low, value, high = found
    verdict = POLICY.judge_ratio(Estimate(value, low, high), n)
    beyond = high < POLICY.air or low > 1 / POLICY.air
    inside = low >= POLICY.air and high <= 1 / POLICY.air
    assert (verdict == "act") == (n >= POLICY.least and beyond)
    assert verdict != "no concern" or (n >= POLICY.least and inside and high <= POLICY.widest * low)
    assert verdict != "look" or (n >= POLICY.least and not inside and not beyond and not low <= 1 <= high)
    assert n >= POLICY.least or verdict == "too few to say"


@given(ends.map(lambda found: [one - 2 for one in found]), sizes)
def test_a_standardised_difference_is_judged_by_its_whole_interval(found: list[float], n: int) -> None:
    low, value, high = found
    verdict = POLICY.judge_smd(Estimate(value, low, high), n)
    beyond = low > POLICY.smd or high < -POLICY.smd
    inside = low >= -POLICY.smd and high <= POLICY.smd
    assert (verdict == "act") == (n >= POLICY.least and beyond)
    assert verdict != "no concern" or (n >= POLICY.least and inside)
    assert verdict != "look" or (n >= POLICY.least and not inside and not beyond and not low <= 0 <= high)
    assert n >= POLICY.least or verdict == "too few to say"


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (0.80, 1.0, "no concern"), (0.85, 1.2, "no concern"), (0.79, 0.99, "look"), (1.10, 1.3, "look"),
        (0.79, 1.0, "too few to say"), (1.0, 1.26, "too few to say"), (0.60, 0.79, "act"), (1.26, 1.5, "act"),
        (0.10, 0.7, "act"), (0.60, 0.95, "too few to say"), (0.0, 0.9, "too few to say"),
    ],
)  # fmt: skip
def test_ends_of_intervals_and_their_verdicts(low: float, high: float, verdict: str) -> None:
    assert POLICY.judge_ratio(Estimate((low + high) / 2, low, high), 500) == verdict


def test_what_cannot_be_computed_is_too_few_to_say() -> None:
    assert POLICY.judge_ratio(None, 1000) == POLICY.judge_smd(None, 1000) == "too few to say"
    assert POLICY.judge_ratio(Estimate(math.inf, 2.0, math.inf), 1000) == "act"
    assert POLICY.judge_ratio(Estimate(math.inf, 0.5, math.inf), 1000) == "too few to say"


def test_the_gravest_counts_and_too_few_is_graver_than_none() -> None:
    assert worst(VERDICTS) == "act"
    assert worst(["no concern", "too few to say", "no concern"]) == "too few to say"
    assert worst([]) == "too few to say"


def of_group(report: FairnessReport, group: str) -> Any:
    return next(one for one in report.groupings[0].groups if one.group == group)


@pytest.mark.parametrize(("people", "few"), [(19, True), (20, False)])
def test_nineteen_people_are_too_few_and_twenty_are_judged(people: int, few: bool) -> None:
    frame = planted_people(600)
    frame["sex"] = ["few" if at < people else "many" for at in range(600)]
    frame["late"][:people] = ["9"] * people  # nobody of them reaches the best grade
    found = of_group(fairness_report(graded_card(), frame, ["sex"]), "few")
    assert (found.n is None) == few
    assert found.verdict == ("too few to say" if few else "act")
    assert not few or (found.gap is None and not found.ladder and found.score is None)


@pytest.mark.parametrize("people", [2, 19, 20, 40, 60])
def test_a_small_group_is_never_green(people: int) -> None:
    frame = fair_people(600)
    frame["sex"] = ["few" if at < people else "many" for at in range(600)]
    report = fairness_report(graded_card(), frame, ["sex"])
    assert of_group(report, "few").verdict != "no concern"
    assert report.groupings[0].verdict != "no concern"


@pytest.mark.parametrize("rows", [300, 3_000])
@pytest.mark.parametrize("seed", range(10))
def test_fair_groups_give_no_act(seed: int, rows: int) -> None:
    report = fairness_report(graded_card(), fair_people(rows, seed), ["sex", "band"])
    verdicts = [rung.verdict for one in report.groupings for group in one.compared for rung in group.ladder]
    assert verdicts
    assert "act" not in verdicts


def test_many_fair_people_give_no_concern() -> None:
    report = fairness_report(graded_card(), fair_people(30_000), ["sex", "band"], target="bad")
    assert {one.verdict for one in report.groupings} == {"no concern"}
    assert not report.has_finding


@pytest.mark.parametrize("seed", range(5))
def test_a_planted_gap_gives_act(seed: int) -> None:
    report = fairness_report(graded_card(), planted_people(3_000, seed), ["sex", "band"])
    assert report.groupings[0].verdict == "act"
    assert report.has_finding
    acted = [rung for rung in of_group(report, "g1").ladder if rung.verdict == "act"]
    assert acted
    assert all(rung.air.high < POLICY.air and rung.shortfall.low > 0 for rung in acted)


def test_whom_the_planted_gap_favours_is_told_too() -> None:
    report = fairness_report(graded_card(), planted_people(6_000), ["sex"], references=[("sex", "g1")])
    assert report.groupings[0].groups[0].group == "g1"
    found = of_group(report, "g0")
    assert found.verdict == "act"
    assert any(rung.air.low > 1 / POLICY.air for rung in found.ladder)
    assert found.score.gap.low > 0


def test_a_card_without_grades_is_judged_by_its_scores() -> None:
    card = graded_card()
    area = card.characteristics[3]
    bare = Scorecard(
        card_class="research",
        base=650,
        inputs=(card.inputs[3],),
        characteristics=(
            type(area)(
                area.key, area.inputs, attributes=tuple(type(one)(one.when, one.points) for one in area.attributes)
            ),
        ),
    )
    assert fairness_report(bare, planted_people(3_000), ["sex"]).groupings[0].verdict == "act"
    assert fairness_report(bare, fair_people(3_000), ["sex"]).groupings[0].verdict == "no concern"


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": " "}, {"least": 1}, {"least": 2.5}, {"level": 1.0}, {"air": 0.0}, {"air": 1.0}, {"widest": 1.0},
        {"smd": 0.0}, {"proxy_strength": 1.0}, {"proxy_points": -0.1},
    ],
)  # fmt: skip
def test_a_policy_of_thresholds_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match=next(iter(wrong))):
        Policy(**wrong)


@pytest.mark.parametrize(
    "content",
    [
        "", "[]", "{}", '{"air": 0.7}', '{"version": "x", "ari": 0.7}', '{"version": "x", "air": "0.7"}',
        '{"version": "x", "air": true}', '{"version": "x", "air": 2}', '{"version": 7}', '{"version": "x", "air": NaN}',
        "\xff", "[" * 100_000,
    ],
)  # fmt: skip
def test_a_file_that_is_no_policy_is_refused(tmp_path: Any, content: str) -> None:
    path = tmp_path / "policy.json"
    path.write_text(content, encoding="latin-1")
    with pytest.raises(FileError, match=r"policy\.json"):
        read_policy(path)


def test_a_policy_from_a_file_is_used_and_told(tmp_path: Any) -> None:
    path = tmp_path / "policy.json"
    path.write_text('{"version": "city-7", "air": 0.99, "least": 30}')
    policy = read_policy(path)
    report = fairness_report(graded_card(), planted_people(3_000, lean=0.05), ["sex"], policy=policy)
    assert (policy.version, policy.air, policy.least, policy.level) == ("city-7", 0.99, 30, 0.95)
    assert report.policy is policy
