"""Small tables with a known outcome, and the shortest way from a table to a card."""

from pathlib import Path
from typing import Any

import numpy as np

from moyang_score.card import Scorecard, unpack_card
from moyang_score.learn.judge import learn_card
from moyang_score.learn.learners import learner_named
from moyang_score.learn.model import Model
from moyang_score.learn.options import FitOptions
from moyang_score.learn.prepare import prepare
from moyang_score.learn.sample import Sample

Table = dict[str, Any]


def people(rows: int, seed: int, bad_share: float = 0.3) -> Table:
    """Return rows of all five types, with missing cells, a special code, a rare level and a month to split by."""
    random = np.random.default_rng(seed)
    income = random.lognormal(3.0, 0.5, rows).round(2)
    late = random.poisson(1.2, rows)
    home = random.choice(["rent", "own", "family", "boat"], rows, p=[0.45, 0.35, 0.19, 0.01])
    member = random.random(rows) < 0.4
    seen, coded = random.random(rows) > 0.15, random.random(rows) < 0.1
    risk = 0.7 * late - 0.06 * (income - 20) + 0.8 * (home == "rent") - 0.7 * member + 0.9 * ~seen
    risk += np.log(bad_share / (1 - bad_share)) - risk.mean()
    return {
        "income": [value if there else None for value, there in zip(income.tolist(), seen, strict=True)],
        "late": np.where(coded, -9, late).tolist(),
        "home": home.tolist(),
        "member": member.tolist(),
        "since": [f"20{year:02d}-{month:02d}-01" for year, month in random.integers(1, 13, (rows, 2)).tolist()],
        "noise": random.normal(size=rows).round(3).tolist(),
        "month": random.integers(1, 13, rows).tolist(),
        "bad": (random.random(rows) < 1 / (1 + np.exp(-risk))).astype(int).tolist(),
    }


def noise(rows: int, seed: int, bad_share: float = 0.3) -> Table:
    """Return rows whose outcome depends on nothing."""
    random = np.random.default_rng(seed)
    return {
        "a": random.normal(size=rows).round(3).tolist(),
        "b": random.poisson(2.0, rows).tolist(),
        "c": random.choice(list("uvwxyz"), rows).tolist(),
        "d": [None if cell > 1 else round(cell, 2) for cell in random.normal(size=rows).tolist()],
        "bad": (random.random(rows) < bad_share).astype(int).tolist(),
    }


def rows_of(table: Table, rows: Any) -> Table:
    """Return some rows, in the order asked for."""
    places = np.arange(len(table["bad"]))[rows].tolist()
    return {name: [column[place] for place in places] for name, column in table.items()}


def sample_of(table: Table, **options: Any) -> Sample:
    """Return the sample that a fit of the table would learn from."""
    return prepare(table, FitOptions(**{"target": "bad", **options})).fitted


def learned(name: str, sample: Sample, seed: int = 0, most: int | None = None) -> tuple[Model, Scorecard]:
    """Return model and card without judging them."""
    return learn_card(learner_named(name), sample, seed, most)


def unpacked(folder: Path) -> Scorecard:
    """Return the card of a folder that `Fitted.save` wrote."""
    card, _ = unpack_card({path.name: path.read_bytes() for path in folder.iterdir()})
    return card
