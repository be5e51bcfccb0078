"""Judging: how well cards of a learner order rows they were not fitted on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from moyang_score.card import Scorecard
from moyang_score.learn.form import RESEARCH, CardForm
from moyang_score.learn.model import Learner, Model
from moyang_score.learn.points import make_card
from moyang_score.learn.sample import Sample
from moyang_score.learn.split import FOLDS, folds
from moyang_score.measure import Estimate, auc, ks, mean_auc

__all__ = ["Judged", "Progress", "cross_validate", "judge", "learn_card"]

Progress = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class Judged:
    """Hold the scores of rows, and what they say about the order of outcomes.

    Parameters
    ----------
    sample : str
        ``cross-validation``, ``held out`` or ``fitted``.
    rows, bads : int
        Their number.
    auc, gini, ks : Estimate
        With 95 % intervals.
    """

    sample: str
    rows: int
    bads: int
    auc: Estimate
    gini: Estimate
    ks: Estimate

    def to_json(self) -> dict[str, Any]:
        """Return the form of ``evidence.json``."""
        numbers = {name: _triple(getattr(self, name)) for name in ("auc", "gini", "ks")}
        return {"sample": self.sample, "rows": self.rows, "bads": self.bads, **numbers}


def learn_card(
    learner: Learner, sample: Sample, seed: int, most: int | None = None, form: CardForm = RESEARCH
) -> tuple[Model, Scorecard]:
    """Learn a model from a canonical sample and turn it into a card.

    Parameters
    ----------
    learner : Learner
        Which learner.
    sample : Sample
        In canonical order.
    seed : int
        Passed to the learner.
    most : int, optional
        The largest number of characteristics: those whose points vary most over the sample are kept, and the model is
        learned again from them alone.
    form : CardForm
        How the card is dressed; what it keeps is kept beside the characteristics counted.

    Returns
    -------
    model : Model
    card : Scorecard
    """
    model = learner.learn(sample, seed)
    card = make_card(model, sample, form)
    if most is None or len(card.characteristics) - len(form.kept) <= most:
        return model, card
    kept = [*_most_varying(card, sample, most, form), *form.kept]
    again = learner.learn(sample.select(kept), seed)
    reason = f"it varies less than the {most} characteristics kept"
    left = {one.key: reason for one in card.inputs if one.key not in kept}
    again = Model(again.intercept, again.effects, {**model.dropped, **left, **again.dropped})
    return again, make_card(again, sample, form)


def cross_validate(
    learner: Learner,
    sample: Sample,
    seed: int,
    most: int | None = None,
    progress: Progress | None = None,
    *,
    form: CardForm = RESEARCH,
) -> Judged:
    """Judge a learner by cross-validation: bins, selection and model are learned anew in each fold.

    Parameters
    ----------
    learner : Learner
        Which learner.
    sample : Sample
        In canonical order.
    seed : int
        Deals the folds and is passed to the learner.
    most : int, optional
        The largest number of characteristics.
    progress : callable, optional
        Called with a short text before each fold.
    form : CardForm
        How the cards are dressed.

    Returns
    -------
    Judged
        AUC and Gini are means over the folds; KS is over all rows, each scored by the card of its fold.
    """
    score = np.empty(len(sample), np.int64)
    parts = []
    for number, (fitted, judged) in enumerate(folds(sample, seed), start=1):
        if progress is not None:
            progress(f"fold {number} of {FOLDS}")
        _, card = learn_card(learner, sample.take(fitted), seed, most, form)
        part = sample.take(judged)
        score[judged] = card.score_readings(part.readings, len(part))
        parts.append((score[judged], part.bad, part.weight))
    return _judged("cross-validation", mean_auc(parts), score, sample)


def judge(name: str, score: npt.NDArray[Any], sample: Sample) -> Judged:
    """Judge scores against the outcomes of a sample.

    Parameters
    ----------
    name : str
        What to call the sample.
    score : ndarray (n,)
        Higher is safer.
    sample : Sample
        The outcomes and weights.

    Returns
    -------
    Judged
        AUC, Gini and KS with 95 % intervals.
    """
    return _judged(name, auc(score, sample.bad, sample.weight), score, sample)


def _judged(name: str, area: Estimate, score: npt.NDArray[Any], sample: Sample) -> Judged:
    gini = Estimate(2 * area.value - 1, 2 * area.low - 1, 2 * area.high - 1, area.level)
    return Judged(name, len(sample), sample.bads, area, gini, ks(score, sample.bad, sample.weight))


def _most_varying(card: Scorecard, sample: Sample, most: int, form: CardForm) -> list[str]:
    spread = {}
    for lookup in card.lookups:
        if lookup.characteristic.key in form.kept:
            continue
        points = lookup.points[lookup.attribute_of(sample.readings)].astype(np.float64)
        centred = points - np.average(points, weights=sample.weight)
        spread[lookup.characteristic.key] = float(np.average(centred**2, weights=sample.weight))
    return sorted(spread, key=lambda key: (-spread[key], key))[:most]


def _triple(estimate: Estimate) -> list[float]:
    return [float(f"{number:.6g}") for number in (estimate.value, estimate.low, estimate.high)]
