"""The gap in points: its rows sum to it exactly, whatever the card and the groups, and what it says is true."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from moyang_score.card import Scorecard
from moyang_score.fairness import FairnessReport, Gap, fairness_report, suppressed
from moyang_score.measure import auc_difference
from tests.fairness.watched import GROUP, OTHER, graded_card, planted_people, random_case

QUICK, MANY = 40, 200


@pytest.mark.parametrize("seed", range(QUICK))
def test_rows_sum_to_the_gap_exactly(seed: int) -> None:
    check_sums(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(QUICK, QUICK + MANY))
def test_rows_sum_to_the_gap_exactly_on_many_cards(seed: int) -> None:
    check_sums(seed)


def check_sums(seed: int) -> None:
    card, frame = random_case(seed)
    report = fairness_report(card, frame, [GROUP, OTHER], target="outcome")
    counted = rows_counted(report, frame)
    scores = card.apply({one.key: frame[one.key] for one in card.inputs}).score.tolist()
    gaps = list(gaps_of(report))
    assert gaps, "nothing was compared"
    for column, group, reference, gap in gaps:
        assert gap.total == mean(scores, frame[column], group, counted) - mean(
            scores, frame[column], reference, counted
        )
        check_parts(gap)
    for _, _, _, gap in gaps_of(suppressed(report)):
        check_parts(gap)


def check_parts(gap: Gap) -> None:
    assert all(type(row.gap) is Fraction for row in gap.rows)
    assert sum((row.gap for row in gap.rows), Fraction(0)) == gap.total
    for row in gap.rows:
        assert row.estimate.value == pytest.approx(float(row.gap), rel=1e-9, abs=1e-6)
        if not row.is_cap:
            assert sum((one.gap for one in row.attributes), Fraction(0)) == row.gap


def gaps_of(report: FairnessReport) -> Any:
    for grouping in report.groupings:
        for one in grouping.compared:
            if one.gap is not None:
                yield grouping.column, one.group, grouping.groups[0].group, one.gap


def rows_counted(report: FairnessReport, frame: dict[str, Any]) -> list[bool]:
    """Return which rows are of no group that was too few, by what the report says of its groups."""
    few = {one.column: {each.group for each in one.groups if each.n is None} for one in report.groupings}
    rows = zip(*(frame[column] for column in few), strict=True)
    kept = [not any((cell or None) in out for cell, out in zip(row, few.values(), strict=True)) for row in rows]
    assert sum(kept) == report.rows
    return kept


def mean(scores: list[int], cells: list[str], group: str | None, counted: list[bool]) -> Fraction:
    found = [
        score for score, cell, is_in in zip(scores, cells, counted, strict=True) if is_in and (cell or None) == group
    ]
    return Fraction(sum(found), len(found))


def without(card: Scorecard, key: str) -> Scorecard:
    """Return the card on which one characteristic gives no points."""
    attributes = {one.key: tuple(replace(each, points=0) for each in one.attributes) for one in card.characteristics}
    changed = tuple(replace(one, attributes=attributes[key]) if one.key == key else one for one in card.characteristics)
    return replace(card, characteristics=changed)


@pytest.mark.parametrize("seed", range(12))
def test_gap_left_without_a_characteristic_is_that_of_a_card_without_its_points(seed: int) -> None:
    card, frame = random_case(seed)
    left = {
        key: {(column, group): gap.total for column, group, _, gap in gaps_of(fairness_report(zero, frame, [GROUP]))}
        for key, zero in ((one.key, without(card, one.key)) for one in card.characteristics)
    }
    for column, group, _, gap in gaps_of(fairness_report(card, frame, [GROUP])):
        assert all(row.gap_without == left[row.key][column, group] for row in gap.rows if not row.is_cap)


def test_auc_lost_is_the_paired_difference_of_the_score_and_of_the_score_without() -> None:
    card, frame = graded_card(), planted_people(1500)
    known = [at for at, cell in enumerate(frame["bad"]) if cell]
    bad = np.array([int(frame["bad"][at]) for at in known])
    rows = {one.key: [frame[one.key][at] for at in known] for one in card.inputs}
    for one in fairness_report(card, frame, ["sex"], target="bad").worths:
        wanted = auc_difference(card.apply(rows).score, without(card, one.key).apply(rows).score, bad)
        assert one.lost is not None
        assert (one.lost.value, one.lost.low, one.lost.high) == pytest.approx((wanted.value, wanted.low, wanted.high))


def test_outcomes_support_what_makes_bads_and_not_what_is_arbitrary() -> None:
    report = fairness_report(graded_card(), planted_people(20_000), ["sex"], target="bad")
    gap = next(gap for _, _, _, gap in gaps_of(report))
    support = {row.key: [one.support for one in row.attributes if one.n] for row in gap.rows}
    assert "supported" in support["late"]
    assert "against" not in support["late"]
    assert "supported" not in support["area"]


def test_support_goes_to_the_side_that_the_points_say() -> None:
    frame = planted_people(8_000)
    turned = [{"": "", "1": "0", "0": "1"}[cell] for cell in frame["bad"]]
    report = fairness_report(graded_card(), frame | {"bad": turned}, ["sex"], target="bad")
    late = next(gap for _, _, _, gap in gaps_of(report)).rows[0]
    assert "against" in [one.support for one in late.attributes]
    assert "supported" not in [one.support for one in late.attributes]


def test_where_outcomes_say_nothing_of_an_attribute_few_are_called_for_or_against() -> None:
    said = []
    for seed in range(60):
        report = fairness_report(graded_card(), planted_people(1_000, seed), ["sex"], target="bad")
        fined = next(row for _, _, _, gap in gaps_of(report) for row in gap.rows if row.key == "fined")
        of_two = {one.support for one in fined.attributes if one.n}
        assert len(of_two) == 1, "of two attributes both are supported, or neither"
        said += of_two
    assert said.count("unknown") >= 54
