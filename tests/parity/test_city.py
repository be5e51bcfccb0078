"""One city, five ways to score it: the same points, cap rows, score, grade and reasons for everybody."""

import csv
import io
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import moyang_score as ms
from moyang_score.files import read_table, write_table
from tests.cli.running import run

SCRIPT = Path(__file__).parents[2] / "docs" / "examples" / "score_card.py"


@pytest.fixture(
    scope="module",
    params=[pytest.param(600, id="600 persons"), pytest.param(20_000, id="20000 persons", marks=pytest.mark.slow)],
)
def city(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A released card, and the features of everybody who agreed."""
    folder = tmp_path_factory.mktemp("city")
    if request.param == 600:
        made = request.getfixturevalue("demo")
    else:
        done = run(folder, "demo", "--persons", str(request.param), "--seed", "11")
        assert done.returncode == 0, done.stderr
        made = folder / "out" / "demo"
    for name in ("moyang-demo", "trust"):
        shutil.copytree(made / name, folder / name)
    table = read_table(made / "features.parquet").columns
    write_table(folder / "features.parquet", table)
    write_table(folder / "features.csv", table)
    return folder


def scored(city: Path, name: str, *words: str) -> bytes:
    more = ("--trust", "trust", "--id", "token", "--points", "--reasons", "--out", f"{name}.csv", "--force")
    done = run(city, "score", "moyang-demo", *words, *more)
    assert done.returncode == 0, done.stderr
    return (city / f"{name}.csv").read_bytes()


def test_files_engines_and_the_script_write_the_same_bytes(city: Path) -> None:
    by_numpy = scored(city, "numpy", "--data", "features.csv")

    assert scored(city, "parquet", "--data", "features.parquet") == by_numpy
    assert scored(city, "sql", "--data", "features.csv", "--engine", "duckdb") == by_numpy
    assert scored(city, "sql_parquet", "--data", "features.parquet", "--engine", "duckdb") == by_numpy
    command = [sys.executable, "-I", str(SCRIPT), "moyang-demo", "features.csv", "script.csv", "--id", "token"]
    subprocess.run(command, cwd=city, check=True, capture_output=True)
    assert (city / "script.csv").read_bytes() == by_numpy


def test_the_arrays_of_the_card_stand_in_the_file(city: Path) -> None:
    card = ms.load(city / "moyang-demo", trust=city / "trust")
    frame = read_table(city / "features.parquet")
    scored(city, "again", "--data", "features.csv")
    rows = list(csv.DictReader(io.StringIO((city / "again.csv").read_text("utf-8"))))

    points = np.array([[int(row[f"points_{key}"]) for key in card.rows] for row in rows])

    assert (card.points(frame.columns) == points).all()
    assert card.score(frame.columns).tolist() == [int(row["score"]) for row in rows]
    assert (points.sum(axis=1) + card.base == card.score(frame.columns)).all()
    assert card.grade(frame.columns).tolist() == [row["grade"] for row in rows]
    given = [tuple(filter(None, (row[f"reason_{at}"] for at in range(1, 5)))) for row in rows]
    assert card.reasons(frame.columns) == given


def test_somebody_with_an_empty_file_stands_at_650_with_grade_a(city: Path) -> None:
    card = ms.load(city / "moyang-demo", trust=city / "trust")
    empty = {one.key: None for one in card.inputs}
    nothing_found = {one.key: 0 if one.unit != "percent" else None for one in card.inputs}

    for newcomer in (empty, nothing_found):
        assert card.score(newcomer).tolist() == [650]
        assert card.grade(newcomer).tolist() == ["A"]
    assert 300 <= card.attainable[0] <= card.attainable[1] <= 1000
