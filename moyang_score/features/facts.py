"""One fact counts once: among the records of one fact, the one whose indicator ranks first keeps it.

Whatever its state or window (ADR 11): a record known on the day keeps its fact although it is disputed, repaired,
revoked, expired or not yet notified. Those that lose are few, so that they are what is remembered.
"""

from typing import TYPE_CHECKING, Any, Final

from moyang_score.catalogue import Catalogue, Indicator
from moyang_score.features.guards import matches
from moyang_score.features.row import Row
from moyang_score.registry.snapshot import Snapshot

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["rivals", "siblings"]

RECORD_OF_DAY: Final = ("record", "as_of")


def rivals(catalogue: Catalogue) -> dict[str, list[Indicator]]:
    """Return the indicators that compete for facts, by the table they read, the first in rank first.

    Parameters
    ----------
    catalogue : Catalogue
        The catalogue.

    Returns
    -------
    dict
        Table → indicators.

    Examples
    --------
    >>> from moyang_score.catalogue import load_catalogue
    >>> [one.code for one in rivals(load_catalogue("moyang"))["admin_penalty"]]
    ['P04', 'P05']
    """
    found: dict[str, list[Indicator]] = {}
    for indicator in catalogue.indicators:
        if indicator.on and indicator.polarity == "neg" and indicator.rank is not None and indicator.records:
            found.setdefault(indicator.records, []).append(indicator)
    return {
        table: sorted(those, key=lambda one: one.rank or 0)
        for table, those in found.items()
        if catalogue.table(table).fact
    }


def siblings(snapshot: Snapshot) -> Any:
    """Return the records that do not keep their fact, for each day.

    Parameters
    ----------
    snapshot : Snapshot
        The registry as of some days.

    Returns
    -------
    ibis.expr.types.Table
        Columns ``record``, ``as_of`` and ``table``, kept by the engine.
    """
    import ibis

    ranked = [
        _ranked(snapshot, table, those) for table, those in rivals(snapshot.catalogue).items() if snapshot.has(table)
    ]
    if not ranked:
        return snapshot.engine.hold(_none())
    every = ibis.union(*ranked) if len(ranked) > 1 else ranked[0]
    order = ibis.window(group_by=["token", "as_of", "fact"], order_by=["rank", "record"])
    placed = every.mutate(place=ibis.row_number().over(order))
    return snapshot.engine.keep(placed.filter(placed.place > 0).select(*RECORD_OF_DAY, "table"))


def _ranked(snapshot: Snapshot, table: str, those: list[Indicator]) -> Any:
    import ibis

    source = snapshot.catalogue.table(table)
    if source.negative is True:  # few rows, that are read again to be counted
        snapshot.keep(table)
    rows = snapshot.records(table)
    rows = rows.filter(rows.fact.notnull())
    rank = ibis.cases(*((matches(Row(rows, source, one)), one.rank) for one in those), else_=ibis.null("int64"))
    rows = rows.mutate(rank=rank.cast("int64"))
    rows = rows.filter(rows["rank"].notnull())
    return rows.select("token", "as_of", "fact", "record", rank=rows["rank"], table=ibis.literal(table))


def _none() -> "pa.Table":
    import pyarrow as pa

    return pa.schema([("record", pa.string()), ("as_of", pa.date32()), ("table", pa.string())]).empty_table()
