"""Explain one person's score: the same sum as the score, laid out row by row, with the reasons it names.

``TEXTS`` holds the words of the waterfall in Chinese and English.
"""

from moyang_score.explain.explanation import ExplainedReason, Explanation, Improvement, WaterfallRow
from moyang_score.explain.page import explanation_page
from moyang_score.explain.person import explain_person
from moyang_score.explain.rendering import waterfall_text
from moyang_score.explain.texts import TEXTS

__all__ = [
    "TEXTS",
    "ExplainedReason",
    "Explanation",
    "Improvement",
    "WaterfallRow",
    "explain_person",
    "explanation_page",
    "waterfall_text",
]
