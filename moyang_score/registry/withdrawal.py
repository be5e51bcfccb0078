"""Withdrawal: what was kept under a consent goes when the consent does."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moyang_score.registry.change import Change
from moyang_score.registry.consent import AUDIT, GENERAL

if TYPE_CHECKING:
    from moyang_score.registry.store import Store

__all__ = ["purge"]


def purge(change: Change, store: "Store", withdrawn: Iterable[tuple[str, str]]) -> int:
    """Remove the rows that were kept under consents that no longer hold.

    With the general consent go the person's rows in persons, in all records and in the protected attributes; with a
    separate one those of its table, or the protected attributes. Consents stay, so that a later delivery is refused;
    events stay, because they say nothing of who they are about and a repair must outlive a withdrawal.

    Parameters
    ----------
    change : Change
        Where to write.
    store : Store
        What was taken in before.
    withdrawn : iterable of (str, str)
        Token and scope.

    Returns
    -------
    int
        How many rows go.
    """
    by_scope: dict[str, set[str]] = {}
    for token, scope in withdrawn:
        by_scope.setdefault(scope, set()).add(token)
    everything = by_scope.get(GENERAL, set())
    parts = {"persons": everything, "protected": everything | by_scope.get(AUDIT, set())}
    for table in store.tables():
        parts[f"records/{table}"] = everything | by_scope.get(table, set())
    return sum(
        _purge_file(change, store, path, tokens)
        for part, tokens in parts.items()
        for path in store.files(part)
        if tokens
    )


def _purge_file(change: Change, store: "Store", path: Path, tokens: set[str]) -> int:
    import pyarrow as pa
    from pyarrow import compute, parquet

    own: Any = parquet.read_table(path, columns=["token"])["token"]
    goes = compute.is_in(own, value_set=pa.array(sorted(tokens), pa.string()))
    rows = int(compute.sum(goes).as_py() or 0)
    if not rows:
        return 0
    place = path.relative_to(store.path).as_posix()
    left = parquet.read_table(path).filter(compute.invert(goes))
    if left.num_rows:
        change.put(place, left)
    else:
        change.remove(place)
    return rows
