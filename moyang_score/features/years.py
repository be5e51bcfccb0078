"""Years and quarters: in how many years something happened, and how long nothing bad, or the consent, has lasted."""

from functools import reduce
from operator import and_
from typing import Any, Final

from moyang_score.catalogue import Catalogue, Indicator
from moyang_score.features.calendar import step
from moyang_score.features.guards import counts
from moyang_score.features.kind import INTEGER, Kind
from moyang_score.features.row import Row

__all__ = ["YEARS", "breaks", "clean_years", "measure_breaks", "quarters_since_consent"]


def _measure(row: Row) -> dict[str, Any]:
    """Tell for each of the years before the day whether a record counts in it; the first ends on the day."""
    code, counting = row.indicator.code, counts(row)
    found = {}
    for year in range(1, row.indicator.aggregation.most + 1):
        end = row.as_of if year == 1 else row[step(code, year - 1)]
        inside = counting & (row.occurred_on >= row[step(code, year)]) & (row.occurred_on < end)
        found[f"{code}_year_{year}"] = inside.fill_null(False).cast(INTEGER).max()  # noqa: FBT003
    return found


def _value(table: Any, indicator: Indicator) -> Any:
    import ibis

    total = ibis.literal(0)
    for year in range(1, indicator.aggregation.most + 1):
        total = total + table[f"{indicator.code}_year_{year}"].fill_null(0)
    return total.cast(INTEGER)


YEARS: Final = Kind(_measure, _value, absent=0)


def breaks(catalogue: Catalogue, indicator: Indicator) -> list[Indicator]:
    """Return the negatives that end the clean years of an indicator.

    Parameters
    ----------
    catalogue : Catalogue
        The catalogue.
    indicator : Indicator
        One of kind ``clean_years``.

    Returns
    -------
    list of Indicator
        The negatives of its families, in card order.

    Examples
    --------
    >>> from moyang_score.catalogue import load_catalogue
    >>> catalogue = load_catalogue("moyang")
    >>> [one.code for one in breaks(catalogue, catalogue.indicator("P13"))]
    ['P01', 'P02', 'P04', 'P05', 'P06', 'P09', 'P10']
    """
    families = indicator.aggregation.families
    return [one for one in catalogue.indicators if one.on and one.polarity == "neg" and one.family in families]


def measure_breaks(row: Row) -> dict[str, Any]:
    """Return when the last record of a negative that counts occurred: the years since are clean.

    Parameters
    ----------
    row : Row
        The records, seen through the negative.

    Returns
    -------
    dict
        ``<code>_last``.
    """
    return {f"{row.indicator.code}_last": row.occurred_on.max(where=counts(row))}


def clean_years(table: Any, indicator: Indicator, lasts: list[tuple[Indicator, Any]]) -> Any:
    """Return the full years since the consent and since the last negative that counts; 0 while a state lasts.

    Where consent is assumed nobody knows its day: then years count from the last negative alone, and somebody without
    any has all of them (else taking a negative away could lower a score).

    Parameters
    ----------
    table : ibis.expr.types.Table
        Every person and day, with ``since`` and the calendar.
    indicator : Indicator
        One of kind ``clean_years``.
    lasts : list of (Indicator, ibis.expr.types.DateColumn)
        The negatives of `breaks`, each with the day of its last record that counts, null where there is none.

    Returns
    -------
    ibis.expr.types.IntegerColumn
        The feature.
    """
    import ibis

    years = ibis.literal(0)
    for number in range(1, indicator.aggregation.most + 1):
        bound = table[step(indicator.code, number)]
        clean = reduce(and_, (_before(last, bound) for _, last in lasts), _before(table.since, bound))
        years = years + clean.cast(INTEGER)
    for one, last in lasts:
        if one.window.current:
            years = last.notnull().ifelse(0, years)
    return years.cast(INTEGER)


def quarters_since_consent(table: Any, indicator: Indicator) -> Any:
    """Return the full quarters since the consent; null where its day is not known.

    Parameters
    ----------
    table : ibis.expr.types.Table
        Every person and day, with ``since`` and the calendar.
    indicator : Indicator
        One of kind ``quarters_since_consent``.

    Returns
    -------
    ibis.expr.types.IntegerColumn
        The feature.
    """
    import ibis

    quarters = ibis.literal(0)
    for number in range(1, indicator.aggregation.most + 1):
        quarters = quarters + (table.since <= table[step(indicator.code, number)]).cast(INTEGER)
    return quarters.cast(INTEGER)


def _before(day: Any, bound: Any) -> Any:
    return day.isnull() | (day <= bound)
