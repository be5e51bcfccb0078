"""Cities for the tests, and their files as the package reads them."""

import json
from functools import cache
from pathlib import Path

import numpy as np

from moyang_score.files import read_table
from moyang_score.synthetic import City, city, write_city, write_later
from moyang_score.synthetic.layout import LAYOUTS


@cache
def made(persons: int, seed: int) -> City:
    return city(persons, seed)


def written(persons: int, seed: int, folder: Path) -> Path:
    write_city(made(persons, seed), folder)
    write_later(made(persons, seed), folder)
    return folder


def summary(folder: Path) -> dict:
    return json.loads((folder / "city.json").read_text("utf-8"))


def rows(folder: Path, table: str) -> dict[str, list]:
    """Return the columns of a source file as lists of plain values."""
    columns = read_table(folder / "source" / LAYOUTS[table].file).columns
    return {
        header: cells.to_pylist() if hasattr(cells, "to_pylist") else list(cells) for header, cells in columns.items()
    }


@cache
def accepted(table: str, persons: int = 5000, seed: int = 7):
    """Return the rows of a sheet that intake accepts, with nothing written oddly."""
    sheet = made(persons, seed).sheets[table]
    return sheet.__class__(sheet.layout, sheet.columns, sheet.person, sheet.codes).take(sheet.accepted())


def level(sheet, header: str, name: str) -> np.ndarray:
    cells = sheet.text(header)
    return cells.codes == cells.levels.tolist().index(name)
