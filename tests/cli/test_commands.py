"""The commands as they are meant to be used."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from textwrap import indent

import pytest

from moyang_score.cli import main
from moyang_score.cli.parser import COMMANDS, LATER
from moyang_score.cli.score import ENDINGS
from moyang_score.files import read_table, write_table
from moyang_score.synthetic import flat_table
from tests.cli.cards import small_card, write_card, write_people
from tests.cli.running import listing, run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_card(tmp_path / "card")
    write_people(tmp_path / "people.csv")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def flat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flat")
    write_table(folder / "people.csv", flat_table(1200, 3))
    return folder


@pytest.mark.parametrize("command", COMMANDS, ids=[command.name for command in COMMANDS])
def test_help_teaches_with_examples_and_says_what_is_printed(
    command: object, capsys: pytest.CaptureFixture[str]
) -> None:
    name = command.name  # type: ignore[attr-defined]

    assert main([name, "--help"]) == 0

    text = capsys.readouterr().out
    assert text.startswith(f"usage: moyang {name}")
    assert f"\n  moyang {name}" in text
    assert "prints:" in text
    assert "--quiet" in text
    assert max(map(len, text.splitlines())) <= 120


def test_help_names_every_command_of_the_design(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    assert main([]) == 0
    assert capsys.readouterr().out == text

    design = "demo synth keys intake features outcome fit show validate compare fairness export verify score explain"
    design += " monitor catalogue registry report serve app track"
    assert {command.name for command in COMMANDS} | set(LATER) == set(design.split())
    assert all(f"\n  {name} " in text or f"\n    {name} " in text for name in design.split())


@pytest.mark.parametrize("name", sorted(LATER))
def test_a_command_of_a_later_version_says_so(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "x", "--y", "z"]) == 2

    assert f"moyang {name} is not in this version" in capsys.readouterr().err


def test_help_costs_neither_numpy_nor_pandas() -> None:
    code = (
        "import sys; from moyang_score.cli import main; main(['fit', '--help']);"
        "print(sorted({'numpy', 'pandas', 'sklearn', 'optbinning'} & set(sys.modules)), file=sys.stderr)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}

    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)

    assert done.stderr.strip() == "[]"


def test_show_writes_text_page_workbook_and_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "card"]) == 0
    assert small_card().digest in capsys.readouterr().out
    assert main(["show", "card", "--html", "a/card.html", "--xlsx", "card.xlsx"]) == 0
    assert capsys.readouterr().out == "Written: a/card.html\nWritten: card.xlsx\n"
    assert main(["show", "card", "--html", "a/card.html", "--force", "--quiet"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["show", "card", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["summary"]["digest"] == small_card().digest
    assert (folder / "a" / "card.html").read_text("utf-8").startswith("<!doctype html>")


def test_score_writes_the_columns_and_tells_grades_flags_and_the_next_command(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["score", "card", "--data", "people.csv", "--id", "id", "--reasons", "--points", "--out", "scores.csv"]

    assert main(words) == 0

    told = capsys.readouterr().out
    rows = list(csv.DictReader(io.StringIO((folder / "scores.csv").read_text("utf-8"))))
    assert [row["id"] for row in rows] == ["a1", "a2", "a3", "a4"]
    assert [int(row["score"]) for row in rows] == small_card().score(read_table("people.csv")).tolist()
    assert rows[1]["points_cap"] == "15"
    assert rows[1]["reason_1"] == "late"
    assert "Scored 4 rows" in told
    assert "unseen:home: 1" in told
    assert "Next: moyang explain card --data people.csv --row 1" in told
    assert main([*words, "--force", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["grades"] == {"A": 1, "B": 2, "C": 1}


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_kind_of_output_that_is_promised_can_be_written(folder: Path, ending: str) -> None:
    assert main(["score", "card", "--data", "people.csv", "--out", f"scores{ending}", "--quiet"]) == 0

    assert read_table(f"scores{ending}").n_rows == 4


def test_explain_finds_a_row_by_number_and_by_id(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "card", "--data", "people.csv", "--row", "2"]) == 0
    by_number = capsys.readouterr().out
    assert main(["explain", "card", "--data", "people.csv", "--id", "id", "--row", "a2"]) == 0
    assert capsys.readouterr().out == by_number
    assert by_number.startswith("Score 565 · grade C")
    assert main(["explain", "card", "--data", "people.csv", "--row", "2", "--lang", "zh"]) == 0
    assert capsys.readouterr().out.startswith("评分 565 · 等级 C")


@pytest.mark.parametrize("ending", [".parquet", ".xlsx"])
def test_explain_finds_a_whole_number_as_id_in_every_kind_of_file(
    folder: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = {"id": [101, 102], "late": [0, 3], "home": ["own", "rent"], "since": [None, None]}
    write_table(f"people{ending}", columns)

    assert main(["explain", "card", "--data", f"people{ending}", "--id", "id", "--row", "102", "--json"]) == 0

    assert json.loads(capsys.readouterr().out)["rows"][0]["attribute"] == "3 or more"


def test_explain_reads_one_person_or_a_table_from_standard_input(folder: Path) -> None:
    record = run(folder, "explain", "card", "--data", "-", "--json", stdin='{"late": 3, "home": "own", "since": null}')
    table = run(folder, "explain", "card", "--data", "-", "--json", stdin="late,home,since\n3,own,\n")

    assert record.returncode == table.returncode == 0, record.stderr + table.stderr
    assert record.stdout == table.stdout
    assert json.loads(record.stdout)["score"] == 640 - 80 + 15


def test_fit_tells_what_it_did_and_the_next_command_runs(flat: Path) -> None:
    words = ("fit", "--data", "people.csv", "--target", "bad", "--exclude", "noise_count,district_service")
    more = ("--special", "housing_loan_on_time_months_24m=-999", "--time", "as_of", "--seed", "7", "--out", "later")

    done = run(flat, *words, *more)

    assert done.returncode == 0, done.stderr
    for needle in (" rows, ", "Left out", "person_id", "city_code", "AUC 0."):
        assert needle in done.stdout
    assert "held out" in done.stdout
    last = done.stdout.splitlines()[-1]
    assert last == "Next: moyang show later"
    assert run(flat, *last.removeprefix("Next: moyang ").split()).returncode == 0


def test_fit_for_a_machine_prints_json_and_nothing_else(flat: Path) -> None:
    words = ("fit", "--data", "people.csv", "--target", "bad", "--time", "as_of", "--max-characteristics", "3")

    done = run(flat, *words, "--seed", "3", "--out", "three", "--json")

    report = json.loads(done.stdout)
    assert len(report["characteristics"]) == 3
    assert {one["column"] for one in report["dropped"]} >= {"person_id", "city_code"}
    assert report["card"] == "three"


def test_the_demo_tells_the_whole_story(demo: Path) -> None:
    figures = json.loads((demo / "demo.json").read_text("utf-8"))
    total, units = figures["rows"]["total"], figures["rows"]["by_unit"].values()

    assert set(figures["files"]) == {path.name for path in demo.iterdir()}
    assert sum(figures["outcome"].values()) == figures["spine"]["scored"]
    assert figures["fairness"]["card"]["sex"] == "too few to say"
    assert total["received"] == total["accepted"] + total["quarantined"] + total["refused"]
    assert {kind: sum(unit[kind] for unit in units) for kind in total} == total
    assert sum(figures["grades"].values()) == figures["spine"]["scored"] > 0
    assert 300 <= figures["range"][0] < figures["range"][1] <= 1000
    assert figures["digests"]["card"] in (demo / "card.html").read_text("utf-8")
    assert figures["digests"]["card"] in (demo / "scores.csv").read_text("utf-8")
    assert "评分" in (demo / "explain.txt").read_text("utf-8")


@pytest.mark.slow
def test_the_demo_replaces_itself_by_the_same_bytes(tmp_path: Path) -> None:
    words, folder = ("demo", "--persons", "300", "--seed", "3", "--quiet"), tmp_path / "out" / "demo"
    assert run(tmp_path, *words).returncode == 0
    before = _contents(folder)
    (folder / "stray.txt").write_text("left over")

    assert run(tmp_path, *words).returncode == 0
    assert _contents(folder) == before


def test_the_demo_compares_cards_and_promotes_the_expert_card_and_the_better_of_the_others(demo: Path) -> None:
    figures = json.loads((demo / "demo.json").read_text("utf-8"))
    compared = json.loads((demo / "compare" / "report.json").read_text("utf-8"))
    listed = json.loads(run(demo, "track", "list", "--uri", "tracking", "--json").stdout)

    assert [one["digest"] for one in compared["cards"]] == [
        figures["digests"][name] for name in ("card", "logistic", "additive")
    ]
    aliases = {alias: one["digest"] for one in listed for alias in one["aliases"]}
    assert aliases == {"champion": figures["digests"]["card"], "challenger": figures["digests"][figures["challenger"]]}


def test_an_audit_reads_attributes_from_the_store_and_only_of_those_who_agreed(demo: Path, tmp_path: Path) -> None:
    asked = ("--data", "features.parquet", "--store", "store", "--groups", "sex,age_band,hukou,residence", "--json")
    outcome = ("--outcome", "outcome.parquet", "--target", "bad")
    done = run(demo, "fairness", "card", *asked, *outcome, "--out", str(tmp_path / "audit"))
    document = json.loads(done.stdout)
    report = json.loads((tmp_path / "audit" / "report.json").read_text("utf-8"))
    own = json.loads((demo / "fairness" / "report.json").read_text("utf-8"))

    assert 0 < document["rows"] < read_table(demo / "features.parquet").n_rows
    assert report == own
    features = read_table(demo / "features.parquet")
    write_table(tmp_path / "nameless.csv", {name: features[name] for name in features if name != "token"})
    assert (
        "did not agree to the audit"
        in run(demo, "fairness", "card", *asked[:-1], "--out", str(tmp_path / "again")).stdout
    )
    bare = run(demo, "fairness", "card", *asked[:2], "--groups", "sex", "--out", str(tmp_path / "none"))
    assert (bare.returncode, "--store" in bare.stderr) == (2, True)
    failed = run(
        demo, "fairness", "card", "--data", str(tmp_path / "nameless.csv"), *asked[2:], "--out", str(tmp_path / "none")
    )
    assert (failed.returncode, "'token'" in failed.stderr) == (2, True)


@pytest.mark.slow
def test_a_city_too_small_for_statistical_cards_says_so(tmp_path: Path) -> None:
    done = run(tmp_path, "demo", "--persons", "50", "--json")
    figures = json.loads(done.stdout)

    assert set(figures["not_fitted"]) == {"logistic", "additive"}
    assert figures["challenger"] is None
    assert set(figures["files"]) == {path.name for path in (tmp_path / "out" / "demo").iterdir()}


def test_the_bundle_of_the_demo_is_verified_scored_and_explained(demo: Path, tmp_path: Path) -> None:
    trust = ("--trust", "trust")
    scoring = (
        "--data",
        "features.parquet",
        "--id",
        "token",
        "--points",
        "--reasons",
        "--out",
        str(tmp_path / "again.csv"),
    )

    assert run(demo, "verify", "moyang-demo", *trust).returncode == 0
    assert run(demo, "score", "moyang-demo", *trust, *scoring).returncode == 0
    explained = run(demo, "explain", "moyang-demo", *trust, "--data", "features.parquet", "--row", "1", "--json")

    assert (tmp_path / "again.csv").read_bytes() == (demo / "scores.csv").read_bytes()
    first = next(csv.DictReader(io.StringIO((demo / "scores.csv").read_text("utf-8"))))
    assert json.loads(explained.stdout)["score"] == int(first["score"])


def _contents(folder: Path) -> dict[str, bytes]:
    """Read every file but the books of the store and of the notebook, which DuckDB and MLflow lay out as they like."""
    paths = [path for path in listing(folder) if (folder / path).is_file() and not path.endswith("state.duckdb")]
    paths = [path for path in paths if not path.startswith("tracking")]
    return {path: (folder / path).read_bytes() for path in paths}


def test_synth_writes_a_city_and_says_what_comes_next(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["synth", "--persons", "60", "--seed", "1", "--out", "my city"]

    assert main(words) == 0

    told = capsys.readouterr().out
    assert "60 made-up persons" in told
    assert "nobody exists" in told
    assert "--source 'my city/source'" in told.splitlines()[-1]
    assert "--received 2026-09-30" in told.splitlines()[-1]
    parts = {"README.md", "city.json", "later", "later.json", "source", "truth"}
    assert {one.name for one in (folder / "my city").iterdir()} == parts
    assert read_table("my city/source/persons.csv").n_rows >= 60
    before = (folder / "my city" / "city.json").read_bytes()
    assert main([*words, "--force", "--quiet"]) == 0
    assert capsys.readouterr().out == ""
    assert (folder / "my city" / "city.json").read_bytes() == before


def test_force_replaces_a_card_and_nothing_else(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_people(folder / "train.csv", "x,bad\n" + "1,0\n2,1\n" * 40)
    words = ["fit", "--data", "train.csv", "--target", "bad", "--out", "card", "--quiet"]

    assert main(words) == 2
    assert main([*words, "--force"]) == 0
    assert "exists" in capsys.readouterr().err
    assert json.loads((folder / "card" / "evidence.json").read_text())["data"]["source"] == "train.csv"


def test_a_column_with_a_comma_in_its_name_can_be_excluded(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_people(folder / "train.csv", 'x,"income, yearly",y,bad\n' + "1,5,1,0\n2,6,1,1\n3,5,2,1\n" * 20)
    words = ["fit", "--data", "train.csv", "--target", "bad", "--out", "new", "--quiet"]

    assert main([*words, "--exclude", 'y,"income, yearly"']) == 0

    card = json.loads((folder / "new" / "scorecard.json").read_text())
    assert {one["key"] for one in card["inputs"]} <= {"x"}


def test_an_interrupted_command_leaves_nothing_and_ends_with_130(folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "moyang_score", "demo", "--persons", "4000"]
    before = listing(folder)
    running = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    until = time.monotonic() + 60
    while not list(folder.glob("out/.*/city/city.json")) and time.monotonic() < until:
        time.sleep(0.05)

    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)

    assert (running.returncode, out) == (130, b""), err.decode()
    assert err.decode().splitlines()[-1] == "moyang demo: interrupted; nothing was left half-written"
    assert b"Traceback" not in err
    assert listing(folder) == before


# What libraries make of an interrupt that falls into them: a text given to exec (each dataclass is made by one) has
# Python end the process by the signal itself; an import in C may not survive it; what is called back from C may raise
# another error, or none.
INTERRUPTED_WITHIN = {
    "a text given to exec": "exec('os.kill(os.getpid(), signal.SIGINT)')",
    "an import": """
