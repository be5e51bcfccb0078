"""Nothing that is released counts fewer than 20 people, nor can it be worked out from the rest."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from moyang_score.card import Evidence
from moyang_score.export import suppressed

counts = st.lists(st.integers(0, 60), min_size=1, max_size=8)


def evidence(numbers: list[int], **more: Any) -> Evidence:
    rows = [{"n": n, "share": n / max(sum(numbers), 1)} for n in numbers]
    return Evidence({"digest": "ab", "characteristics": [{"key": "P04", "attributes": rows}], **more})


def left(found: Evidence) -> list[int | None]:
    return [row["n"] for row in found["characteristics"][0]["attributes"]]


@given(counts)
def test_no_small_row_stays_and_the_total_gives_none_away(numbers: list[int]) -> None:
    found = left(suppressed(evidence(numbers)))

    assert all(n is None or n == 0 or n >= 20 for n in found)
    assert all(n is None or n == old for n, old in zip(found, numbers, strict=True))
    behind = sum(numbers) - sum(n for n in found if n is not None)
    assert behind == 0 or behind >= 20 or all(n in (None, 0) for n in found)


@given(counts)
def test_a_hidden_row_loses_all_its_figures_and_a_full_one_none(numbers: list[int]) -> None:
    counted = evidence(numbers)
    rows = suppressed(counted)["characteristics"][0]["attributes"]

    for row, old in zip(rows, counted["characteristics"][0]["attributes"], strict=True):
        assert row == old or set(row.values()) == {None}


def test_grades_keep_their_names() -> None:
    grades = [{"grade": "AAA", "n": 3, "share": 0.01}, {"grade": "A", "n": 297, "share": 0.99}]

    found = suppressed(evidence([300], grades=grades))

    assert [row["grade"] for row in found["grades"]] == ["AAA", "A"]
    assert [row["n"] for row in found["grades"]] == [None, None]
    assert found["suppressed"] == {"below": 20, "rows": 2}


def test_figures_of_the_outcome_go_where_few_stand_behind_them() -> None:
    row = {"n": 500, "share": 1.0, "bads": 12, "bad_rate": 0.024}
    counted = Evidence({"digest": "ab", "characteristics": [{"key": "x", "attributes": [row]}]})

    found = suppressed(counted)["characteristics"][0]["attributes"][0]

    assert found == {"n": 500, "share": 1.0, "bads": None, "bad_rate": None}


def test_the_ends_of_the_scores_go_and_quantiles_need_people() -> None:
    scores = {"lowest": 370, "highest": 803, "quantiles": {"50": 699}}

    many = suppressed(evidence([400], scores=scores, data={"rows": 400}))
    few = suppressed(evidence([399], scores=scores, data={"rows": 399}))

    assert many["scores"] == {"lowest": None, "highest": None, "quantiles": {"50": 699}}
    assert few["scores"] == {"lowest": None, "highest": None, "quantiles": {}}


def test_what_is_suppressed_already_comes_back_as_it_is() -> None:
    rows = [{"grade": "A", "n": 3, "bads": 1}, {"grade": "B", "n": 500, "bads": 60}]
    once = suppressed(Evidence({"digest": "ab", "grades": rows}))

    assert once.get("grades")[0]["n"] is None
    assert suppressed(once) is once
