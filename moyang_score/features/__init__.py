"""Features: what the registry held on a day, as one integer for each person and indicator.

The indicators are data: each is one entry of the catalogue, compiled here to an expression that DuckDB and Spark run
alike. A new indicator, or a new city, needs no code. Outcomes, what came of the same persons after the day, are data
too.
"""

from moyang_score.features.build import build_features
from moyang_score.features.calendar import bounds, calendar, earliest
from moyang_score.features.outcome import build_outcome
from moyang_score.features.outcome_definition import OutcomeDefinition, load_definition

__all__ = [
    "OutcomeDefinition",
    "bounds",
    "build_features",
    "build_outcome",
    "calendar",
    "earliest",
    "load_definition",
]
