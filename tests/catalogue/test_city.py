"""The city's catalogue: what the design says of it."""

from fractions import Fraction
from math import ceil

import numpy as np
import pytest

from moyang_score.catalogue import check_catalogue, load_catalogue
from moyang_score.catalogue.gate.points import attainable

CODES = (
    "P01 P02 P04 P05 P06 P09 P10 P13 P16 P18 P19 P21 F01 F02 F08 F09 F14 S01 S02 S03 S05 S06 A01 A02 A03 A04 A06 A08"
)
TABLES = (
    "persons consents jud_defaulter serious_list admin_penalty tax_arrears commitment biz_abnormal honour gov_service "
    "hpf_loan rural_credit utility jud_closed volunteer donation community course app_library app_transport "
    "app_rental objections repairs revocations protected"
)
RATIOS = ("F01", "F09", "P21", "A01", "A03", "A06")


@pytest.fixture(scope="module")
def city():
    return load_catalogue("moyang")


def points(city, code, *features):
    return [city.indicator(code).points_of(feature) for feature in features]


def test_it_has_no_findings_and_can_be_released(city):
    assert check_catalogue("moyang") == []
    assert city.releasable


def test_it_has_the_indicators_and_tables_of_this_version(city):
    assert [one.code for one in city.indicators] == CODES.split()
    assert sorted(city.tables) == sorted(TABLES.split())
    assert all(one.on for one in city.indicators)


def test_the_scale_is_that_of_the_design(city):
    assert (city.base, city.low, city.high) == (650, 300, 1000)
    assert [(line.grade, line.min) for line in city.grades] == [("AAA", 850), ("AA", 750), ("A", 650), ("base", None)]
    caps = {one.key: (one.negative_cap, one.positive_cap) for one in city.families}
    assert caps == {"P": (-275, 90), "F": (-60, 100), "S": (0, 80), "A": (-15, 80)}


def test_every_grade_can_be_reached_and_no_score_leaves_the_scale(city):
    assert attainable(city, city.indicators) == (315, 935)


def test_somebody_of_whom_nothing_is_known_stands_at_the_base(city):
    assert [one.points_of(None) for one in city.indicators] == [0] * 28
    assert [one.points_of(0) for one in city.indicators] == [0] * 28
    assert {(one.missing_points, one.unseen_points) for one in city.indicators} == {(0, 0)}


def test_only_current_lists_bring_the_baseline_grade(city):
    ceilings = {one.code: {row.ceiling for row in one.points} - {None} for one in city.indicators}
    assert {code: found for code, found in ceilings.items() if found} == {"P01": {"base"}, "P02": {"base"}}
    assert city.indicator("P01").window.current
    assert city.indicator("P02").window.current


def test_the_points_of_negatives_are_those_published(city):
    assert points(city, "P01", 1) == [-180]
    assert points(city, "P02", 1) == [-150]
    assert points(city, "P04", 1, 2, 3, 9) == [-40, -80, -120, -120]
    assert points(city, "P05", 1, 2, 3, 4, 9) == [-12, -25, -37, -50, -50]
    assert points(city, "P09", 1, 2, 3) == [-20, -40, -40]
    assert [points(city, code, 1)[0] for code in ("P06", "P10", "F02", "F14", "A02", "A04")] == [
        -30,
        -15,
        -30,
        -20,
        -5,
        -5,
    ]


def test_the_points_of_positives_are_those_published(city):
    assert points(city, "P13", 1, 2, 3, 4, 5) == [6, 12, 18, 24, 30]
    assert points(city, "P16", 1, 2, 3, 4, 5) == [5, 10, 15, 20, 20]
    assert points(city, "P18", 1, 2) == [20, 25]
    assert points(city, "P19", 1, 2) == [10, 15]
    assert points(city, "F08", 1, 2, 3) == [10, 15, 20]
    assert points(city, "S02", 1, 2, 3) == [4, 7, 10]
    assert points(city, "S05", 1, 2, 3, 4) == [5, 10, 15, 15]
    assert points(city, "A08", *range(1, 9)) == [2, 4, 6, 8, 10, 12, 14, 15]
    assert [points(city, code, 1)[0] for code in ("S03", "S06")] == [20, 10]


