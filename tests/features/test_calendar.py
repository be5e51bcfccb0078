"""The bounds of windows: plain dates, with the rules of each day."""

from datetime import date

import pytest

from moyang_score.errors import CatalogueError
from moyang_score.features import bounds, calendar, earliest
from moyang_score.features.calendar import step


def test_bounds_are_clamped_to_the_end_of_the_month(catalogue) -> None:
    days = bounds(catalogue.at(date(2024, 2, 29)).indicator("P13"), date(2024, 2, 29))

    assert [days[step("P13", number)] for number in (1, 4, 5)] == [
        date(2023, 2, 28),
        date(2020, 2, 29),
        date(2019, 2, 28),
    ]


def test_quarters_are_three_months(catalogue) -> None:
    day = date(2026, 5, 31)

    assert [bounds(catalogue.at(day).indicator("A08"), day)[step("A08", number)] for number in (1, 2)] == [
        date(2026, 2, 28),
        date(2025, 11, 30),
    ]


def test_an_indicator_has_the_bounds_it_needs(catalogue) -> None:
    day = date(2026, 10, 1)

    assert set(bounds(catalogue.indicator("P04"), day)) == {"P04_first", "P04_full"}
    assert set(bounds(catalogue.indicator("F02"), day)) == {"F02_first", "F02_ended"}
    assert bounds(catalogue.indicator("P01"), day) == {}


def test_a_calendar_has_a_row_for_each_day(catalogue) -> None:
    days = [date(2026, 3, 31), date(2026, 4, 1)]

    found = calendar(catalogue, ["P01", "P05"], days)

    assert found.column_names == ["as_of", "P05_first", "P05_full"]
    assert found["P05_full"].to_pylist() == [date(2025, 12, 31), date(2026, 1, 1)]


def test_a_calendar_without_days_has_its_columns(catalogue) -> None:
    found = calendar(catalogue, ["P05"], [])

    assert found.column_names == ["as_of", "P05_first", "P05_full"]
    assert found.num_rows == 0


def test_the_reach_of_several_days_is_that_of_the_earliest(catalogue) -> None:
    assert earliest(catalogue, ["P05"], [date(2026, 4, 1), date(2026, 3, 31)]) == date(2023, 3, 31)
    assert earliest(catalogue, ["P05", "P06"], [date(2026, 4, 1)]) is None
    assert earliest(catalogue, [], [date(2026, 4, 1)]) is None


def test_a_day_before_the_rules_is_refused(catalogue) -> None:
    with pytest.raises(CatalogueError, match="has no value on 2010-01-01"):
        calendar(catalogue, ["P05"], [date(2010, 1, 1)])
