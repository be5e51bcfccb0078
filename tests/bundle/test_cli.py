"""Keys, export, verify and score of a bundle as strangers run them; every second fault within one process."""

# ruff: noqa: E501 - a table reads best with one fault a line

import json
import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from moyang_score.bundle import read_bundle, token_key_bytes
from moyang_score.card import Grade
from tests.bundle.released import (
    MODELLER,
    REVIEWER,
    STRANGER,
    official_card,
    texts_of,
    write_official_bundle,
    write_official_card,
    write_trust,
)
from tests.cli.cards import write_card
from tests.cli.faults import Cell, Change, Run, check_fault, each, file
from tests.cli.running import run

PEOPLE = "token,P01,P04,P13,F01\na,0,0,5,100\nb,1,-999,,80\nc,x,3,2,９９\n"
EXPORT = ("export", "card", "--out", "moyang-2026.2", "--sign", "modeller.key.json")
SCORE = ("score", "bundle", "--trust", "trust", "--data", "people.csv", "--out", "new.csv")


def without(name: str) -> Change:
    return lambda folder: (folder / name).unlink()


def untitled(folder: Path) -> None:
    (folder / "card" / "texts.en.json").write_bytes(texts_of(official_card())["zh"].to_bytes())


def too_high(folder: Path) -> None:
    write_official_card(folder / "high", replace(official_card(), groups=(), base=900))


def regraded(folder: Path) -> None:
    card = official_card()
    grades = (Grade("AAA", 860), *card.grades[1:])
    write_official_card(folder / "regraded", replace(card, grades=grades))


def changed(folder: Path) -> None:
    path = folder / "bundle" / "scorecard.json"
    path.write_bytes(path.read_bytes().replace(b'"points":-180', b'"points":-181'))


def strangers(folder: Path) -> None:
    write_official_bundle(folder / "strange", STRANGER)


