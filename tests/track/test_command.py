"""`moyang track`: what it prints, and what it refuses in one paragraph."""

import json
from pathlib import Path

import pytest

from moyang_score.cli import main
from tests.bundle.released import official_card, write_official_bundle, write_trust
from tests.cli.cards import write_card
from tests.track.kept import write_compared, write_fair, write_official


@pytest.fixture
def folder(place: Path) -> Path:
    """A working folder with a notebook, cards and reports."""
    write_official(place.parent / "card")
    write_card(place.parent / "research")
    write_fair(place.parent / "fair")
    write_compared(place.parent / "compared")
    return place.parent


def test_cards_and_reports_are_entered_and_the_champion_is_made(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    uri = ("--uri", "notebook")

    assert main(["track", "log", "card", "fair", "compared", *uri]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("Entered card as fit ")
    assert told[0].endswith(", version 1 of moyang")
    assert told[1].startswith("Entered fair as fairness ")
    assert told[2].startswith("Entered compared as comparison ")
    assert told[3].startswith("Look at it: mlflow server --host 127.0.0.1 ")
    assert main(["track", "promote", "1", "--as", "champion", *uri]) == 0
    assert "is the champion now" in capsys.readouterr().out
    assert main(["track", "list", *uri]) == 0
    listed = capsys.readouterr().out
    assert main(["track", *uri, "list"]) == 0
    assert capsys.readouterr().out == listed
    assert listed.splitlines()[1].split() == [
        *("1", "champion", "official", "expert", f"{official_card().digest[:12]}…", "measured")
    ]


def test_a_machine_reads_json_and_quiet_says_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "notebook")

    assert main(["track", "log", "card", "fair", "--json"]) == 0
    entries = json.loads(capsys.readouterr().out)
    assert [one["kind"] for one in entries] == ["fit", "fairness"]
    assert main(["track", "promote", "1", "--as", "challenger", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["alias"] == "challenger"
    assert main(["track", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [one["aliases"] for one in listed] == [["challenger"]]
    assert listed[0]["fairness"] == [entries[1]["run"]]
    assert main(["track", "--quiet", "log", "research"]) == 0
    assert capsys.readouterr().out == ""


def test_a_bundle_and_a_card_are_entered_together(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_official_bundle(folder / "bundle")
    write_trust(folder / "trust")

    assert main(["track", "log", "bundle", "research", "--trust", "trust", "--uri", "notebook", "--json"]) == 0

    assert [one["version"] for one in json.loads(capsys.readouterr().out)] == ["1", "2"]


@pytest.mark.parametrize(
    ("words", "needles"),
    [
        (("log", "nowhere"), ("nowhere", "no such folder")),
        (("log", "card", "nowhere"), ("nowhere", "no such folder")),
        (("log", "card/scorecard.json"), ("this is a file",)),
        (("log", "."), ("this is no card folder",)),
        (("log", "card", "--trust", "trust"), ("--trust is for bundles",)),
        (("log", "bad"), ("bad/report.json", "no JSON object")),
        (("log", "card", "--uri", "file:x"), ("'file:x' is no place for a notebook",)),
        (("log", "card", "--uri", "card/scorecard.json/x"), ("folder",)),
        (("list", "--uri", "elsewhere"), ("elsewhere", "there is no notebook here", "moyang track log")),
        (("promote", "1", "--as", "champion", "--uri", "elsewhere"), ("there is no notebook here",)),
        (("promote", "1", "--as", "champion"), ("there is no version '1' of moyang",)),
        (("promote", "1", "--as", "king"), ("--as", "king")),
        (("promote", "1"), ("--as",)),
        (("list", "--uri", "sqlite:///card/scorecard.json"), ("no SQLite database",)),
        ((), ("ACTION",)),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_is_told_in_one_paragraph(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], needles: tuple[str, ...]
) -> None:
    (folder / "bad").mkdir()
    (folder / "bad" / "report.json").write_text("nonsense")
    uri = () if "--uri" in words or not words else ("--uri", "notebook")
    before = sorted(path.name for path in folder.iterdir())

    assert main(["track", *words, *uri]) == 2

    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert all(needle in told.err for needle in needles), told.err
    assert sorted(path.name for path in folder.iterdir()) == before
    assert not (folder / "notebook" / "artifacts").exists()


def test_a_gate_that_stays_shut_says_why(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    uri = ("--uri", "notebook", "--quiet")
    assert main(["track", "log", "research", "card", *uri]) == 0

    for version, needle in (("1", "this is a research card"), ("2", "there is no fairness report")):
        assert main(["track", "promote", version, "--as", "champion", *uri]) == 2
        assert needle in capsys.readouterr().err.lower()


def test_an_empty_notebook_says_what_comes_next(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["track", "list", "--uri", "notebook"]) == 0

    assert capsys.readouterr().out == "No card was entered yet. Next: moyang track log CARD\n"
