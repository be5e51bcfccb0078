"""Cards, reports and rows to keep a notebook of."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from moyang_score.card import Evidence, Scorecard, pack_card
from moyang_score.fairness import fairness_report, write_fairness
from moyang_score.files import write_table
from moyang_score.review import Candidate, compare_cards, write_comparison
from tests.bundle.released import official_card, texts_of

PICKLED = b"\x80"  # what a pickle of protocol 2 or later begins with


def rows(count: int = 400) -> dict[str, list[Any]]:
    """Return rows of the official card, some of them odd, with a group and an outcome."""
    draw = np.random.default_rng(3)
    return {
        "P01": draw.choice(["0", "0", "0", "1", ""], count).tolist(),
        "P04": draw.choice(["0", "1", "2", "5", "-999", "x"], count).tolist(),
        "P13": draw.choice(["0", "2", "4", "9"], count).tolist(),
        "F01": draw.choice(["70", "85", "96", "100", "1e3"], count).tolist(),
        "sex": draw.choice(["F", "M"], count).tolist(),
        "bad": draw.choice([0, 0, 0, 1], count).tolist(),
    }


def official_evidence(card: Scorecard, learner: str = "expert") -> Evidence:
    """Return evidence with an interval, a grade of few people, and a warning that Markdown must not read."""
    judged = {"sample": "all rows", "rows": 400, "bads": 100, "auc": [0.61, 0.55, 0.67], "ks": [0.2, 0.1, 0.3]}
    counts = [(7, 1), (93, 9), (200, 50), (100, 40)]
    return Evidence(
        {
            "digest": card.digest,
            "learner": learner,
            "package": "0.1.0",
            "options": {"seed": 7, "target": "bad", "bad": None, "exclude": ["a", "b"]},
            "catalogue": {"name": "moyang", "version": "2026.1", "hash": "c9" * 32, "edition": "2025"},
            "data": {
                "source": "private/features.csv",
                "rows": 400,
                "goods": 300,
                "bads": 100,
                "bad_rate": 0.25,
                "fingerprint": "ab" * 16,
            },
            "metrics": [judged],
            "grades": [_grade(one.grade, *count) for one, count in zip(card.grades, counts, strict=True)],
            "dropped": [],
            "warnings": ["column '<b>|`x`' is few"],
        }
    )


def write_official(folder: Path, learner: str = "expert", best: int = 120) -> Path:
    """Write the folder of an official card, and return it."""
    card = official_card(best)
    folder.mkdir(parents=True)
    for name, content in pack_card(card, official_evidence(card, learner), texts_of(card)).items():
        (folder / name).write_bytes(content)
    return folder


def write_fair(folder: Path, best: int = 120) -> Path:
    """Write the fairness report of an official card, as the command does, and return its folder."""
    write_fairness(folder, fairness_report(official_card(best), rows(), ["sex"], target="bad"))
    return folder


def write_compared(folder: Path) -> Path:
    """Write the comparison of two official cards, as the command does, and return its folder."""
    candidates = [Candidate(name=name, card=official_card(best)) for name, best in (("old", 120), ("new card", 90))]
    data = rows()
    write_comparison(compare_cards(candidates, data, outcome=np.array(data["bad"])), folder)
    return folder


def write_rows(path: Path) -> Path:
    """Write the rows as a file, and return it."""
    write_table(path, rows())
    return path


def files_under(folder: Path) -> Iterator[Path]:
    """Yield every file below a folder."""
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file())


def report_of(folder: Path) -> dict[str, Any]:
    """Return the document of a report."""
    return dict(json.loads((folder / "report.json").read_text("utf-8")))


def _grade(grade: str, n: int, bads: int) -> dict[str, Any]:
    rate = bads / n
    return {"grade": grade, "n": n, "bads": bads, "share": n / 400, "bad_rate": rate, "low": rate / 2, "high": rate * 2}
