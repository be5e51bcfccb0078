"""Sign-constrained logistic regression with a ridge that the data choose."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

__all__ = ["sign_constrained_logistic"]

_ROUNDS: Final = 20
_SMALLEST, _LARGEST = 1e-2, 1e6


def sign_constrained_logistic(
    columns: npt.NDArray[np.float64], good: npt.NDArray[Any], weight: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Fit coefficients of at least 0 by penalised likelihood, Σ weight · log-likelihood - ridge / 2 · Σ β².

    The ridge maximises the marginal likelihood of the data under normal coefficients: it is the number of
    well-determined coefficients over Σ β², iterated to a fixed point (MacKay, 1992, *Neural Computation* 4). The
    intercept is free.

    Parameters
    ----------
    columns : ndarray (n, k)
        WOE, or whatever raises the log-odds of good.
    good : ndarray (n,)
        1 for good, 0 for bad.
    weight : ndarray (n,)
        Sample weights.

    Returns
    -------
    ndarray (k,) of float64
        Coefficients; exactly 0 where the bound holds them.

    Examples
    --------
    >>> rows = np.array([[1.0], [1.0], [1.0], [-1.0], [-1.0], [-1.0]])
    >>> bool(sign_constrained_logistic(rows, np.array([1, 1, 0, 0, 0, 1]), np.ones(6))[0] > 0)
    True
    """
    fit = _Fit(columns, good.astype(np.float64), weight)
    state = np.append(np.zeros(columns.shape[1]), fit.log_odds)
    ridge = 1.0
    for _ in range(_ROUNDS):
        state = fit.maximise(state, ridge)
        revised = fit.revised(state, ridge)
        settled = abs(np.log(revised / ridge)) < 0.01
        ridge = revised
        if settled:
            break
    return state[:-1]


@dataclass(frozen=True, eq=False)
class _Fit:
    """Hold the data of one regression; a state is the coefficients, then the intercept."""

    columns: npt.NDArray[np.float64]
    good: npt.NDArray[np.float64]
    weight: npt.NDArray[np.float64]

    @property
    def log_odds(self) -> float:
        goods = float(self.weight @ self.good)
        return float(np.log(goods / (self.weight.sum() - goods)))

    def maximise(self, state: npt.NDArray[np.float64], ridge: float) -> npt.NDArray[np.float64]:
        from scipy.optimize import minimize

        bounds = [(0.0, None)] * (len(state) - 1) + [(None, None)]
        options = {"maxiter": 500, "ftol": 1e-14, "gtol": 1e-9 * self.weight.sum()}
        found = minimize(self._loss, state, (ridge,), "L-BFGS-B", jac=True, bounds=bounds, options=options)
        return np.asarray(found.x)

    def _loss(self, state: npt.NDArray[np.float64], ridge: float) -> tuple[float, npt.NDArray[np.float64]]:
        beta = state[:-1]
        log_odds = self.columns @ beta + state[-1]
        loss = self.weight @ (np.logaddexp(0, log_odds) - self.good * log_odds) + ridge / 2 * beta @ beta
        pull = self.weight * (1 / (1 + np.exp(-log_odds)) - self.good)
        return float(loss), np.append(self.columns.T @ pull + ridge * beta, pull.sum())

    def revised(self, state: npt.NDArray[np.float64], ridge: float) -> float:
        """Return the ridge that the coefficients above 0 call for."""
        free = np.flatnonzero(state[:-1] > 0)
        if not len(free):
            return ridge
        good = 1 / (1 + np.exp(-(self.columns @ state[:-1] + state[-1])))
        curvature = self.weight * good * (1 - good)
        columns = self.columns[:, free] - np.average(self.columns[:, free], axis=0, weights=curvature)
        hessian = columns.T @ (columns * curvature[:, None]) + ridge * np.eye(len(free))
        determined = len(free) - ridge * np.trace(np.linalg.inv(hessian))
        beta = state[free]
        return float(np.clip(max(determined, 1e-3) / (beta @ beta), _SMALLEST, _LARGEST))
