"""`moyang fit --learner expert` as a stranger runs it: the story, and each fault of its input as a real process."""

import json
from pathlib import Path

import pytest

from moyang_score.catalogue import load_catalogue
from tests.cli.faults import Cell, Change, check_fault, each
from tests.cli.running import listing, run

CODES = [one.code for one in load_catalogue("moyang").indicators if one.on]
FIT = ("fit", "--learner", "expert", "--catalogue", "moyang", "--data", "features.csv", "--out", "moyang-1")


def rows(*changes: dict[str, object]) -> str:
    """Write a table of features: all 0 but what is told; with an outcome and a protected column."""
    header = ["token", "sex", *CODES, "bad"]
    lines = [
        ",".join(str({"token": f"t{at}", "sex": "F", **change}.get(name, 0)) for name in header)
        for at, change in enumerate(changes)
    ]
    return "\n".join([",".join(header), *lines]) + "\n"


PEOPLE = rows(
    {}, dict.fromkeys(CODES, ""), {"P01": 1, "P13": 5, "S01": 160}, {"P04": 2, "bad": 1}, {"P13": 5, "P16": 4}
)


def write(content: str) -> Change:
    return lambda folder: (folder / "features.csv").write_text(content, encoding="utf-8")


def test_a_card_is_made_shown_and_explained_in_two_languages(tmp_path: Path) -> None:
    write(PEOPLE)(tmp_path)

    made = run(tmp_path, *FIT)

    assert made.returncode == 0, made.stderr
    for needle in (
        "5 rows",
        "AAA",
        "Scores from",
        "attainable",
        "CR",
        "random index saaty",
        "change grade",
        "texts.zh.json",
        "Next: moyang export moyang-1",
    ):
        assert needle in made.stderr + made.stdout
    assert "Warning" not in made.stderr + made.stdout
    assert listing(tmp_path / "moyang-1") == ["evidence.json", "scorecard.json", "texts.en.json", "texts.zh.json"]

    newcomer = run(tmp_path, "explain", "moyang-1", "--data", "features.csv", "--row", "1", "--json")
    document = json.loads(newcomer.stdout)
    assert (document["score"], document["grade"], document["reasons"]) == (650, "A", [])
    assert document["rows"][0]["name"]
    assert document["improvements"]
    empty = json.loads(run(tmp_path, "explain", "moyang-1", "--data", "features.csv", "--row", "2", "--json").stdout)
    assert (empty["score"], empty["grade"]) == (650, "A")

    listed = run(tmp_path, "explain", "moyang-1", "--data", "features.csv", "--row", "3", "--lang", "zh")
    for needle in ("P01 当前失信被执行人", "公共信用", "扣分封顶", "原因", "可以这样提升评分"):
        assert needle in listed.stdout

    shown = run(tmp_path, "show", "moyang-1", "--lang", "zh", "--html", "card.html", "--xlsx", "card.xlsx")
    assert shown.returncode == 0, shown.stderr
    assert "当前失信被执行人" in (tmp_path / "card.html").read_text("utf-8")


def test_a_target_is_evidence_alone(tmp_path: Path) -> None:
    write(PEOPLE)(tmp_path)

    plain = json.loads(run(tmp_path, *FIT, "--json").stdout)
    judged = json.loads(run(tmp_path, *FIT[:-1], "judged", "--target", "bad", "--json").stdout)

    assert judged["digest"] == plain["digest"]
    assert (plain["metrics"], judged["metrics"][0]["bads"]) == ([], 1)
    assert judged["weights"]["random_index"]["name"] == "saaty"


def test_a_table_without_rows_gives_the_card_and_says_that_nothing_was_counted(tmp_path: Path) -> None:
    write(rows())(tmp_path)

    made = run(tmp_path, *FIT)

    assert made.returncode == 0, made.stderr
    assert "0 rows counted" in made.stderr + made.stdout
    assert "Warning: the table has no rows, so nothing was counted." in made.stderr + made.stdout
    assert run(tmp_path, "show", "moyang-1", "--html", "card.html").returncode == 0


def fit(*more: str, catalogue: str = "moyang", data: str = "features.csv") -> tuple[str, ...]:
    return ("fit", "--learner", "expert", "--catalogue", catalogue, "--data", data, "--out", "moyang-1", *more)


FAULTS = (
    Cell(
        "no catalogue named",
        tuple(word for word in FIT if word not in {"--catalogue", "moyang"}),
        ("expert", "none is named", "--catalogue DIR"),
    ),
    Cell("catalogue absent", fit(catalogue="nowhere"), ("nowhere", "no such catalogue", "moyang")),
    Cell("not a catalogue", fit(catalogue="mine"), ("mine", "catalogue.yaml")),
    Cell("broken YAML", fit(catalogue="broken"), ("catalogue.yaml",)),
    Cell("a file as catalogue", fit(catalogue="features.csv"), ("features.csv", "folder")),
    Cell(
        "a prior for expert",
        fit("--prior", "0.06"),
        ("--prior", "cannot change", "catalogue"),
    ),
    Cell("absent table", fit(data="feature.csv"), ("feature.csv", "no such file")),
    Cell(
        "feature column absent",
        fit(),
        ("features.csv", "'P04'", "moyang features"),
        write(PEOPLE.replace(",P04,", ",p4,")),
    ),
    Cell(
        "text in a feature",
        fit(),
        ("features.csv", "column 'P13'", "row 1", "'many'", "whole numbers"),
        write(rows({"P13": "many"})),
    ),
    Cell("half a number in a feature", fit(), ("column 'P04'", "row 2", "'0.5'"), write(rows({}, {"P04": "0.5"}))),
    Cell("an id in a feature", fit(), ("column 'P04'", "18 characters"), write(rows({"P04": "990101199001010014"}))),
    Cell("absent target", fit("--target", "bda"), ("features.csv", "'bda'", "'bad'")),
    Cell("one outcome", fit("--target", "bad"), ("features.csv", "'bad'", "goods and bads"), write(rows({}, {}))),
    Cell(
        "an option that cannot change points", fit("--special", "P04=-9"), ("--special", "cannot change", "catalogue")
    ),
    Cell(
        "features of another catalogue",
        fit(data="others.csv"),
        ("others.csv.json", "catalogue cdcd", "build the features again"),
    ),
    Cell("no header", fit(), ("features.csv", "empty"), write("")),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(PEOPLE)(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "others.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "others.csv.json").write_text(json.dumps({"catalogue": {"hash": "cd" * 32}}))
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "catalogue.yaml").write_text("name: [")
    return tmp_path


@each(FAULTS)
def test_a_fault_is_told_in_one_paragraph_and_nothing_is_written(cell: Cell, folder: Path) -> None:
    said = check_fault(cell, folder, run)

    assert len(said.strip().splitlines()) == 1
    assert "990101199001010014" not in said
