"""The features equal those of a second reading of the catalogue, in plain Python, on random whole histories."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from moyang_score.catalogue import Catalogue
from moyang_score.features.guards import GUARDS
from moyang_score.frame import Spine
from moyang_score.registry.snapshot import TIME_GUARDS
from tests.features.build import as_dicts, features_of, write_store
from tests.features.histories import random_history
from tests.features.naive import interpret

DATES = [date(2026, 3, 31), date(2026, 4, 1), date(2026, 10, 1)]  # around a change of rules; the last day of a month
STRANGER = "0" * 32


def story(folder: Path, catalogue: Catalogue, seed: int, **size: object) -> SimpleNamespace:
    """Write a random history as a store, and read the catalogue over it in plain Python."""
    history = random_history(catalogue, seed, DATES, **size)
    pairs = [(one["token"], day) for one in history.persons for day in DATES] + [(STRANGER, DATES[0])]
    expected, unknown, silent = interpret(catalogue, history, pairs)
    spine = Spine([token for token, _ in pairs], [day for _, day in pairs])
    store = write_store(folder / f"store-{seed}", catalogue, history)
    return SimpleNamespace(store=store, spine=spine, expected=expected, unknown=unknown, silent=silent)


@pytest.fixture(scope="module")
def whole(tmp_path_factory, catalogue):
    return story(tmp_path_factory.mktemp("whole"), catalogue, 0)


def test_features_equal_a_plain_reading_of_the_catalogue(whole, catalogue) -> None:
    found = as_dicts(features_of(whole.store, catalogue, whole.spine))

    assert found.keys() == whole.expected.keys()
    assert {pair: row for pair, row in found.items() if row != whole.expected[pair]} == {}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 108))
def test_features_equal_a_plain_reading_on_many_histories(tmp_path, catalogue, seed) -> None:
    whole = story(tmp_path, catalogue, seed, persons=120, records=60)

    assert as_dicts(features_of(whole.store, catalogue, whole.spine)) == whole.expected


def test_the_comparison_is_not_hollow(whole, catalogue) -> None:
    """Every indicator takes several values, so that being equal means something."""
    seen = {code: Counter(row[code] for row in whole.expected.values()) for code in codes(catalogue)}

    assert {code: values for code, values in seen.items() if len(values) < 2} == {}
    assert whole.unknown > 1
    assert whole.silent > 1


def codes(catalogue: Catalogue) -> list[str]:
    return [one.code for one in catalogue.indicators if one.on]


# A table is enough for most guards: penalties have severity, publication, and facts that two of them share.
EVERY_GUARD = [(table, name) for table in (GUARDS, TIME_GUARDS) for name in table]
OF_LOANS = {"where", "separate_consent"}


@pytest.fixture(scope="module")
def small(tmp_path_factory, catalogue):
    """Return a small history of penalties, and one of loans, each with what must be said of it."""
    made = {}
    for table in ("admin_penalty", "hpf_loan"):
        folder = tmp_path_factory.mktemp(table)
        made[table] = story(folder, catalogue, 11, persons=60, records=8, tables=(table,))
    return made


@pytest.mark.parametrize("table", ["admin_penalty", "hpf_loan"])
def test_with_every_guard_in_place_the_small_history_is_equal_too(small, catalogue, table) -> None:
    assert as_dicts(features_of(small[table].store, catalogue, small[table].spine)) == small[table].expected


@pytest.mark.slow
@pytest.mark.parametrize(("guards", "name"), EVERY_GUARD, ids=[name for _, name in EVERY_GUARD])
def test_without_a_guard_the_features_are_others(
    small, catalogue, monkeypatch, guards: dict[str, Callable[..., object]], name: str
) -> None:
    told = small["hpf_loan" if name in OF_LOANS else "admin_penalty"]
    monkeypatch.setitem(guards, name, lambda rows: rows.as_of.notnull())

    assert as_dicts(features_of(told.store, catalogue, told.spine)) != told.expected