FAULTS = (
    Cell("keys: existing key", ("keys", "new", "--out", ".", "--role", "modeller"), ("modeller.key.json", "--force")),
    Cell("keys: existing public key", ("keys", "new", "--out", "trust", "--role", "modeller"), ("modeller.pub.json",), file("trust/modeller.pub.json", b"")),
    Cell("keys: unknown role", ("keys", "new", "--out", "new", "--role", "boss"), ("--role", "'boss'", "reviewer")),
    Cell("keys: no action", ("keys", "--out", "new"), ("new", "moyang keys --help")),
    Cell("keys: a file for the folder", ("keys", "new", "--out", "people.csv"), ("people.csv",)),
    Cell("export: absent key", (*EXPORT[:-1], "nobody.key.json"), ("nobody.key.json", "no such key file", "moyang keys new")),
    Cell("export: reviewer alone", (*EXPORT[:-1], "reviewer.key.json"), ("no modeller signed", "sign with the key of a modeller")),
    Cell("export: token key", (*EXPORT[:-1], "token.key.json"), ("token.key.json", "token key", "signing key is needed")),
    Cell("export: public key", (*EXPORT[:-1], "trust/0.pub.json"), ("trust/0.pub.json", "public key", "signing key is needed")),
    Cell("export: one key twice", (*EXPORT, "modeller.key.json"), ("key is given twice",)),
    Cell("export: no key", EXPORT[:4], ("--sign", "moyang export --help")),
    Cell("export: broken key", EXPORT, ("modeller.key.json", "no key file"), file("modeller.key.json", b"-----BEGIN PRIVATE KEY-----")),
    Cell("export: existing output", ("export", "card", "--out", "bundle", *EXPORT[4:]), ("bundle", "exists", "--force")),
    Cell("export: force on a foreign folder", ("export", "card", "--out", "mine", *EXPORT[4:], "--force"), ("mine", "manifest.json")),
    Cell("export: into the card", ("export", "card", "--out", "card/bundle", *EXPORT[4:]), ("--out", "in each other")),
    Cell("export: over the card", ("export", "card", "--out", "card", *EXPORT[4:], "--force"), ("--out", "in each other")),
    Cell("export: research card", ("export", "study", *EXPORT[2:]), ("research card", "--research")),
    Cell("export: official card as research", (*EXPORT, "--research"), ("card", "no research card", "--research")),
    Cell("export: no texts", EXPORT, ("texts.zh.json", "fit the card again"), without("card/texts.zh.json")),
    Cell("export: texts swapped", EXPORT, ("texts.en.json", "'zh'"), untitled),
    Cell("export: leaves the scale", ("export", "high", *EXPORT[2:]), ("300 to 1000", "1110"), too_high),
    Cell("export: other grades", ("export", "regraded", *EXPORT[2:]), ("AAA from 860", "AAA from 850"), regraded),
    Cell("export: a name with a slash", (*EXPORT, "--name", "a/b"), ("'a/b'", "name of a bundle")),
    Cell("export: no card", ("export", "nowhere", *EXPORT[2:]), ("nowhere", "no such folder")),
    Cell("export: a bundle as card", ("export", "bundle", *EXPORT[2:]), ("bundle", "signed bundle")),
    Cell("verify: no trust", ("verify", "bundle"), ("--trust", "moyang verify --help")),
    Cell("verify: trust is absent", ("verify", "bundle", "--trust", "nowhere"), ("nowhere", "no such folder of trusted keys")),
    Cell("verify: trust is empty", ("verify", "bundle", "--trust", "mine"), ("mine", "nobody is trusted")),
    Cell("verify: trust holds something else", ("verify", "bundle", "--trust", "trust"), ("trust/9.pub.json", "no key file"), file("trust/9.pub.json", b"{")),
    Cell("verify: trust in the bundle", ("verify", "bundle", "--trust", "bundle"), ("bundle", "apart from bundles")),
    Cell("verify: somebody else signed", ("verify", "strange", "--trust", "trust"), ("not trusted here", STRANGER.public_key.public[:16]), strangers),
    Cell("verify: changed card", ("verify", "bundle", "--trust", "trust"), ("bundle/scorecard.json", "changed after it was signed", "again"), changed),
    Cell("verify: an extra file", ("verify", "bundle", "--trust", "trust"), ("'notes.txt'", "nobody signed it"), file("bundle/notes.txt", b"")),
    Cell("verify: unsigned", ("verify", "bundle", "--trust", "trust"), ("bundle/signatures.json", "nobody signed"), file("bundle/signatures.json", b"[]")),
    Cell("verify: a card folder", ("verify", "card", "--trust", "trust"), ("card", "no signed bundle", "moyang export")),
    Cell("verify: nowhere", ("verify", "nowhere", "--trust", "trust"), ("nowhere", "no such folder")),
    Cell("score: no trust", ("score", "bundle", *SCORE[4:]), ("bundle", "trusted keys", "--trust")),
    Cell("score: no trust, engine", ("score", "bundle", *SCORE[4:], "--engine", "duckdb"), ("bundle", "trusted keys", "--trust")),
    Cell("score: changed bundle", SCORE, ("bundle/scorecard.json", "changed after it was signed"), changed),
    Cell("score: missing column, engine", (*SCORE, "--engine", "duckdb"), ("people.csv", "'F01'"), file("people.csv", b"P01,P04,P13\n1,2,3\n")),
    Cell("explain: no trust", ("explain", "bundle", "--data", "people.csv", "--row", "1"), ("bundle", "--trust")),
    Cell("explain: changed bundle", ("explain", "bundle", "--trust", "trust", "--data", "people.csv", "--row", "1"), ("changed after it was signed",), changed),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_official_card(tmp_path / "card")
    write_card(tmp_path / "study")
    write_official_bundle(tmp_path / "bundle")
    write_trust(tmp_path / "trust")
    for key in (MODELLER, REVIEWER):
        (tmp_path / f"{key.role}.key.json").write_bytes(key.to_bytes())
    (tmp_path / "token.key.json").write_bytes(token_key_bytes(bytes(32)))
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    return tmp_path


def check(cell: Cell, folder: Path, how: Run) -> None:
    said = check_fault(cell, folder, how)

    assert len(said.splitlines()) <= 4
    assert MODELLER.private.hex() not in said


@each(FAULTS[::2])
def test_a_fault_ends_with_2_and_one_paragraph_that_helps(cell: Cell, folder: Path) -> None:
    check(cell, folder, run)


@each(FAULTS[1::2])
def test_so_does_a_fault_within_one_process(cell: Cell, folder: Path, within: Run) -> None:
    check(cell, folder, within)


def test_each_command_has_cells_of_both_kinds() -> None:
    for half in (FAULTS[::2], FAULTS[1::2]):
        assert {cell.words[0] for cell in half} == {"keys", "export", "verify", "score", "explain"}
        assert len(half) >= 20


def test_a_card_goes_from_new_keys_to_a_checked_bundle_to_scores(folder: Path) -> None:
    for role in ("modeller", "reviewer", "token"):
        made = run(folder, "keys", "new", "--out", "keys", "--role", role)
        assert made.returncode == 0, made.stderr
        private = (folder / "keys" / f"{role}.key.json").read_text()
        assert stat.S_IMODE((folder / "keys" / f"{role}.key.json").stat().st_mode) == 0o600
        assert json.loads(private).get("private", json.loads(private).get("secret")) not in made.stdout + made.stderr
    ring = folder / "ring"
    ring.mkdir()
    for role in ("modeller", "reviewer"):
        (folder / "keys" / f"{role}.pub.json").rename(ring / f"{role}.pub.json")

    keys = ("keys/modeller.key.json", "keys/reviewer.key.json")
    done = run(folder, "export", "card", "--out", "models/moyang-2026.2", "--sign", *keys)
    assert done.returncode == 0, done.stderr
    assert "Released moyang 2026.2" in done.stdout
    assert "numpy, naive, DuckDB SQL agree on each" in done.stdout
    checked = run(folder, "verify", "models/moyang-2026.2", "--trust", "ring", "--json")
    assert checked.returncode == 0, checked.stderr
    document = json.loads(checked.stdout)
    assert (document["name"], document["version"], document["class"]) == ("moyang", "2026.2", "official")
    assert document["digest"] == official_card().digest
    assert [one["role"] for one in document["signed"]] == ["modeller", "reviewer"]
    assert document["scorers"] == ["numpy", "naive", "DuckDB SQL"]
    assert not any(one["demo"] for one in document["signed"])


def test_both_engines_write_the_same_bytes_from_a_bundle_and_from_its_card(folder: Path) -> None:
    words = ("--data", "people.csv", "--id", "token", "--points", "--reasons", "--json")
    bundle, card = ("score", "bundle", "--trust", "trust", *words), ("score", "card", *words)

    for at, call in enumerate((bundle, (*bundle, "--engine", "duckdb"), card, (*card, "--engine", "duckdb"))):
        done = run(folder, *call, "--out", f"{at}.csv")
        assert done.returncode == 0, done.stderr

    texts = [(folder / f"{at}.csv").read_bytes() for at in range(4)]
    assert texts[1:] == texts[:1] * 3
    assert texts[0].decode().splitlines()[3].split(",")[5] == "unparsable:F01;unparsable:P01"


def test_a_bundle_is_verified_in_words_shown_and_explained(folder: Path) -> None:
    told = run(folder, "verify", "bundle", "--trust", "trust")
    quiet = run(folder, "verify", "bundle", "--trust", "trust", "--quiet")
    explained = run(
        folder, "explain", "bundle", "--trust", "trust", "--data", "people.csv", "--row", "2", "--lang", "zh"
    )

    assert told.returncode == quiet.returncode == explained.returncode == 0, told.stderr + explained.stderr
    assert "moyang 2026.1 (official)" in told.stdout
    assert f"signed by modeller {MODELLER.public_key.public[:16]} (demo key)" in told.stdout
    assert "anybody can derive it" in told.stdout
    assert (quiet.stdout, quiet.stderr) == ("", "")
    assert "项目P01" in explained.stdout


def test_a_research_card_is_exported_only_on_demand_and_marked(folder: Path) -> None:
    done = run(folder, "export", "study", *EXPORT[2:], "--research", "--json")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["class"] == "research"
    bundle = read_bundle(folder / "moyang-2026.2", folder / "trust")
    assert bundle.manifest.card_class == bundle.card.card_class == "research"
    assert bundle.texts["en"].title == "moyang 2026.2"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (("--out", "moyang-2026.2"), ("moyang", "2026.2")),
        pytest.param(("--out", "a-b-3"), ("a-b", "3"), marks=pytest.mark.slow),
        pytest.param(("--out", "plain"), ("plain", "1"), marks=pytest.mark.slow),
        (("--out", "plain", "--version", "7"), ("plain", "7")),
        (("--out", "moyang-2026.2", "--name", "漠阳", "--version", "二"), ("漠阳", "二")),
    ],
)
def test_name_and_version_come_from_the_options_or_the_folder(
    folder: Path, words: tuple[str, ...], title: tuple[str, str]
) -> None:
    done = run(folder, "export", "card", *words, "--sign", "modeller.key.json", "--json")

    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert (document["name"], document["version"]) == title


