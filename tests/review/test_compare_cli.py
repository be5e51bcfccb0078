"""`moyang compare` as a stranger runs it, each time a real process."""
# ruff: noqa: E501 - a table reads best with one fault a line

import json
from pathlib import Path

import pytest

from moyang_score.files import read_table, write_table
from tests.cli.cards import write_card
from tests.cli.faults import Cell, Change, check_fault, each, file
from tests.cli.running import run
from tests.review.compared import other_card, people

TABLE = people(600)


def table(name: str, **changed: list[str] | None) -> Change:
    columns = {key: column for key, column in {**TABLE, **changed}.items() if column is not None}
    return lambda folder: write_table(folder / name, columns)


def compare(
    *more: str, cards: tuple[str, ...] = ("old", "new"), data: str = "people.csv", out: str = "out"
) -> tuple[str, ...]:
    return ("compare", *cards, "--data", data, "--out", out, *more)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_card(tmp_path / "old")
    write_card(tmp_path / "new", other_card())
    write_table(tmp_path / "people.csv", TABLE)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    return tmp_path


JUDGED = ("--target", "bad")
FAULTS = (
    Cell("one card", compare(cards=("old",)), ("only one card", "baseline")),
    Cell("the same card twice", compare(cards=("old", "new", "./old")), ("old", "named twice")),
    Cell("no such card", compare(cards=("old", "nwe")), ("nwe", "no such folder", "moyang fit")),
    Cell("a file as card", compare(cards=("old", "new/scorecard.json")), ("scorecard.json", "name its folder")),
    Cell("a changed card", compare(), ("scorecard.json", "digest"), lambda folder: (folder / "new" / "scorecard.json").write_text((folder / "new" / "scorecard.json").read_text().replace("-60", "-61")) and None),
    Cell("no such table", compare(data="poeple.csv"), ("poeple.csv", "no such file", "people.csv")),
    Cell("an empty table", compare(data="e.csv"), ("e.csv", "empty"), file("e.csv", b"")),
    Cell("a table without rows", compare(data="h.csv"), ("h.csv", "no rows"), file("h.csv", b"late,home,since,income\n")),
    Cell("a column that the second card reads is absent", compare(data="p.csv"), ("card new", "p.csv", "'income'"), table("p.csv", income=None)),
    Cell("several columns are absent", compare(data="p.csv"), ("card old", "'late'", "'home'"), table("p.csv", late=None, home=None)),
    Cell("no such target", compare("--target", "bda"), ("people.csv", "'bda'", "'bad'")),
    Cell("a target of three values", compare(*JUDGED, data="p.csv"), ("p.csv", "'bad'", "3 different values"), table("p.csv", bad=["0", "1", "2"] * 200)),
    Cell("a target of one class", compare(*JUDGED, data="p.csv"), ("p.csv", "'bad'", "goods and bads"), table("p.csv", bad=["0"] * 600)),
    Cell("a target without any outcome", compare(*JUDGED, data="p.csv"), ("p.csv", "'bad'"), table("p.csv", bad=[""] * 600)),
    Cell("a bad value without a target", compare("--bad", "late"), ("--bad", "--target")),
    Cell("a bad value that is not there", compare(*JUDGED, "--bad", "late"), ("people.csv", "'late'", "'bad'")),
    Cell("an outcome file without a target", compare("--outcome", "people.csv"), ("--outcome", "--target")),
    Cell("an outcome file without tokens", compare(*JUDGED, "--outcome", "people.csv", data="p.csv"), ("p.csv", "'token'"), table("p.csv", bad=None)),
    Cell("a target that stands in the data and apart", compare(*JUDGED, "--outcome", "people.csv"), ("people.csv", "'bad'", "already")),
    Cell("no such column of groups", compare("--groups", "sex,gae"), ("people.csv", "'gae'")),
    Cell("groups that are ids", compare("--groups", "id", data="p.csv"), ("'id'", "600 different values", "bands"), table("p.csv", id=[f"P{at:06d}" for at in range(600)])),
    Cell("no names of groups", compare("--groups", ","), ("--groups", "A,B")),
    Cell("no such time", compare("--time", "asof"), ("people.csv", "'asof'", "'as_of'")),
    Cell("a time that is none", compare("--time", "home"), ("people.csv", "'home'", "YYYY-MM-DD")),
    Cell("time and reference", compare("--time", "as_of", "--reference", "people.csv"), ("--reference", "--time")),
    Cell("no such reference", compare("--reference", "may.csv"), ("may.csv", "no such file")),
    Cell("a reference that lacks a column", compare("--reference", "r.csv"), ("r.csv", "card new", "'income'"), table("r.csv", income=None)),
    Cell("an unknown language", compare("--lang", "fr"), ("--lang", "'fr'", "zh")),
    Cell("trust without a bundle", compare("--trust", "mine"), ("--trust", "bundle")),
    Cell("a bundle without trust", compare(), ("new", "signed bundle", "--trust"), file("new/manifest.json", b"{}")),
    Cell("an output that is there", compare(out="mine"), ("mine", "exists", "--force")),
    Cell("an output that is something else", compare("--force", out="mine"), ("mine", "report.json")),
    Cell("an output that is a file", compare(out="people.csv"), ("people.csv", "file")),
)  # fmt: skip


