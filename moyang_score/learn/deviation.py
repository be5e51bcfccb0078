"""Deviations: what an attribute gets beyond coefficient × WOE, for what it says beside the other inputs.

One coefficient stretches all WOE of an input alike. But a WOE is counted for its input alone, and inputs that go
together share what they say attribute by attribute, not in one proportion. Deviations are normal around 0, and how far
they spread is for the data to say: where the rows say little, points stay those of coefficient × WOE.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from moyang_score.card import Interval
from moyang_score.card.partition import Partition
from moyang_score.learn.intercept import centre
from moyang_score.learn.model import Effect
from moyang_score.learn.sample import Sample
from moyang_score.learn.trend import held_to

__all__ = ["deviated", "ridged"]

_THOUGHT: Final = 0.2  # log-odds that one attribute is thought to deviate by before the data are seen (ADR 23)
_LEAST: Final = 1.0  # ridge: one step is too short a way for deviations that spread by more than 1
_ROUNDS: Final = 100


def deviated(effects: Sequence[Effect], log_odds: npt.NDArray[np.float64], sample: Sample) -> list[Effect]:
    """Give each attribute the deviation that the rows call for.

    One step of penalised scoring away from the joint fit: δ = (H + ridge · I)⁻¹ g, with g the gradient and H the
    curvature of the log-likelihood along the attributes (Breslow and Clayton, 1993, "Approximate inference in
    generalized linear mixed models", JASA 88). Points of numbers are then held to their trend.

    Parameters
    ----------
    effects : sequence of Effect
        coefficient · WOE of each input.
    log_odds : ndarray (n,)
        What the joint fit expects of each row from others, but for the intercept.
    sample : Sample
        The n rows.

    Returns
    -------
    list of Effect
        In the order given. An attribute without rows stays as it is.
    """
    if not effects:
        return []
    table = _Table.of(effects, sample)
    good = 1 / (1 + np.exp(-log_odds - centre(log_odds, sample)))
    gradient = table.sums(sample.weight * (1 - sample.bad - good))
    deviation = ridged(gradient, table.curvature(sample.weight * good * (1 - good)))
    mass = table.sums(sample.weight)
    return [_moved(*one) for one in zip(effects, table.split(deviation), table.split(mass), strict=True)]


def ridged(gradient: npt.NDArray[np.float64], curvature: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the penalised step (H + ridge · I)⁻¹ g.

    The ridge maximises the marginal likelihood, as that of the coefficients does (MacKay, 1992), with one deviation of
    0.2 seen beforehand: it is the number of well-determined deviations, and 1, over Σ δ², and 0.04; at least 1.

    Parameters
    ----------
    gradient : ndarray (m,)
        Of the log-likelihood.
    curvature : ndarray (m, m)
        Minus its second derivatives.

    Returns
    -------
    ndarray (m,) of float64
        Log-odds; 0 where gradient and curvature are.

    Examples
    --------
    >>> ridged(np.array([0.0, 8.0]), np.diag([0.0, 100.0])).round(3).tolist()
    [0.0, 0.057]
    """
    values, vectors = np.linalg.eigh(curvature)
    values, along = np.maximum(values, 0.0), vectors.T @ gradient
    ridge = 1 / _THOUGHT**2
    for _ in range(_ROUNDS):
        step = along / (values + ridge)
        called_for = float((np.sum(values / (values + ridge)) + 1) / (step @ step + _THOUGHT**2))
        revised = max(called_for, _LEAST)
        settled = abs(np.log(revised / ridge)) < 1e-3
        ridge = revised
        if settled:
            break
    return np.asarray(vectors @ (along / (values + ridge)))


@dataclass(frozen=True, eq=False)
class _Table:
    """Hold the attribute of each row under each input; m attributes in all, input after input."""

    places: tuple[npt.NDArray[np.intp], ...]
    sizes: tuple[int, ...]

    @classmethod
    def of(cls, effects: Sequence[Effect], sample: Sample) -> "_Table":
        inputs = {one.key: one for one in sample.inputs}
        found = (Partition(inputs[one.key], one.conditions).locate(sample.readings[one.key]) for one in effects)
        # located in bytes, which the products of `_crossed` would leave
        return cls(tuple(one.astype(np.intp) for one in found), tuple(len(one.conditions) for one in effects))

    def sums(self, amounts: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return the amounts (n,) of rows, added up by attribute (m,)."""
        added = (np.bincount(place, amounts, size) for place, size in zip(self.places, self.sizes, strict=True))
        return np.concatenate(list(added))

    def split(self, values: npt.NDArray[np.float64]) -> list[npt.NDArray[np.float64]]:
        """Return the values (m,) of attributes by input."""
        return np.split(values, np.cumsum(self.sizes)[:-1])

    def curvature(self, amounts: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return the curvature (m, m) that rows of these (n,) add up to, the intercept being free."""
        inputs = range(len(self.sizes))
        upper = {(one, other): self._crossed(one, other, amounts) for one in inputs for other in inputs[one:]}
        rows = [[upper[one, other] if one <= other else upper[other, one].T for other in inputs] for one in inputs]
        alone = self.sums(amounts)
        return np.asarray(np.block(rows) - np.outer(alone, alone) / amounts.sum())

    def _crossed(self, one: int, other: int, amounts: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        shape = self.sizes[one], self.sizes[other]
        cell = self.places[one] * shape[1] + self.places[other]
        added: npt.NDArray[np.float64] = np.asarray(np.bincount(cell, amounts, shape[0] * shape[1]), np.float64)
        return added.reshape(shape)


def _moved(effect: Effect, deviation: npt.NDArray[np.float64], mass: npt.NDArray[np.float64]) -> Effect:
    """Return an effect with deviations, those of numbers held to its trend."""
    moved = effect.log_odds + np.where(mass > 0, deviation, 0.0)
    values = sum(isinstance(one, Interval) for one in effect.conditions)
    if values > 1:
        before = effect.log_odds[:values]
        turn = int(np.argmin(before) if effect.trend == "valley" else np.argmax(before))
        moved[:values] = held_to(effect.trend, moved[:values], mass[:values], turn)
    return replace(effect, log_odds=moved)
