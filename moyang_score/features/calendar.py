"""The bounds of every window, for each day of the spine: plain dates, computed here and joined as a small table.

No engine ever counts months: engines disagree on the ends of months, this does not.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from moyang_score.catalogue import Catalogue, Indicator, months_before

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["bounds", "calendar", "earliest", "step"]

_MONTHS_PER_STEP: Final = {"years": 12, "clean_years": 12, "quarters_since_consent": 3}


def step(code: str, number: int) -> str:
    """Return the name of the bound that lies so many years, or quarters, before the day.

    Parameters
    ----------
    code : str
        The indicator.
    number : int
        How many.

    Returns
    -------
    str
        The column of the calendar.

    Examples
    --------
    >>> step("P13", 2)
    'P13_back_2'
    """
    return f"{code}_back_{number}"


def bounds(indicator: Indicator, as_of: date) -> dict[str, date]:
    """Return the bounds that an indicator needs on a day.

    Parameters
    ----------
    indicator : Indicator
        With the numbers in force on that day, see `Catalogue.at`.
    as_of : datetime.date
        The day.

    Returns
    -------
    dict
        Column of the calendar → date: ``<code>_first`` (first day of the window), ``<code>_ended`` (first day of an
        end that still matters), ``<code>_full`` (first day of full weight), ``<code>_back_<n>``.

    Examples
    --------
    >>> from moyang_score.catalogue import load_catalogue
    >>> day = date(2025, 3, 31)
    >>> bounds(load_catalogue("moyang").indicator("P09"), day)
    {'P09_first': datetime.date(2024, 3, 31)}
    """
    window, aggregation = indicator.window, indicator.aggregation
    months = {"first": window.months, "ended": window.after_end}
    if aggregation.kind == "half_units":
        months["full"] = aggregation.full_months
    found = {f"{indicator.code}_{name}": months_before(as_of, n) for name, n in months.items() if n is not None}
    width = _MONTHS_PER_STEP.get(aggregation.kind, 0)
    for number in range(1, aggregation.most + 1 if width else 1):
        found[step(indicator.code, number)] = months_before(as_of, width * number)
    return found


def calendar(catalogue: Catalogue, codes: Sequence[str], dates: Sequence[date]) -> "pa.Table":
    """Return the bounds of some indicators on each day, with the rules in force on that day.

    Parameters
    ----------
    catalogue : Catalogue
        The catalogue.
    codes : sequence of str
        The indicators.
    dates : sequence of datetime.date
        The days, each once.

    Returns
    -------
    pyarrow.Table
        ``as_of`` and the columns of `bounds`, a row for each day.

    Examples
    --------
    >>> from moyang_score.catalogue import load_catalogue
    >>> days = [date(2026, 3, 31), date(2026, 4, 1)]
    >>> calendar(load_catalogue("moyang"), ["P05"], days)["P05_first"].to_pylist()
    [datetime.date(2023, 3, 31), datetime.date(2025, 4, 1)]
    """
    import pyarrow as pa

    rows = [{"as_of": day, **_bounds_on(catalogue, codes, day)} for day in dates]
    names = ["as_of", *(name for code in codes for name in bounds(catalogue.indicator(code), date.max))]
    return pa.table({name: pa.array([row[name] for row in rows], pa.date32()) for name in names})


def _bounds_on(catalogue: Catalogue, codes: Sequence[str], day: date) -> dict[str, date]:
    dated = catalogue.at(day)
    return {name: bound for code in codes for name, bound in bounds(dated.indicator(code), day).items()}


def earliest(catalogue: Catalogue, codes: Sequence[str], dates: Sequence[date]) -> date | None:
    """Return the first day that any window of some indicators reaches back to; None if one reaches back for ever.

    Parameters
    ----------
    catalogue : Catalogue
        The catalogue.
    codes : sequence of str
        The indicators.
    dates : sequence of datetime.date
        The days.

    Returns
    -------
    datetime.date or None
        Records that occurred before it cannot matter.

    Examples
    --------
    >>> from moyang_score.catalogue import load_catalogue
    >>> catalogue = load_catalogue("moyang")
    >>> earliest(catalogue, ["P09", "P16"], [date(2026, 10, 1)])
    datetime.date(2024, 10, 1)
    >>> earliest(catalogue, ["P01"], [date(2026, 10, 1)]) is None
    True
    """
    firsts = [
        bounds(dated.indicator(code), day).get(f"{code}_first")
        for day, dated in ((day, catalogue.at(day)) for day in dates)
        for code in codes
    ]
    known = [first for first in firsts if first is not None]
    return min(known) if known and len(known) == len(firsts) else None