@each(FAULTS)
def test_a_fault_ends_with_2_and_one_paragraph_that_helps(cell: Cell, folder: Path) -> None:
    check_fault(cell, folder, run)


def test_values_of_a_column_that_may_be_ids_are_not_repeated(folder: Path) -> None:
    table("p.csv", id=[f"44170019900101{at:04d}" for at in range(600)])(folder)

    done = run(folder, *compare("--groups", "id", data="p.csv"))

    assert "44170019900101" not in done.stdout + done.stderr


def test_it_says_what_it_found_and_where_the_report_lies(folder: Path) -> None:
    done = run(folder, *compare(*JUDGED, "--groups", "sex"))

    assert done.returncode == 0, done.stderr
    assert "new against old" in done.stdout
    assert "600 rows" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("Next: moyang fairness new --data people.csv --groups sex")
    files = {path.name for path in (folder / "out").iterdir()}
    assert {"report.html", "report.json", "cards.csv", "points.csv", "swaps.csv", "groups.csv"} <= files
    report = json.loads((folder / "out" / "report.json").read_text("utf-8"))
    assert [one["name"] for one in report["cards"]] == ["old", "new"]
    assert report["source"]["data"] == "people.csv"
    assert len(report["source"]["sha256"]) == 64
    assert read_table(folder / "out" / "migration.csv").n_rows == 9


def test_a_machine_gets_json_and_nothing_else(folder: Path) -> None:
    done = run(folder, *compare(*JUDGED, "--json"))

    report = json.loads(done.stdout)
    assert report["out"] == "out"
    assert report["files"][:2] == ["report.html", "report.json"]
    assert report["pairs"][0]["verdict"] in {"better", "worse", "cannot tell"}


def test_quiet_and_chinese(folder: Path) -> None:
    done = run(folder, *compare("--lang", "zh", "--quiet"))
    again = run(folder, *compare("--lang", "zh", "--force"))

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "等级迁移" in again.stdout
    assert '<html lang="zh-CN">' in (folder / "out" / "report.html").read_text("utf-8")


def test_the_same_rows_give_the_same_bytes(folder: Path) -> None:
    words = (*JUDGED, "--groups", "sex", "--quiet")
    assert run(folder, *compare(*words)).returncode == 0
    before = {path.name: path.read_bytes() for path in (folder / "out").iterdir()}

    assert run(folder, *compare(*words, "--force")).returncode == 0

    assert {path.name: path.read_bytes() for path in (folder / "out").iterdir()} == before


def test_with_time_the_latest_quarter_is_compared_on_and_the_rest_is_the_reference(folder: Path) -> None:
    done = run(folder, *compare(*JUDGED, "--time", "as_of", "--json"))

    report = json.loads(done.stdout)
    late = TABLE["as_of"].count("2024-04-01")
    assert (report["rows"], report["reference_rows"]) == (late, 600 - late)
    assert report["source"]["time"] == "as_of >= 2024-04-01"
    assert {one["verdict"] for one in report["drift"]} == {"steady"}
    bads = sum(bad == "1" for bad, day in zip(TABLE["bad"], TABLE["as_of"], strict=True) if day == "2024-04-01")
    assert report["bads"] == bads


def test_a_reference_is_measured_against(folder: Path) -> None:
    table("may.csv", late=["0"] * 600)(folder)

    report = json.loads(run(folder, *compare("--reference", "may.csv", "--json")).stdout)

    verdicts = {(one["card"], one["key"]): one["verdict"] for one in report["drift"]}
    assert verdicts["old", "late"] == verdicts["new", ""] == "moved"
    assert verdicts["new", "income"] == "steady"


def test_rows_without_an_outcome_are_kept_for_migration(folder: Path) -> None:
    table("p.csv", bad=["" if at % 2 else bad for at, bad in enumerate(TABLE["bad"])])(folder)

    report = json.loads(run(folder, *compare(*JUDGED, "--json", data="p.csv")).stdout)

    assert (report["rows"], report["known"]) == (600, 300)


def test_an_outcome_is_joined_by_person_and_day(folder: Path) -> None:
    tokens, days = [f"t{at}" for at in range(600)], ["2025-01-01"] * 600
    table("features.csv", token=tokens, as_of=days, bad=None)(folder)
    outcome = {"token": tokens[400::-1], "as_of": days[400::-1], "bad": TABLE["bad"][400::-1]}
    outcome["bad"][0] = ""  # neither good nor bad
    write_table(folder / "outcome.csv", outcome)

    words = compare(*JUDGED, "--outcome", "outcome.csv", "--json", data="features.csv")
    report = json.loads(run(folder, *words).stdout)

    assert (report["rows"], report["known"]) == (600, 400)
    assert report["bads"] == sum(one == "1" for one in TABLE["bad"][:400])
    assert report["source"]["outcome"] == "outcome.csv"


def test_folders_of_one_name_are_called_by_their_paths(folder: Path) -> None:
    write_card(folder / "june" / "new")

    report = json.loads(run(folder, *compare("--json", cards=("new", "june/new", "old"))).stdout)

    assert [one["name"] for one in report["cards"]] == ["new", "june/new", "old"]
