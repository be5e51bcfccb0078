"""A small card made by hand, with its evidence, for the tests of everything that reads cards."""

from pathlib import Path
from typing import Any

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
    Special,
    pack_card,
)

PEOPLE = "id,late,home,since\na1,0,rent,2020-01-01\na2,3,own,2023-06-01\na3,,家,\na4,-999,castle,inf\n"


def small_card() -> Scorecard:
    """Three characteristics (one with a special code and a ceiling), one cap row, three grades."""
    late = Characteristic(
        "late",
        ("late",),
        neutral=5,
        attributes=(
            Attribute((Interval(None, "1"),), 20),
            Attribute((Interval("1", "3"),), -30),
            Attribute((Interval("3", None),), -80, ceiling="B"),
            Attribute((Special("-999"),), 0),
            Attribute((MISSING,), -2),
            Attribute((UNSEEN,), -2),
        ),
    )
    home = Characteristic(
        "home",
        ("home",),
        neutral=1,
        reason="HOUSING",
        attributes=(
            Attribute((OneOf(("=1+1", "own")),), 15),
            Attribute((OneOf(("rent", "家", "<script>alert(1)</script>")),), -10),
            Attribute((MISSING,), 0),
            Attribute((UNSEEN,), -4),
        ),
    )
    since = Characteristic(
        "since",
        ("since",),
        attributes=(
            Attribute((Interval(None, "18628"),), 12),
            Attribute((Interval("18628", None),), -25),
            Attribute((MISSING,), 0),
            Attribute((UNSEEN,), 0),
        ),
    )
    return Scorecard(
        card_class="research",
        base=640,
        inputs=(Input("late", "int", special=("-999",)), Input("home", "text"), Input("since", "date")),
        characteristics=(late, home, since),
        groups=(Group("cap", ("late", "since"), "neg", -90),),
        scaling=Scaling(),
        grades=(Grade("A", 660), Grade("B", 600), Grade("C", None)),
    )


def small_evidence(card: Scorecard) -> Evidence:
    """What a fit writes beside a card, with figures that belong together by form and not by content."""
    return Evidence(
        {
            "format": 1,
            "digest": card.digest,
            "package": "moyang-score 0.1.0",
            "learner": "logistic",
            "options": {"target": "bad", "bad": None, "time": None, "weight": None, "seed": 7},
            "data": {
                "source": "people.csv",
                "rows": 1000,
                "goods": 900,
                "bads": 100,
                "bad_rate": 0.1,
                "fingerprint": "f",
            },
            "split": {"kind": "cross-validation", "folds": 5},
            "metrics": [_metric("cross-validation", 0.71), _metric("fitted", 0.74)],
            "rounding": {"largest_error": 0.8, "bound": 1.5, "inversions": 0},
            "characteristics": [_counted(one) for one in card.characteristics],
            "grades": [
                {"grade": grade.grade, "n": 300, "bads": 30, "share": 0.3, "bad_rate": 0.1, "low": 0.07, "high": 0.14}
                for grade in card.grades
            ],
            "dropped": [{"column": f"column_{at}", "reason": "all rows have the one value 1"} for at in range(11)],
            "warnings": ["column 'id' was dropped: it looks like an id"],
        }
    )


def write_card(folder: Path, card: Scorecard | None = None) -> Path:
    """Write a card folder and return it."""
    card = card or small_card()
    folder.mkdir(parents=True)
    for name, content in pack_card(card, small_evidence(card)).items():
        (folder / name).write_bytes(content)
    return folder


def write_people(path: Path, text: str = PEOPLE) -> Path:
    """Write a table that the small card reads."""
    path.write_text(text, encoding="utf-8")
    return path


def _metric(sample: str, auc: float) -> dict[str, Any]:
    numbers = {"auc": [auc, auc - 0.03, auc + 0.03], "gini": [0.42, 0.36, 0.48], "ks": [0.33, 0.28, 0.4]}
    return {"sample": sample, "rows": 1000, "bads": 100, **numbers}


def _counted(one: Characteristic) -> dict[str, Any]:
    count = len(one.attributes)
    attributes = [
        {
            "n": 100 * at,
            "bads": 10 * at,
            "share": 0.1 * at,
            "bad_rate": 0.02 + 0.05 * at if at else None,
            "woe": 0.3 - 0.2 * at,
        }
        for at in range(count)
    ]
    return {"key": one.key, "iv": 0.21, "trend": "descending", "coefficient": 0.9, "attributes": attributes}
