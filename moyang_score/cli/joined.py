"""What is laid beside the rows of a table: outcomes, and protected attributes of those who agreed to the audit."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from moyang_score.errors import ColumnError, RegistryError, SampleError

if TYPE_CHECKING:
    from moyang_score.files import Table
    from moyang_score.registry.store import Store

__all__ = ["with_outcome", "with_protected"]


def with_outcome(table: "Table", path: str | Path, target: str) -> "Table":
    """Lay the outcome of a file beside rows, by person and day.

    Parameters
    ----------
    table : Table
        Rows with ``token`` and ``as_of``.
    path : str or Path
        What `moyang outcome` wrote.
    target : str
        Its column of outcomes.

    Returns
    -------
    Table
        The same rows with one column more; None where no outcome is known.

    Raises
    ------
    ColumnError
        If one of the columns is absent, or the table has the target already.
    SampleError
        If no row has an outcome.
    """
    import numpy as np

    from moyang_score.files import Table, read_table
    from moyang_score.learn.joining import join_outcome

    if target in table:
        raise ColumnError(
            f"there is a column {target!r} already", where=table.source, fix="leave out --outcome, or name another"
        )
    rows = {name: table[name] for name in ("token", "as_of")} | {"row": np.arange(len(table))}
    found = join_outcome(rows, read_table(path), target).columns
    cells: list[Any] = [None] * len(table)
    for row, cell in zip(found["row"].tolist(), found[target], strict=True):
        cells[row] = cell.as_py() if hasattr(cell, "as_py") else cell
    return Table(table.source, {**table.columns, target: cells})


def with_protected(table: "Table", store: "Store") -> "Table":
    """Lay the protected attributes beside rows, for an audit and nothing else.

    Who agrees to the audit is read on the day of the last delivery: who withdrew is left out of older days too.

    Parameters
    ----------
    table : Table
        Rows with ``token``.
    store : Store
        The store of the registry.

    Returns
    -------
    Table
        The rows of those who agree to the audit, with the attributes that the catalogue of the store has: for the
        city ``sex``, ``age_band``, ``hukou`` and ``residence``.

    Raises
    ------
    ColumnError
        If ``token`` is absent.
    RegistryError
        If nothing was taken in yet.
    SampleError
        If nobody among the rows agrees to the audit.
    """
    import numpy as np

    from moyang_score.files import Table
    from moyang_score.learn.prepare import taken
    from moyang_score.registry.protected import read_protected
    from moyang_score.registry.received import last_received

    received = last_received(store)
    if received is None:
        raise RegistryError("nothing was taken in yet", where=str(store.path), fix="fill it with moyang intake")
    protected = read_protected(store, received)
    place = {token: at for at, token in enumerate(protected["token"])}
    found = [place.get(_text(cell), -1) for cell in table["token"]]
    rows = np.array([row for row, at in enumerate(found) if at >= 0], np.intp)
    if not rows.size:
        raise SampleError(
            "nobody among the rows agrees to the audit", where=table.source, fix="take in consents and attributes first"
        )
    columns = {name: taken(column, rows) for name, column in table.columns.items()}
    places = [found[row] for row in rows.tolist()]
    groups = {name: [column[place] for place in places] for name, column in protected.items() if name != "token"}
    return Table(table.source, {**columns, **groups})


def _text(cell: Any) -> Any:
    return cell.as_py() if hasattr(cell, "as_py") else cell
