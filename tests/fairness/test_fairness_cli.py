"""`moyang fairness` as a stranger runs it: a real process, or the same command within this one."""
# ruff: noqa: E501 - a table reads best with one fault a line

import json
from pathlib import Path

import pytest

from moyang_score.card import Texts
from moyang_score.files import read_table, write_table
from tests.cli.cards import write_card
from tests.cli.faults import Cell, Change, Run, check_fault, each, file
from tests.cli.running import listing, run
from tests.fairness.watched import fair_people, graded_card, planted_people

TABLE = planted_people(1_500)


def table(name: str, **changed: list[str] | None) -> Change:
    columns = {key: column for key, column in {**TABLE, **changed}.items() if column is not None}
    return lambda folder: write_table(folder / name, columns)


def fairness(
    *more: str, card: str = "card", data: str = "people.csv", groups: str = "sex", out: str = "out"
) -> tuple[str, ...]:
    return ("fairness", card, "--data", data, "--groups", groups, "--out", out, *more)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_card(tmp_path / "card", graded_card())
    write_table(tmp_path / "people.csv", TABLE)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    return tmp_path


JUDGED = ("--target", "bad")
FAULTS = (
    Cell("an outcome without a target", fairness("--outcome", "o.csv"), ("--outcome", "--target bad")),
    Cell("an outcome for rows without tokens", fairness("--outcome", "o.csv", "--target", "duty"), ("people.csv", "'token'")),
    Cell("a target that stands in the data and apart", fairness("--outcome", "o.csv", "--target", "bad"), ("people.csv", "'bad'", "already")),
    Cell("a store that is none", fairness("--store", "card"), ("card", "store")),
    Cell("no such column of groups", fairness(groups="sex,bnad"), ("people.csv", "'bnad'", "'band'")),
    Cell("one column of groups twice", fairness(groups="sex,sex"), ("'sex'", "twice")),
    Cell("one group only", fairness(data="p.csv"), ("p.csv", "'sex'", "one group 'g0'"), table("p.csv", sex=["g0"] * 1_500)),
    Cell("no group at all", fairness(data="p.csv"), ("p.csv", "'sex'", "no group"), table("p.csv", sex=[""] * 1_500)),
    Cell("groups that are too many", fairness(groups="id", data="p.csv"), ("'id'", "1500", "bands"), table("p.csv", id=[f"P{at:06d}" for at in range(1_500)])),
    Cell("no such card", fairness(card="crad"), ("crad", "no such folder", "moyang fit")),
    Cell("a bundle without trust", fairness(), ("card", "signed bundle", "--trust"), file("card/manifest.json", b"{}")),
    Cell("a target that is text", fairness("--target", "area"), ("people.csv", "'area'", "different values")),
    Cell("an output that is there", fairness(out="mine"), ("mine", "exists", "--force")),
    Cell("a table without rows", fairness(data="h.csv"), ("h.csv", "no rows"), file("h.csv", b"late,fined,years,area,sex\n")),
    Cell("a file as card", fairness(card="card/scorecard.json"), ("scorecard.json", "name its folder")),
    Cell("trust without a bundle", fairness("--trust", "mine"), ("--trust", "bundle")),
    Cell("no such table", fairness(data="poeple.csv"), ("poeple.csv", "no such file", "people.csv")),
    Cell("a column that the card reads is absent", fairness(data="p.csv"), ("p.csv", "'area'"), table("p.csv", area=None)),
    Cell("no such target", fairness("--target", "bda"), ("people.csv", "'bda'", "'bad'")),
    Cell("a target of two texts and no bad value", fairness("--target", "band"), ("people.csv", "'band'", "--bad")),
    Cell("a target without any outcome", fairness(*JUDGED, data="p.csv"), ("p.csv", "'bad'", "no outcome"), table("p.csv", bad=[""] * 1_500)),
    Cell("a target that is a group too", fairness(*JUDGED, groups="bad"), ("people.csv", "'bad'", "two roles")),
    Cell("a bad value without a target", fairness("--bad", "late"), ("--bad", "--target")),
    Cell("a bad value that is not there", fairness(*JUDGED, "--bad", "late"), ("people.csv", "'late'")),
    Cell("a reference that is no group", fairness("--reference", "sex=m"), ("people.csv", "'m'", "'g0', 'g1'")),
    Cell("a reference of another column", fairness("--reference", "band=45+"), ("'band'", "no column of groups")),
    Cell("a reference without a group", fairness("--reference", "sex"), ("--reference", "COLUMN=GROUP")),
    Cell("no such policy", fairness("--policy", "policy.json"), ("policy.json", "JSON")),
    Cell("a policy of unknown thresholds", fairness("--policy", "policy.json"), ("policy.json", "'ari'", "air"), file("policy.json", b'{"version": "x", "ari": 0.8}')),
    Cell("an unknown language", fairness("--lang", "fr"), ("--lang", "'fr'", "zh")),
    Cell("an output that is something else", fairness("--force", out="mine"), ("mine", "report.json")),
    Cell("an output that is a file", fairness(out="people.csv"), ("people.csv", "file")),
)  # fmt: skip


@each(FAULTS[::2])
def test_a_fault_ends_with_2_and_one_paragraph_that_helps(cell: Cell, folder: Path) -> None:
    check_fault(cell, folder, run)


@each(FAULTS[1::2])
def test_so_does_a_fault_within_one_process(cell: Cell, folder: Path, within: Run) -> None:
    check_fault(cell, folder, within)


