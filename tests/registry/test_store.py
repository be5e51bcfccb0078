"""The store changes as a whole or not at all, and knows what it was begun with."""

import os
from dataclasses import replace
from datetime import date

import pytest

from moyang_score.errors import FileError, MoyangError, RegistryError, RejectedClassError
from moyang_score.registry import Registry, TokenKey, intake, journal, open_store, taking_in
from moyang_score.registry.journal import locked
from moyang_score.registry.state import read_quarantine, read_state
from moyang_score.registry.store import label_of
from tests.registry import deliveries as d
from tests.registry.deliveries import ANNA, BO, base, content, take, write

ROWS = [d.HONOUR, f"{ANNA},张三,H1,honesty,city,2025-05-01,文明办", f"{ANNA},张四,H2,honesty,city,2025-05-01,文明办"]
BLOOD = [ROWS[1].replace("文明办", blood) for blood in ("A型", "B型", "O型", "AB型")]
LATER = [d.HONOUR, f"{BO},,H3,honesty,city,2025-05-01,文明办"]
PLACES = [
    ("moyang_score.registry.taking_in.take_in_persons", "before anything"),
    ("moyang_score.registry.taking_in.take_in_events", "after records"),
    ("moyang_score.registry.taking_in.note_batch", "in the history"),
    ("moyang_score.registry.journal._flush", "before the journal"),
]


def history(store):
    return [
        read_state(store / "state.duckdb", f"SELECT * FROM {name} ORDER BY ALL")
        for name in ("batches", "reconciliation", "quarantine")
    ]


def names(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.mark.parametrize(("place", "when"), PLACES)
@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt])
def test_a_crash_leaves_no_store_where_none_was(tmp_path, monkeypatch, place, when, fault):
    def stop(*_, **__):
        raise fault

    monkeypatch.setattr(place, stop)
    with pytest.raises(fault):
        take(base(tmp_path / "source", honour=ROWS), tmp_path / "out" / "store")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("place", "when"), PLACES)
