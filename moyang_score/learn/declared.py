"""Learning under a catalogue: what it declares holds, whatever a sample says.

The direction of each indicator is that of its polarity; who did not agree to a source, or has too few observations for
a ratio, gets neither points nor a deduction for it; the probability is that of the bad rate that the city states.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score.card import MISSING, UNSEEN, VALUE_STATE, Input, Reading
from moyang_score.card.partition import Partition
from moyang_score.catalogue import Catalogue
from moyang_score.learn.cells import closing_conditions, interval_conditions
from moyang_score.learn.indicators import read_indicators
from moyang_score.learn.infer import Dropped
from moyang_score.learn.intercept import calibrated_intercept
from moyang_score.learn.model import Effect, Learner, Model
from moyang_score.learn.options import FitOptions
from moyang_score.learn.sample import Sample

__all__ = ["Declared", "IndicatorReader", "declared_trends", "prior_shift"]

_TRENDS: Final = {"neg": "descending", "pos": "ascending"}


def declared_trends(catalogue: Catalogue) -> dict[str, str]:
    """Return how points run along the values of each indicator: more of a negative is worse, of a positive better."""
    return {one.code: _TRENDS[one.polarity] for one in catalogue.indicators if one.on}


def prior_shift(prior: float, sample_rate: float) -> float:
    """Return what is added to the log-odds good:bad of a model, so that it holds where the bad rate is another.

    ln((1 - τ) / τ · ȳ / (1 - ȳ)), with the stated rate τ and that of the sample ȳ (King and Zeng, 2001, "Logistic
    regression in rare events data", Political Analysis 9, section 4.1; theirs are log-odds of the event).

    Parameters
    ----------
    prior : float
        The stated share of bads.
    sample_rate : float
        That of the sample.

    Returns
    -------
    float
        Above 0 where bads are rarer than in the sample.

    Examples
    --------
    >>> abs(prior_shift(0.05, 0.05)) < 1e-12, round(prior_shift(0.01, 0.5), 3)
    (True, 4.595)
    """
    return float(np.log((1 - prior) / prior * sample_rate / (1 - sample_rate)))


@dataclass(frozen=True)
class IndicatorReader:
    """Read the columns of indicators, and leave out those that are constant over the rows fitted on.

    Parameters
    ----------
    inputs : tuple of Input
        The indicators.
    kept : tuple of str
        Those that stay even if they are constant.
    """

    inputs: tuple[Input, ...]
    kept: tuple[str, ...] = ()

    def __call__(
        self, columns: Mapping[str, Any], fitted: npt.NDArray[np.intp], rows: int, options: FitOptions
    ) -> tuple[dict[str, Reading], tuple[Input, ...], tuple[Dropped, ...]]:
        """Return readings of all rows, the inputs, and what is left out with the reason."""
        del rows
        wanted = [one for one in self.inputs if one.key not in options.exclude]
        readings = read_indicators(columns, wanted)
        reasons = {one.key: _constant(readings[one.key].take(fitted)) for one in wanted}
        dropped = {key: reason for key, reason in reasons.items() if reason and key not in self.kept}
        used = tuple(one for one in wanted if one.key not in dropped)
        left = tuple(Dropped(key, reason) for key, reason in dropped.items())
        return {one.key: readings[one.key] for one in used}, used, left


def _constant(reading: Reading) -> str:
    """Return why a column cannot be used, or an empty text."""
    values = np.unique(reading.values[reading.state == VALUE_STATE])
    if not len(values):
        return "no row has a value"
    return f"all rows that have a value have {int(values[0])}" if len(values) == 1 else ""


@dataclass(frozen=True)
class Declared:
    """Learn as another learner does, under what a catalogue declares.

    Effects are centred over the rows that have a value, and what is missing or was never seen has the effect 0: nobody
    is worse or better off for what is not known. The intercept is fitted anew, and shifted to the stated bad rate.

    Parameters
    ----------
    inner : Learner
        The learner.
    prior : float or None
        The stated share of bads; None leaves the intercept at that of the sample.
    kept : tuple of str
        Inputs that have an effect, of 0 if the learner leaves them out.
    """

    inner: Learner
    prior: float | None = None
    kept: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """Return the name that ``--learner`` takes."""
        return self.inner.name

    def learn(self, sample: Sample, seed: int) -> Model:
        """Return the model of a sample in canonical order.

        Parameters
        ----------
        sample : Sample
            n rows; at least one of each outcome.
        seed : int
            Passed to the learner.

        Returns
        -------
        Model
            The effects in the order of the sample.
        """
        model = self.inner.learn(sample, seed)
        found = {one.key: one for one in model.effects}
        effects = tuple(self._effects(sample, found))
        intercept = calibrated_intercept(effects, sample)
        if self.prior is not None:
            intercept += prior_shift(self.prior, float(np.average(sample.bad, weights=sample.weight)))
        dropped = {key: reason for key, reason in model.dropped.items() if key not in self.kept}
        return Model(intercept, effects, dropped)

    def _effects(self, sample: Sample, found: Mapping[str, Effect]) -> Iterator[Effect]:
        for one in sample.inputs:
            if one.key in found:
                yield _neutral_where_unknown(found[one.key], one, sample)
            elif one.key in self.kept:
                conditions = (*interval_conditions([]), *closing_conditions(one))
                yield Effect(one.key, conditions, np.zeros(len(conditions)), "none")


def _neutral_where_unknown(effect: Effect, declared: Input, sample: Sample) -> Effect:
    known = np.array([condition not in {MISSING, UNSEEN} for condition in effect.conditions])
    place = Partition(declared, effect.conditions).locate(sample.readings[effect.key])
    mass = np.bincount(place, sample.weight, len(known)) * known
    centre = np.average(effect.log_odds, weights=mass) if mass.any() else 0.0
    centred = np.where(known, effect.log_odds - centre, 0.0)
    return Effect(effect.key, effect.conditions, centred, effect.trend, effect.coefficient)
