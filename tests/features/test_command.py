"""`moyang features`: the file, the record beside it, and how wrong calls are answered."""

import hashlib
import json
from datetime import date

import pytest

from moyang_score import __version__
from moyang_score.catalogue import Catalogue
from moyang_score.cli import main
from moyang_score.files import read_table, write_table
from tests.features.build import History, name_of, write_store

ONE, SILENT, STRANGER = (name_of(name) for name in ("one", "silent", "stranger"))


@pytest.fixture
def folder(tmp_path, monkeypatch, catalogue: Catalogue):
    history = History()
    history.person(ONE)
    history.person(SILENT, consent=None)
    day = date(2026, 8, 1)
    history.add("course", ONE, name_of("course"), day, completed_on=day)
    write_store(tmp_path / "store", catalogue, history)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def features(*words: str) -> int:
    return main(["features", "--store", "store", *words])


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".xlsx"])
def test_features_of_everybody_and_the_record_beside_them(folder, catalogue, capsys, ending) -> None:
    out = f"f{ending}"

    assert features("--as-of", "2026-10-01", "--out", out) == 0

    table = read_table(out)
    assert list(table) == ["token", "as_of", *(one.code for one in catalogue.indicators)]
    assert len(table) == 1
    record = json.loads((folder / f"{out}.json").read_text(encoding="utf-8"))
    assert record == {
        "as_of": ["2026-10-01"],
        "asked": 2,
        "catalogue": {"hash": catalogue.hash, "name": "moyang", "version": catalogue.version},
        "engine": "duckdb",
        "indicators": [one.code for one in catalogue.indicators],
        "moyang_score": __version__,
        "not_registered": 0,
        "rows": 1,
        "sha256": hashlib.sha256((folder / out).read_bytes()).hexdigest(),
        "without_consent": 1,
    }
    said = capsys.readouterr().out
    assert "Built 1 row of 28 features, as of 2026-10-01" in said
    assert "Without consent: 1 row" in said
    assert f"Written: {out} and {out}.json" in said


def test_a_spine_may_name_other_days_and_strangers_are_counted(folder, capsys) -> None:
    tokens, days = [ONE, ONE, SILENT, STRANGER], ["2026-10-01", "2026-08-01", "2026-10-01", "2026-10-01"]
    write_table("spine.csv", {"token": tokens, "as_of": days})

    assert features("--spine", "spine.csv", "--out", "f.csv", "--json") == 0

    document = json.loads(capsys.readouterr().out)
    assert (document["out"], document["as_of"]) == ("f.csv", ["2026-08-01", "2026-10-01"])
    counts = [document[name] for name in ("asked", "rows", "not_registered", "without_consent")]
    assert counts == [4, 2, 1, 1]
    table = read_table("f.csv")
    assert (table["as_of"], table["S06"]) == (["2026-08-01", "2026-10-01"], ["0", "1"])


def test_a_spine_as_parquet_gives_the_same(folder, capsys) -> None:
    write_table("spine.parquet", {"token": [ONE], "as_of": [date(2026, 10, 1)]})

    assert features("--spine", "spine.parquet", "--out", "a.csv") == 0
    assert features("--as-of", "2026-10-01", "--out", "b.csv") == 0

    assert (folder / "a.csv").read_bytes() == (folder / "b.csv").read_bytes()


def test_a_file_that_is_there_is_not_replaced_without_force(folder, capsys) -> None:
    (folder / "f.csv.json").write_text("mine")

    assert features("--as-of", "2026-10-01", "--out", "f.csv") == 2
    assert "f.csv.json: this exists already" in capsys.readouterr().err
    assert not (folder / "f.csv").exists()

    assert features("--as-of", "2026-10-01", "--out", "f.csv", "--force") == 0
    assert features("--as-of", "2026-10-01", "--out", "f.csv") == 2


@pytest.mark.parametrize(
    ("spine", "message"),
    [
        ("as_of\n2026-10-01\n", "spine.csv: there is no column 'token'"),
        ("token,as_of\nab,2026-10-01\nab,10/2026\n", "spine.csv, row 2, column 'as_of': the day is '10/2026'"),
        ("token,as_of\n", "spine.csv: the spine has no rows"),
    ],
)
def test_a_spine_that_cannot_be_used_is_refused(folder, capsys, spine, message) -> None:
    (folder / "spine.csv").write_text(spine)

    assert features("--spine", "spine.csv", "--out", "f.csv") == 2

    said = capsys.readouterr().err
    assert message in said
    assert "Traceback" not in said
    assert not (folder / "f.csv").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--as-of", "2026-13-01", "--out", "f.csv"], "'2026-13-01' is no day"),
        (["--out", "f.csv"], "one of the arguments --as-of --spine is required"),
        (["--as-of", "2026-10-01", "--spine", "s.csv", "--out", "f.csv"], "not allowed with"),
        (["--as-of", "2026-10-01", "--out", "f.txt"], "--out cannot be a .txt"),
        (["--as-of", "2026-10-01", "--out", "f.csv", "--engine", "oracle"], "invalid choice"),
        (["--as-of", "2026-10-01", "--out", "f.csv", "--catalogue", "no/such"], "no/such"),
        (["--as-of", "2010-01-01", "--out", "f.csv"], "has no value on 2010-01-01"),
        (["--spine", "no.csv", "--out", "f.csv"], "no.csv"),
    ],
)
def test_a_wrong_call_is_answered_in_a_line(folder, capsys, words, message) -> None:
    try:
        code = features(*words)
    except SystemExit as stopped:
        code = stopped.code

    assert code == 2
    assert message in capsys.readouterr().err
    assert not (folder / "f.csv").exists()


def test_a_place_without_a_store_and_a_store_of_another_catalogue_are_refused(folder, capsys) -> None:
    assert main(["features", "--store", "nowhere", "--as-of", "2026-10-01", "--out", "f.csv"]) == 2
    assert "nowhere: there is no such store" in capsys.readouterr().err

    label = json.loads((folder / "store" / "store.json").read_text())
    label["catalogue"]["hash"] = "0" * 64
    (folder / "store" / "store.json").write_text(json.dumps(label))
    assert features("--as-of", "2026-10-01", "--out", "f.csv") == 2
    assert "the store is of catalogue 'moyang'" in capsys.readouterr().err


def test_spark_without_java_says_what_to_do(folder, capsys, monkeypatch) -> None:
    from moyang_score.registry import engine

    monkeypatch.setattr(engine.shutil, "which", lambda *_, **__: None)
    monkeypatch.setattr(engine, "find_spec", lambda name: name)

    assert features("--as-of", "2026-10-01", "--out", "f.csv", "--engine", "spark") == 2
    assert "Spark needs Java, which is not found. Install Java 17" in capsys.readouterr().err
