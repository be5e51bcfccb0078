"""The ratio of duties met, in percent, rounded up: every doubt is read in the person's favour (ADR 12)."""

from typing import Any, Final

from moyang_score.catalogue import Indicator
from moyang_score.features.guards import is_observed, leaves_a_ratio
from moyang_score.features.kind import INTEGER, Kind
from moyang_score.features.row import Row

__all__ = ["RATIO"]


def _measure(row: Row) -> dict[str, Any]:
    """Count what was observed in any state, met in any state, and not met without doubt."""
    code = row.indicator.code
    observed, met = is_observed(row), row.holds(row.indicator.aggregation.good)
    return {
        f"{code}_observed": observed.cast(INTEGER).sum(),
        f"{code}_met": (observed & met).cast(INTEGER).sum(),
        f"{code}_failed": (observed & ~met & ~leaves_a_ratio(row)).cast(INTEGER).sum(),
    }


def _value(table: Any, indicator: Indicator) -> Any:
    """Return the percentage; null below the least number of observations, and where none is left."""
    import ibis

    observed, met, failed = (
        table[f"{indicator.code}_{name}"].cast(INTEGER).fill_null(0) for name in ("observed", "met", "failed")
    )
    judged = met + failed
    enough = (observed >= indicator.aggregation.least) & (judged > 0)
    # Integers alone: what is added before the division rounds it up.
    percent = (100 * met + judged - 1) // ibis.greatest(judged, 1)
    return enough.ifelse(percent.cast(INTEGER), ibis.null(INTEGER))


RATIO: Final = Kind(_measure, _value, absent=None)