def test_a_crash_leaves_a_store_as_it_was(tmp_path, monkeypatch, place, when):
    store = tmp_path / "store"
    take(base(tmp_path / "source", honour=ROWS), store)
    before, told = content(store), history(store)
    write(tmp_path / "next", honour=[*LATER, ROWS[1]], consents=d.consents(f"{ANNA},,general,withdraw,2026-09-01"))

    def stop(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(place, stop)
        with pytest.raises(KeyboardInterrupt):
            take(tmp_path / "next", store)
    assert content(store) == before
    assert history(store) == told
    assert take(tmp_path / "next", store).total["accepted"] == 2


@pytest.mark.parametrize("steps", range(6))
def test_a_change_that_is_a_fact_is_finished_by_whoever_opens_the_store(tmp_path, monkeypatch, steps):
    whole, store = tmp_path / "whole", tmp_path / "store"
    next_one = write(tmp_path / "next", honour=LATER, consents=d.consents(f"{ANNA},,general,withdraw,2026-09-01"))
    for place in (whole, store):
        take(base(tmp_path / "source", honour=ROWS), place)
    take(next_one, whole)
    done = []
    replace_file = type(tmp_path).replace

    def stop_after(self, target):
        if len(done) == steps:
            raise KeyboardInterrupt
        done.append(target)
        return replace_file(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(type(tmp_path), "replace", stop_after)
        try:
            take(next_one, store)
        except KeyboardInterrupt:
            assert (store / ".staging" / "journal.json").exists()
    open_store(store)
    assert content(store) == content(whole)
    assert history(store) == history(whole)
    assert ".staging" not in names(store)


def test_what_a_dead_process_staged_is_cleared_away(tmp_path):
    store = tmp_path / "store"
    take(base(tmp_path / "source"), store)
    (store / ".staging").mkdir()
    (store / ".staging" / "0.parquet").write_bytes(b"half")
    open_store(store)
    assert ".staging" not in names(store)


def test_a_store_at_work_is_left_alone(tmp_path):
    store = tmp_path / "store"
    take(base(tmp_path / "source"), store)
    (store / ".staging").mkdir()
    with locked(store):
        open_store(store)  # reading goes on, and does not clear away what the other is writing
        assert ".staging" in names(store)
        with pytest.raises(RegistryError, match="another command"):
            take(write(tmp_path / "next", honour=LATER), store)


def test_the_same_files_of_the_same_day_change_nothing(tmp_path):
    store = tmp_path / "store"
    first = take(base(tmp_path / "source", honour=ROWS), store)
    before, told = content(store), history(store)
    again = take(tmp_path / "source", store)
    assert again == first
    assert again.is_repeat
    assert not first.is_repeat
    assert content(store) == before
    assert history(store) == told


def test_the_same_rows_on_another_day_add_nothing(tmp_path):
    store = tmp_path / "store"
    take(base(tmp_path / "source", honour=ROWS), store)
    before = content(store)
    found = take(tmp_path / "source", store, date(2026, 10, 1))
    assert found.total["accepted"] == 0
    assert content(store) == before
    assert found.codes == {"duplicate": 5, "name_mismatch": 1}


def test_the_same_delivery_gives_the_same_bytes(tmp_path):
    base(tmp_path / "source", honour=ROWS)
    take(tmp_path / "source", tmp_path / "one")
    take(tmp_path / "source", tmp_path / "two")
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_a_later_version_replaces_by_order_not_by_rewriting(tmp_path):
    store = tmp_path / "store"
    take(base(tmp_path / "source", honour=ROWS), store)
    county = [d.HONOUR, ROWS[1].replace("city", "county")]
    assert take(write(tmp_path / "next", honour=county), store, date(2026, 10, 1)).total["accepted"] == 1
    back = take(write(tmp_path / "third", honour=ROWS[:2]), store, date(2026, 10, 2))
    assert back.total["accepted"] == 1  # the unit says it again, after it had said something else
    assert names(store / "records" / "honour") == ["000001.parquet", "000002.parquet", "000003.parquet"]


def test_a_store_of_another_catalogue_or_key_is_refused(tmp_path):
    store = tmp_path / "store"
    take(base(tmp_path / "source"), store)
    before = content(store)
    other = replace(d.catalogue(), hash="0" * 64, version="2027.1")
    with pytest.raises(RegistryError, match="catalogue 'moyang' 2026"):
        intake(other, tmp_path / "source", store, d.KEY, d.RECEIVED)
    with pytest.raises(RegistryError, match="token key"):
        intake(d.catalogue(), tmp_path / "source", store, TokenKey.from_bytes(b"another key, 16 or more"), d.RECEIVED)
    with pytest.raises(RegistryError, match="catalogue"):
        Registry(store, other)
    assert content(store) == before


def test_what_is_no_store_is_refused(tmp_path):
    base(tmp_path / "source")
    (tmp_path / "file").write_text("x")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    for place, words in (("absent", "no such store"), ("file", "this is a file"), ("mine", "no store")):
        with pytest.raises(RegistryError, match=words):
            open_store(tmp_path / place)
    for place in ("file", "mine"):
        with pytest.raises(RegistryError):
            take(tmp_path / "source", tmp_path / place)
    assert names(tmp_path / "mine") == ["letter.txt"]


@pytest.mark.parametrize(
    "label", [b"", b"[]", b'{"format":2}', b'{"format":1}', b'{"catalogue":{},"format":1,"key":"x"}']
)
def test_a_broken_label_is_refused(tmp_path, label):
    take(base(tmp_path / "source"), tmp_path / "store")
    (tmp_path / "store" / "store.json").write_bytes(label)
    with pytest.raises(RegistryError):
        open_store(tmp_path / "store")


def test_the_label_names_catalogue_and_key_and_no_secret(tmp_path):
    take(base(tmp_path / "source"), tmp_path / "store")
    assert (tmp_path / "store" / "store.json").read_bytes() == label_of(d.catalogue(), d.KEY)
    store = open_store(tmp_path / "store")
    assert (store.catalogue, store.catalogue_hash, store.key_id) == ("moyang", d.catalogue().hash, d.KEY.id)


def test_an_empty_folder_can_become_a_store(tmp_path):
    (tmp_path / "store").mkdir()
    take(base(tmp_path / "source"), tmp_path / "store")
    assert open_store(tmp_path / "store").tables() == []


@pytest.mark.parametrize(
    ("files", "error", "words"),
    [
        ({"honour": [d.HONOUR.replace("level", "levl")]}, MoyangError, "honour.csv.*'level' is missing.*'levl'"),
        ({"honour": [ROWS[1], ROWS[2]]}, MoyangError, "Give the file a header row"),
        ({"honour": [d.HONOUR + ",level", ROWS[1] + ",x"]}, MoyangError, "two columns are named 'level'"),
        ({"honour": [d.HONOUR, ROWS[1] + ",x"]}, FileError, "honour.csv, line 2"),
        ({"honour": [d.HONOUR, *BLOOD]}, RejectedClassError, "X03, blood type.*征信业管理条例"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_of_its_kind_stops_the_whole_delivery(tmp_path, files, error, words):
    with pytest.raises(error, match=words) as told:
        take(base(tmp_path / "source", **files), tmp_path / "store")
    assert ANNA not in str(told.value)
    assert "张" not in str(told.value)
    assert not (tmp_path / "store").exists()


def test_the_history_is_read_in_order(tmp_path):
    take(base(tmp_path / "source", honour=[*ROWS, ROWS[2]]), tmp_path / "store")
    assert [row["row"] for row in read_quarantine(tmp_path / "store" / "state.duckdb")] == [2, 3]


def test_progress_names_the_files(tmp_path):
    seen = []
    intake(d.catalogue(), base(tmp_path / "source"), tmp_path / "store", d.KEY, d.RECEIVED, seen.append)
    assert seen == ["reading persons.csv", "reading consents.csv"]


def test_the_lock_is_let_go(tmp_path):
    take(base(tmp_path / "source"), tmp_path / "store")
    with locked(tmp_path / "store"):
        assert os.path.exists(tmp_path / "store" / ".lock")  # noqa: PTH110
    assert journal.STAGING not in names(tmp_path / "store")
    assert taking_in.__doc__
