"""Measure how well a score orders outcomes, and how sure that is: pure statistics with intervals.

Everywhere ``bad`` is 0 or 1 with 1 = bad, a higher score is safer, and weights are sampling weights.
"""

from moyang_score.measure.discrimination import auc, auc_difference, gini, mean_auc
from moyang_score.measure.estimate import Estimate
from moyang_score.measure.grades import GradeRow, grade_table
from moyang_score.measure.rates import jeffreys
from moyang_score.measure.separation import ks

__all__ = ["Estimate", "GradeRow", "auc", "auc_difference", "gini", "grade_table", "jeffreys", "ks", "mean_auc"]
