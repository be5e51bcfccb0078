"""Cards to watch, and people whose groups are known: fair ones, ones with a planted gap, and random ones."""

from random import Random
from typing import Any

import numpy as np

from moyang_score.card import (
    MISSING,
    UNSEEN,
    Attribute,
    Characteristic,
    Grade,
    Group,
    Input,
    Interval,
    OneOf,
    Scorecard,
)
from tests.property.card_maker import make_card
from tests.property.row_maker import text_columns

__all__ = ["GROUP", "OTHER", "fair_people", "graded_card", "plain", "planted_people", "random_case", "watched"]

GROUP, OTHER = "group of people", "another grouping"  # names that no random card reads


def graded_card() -> Scorecard:
    """Four characteristics, two of them under one cap, a ceiling, and three grades."""
    late = _numbers("late", ("1", 25), ("3", -30), (None, -90))
    fined = _numbers("fined", ("1", 5), (None, -60))
    years = _numbers("years", ("2", -20), ("5", 0), ("9", 15), (None, 30))
    area = Characteristic(
        "area",
        ("area",),
        attributes=(
            Attribute((OneOf(("hill",)),), 20),
            Attribute((OneOf(("coast",)),), -20),
            Attribute((OneOf(("island", "<b>reef</b>")),), -45, ceiling="B"),
            Attribute((MISSING,), 0),
            Attribute((UNSEEN,), -3),
        ),
    )
    return Scorecard(
        card_class="research",
        base=650,
        inputs=(Input("late", "int"), Input("fined", "int"), Input("years", "int"), Input("area", "text")),
        characteristics=(late, fined, years, area),
        groups=(Group("cap", ("late", "fined"), "neg", -100),),
        grades=(Grade("A", 690), Grade("B", 640), Grade("C", None)),
    )


def fair_people(rows: int, seed: int = 0, groups: int = 3) -> dict[str, list[Any]]:
    """Make people whose groups say nothing about what the card reads; a third of the outcomes is not known."""
    random = np.random.default_rng(seed)
    return _people(random, random.integers(0, groups, rows), np.zeros(rows), np.zeros(rows))


def planted_people(rows: int, seed: int = 0, lean: float = 0.35) -> dict[str, list[Any]]:
    """Make people of whom those of ``g1`` live on the coast and islands far more often; all else is fair."""
    random = np.random.default_rng(seed)
    group = (random.random(rows) < 0.4).astype(int)
    return _people(random, group, lean * group, np.zeros(rows))


def random_case(seed: int, rows: int = 240) -> tuple[Scorecard, dict[str, Any]]:
    """Return a random card, and rows at its boundaries with two random groupings and outcomes."""
    random = Random(seed)
    card = make_card(random)
    frame: dict[str, Any] = text_columns(card, random, rows)
    frame[GROUP] = random.choices(["a", "b", "c", "丙", ""], weights=[random.random() for _ in range(5)], k=rows)
    frame[OTHER] = random.choices(["1", "2", "10"], weights=[5, 5, random.choice((0.05, 5))], k=rows)
    frame["outcome"] = random.choices(["0", "1", ""], weights=[6, 3, 2], k=rows)
    return card, frame


def watched(frame: dict[str, Any], column: str, group: str) -> np.ndarray:
    """Return which rows are of a group."""
    return np.array([cell == group for cell in frame[column]])


def plain(counts: Any) -> Any:
    """Return counts as nested lists, so that they can be compared."""
    if isinstance(counts, np.ndarray):
        return counts.tolist()
    if isinstance(counts, tuple | list):
        return [plain(one) for one in counts]
    return {name: plain(one) for name, one in vars(counts).items()} if hasattr(counts, "__dict__") else counts


def _numbers(key: str, *steps: tuple[str | None, int]) -> Characteristic:
    lower, attributes = None, []
    for upper, points in steps:
        attributes.append(Attribute((Interval(lower, upper),), points))
        lower = upper
    attributes += [Attribute((MISSING,), -1), Attribute((UNSEEN,), 0)]
    return Characteristic(key, (key,), attributes=tuple(attributes))


def _people(random: np.random.Generator, group: Any, coast: Any, late_more: Any) -> dict[str, list[Any]]:
    rows = len(group)
    late = random.poisson(0.8 + late_more)
    lot = random.random(rows) - coast
    area = np.select([lot > 0.45, lot > 0.2, lot > -1], ["hill", "coast", "island"], "")
    bad = random.random(rows) < 1 / (1 + np.exp(2 - 0.7 * late))
    known = random.random(rows) < 0.67
    return {
        "late": late.astype(str).tolist(),
        "fined": random.poisson(0.2, rows).astype(str).tolist(),
        "years": random.integers(0, 12, rows).astype(str).tolist(),
        "area": np.where(random.random(rows) < 0.03, "", area).tolist(),
        "sex": [f"g{one}" for one in group],
        "band": random.choice(["18-44", "45+"], rows, p=[0.6, 0.4]).tolist(),
        "bad": np.where(known, bad.astype(int).astype(str), "").tolist(),
    }
