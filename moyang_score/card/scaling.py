"""Scaling: what a score says about the odds, and the odds about a score."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from moyang_score.card.number import number_value
from moyang_score.errors import CardError

__all__ = ["Scaling"]


@dataclass(frozen=True)
class Scaling:
    """Tie scores to odds good:bad: at ``base_score`` they are ``base_odds``, and ``pdo`` more points double them.

    score = base_score + pdo / ln 2 · (ln odds - ln base_odds)  (Siddiqi, *Credit Risk Scorecards*, 2006, chapter 6)

    Parameters
    ----------
    base_score : int
        The anchor of the scale.
    base_odds : str
        Decimal string of the odds good:bad at the anchor, above 0.
    pdo : int
        Points to double the odds, above 0.

    Raises
    ------
    CardError
        If the odds or the pdo are not above 0.

    Examples
    --------
    >>> scaling = Scaling(650, "30", 40)
    >>> round(scaling.odds(690))
    60
    >>> round(scaling.score(math.log(60)))
    690
    """

    base_score: int = 650
    base_odds: str = "30"
    pdo: int = 40

    def __post_init__(self) -> None:
        if type(self.base_score) is not int or type(self.pdo) is not int or self.pdo <= 0:
            raise CardError(f"the scaling {self.base_score}, pdo {self.pdo} is not of integers with pdo above 0")
        if number_value(self.base_odds) <= 0:
            raise CardError(f"the base odds {self.base_odds} are not above 0")

    def to_json(self) -> dict[str, Any]:
        """Return the form of section 7 of the design."""
        return {"base_score": self.base_score, "base_odds": self.base_odds, "pdo": self.pdo}

    @property
    def factor(self) -> float:
        """Return the points that one unit of log-odds is worth, pdo / ln 2."""
        return self.pdo / math.log(2)

    def score(self, log_odds: Any) -> Any:
        """Return the exact score, not rounded, of log-odds good:bad (natural logarithm), in their shape."""
        return self.base_score + self.factor * (log_odds - math.log(number_value(self.base_odds)))

    def log_odds(self, score: Any) -> Any:
        """Return the log-odds good:bad of a score, in its shape."""
        return math.log(number_value(self.base_odds)) + (np.asarray(score) - self.base_score) / self.factor

    def odds(self, score: Any) -> Any:
        """Return the odds good:bad of a score, in its shape."""
        return np.exp(self.log_odds(score))

    def probability_bad(self, score: Any) -> npt.NDArray[np.float64]:
        """Return the probability of bad of a score, in its shape: 1 / (1 + odds), without overflow at any score."""
        log_odds = np.asarray(self.log_odds(score), np.float64)
        return np.exp(-np.logaddexp(0.0, log_odds))
