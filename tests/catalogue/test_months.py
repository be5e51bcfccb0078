"""Calendar months before a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moyang_score.catalogue import months_before
from moyang_score.errors import UsageError

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 3, 31), 1, date(2025, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2024, 2, 29), 48, date(2020, 2, 29)),
        (date(2026, 1, 1), 1, date(2025, 12, 1)),
        (date(2026, 10, 1), 0, date(2026, 10, 1)),
    ],
)
def test_a_day_some_months_before_is_clamped_to_the_end_of_its_month(day, months, expected):
    assert months_before(day, months) == expected


@given(DAYS, st.integers(0, 600))
def test_it_is_the_same_day_of_the_month_or_the_last(day, months):
    earlier = months_before(day, months)

    assert (day.year - earlier.year) * 12 + day.month - earlier.month == months
    assert earlier.day == day.day or (earlier.day < day.day and (earlier + timedelta(1)).day == 1)


@given(DAYS, DAYS, st.integers(0, 600))
def test_later_days_stay_later(one, other, months):
    assert (one <= other) <= (months_before(one, months) <= months_before(other, months))


def test_negative_months_and_days_before_the_calendar_are_refused():
    with pytest.raises(UsageError, match="-1 months"):
        months_before(date(2026, 1, 1), -1)
    with pytest.raises(UsageError, match="no calendar"):
        months_before(date(2, 1, 1), 24)
