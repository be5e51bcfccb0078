"""The additive learner: boosted trees of one input each, bagged, read out as one step function per input.

A tree that uses one input only adds a step function of that input, so a sum of such trees is a sum of step functions
(Lou, Caruana, Gehrke, 2012, "Intelligible models"). Inputs are cut into cells first; evaluating the ensemble once per
cell reads each function out exactly.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score.card import Condition, Input, Reading
from moyang_score.card.partition import Partition
from moyang_score.learn.cells import (
    closing_conditions,
    cuts_between,
    interval_conditions,
    level_conditions,
    level_groups,
)
from moyang_score.learn.intercept import calibrated_intercept
from moyang_score.learn.model import Effect, Model
from moyang_score.learn.sample import Sample
from moyang_score.learn.threads import one_thread
from moyang_score.learn.trend import trend_of

__all__ = ["Additive"]

_CELLS: Final = 64  # cells of a numeric input: finer than any table people read, coarse enough to share rows
_LEVELS: Final = 100  # levels of a text input that stand alone
_LEAST_ROWS: Final = 10.0  # weight of a level that stands alone
_LEAVES: Final = 3
_RATE: Final = 0.05
_ROUNDS: Final = 500
_PATIENCE: Final = 20
_LEAST_CLASS: Final = 20  # goods, and bads, from which rows can be spared to stop on
_FEW_ROUNDS: Final = 20
_VALIDATION: Final = 0.15
_BAGS: Final = 8


@dataclass(frozen=True)
class Additive:
    """Learn one step function per input by bagged boosting (histogram gradient boosting of scikit-learn).

    Each bag stops on rows of its own; effects are means over the bags. Where a direction is declared the function is
    monotone. A level or cell never seen has the effect 0, the mean of the sample.
    """

    name: str = "additive"

    def learn(self, sample: Sample, seed: int) -> Model:
        """Return the model of a sample in canonical order.

        Parameters
        ----------
        sample : Sample
            n rows; at least one of each outcome.
        seed : int
            Decides the validation rows of each bag.

        Returns
        -------
        Model
            One effect per input; that of an input no tree used is 0 throughout.
        """
        shapes = [_Shape.of(one, sample) for one in sample.inputs]
        if not shapes:
            return Model(calibrated_intercept((), sample), (), {})
        matrix = _arranged(shapes, [shape.columns(sample.readings[shape.declared.key]) for shape in shapes])
        with one_thread():
            bags = [_bag(matrix, sample, shapes, seed * _BAGS + bag) for bag in range(_BAGS)]
            functions = _read_out(bags, shapes)
        effects = tuple(_effects(sample, shapes, functions))
        return Model(calibrated_intercept(effects, sample), effects, {})


@dataclass(frozen=True)
class _Shape:
    """Hold how one input enters the matrix: a column of cell numbers, and one of states where codes are special."""

    declared: Input
    conditions: tuple[Condition, ...]
    cells: int
    coded: bool

    @classmethod
    def of(cls, declared: Input, sample: Sample) -> "_Shape":
        reading = sample.readings[declared.key]
        if declared.is_number:
            values = interval_conditions(cuts_between(declared, reading, sample.weight, _CELLS))
        else:
            values = level_conditions(declared, level_groups(reading, sample.weight, _LEAST_ROWS, _LEVELS))
        conditions = (*values, *closing_conditions(declared))
        return cls(declared, conditions, len(values), bool((reading.state > 1).any()))

    @property
    def width(self) -> int:
        return 2 if self.coded else 1

    @property
    def categorical(self) -> npt.NDArray[np.bool_]:
        return np.array([not self.declared.is_number, True][: self.width])

    def monotone(self, trends: Mapping[str, str]) -> npt.NDArray[np.int64]:
        """Return the direction of each column: levels and states have none."""
        direction = {"ascending": 1, "descending": -1}.get(trends.get(self.declared.key, ""), 0)
        return np.array([direction if self.declared.is_number else 0, 0][: self.width])

    def trend(self, effects: npt.NDArray[np.float64]) -> str:
        return trend_of(effects[: self.cells]) if self.declared.is_number else "none"

    def columns(self, reading: Reading) -> npt.NDArray[np.float64]:
        return self.encoded(Partition(self.declared, self.conditions).locate(reading).astype(np.float64))

    def encoded(self, place: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Turn positions in the conditions into columns; what is no value is NaN in the first."""
        number = np.where(place < self.cells, place, np.nan)
        if not self.coded:
            return number[:, None]
        return np.column_stack([number, np.maximum(place - self.cells + 1, 0)])


