"""Suppression: whatever is written, no figure stands for fewer than 20 people, and nothing is written twice over."""

import json
from itertools import pairwise

import numpy as np
import pytest

from moyang_score.fairness import fairness_page, fairness_report, report_document, report_tables, suppressed
from tests.fairness.people import drawn, steps_card

CARD = steps_card()


def report(seed, rows=400):
    frame = drawn(rows, seed, proxy=1.2)
    generator = np.random.default_rng(seed)
    frame["size"] = generator.choice(["big", "middle", "small", "tiny"], rows, p=[0.7, 0.2, 0.075, 0.025]).tolist()
    return fairness_report(CARD, frame, ["group", "size"], target="bad")


def counts_in(thing, inside=""):
    """Yield every whole number that counts people."""
    if isinstance(thing, dict):
        for key, value in thing.items():
            yield from counts_in(value, key)
    elif isinstance(thing, list):
        for value in thing:
            yield from counts_in(value, inside)
    elif inside in {"n", "reference_n", "reached", "bads", "goods", "rows", "left_out"} and thing is not None:
        yield inside, thing


@pytest.mark.parametrize("seed", range(12))
def test_no_count_of_the_document_is_of_few_people(seed):
    document = report_document(report(seed))
    found = list(counts_in({key: value for key, value in document.items() if key != "policy"}))
    assert len(found) > 50
    assert [one for one in found if 0 < one[1] < 20 and one[0] not in {"n", "reference_n"}] == []
    for grouping in document["groupings"]:
        for group in grouping["groups"]:
            assert group["n"] is None or group["n"] >= 20
            assert all(one["n"] is None or one["n"] == 0 or one["n"] >= 20 for one in group["outcomes"])
            shown = [0, *(one["reached"] for one in group["ladder"] if one["reached"] is not None), group["n"] or 0]
            assert all(right == left or right - left >= 20 for left, right in pairwise(shown))
            for row in group.get("rows", []):
                assert all(min(one["n"], one["reference_n"]) >= 20 for one in row.get("attributes", []))


@pytest.mark.parametrize("seed", range(12))
def test_a_hidden_share_is_hidden_in_what_compares_it(seed):
    for grouping in suppressed(report(seed)).groupings:
        reference = grouping.groups[0]
        for group in grouping.compared:
            for own, other in zip(group.ladder, reference.ladder, strict=False):
                if own.share is None or other.share is None:
                    assert own.air is own.shortfall is own.opportunity is None
                assert own.verdict is not None


def test_suppressing_twice_changes_nothing():
    once = suppressed(report(1))
    assert suppressed(once) is once
    assert report_document(once) == report_document(report(1))


def test_a_hidden_group_keeps_its_name_and_its_verdict():
    groups = suppressed(report(0, rows=300)).groupings[1].groups
    tiny = next(one for one in groups if one.group == "tiny")
    assert (tiny.n, tiny.score, tiny.ladder, tiny.gap) == (None, None, (), None)
    assert tiny.verdict == "too few to say"


def test_page_tables_and_document_tell_of_hidden_groups_alike():
    found = report(0, rows=300)
    document = json.dumps(report_document(found))
    tables = report_tables(found)
    at = tables["verdicts"]["group"].index("tiny")
    assert {tables["verdicts"][name][at] for name in ("n", "mean_score", "reached", "air")} == {None}
    assert "tiny" in document
    assert "fewer than 20" in fairness_page(found)
