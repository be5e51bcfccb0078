"""The logistic learner: optimal bins, then a sign-constrained, regularised logistic regression on their WOE.

Coefficients are fitted on the *honest* WOE of each row, from the counts of other rows, and then applied to the WOE of
all: stacked regression with coefficients of at least 0 (Wolpert, 1992; Breiman, 1996, "Stacked regressions"). An input
whose WOE does not hold among other rows gets the coefficient 0 and leaves the card; no threshold of IV decides. The
ridge is chosen by its marginal likelihood (MacKay, 1992, "Bayesian interpolation").
"""

from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np
import numpy.typing as npt

from moyang_score.learn.binned import Binned, bin_input
from moyang_score.learn.bins import EXPECTED, least_rows
from moyang_score.learn.intercept import calibrated_intercept
from moyang_score.learn.model import Effect, Model
from moyang_score.learn.ridge import sign_constrained_logistic
from moyang_score.learn.sample import Sample
from moyang_score.learn.threads import one_thread

__all__ = ["Logistic"]

_PARTS: Final = 5


@dataclass(frozen=True)
class Logistic:
    """Learn bins by optbinning and one coefficient of at least 0 per input.

    log-odds good:bad = intercept + Σ coefficient · woe. WOE are smoothed and finite; a level never seen, and whatever
    the sample has no row of, has WOE 0.
    """

    name: str = "logistic"

    def learn(self, sample: Sample, seed: int) -> Model:
        """Return the model of a sample in canonical order.

        Parameters
        ----------
        sample : Sample
            n rows; at least one of each outcome.
        seed : int
            Deals the rows into the parts that honest WOE come from.

        Returns
        -------
        Model
            One effect per input with a coefficient above 0.
        """
        part = sample.parts(_PARTS if _enough(sample) else 1, seed)
        with one_thread():
            binned = [bin_input(one, sample, part) for one in sample.inputs]
            coefficients = _coefficients(binned, sample)
        kept = [(one, float(beta)) for one, beta in zip(binned, coefficients, strict=True) if beta > 0]
        least = _least_rows(sample)
        left = [one for one, beta in zip(binned, coefficients, strict=True) if beta <= 0]
        dropped = {one.declared.key: _reason(one, least) for one in left}
        effects = tuple(Effect(one.declared.key, one.conditions, beta * one.woe, one.trend, beta) for one, beta in kept)
        return Model(calibrated_intercept(effects, sample), effects, dropped)


def _enough(sample: Sample) -> bool:
    """Tell whether parts hold rows enough, 5 of each outcome, to be judged by; fewer are binned and judged as one."""
    bads = float(sample.weight @ sample.bad)
    rows = min(sample.bads, len(sample) - sample.bads)
    return min(bads, float(sample.weight.sum()) - bads) >= EXPECTED * _PARTS and rows >= 2 * _PARTS


def _coefficients(binned: list[Binned], sample: Sample) -> npt.NDArray[np.float64]:
    varying = [at for at, one in enumerate(binned) if one.woe.any() and np.ptp(one.honest) > 0]
    coefficients = np.zeros(len(binned))
    if varying:
        honest = np.column_stack([binned[at].honest for at in varying])
        coefficients[varying] = sign_constrained_logistic(honest, 1 - sample.bad, sample.weight)
    return coefficients


def _least_rows(sample: Sample) -> float:
    """Return the weight of rows that a bin holds at least."""
    bads = float(sample.weight @ sample.bad)
    return least_rows(float(sample.weight.sum()) - bads, bads)


def _reason(binned: Binned, least: float) -> str:
    if not binned.woe.any():
        return f"no bins of it that hold {ceil(least):,} rows or more differ in bad rate"
    return "beside the others its bins do not tell goods from bads among rows they were not counted on"
