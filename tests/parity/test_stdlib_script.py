"""The script of the standard library alone, written from docs/format.md, agrees with the package cell by cell."""

import csv
import runpy
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from moyang_score.card import (
    MISSING,
    UNSEEN,
    Attribute,
    Characteristic,
    Evidence,
    Grade,
    Input,
    Interval,
    OneOf,
    Scaling,
    Scorecard,
    pack_card,
)
from moyang_score.files import read_table, write_table
from moyang_score.score import score_table

SCRIPT = Path(__file__).parents[2] / "docs" / "examples" / "score_card.py"
ROWS = 50


def save(card, folder):
    folder.mkdir()
    for name, content in pack_card(card, Evidence({"digest": card.digest})).items():
        (folder / name).write_bytes(content)
    return folder


def parsed(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def run_script(*arguments):
    return subprocess.run(
        [sys.executable, "-I", "-S", str(SCRIPT), *map(str, arguments)], capture_output=True, text=True, check=False
    )


def packaged(card, data, id_column=None):
    """Return what the package says about a file, as texts."""
    columns = score_table(card, read_table(data), id_column=id_column, points=True, reasons=True)
    texts = [["" if cell is None else str(cell) for cell in cells] for cells in columns.values()]
    return [list(columns), *map(list, zip(*texts, strict=True))]


@pytest.fixture(scope="module")
def script_main():
    return runpy.run_path(str(SCRIPT))["main"]


def test_the_script_agrees_on_generated_cards(text_cases, script_main, tmp_path):
    for case in text_cases[::2]:
        data, out = tmp_path / f"{case.seed}.csv", tmp_path / f"{case.seed}.out.csv"
        write_table(data, {key: cells[:ROWS] for key, cells in case.columns.items()})
        folder = save(case.card, tmp_path / f"{case.seed}")
        script_main([str(folder), str(data), str(out)])
        assert parsed(out) == packaged(case.card, data), case.seed


def test_the_script_runs_without_site_packages(text_cases, tmp_path):
    for case in text_cases[:8]:
        data, out = tmp_path / f"{case.seed}.csv", tmp_path / f"{case.seed}.out.csv"
        write_table(
            data, {"person": [f"p{row % 7}" for row in range(ROWS)], **{k: c[:ROWS] for k, c in case.columns.items()}}
        )
        done = run_script(save(case.card, tmp_path / str(case.seed)), data, out, "--id", "person")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), case.seed
        assert parsed(out) == packaged(case.card, data, "person"), case.seed


def people_card():
    """A small card by hand: a number, a text in Chinese, a date."""
    return Scorecard(
        card_class="research",
        base=600,
        inputs=(Input("年龄", "int", missing=("", "NA")), Input("住房", "text"), Input("开户", "date")),
        characteristics=(
            characteristic("年龄", [Interval(None, "30"), Interval("30", None)], [-12, 7]),
            characteristic("住房", [OneOf(("租房",)), OneOf(("自有", "按揭; 贷款"))], [-5, 9]),
            characteristic("开户", [Interval(None, "18262"), Interval("18262", None)], [4, -4]),
        ),
        scaling=Scaling(),
        grades=(Grade("A", 600), Grade("B", None)),
    )


def characteristic(key, conditions, points):
    whens = [*zip(conditions, points, strict=True), (MISSING, -1), (UNSEEN, -2)]
    return Characteristic(key, (key,), tuple(Attribute((when,), own) for when, own in whens))


PEOPLE = (
    ("编号", "年龄", "住房", "开户"),
    ("1", "29", "租房", "2019-12-31"),
    ("2", "30", "自有", "2020-01-01"),
    ("3", "NA", "按揭; 贷款", "1969-12-31"),
    ("4", "三十", " 公房 ", "2020-02-30"),
)


def encoded(delimiter=",", end="\n", encoding="utf-8", mark=b""):
    lines = [delimiter.join(f'"{cell}"' if ";" in cell else cell for cell in row) for row in PEOPLE]
    return mark + "".join(line + end for line in lines).encode(encoding)


