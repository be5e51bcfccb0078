"""Aggregations that add up, or pick the highest of, the records that count; 0 where there is none."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from moyang_score.catalogue import Indicator
from moyang_score.features.guards import counts
from moyang_score.features.kind import INTEGER, Kind
from moyang_score.features.row import Row

__all__ = ["TALLIES"]


def _any(row: Row) -> Any:
    return counts(row).cast(INTEGER).max()


def _count(row: Row) -> Any:
    return counts(row).cast(INTEGER).sum()


def _half_units(row: Row) -> Any:
    """Weigh what occurred since the bound of full weight two half units, older records one."""
    weight = (row.occurred_on >= row.bound("full")).cast(INTEGER) + 1
    return weight.sum(where=counts(row))


def _highest(row: Row) -> Any:
    """Pick the highest level; a value without a level has none."""
    import ibis

    column = row[row.indicator.aggregation.column or ""]
    levels = row.indicator.aggregation.levels
    level = ibis.cases(*((column == value, level) for value, level in levels.items()), else_=0)
    return level.cast(INTEGER).max(where=counts(row))


def _total(row: Row) -> Any:
    return row[row.indicator.aggregation.column or ""].sum(where=counts(row))


def _tally(aggregate: Callable[[Row], Any]) -> Kind:
    return Kind(
        measure=lambda row: {row.indicator.code: aggregate(row)},
        value=_or_zero,
        absent=0,
    )


def _or_zero(table: Any, indicator: Indicator) -> Any:
    return table[indicator.code].cast(INTEGER).fill_null(0)


TALLIES: Final[Mapping[str, Kind]] = {
    "any": _tally(_any),
    "count": _tally(_count),
    "half_units": _tally(_half_units),
    "highest": _tally(_highest),
    "total": _tally(_total),
}
