"""The two sides of a parity test: what the naive reference says, and where a scored frame says something else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from moyang_score.card import Scorecard, Scored
from moyang_score.card.naive import naive_score
from tests.property.card_maker import make_card
from tests.property.row_maker import boundary_texts, records_of, text_columns, typed_columns

__all__ = ["Case", "case_of", "differences", "rows_of", "text_cases", "typed_cases", "unseen_inputs"]

NUMBER_OF_CARDS = 240


@dataclass(frozen=True)
class Case:
    """A card, rows at its boundaries, and the naive answer to each."""

    seed: int
    card: Scorecard
    columns: Mapping[str, Any]
    records: Sequence[Mapping[str, Any]]
    expected: Sequence[Mapping[str, Any]]


def text_cases() -> list[Case]:
    """Return cards with rows of texts; each boundary cell of each input stands in some row."""
    found = []
    for seed in range(NUMBER_OF_CARDS):
        card = make_card(Random(seed))
        rows = max(len(boundary_texts(card, one)) for one in card.inputs)
        found.append(case_of(seed, card, text_columns(card, Random(seed), rows)))
    return found


def typed_cases() -> list[Case]:
    """Return the same cards with rows of typed arrays."""
    cards = ((seed, make_card(Random(seed))) for seed in range(NUMBER_OF_CARDS))
    return [case_of(seed, card, typed_columns(card, Random(seed), 40)) for seed, card in cards]


def case_of(seed: int, card: Scorecard, columns: Mapping[str, Any]) -> Case:
    """Return a case with its naive answers."""
    document, records = card.to_json(), records_of(dict(columns))
    return Case(seed, card, columns, records, [naive_score(document, record) for record in records])


def differences(case: Case, scored: Scored) -> list[str]:
    """Return where a scored frame differs from the naive reference, in words; empty means parity."""
    found = rows_of(scored)
    if len(found) != len(case.expected):
        return [f"card {case.seed}: {len(found)} rows where {len(case.expected)} were given"]
    return [
        f"card {case.seed}, row {row} {case.records[row]}: {name} {one[name]!r}, naive {expected!r}"
        for row, (one, naive) in enumerate(zip(found, case.expected, strict=True))
        for name, expected in _comparable(case.card, naive).items()
        if one[name] != expected
    ]


def rows_of(scored: Scored) -> list[dict[str, Any]]:
    """Return all that a scored frame says, row by row, as plain Python."""
    parts = zip(
        scored.points.tolist(), scored.score.tolist(), scored.grade.tolist(), scored.reasons, scored.flags, strict=True
    )
    return [
        {"points": points, "score": score, "grade": grade, "reasons": list(reasons), "unseen": flagged_inputs(flags)}
        for points, score, grade, reasons, flags in parts
    ]


def unseen_inputs(card: Scorecard, cells: Sequence[Sequence[Any]]) -> set[str]:
    """Return the inputs whose cell the naive reference found unseen."""
    pairs = zip(card.characteristics, cells, strict=True)
    return {
        key for one, when in pairs for key, condition in zip(one.inputs, when, strict=True) if condition == "unseen"
    }


def flagged_inputs(flags: Sequence[str]) -> set[str]:
    """Return the inputs that flags name."""
    assert list(flags) == sorted(flags)
    keys = [flag.partition(":")[2].replace("%3B", ";").replace("%25", "%") for flag in flags]
    assert len(keys) == len(set(keys)), "an input is flagged twice"
    return set(keys)


def _comparable(card: Scorecard, naive: Mapping[str, Any]) -> dict[str, Any]:
    same = {name: naive[name] for name in ("points", "score", "grade", "reasons")}
    return {**same, "unseen": unseen_inputs(card, naive["cells"])}
