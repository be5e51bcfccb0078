"""The ledger of consents: who agrees to what on a day."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from moyang_score.registry.store import Store

__all__ = ["AUDIT", "GENERAL", "Ledger", "consents_of", "read_ledger"]

GENERAL: Final = "general"
AUDIT: Final = "audit"
GIVE: Final = "give"
WITHDRAW: Final = "withdraw"
_COLUMNS: Final = ("token", "scope", "action", "happened_on", "known_on", "seq")

Entry = tuple[str, str, str, date, date, int]


class Ledger:
    """Hold what every person agreed to as of a day.

    The latest entry of a person and scope holds. Where a consent and its withdrawal fall on one day, the withdrawal
    does; and who withdraws the general consent withdraws the separate ones with it.

    Parameters
    ----------
    entries : iterable of tuple
        (token, scope, action, happened_on, known_on, seq), in any order.
    on : datetime.date
        The day; entries that happened or became known later do not count.

    Examples
    --------
    >>> given = ("t", "general", "give", date(2026, 1, 1), date(2026, 1, 1), 1)
    >>> withdrawn = ("t", "general", "withdraw", date(2026, 3, 1), date(2026, 3, 1), 2)
    >>> [Ledger([given, withdrawn], day).is_live("t") for day in (date(2026, 2, 1), date(2026, 4, 1))]
    [True, False]
    """

    def __init__(self, entries: Iterable[Entry], on: date) -> None:
        self._actions: dict[str, dict[str, str]] = {}
        self._days: dict[str, date] = {}
        counted = [entry for entry in entries if entry[3] <= on and entry[4] <= on]
        counted.sort(key=lambda entry: (entry[3], entry[2] == WITHDRAW, entry[5]))
        for token, scope, action, day, *_ in counted:
            self._days[token] = day
            actions = self._actions.setdefault(token, {})
            actions[scope] = action
            if scope == GENERAL and action == WITHDRAW:
                actions.update(dict.fromkeys(actions, WITHDRAW))

    def is_live(self, token: str, scope: str = GENERAL) -> bool:
        """Tell whether a person agrees to a scope."""
        return self._actions.get(token, {}).get(scope) == GIVE

    def is_withdrawn(self, token: str, scope: str = GENERAL) -> bool:
        """Tell whether a person agreed to a scope once and no longer does."""
        return self._actions.get(token, {}).get(scope) == WITHDRAW

    def knows(self, token: str) -> bool:
        """Tell whether a person ever agreed to anything."""
        return token in self._actions

    def last_day(self, token: str) -> date:
        """Return the day of a person's last entry."""
        return self._days[token]

    def scopes(self, token: str) -> list[str]:
        """Return the scopes that a person agrees to, the general one first."""
        live = [scope for scope, action in self._actions.get(token, {}).items() if action == GIVE]
        return sorted(live, key=lambda scope: (scope != GENERAL, scope))


def consents_of(store: "Store | None") -> list[Entry]:
    """Return every entry of a store.

    Parameters
    ----------
    store : Store or None
        The store; None for one that is not begun yet.

    Returns
    -------
    list of tuple
        (token, scope, action, happened_on, known_on, seq).
    """
    from pyarrow import parquet

    entries: list[Entry] = []
    for path in [] if store is None else store.files("consents"):
        with parquet.ParquetFile(path) as file:  # what reads folders of files would bring pandas with it
            table: Any = file.read(columns=list(_COLUMNS))
        entries.extend(zip(*(table[name].to_pylist() for name in _COLUMNS), strict=True))
    return entries


def read_ledger(store: "Store", on: date) -> Ledger:
    """Return the ledger of a store as of a day.

    Parameters
    ----------
    store : Store
        The store.
    on : datetime.date
        The day.

    Returns
    -------
    Ledger
        What everybody agreed to on that day.
    """
    return Ledger(consents_of(store), on)
