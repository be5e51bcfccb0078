"""Releasing a card: the SQL that scores like it, the vectors that prove it, and the rules of who may be released.

Needs DuckDB to export; checking the vectors of a bundle needs numpy alone. Constants: ``RELATION`` and ``ROW``, the
names that the SQL reads; ``SCORERS``, the names of the scorers that are compared; ``FEWEST``, the people behind a
figure that is released.
"""

from moyang_score.export.content import bundle_files, check_vectors
from moyang_score.export.parity import SCORERS, check_parity
from moyang_score.export.release import check_release, check_texts, plain_texts
from moyang_score.export.sql import RELATION, ROW, card_sql
from moyang_score.export.suppression import FEWEST, suppressed
from moyang_score.export.vectors import Vector, answers_of, read_vectors, vector_rows, vectors_bytes

__all__ = [
    "FEWEST",
    "RELATION",
    "ROW",
    "SCORERS",
    "Vector",
    "answers_of",
    "bundle_files",
    "card_sql",
    "check_parity",
    "check_release",
    "check_texts",
    "check_vectors",
    "plain_texts",
    "read_vectors",
    "suppressed",
    "vector_rows",
    "vectors_bytes",
]
