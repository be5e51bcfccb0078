"""The logistic learner: optimal bins, then a sign-constrained, regularised logistic regression on their WOE.

Coefficients are fitted on the *honest* WOE of each row, from bins found and counted on other rows, and then applied to
the WOE of all: stacked regression with coefficients of at least 0 (Wolpert, 1992; Breiman, 1996, "Stacked
regressions"). An input whose WOE does not hold among other rows gets the coefficient 0 and leaves the card; no
threshold of IV decides. The ridge is chosen by its marginal likelihood (MacKay, 1992, "Bayesian interpolation"). What
an attribute says beside the other inputs and not alone comes on top (`learn/deviation.py`).
"""

from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np
import numpy.typing as npt

from moyang_score.learn.binned import bin_input
from moyang_score.learn.counted import count_input
from moyang_score.learn.counts import EXPECTED, least_rows
from moyang_score.learn.deviation import deviated
from moyang_score.learn.intercept import calibrated_intercept
from moyang_score.learn.joint import Weighed, weigh
from moyang_score.learn.model import Effect, Model
from moyang_score.learn.sample import Sample
from moyang_score.learn.threads import one_thread

__all__ = ["Logistic"]

_PARTS: Final = 5
_DEALS: Final = (4, 10)  # the fewest and the most ways in which the rows are dealt into parts
_DEALT: Final = 20_000  # rows dealt in all, before the fewest are reached: what chance does falls with the rows


@dataclass(frozen=True)
class Logistic:
    """Learn bins by optbinning, one coefficient of at least 0 per input, and a deviation per attribute.

    log-odds good:bad = intercept + Σ (coefficient · woe + deviation). WOE are smoothed and finite; a level never seen,
    and whatever the sample has no row of, has WOE and deviation 0.
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
        deals = _deals(sample, seed)
        with one_thread():
            weighed = weigh([count_input(one, sample, deals) for one in sample.inputs], sample, deals)
            effects = [_effect(one) for one in weighed if one.coefficient > 0]
            expected = sum((one.coefficient * one.honest for one in weighed), start=np.zeros(len(sample)))
            kept = tuple(deviated([one for one in effects if one.log_odds.any()], expected, sample))
        unheld = {one.counted.declared.key for one in weighed if one.coefficient <= 0}
        dropped = _dropped(sample, {effect.key for effect in kept}, unheld)
        return Model(calibrated_intercept(kept, sample), kept, dropped)


def _deals(sample: Sample, seed: int) -> npt.NDArray[np.int64]:
    """Return the part (d, n) of each row in each deal, all parts numbered apart."""
    if not _enough(sample):
        return np.zeros((1, len(sample)), np.int64)
    fewest, most = _DEALS
    deals = max(fewest, min(most, _DEALT // len(sample)))
    return np.stack([_PARTS * deal + sample.parts(_PARTS, (seed, deal)) for deal in range(deals)])


def _enough(sample: Sample) -> bool:
    """Tell whether parts hold rows enough, 5 of each outcome, to be judged by; fewer are binned and judged as one."""
    bads = float(sample.weight @ sample.bad)
    rows = min(sample.bads, len(sample) - sample.bads)
    return min(bads, float(sample.weight.sum()) - bads) >= EXPECTED * _PARTS and rows >= 2 * _PARTS


def _effect(weighed: Weighed) -> Effect:
    binned = bin_input(weighed.counted, weighed.trend)
    key, beta = weighed.counted.declared.key, weighed.coefficient
    return Effect(key, binned.conditions, beta * binned.woe, binned.trend, beta)


def _dropped(sample: Sample, kept: set[str], unheld: set[str]) -> dict[str, str]:
    """Return why each input that is not kept has left the card."""
    bads = float(sample.weight @ sample.bad)
    least = ceil(least_rows(float(sample.weight.sum()) - bads, bads))
    flat = f"no bins of it that hold {least:,} rows or more differ in bad rate"
    weak = "beside the others its bins do not tell goods from bads among rows they were not counted on"
    return {one.key: weak if one.key in unheld else flat for one in sample.inputs if one.key not in kept}
