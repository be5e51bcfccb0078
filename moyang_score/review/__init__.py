"""What reviewers look at: the points table of a card with its evidence, as text, page and workbook."""

from moyang_score.review.page import points_page
from moyang_score.review.points_table import CharacteristicPoints, PointsRow, PointsTable, points_table
from moyang_score.review.summary import Fact, Summary, summarise
from moyang_score.review.text import points_text
from moyang_score.review.workbook import write_points_workbook

__all__ = [
    "CharacteristicPoints",
    "Fact",
    "PointsRow",
    "PointsTable",
    "Summary",
    "points_page",
    "points_table",
    "points_text",
    "summarise",
    "write_points_workbook",
]