def test_force_replaces_a_bundle_and_a_key(folder: Path) -> None:
    first = (folder / "modeller.key.json").read_bytes()

    done = run(folder, "export", "card", "--out", "bundle", "--sign", "modeller.key.json", "--force", "--quiet")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert len(read_bundle(folder / "bundle", folder / "trust").signers) == 1
    done = run(folder, "keys", "new", "--out", ".", "--role", "modeller", "--force", "--quiet")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert (folder / "modeller.key.json").read_bytes() != first


def test_without_duckdb_a_bundle_is_verified_and_scored_and_the_report_says_what_was_not_run(folder: Path) -> None:
    """A module of each name that cannot be imported stands before the real one."""
    for name in ("duckdb", "pyarrow", "pandas", "ibis"):
        (folder / f"{name}.py").write_text("raise ImportError('not installed')\n")
    code = "import sys; sys.path.insert(0, '.'); from moyang_score.cli import main; sys.exit(main(sys.argv[1:]))"

    told = run_code(folder, code, "verify", "bundle", "--trust", "trust")
    scored = run_code(folder, code, *SCORE)
    engine = run_code(folder, code, *SCORE[:-1], "engine.csv", "--engine", "duckdb")
    export = run_code(folder, code, *EXPORT)

    assert told[0] == scored[0] == 0, told + scored
    assert "numpy, naive agree on each" in told[1]
    assert "the SQL was not run, because DuckDB is not installed" in told[1]
    assert len((folder / "new.csv").read_text("utf-8").splitlines()) == 4
    assert engine[0] == export[0] == 2
    assert "moyang-score[data]" in engine[2]
    assert "moyang-score[data]" in export[2]
    assert not (folder / "moyang-2026.2").exists()


def run_code(folder: Path, code: str, *words: str) -> tuple[int, str, str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", code, *words]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr
