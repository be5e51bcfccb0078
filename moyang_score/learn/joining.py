"""Joining: the features of some persons and days with what came of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

import numpy as np

from moyang_score.card import VALUE_STATE, Input, read_column
from moyang_score.errors import ColumnError, SampleError
from moyang_score.learn.infer import MISSING_TOKENS
from moyang_score.learn.prepare import column_names, taken

__all__ = ["Joined", "OutcomeTable", "join_outcome"]

KEYS: Final = ("token", "as_of")
_FIX: Final = "give the tables that moyang features and moyang outcome wrote for the same people and days"


@dataclass(frozen=True, eq=False)
class OutcomeTable:
    """Hold a table of outcomes with the record that stands beside its file.

    Parameters
    ----------
    columns : mapping
        ``token``, ``as_of`` and the target.
    record : mapping
        What `moyang outcome` wrote beside the table: the definition, the periods, the counts by class.
    """

    columns: Mapping[str, Any] = field(repr=False)
    record: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        """Return one column, or raise ``KeyError``."""
        return self.columns[name]


@dataclass(frozen=True, eq=False)
class Joined:
    """Hold the rows of features whose outcome is good or bad.

    Parameters
    ----------
    columns : mapping
        The columns of the features, and the target.
    counts : mapping
        Rows of ``features`` and of ``outcome``, ``rows`` joined, those ``without_outcome`` and those of ``no_class``:
        neither good nor bad.
    """

    columns: Mapping[str, Any] = field(repr=False)
    counts: Mapping[str, int]


def join_outcome(features: Any, outcome: Any, target: str) -> Joined:
    """Join features with outcomes by person and day.

    Parameters
    ----------
    features : any supported frame
        With the columns ``token`` and ``as_of``.
    outcome : any supported frame
        With the columns ``token``, ``as_of`` and the target; a row whose target is empty is neither good nor bad.
    target : str
        The outcome column.

    Returns
    -------
    Joined
        Rows in the order of the features.

    Raises
    ------
    ColumnError
        If a column is absent or a person and day stand twice.
    SampleError
        If no row of the features has an outcome.
    """
    names = column_names(features)
    for name in KEYS:
        if name not in names:
            raise ColumnError(f"the features have no column {name!r} to join by", fix=_FIX)
    for name in (*KEYS, target):
        if name not in column_names(outcome):
            raise ColumnError(f"the outcome has no column {name!r}", fix=_FIX)
    if target in names:
        raise ColumnError(
            f"the target {target!r} stands in the features too", fix="take it out, or leave --outcome out"
        )
    own, theirs = _pairs(features, "the features"), _pairs(outcome, "the outcome")
    at = np.array([theirs.get(pair, -1) for pair in own], np.int64)
    known = read_column(Input(target, "text", missing=MISSING_TOKENS), outcome[target])
    has_class = np.append(known.state == VALUE_STATE, False)[at]  # position -1, of who has no outcome, is the last
    rows = np.flatnonzero(has_class)
    without = int((at < 0).sum())
    counts = {
        "features": len(at),
        "outcome": len(known),
        "rows": len(rows),
        "without_outcome": without,
        "no_class": len(at) - without - len(rows),
    }
    if not len(rows):
        what = f"none of {len(at)} rows of features has an outcome: {without} have no row, the others no class"
        raise SampleError(what, fix=_FIX)
    columns = {name: taken(features[name], rows) for name in names}
    return Joined({**columns, target: taken(outcome[target], at[rows])}, counts)


def _pairs(frame: Any, what: str) -> dict[tuple[str, str], int]:
    """Return where each person and day stands."""
    tokens, days = (_cells(frame[name]) for name in KEYS)
    found: dict[tuple[str, str], int] = {}
    for row, (token, day) in enumerate(zip(tokens, days, strict=True)):
        pair = (str(token), _day(day))
        if pair in found:
            first, second = found[pair] + 1, row + 1
            where = f"rows {first} and {second}"
            raise ColumnError(f"a person and day stand twice in {what}", where=where, fix="keep one of them")
        found[pair] = row
    return found


def _cells(column: Any) -> Sequence[Any]:
    for method in ("to_pylist", "to_list", "tolist"):
        if hasattr(column, method):
            cells: Sequence[Any] = getattr(column, method)()
            return cells
    return list(column)


def _day(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value).strip()[:10]
