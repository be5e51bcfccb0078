"""The regression: against scikit-learn where no bound binds, and by its own conditions where one does."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from moyang_score.learn.ridge import _Fit, sign_constrained_logistic


def rows(count, slopes, seed=0):
    random = np.random.default_rng(seed)
    columns = random.normal(size=(count, len(slopes)))
    good = (random.random(count) < 1 / (1 + np.exp(-1 - columns @ np.array(slopes)))).astype(float)
    return columns, good, random.integers(1, 4, count).astype(float)


@pytest.mark.parametrize("ridge", [0.1, 1.0, 30.0])
def test_without_a_bound_it_is_the_ridge_of_scikit_learn(ridge):
    columns, good, weight = rows(800, [1.0, 0.6, 0.8])
    fit = _Fit(columns, good, weight)
    state = fit.maximise(np.append(np.zeros(3), fit.log_odds), ridge)
    peer = LogisticRegression(C=1 / ridge, tol=1e-12, max_iter=10_000, solver="newton-cholesky")
    peer.fit(columns, good, sample_weight=weight)
    assert (state[:-1] > 0).all()
    assert state.tolist() == pytest.approx([*peer.coef_[0], peer.intercept_[0]], rel=1e-5, abs=1e-6)


def test_at_the_bound_the_slope_points_outward_and_elsewhere_it_is_nil():
    columns, good, weight = rows(600, [1.0, -0.8, 0.5, -0.6])
    fit = _Fit(columns, good, weight)
    state = fit.maximise(np.append(np.zeros(4), fit.log_odds), 2.0)
    _, slope = fit._loss(state, 2.0)
    bound = state[:-1] == 0
    assert bound.tolist() == [False, True, False, True]
    assert (slope[:-1][bound] > 0).all()
    assert np.abs(np.append(slope[:-1][~bound], slope[-1])).max() < 1e-4 * weight.sum()


def test_the_slope_is_the_derivative_of_the_loss():
    columns, good, weight = rows(50, [1.0, 0.5])
    fit, state, step = _Fit(columns, good, weight), np.array([0.3, 0.7, -0.2]), 1e-6
    _, slope = fit._loss(state, 1.5)
    for at in range(3):
        shift = np.eye(3)[at] * step
        numeric = (fit._loss(state + shift, 1.5)[0] - fit._loss(state - shift, 1.5)[0]) / (2 * step)
        assert slope[at] == pytest.approx(numeric, rel=1e-5)


def test_what_works_against_its_sign_gets_exactly_nothing():
    columns, good, weight = rows(600, [1.0, -1.0])
    coefficients = sign_constrained_logistic(columns, good, weight)
    assert coefficients[0] > 0.5
    assert coefficients[1] == 0.0


def test_one_column_twice_shares_one_effect():
    columns, good, weight = rows(600, [1.0])
    once = sign_constrained_logistic(columns, good, weight)
    twice = sign_constrained_logistic(np.hstack([columns, columns]), good, weight)
    assert twice[0] == pytest.approx(twice[1], rel=1e-3)
    assert twice.sum() == pytest.approx(once[0], rel=0.02)


def test_outcomes_parted_cleanly_give_finite_coefficients():
    columns = np.linspace(-1, 1, 100)[:, None]
    coefficients = sign_constrained_logistic(columns, columns[:, 0] > 0, np.ones(100))
    assert np.isfinite(coefficients).all()
    assert coefficients[0] > 5


def test_noise_is_shrunk_by_the_ridge_it_calls_for():
    columns, good, weight = rows(600, [0.0, 0.0, 0.0], seed=3)
    plain = LogisticRegression(C=1e6).fit(columns, good, sample_weight=weight).coef_[0]
    coefficients = sign_constrained_logistic(columns, good, weight)
    assert (coefficients <= np.maximum(plain, 0) + 1e-6).all()
    assert coefficients.max() < 0.1


def test_the_ridge_is_a_fixed_point_of_its_own_rule():
    columns, good, weight = rows(800, [1.0, 0.6, 0.8])
    fit = _Fit(columns, good, weight)
    coefficients = sign_constrained_logistic(columns, good, weight)
    ridges = np.geomspace(0.1, 30, 60)
    states = [fit.maximise(np.append(coefficients, fit.log_odds), ridge) for ridge in ridges]
    nearest = min(range(60), key=lambda at: np.abs(states[at][:-1] - coefficients).max())
    assert fit.revised(states[nearest], ridges[nearest]) == pytest.approx(ridges[nearest], rel=0.15)
