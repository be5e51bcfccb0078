"""What is hidden of the grades where few people stand behind a figure, because model cards are passed on."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from moyang_score.card import Evidence

__all__ = ["LEAST_PEOPLE", "shown_grades"]

LEAST_PEOPLE: Final = 20

_OF_OUTCOME: Final = ("bads", "bad_rate", "low", "high")


def shown_grades(evidence: Evidence) -> list[dict[str, Any]]:
    """Return the grades as they may be shown.

    A grade of 1 to 19 people loses its figures, and so do the next smallest until 20 people stand behind the hidden
    ones, which the total gives away together. Figures of the outcome go where 1 to 19 bads or goods stand behind them.

    Parameters
    ----------
    evidence : Evidence
        The evidence; that of a release has nulls already.

    Returns
    -------
    list of dict
        ``grade``, and ``n``, ``share``, ``bads``, ``bad_rate``, ``low``, ``high``, each None where it is not shown.

    Examples
    --------
    >>> rows = [{"grade": "A", "n": 17, "share": 0.1}, {"grade": "B", "n": 60, "share": 0.4}]
    >>> rows += [{"grade": "C", "n": 73, "share": 0.5}]
    >>> [one["n"] for one in shown_grades(Evidence({"digest": "ab", "grades": rows}))]
    [None, None, 73]
    """
    rows = evidence.get("grades", [])
    hidden = _hidden([one.get("n") or 0 for one in rows])
    return [_row(one, is_hidden=at in hidden) for at, one in enumerate(rows)]


def _hidden(counts: Sequence[float]) -> set[int]:
    hidden: list[int] = []
    for at in sorted((at for at, count in enumerate(counts) if count), key=lambda at: counts[at]):
        if counts[at] >= LEAST_PEOPLE and (not hidden or sum(counts[one] for one in hidden) >= LEAST_PEOPLE):
            break
        hidden.append(at)
    return set(hidden)


def _row(one: Mapping[str, Any], *, is_hidden: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {name: one.get(name) for name in ("grade", "n", "share", *_OF_OUTCOME)}
    few = [count for count in (shown["bads"], _goods(shown)) if count is not None and 0 < count < LEAST_PEOPLE]
    taken = ("n", "share", *_OF_OUTCOME) if is_hidden else _OF_OUTCOME if few else ()
    return {name: None if name in taken else value for name, value in shown.items()}


def _goods(one: Mapping[str, Any]) -> float | None:
    return None if one["n"] is None or one["bads"] is None else float(one["n"] - one["bads"])
