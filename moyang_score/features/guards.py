"""Guards: what a record must be to count. Each is one function, and each is tested by taking it away.

The guards of time (known before the day, newest version, consent) belong to the registry: ``TIME_GUARDS``.
"""

from collections.abc import Callable
from functools import reduce
from operator import and_
from typing import Any, Final

from moyang_score.catalogue import Indicator
from moyang_score.features.row import Row

__all__ = ["GUARDS", "counts", "is_observed", "leaves_a_ratio", "matches"]

MINOR: Final = "minor"


def where(row: Row) -> Any:
    """Let through the records that the indicator is about."""
    return row.holds(row.indicator.where)


def window(row: Row) -> Any:
    """Let through what occurred before the day and inside the window; a record without its date did not occur."""
    inside = row.occurred_on < row.as_of
    if row.indicator.window.months is not None:
        inside = inside & (row.occurred_on >= row.bound("first"))
    if row.indicator.window.after_end is not None and row.has("ended_on"):
        inside = inside & (row["ended_on"].isnull() | (row["ended_on"] >= row.bound("ended")))
    return inside


def expiry(row: Row) -> Any:
    """Let through what is still published and, for states, still holds.

    ``publish_to`` is the last day of publication, ``ended_on`` the first on which the state no longer holds.
    """
    lasting = _always()
    if row.has("publish_to"):
        lasting = lasting & (row["publish_to"].isnull() | (row["publish_to"] >= row.as_of))
    if row.indicator.window.current and row.has("ended_on"):
        lasting = lasting & (row["ended_on"].isnull() | (row["ended_on"] >= row.as_of))
    return lasting


def severity(row: Row) -> Any:
    """Let through the class of severity that the indicator is about, never a minor one, nor one that is not told."""
    if not row.has("severity"):
        return _always()
    found = row["severity"]
    return found != MINOR if row.indicator.severity is None else found == row.indicator.severity


def notified(row: Row) -> Any:
    """Let through what the person was told of before the day."""
    return row["notified_on"] < row.as_of if row.has("notified_on") else ~_always()


def objection(row: Row) -> Any:
    """Let through what is not under an open objection."""
    return ~row["disputed"]


def upheld(row: Row) -> Any:
    """Let through what no objection has shown to be wrong."""
    return ~row["upheld"]


def repair(row: Row) -> Any:
    """Let through what was not repaired."""
    return ~row["repaired"]


def revocation(row: Row) -> Any:
    """Let through what its unit has not revoked."""
    return ~row["revoked"]


def one_fact_once(row: Row) -> Any:
    """Let through the record that keeps its fact."""
    return ~row["sibling"]


def separate_consent(row: Row) -> Any:
    """Let through tables that the general consent is enough for, and others by separate consent."""
    return row[f"agrees_{row.source.name}"] if row.source.consent == "S" else _always()


GUARDS: Final[dict[str, Callable[[Row], Any]]] = {
    "where": where,
    "window": window,
    "expiry": expiry,
    "severity": severity,
    "notified": notified,
    "objection": objection,
    "upheld": upheld,
    "repair": repair,
    "revocation": revocation,
    "one_fact_once": one_fact_once,
    "separate_consent": separate_consent,
}
MATCH: Final = ("where", "severity")  # what a record is about, whatever its state or age
_DISCREDITED: Final = ("objection", "upheld", "repair", "revocation")
_NEGATIVE: Final = ("where", "window", "expiry", "severity", "notified", *_DISCREDITED, "one_fact_once")
_POSITIVE: Final = ("where", "window", "expiry", "revocation")
_OBSERVED: Final = ("where", "window")


def counts(row: Row) -> Any:
    """Tell whether a record counts; a positive one counts although it is disputed.

    Parameters
    ----------
    row : Row
        The records, seen through an indicator.

    Returns
    -------
    ibis.expr.types.BooleanColumn
        True or false, never null.
    """
    return _all(guards_of(row.indicator), row)


def guards_of(indicator: Indicator, *, met: bool = False) -> tuple[str, ...]:
    """Name the guards that a record must pass to count for an indicator.

    Parameters
    ----------
    indicator : Indicator
        The indicator.
    met : bool
        For a ratio: whether the record is a duty met, which no doubt takes out.

    Returns
    -------
    tuple of str
        Keys of `GUARDS`, in the order in which they are told.
    """
    if indicator.aggregation.kind == "ratio":
        return _OBSERVED if met else (*_OBSERVED, *_DISCREDITED)
    return _NEGATIVE if indicator.polarity == "neg" else _POSITIVE


def matches(row: Row) -> Any:
    """Tell whether a record is of the kind an indicator is about, whatever its state or age.

    Parameters
    ----------
    row : Row
        The records, seen through an indicator.

    Returns
    -------
    ibis.expr.types.BooleanColumn
        True or false, never null.
    """
    return _all(MATCH, row)


def is_observed(row: Row) -> Any:
    """Tell whether a record is an observation of a ratio, whatever its state.

    Parameters
    ----------
    row : Row
        The records, seen through an indicator.

    Returns
    -------
    ibis.expr.types.BooleanColumn
        True or false, never null.
    """
    return _all(_OBSERVED, row)


def leaves_a_ratio(row: Row) -> Any:
    """Tell whether an observation not met is taken out of its ratio, because it is in doubt or no longer held.

    Parameters
    ----------
    row : Row
        The records, seen through an indicator.

    Returns
    -------
    ibis.expr.types.BooleanColumn
        True or false, never null.
    """
    return ~_all(_DISCREDITED, row)


def _all(names: tuple[str, ...], row: Row) -> Any:
    return reduce(and_, (GUARDS[name](row) for name in names)).fill_null(False)  # noqa: FBT003


def _always() -> Any:
    import ibis

    return ibis.literal(True)  # noqa: FBT003
