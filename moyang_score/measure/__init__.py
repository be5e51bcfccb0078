"""Measure how well a score orders outcomes, and how sure that is: pure statistics with intervals.

Everywhere ``bad`` is 0 or 1 with 1 = bad, a higher score is safer, and weights are sampling weights.
"""

from moyang_score.measure.agreement import rank_correlation
from moyang_score.measure.differences import mean_difference, rate_difference
from moyang_score.measure.discrimination import auc, auc_difference, gini, mean_auc
from moyang_score.measure.estimate import Estimate
from moyang_score.measure.grades import GradeRow, grade_table
from moyang_score.measure.rates import jeffreys
from moyang_score.measure.reliability import Calibration, CalibrationBand, calibration
from moyang_score.measure.separation import ks
from moyang_score.measure.stability import Stability, psi

__all__ = [
    "Calibration",
    "CalibrationBand",
    "Estimate",
    "GradeRow",
    "Stability",
    "auc",
    "auc_difference",
    "calibration",
    "gini",
    "grade_table",
    "jeffreys",
    "ks",
    "mean_auc",
    "mean_difference",
    "psi",
    "rank_correlation",
    "rate_difference",
]
