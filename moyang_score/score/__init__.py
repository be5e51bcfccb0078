"""Run a card: load it from its folder or bundle, score a table, row by row in the order of the input."""

from moyang_score.score.engine import score_table_by_sql
from moyang_score.score.load import LoadedCard, load, load_bundle, load_whole, load_with_evidence
from moyang_score.score.output import score_table

__all__ = [
    "LoadedCard",
    "load",
    "load_bundle",
    "load_whole",
    "load_with_evidence",
    "score_table",
    "score_table_by_sql",
]
