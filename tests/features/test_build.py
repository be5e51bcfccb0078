"""Features as a whole: sorted, the same whatever the threads and the order of rows, and whole without any records."""

import random
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest

from moyang_score.files import write_table
from moyang_score.frame import Spine
from tests.features.build import History, as_dicts, features_of, name_of, write_store
from tests.features.histories import random_history

DATES = [date(2026, 10, 1), date(2026, 4, 1)]
TABLES = ("admin_penalty", "commitment", "hpf_loan", "volunteer")


@pytest.fixture(scope="module")
def history(catalogue) -> History:
    return random_history(catalogue, 4, DATES, persons=60, records=12, tables=TABLES)


@pytest.fixture(scope="module")
def spine(history) -> Spine:
    return Spine([one["token"] for one in history.persons for _ in DATES], DATES * len(history.persons))


@pytest.fixture(scope="module")
def first(tmp_path_factory, catalogue, history, spine):
    store = write_store(tmp_path_factory.mktemp("first") / "store", catalogue, history)
    return store, features_of(store, catalogue, spine)


def test_rows_are_sorted_and_columns_stand_in_card_order(first, catalogue) -> None:
    _, frame = first
    pairs = list(zip(frame["as_of"].to_pylist(), frame["token"].to_pylist(), strict=True))

    assert pairs == sorted(pairs)
    assert len(set(pairs)) == len(pairs)
    assert list(frame) == ["token", "as_of", *(one.code for one in catalogue.indicators)]
    assert {str(frame[code].type) for code in frame.codes} == {"int64"}
    assert frame.dates == tuple(sorted(DATES))
    assert frame.catalogue_hash == catalogue.hash


def test_a_file_has_the_same_bytes_whatever_threads_batches_order_and_repeated_rows(
    first, tmp_path, catalogue, history, spine
) -> None:
    store, frame = first
    dice = random.Random(3)
    shuffled = History(
        persons=dice.sample(history.persons, len(history.persons)),
        consents=dice.sample(history.consents, len(history.consents)),
        events=dice.sample(history.events, len(history.events)),
        records={table: dice.sample(rows, len(rows)) for table, rows in history.records.items()},
    )
    again = write_store(tmp_path / "store", catalogue, shuffled, batches=3)
    order = dice.sample([*range(len(spine)), *range(len(spine))], 2 * len(spine))  # every pair twice
    mixed = Spine([spine.token[place] for place in order], [spine.as_of[place] for place in order])
    frames = [frame, features_of(store, catalogue, spine, threads=1), features_of(again, catalogue, mixed)]

    texts = set()
    for number, one in enumerate(frames):
        write_table(tmp_path / f"{number}.csv", one.columns)
        texts.add((tmp_path / f"{number}.csv").read_bytes())
    assert len(texts) == 1


def test_one_date_alone_gives_what_it_gives_among_others(first, catalogue, spine) -> None:
    store, frame = first
    day = DATES[1]
    alone = Spine.one_date(pa.array(sorted(set(spine.token))), day)

    assert as_dicts(features_of(store, catalogue, alone)) == {
        pair: row for pair, row in as_dicts(frame).items() if pair[1] == day
    }


def test_a_store_without_records_gives_zeros_and_nulls(tmp_path, catalogue) -> None:
    history = History()
    token = history.person(name_of("one"), consent=date(2025, 9, 1))
    store = write_store(tmp_path / "store", catalogue, history)

    (row,) = as_dicts(features_of(store, catalogue, Spine.one_date([token], DATES[0]))).values()

    empty = {
        one.code: None if one.aggregation.kind == "ratio" or one.consent == "S" else 0 for one in catalogue.indicators
    }
    assert row == {**empty, "P13": 1, "A08": 4}


def test_a_store_without_anybody_gives_no_row(tmp_path, catalogue) -> None:
    store = write_store(tmp_path / "store", catalogue, History())

    frame = features_of(store, catalogue, Spine.one_date(["0" * 32], DATES[0]))

    assert len(frame) == 0
    assert len(frame.codes) == len(catalogue.indicators)


def test_where_consent_is_assumed_everybody_has_a_row_and_nobody_a_day_of_consent(tmp_path, catalogue) -> None:
    assumed = replace(catalogue, consent="assumed")
    history = History()
    clean, fined = (history.person(name_of(name), consent=None) for name in ("clean", "fined"))
    day = date(2023, 12, 1)
    values = {"severity": "serious", "decided_on": day, "notified_on": day}
    history.add("admin_penalty", fined, name_of("r"), day, **values)
    store = write_store(tmp_path / "store", assumed, history)

    rows = as_dicts(features_of(store, assumed, Spine.one_date([clean, fined], DATES[0])))

    said = {token: (row["P13"], row["A08"], row["S01"]) for (token, _), row in rows.items()}
    # all the years without a penalty: taking the penalty away must not lower the score
    assert said == {clean: (5, None, 0), fined: (2, None, 0)}


def test_an_indicator_that_is_off_is_left_out_and_competes_for_no_fact(tmp_path, catalogue) -> None:
    off = replace(
        catalogue,
        indicators=tuple(replace(one, on=one.code != "P04") for one in catalogue.indicators),
    )
    history = History()
    token = history.person(name_of("one"))
    day = date(2026, 9, 1)
    for severity in ("serious", "general"):
        values = {"severity": severity, "decided_on": day, "notified_on": day, "fact": name_of("fact")}
        history.add("admin_penalty", token, name_of(severity), day, **values)
    store = write_store(tmp_path / "store", off, history)

    frame = features_of(store, off, Spine.one_date([token], DATES[0]))

    assert "P04" not in frame
    assert frame["P05"].to_pylist() == [2]
