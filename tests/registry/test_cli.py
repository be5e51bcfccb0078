"""`moyang intake` and `moyang registry` as a stranger runs them: what they say, and what they say when they cannot."""
# ruff: noqa: E501 - a table reads best with one fault a line

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.faults import Cell, Change, check_fault, each, file
from tests.cli.running import listing, run
from tests.registry import deliveries as d
from tests.registry.deliveries import ANNA, BO, NAMES, base, write

SECRET = "ab" * 32
KEY = json.dumps({"kind": "moyang-token-key", "version": 1, "secret": SECRET, "demo": True})
GOOD = f"{ANNA},张三,H1,honesty,city,2025-05-01,文明办"
DAY = ("--received", "2026-09-30")
INTAKE = ("intake", "--source", "source", "--store", "store", "--key", "token.key.json", *DAY)
NEXT = ("intake", "--source", "next", "--store", "store", "--key", "token.key.json", "--received", "2026-10-01")
SHOW = ("registry", "show", "--store", "store", "--on", "2026-10-01", "--token")


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> Path:
    """A folder with a delivery, a key, and a store that has taken it in."""
    folder = tmp_path_factory.mktemp("template")
    (folder / "token.key.json").write_text(KEY)
    base(folder / "source", honour=[d.HONOUR, GOOD, GOOD.replace("H1", "H2").replace("city", "x")])
    base(folder / "next", honour=[d.HONOUR, GOOD.replace("H1", "H3")])
    (folder / "mine").mkdir()
    (folder / "mine" / "thesis.txt").write_text("years of work")
    done = run(folder, *INTAKE)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def folder(template, tmp_path) -> Path:
    shutil.copytree(template, tmp_path / "work")
    return tmp_path / "work"


def token(folder: Path, identity: str = ANNA) -> str:
    words = ("registry", "token", "--store", "store", "--key", "token.key.json")
    return run(folder, *words, stdin=f"{identity}\n").stdout.strip()


def record(folder: Path) -> str:
    shown = json.loads(run(folder, *SHOW, token(folder), "--json").stdout)
    return shown["records"][0]["record"]


def honour(*lines: str) -> Change:
    return lambda folder: write(folder / "next", honour=list(lines))


def without(*names: str) -> Change:
    return lambda folder: [(folder / name).unlink() for name in names]


def other_catalogue(folder: Path) -> None:
    label = json.loads((folder / "store" / "store.json").read_text())
    label["catalogue"]["hash"] = "0" * 64
    (folder / "store" / "store.json").write_text(json.dumps(label))


def replaced(*words: str) -> tuple[str, ...]:
    """Return the words of the next intake with some options set otherwise: option, value, option, value."""
    changed = list(NEXT)
    for option, value in zip(words[::2], words[1::2], strict=True):
        changed[changed.index(option) + 1] = value
    return tuple(changed)


