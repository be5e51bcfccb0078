"""Bad input: command by fault, each a real process. A fault of the whole input ends with 2, one of a cell with 0."""
# ruff: noqa: E501 - a table reads best with one fault a line

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.cards import write_card, write_people
from tests.cli.faults import Cell, Change, check_fault, each, file
from tests.cli.running import run

TRAINING = "x,y,t,w,bad\n" + "".join(
    f"{at},{at % 7},2024-{at % 12 + 1:02d}-01,1,{int(at % 3 == 0)}\n" for at in range(60)
)


def training(old: str, new: str, count: int = -1) -> Change:
    return file("train.csv", TRAINING.replace(old, new, count))


def zipped(folder: Path) -> None:
    with zipfile.ZipFile(folder / "zip.csv", "w") as archive:
        archive.writestr("people.csv", "a,b\n1,2\n")


def card_text(change: Callable[[str], str]) -> Change:
    def rewrite(folder: Path) -> None:
        path = folder / "card" / "scorecard.json"
        path.write_text(change(path.read_text("utf-8")), encoding="utf-8")

    return rewrite


def without(name: str) -> Change:
    return lambda folder: (folder / "card" / name).unlink()


def bundle(folder: Path) -> None:
    (folder / "card" / "manifest.json").write_text("{}")


FIT = ("fit", "--data", "train.csv", "--target", "bad", "--out", "new")
SCORE = ("score", "card", "--data", "people.csv", "--out", "new.csv")
EXPLAIN = ("explain", "card", "--data", "people.csv")


def fit(*more: str, data: str = "train.csv", target: str = "bad") -> tuple[str, ...]:
    return ("fit", "--data", data, "--target", target, "--out", "new", *more)


FAULTS = (
    Cell("fit: missing file", fit(data="trian.csv"), ("trian.csv", "no such file", "train.csv")),
    Cell("fit: a folder as table", fit(data="card"), ("card", "folder", "name a file")),
    Cell("fit: zip named csv", fit(data="zip.csv"), ("zip.csv", "zip archive", "unpack"), zipped),
    Cell("fit: bytes that are no text", fit(data="b.csv"), ("b.csv", "UTF-8"), file("b.csv", b"a,bad\n\xff\xff,1\n\x81,0\n")),
    Cell("fit: ragged row", fit(data="r.csv"), ("r.csv", "line 3"), file("r.csv", "a,bad\n1,0\n1,2,3\n")),
    Cell("fit: duplicate header", fit(data="d.csv"), ("d.csv", "'a'", "rename"), file("d.csv", "a,a,bad\n1,2,0\n")),
    Cell("fit: unknown delimiter", fit(data="p.csv"), ("p.csv", "'bad'", "separat"), file("p.csv", "a^bad\n1^0\n")),
    Cell("fit: empty file", fit(data="e.csv"), ("e.csv", "empty", "header"), file("e.csv", "")),
    Cell("fit: header alone", fit(data="h.csv"), ("h.csv", "no rows", "goods and bads"), file("h.csv", "a,bad\n")),
    Cell("fit: missing target column", fit(target="bda"), ("train.csv", "'bda'", "'bad'")),
    Cell("fit: three-valued target", fit(), ("train.csv", "'bad'", "3 different values"), training(",0\n", ",2\n", 3)),
    Cell("fit: one class", fit(), ("train.csv", "'bad'", "goods and bads"), training(",0\n", ",1\n")),
    Cell("fit: outcome absent", fit(), ("train.csv", "'bad'", "row 2"), training(",0\n", ",\n", 1)),
    Cell("fit: unknown bad value", fit("--bad", "late"), ("train.csv", "'late'", "'bad'")),
    Cell("fit: unknown excluded column", fit("--exclude", "x,yy"), ("train.csv", "'yy'", "'y'")),
    Cell("fit: unknown special column", fit("--special", "xx=-999"), ("train.csv", "'xx'", "'x'")),
    Cell("fit: malformed special", fit("--special", "x"), ("--special", "COLUMN=CODE", "income=-999")),
    Cell("fit: negative weight", fit("--weight", "w"), ("train.csv", "'w'", "row 1"), training(",1,1\n", ",-1,1\n", 1)),
    Cell("fit: time is no date", fit("--time", "t"), ("train.csv", "'t'", "row ", "YYYY-MM-DD"), training("-02-", "/02/", 1)),
    Cell("fit: existing output", (*FIT[:-1], "card"), ("card", "exists", "--force")),
    Cell("fit: force on a foreign folder", (*FIT[:-1], "mine", "--force"), ("mine", "scorecard.json")),
    Cell("fit: target twice used", fit("--weight", "bad"), ("train.csv", "'bad'", "two roles")),
    Cell("fit: seed is no number", fit("--seed", "x"), ("--seed", "'x'", "0 or more")),
    Cell("fit: expert learner", fit("--learner", "expert"), ("expert", "none is named", "--catalogue DIR")),
    Cell("fit: catalogue", fit("--catalogue", "c"), ("c", "no such catalogue", "moyang")),
    Cell("fit: no target named", ("fit", "--data", "train.csv", "--out", "new"), ("--target", "moyang fit --help")),
    Cell("show: no such folder", ("show", "nowhere"), ("nowhere", "no such folder", "moyang fit")),
    Cell("show: folder without card", ("show", "mine"), ("mine", "scorecard.json", "moyang fit")),
    Cell("show: a file as card", ("show", "card/scorecard.json"), ("card/scorecard.json", "name its folder")),
    Cell("show: changed points", ("show", "card"), ("scorecard.json", "digest", "fit it again"), card_text(lambda text: text.replace("-80", "-81"))),
    Cell("show: not canonical", ("show", "card"), ("scorecard.json", "canonical"), card_text(lambda text: text + "\n")),
    Cell("show: unknown format", ("show", "card"), ("scorecard.json", "format 2", "newer"), card_text(lambda text: text.replace('"format":1', '"format":2'))),
    Cell("show: not JSON", ("show", "card"), ("scorecard.json", "JSON"), card_text(lambda _: "points")),
    Cell("show: missing evidence", ("show", "card"), ("evidence.json", "absent", "fit the card again"), without("evidence.json")),
    Cell("show: broken evidence", ("show", "card"), ("evidence.json", "JSON"), file("card/evidence.json", "{")),
    Cell("show: a bundle", ("show", "card"), ("card", "signed bundle", "--trust"), bundle),
    Cell("show: existing page", ("show", "card", "--html", "old.html"), ("old.html", "exists", "--force"), file("old.html", "old")),
    Cell("show: page with a wrong ending", ("show", "card", "--html", "new.pdf"), ("new.pdf", ".html")),
    Cell("score: missing column", (*SCORE[:3], "late.csv", *SCORE[4:]), ("late.csv", "'home'", "'hoem'"), file("late.csv", "late,hoem,since\n0,own,\n")),
    Cell("score: missing columns", (*SCORE[:3], "train.csv", *SCORE[4:]), ("train.csv", "'late'", "header")),
    Cell("score: missing id column", (*SCORE, "--id", "idd"), ("people.csv", "'idd'", "'id'")),
    Cell("score: existing output", (*SCORE[:-1], "train.csv"), ("train.csv", "exists", "--force")),
    Cell("score: output is the input", (*SCORE[:-1], "people.csv", "--force"), ("people.csv", "reads", "another")),
    Cell("score: unknown kind of output", (*SCORE[:-1], "new.docx"), ("new.docx", ".csv", ".parquet")),
    Cell("score: engine", (*SCORE, "--engine", "spark"), ("--engine", "not in this version", "duckdb")),
    Cell("score: trust for a card folder", (*SCORE, "--trust", "keys"), ("card", "--trust")),
    Cell("explain: row out of range", (*EXPLAIN, "--row", "5"), ("people.csv", "row 5", "1 to 4")),
    Cell("explain: row 0", (*EXPLAIN, "--row", "0"), ("people.csv", "1 to 4")),
    Cell("explain: row is no number", (*EXPLAIN, "--row", "a1"), ("people.csv", "1 to 4", "--id")),
    Cell("explain: no row named", EXPLAIN, ("people.csv", "4 rows", "--row")),
    Cell("explain: unknown id", (*EXPLAIN, "--id", "id", "--row", "zz9"), ("people.csv", "'id'", "3 characters")),
    Cell("explain: doubled id", (*EXPLAIN[:3], "twice.csv", "--id", "id", "--row", "a"), ("twice.csv", "1, 2"), file("twice.csv", "id,late,home,since\na,1,own,\na,2,own,\n")),
    Cell("explain: broken JSON", ("explain", "card", "--data", "-"), ("standard input", "JSON", "line 1"), stdin='{"late": 1,'),
    Cell("explain: JSON list", ("explain", "card", "--data", "-"), ("standard input", "list", "one person"), stdin="[1]"),
    Cell("explain: doubled JSON name", ("explain", "card", "--data", "-"), ("standard input", "'late'"), stdin='{"late": 1, "late": 2}'),
    Cell("explain: nested JSON", ("explain", "card", "--data", "-"), ("standard input", "'late'"), stdin='{"late": [1]}'),
    Cell("explain: JSON without a column", ("explain", "card", "--data", "-"), ("standard input", "'home'"), stdin='{"late": 1}'),
    Cell("explain: nothing on standard input", ("explain", "card", "--data", "-"), ("standard input", "empty")),
    Cell("explain: unknown language", (*EXPLAIN, "--row", "1", "--lang", "fr"), ("--lang", "'fr'", "zh")),
    Cell("synth: existing output", ("synth", "--persons", "50", "--seed", "1", "--out", "card"), ("card", "exists")),
    Cell("synth: too few", ("synth", "--persons", "49", "--seed", "1", "--out", "new"), ("--persons", "'49'", "50 or more")),
    Cell("synth: output holds something else", ("synth", "--persons", "50", "--seed", "1", "--out", "mine", "--force"), ("mine", "city.json")),
    Cell("demo: output holds something else", ("demo", "--persons", "50", "--out", "mine"), ("mine", "demo.json")),
    Cell("export: no such key", ("export", "card", "--out", "new", "--sign", "k"), ("k", "no such key file", "moyang keys new")),
    Cell("no such command", ("fitt",), ("fitt", "fit")),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_card(tmp_path / "card")
    write_people(tmp_path / "people.csv")
    (tmp_path / "train.csv").write_text(TRAINING)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    return tmp_path


@each(FAULTS)
def test_a_fault_of_the_whole_input_ends_with_2_and_one_paragraph_that_helps(cell: Cell, folder: Path) -> None:
    check_fault(cell, folder, run)


def test_the_table_of_faults_has_at_least_25_cells_and_reaches_every_command() -> None:
    commands = {cell.words[0] for cell in FAULTS}

    assert len(FAULTS) >= 25
    assert {"fit", "show", "score", "explain", "demo", "synth"} <= commands


def test_an_id_that_is_not_found_is_not_repeated(folder: Path) -> None:
    done = run(folder, *EXPLAIN, "--id", "id", "--row", "441700199001011234")

    assert "441700199001011234" not in done.stderr + done.stdout
    assert "18 characters" in done.stderr


def test_columns_that_cannot_be_used_are_dropped_with_the_reason(folder: Path) -> None:
    header, *rows = TRAINING.splitlines()
    lines = [f"{header},empty,constant,person_id"]
    lines += [f"{row},,same,P{at:07d}" for at, row in enumerate(rows)]
    (folder / "train.csv").write_text("\n".join(lines) + "\n")

    done = run(folder, *FIT)

    assert done.returncode == 0, done.stderr
    reasons = {
        one["column"]: one["reason"] for one in json.loads((folder / "new" / "evidence.json").read_text())["dropped"]
    }
    assert {"empty", "constant", "person_id"} <= set(reasons)
    for column in ("empty", "constant", "person_id"):
        assert any(column in line and reasons[column] in line for line in done.stdout.splitlines())


SCORED = {
    "unseen category": ("0,castle,2020-01-01", "unseen:home"),
    "unparsable number": ("x1,own,2020-01-01", "unparsable:late"),
    "infinite number": ("inf,own,2020-01-01", "unparsable:late"),
    "too large a number": ("9007199254740993,own,2020-01-01", "too_large:late"),
    "unparsable date": ("0,own,01/02/2020", "unparsable:since"),
}


@pytest.mark.parametrize("fault", SCORED)
def test_a_cell_that_cannot_be_read_is_scored_as_unseen_and_flagged(fault: str, folder: Path) -> None:
    row, flag = SCORED[fault]
    write_people(folder / "people.csv", f"late,home,since\n{row}\n")

    done = run(folder, *SCORE)

    assert done.returncode == 0, done.stderr
    header, line = (folder / "new.csv").read_text().splitlines()
    assert dict(zip(header.split(","), line.split(","), strict=True))["flags"] == flag
    assert flag in done.stdout
