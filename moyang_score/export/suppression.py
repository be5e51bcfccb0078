"""Suppression: what is hidden of counts before they leave the house, because few people stand behind them."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from moyang_score.card import Evidence

__all__ = ["FEWEST", "suppressed"]

FEWEST: Final = 20  # people behind a figure that is released (k-anonymity; the city's policy)
_NAMES: Final = ("key", "grade")
_OF_OUTCOME: Final = ("bads", "bad_rate", "low", "high", "woe")
_QUANTILE_ROWS: Final = 20 * FEWEST  # so that at least 20 people stand beyond the outer 5 %


def suppressed(evidence: Evidence) -> Evidence:
    """Return the evidence of a release, in which no figure stands for fewer than 20 people.

    In each table of counts (the attributes of a characteristic, the grades) a row of 1 to 19 people loses its figures,
    and so do the next smallest until 20 people stand behind the hidden ones, which the total gives away together.
    Figures of the outcome go where fewer than 20 bads or goods stand behind them. The lowest and the highest score are
    those of single persons and go always. A row of nobody stays 0.

    Parameters
    ----------
    evidence : Evidence
        The evidence as it was counted.

    Returns
    -------
    Evidence
        The same with nulls for what is hidden, and ``suppressed``: the bound, and how many rows are touched. Evidence
        of a release comes back as it is.

    Examples
    --------
    >>> rows = [{"n": 500, "share": 0.96}, {"n": 17, "share": 0.03}, {"n": 0, "share": 0.0}]
    >>> counted = Evidence({"digest": "ab", "characteristics": [{"key": "P04", "attributes": rows}]})
    >>> [row["n"] for row in suppressed(counted)["characteristics"][0]["attributes"]]
    [None, None, 0]
    """
    if "suppressed" in evidence.document:
        return evidence
    document = dict(evidence.document)
    characteristics = [{**one, "attributes": _table(one["attributes"])} for one in document.get("characteristics", [])]
    grades = _table(document.get("grades", []))
    before = [*_rows(evidence.get("characteristics", [])), *evidence.get("grades", [])]
    after = [*_rows(characteristics), *grades]
    touched = sum(old != new for old, new in zip(before, after, strict=True))
    document |= {"characteristics": characteristics, "grades": grades}
    if "scores" in document:
        document["scores"] = _scores(document["scores"], document.get("data", {}).get("rows", 0))
    return Evidence({**document, "suppressed": {"below": FEWEST, "rows": touched}})


def _rows(characteristics: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [row for one in characteristics for row in one["attributes"]]


def _table(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    hidden = _hidden([row["n"] for row in rows])
    return [_without_figures(row) if at in hidden else _row(row) for at, row in enumerate(rows)]


def _hidden(counts: Sequence[float]) -> set[int]:
    """Return which rows are hidden: the small ones, and the next smallest until 20 people stand behind all together."""
    upwards = sorted((at for at, count in enumerate(counts) if count), key=lambda at: counts[at])
    hidden: list[int] = []
    for at in upwards:
        if counts[at] >= FEWEST and (not hidden or sum(counts[one] for one in hidden) >= FEWEST):
            break
        hidden.append(at)
    return set(hidden)


def _without_figures(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value if name in _NAMES else None for name, value in row.items()}


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    if "bads" in row and _few(row["bads"], row["n"] - row["bads"]):
        return {name: None if name in _OF_OUTCOME else value for name, value in row.items()}
    return dict(row)


def _few(*counts: float) -> bool:
    return any(0 < count < FEWEST for count in counts)


def _scores(scores: Mapping[str, Any], rows: int) -> dict[str, Any]:
    ends = {name: None for name in ("lowest", "highest") if name in scores}
    return {**scores, **ends, **({} if rows >= _QUANTILE_ROWS else {"quantiles": {}})}