def _column_order(shapes: list[_Shape]) -> npt.NDArray[np.intp]:
    """Return the columns with the categorical ones first.

    scikit-learn moves them there itself, and then reads the constraints by the positions they had before.
    """
    return np.argsort(~np.concatenate([shape.categorical for shape in shapes]), kind="stable")


def _arranged(shapes: list[_Shape], parts: list[npt.NDArray[np.float64]]) -> npt.NDArray[np.float64]:
    return np.column_stack(parts)[:, _column_order(shapes)]


def _bag(matrix: npt.NDArray[np.float64], sample: Sample, shapes: list[_Shape], seed: int) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier

    order = _column_order(shapes)
    owner = np.repeat(np.arange(len(shapes)), [shape.width for shape in shapes])[order]
    categorical = np.concatenate([shape.categorical for shape in shapes])
    monotone = np.concatenate([shape.monotone(sample.trends) for shape in shapes])
    enough = min(sample.bads, len(sample) - sample.bads) >= _LEAST_CLASS
    boosting = HistGradientBoostingClassifier(
        learning_rate=_RATE,
        max_iter=_ROUNDS if enough else _FEW_ROUNDS,
        max_leaf_nodes=_LEAVES,
        categorical_features=categorical[order],
        monotonic_cst=monotone[order],
        interaction_cst=[set(np.flatnonzero(owner == at).tolist()) for at in range(len(shapes))],
        early_stopping=enough,
        validation_fraction=_VALIDATION,
        n_iter_no_change=_PATIENCE,
        random_state=seed,
    )
    return boosting.fit(matrix, 1 - sample.bad, sample.weight)


def _read_out(bags: list[Any], shapes: list[_Shape]) -> list[npt.NDArray[np.float64]]:
    """Return the function of each input on each of its conditions, up to a constant.

    One row per condition: its input stands at the condition, all others at their first.
    """
    sizes = [len(shape.conditions) for shape in shapes]
    first = np.cumsum([0, *sizes])
    parts = []
    for at, shape in enumerate(shapes):
        place = np.zeros(first[-1])
        place[first[at] : first[at + 1]] = np.arange(sizes[at])
        parts.append(shape.encoded(place))
    rows = _arranged(shapes, parts)
    mean = np.mean([_best_stage(bag, rows) for bag in bags], axis=0)
    return [mean[start:end] for start, end in pairwise(first)]


def _best_stage(bag: Any, rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Evaluate a bag at the round that did best on its own validation rows; 0 rounds add nothing."""
    best = int(np.argmax(bag.validation_score_)) if len(bag.validation_score_) else bag.n_iter_
    if best == 0:
        return np.zeros(len(rows))
    return np.asarray(next(islice(bag.staged_decision_function(rows), best - 1, None)))


def _effects(sample: Sample, shapes: list[_Shape], functions: list[npt.NDArray[np.float64]]) -> Iterator[Effect]:
    """Yield the functions centred at the mean of the sample, 0 where it has no row."""
    for shape, function in zip(shapes, functions, strict=True):
        place = Partition(shape.declared, shape.conditions).locate(sample.readings[shape.declared.key])
        mass = np.bincount(place, sample.weight, len(function))
        centred = np.where(mass > 0, function - np.average(function, weights=mass), 0.0)
        yield Effect(shape.declared.key, shape.conditions, centred, shape.trend(centred))