TOKEN = ("registry", "token", "--store", "store", "--key", "token.key.json")
BLOOD = [GOOD.replace("H1", f"B{place}").replace("文明办", blood) for place, blood in enumerate(("A型", "B型", "O型"))]
OTHER_KEY = KEY.replace(SECRET, "cd" * 32)
FAULTS = (
    Cell("no such source", replaced("--source", "nowhere"), ("nowhere", "no such folder", "--source")),
    Cell("a file as source", replaced("--source", "token.key.json"), ("token.key.json", "folder")),
    Cell("an empty source", replaced("--source", "empty"), ("empty", "persons*", ".csv"), lambda folder: (folder / "empty").mkdir()),
    Cell("no file of a table", replaced("--source", "mine"), ("mine", "no file", ".parquet")),
    Cell("no key named", tuple(word for word in NEXT if word not in {"--key", "token.key.json"}), ("--key", "MOYANG_TOKEN_KEY_FILE", "keys new")),
    Cell("no such key", replaced("--key", "absent.json"), ("absent.json", "no such key file", "keys new")),
    Cell("a folder as key", replaced("--key", "mine"), ("mine", "folder")),
    Cell("a file that is no key", replaced("--key", "next/honour.csv"), ("honour.csv", "no token key")),
    Cell("a signing key", replaced("--key", "other.json"), ("other.json", "no token key"), file("other.json", KEY.replace("token-key", "signing-key"))),
    Cell("a broken secret", replaced("--key", "other.json"), ("other.json", "64 hexadecimal"), file("other.json", KEY.replace(SECRET, "xyz"))),
    Cell("another key", replaced("--key", "other.json"), ("store", "token key", "begun with"), file("other.json", OTHER_KEY)),
    Cell("a store of another catalogue", NEXT, ("store", "catalogue", "moyang"), other_catalogue),
    Cell("no such catalogue", (*NEXT, "--catalogue", "nowhere"), ("nowhere", "catalogue")),
    Cell("a folder that is no store", replaced("--store", "mine"), ("mine", "no store", "store.json")),
    Cell("a file as store", replaced("--store", "token.key.json"), ("token.key.json", "a store is a folder")),
    Cell("a broken label", NEXT, ("store.json", "cannot be read"), file("store/store.json", "{")),
    Cell("a store of a later format", NEXT, ("store.json", "format 2"), file("store/store.json", '{"format":2}')),
    Cell("a day that is none", replaced("--received", "2026-02-30"), ("--received", "2026-02-30", "2026-09-30")),
    Cell("a header misspelt", NEXT, ("honour.csv", "'level'", "'levels'"), honour(d.HONOUR.replace("level", "levels"), GOOD)),
    Cell("no header row", NEXT, ("honour.csv", "header row"), honour(GOOD, GOOD)),
    Cell("a doubled header", NEXT, ("honour.csv", "'kind'", "rename"), honour(d.HONOUR + ",kind", GOOD + ",x")),
    Cell("a file in no encoding", NEXT, ("honour.csv", "UTF-8"), file("next/honour.csv", d.HONOUR.encode() + b"\n\xff\xfe\xfa,\n")),
    Cell("an uneven row", NEXT, ("honour.csv", "line 2", "8 cells"), honour(d.HONOUR, GOOD + ",more")),
    Cell("an empty file", NEXT, ("honour.csv", "empty"), file("next/honour.csv", "")),
    Cell("a file that is no Parquet", NEXT, ("volunteer.parquet", "not Parquet"), file("next/volunteer.parquet", "a,b\n")),
    Cell("a workbook called CSV", NEXT, ("honour.csv", "zip"), file("next/honour.csv", b"PK\x03\x04....")),
    Cell("values that may not be scored", NEXT, ("honour.csv", "'organ'", "X03", "征信业管理条例"), honour(d.HONOUR, *BLOOD)),
    Cell("a command without its options", ("intake",), ("--source", "--store", "moyang intake --help")),
    Cell("no action", ("registry",), ("ACTION", "moyang registry --help")),
    Cell("no such action", ("registry", "erase"), ("erase", "withdraw")),
    Cell("object: no such store", ("registry", "object", "--store", "nowhere", "--record", "x"), ("nowhere", "no such store", "moyang intake")),
    Cell("object: no such record", ("registry", "object", "--store", "store", "--record", "0" * 32), ("store", "no record", "moyang registry show")),
    Cell("object: no record named", ("registry", "object", "--store", "store"), ("--record", "moyang registry object --help")),
    Cell("resolve: no such objection", ("registry", "resolve", "--store", "store", "--objection", "W1", "--outcome", "upheld"), ("no objection", "moyang registry object")),
    Cell("resolve: no such outcome", ("registry", "resolve", "--store", "store", "--objection", "W1", "--outcome", "lost"), ("--outcome", "upheld", "rejected")),
    Cell("repair: no such record", ("registry", "repair", "--store", "store", "--record", "x"), ("no record", "moyang registry show")),
    Cell("repair: a day that is none", ("registry", "repair", "--store", "store", "--record", "x", "--on", "soon"), ("--on", "'soon'")),
    Cell("withdraw: nobody", ("registry", "withdraw", "--store", "store", "--token", "0" * 32), ("nobody", "moyang registry token")),
    Cell("show: an id in the place of a token", (*SHOW, ANNA), ("nobody", "18 digits")),
    Cell("show: no store", ("registry", "show", "--store", "mine", "--token", "x"), ("mine", "no store")),
    Cell("token: nothing on standard input", TOKEN, ("standard input", "missing_value")),
    Cell("token: no id", TOKEN, ("standard input", "bad_id", "18 digits"), stdin=f"{ANNA[:-1]}1\n"),
    Cell("token: two ids", TOKEN, ("standard input", "bad_id"), stdin=f"{ANNA}\n{BO}\n"),
    Cell("token: another key", (*TOKEN[:-1], "other.json"), ("token key", "begun with"), file("other.json", OTHER_KEY), stdin=ANNA),
)  # fmt: skip


@each(FAULTS)
def test_a_fault_of_the_whole_input_ends_with_2_and_one_paragraph_that_helps(cell, folder):
    said = check_fault(cell, folder, run)

    assert [secret for secret in (SECRET, "cd" * 32, ANNA, BO, *NAMES.values()) if secret in said] == []


def test_the_table_has_at_least_25_cells():
    assert len(FAULTS) >= 25


def test_intake_tells_what_became_of_every_row(folder):
    shutil.rmtree(folder / "store")
    done = run(folder, *INTAKE)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "Received 6 rows on 2026-09-30, batch 1"
    assert lines[3].split() == ["honour.csv", "civilisation_office", "2", "1", "1", "0"]
    assert lines[5].split() == ["all", "files", "6", "5", "1", "0"]
    assert "Quarantined: bad_value 1" in lines
    assert lines[-1].startswith("Next: moyang features --store store")
    assert done.stderr == ""


