"""`moyang fit --catalogue`: features and outcomes of a city become a challenger."""

import json

import pytest

from moyang_score.catalogue import load_catalogue
from moyang_score.cli import main
from moyang_score.files import read_table, write_table
from moyang_score.learn import fit
from moyang_score.learn.joining import OutcomeTable
from tests.learn.tables import unpacked

ROWS = 600
CODES = [one.code for one in load_catalogue("moyang").indicators]
HASH = load_catalogue("moyang").hash
RECORD = {
    "catalogue": {"hash": HASH, "name": "moyang", "version": "2026.1"},
    "counts": {"bad": 90, "good": 480, "indeterminate": 30, "excluded": 0},
    "definition": {"name": "mine", "bad_rate": "0.04", "hash": "ab" * 32},
    "periods": [],
    "received": "2029-02-01",
    "rows": ROWS,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Write features of 600 people, of whom those with few payments in time turn out bad."""
    folder = tmp_path_factory.mktemp("fit")
    columns = {code: [0] * ROWS for code in CODES}
    columns["A01"] = [60 + row % 41 for row in range(ROWS)]
    columns["P09"] = [row % 3 for row in range(ROWS)]
    bad = [int((row * 7) % 50 < 2 + 6 * (row % 3) + 10 * (row % 41 < 10)) for row in range(ROWS)]
    people = {"token": [f"{row:032x}" for row in range(ROWS)], "as_of": ["2026-10-01"] * ROWS}
    write_table(folder / "f.csv", {**people, **columns})
    (folder / "f.csv.json").write_text(json.dumps({"catalogue": {"hash": HASH}}))
    kinds = ["indeterminate" if row % 20 == 0 else "bad" if bad[row] else "good" for row in range(ROWS)]
    number = [{"bad": 1, "good": 0}.get(kind) for kind in kinds]
    write_table(folder / "o.csv", {**people, "outcome": kinds, "bad": number})
    (folder / "o.csv.json").write_text(json.dumps(RECORD))
    return folder


@pytest.fixture
def folder(made, monkeypatch, tmp_path):
    for one in made.iterdir():
        (tmp_path / one.name).write_bytes(one.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> int:
    return main(["fit", "--catalogue", "moyang", "--data", "f.csv", "--outcome", "o.csv", "--target", "bad", *words])


def test_features_and_outcomes_become_an_official_card_with_texts(folder, capsys):
    assert run("--out", "card") == 0

    said = capsys.readouterr().out
    card = unpacked(folder / "card")
    assert sorted(one.name for one in (folder / "card").iterdir()) == [
        "evidence.json",
        "scorecard.json",
        "texts.en.json",
        "texts.zh.json",
    ]
    assert card.card_class == "official"
    assert {"P01", "P02", "P09", "A01"} <= {one.key for one in card.characteristics}
    evidence = json.loads((folder / "card" / "evidence.json").read_text("utf-8"))
    assert evidence["catalogue"]["hash"] == HASH
    assert (evidence["prior"]["bad_rate"], evidence["prior"]["stated_by"]) == (0.04, "definition")
    assert evidence["outcome"]["definition"] == RECORD["definition"]
    assert evidence["outcome"]["joined"] == {
        "features": ROWS,
        "outcome": ROWS,
        "rows": 570,
        "without_outcome": 0,
        "no_class": 30,
    }
    assert "Joined with 600 outcomes; left out: 30 neither good nor bad, 0 without an outcome" in said
    assert "corrected to a bad rate of 4.00%, stated by the definition of the outcome" in said
    assert "official card" in said
    assert main(["show", "card"]) == 0
    assert "Judgment defaulter" in capsys.readouterr().out


def test_the_command_and_the_library_make_the_same_card(folder, capsys):
    assert run("--out", "card", "--json", "--prior", "0.1", "--seed", "5") == 0

    document = json.loads(capsys.readouterr().out)
    outcome = OutcomeTable(read_table("o.csv").columns, RECORD)
    fitted = fit(read_table("f.csv"), "bad", catalogue="moyang", outcome=outcome, prior=0.1, seed=5)
    assert document["digest"] == fitted.card.digest
    assert document["prior"]["stated_by"] == "option"
    assert document["directions"]["P09"] == "descending"


def other(name: str, **changes):
    def write(folder):
        (folder / f"{name}.csv.json").write_text(json.dumps({**RECORD, **changes}))

    return write


def nothing(folder):
    """Leave the folder as it is."""


WRONG = [
    (("--prior", "2"), "'2' is no share between 0 and 1", nothing),
    (("--special", "P09=9"), "the catalogue says what cells mean, so --special cannot", nothing),
    (("--exclude", "P01"), "P01 holds people at a grade", nothing),
    (("--target", "worse"), "the outcome has no column 'worse'", nothing),
    (("--outcome", "absent.csv"), "absent.csv: there is no such file", nothing),
    (("--outcome", "f.csv"), "the outcome has no column 'bad'", nothing),
    (("--time", "when"), "'when'", nothing),
    ((), "come from the catalogue cdcdcdcdcdcd", other("f", catalogue={"hash": "cd" * 32})),
    ((), "come from the catalogue cdcdcdcdcdcd", other("o", catalogue={"hash": "cd" * 32})),
]


@pytest.mark.parametrize(("words", "message", "spoil"), WRONG, ids=range(len(WRONG)))
def test_wrong_calls_are_answered_in_one_paragraph_and_write_nothing(folder, capsys, words, message, spoil):
    spoil(folder)

    assert run(*words, "--out", "card") == 2

    said = capsys.readouterr().err
    assert message.lower() in said.lower()
    assert "Traceback" not in said
    assert not (folder / "card").exists()


@pytest.mark.parametrize("option", ["--outcome", "--prior"])
def test_without_a_catalogue_neither_outcome_nor_prior(folder, capsys, option):
    value = {"--outcome": "o.csv", "--prior": "0.1"}[option]

    assert main(["fit", "--data", "f.csv", "--target", "P09", option, value, "--out", "card"]) == 2

    assert f"{option} belongs to fits under a catalogue" in capsys.readouterr().err
