"""How far a store reaches: the day of the last delivery that was taken in."""

from datetime import date
from typing import TYPE_CHECKING

from moyang_score.registry.state import read_state
from moyang_score.registry.store import STATE

if TYPE_CHECKING:
    from moyang_score.registry.store import Store

__all__ = ["last_received"]


def last_received(store: "Store") -> date | None:
    """Return the day of the last delivery of a store.

    Parameters
    ----------
    store : Store
        The store.

    Returns
    -------
    datetime.date or None
        The latest day that a delivery was received on; None where nothing was taken in.
    """
    history = store.path / STATE
    if not history.is_file():
        return None
    rows = read_state(history, "SELECT max(received) AS last FROM batches WHERE kind = 'intake'")
    last: date | None = rows[0]["last"]
    return last
