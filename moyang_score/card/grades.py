"""Grades: labels of score ranges, and ceilings on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from moyang_score.card.characteristic import check_points
from moyang_score.errors import CardError

__all__ = ["Grade", "check_grades", "grade_at", "grade_position"]


@dataclass(frozen=True)
class Grade:
    """Name the scores from ``min`` up to the next better grade.

    Parameters
    ----------
    grade : str
        The label.
    min : int or None
        The lowest score that holds it; None for the lowest grade, which is open downwards.

    Examples
    --------
    >>> Grade("AAA", 850).to_json()
    {'grade': 'AAA', 'min': 850}
    """

    grade: str
    min: int | None

    def to_json(self) -> dict[str, Any]:
        """Return the form of section 7 of the design."""
        return {"grade": self.grade, "min": self.min}


def check_grades(grades: Sequence[Grade]) -> None:
    """Refuse a grade scale that is not a partition of all scores, best grade first.

    Parameters
    ----------
    grades : sequence of Grade
        Empty for a card without grades.

    Raises
    ------
    CardError
        If a label stands twice, the minima do not fall, or the last grade is not open.

    Examples
    --------
    >>> check_grades((Grade("A", 700), Grade("B", None)))
    """
    if not grades:
        return
    if len({grade.grade for grade in grades}) < len(grades) or not all(grade.grade for grade in grades):
        raise CardError("a grade has no label, or one that another grade has too", fix="give each grade its own label")
    minima = [grade.min for grade in grades[:-1] if grade.min is not None]
    for minimum in minima:
        check_points(minimum, "minimum of a grade")
    if grades[-1].min is not None or len(minima) < len(grades) - 1:
        raise CardError(
            "the grades do not cover each score once", fix="give all but the last grade a minimum, the last null"
        )
    if any(better <= worse for better, worse in pairwise(minima)):
        raise CardError(f"the minima {minima} of the grades do not fall", fix="put the best grade first")


def grade_position(grades: Sequence[Grade], score: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
    """Return the position in ``grades``, best first, of each score.

    Parameters
    ----------
    grades : sequence of Grade
        A checked grade scale, not empty.
    score : ndarray of int
        Scores, any shape.

    Returns
    -------
    ndarray of intp
        Positions, in the shape of ``score``.

    Examples
    --------
    >>> grade_position((Grade("A", 700), Grade("B", None)), np.array([700, 699])).tolist()
    [0, 1]
    """
    rising = np.array([grade.min for grade in reversed(grades[:-1])], np.int64)
    return len(grades) - 1 - np.searchsorted(rising, score, side="right")


def grade_at(grades: Sequence[Grade], score: int) -> int:
    """Return the position in ``grades`` of one score.

    Parameters
    ----------
    grades : sequence of Grade
        A checked grade scale, not empty.
    score : int
        The score.

    Returns
    -------
    int
        The position, 0 for the best grade.

    Examples
    --------
    >>> grade_at((Grade("A", 700), Grade("B", None)), 699)
    1
    """
    return next(at for at, grade in enumerate(grades) if grade.min is None or score >= grade.min)
