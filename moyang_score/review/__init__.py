"""What reviewers look at: the points table of a card with its evidence, and cards compared with each other.

Each is a result object, and its forms: text, page, workbook, JSON and tables. ``PAGE_FILE`` and ``REPORT_FILE`` are the
page and the document of the folder that holds a comparison, ``POLICY`` the thresholds that it judges by.
"""

from moyang_score.review.candidate import Candidate
from moyang_score.review.compare import compare_cards
from moyang_score.review.compare_page import comparison_page
from moyang_score.review.compare_policy import POLICY, ComparisonPolicy
from moyang_score.review.compare_report import PAGE_FILE, REPORT_FILE, write_comparison
from moyang_score.review.compare_tables import comparison_tables
from moyang_score.review.compare_text import comparison_text
from moyang_score.review.comparison import CardFigures, Comparison, Drift, GradeFigures, Note, Pair
from moyang_score.review.group_gaps import GroupGap
from moyang_score.review.migration import GradeMigration, ScoreMigration, SwapCell, SwapSet
from moyang_score.review.page import points_page
from moyang_score.review.points_beside import BesideRow, PointsBeside
from moyang_score.review.points_table import CharacteristicPoints, PointsRow, PointsTable, points_table
from moyang_score.review.score_change import ChangeRow
from moyang_score.review.summary import Fact, Summary, summarise
from moyang_score.review.text import points_text
from moyang_score.review.workbook import write_points_workbook

__all__ = [
    "PAGE_FILE",
    "POLICY",
    "REPORT_FILE",
    "BesideRow",
    "Candidate",
    "CardFigures",
    "ChangeRow",
    "CharacteristicPoints",
    "Comparison",
    "ComparisonPolicy",
    "Drift",
    "Fact",
    "GradeFigures",
    "GradeMigration",
    "GroupGap",
    "Note",
    "Pair",
    "PointsBeside",
    "PointsRow",
    "PointsTable",
    "ScoreMigration",
    "Summary",
    "SwapCell",
    "SwapSet",
    "compare_cards",
    "comparison_page",
    "comparison_tables",
    "comparison_text",
    "points_page",
    "points_table",
    "points_text",
    "summarise",
    "write_comparison",
    "write_points_workbook",
]