with open("imported.py", "w") as file:
    file.write("import os, signal; os.kill(os.getpid(), signal.SIGINT); whole = True")
from imported import whole
console.report(["what comes next"])
print("it went on")
""",
    "a library that raises its own error": """
try:
    os.kill(os.getpid(), signal.SIGINT)
except KeyboardInterrupt:
    raise RuntimeError("called back in vain")
""",
    "a library that drops it": """
try:
    os.kill(os.getpid(), signal.SIGINT)
except KeyboardInterrupt:
    console.progress("what comes next")
    print("it went on")
""",
}


@pytest.mark.parametrize("within", INTERRUPTED_WITHIN.values(), ids=INTERRUPTED_WITHIN.keys())
def test_an_interrupt_within_a_library_ends_with_130_too(folder: Path, within: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    script = f"""
import argparse, os, signal, sys
from moyang_score.cli import main

def run(options, console):
{indent(within, "    ")}

class Parser:
    def parse_args(self, words):
        return argparse.Namespace(run=run, quiet=True, json=False)

sys.modules["moyang_score.cli.main"].build_parser = Parser
sys.exit(main(["demo"]))
"""
    (folder / "interrupted.py").write_text(script, encoding="utf-8")
    command = [sys.executable, "-m", "interrupted"]

    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)

    said = "moyang demo: interrupted; nothing was left half-written\n"
    assert (done.returncode, done.stdout, done.stderr) == (130, "", said)


def test_a_reader_that_leaves_early_is_no_error(folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-m", "moyang_score", "show", "card"]
    read, write = os.pipe()
    os.close(read)

    done = subprocess.run(command, cwd=folder, env=environment, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)

    assert (done.returncode, done.stderr) == (0, b"")


def test_a_terminal_without_chinese_letters_gets_escapes(folder: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": "latin-1"}
    command = [sys.executable, "-m", "moyang_score", "show", "card"]

    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)

    assert done.returncode == 0
    assert rb"\u5bb6" in done.stdout


def test_a_fault_of_our_own_is_one_line_without_values(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("441700199001011234")

    monkeypatch.setattr("moyang_score.score.load_whole", broken)

    assert main(["show", "card"]) == 2

    told = capsys.readouterr().err
    assert "ValueError in test_commands.py" in told
    assert "441700199001011234" not in told
    assert len(told.splitlines()) == 1
