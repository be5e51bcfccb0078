"""Every figure that is written is traced to the rows: who stands behind it, and what the others give away of it."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from moyang_score.card import Scorecard
from moyang_score.fairness import fairness_page, fairness_report, report_document, write_fairness
from moyang_score.wording import attribute_text
from tests.fairness.watched import fair_people, graded_card, planted_people

CARD, LEAST = graded_card(), 20
GROUPS = ["sex", "band"]
REACHING = {"true_positive": 0, "false_positive": 1}


def few_people(seed: int, rows: int) -> dict[str, Any]:
    """Make people among whom some groups, grades, attributes and outcomes are of few."""
    frame = planted_people(rows, seed, 0.3) if seed % 2 else fair_people(rows, seed, groups=4)
    random = np.random.default_rng(seed)
    for at in np.flatnonzero(random.random(rows) < 0.03):
        frame["band"][at] = "75+"
    if seed % 3 == 0:
        frame["bad"] = ["0" if cell == "" else cell for cell in frame["bad"]]
    return frame


def outcomes_of(frame: dict[str, Any]) -> np.ndarray:
    return np.array([{"0": 0, "1": 1, "": 2}[cell] for cell in frame["bad"]])


def counted(document: dict[str, Any], frame: dict[str, Any]) -> np.ndarray:
    few = {
        one["column"]: {each["group"] for each in one["groups"] if each["n"] is None} for one in document["groupings"]
    }
    return np.array(
        [not any(frame[column][at] in out for column, out in few.items()) for at in range(len(frame["bad"]))]
    )


def is_few(*counts: Any) -> bool:
    return any(0 < count < LEAST for count in counts)


CASES = [(seed, rows) for seed in range(6) for rows in (150, 400, 900)]


@pytest.mark.parametrize(("seed", "rows"), CASES)
def test_bad_rates_of_attributes_stand_on_enough_goods_and_bads(seed: int, rows: int) -> None:
    frame = few_people(seed, rows)
    document = report_document(fairness_report(CARD, frame, GROUPS, target="bad"))
    outcome, taken = outcomes_of(frame), counted(document, frame)
    found = CARD.apply({one.key: frame[one.key] for one in CARD.inputs}).attributes
    for place, attribute, shown in rated_attributes(document):
        held = taken & (found[:, place] == attribute)
        goods, bads = (held & (outcome == 0)).sum(), (held & (outcome == 1)).sum()
        assert shown == pytest.approx(bads / (goods + bads), abs=1e-6)
        assert not is_few(goods, bads)


def rated_attributes(document: dict[str, Any]) -> Iterator[tuple[int, int, float]]:
    inputs = {one.key: one for one in CARD.inputs}
    for row in (row for one in document["groupings"] for group in one["groups"] for row in group.get("rows", [])):
        for one in row.get("attributes", []):
            if one["bad_rate"] is not None:
                place = [each.key for each in CARD.characteristics].index(row["key"])
                own = CARD.characteristics[place]
                words = [attribute_text(inputs, own, each, "en") for each in own.attributes]
                yield place, words.index(one["attribute"]), one["bad_rate"][0]


@pytest.mark.parametrize(("seed", "rows"), CASES)
def test_no_grade_of_few_people_follows_from_what_is_shown(seed: int, rows: int) -> None:
    frame = few_people(seed, rows)
    document = report_document(fairness_report(CARD, frame, GROUPS, target="bad"))
    outcome, taken = outcomes_of(frame), counted(document, frame)
    position = np.array([[one.grade for one in CARD.grades].index(grade) for grade in grades_held(CARD, frame)])
    for column, group in groups_shown(document):
        own = taken & np.array([cell == group["group"] for cell in frame[column]])
        check_hidden(np.bincount(position[own], minlength=3), known_people(group, all_known=not (outcome == 2).any()))
        for rate, kind in REACHING.items():
            check_hidden(np.bincount(position[own & (outcome == kind)], minlength=3), known_rates(group, rate, kind))


def grades_held(card: Scorecard, frame: dict[str, Any]) -> list[str]:
    return card.apply({one.key: frame[one.key] for one in card.inputs}).grade.tolist()


def groups_shown(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for grouping in document["groupings"]:
        yield from ((grouping["column"], group) for group in grouping["groups"] if group["n"] is not None)


def known_people(group: dict[str, Any], *, all_known: bool) -> list[list[int]]:
    """Return which sums of people by grade a reader has."""
    found = [[1, 1, 1]]
    found += [[1] * (at + 1) + [0] * (2 - at) for at, one in enumerate(group["ladder"]) if one["reached"] is not None]
    if all_known:
        found += [unit(at) for at, one in enumerate(group["outcomes"]) if one["n"] is not None]
    return found


def known_rates(group: dict[str, Any], rate: str, kind: int) -> list[list[int]]:
    """Return which sums of goods, or bads, by grade a reader has, who knows how many there are in all."""
    found = [[1, 1, 1]]
    found += [[1] * (at + 1) + [0] * (2 - at) for at, one in enumerate(group["ladder"]) if one[rate] is not None]
    return found + [unit(at) for at, one in enumerate(group["outcomes"]) if one["bads"] is not None]


def unit(at: int) -> list[int]:
    return [int(at == place) for place in range(3)]


def check_hidden(counts: np.ndarray, sums: list[list[int]]) -> None:
    for at in np.flatnonzero((counts > 0) & (counts < LEAST)):
        known = np.linalg.matrix_rank(np.array(sums))
        assert np.linalg.matrix_rank(np.array([*sums, unit(int(at))])) > known, (counts, sums)


@pytest.mark.parametrize(("seed", "rows"), CASES)
def test_a_difference_of_rates_does_not_give_a_hidden_rate_away(seed: int, rows: int) -> None:
    document = report_document(fairness_report(CARD, few_people(seed, rows), GROUPS, target="bad"))
    for grouping in document["groupings"]:
        reference, *others = (one for one in grouping["groups"] if one["n"] is not None)
        for group in others:
            for own, other in zip(group["ladder"], reference["ladder"], strict=False):
                for rate, apart in (
                    ("share", "air"), ("share", "shortfall"), ("true_positive", "opportunity"),
                    ("false_positive", "false_positive_difference"),
                ):  # fmt: skip
                    assert own[apart] is None or (own[rate] is not None and other[rate] is not None)


@pytest.mark.parametrize(("seed", "rows"), CASES[::4])
def test_tables_and_page_hold_no_number_of_few_people(seed: int, rows: int, tmp_path: Path) -> None:
    report = fairness_report(CARD, few_people(seed, rows), GROUPS, target="bad")
    write_fairness(tmp_path / "out", report)
    cells = 0
    for path in (tmp_path / "out").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                shown = [row[name] for name in ("n", "reference_n", "reached", "bads") if row.get(name)]
                cells += len(shown)
                assert not is_few(*map(int, shown)), (path.name, row)
    assert cells
    page = fairness_page(report)
    people = re.findall(r'<th scope="row">[^<]*(?: <small>reference</small>)?</th><td class="n">([\d,]+)</td>', page)
    reached = re.findall(r'<tr[^>]*><th scope="row">[^<]*</th><td>[^<]*</td><td class="n">([\d,]+)</td>', page)
    assert people
    assert not is_few(*(int(one.replace(",", "")) for one in [*people, *reached]))
