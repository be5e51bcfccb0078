"""`moyang catalogue check`: 0 where it is clean, 1 with findings, 2 where it cannot be read."""

import json

import pytest

from moyang_score.cli import main
from tests.catalogue.folders import change, copy_small, indicator
from tests.cli.running import run


@pytest.fixture
def small(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return copy_small(tmp_path)


def spoil(folder):
    change(folder, "indicators/P.yaml", lambda content: indicator(content, "P01")["legal"].update({"class": "X11"}))


def test_a_clean_catalogue_is_summed_up(capsys):
    assert main(["catalogue", "check", "moyang"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Catalogue moyang 2026.1 has no findings: 28 indicators, 25 tables, 19 units, hash ")
    assert [line.split()[0] for line in lines[2:]] == ["P", "F", "S", "A"]


def test_findings_are_listed_and_the_exit_code_is_1(small, capsys):
    spoil(small)

    assert main(["catalogue", "check", "small"]) == 1

    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out.splitlines()[0] == (
        "indicators/P.yaml, P01, legal.class: 'X11' is of the rejected class X11, public-security violations "
        "(治安管理违法记录) (治安管理处罚法 136（2026-01-01 起封存）). "
        "Take it out of the catalogue: data of this class is never scored."
    )
    assert captured.out.splitlines()[1] == "1 finding."


def test_what_cannot_be_read_is_an_error_in_one_paragraph(small, capsys):
    (small / "units.yaml").write_text("a: [", "utf-8")

    assert main(["catalogue", "check", "small"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("moyang catalogue: error: small, units.yaml: not YAML (line ")
    assert captured.err.count("\n") == 1

    assert main(["catalogue", "check", "nowhere"]) == 2
    assert "there is no such catalogue folder" in capsys.readouterr().err


def test_a_machine_reads_findings_or_the_name_of_the_content(small, capsys):
    assert main(["catalogue", "check", "small", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["findings"] == []
    assert (document["name"], document["indicators"], document["releasable"]) == ("small", 1, True)
    assert len(document["hash"]) == 64

    spoil(small)
    assert main(["catalogue", "check", "--json", "small"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert set(finding) == {"file", "entry", "field", "what", "fix", "article", "rejected"}
    assert (finding["rejected"], finding["article"][:9]) == ("X11", "治安管理处罚法 1")


def test_quiet_says_nothing_of_a_clean_catalogue_and_everything_of_another(small, capsys):
    assert main(["catalogue", "check", "small", "--quiet"]) == 0
    assert capsys.readouterr().out == ""

    spoil(small)
    assert main(["catalogue", "check", "small", "--quiet"]) == 1
    assert "X11" in capsys.readouterr().out


def test_research_and_what_is_off_are_named(small, capsys):
    edit = {"on": False}
    change(small, "indicators/P.yaml", lambda content: indicator(content, "P01").update(edit))
    change(small, "tables/verdict.yaml", lambda content: content.update({"class": "R"}))

    assert main(["catalogue", "check", "small"]) == 0

    out = capsys.readouterr().out
    assert "1 indicator not scored (on: false)" in out
    assert "no card of it can be released" in out


def test_a_control_character_in_a_catalogue_cannot_move_the_cursor(small, capsys):
    change(small, "indicators/P.yaml", lambda content: indicator(content, "P01").update(unit="\x1b[2Jx"))

    assert main(["catalogue", "check", "small"]) == 1
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize("words", [["catalogue"], ["catalogue", "check"], ["catalogue", "chekc", "small"]])
def test_a_wrong_call_is_answered_in_two_lines(words, capsys):
    assert main(words) == 2
    assert "moyang catalogue" in capsys.readouterr().err


def test_help_teaches(capsys):
    assert main(["catalogue", "check", "--help"]) == 0
    text = capsys.readouterr().out
    assert "\n  moyang catalogue check moyang" in text
    assert "exit codes of check: 0 clean, 1 findings, 2" in text


def test_a_process_leaves_with_the_same_codes(tmp_path):
    small = copy_small(tmp_path)
    assert run(tmp_path, "catalogue", "check", "small").returncode == 0

    spoil(small)
    done = run(tmp_path, "catalogue", "check", "small")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.endswith("1 finding.\n")
