"""Points: the one place where effects in log-odds become integer points."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt

from moyang_score.card import Characteristic, Condition, Grade, Interval, Scaling, Scorecard
from moyang_score.card.partition import Partition
from moyang_score.learn.form import RESEARCH, CardForm
from moyang_score.learn.model import Effect, Model
from moyang_score.learn.sample import Sample

__all__ = ["GRADES", "SCALING", "Rounding", "make_card", "rounding_of"]

SCALING: Final = Scaling(650, "30", 40)
GRADES: Final = ("A", "B", "C", "D", "E")


@dataclass(frozen=True)
class Rounding:
    """Say what whole points cost.

    Parameters
    ----------
    largest_error : float
        The largest distance, in points, between a score and its exact value over the rows fitted on.
    bound : float
        What it cannot exceed: half a point for the base and for each characteristic.
    inversions : int
        Pairs of attributes of one characteristic whose points stand in another order than their effects.
    """

    largest_error: float
    bound: float
    inversions: int


def make_card(model: Model, sample: Sample, form: CardForm = RESEARCH) -> Scorecard:
    """Turn a model into a card.

    points = round(pdo / ln 2 · effect) and base = round(base_score + pdo / ln 2 · (intercept - ln base_odds)), halves
    to the even number. Neighbouring intervals of equal points become one; an input whose points are all 0 is left out.
    Neutral points are the rounded weighted mean over the sample; grades are those of the form, or A to E, cut at the
    quintiles of the sample.

    Parameters
    ----------
    model : Model
        The effects.
    sample : Sample
        The rows the model was learned from.
    form : CardForm
        Class, grades, families and ceilings; a research card by default.

    Returns
    -------
    Scorecard
        A card of the class of the form.
    """
    effects = [one for one in model.effects if one.key in form.kept or whole_points(one).any()]
    draft = _card(model, sample, [_characteristic(effect, 0, form) for effect in effects], form, form.grades)
    means = [_mean(lookup.points[lookup.attribute_of(sample.readings)], sample.weight) for lookup in draft.lookups]
    characteristics = [_characteristic(effect, mean, form) for effect, mean in zip(effects, means, strict=True)]
    score = draft.score_readings(sample.readings, len(sample))
    grades = form.grades or _quintiles(score, sample.weight)
    return _card(model, sample, characteristics, form, grades)


def rounding_of(model: Model, card: Scorecard, sample: Sample) -> Rounding:
    """Compare a card with the model it was made of.

    Parameters
    ----------
    model : Model
        The exact effects.
    card : Scorecard
        What `make_card` made of them.
    sample : Sample
        The rows to compare on.

    Returns
    -------
    Rounding
        The largest error, its bound and the number of inversions.
    """
    inputs = {one.key: one for one in sample.inputs}
    exact = np.full(len(sample), float(SCALING.score(model.intercept)))
    for effect in model.effects:
        found = Partition(inputs[effect.key], effect.conditions).locate(sample.readings[effect.key])
        exact += SCALING.factor * effect.log_odds[found]
    error = np.abs(card.score_readings(sample.readings, len(sample)) - exact)
    bound = (len(model.effects) + 1) / 2
    return Rounding(float(error.max(initial=0.0)), bound, sum(map(_inversions, model.effects)))


def whole_points(effect: Effect) -> npt.NDArray[np.int64]:
    """Return the integer points (m,) of the conditions of an effect."""
    return np.rint(SCALING.factor * effect.log_odds).astype(np.int64)


def _card(
    model: Model, sample: Sample, characteristics: list[Characteristic], form: CardForm, grades: tuple[Grade, ...]
) -> Scorecard:
    used = {one.key for one in characteristics}
    return Scorecard(
        card_class=form.card_class,
        base=int(np.rint(SCALING.score(model.intercept))),
        inputs=tuple(one for one in sample.inputs if one.key in used),
        characteristics=tuple(characteristics),
        scaling=SCALING,
        grades=grades,
    )


def _characteristic(effect: Effect, neutral: int, form: CardForm) -> Characteristic:
    attributes = tuple(form.attributes(effect.key, list(_merged(effect))))
    return Characteristic(effect.key, (effect.key,), attributes, neutral, family=form.families.get(effect.key))


def _merged(effect: Effect) -> Iterator[tuple[Condition, int]]:
    """Yield conditions and points, neighbouring intervals of equal points as one."""
    open_from: Interval | None = None
    pairs = list(zip(effect.conditions, whole_points(effect).tolist(), strict=True))
    for (condition, points), (following, next_points) in zip(pairs, [*pairs[1:], (None, None)], strict=True):
        if not isinstance(condition, Interval):
            yield condition, points
            continue
        start = open_from or condition
        if isinstance(following, Interval) and next_points == points:
            open_from = start
            continue
        open_from = None
        yield Interval(start.lower, condition.upper), points


def _mean(points: npt.NDArray[np.int64], weight: npt.NDArray[np.float64]) -> int:
    return int(np.rint(np.average(points, weights=weight)))


def _quintiles(score: npt.NDArray[np.int64], weight: npt.NDArray[np.float64]) -> tuple[Grade, ...]:
    """Return grades that each hold about a fifth of the sample; fewer where scores are too alike for five."""
    order = np.argsort(score, kind="stable")
    share = np.cumsum(weight[order]) / weight.sum()
    cuts = [int(score[order][np.searchsorted(share, fifth)]) for fifth in (0.8, 0.6, 0.4, 0.2)]
    minima = [cut for cut in dict.fromkeys(cuts) if cut > score.min()]
    best = [Grade(label, minimum) for label, minimum in zip(GRADES, minima, strict=False)]
    return (*best, Grade(GRADES[len(best)], None))


def _inversions(effect: Effect) -> int:
    points = whole_points(effect).tolist()
    pairs = combinations(zip(effect.log_odds.tolist(), points, strict=True), 2)
    return sum((one - other) * (own - others) < 0 for (one, own), (other, others) in pairs)
