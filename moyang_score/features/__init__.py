"""Features: what the registry held on a day, as one integer for each person and indicator.

The indicators are data: each is one entry of the catalogue, compiled here to an expression that DuckDB and Spark run
alike. A new indicator, or a new city, needs no code.
"""

from moyang_score.features.build import build_features
from moyang_score.features.calendar import bounds, calendar, earliest

__all__ = ["bounds", "build_features", "calendar", "earliest"]