FILES = {
    "LF": encoded(),
    "CRLF": encoded(end="\r\n"),
    "CR alone": encoded(end="\r"),
    "byte order mark": encoded(mark=b"\xef\xbb\xbf"),
    "GB18030": encoded(encoding="gb18030"),
    "UTF-16": encoded(encoding="utf-16-le", mark=b"\xff\xfe"),
    "semicolons": encoded(delimiter=";"),
    "tabs, CR alone": encoded(delimiter="\t", end="\r"),
    "bars, GB18030": encoded(delimiter="|", encoding="gb18030"),
    "blank lines": encoded().replace(b"\n", b"\n\n"),
    "no last line end": encoded().rstrip(b"\n"),
}


@pytest.mark.parametrize("name", FILES)
def test_the_script_reads_a_file_with(script_main, tmp_path, name):
    folder, data, out = save(people_card(), tmp_path / "card"), tmp_path / "people.csv", tmp_path / "out.csv"
    data.write_bytes(FILES[name])
    script_main([str(folder), str(data), str(out), "--id", "编号"])
    found = parsed(out)
    assert [row[:3] for row in found[1:]] == [
        ["1", "587", "B"],
        ["2", "612", "A"],
        ["3", "612", "A"],
        ["4", "594", "B"],
    ]
    assert found[4][5] == "unparsable:年龄;unparsable:开户;unseen:住房"
    assert found == packaged(people_card(), data, "编号")


def test_the_script_refuses_a_card_that_is_not_the_one_its_evidence_names(tmp_path):
    folder = save(people_card(), tmp_path / "card")
    changed = (folder / "scorecard.json").read_bytes().replace(b'"base":600', b'"base":601')
    (folder / "scorecard.json").write_bytes(changed)
    (tmp_path / "people.csv").write_bytes(encoded())
    done = run_script(folder, tmp_path / "people.csv", tmp_path / "out.csv")
    assert (done.returncode, done.stderr) == (1, "the card is not the one that its evidence names\n")
    assert not (tmp_path / "out.csv").exists()


REAL = {
    "german_credit/germancredit_readable.csv": "creditability",
    "spain_credit/credit_data_modeldata.csv": "Status",
    "taiwan_credit_card/UCI_Credit_Card.csv": "default.payment.next.month",
}


def card_for(table, target):
    """Return a card over all columns of a table but the target: texts by level, numbers cut."""
    inputs, characteristics = [], []
    for at, name in enumerate(column for column in table.names if column != target):
        cells = sorted(set(table[name]))
        numbers = sorted({int(cell) for cell in cells if cell.lstrip("-").isdigit() and str(int(cell)) == cell})
        whole = 2 * len(numbers) > len(cells)
        inputs.append(Input(name, "int" if whole else "text", missing=("", "NA")))
        conditions = between(numbers) if whole else some_levels(inputs[-1], cells)
        points = [(7 * at + 13 * place) % 41 - 20 for place in range(len(conditions))]
        characteristics.append(characteristic(name, conditions, points))
    return Scorecard(
        card_class="research",
        base=600,
        inputs=tuple(inputs),
        characteristics=tuple(characteristics),
        scaling=Scaling(),
        grades=(Grade("A", 640), Grade("B", 600), Grade("C", None)),
    )


def between(numbers):
    cuts = [str(numbers[len(numbers) * share // 5]) for share in (1, 2, 3, 4)]
    return [Interval(lower, upper) for lower, upper in pairwise([None, *dict.fromkeys(cuts), None])]


def some_levels(declared, cells):
    levels = [cell for cell in cells if declared.read_cell(cell) == (0, cell)]
    return [OneOf(tuple(part)) for part in (levels[0:-1:2], levels[1:-1:2]) if part]  # the last level stays unseen


def check_real(script_main, folder, data, card):
    script_main([str(save(card, folder / "card")), str(data), str(folder / "out.csv")])
    found = parsed(folder / "out.csv")
    assert len(found) >= 1000
    assert len({row[1] for row in found[1:]}) > 50
    assert found == packaged(card, data)


@pytest.mark.parametrize("name", REAL)
def test_the_script_agrees_on_the_first_rows_of_real_data(real_data, script_main, tmp_path, name):
    lines = (real_data / name).read_bytes().splitlines(keepends=True)
    (tmp_path / "first.csv").write_bytes(b"".join(lines[:1001]))
    check_real(script_main, tmp_path, tmp_path / "first.csv", card_for(read_table(real_data / name), REAL[name]))


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL)
def test_the_script_agrees_on_real_data(real_data, script_main, tmp_path, name):
    data = real_data / name
    check_real(script_main, tmp_path, data, card_for(read_table(data), REAL[name]))
