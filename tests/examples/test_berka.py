"""Somebody else's data: its catalogue, its adapter, and the whole run where the data is there."""

import importlib.util
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from moyang_score.bundle import demo_token_key_bytes
from moyang_score.catalogue import check_catalogue, load_catalogue, scan_name
from moyang_score.cli import main as moyang
from moyang_score.features import load_definition
from moyang_score.registry import TokenKey, intake

ROOT = Path(__file__).parents[2]
HERE = ROOT / "docs" / "examples" / "berka"
KEY = TokenKey.from_bytes(b"a key for tests, not a secret")

# Two clients of one account, in the form of the bank's files; nobody of them is real.
BANK = {
    "client.asc": ['"client_id";"birth_number";"district_id"', '1;"706213";18', '2;"300204";1'],
    "district.asc": ["A1;A2;A3", '1;"Hl.m. Praha";"Prague"', '18;"Somewhere";"south Bohemia"'],
    "disp.asc": ['"disp_id";"client_id";"account_id";"type"', '1;1;7;"OWNER"', '2;2;7;"DISPONENT"'],
    "account.asc": ['"account_id";"district_id";"frequency";"date"', '7;18;"POPLATEK TYDNE";930101'],
    "order.asc": ['"order_id";"account_id";"bank_to";"account_to";"amount";"k_symbol"', '4;7;"YZ";"8714";2452.00;" "'],
    "card.asc": ['"card_id";"disp_id";"type";"issued"', '5;2;"classic";931107 00:00:00'],
    "loan.asc": [
        '"loan_id";"account_id";"date";"amount";"duration";"payments";"status"',
        '6;7;930831;96396;6;16066.00;"B"',
    ],
    "trans_first49102.asc": [
        '"trans_id";"account_id";"date";"type";"operation";"amount";"balance";"k_symbol";"bank";"account"',
        '8;7;930201;"VYDAJ";"PREVOD NA UCET";700.00;-5.00;"SIPO";"AB";"1"',
        '9;7;930202;"PRIJEM";"VKLAD";700.00;695.00;" ";;',
    ],
    "trans_loans1997_98.csv": [
        "trans_id;account_id;date;type;operation;amount;balance;k_symbol;bank;account",
        "10;7;930203;withdrawal;;1.00;694.00;sanction interest if negative balance;;",
    ],
    "agg_trans_preloan_accounts_to1996.csv": ["account_id,date,balance_min,n_kB,n_kE,n_D", "7,930830,-5.0,1,1,1"],
    "agg_trans_preloan_loans1997_98.csv": ["account_id,date,balance_min,n_kB,n_kE,n_D", "7,930829,0.0,0,0,2"],
}


