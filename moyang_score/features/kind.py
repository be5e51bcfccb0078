"""What an aggregation is: what is counted for each person and day, and how that becomes one integer."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from moyang_score.catalogue import Indicator
from moyang_score.features.row import Row

__all__ = ["INTEGER", "Kind"]

INTEGER: Final = "int64"


class Kind(NamedTuple):
    """Hold one kind of aggregation.

    Parameters
    ----------
    measure : callable
        Given a `Row`, the names and aggregates to compute for each person and day.
    value : callable
        Given the table that has those columns beside every person and day (null where there was no record) and the
        indicator, the feature.
    absent : int or None
        The feature where no record was ever taken in.
    """

    measure: Callable[[Row], dict[str, Any]]
    value: Callable[[Any, Indicator], Any]
    absent: int | None
