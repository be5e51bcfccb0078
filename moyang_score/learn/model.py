"""What a learner finds: an effect in log-odds for each attribute, before it becomes points."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from moyang_score.card import Condition
from moyang_score.learn.sample import Sample

__all__ = ["Effect", "Learner", "Model"]


@dataclass(frozen=True, eq=False)
class Effect:
    """Hold the effects of one input.

    Parameters
    ----------
    key : str
        The key of the input.
    conditions : tuple of Condition
        A partition of its cells.
    log_odds : ndarray (m,) of float64
        The effect of each condition on the log-odds good:bad.
    trend : str
        ``ascending``, ``descending``, ``peak``, ``valley``, ``mixed`` or ``none``: how points run along the values.
    coefficient : float, optional
        The coefficient of the WOE, where the learner has one.
    """

    key: str
    conditions: tuple[Condition, ...]
    log_odds: npt.NDArray[np.float64]
    trend: str
    coefficient: float | None = None


@dataclass(frozen=True, eq=False)
class Model:
    """Hold the effects of all inputs that matter: log-odds good:bad = intercept + Σ effects.

    Parameters
    ----------
    intercept : float
        The log-odds of nobody in particular.
    effects : tuple of Effect
        One per input kept, in the order of the sample.
    dropped : mapping
        Input key to the reason why the learner left it out.
    """

    intercept: float
    effects: tuple[Effect, ...]
    dropped: dict[str, str]


class Learner(Protocol):
    """Turn a sample into a model, using nothing but the sample and the seed.

    Equal rows in another order give the same model, bit for bit.
    """

    @property
    def name(self) -> str:
        """Return the name that ``--learner`` takes."""
        ...

    def learn(self, sample: Sample, seed: int) -> Model:
        """Return the model of a sample in canonical order."""
        ...