@pytest.mark.parametrize("code", RATIOS)
def test_a_ratio_gives_all_three_quarters_half_or_a_quarter_rounded_up(city, code):
    indicator = city.indicator(code)
    most = indicator.max_points

    shares = {100: most, 99: ceil(most * 3 / 4), 95: ceil(most * 3 / 4), 94: ceil(most / 2), 90: ceil(most / 2)}
    shares |= {89: ceil(most / 4), 80: ceil(most / 4), 79: 0, 0: 0}
    assert {feature: indicator.points_of(feature) for feature in shares} == shares
    assert indicator.aggregation.least == 3


def test_the_volunteer_table_is_the_formula_in_half_hours(city):
    """0.5 an hour to 20 hours, 0.25 to 80, then nothing; rounded up."""

    def formula(half_hours):
        if half_hours <= 40:
            return ceil(Fraction(half_hours, 4))
        return ceil(10 + Fraction(min(half_hours, 160) - 40, 8))

    indicator = city.indicator("S01")
    assert len(indicator.points) == 26
    assert [indicator.points_of(one) for one in range(400)] == [formula(one) for one in range(400)]


def test_ranks_follow_the_weight_of_the_effect(city):
    ranked = sorted((one for one in city.indicators if one.rank is not None), key=lambda one: one.rank)

    assert [(one.code, one.rank) for one in ranked] == [
        ("P01", 10), ("P02", 20), ("P04", 30), ("P06", 40), ("F14", 50), ("P05", 60), ("P09", 70), ("P10", 80),
    ]  # fmt: skip
    assert {one.records for one in ranked} == {name for name, table in city.tables.items() if table.fact}


def test_what_rests_on_separate_consent_says_so_everywhere(city):
    by_separate = {name for name, table in city.tables.items() if table.consent == "S"}

    assert by_separate == {"hpf_loan", "rural_credit", "utility", "volunteer", "donation", "community"}
    assert {one.records for one in city.indicators if one.consent == "S"} == by_separate


def test_nothing_is_read_as_an_amount(city):
    """L03: no schema has a column of amounts; the two whole numbers are hours."""
    numbers = {
        (table.name, one.name)
        for table in city.tables.values()
        for one in table.columns
        if one.type in {"int", "decimal"}
    }
    assert numbers == {("volunteer", "half_hours")}


def test_every_negative_needs_a_notice_and_every_public_one_a_document(city):
    for table in city.tables.values():
        if table.negative is not False:
            assert table.column("notified_on") is not None
            assert table.document == table.legal_class.startswith("N")


def test_minor_penalties_are_of_no_indicator(city):
    assert city.table("admin_penalty").column("severity").values == {
        "简易": "minor",
        "一般": "general",
        "严重": "serious",
    }
    assert {one.severity for one in city.indicators if one.records == "admin_penalty"} == {"general", "serious"}


def test_nobody_is_told_to_borrow_give_or_risk(city):
    assert {one.code for one in city.indicators if one.never_suggest} == {"P18", "P19", "F01", "S02", "S03"}


def test_every_family_but_the_lists_has_a_way_up_without_money_phone_or_job(city):
    for code in ("P13", "P16", "S05", "S06", "A08"):
        assert not city.indicator(code).never_suggest


def test_sex_and_age_that_come_with_a_file_are_dropped_and_protected_ones_are_scored_by_none(city):
    assert city.table("jud_defaulter").drop == ("性别", "年龄")
    assert "protected" not in {one.records for one in city.indicators}
    assert all(
        table.kind == "protected" or not {"sex", "age_band", "hukou"} & set(table.names)
        for table in city.tables.values()
    )


def test_units_are_those_that_deliver(city):
    delivering = {table.unit for table in city.tables.values() if table.unit}

    assert delivering | {"market_supervision", "transport_bureau", "urban_management"} == set(city.units)
    assert len({unit.uscc for unit in city.units.values()}) == 19


@pytest.mark.parametrize("number", range(3))
def test_each_role_judges_consistently(city, number):
    """CR = CI / RI with RI = 0.90 for four (Saaty); below 0.1 the judgments hold together."""
    keys = [family.key for family in city.families]
    matrix = np.ones((4, 4))
    for (one, other), weight in city.weights.experts[number].judgments.items():
        row, column = keys.index(one), keys.index(other)
        matrix[row, column], matrix[column, row] = float(weight), 1 / float(weight)

    largest = max(np.linalg.eigvals(matrix).real)
    assert 0 <= (largest - 4) / 3 / 0.90 + 1e-9 < 0.1


def test_judgments_are_roles_and_said_to_be_illustrative(city):
    assert "llustrative" in city.weights.note["en"]
    assert [one.key for one in city.weights.experts] == ["credit_law", "credit_risk", "residents"]
