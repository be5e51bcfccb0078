"""One record as a guard or an aggregation sees it: its columns, its day, its bounds, as expressions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from moyang_score.catalogue import Indicator, SourceTable

__all__ = ["Row"]


@dataclass(frozen=True, eq=False)
class Row:
    """See every record of a table through one indicator.

    Parameters
    ----------
    table : ibis.expr.types.Table
        Records as a snapshot gives them, with the calendar and ``sibling`` beside them.
    source : SourceTable
        Which table it is.
    indicator : Indicator
        Who looks.
    """

    table: Any = field(repr=False)
    source: SourceTable
    indicator: Indicator

    def has(self, name: str) -> bool:
        """Tell whether the source table has a column."""
        return self.source.column(name) is not None

    def __getitem__(self, name: str) -> Any:
        """Return a column of the rows."""
        return self.table[name]

    @property
    def as_of(self) -> Any:
        """The day."""
        return self.table.as_of

    @property
    def occurred_on(self) -> Any:
        """When the record occurred: the date that the indicator names."""
        return self.table[self.indicator.event_date]

    def bound(self, name: str) -> Any:
        """Return a bound of the calendar."""
        return self.table[f"{self.indicator.code}_{name}"]

    def holds(self, values: Mapping[str, tuple[str | bool, ...]]) -> Any:
        """Tell whether each column has one of its values; an empty cell has none of them."""
        import ibis

        held = ibis.literal(True)  # noqa: FBT003 - Ibis takes it by position
        for name, wanted in values.items():
            held = held & self.table[name].isin(list(wanted)).fill_null(False)  # noqa: FBT003
        return held
