"""People of two groups for the tests of fairness, some of whom a known proxy tells apart."""

from typing import Any

import numpy as np

from moyang_score.card import MISSING, UNSEEN, Attribute, Characteristic, Grade, Group, Input, Interval, Scorecard

KEYS = ("merit", "luck", "area")


def steps_card() -> Scorecard:
    """Three characteristics of five steps each, a cap on the first two, four grades."""
    return Scorecard(
        card_class="research",
        base=600,
        inputs=tuple(Input(key, "int") for key in KEYS),
        characteristics=tuple(_steps(key, points) for key, points in zip(KEYS, (20, 12, 15), strict=True)),
        groups=(Group("cap", ("merit", "luck"), "pos", 55),),
        grades=(Grade("A", 640), Grade("B", 610), Grade("C", 580), Grade("D", None)),
    )


def drawn(rows: int, seed: int, *, proxy: float = 0.0, share: float = 0.3) -> dict[str, Any]:
    """Draw people: ``proxy`` is how far the area of group g lies below that of group r; only merit moves outcomes."""
    generator = np.random.default_rng(seed)
    is_g = generator.random(rows) < share
    level = generator.normal(size=(3, rows))
    level[2] -= proxy * is_g
    cells = np.clip(np.floor(level + 2.5), 0, 4).astype(int)
    bad = generator.random(rows) < 1 / (1 + np.exp(1.5 + 0.9 * level[0]))
    columns = {key: cells[at].tolist() for at, key in enumerate(KEYS)}
    lost = generator.random(rows) < 0.1
    columns["luck"] = [None if lost[at] else cell for at, cell in enumerate(columns["luck"])]
    return columns | {"group": np.where(is_g, "g", "r").tolist(), "bad": bad.astype(int).tolist()}


def _steps(key: str, points: int) -> Characteristic:
    cuts = [None, "1", "2", "3", "4", None]
    pairs = zip(cuts[:-1], cuts[1:], range(-2, 3), strict=True)
    own = [Attribute((Interval(low, high),), step * points) for low, high, step in pairs]
    return Characteristic(key, (key,), (*own, Attribute((MISSING,), -5), Attribute((UNSEEN,), 0)))
