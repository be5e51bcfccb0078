"""Dated rules: a change of law takes effect on its very day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from moyang_score.catalogue import load_catalogue
from moyang_score.catalogue.rules import edition_at
from moyang_score.errors import CatalogueError
from tests.catalogue.folders import SMALL, change, copy_city, indicator, only_finding

ORDER_36 = date(2026, 4, 1)


@pytest.fixture(scope="module")
def city():
    return load_catalogue("moyang")


def test_a_rule_of_a_fixture_changes_on_its_very_day():
    catalogue = load_catalogue(SMALL)
    day = date(2027, 3, 1)

    assert catalogue.at(day - timedelta(1)).indicator("P01").window.months == 24
    assert catalogue.at(day).indicator("P01").window.months == 12
    assert (catalogue.at(day - timedelta(1)).edition, catalogue.at(day).edition) == ("1", "2")


def test_the_three_classes_of_order_36_take_effect_on_the_first_of_april_2026(city):
    """Before it, Order 58 of 2023 let a general penalty be published for up to three years."""
    before, after = city.at(ORDER_36 - timedelta(1)), city.at(ORDER_36)

    assert [one.indicator("P05").window.months for one in (before, after)] == [36, 12]
    assert [one.indicator("P05").aggregation.full_months for one in (before, after)] == [3, 3]
    assert [one.indicator("P04").window.months for one in (before, after)] == [36, 36]
    assert [one.indicator("P04").aggregation.full_months for one in (before, after)] == [12, 12]
    assert "58" in city.rules["penalty_general_most"].at(ORDER_36 - timedelta(1)).article
    assert "36" in city.rules["penalty_general_most"].at(ORDER_36).article


def test_without_a_day_the_newest_value_holds(city):
    assert city.as_of is None
    assert city.indicator("P05").window.months == 12
    assert city.indicator("P05").window.rules == {"months": "penalty_general_most"}
    assert city.indicator("P05").aggregation.rules == {"full_months": "penalty_general_full"}


def test_at_keeps_everything_else(city):
    then = city.at(ORDER_36)

    assert then.as_of == ORDER_36
    assert then == replace(city, as_of=ORDER_36, edition=then.edition)


def test_bad_information_stops_after_sixty_months(city):
    """CIR 16: five years."""
    assert city.rule("hard_stop", date(2026, 10, 1)) == 60
    assert city.indicator("F02").window.months == 60
    assert city.indicator("F02").window.after_end == 24
    for one in city.indicators:
        if one.polarity == "neg":
            assert one.window.current or one.window.months <= 60


def test_public_security_records_are_sealed_since_2026(city):
    assert [city.rule("public_security_sealed", day) for day in (date(2025, 12, 31), date(2026, 1, 1))] == [0, 1]


def test_self_supplied_reports_are_taken_from_may_2026_on(city):
    """L24: the one-time repair hides items until the end of April."""
    days = (date(2026, 4, 30), date(2026, 5, 1))
    assert [city.rule("self_supplied_report_accepted", day) for day in days] == [0, 1]


def test_the_edition_of_the_national_catalogue_is_that_of_the_day(city):
    days = (date(2021, 12, 15), date(2021, 12, 16), date(2023, 6, 1), date(2024, 12, 31), date(2026, 10, 1))

    assert [city.at(day).edition for day in days] == ["2025", "2021", "2022", "2024", "2025"]
    assert edition_at(city.editions, days[0]) is None
    assert [len(one.classes) for one in city.editions] == [11, 12, 13, 13]


def test_before_the_first_value_the_rule_says_when_it_begins(city):
    with pytest.raises(CatalogueError, match="no value on 2019-06-30: it begins on 2019-07-01"):
        city.at(date(2019, 6, 30))


def test_an_unknown_rule_is_answered_with_the_nearest(tmp_path):
    folder = copy_city(tmp_path)
    change(
        folder, "indicators/P.yaml", lambda one: indicator(one, "P05")["window"].update(months="penalty_general_mots")
    )

    finding = only_finding(folder)
    assert finding.where == "indicators/P.yaml, P05.window, months"
    assert "penalty_general_most" in finding.fix


@pytest.mark.parametrize(
    ("edit", "what"),
    [
        (lambda values: values.reverse(), "the days are not in order"),
        (lambda values: values.append(dict(values[-1])), "the days are not in order"),
        (lambda values: values[-1].update({"from": None}), "a later value has no day"),
        (lambda values: values[0].update({"from": "2026-13-01"}), "It must be a day"),
        (lambda values: values[-1].update(value=-1), "-1 is below 0"),
        (lambda values: values[-1].update(article=""), "It must be a text"),
    ],
)
def test_rules_without_order_day_or_article_are_findings(tmp_path, edit, what):
    folder = copy_city(tmp_path)
    change(folder, "rules.yaml", lambda content: edit(content["rules"]["penalty_general_most"]["values"]))

    finding = only_finding(folder)
    assert finding.file == "rules.yaml"
    assert what in str(finding)


def test_a_rule_without_a_value_is_a_finding(tmp_path):
    folder = copy_city(tmp_path)
    change(folder, "rules.yaml", lambda content: content["rules"]["minor_most"].update(values=[]))

    assert "the rule has no value" in only_finding(folder).what


def test_an_edition_without_a_day_is_a_finding(tmp_path):
    folder = copy_city(tmp_path)
    change(folder, "rules.yaml", lambda content: content["editions"][0].pop("from"))

    assert "the edition has no day" in only_finding(folder).what
