"""Cards to compare, made by hand, and rows whose comparison is known."""

from typing import Any

import numpy as np

from moyang_score.card import (
    MISSING,
    UNSEEN,
    Attribute,
    Characteristic,
    Evidence,
    Grade,
    Group,
    Input,
    Interval,
    OneOf,
    Scaling,
    Scorecard,
)
from moyang_score.review import Candidate
from tests.cli.cards import small_card, small_evidence

HOSTILE = "<script>alert(1)</script>"


def other_card() -> Scorecard:
    """Read the columns of the small card otherwise: another cut, another grouping, a decimal, no special code."""
    late = Characteristic(
        "late",
        ("late",),
        neutral=2,
        attributes=(
            Attribute((Interval(None, "2"),), 15),
            Attribute((Interval("2", None),), -60),
            Attribute((MISSING,), 0),
            Attribute((UNSEEN,), 0),
        ),
    )
    home = Characteristic(
        "home",
        ("home",),
        attributes=(
            Attribute((OneOf(("own", "家")),), 10),
            Attribute((OneOf(("rent", "boat")),), -5),
            Attribute((MISSING,), 0),
            Attribute((UNSEEN,), 0),
        ),
    )
    income = Characteristic(
        "income",
        ("income",),
        neutral=1,
        attributes=(
            Attribute((Interval(None, "1000"),), -12),
            Attribute((Interval("1000", None),), 9),
            Attribute((MISSING,), 0),
            Attribute((UNSEEN,), 0),
        ),
    )
    return Scorecard(
        card_class="research",
        base=650,
        inputs=(Input("late", "decimal"), Input("home", "text", missing=("", "castle")), Input("income", "int")),
        characteristics=(late, home, income),
        groups=(Group("cap", ("late", "income"), "neg", -65),),
        scaling=Scaling(),
        grades=(Grade("A", 665), Grade("B", 610), Grade("C", None)),
    )


def people(rows: int, seed: int = 0) -> dict[str, list[Any]]:
    """Make rows that the cards read, with an outcome that late and income decide in part."""
    random = np.random.default_rng(seed)
    late, income = random.poisson(1.2, rows), random.integers(0, 3000, rows)
    bad = random.random(rows) < 1 / (1 + np.exp(2.2 - 0.8 * late + income / 1500))
    texts = [str(one) if one < 5 else ("-999" if one == 5 else "") for one in late]
    return {
        "late": texts,
        "home": random.choice(["own", "rent", "家", "boat", "castle", HOSTILE, "", "=1+1"], rows).tolist(),
        "since": random.choice(["2019-05-01", "2022-01-31", "", "x"], rows).tolist(),
        "income": [str(one) if one > 100 else "" for one in income],
        "sex": random.choice(["F", "M"], rows, p=[0.4, 0.6]).tolist(),
        "as_of": random.choice(["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"], rows).tolist(),
        "bad": bad.astype(int).astype(str).tolist(),
    }


def outcome_of(table: dict[str, list[Any]]) -> Any:
    """Return the outcome as the comparison takes it."""
    return np.array([int(one) if one else -1 for one in table["bad"]], np.int8)


def candidates() -> tuple[Candidate, Candidate]:
    """Return the two cards, the first with evidence."""
    first, second = small_card(), other_card()
    evidence = {"digest": second.digest, "learner": "additive"}
    return (
        Candidate(name="old", card=first, evidence=small_evidence(first)),
        Candidate(name="new", card=second, evidence=Evidence(evidence)),
    )
