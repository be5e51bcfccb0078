"""The intercept: the log-odds at which a model expects as many bads as the sample has."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from moyang_score.card.partition import Partition
from moyang_score.learn.model import Effect
from moyang_score.learn.sample import Sample

__all__ = ["calibrated_intercept", "centre"]

_ROUNDS = 100


def calibrated_intercept(effects: Iterable[Effect], sample: Sample) -> float:
    """Return the intercept at which the mean probability of bad equals the weighted bad rate.

    Parameters
    ----------
    effects : iterable of Effect
        The effects in log-odds good:bad.
    sample : Sample
        The rows.

    Returns
    -------
    float
        Log-odds good:bad.
    """
    return centre(_total(effects, sample), sample)


def centre(log_odds: npt.NDArray[np.float64], sample: Sample) -> float:
    """Return what must be added to log-odds for as many expected bads as the sample has (Newton's method).

    Parameters
    ----------
    log_odds : ndarray (n,)
        Log-odds good:bad of the rows, but for the intercept.
    sample : Sample
        The n rows.

    Returns
    -------
    float
        Log-odds good:bad.
    """
    bads = float(sample.weight @ sample.bad)
    intercept = float(np.log((sample.weight.sum() - bads) / bads))
    for _ in range(_ROUNDS):
        bad = 1 / (1 + np.exp(intercept + log_odds))
        step = sample.weight @ (bad - sample.bad) / (sample.weight @ (bad * (1 - bad)))
        intercept += float(np.clip(step, -1, 1))
        if abs(step) < 1e-10:
            break
    return intercept


def _total(effects: Iterable[Effect], sample: Sample) -> npt.NDArray[np.float64]:
    inputs = {one.key: one for one in sample.inputs}
    total = np.zeros(len(sample))
    for effect in effects:
        partition = Partition(inputs[effect.key], effect.conditions)
        total += effect.log_odds[partition.locate(sample.readings[effect.key])]
    return total