def module(name: str) -> ModuleType:
    """Load a file of the example, which is no package."""
    spec = importlib.util.spec_from_file_location(f"example_{name}", HERE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@pytest.fixture
def delivery(tmp_path):
    bank = tmp_path / "bank"
    bank.mkdir()
    for name, lines in BANK.items():
        (bank / name).write_text("\r\n".join(lines) + "\r\n", encoding="ascii")
    adapter = module("adapter")
    rows = adapter.write_source(adapter.Bank(bank), tmp_path / "source")
    return adapter.Bank(bank), rows, tmp_path / "source"


def test_the_catalogue_is_of_research_and_has_no_findings():
    assert check_catalogue(HERE / "catalogue") == []
    catalogue = load_catalogue(HERE / "catalogue")
    assert not catalogue.releasable
    assert {one.legal.legal_class for one in catalogue.indicators} == {"R"}
    definition = load_definition("loan", catalogue, HERE / "catalogue")
    assert definition.period(date(1993, 7, 5)).last == date(1998, 7, 5)


@pytest.mark.parametrize("name", ["unemployment rate", "crimes", "account balance", "average salary"])
def test_what_the_page_says_is_refused_is_refused(name):
    assert scan_name(name) is not None


def test_the_package_knows_nothing_of_it():
    files = [path for path in (ROOT / "moyang_score").rglob("*") if path.suffix in {".py", ".yaml", ".csv", ".json"}]
    assert files
    assert [path for path in files if b"berka" in path.read_bytes().lower()] == []


def test_every_row_of_the_bank_becomes_a_row_and_is_accepted(delivery, tmp_path):
    _, rows, source = delivery
    assert rows["entry_1993_1994"] == 2
    assert sum(rows.values()) == 17
    told = intake(load_catalogue(HERE / "catalogue"), source, tmp_path / "store", KEY, date(2026, 1, 1))
    assert told.total == {"received": 17, "accepted": 17, "quarantined": 0, "refused": 0}


def test_intake_says_how_to_go_on_under_this_catalogue(delivery, tmp_path, capsys):
    key = tmp_path / "token.key.json"
    key.touch(mode=0o600)
    key.write_bytes(demo_token_key_bytes(7))
    folder, store = str(HERE / "catalogue"), str(tmp_path / "store")
    words = ("--catalogue", folder, "--source", str(delivery[2]), "--store", store, "--key", str(key))
    assert moyang(["intake", *words, "--received", "2026-01-01"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith(f"Next: moyang features --catalogue {folder} --store {store} ")


def test_the_adapter_renames_days_and_words(delivery):
    bank, _, source = delivery
    lines = {path.stem: path.read_text(encoding="utf-8").splitlines() for path in source.iterdir()}
    assert lines["protected"][1:] == ["1,F,1960 or later,south Bohemia", "2,M,before 1940,Prague"]
    assert lines["card"][1] == "2,5,classic,1993-11-07,1993-11-07"
    assert lines["loan"][1].startswith("1,6,1993-08-31,6,B,1994-02-28,1994-02-28,1994-02-28,")
    assert (
        lines["entry_1993_1994"][1] == "1,8,1993-02-01,out,bank,household,yes,1993-02-01,1993-02-01,700.00,-5.00,AB,1"
    )
    assert lines["entry_1997_1998"][1].startswith("1,10,1993-02-03,out,none,penalty_interest,no,")
    assert lines["overdraft_accounts_to1996"][1] == "1,7,1993-08-30,yes,yes,1993-08-30,1993-08-30"
    assert lines["payments_loans1997_98"][1] == "1,7,1993-08-29,0,2,1993-08-29"
    assert bank.loans() == [("1", date(1993, 8, 31))]


def test_without_data_it_says_so_in_one_line(tmp_path):
    found = run("--data", str(tmp_path / "absent"), "--out", str(tmp_path / "out"))
    assert found.returncode == 0
    assert found.stdout.count("\n") == 1
    assert "data absent" in found.stdout
    assert not (tmp_path / "out").exists()


def test_a_folder_of_something_else_is_left_alone(delivery, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("mine", encoding="utf-8")
    found = run("--data", str(tmp_path / "bank"), "--out", str(tmp_path / "out"))
    assert found.returncode == 1
    assert "something else is in this folder" in found.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["letter.txt"]


def run(*words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(HERE / "run.py"), *words]
    found = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=found)


@pytest.mark.slow
def test_the_whole_run(real_data, tmp_path):
    data = real_data / "berka"
    if not data.is_dir():
        pytest.skip("data absent")
    found = run("--data", str(data), "--out", str(tmp_path / "berka"))
    assert found.returncode == 0, found.stderr
    figures = json.loads((tmp_path / "berka" / "berka.json").read_bytes())
    rows = figures["rows"]
    assert {name: rows[name]["accepted"] for name in ("persons", "loan", "entry_1993_1994", "entry_1997_1998")} == {
        "persons": 5369, "loan": 682, "entry_1993_1994": 49102, "entry_1997_1998": 30200
    }  # fmt: skip
    for one in rows.values():
        assert one["received"] == one["accepted"] + one["quarantined"] + one["refused"]
    assert (figures["loans"], figures["days"]) == (682, 559)
    assert figures["outcome"] == {"good": 606, "bad": 76, "indeterminate": 0, "excluded": 0}
    assert figures["auc"]["additive"][0] > 0.8
    assert figures["fairness"]["region"] == "too few to say"
    report = json.loads((tmp_path / "berka" / "fairness" / "report.json").read_bytes())
    by_born = next(one for one in report["groupings"] if one["column"] == "born")
    verdicts = {one["group"]: one["verdict"] for one in by_born["groups"]}
    assert verdicts["before 1940"] == "too few to say"
    page = (tmp_path / "berka" / "fairness" / "report.html").read_text(encoding="utf-8")
    assert "Payments to other banks" in page
