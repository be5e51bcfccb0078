"""Watch how a card scores groups of people: verdicts, the gap in points, its causes, and what stands in for a group.

Groups arrive as columns; nothing here knows where they are kept. Everything is computed from counts.

``POLICY`` holds the thresholds of verdicts that are used where no others are named, ``VERDICTS`` the verdicts, the
gravest first, and ``TEXTS`` the words of reports in Chinese and English.
"""

from moyang_score.fairness.calibration import GradeOutcome, grade_outcomes, score_shift
from moyang_score.fairness.counts import Counts, GroupCounts, count
from moyang_score.fairness.disparity import Rung, ScoreGap, ladder, score_gap
from moyang_score.fairness.document import report_document, report_tables
from moyang_score.fairness.gap import AttributeGap, Gap, GapRow, gap_in_points
from moyang_score.fairness.page import fairness_page
from moyang_score.fairness.policy import POLICY, VERDICTS, Policy, read_policy
from moyang_score.fairness.proxies import Proxy, association, proxies
from moyang_score.fairness.report import FairnessReport, GroupingReport, GroupReport, fairness_report, report_of
from moyang_score.fairness.suppression import suppressed
from moyang_score.fairness.text import fairness_text
from moyang_score.fairness.texts import TEXTS
from moyang_score.fairness.worth import Worth, worths
from moyang_score.fairness.writing import write_fairness

__all__ = [
    "POLICY",
    "TEXTS",
    "VERDICTS",
    "AttributeGap",
    "Counts",
    "FairnessReport",
    "Gap",
    "GapRow",
    "GradeOutcome",
    "GroupCounts",
    "GroupReport",
    "GroupingReport",
    "Policy",
    "Proxy",
    "Rung",
    "ScoreGap",
    "Worth",
    "association",
    "count",
    "fairness_page",
    "fairness_report",
    "fairness_text",
    "gap_in_points",
    "grade_outcomes",
    "ladder",
    "proxies",
    "read_policy",
    "report_document",
    "report_of",
    "report_tables",
    "score_gap",
    "score_shift",
    "suppressed",
    "worths",
    "write_fairness",
]