def test_it_says_what_it_found_and_writes_a_folder(folder: Path) -> None:
    done = run(folder, *fairness(*JUDGED, groups="sex,band"))

    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "1,500 people · policy 2026-1"
    assert "sex: act" in lines
    assert any("g1" in line and "act" in line and "area -" in line for line in lines)
    assert lines[-1].startswith("Written: out/report.html")
    assert listing(folder / "out") == [
        "gap.csv", "outcomes.csv", "proxies.csv", "report.html", "report.json", "verdicts.csv",
    ]  # fmt: skip
    report = json.loads((folder / "out" / "report.json").read_text("utf-8"))
    assert (report["kind"], report["digest"], report["rows"]) == ("fairness", graded_card().digest, 1_500)
    assert report["verdict"]["sex"] == "act"
    assert report["policy"]["version"] == "2026-1"
    verdicts = read_table(folder / "out" / "verdicts.csv")
    assert list(verdicts["column"]) == ["sex"] * 4 + ["band"] * 4


def test_in_chinese_everything_is_chinese(folder: Path) -> None:
    done = run(folder, *fairness(*JUDGED, "--lang", "zh"))

    assert done.returncode == 0, done.stderr
    assert "sex: 须处理" in done.stdout
    page = (folder / "out" / "report.html").read_text("utf-8")
    assert '<html lang="zh-CN">' in page
    assert "公平性报告" in page


def test_a_machine_gets_json_and_quiet_says_nothing(folder: Path, within: Run) -> None:
    done = within(folder, *fairness("--json"))
    quiet = within(folder, *fairness("--quiet", "--force"))

    report = json.loads(done.stdout)
    assert report["verdict"] == {"sex": "act"}
    assert report["files"][:2] == ["report.html", "report.json"]
    assert [one["group"] for one in report["groups"]] == ["g0", "g1"]
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


def test_a_finding_ends_with_1_if_asked_and_the_report_is_written(folder: Path) -> None:
    done = run(folder, *fairness("--fail-on-finding"))

    assert done.returncode == 1
    assert "sex: act" in done.stdout
    assert (folder / "out" / "report.json").is_file()
    assert "Traceback" not in done.stderr


def test_no_finding_ends_with_0(folder: Path) -> None:
    write_table(folder / "fair.csv", fair_people(20_000))

    done = run(folder, *fairness("--fail-on-finding", data="fair.csv", groups="sex,band"))

    assert done.returncode == 0, done.stdout
    assert "sex: no concern" in done.stdout


def test_the_same_rows_in_any_order_give_the_same_bytes(folder: Path, within: Run) -> None:
    table("turned.csv", **{key: column[::-1] for key, column in TABLE.items()})(folder)
    assert within(folder, *fairness(*JUDGED, "--quiet")).returncode == 0
    before = {path.name: path.read_bytes() for path in (folder / "out").iterdir()}

    assert within(folder, *fairness(*JUDGED, "--quiet", "--force", data="turned.csv")).returncode == 0

    assert {path.name: path.read_bytes() for path in (folder / "out").iterdir()} == before


def test_groups_may_be_what_the_card_reads_even_where_nobody_reaches_a_grade(folder: Path, within: Run) -> None:
    done = within(folder, *fairness(*JUDGED, groups="late,area"))

    assert done.returncode == 0, done.stderr
    assert "AIR 0.00" in done.stdout


def test_the_texts_of_a_card_name_what_is_read(folder: Path, within: Run) -> None:
    words = Texts({"language": "zh", "title": "试验卡", "characteristics": {"area": {"name": "居住片区"}}})
    (folder / "card" / "texts.zh.json").write_bytes(words.to_bytes())

    done = within(folder, *fairness("--lang", "zh"))

    assert "居住片区" in done.stdout, done.stderr
    page = (folder / "out" / "report.html").read_text("utf-8")
    assert "试验卡" in page
    assert "居住片区" in page


def test_names_of_groups_cannot_run_in_the_page_or_in_a_spreadsheet(folder: Path, within: Run) -> None:
    table("p.csv", sex=[["<script>alert(1)</script>", "=1+1"][at % 2] for at in range(1_500)])(folder)

    done = within(folder, *fairness(*JUDGED, data="p.csv", groups="sex,area"))

    assert done.returncode == 0, done.stderr
    page = (folder / "out" / "report.html").read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<b>reef" not in page
    assert "http" not in page.replace("http-equiv", "")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_group_of_few_is_named_and_shown_nowhere(folder: Path, within: Run, language: str) -> None:
    table("p.csv", sex=["x" if at < 13 else cell for at, cell in enumerate(TABLE["sex"])])(folder)

    done = within(folder, *fairness(*JUDGED, "--lang", language, data="p.csv", groups="sex,band"))

    few = {"en": "fewer than 20", "zh": "不足 20 人"}[language]
    assert few in done.stdout
    assert few in (folder / "out" / "report.html").read_text("utf-8")
    report = json.loads((folder / "out" / "report.json").read_text("utf-8"))
    assert (report["rows"], report["left_out"]) == (1_487, None)
    row = next(one for one in report["groupings"][0]["groups"] if one["group"] == "x")
    assert row["n"] is None
    assert row["verdict"] == "too few to say"
    assert sum(one["n"] for one in report["groupings"][1]["groups"]) == 1_487
