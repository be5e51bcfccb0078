"""The joint fit: which trend each input has, and its coefficient.

Each input brings its honest WOE under the trends that it may have. All of them enter one regression; of an input, the
trend with the larger coefficient stays, and the coefficients are fitted again for those that stayed.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from moyang_score.learn.counted import Counted
from moyang_score.learn.honest import Honest, honest_woes
from moyang_score.learn.ridge import sign_constrained_logistic
from moyang_score.learn.sample import Sample

__all__ = ["Weighed", "weigh"]


@dataclass(frozen=True, eq=False)
class Weighed:
    """Hold what the joint fit says of one input.

    Parameters
    ----------
    counted : Counted
        The input.
    trend : str
        How the bad rate runs along its values.
    coefficient : float
        Of its WOE, at least 0.
    honest : ndarray (n,) of float64
        The honest WOE of each row under that trend.
    """

    counted: Counted
    trend: str
    coefficient: float
    honest: npt.NDArray[np.float64]


def weigh(inputs: list[Counted], sample: Sample, deals: npt.NDArray[np.int64]) -> list[Weighed]:
    """Choose a trend and a coefficient for each input whose honest WOE varies over the rows.

    Parameters
    ----------
    inputs : list of Counted
        The inputs.
    sample : Sample
        n rows in canonical order.
    deals : ndarray (d, n) of int
        The parts of each row, as the inputs were counted.

    Returns
    -------
    list of Weighed
        In the order of the inputs; a coefficient of 0 says that an input does not hold among other rows.
    """
    tried = [(one, honest) for one in inputs for honest in honest_woes(one)]
    columns = [honest.column(deals, one.place) for one, honest in tried]
    varying = [at for at, column in enumerate(columns) if np.ptp(column) > 0]
    if not varying:
        return []
    matrix, tried = np.column_stack([columns[at] for at in varying]), [tried[at] for at in varying]
    del columns
    coefficients = _fit(matrix, sample)
    stayed = _larger(tried, coefficients)
    if len(stayed) < len(tried):
        coefficients = _fit(matrix[:, stayed], sample)
    return [
        Weighed(tried[at][0], tried[at][1].trend, float(beta), matrix[:, at])
        for at, beta in zip(stayed, coefficients, strict=True)
    ]


def _fit(columns: npt.NDArray[np.float64], sample: Sample) -> npt.NDArray[np.float64]:
    return sign_constrained_logistic(columns, 1 - sample.bad, sample.weight)


def _larger(tried: list[tuple[Counted, Honest]], coefficients: npt.NDArray[np.float64]) -> list[int]:
    """Return, for each input, the place of the trend with the larger coefficient; of equal ones the monotone."""
    best: dict[str, int] = {}
    for at, (one, _) in enumerate(tried):
        rival = best.get(one.declared.key)
        if rival is None or coefficients[at] > coefficients[rival]:
            best[one.declared.key] = at
    return list(best.values())
