"""Reasons: which characteristics explain a lower score, in which order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from moyang_score.errors import CardError

__all__ = ["ReasonPolicy"]


@dataclass(frozen=True)
class ReasonPolicy:
    """Choose the reasons of a score: the characteristics that contribute least.

    A characteristic is a reason if its contribution (points - neutral) is at most ``-min_points``. The lowest comes
    first, ties in card order, equal reason codes once, at most ``k``; cap rows are never reasons.

    Parameters
    ----------
    policy : {'neutral'}
        What contributions are measured from.
    k : int
        The most reasons given, at least 0.
    min_points : int
        The smallest loss that is a reason, at least 1.

    Raises
    ------
    CardError
        If the policy is unknown or a number is out of range.

    Examples
    --------
    >>> ReasonPolicy(k=2).choose(["late", "fined", "young"], [-3, -9, 0])
    ('fined', 'late')
    """

    policy: str = "neutral"
    k: int = 4
    min_points: int = 1

    def __post_init__(self) -> None:
        if self.policy != "neutral":
            raise CardError(f"the reason policy {self.policy!r} is unknown", fix="use 'neutral'")
        if type(self.k) is not int or type(self.min_points) is not int or self.k < 0 or self.min_points < 1:
            raise CardError(f"reasons need k >= 0 and min_points >= 1, not {self.k!r} and {self.min_points!r}")

    def to_json(self) -> dict[str, Any]:
        """Return the form of section 7 of the design."""
        return {"policy": self.policy, "k": self.k, "min_points": self.min_points}

    def choose(self, codes: Sequence[str], contributions: Sequence[int]) -> tuple[str, ...]:
        """Return the reason codes of one row, given the reason code and contribution of each characteristic."""
        losing = [at for at, contribution in enumerate(contributions) if contribution <= -self.min_points]
        losing.sort(key=contributions.__getitem__)  # a stable sort keeps ties in card order
        return tuple(dict.fromkeys(codes[at] for at in losing))[: self.k]

    def choose_all(self, codes: Sequence[str], contributions: npt.NDArray[Any]) -> list[tuple[str, ...]]:
        """Return the reason codes of each row, given contributions (n, k)."""
        order = np.argsort(contributions, axis=1, kind="stable")
        ranked = np.take_along_axis(contributions, order, axis=1) <= -self.min_points
        return [self._first(codes[at] for at in row[keep]) for row, keep in zip(order, ranked, strict=True)]

    def _first(self, codes: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(codes))[: self.k]
