"""The features equal those of a second reading of the catalogue, in plain Python, on random whole histories."""

from datetime import date

import pytest

from moyang_score.catalogue import load_catalogue
from moyang_score.frame import Spine
from tests.features.build import as_dicts, features_of, write_store
from tests.features.histories import random_history
from tests.features.naive import interpret

DATES = [date(2026, 3, 31), date(2026, 4, 1), date(2026, 10, 1)]  # around a change of rules; the last day of a month


def compared(folder, catalogue, seed, dates=DATES, **size):
    history = random_history(catalogue, seed, dates, **size)
    pairs = [(one["token"], day) for one in history.persons for day in dates] + [("nobody", dates[0])]
    expected, *_ = interpret(catalogue, history, pairs)
    store = write_store(folder / f"store-{seed}", catalogue, history)
    spine = Spine([token for token, _ in pairs], [day for _, day in pairs])
    return as_dicts(features_of(store, catalogue, spine)), expected


@pytest.mark.parametrize("seed", range(3))
def test_features_equal_a_plain_reading_of_the_catalogue(tmp_path, seed):
    found, expected = compared(tmp_path, load_catalogue("moyang"), seed)

    assert found.keys() == expected.keys()
    assert {pair: row for pair, row in found.items() if row != expected[pair]} == {}