def test_intake_for_machines_and_in_quiet(folder):
    done = run(folder, *NEXT, "--json")
    document = json.loads(done.stdout)
    assert document["total"] == {"received": 5, "accepted": 1, "quarantined": 4, "refused": 0}
    assert document["codes"] == {"duplicate": 4}
    assert document["batch"] == 2
    assert run(folder, *NEXT, "--quiet").stdout == ""


def test_the_same_delivery_again_is_told_and_changes_nothing(folder):
    before = {path: path.read_bytes() for path in (folder / "store").rglob("*") if path.is_file()}
    done = run(folder, *INTAKE)
    assert done.returncode == 0
    assert done.stdout.startswith("Already taken in, as batch 1")
    assert {path: path.read_bytes() for path in (folder / "store").rglob("*") if path.is_file()} == before


def test_the_key_may_stand_in_the_environment(folder, monkeypatch):
    monkeypatch.setenv("MOYANG_TOKEN_KEY_FILE", "token.key.json")
    words = tuple(word for word in NEXT if word not in {"--key", "token.key.json"})
    assert run(folder, *words).returncode == 0


def test_without_a_day_it_is_today(folder):
    words = NEXT[: NEXT.index("--received")]
    received = json.loads(run(folder, *words, "--json").stdout)["received"]
    assert received >= "2026-01-01"


def test_a_resident_is_heard_from_objection_to_withdrawal(folder):
    store = ("--store", "store")
    reference = record(folder)
    filed = run(folder, "registry", "object", *store, "--record", reference, "--on", "2026-10-01")
    number = filed.stdout.strip()
    assert number == "W20261001-0001"
    assert "disputed" in run(folder, *SHOW, token(folder)).stdout
    answered = run(
        folder, "registry", "resolve", *store, "--objection", number, "--outcome", "rejected", "--on", "2026-10-05"
    )
    assert answered.returncode == 0
    assert reference in answered.stdout
    repaired = run(folder, "registry", "repair", *store, "--record", reference, "--on", "2026-10-06", "--json")
    assert json.loads(repaired.stdout) == {"record": reference, "on": "2026-10-06"}
    left = run(folder, "registry", "withdraw", *store, "--token", token(folder), "--on", "2026-10-07", "--json")
    assert json.loads(left.stdout)["removed"] == 2
    assert (
        "Agrees to: nothing\nNo records."
        in run(folder, *SHOW[:-3], "--on", "2026-10-08", "--token", token(folder)).stdout
    )


def test_what_is_shown_has_no_identity(folder):
    shown = run(folder, *SHOW, token(folder))
    assert shown.stdout.splitlines()[0] == "Agrees to: general"
    assert ANNA not in shown.stdout
    assert "张三" not in shown.stdout


def test_every_spelling_of_an_id_has_one_token(folder):
    words = ("registry", "token", "--store", "store", "--key", "token.key.json")
    tokens = {run(folder, *words, stdin=text).stdout for text in (ANNA, f" {ANNA}\n", "991702900101123")}
    assert len(tokens) == 1
    assert len(tokens.pop().strip()) == 32


def test_ctrl_c_leaves_nothing_half_written(folder):
    people = [
        d.with_check_digit(f"9917021990{number // 28 % 12 + 1:02d}{number % 28 + 1:02d}{number % 1000:03d}")
        for number in range(3000)
    ]
    write(folder / "big", persons=d.people(*people), consents=d.consents(everybody=tuple(people)))
    before = {path: path.read_bytes() for path in (folder / "store").rglob("*") if path.is_file()}
    words = ("intake", "--source", "big", "--store", "store", "--key", "token.key.json", *DAY)
    waiting = "import moyang_score.registry.taking_in as m, time, sys\n"
    waiting += "m.take_in_events = lambda *_: (print('here', flush=True), time.sleep(60))\n"
    waiting += f"from moyang_score.cli import main\nsys.exit(main({list(words)!r}))"
    command = [sys.executable, "-c", waiting]
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        command, cwd=folder, env={"PYTHONPATH": root, "PATH": ""}, stdout=-1, stderr=-1, text=True
    ) as process:
        assert process.stdout.readline() == "here\n"
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "nothing was left half-written" in told
    assert {path: path.read_bytes() for path in (folder / "store").rglob("*") if path.is_file()} == before
    assert ".staging" not in listing(folder / "store")


@pytest.mark.parametrize("words", [("intake", "--help"), ("registry", "--help"), ("registry", "object", "--help")])
def test_help_teaches(folder, words):
    done = run(folder, *words)
    assert done.returncode == 0
    assert "--store" in done.stdout
