"""The stability of grades: how many people would hold another one if the families weighed a little differently."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score.card import Reading, Scorecard, grade_position

__all__ = ["Stability", "ceiling_position", "grade_stability"]

_DRAWS: Final = 1000
_AT_ONCE: Final = 20
_LEAST, _MOST = 800, 1200  # thousandths: integers keep grades at a boundary exact on every machine
_UNIT: Final = 1000


@dataclass(frozen=True)
class Stability:
    """Hold the share of people who change grade when the points of each family are multiplied by 0.8 to 1.2.

    Parameters
    ----------
    draws : int
        How often new factors were drawn, one per family.
    mean, high, most : float or None
        Mean, 95 % quantile and largest share over the draws; None without people or grades.

    Examples
    --------
    >>> Stability(1000, 0.021, 0.05, 0.08).to_json()["change"]
    '±20 %'
    """

    draws: int
    mean: float | None
    high: float | None
    most: float | None

    def to_json(self) -> dict[str, Any]:
        """Return the form of ``evidence.json``."""
        return {"change": "±20 %", **asdict(self)}


def grade_stability(card: Scorecard, readings: Mapping[str, Reading], rows: int, seed: int) -> Stability:
    """Try the grades of people under other weights of the families; the base and the ceilings stay.

    Parameters
    ----------
    card : Scorecard
        The card.
    readings : mapping
        The `Reading` of each input by key, all of length ``rows``.
    rows : int
        The number of people.
    seed : int
        Draws the factors.

    Returns
    -------
    Stability
        1,000 draws, each factor uniform on the thousandths from 0.8 to 1.2.
    """
    if not rows or not card.grades:
        return Stability(_DRAWS, None, None, None)
    totals = np.column_stack([_family_totals(card, readings, rows), ceiling_position(card, readings, rows)])
    people, count = np.unique(totals, axis=0, return_counts=True)
    points, ceiling = people[:, :-1], people[:, -1]
    held = np.maximum(grade_position(card.grades, card.base + points.sum(axis=1)), ceiling)
    factors = np.random.default_rng(seed).integers(_LEAST, _MOST + 1, size=(_DRAWS, points.shape[1]))
    changed = np.concatenate(
        [
            count @ (_positions(card, points, factors[at : at + _AT_ONCE], ceiling) != held[:, None])
            for at in range(0, _DRAWS, _AT_ONCE)
        ]
    )
    ordered = np.sort(changed) / rows
    figures = (ordered.mean(), ordered[(_DRAWS - 1) * 95 // 100], ordered[-1])
    return Stability(_DRAWS, *(float(f"{figure:.4g}") for figure in figures))


def ceiling_position(card: Scorecard, readings: Mapping[str, Reading], rows: int) -> npt.NDArray[np.int64]:
    """Return the position (rows,) of the best grade that the attributes of each row allow, 0 without a ceiling.

    Parameters
    ----------
    card : Scorecard
        The card.
    readings : mapping
        The `Reading` of each input by key, all of length ``rows``.
    rows : int
        The number of rows.

    Returns
    -------
    ndarray (rows,) of int64
        Positions in the grades of the card.
    """
    rank = {grade.grade: at for at, grade in enumerate(card.grades)}
    found = np.zeros(rows, np.int64)
    for lookup in card.lookups:
        table = np.array([rank.get(one.ceiling or "", 0) for one in lookup.characteristic.attributes], np.int64)
        if table.any():
            np.maximum(found, table[lookup.attribute_of(readings)], out=found)
    return found


def _family_totals(card: Scorecard, readings: Mapping[str, Reading], rows: int) -> npt.NDArray[np.int64]:
    """Return the points (rows, families) of each family, its cap rows included."""
    totals = {one.family: np.zeros(rows, np.int64) for one in card.characteristics}
    counted = [np.zeros(rows, np.int64) for _ in card.groups]
    family_of = {one.key: one.family for one in card.characteristics}
    for lookup in card.lookups:
        key, points = lookup.characteristic.key, lookup.points[lookup.attribute_of(readings)]
        totals[family_of[key]] += points
        for at, group in enumerate(card.groups):
            if key in group.members:
                counted[at] += group.counted(points)
    for sums, group in zip(counted, card.groups, strict=True):
        totals[family_of[group.members[0]]] += group.cap(sums)
    return np.column_stack(list(totals.values()))


def _positions(
    card: Scorecard, points: npt.NDArray[np.int64], factors: npt.NDArray[np.int64], ceiling: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Return the position (people, draws) of the grade under each draw, in thousandths of points."""
    scores = card.base * _UNIT + points @ factors.T
    minima = np.array([(grade.min or 0) * _UNIT for grade in reversed(card.grades[:-1])], np.int64)
    position = len(card.grades) - 1 - np.searchsorted(minima, scores, side="right")
    return np.asarray(np.maximum(position, ceiling[:, None]), np.int64)
