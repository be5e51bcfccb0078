"""Grades and ceilings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moyang_score.card import Grade, grade_position
from moyang_score.card.grades import check_grades, grade_at
from moyang_score.errors import CardError
from tests.property.strategies import quick

CITY = (Grade("AAA", 850), Grade("AA", 750), Grade("A", 650), Grade("基础", None))


@pytest.mark.parametrize(
    ("score", "grade"),
    [(850, "AAA"), (849, "AA"), (750, "AA"), (749, "A"), (650, "A"), (649, "基础"), (-(10**9), "基础")],
)
def test_a_grade_begins_at_its_minimum(score, grade):
    assert CITY[grade_at(CITY, score)].grade == grade


@quick
@given(st.sets(st.integers(-1000, 1000), max_size=6), st.lists(st.integers(-1100, 1100)))
def test_each_score_has_one_grade_and_a_better_score_no_worse_one(minima, scores):
    grades = tuple(Grade(str(at), low) for at, low in enumerate([*sorted(minima, reverse=True), None]))
    positions = grade_position(grades, np.array(sorted(scores), np.int64)).tolist()
    assert positions == [grade_at(grades, score) for score in sorted(scores)]
    assert positions == sorted(positions, reverse=True)


@pytest.mark.parametrize(
    ("grades", "message"),
    [
        (
            (Grade("A", 700), Grade("B", 600)),
            "The grades do not cover each score once. Give all but the last grade a minimum, the last null.",
        ),
        (
            (Grade("A", None), Grade("B", None)),
            "The grades do not cover each score once. Give all but the last grade a minimum, the last null.",
        ),
        (
            (Grade("A", 600), Grade("B", 700), Grade("C", None)),
            "The minima [600, 700] of the grades do not fall. Put the best grade first.",
        ),
        (
            (Grade("A", 600), Grade("B", 600), Grade("C", None)),
            "The minima [600, 600] of the grades do not fall. Put the best grade first.",
        ),
        (
            (Grade("A", 600), Grade("A", None)),
            "A grade has no label, or one that another grade has too. Give each grade its own label.",
        ),
        ((Grade("", None),), "A grade has no label, or one that another grade has too. Give each grade its own label."),
        ((Grade("A", 0.5), Grade("B", None)), "Minimum of a grade 0.5 are no integer of at most 10^9 in size."),
    ],
)
def test_a_scale_that_does_not_cover_each_score_once_is_refused(grades, message):
    with pytest.raises(CardError) as caught:
        check_grades(grades)
    assert str(caught.value) == message
