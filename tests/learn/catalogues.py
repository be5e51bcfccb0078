"""A small catalogue by hand: two families, four indicators, three experts; and a table of its features."""

from fractions import Fraction

import numpy as np

from moyang_score.catalogue import (
    Aggregation,
    Catalogue,
    Expert,
    Family,
    GradeLine,
    Indicator,
    Legal,
    PointsRow,
    Weights,
    Window,
)


def both(text):
    return {"zh": f"{text}（中）", "en": text}


def indicator(code, points, **options):
    """Return an indicator whose points begin at 0 for 0, and go on as told from 1, 2, …"""
    rows = [PointsRow(lower=None, upper=1, points=0)]
    rows += [
        PointsRow(lower=at, upper=at + 1 if at < len(points) else None, points=own, ceiling=options.get("ceiling"))
        for at, own in enumerate(points, start=1)
    ]
    return Indicator(
        code=code,
        name=both(f"name of {code}"),
        family=code[0],
        records="records",
        where={},
        severity=None,
        event_date="on",
        window=Window(months=12),
        aggregation=Aggregation(kind="count"),
        unit="count",
        polarity="neg" if points[0] < 0 else "pos",
        rank=None,
        points=tuple(rows),
        missing_points=0,
        unseen_points=0,
        max_points=min(points) if points[0] < 0 else max(points),
        legal=Legal(legal_class=options.get("legal_class", "N3"), basis=both("law"), articles=("1",)),
        retention=both("a year"),
        consent="O",
        on=options.get("on", True),
        reason=both(f"reason of {code}"),
        improve=both(f"advice on {code}"),
        never_suggest=options.get("never_suggest", False),
    )


def expert(key, judgment):
    return Expert(key=key, title=both(key), judgments={("P", "S"): Fraction(judgment)})


def small_catalogue(**options):
    """Return a catalogue of P1 (a ceiling), P2, P3 (off), P4 and S1 (never suggested)."""
    return Catalogue(
        **{
            "name": "small",
            "version": "1",
            "title": both("small card"),
            "id_scheme": "opaque",
            "consent": "required",
            "edition": "2025",
            "families": (
                Family(key="P", title=both("public"), negative_cap=-100, positive_cap=20),
                Family(key="S", title=both("social"), negative_cap=0, positive_cap=30),
            ),
            "base": 650,
            "low": 300,
            "high": 1000,
            "grades": (
                GradeLine(grade="AA", min=660, title=both("very good")),
                GradeLine(grade="A", min=650, title=both("good")),
                GradeLine(grade="base", min=None, title=both("basic")),
            ),
            "measures": {"count": both("records")},
            "units": {},
            "tables": {},
            "indicators": (
                indicator("P1", [-5], ceiling="base"),
                indicator("P2", [-40, -80], never_suggest=False),
                indicator("P3", [-40], on=False),
                indicator("P4", [10, 30]),
                indicator("S1", [30], never_suggest=True),
            ),
            "weights": Weights(
                note=both("made up"), experts=(expert("one", 4), expert("two", 3), expert("three", "9/4"))
            ),
            "hash": "ab" * 32,
            **options,
        }
    )


def features(rows, seed=1):
    """Return features of the small catalogue with an outcome, a protected column and an unknown one."""
    draw = np.random.default_rng(seed)
    table = {"id": [f"p{at}" for at in range(rows)], "sex": draw.choice(["F", "M"], rows).tolist()}
    for key in ("P1", "P2", "P4", "S1"):
        values = draw.integers(0, 4, rows).tolist()
        table[key] = [None if hidden else value for value, hidden in zip(values, draw.random(rows) < 0.1, strict=True)]
    table["P1"] = [int(value == 3) if value is not None else None for value in table["P1"]]
    risk = np.array([(two or 0) - (own or 0) for two, own in zip(table["P2"], table["S1"], strict=True)])
    table["bad"] = (draw.random(rows) < 1 / (1 + np.exp(1 - risk))).astype(int).tolist()
    return table
