"""The records that are listed are those that features are made of."""

from datetime import date

import pytest

from moyang_score.catalogue import load_catalogue
from moyang_score.features.held import _months_over, held_records
from moyang_score.files import read_table
from moyang_score.frame import Spine
from moyang_score.registry import open_store
from moyang_score.registry.engine import open_engine
from moyang_score.registry.snapshot import Snapshot


def held(places, token: str, day: date):
    catalogue = load_catalogue("moyang")
    spine = Spine.one_date([token], day)
    with Snapshot(open_store(places.store), catalogue, spine, open_engine("duckdb")) as snapshot:
        return held_records(snapshot, catalogue)


@pytest.mark.slow
def test_counting_records_give_the_features(places) -> None:
    catalogue = load_catalogue("moyang")
    table = read_table(places.data)
    tokens, days = table["token"].to_pylist(), table["as_of"].to_pylist()
    # those with most to tell: many negatives, and some of everybody
    busy = sorted(
        range(len(tokens)), key=lambda at: -sum(table[code][at].as_py() or 0 for code in ("P05", "P09", "S05"))
    )
    checked = 0
    for at in [*busy[:2], tokens.index(places.example)]:
        found = held(places, tokens[at], days[at])
        for one in catalogue.indicators:
            feature = table[one.code][at].as_py()
            counting = [record for record in found if record.indicator == one.code and record.counts]
            kind = one.aggregation.kind
            if kind == "any":
                assert feature in {None, int(bool(counting))}, one.code
            elif kind == "count":
                assert feature in {None, len(counting)}, one.code
            else:
                continue
            checked += bool(counting)
    assert checked > 3


def test_a_person_without_consent_has_none(places) -> None:
    assert held(places, "f" * 32, date(2026, 10, 1)) == ()


def test_more_days_than_one_are_refused(places) -> None:
    catalogue = load_catalogue("moyang")
    spine = Spine([places.example] * 2, [date(2026, 10, 1), date(2026, 1, 1)])
    with (
        Snapshot(open_store(places.store), catalogue, spine, open_engine("duckdb")) as snapshot,
        pytest.raises(ValueError, match="one day"),
    ):
        held_records(snapshot, catalogue)


@pytest.mark.parametrize(
    ("day", "months", "over"),
    [
        (date(2025, 3, 16), 12, date(2026, 3, 17)),
        (date(2024, 2, 29), 12, date(2025, 3, 1)),
        (date(2025, 1, 31), 1, date(2025, 3, 1)),
        (date(2025, 12, 31), 2, date(2026, 3, 1)),
    ],
)
def test_a_window_is_over_on_the_first_day_that_it_does_not_reach_back_from(day, months, over) -> None:
    from datetime import timedelta

    from moyang_score.catalogue import months_before

    assert _months_over(day, months) == over
    assert months_before(over, months) > day >= months_before(over - timedelta(days=1), months)
