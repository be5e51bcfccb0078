"""`moyang outcome`: from two deliveries of a city to a file and the record beside it."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from moyang_score.cli import main
from moyang_score.files import read_table, write_table
from moyang_score.registry import TokenKey, intake
from moyang_score.synthetic import city, write_city, write_later
from tests.features.build import History, name_of, write_store

KEY = TokenKey.from_bytes(b"a key for the tests of outcomes")


@pytest.fixture(scope="module")
def place(tmp_path_factory, catalogue):
    folder = tmp_path_factory.mktemp("outcome")
    made = city(400, seed=9)
    write_city(made, folder / "city")
    after = write_later(made, folder / "city")
    intake(catalogue, folder / "city" / "source", folder / "store", KEY, made.received)
    intake(catalogue, folder / "city" / "later", folder / "store", KEY, after.received)
    return folder


@pytest.fixture
def folder(place, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    return place


def outcome(folder, *words: str, store: str = "store") -> int:
    return main(["outcome", "--store", str(folder / store), "--definition", "duty", *words])


def test_who_turned_out_bad_in_the_city_is_bad(folder, catalogue, capsys) -> None:
    assert outcome(folder, "--as-of", "2026-10-01", "--out", "o.parquet") == 0

    said = capsys.readouterr().out
    table = read_table("o.parquet")
    assert list(table) == ["token", "as_of", "outcome", "bad"]
    truth = read_table(folder / "city" / "truth" / "outcome.csv")
    bad = {
        KEY.token("person", one) for one, is_bad in zip(truth["person_id"], truth["bad"], strict=True) if is_bad == "1"
    }
    rows = zip(table["token"].to_pylist(), table["outcome"].to_pylist(), table["bad"].to_pylist(), strict=True)
    kinds: dict[str, int] = {}
    for token, kind, number in rows:
        kinds[kind] = kinds.get(kind, 0) + 1
        assert kind == "excluded" or (kind == "bad") == (token in bad)
        assert number == {"bad": 1, "good": 0}.get(kind)
    record = json.loads((Path.cwd() / "o.parquet.json").read_text("utf-8"))
    assert record["counts"] == {name: kinds.get(name, 0) for name in ("good", "bad", "indeterminate", "excluded")}
    assert record["rows"] == record["asked"] == len(table)
    assert record["definition"]["bad_rate"] == "0.06"
    assert record["catalogue"]["hash"] == catalogue.hash
    assert record["periods"] == [
        {"as_of": "2026-10-01", "first": "2026-11-01", "last": "2028-11-01", "cut": "2029-02-01"}
    ]
    assert record["sha256"] == hashlib.sha256((Path.cwd() / "o.parquet").read_bytes()).hexdigest()
    assert f"{kinds['good']:,} good, {kinds['bad']:,} bad" in said
    assert "Next: moyang fit --catalogue moyang" in said


def test_a_spine_asks_for_fewer_and_for_strangers(folder, capsys) -> None:
    outcome(folder, "--as-of", "2026-10-01", "--out", "o.csv", "--quiet")
    some = read_table("o.csv")["token"][:3]
    write_table("spine.csv", {"token": [*some, name_of("stranger")], "as_of": ["2026-10-01"] * 4})

    assert outcome(folder, "--spine", "spine.csv", "--out", "few.csv", "--json") == 0

    document = json.loads(capsys.readouterr().out)
    assert [document[name] for name in ("asked", "rows", "not_registered", "without_consent")] == [4, 3, 1, 0]
    assert read_table("few.csv")["token"] == sorted(some)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("--as-of", "2027-10-01", "--out", "o.csv"),
            "known from 2030-02-01 on, and the last delivery is of 2029-02-01",
        ),
        (("--as-of", "2026-10-01", "--out", "o.pdf"), "--out cannot be a .pdf"),
        (("--as-of", "2026-13-01", "--out", "o.csv"), "'2026-13-01' is no day"),
        (("--out", "o.csv"), "one of the arguments --as-of --spine is required"),
        (("--as-of", "2026-10-01", "--spine", "s.csv", "--out", "o.csv"), "not allowed with"),
        (("--as-of", "2026-10-01", "--out", "taken.csv"), "taken.csv: this exists already"),
        (("--spine", "absent.csv", "--out", "o.csv"), "absent.csv: there is no such file"),
        (
            ("--as-of", "2026-10-01", "--out", "o.csv", "--definition", "nothing"),
            "nothing: there is no such definition",
        ),
        (("--as-of", "2026-10-01", "--out", "o.csv", "--definition", "bad.yaml"), "'jails' is no table of records"),
        (("--as-of", "2026-10-01", "--out", "o.csv", "--catalogue", "none"), "there is no such catalogue"),
    ],
)
def test_wrong_calls_are_answered_in_one_paragraph_and_write_nothing(folder, capsys, words, message, tmp_path) -> None:
    (tmp_path / "taken.csv").write_text("mine")
    (tmp_path / "bad.yaml").write_text(
        "name: x\nversion: '1'\ntitle: {zh: 甲, en: x}\ngap_months: 0\nmonths: 1\nsettle_months: 0\n"
        "events: [{table: jails, event_date: on, class: bad}]\n"
    )

    assert outcome(folder, *words) == 2

    said = capsys.readouterr().err
    assert message in said
    assert "Traceback" not in said
    assert sorted(one.name for one in tmp_path.iterdir()) == ["bad.yaml", "taken.csv"]


def test_a_store_that_nothing_was_taken_into_is_refused(folder, tmp_path, catalogue, capsys) -> None:
    history = History()
    history.person(name_of("one"))
    write_store(tmp_path / "store", catalogue, history)

    assert outcome(tmp_path, "--as-of", "2026-10-01", "--out", "o.csv") == 2

    assert "nothing was taken in yet" in capsys.readouterr().err


def test_before_the_later_delivery_there_is_no_outcome(tmp_path, monkeypatch, catalogue, capsys, place) -> None:
    monkeypatch.chdir(tmp_path)
    intake(catalogue, place / "city" / "source", tmp_path / "store", KEY, date(2026, 9, 30))

    assert outcome(tmp_path, "--as-of", "2026-10-01", "--out", "o.csv") == 2

    assert "the last delivery is of 2026-09-30" in capsys.readouterr().err


@pytest.mark.slow
def test_the_same_call_gives_the_same_bytes(folder, tmp_path) -> None:
    for name in ("a", "b"):
        outcome(folder, "--as-of", "2026-10-01", "--out", f"{name}.parquet", "--quiet")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
