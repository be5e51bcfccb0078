"""Who is known, and what was known when: ids, intake, quarantine, consent, objection and repair, snapshots.

The names below are loaded when they are first used: tokens need the standard library alone, all else the extra
``data``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from moyang_score.registry.reconciliation import Reconciliation, ReconciliationRow
    from moyang_score.registry.registry import Registry
    from moyang_score.registry.snapshot import Snapshot
    from moyang_score.registry.store import Store, open_store
    from moyang_score.registry.taking_in import intake
    from moyang_score.registry.tokens import TokenKey

_HOMES: Final = {
    "Reconciliation": "reconciliation",
    "ReconciliationRow": "reconciliation",
    "Registry": "registry",
    "Snapshot": "snapshot",
    "Store": "store",
    "TokenKey": "tokens",
    "intake": "taking_in",
    "open_store": "store",
}

__all__ = ["Reconciliation", "ReconciliationRow", "Registry", "Snapshot", "Store", "TokenKey", "intake", "open_store"]


def __getattr__(name: str) -> Any:
    """Import a name from its module on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
