"""The check of weights set by experts: the analytic hierarchy process beside the ranges that a card really has.

Judgments are pairwise, on Saaty's scale of 1 to 9 (Saaty, 1980, *The Analytic Hierarchy Process*). Weights are the
principal eigenvector; several experts are put together by the geometric mean of their judgments (Aczél and Saaty,
1983). The check moves no point: it shows a committee how far the published points are from what experts say.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

import numpy as np

from moyang_score.card import Scorecard
from moyang_score.catalogue import Catalogue
from moyang_score.errors import CatalogueError, MissingExtraError

__all__ = ["CONSISTENT_BELOW", "Opinion", "WeightsCheck", "check_weights", "family_ranges", "opinion_of"]

CONSISTENT_BELOW: Final = 0.10
_RANDOM_INDEX: Final = "saaty"
_YEAR: Final = 2005
_SOURCE: Final = "Saaty 2005, Theory and Applications of the Analytic Network Process, p. 31"
_METHOD: Final = "analytic hierarchy process (Saaty 1980): principal eigenvector, geometric mean of judgments"
_DIGITS: Final = 4

Judgments = Mapping[tuple[str, str], Fraction]


@dataclass(frozen=True)
class Opinion:
    """Hold the weights that judgments come to, and whether the judgments hold together.

    Parameters
    ----------
    key : str
        Whose judgments.
    weights : mapping
        Family to weight; they sum to 1.
    consistency_ratio : float
        Consistency index over random index; below 0.10 the judgments count as consistent.
    """

    key: str
    weights: Mapping[str, float]
    consistency_ratio: float

    @property
    def consistent(self) -> bool:
        """Tell whether the consistency ratio is below 0.10."""
        return self.consistency_ratio < CONSISTENT_BELOW

    def to_json(self) -> dict[str, Any]:
        """Return the form of ``evidence.json``."""
        return {
            "expert": self.key,
            "weights": dict(self.weights),
            "consistency_ratio": self.consistency_ratio,
            "consistent": self.consistent,
        }


@dataclass(frozen=True)
class WeightsCheck:
    """Hold what experts say about the weights of the families, beside the weights that the card has.

    Parameters
    ----------
    opinions : tuple of Opinion
        One per expert.
    together : Opinion
        The geometric mean of their judgments.
    ranges : mapping
        Family to the points between the least and the most that it can give on the card, cap rows included.
    """

    opinions: tuple[Opinion, ...]
    together: Opinion
    ranges: Mapping[str, int]

    @property
    def shares(self) -> dict[str, float]:
        """Return the share of each family in the sum of the ranges."""
        total = sum(self.ranges.values())
        return {key: round(own / total, _DIGITS) if total else 0.0 for key, own in self.ranges.items()}

    @property
    def spread(self) -> dict[str, list[float]]:
        """Return, by family, the smallest and the largest weight that an expert gives."""
        return {key: _ends([one.weights[key] for one in self.opinions]) for key in self.together.weights}

    @property
    def inconsistent(self) -> tuple[str, ...]:
        """Return whose judgments do not hold together."""
        return tuple(one.key for one in (*self.opinions, self.together) if not one.consistent)

    def to_json(self) -> dict[str, Any]:
        """Return the form of ``evidence.json``."""
        return {
            "method": _METHOD,
            "random_index": {"name": _RANDOM_INDEX, "year": _YEAR, "source": _SOURCE},
            "experts": [one.to_json() for one in self.opinions],
            "together": self.together.to_json(),
            "spread": self.spread,
            "card": {"ranges": dict(self.ranges), "shares": self.shares},
            "difference": {key: round(self.shares[key] - own, _DIGITS) for key, own in self.together.weights.items()},
        }


def check_weights(card: Scorecard, catalogue: Catalogue) -> WeightsCheck:
    """Check the family ranges of a card against the judgments of its catalogue.

    Parameters
    ----------
    card : Scorecard
        The card.
    catalogue : Catalogue
        A catalogue with judgments.

    Returns
    -------
    WeightsCheck
        Weights, consistency and shares, rounded to 4 decimals.

    Raises
    ------
    CatalogueError
        If the catalogue has no judgments.
    """
    if catalogue.weights is None or not catalogue.weights.experts:
        raise CatalogueError("there are no judgments of experts", where=catalogue.name, fix="add weights.yaml")
    families = [family.key for family in catalogue.families]
    experts = catalogue.weights.experts
    opinions = tuple(opinion_of(one.key, one.judgments, families) for one in experts)
    together = opinion_of("together", _geometric_mean([one.judgments for one in experts]), families)
    return WeightsCheck(opinions, together, family_ranges(card, families))


def opinion_of(key: str, judgments: Mapping[tuple[str, str], Fraction | float], families: Sequence[str]) -> Opinion:
    """Compute the weights and the consistency ratio of judgments, by ahpy.

    Parameters
    ----------
    key : str
        Whose they are.
    judgments : mapping
        (family, family) to how many times more the first weighs; every pair once.
    families : sequence of str
        All families, in the order to show them.

    Returns
    -------
    Opinion
        Rounded to 4 decimals.

    Raises
    ------
    MissingExtraError
        If ahpy is not installed.

    Examples
    --------
    >>> opinion_of("one", {("P", "F"): 2, ("P", "S"): 4, ("F", "S"): 2}, ["P", "F", "S"])
    Opinion(key='one', weights={'P': 0.5714, 'F': 0.2857, 'S': 0.1429}, consistency_ratio=0.0)
    """
    try:
        import ahpy
    except ImportError:
        what = "checking the weights of a catalogue needs ahpy, which is not installed"
        raise MissingExtraError(what, fix="run pip install 'moyang-score[learn]'") from None
    numbers = {pair: float(judgment) for pair, judgment in judgments.items()}
    found = ahpy.Compare(key, numbers, precision=_DIGITS, random_index=_RANDOM_INDEX)
    weights = {family: round(float(found.local_weights[family]), _DIGITS) for family in families}
    return Opinion(key, weights, round(float(found.consistency_ratio), _DIGITS))


def family_ranges(card: Scorecard, families: Sequence[str]) -> dict[str, int]:
    """Return, by family, the points between the least and the most that it can give, cap rows included.

    Parameters
    ----------
    card : Scorecard
        A card whose groups do not cross families.
    families : sequence of str
        The families.

    Returns
    -------
    dict
        Family to points, at least 0.
    """
    ends = np.array([one.points_range for one in card.characteristics], np.int64).reshape(-1, 2).T
    family_of = {one.key: one.family for one in card.characteristics}
    rows = np.hstack([ends, card.cap_rows(ends)])
    owners = [*family_of.values(), *(family_of[group.members[0]] for group in card.groups)]
    sums = {key: rows[:, [owner == key for owner in owners]].sum(axis=1) for key in families}
    return {key: int(own[1] - own[0]) for key, own in sums.items()}


def _geometric_mean(judgments: Sequence[Judgments]) -> dict[tuple[str, str], float]:
    """Return the geometric mean of each pair, whichever way round an expert judged it."""
    pairs = judgments[0]
    return {pair: math.prod(float(_judged(one, pair)) for one in judgments) ** (1 / len(judgments)) for pair in pairs}


def _judged(judgments: Judgments, pair: tuple[str, str]) -> Fraction:
    return judgments[pair] if pair in judgments else 1 / judgments[pair[::-1]]


def _ends(numbers: Sequence[float]) -> list[float]:
    return [min(numbers), max(numbers)]
