"""A comparison as tables of plain columns, one file each."""

from collections.abc import Iterator, Sequence
from typing import Any

from moyang_score.measure import Estimate
from moyang_score.review.comparison import Comparison, Pair

__all__ = ["comparison_tables"]

_Rows = Sequence[dict[str, Any]]


def comparison_tables(comparison: Comparison) -> dict[str, dict[str, list[Any]]]:
    """Lay out a comparison as tables.

    Parameters
    ----------
    comparison : Comparison
        The comparison.

    Returns
    -------
    dict
        Name to column to cells: ``cards``, ``grades``, ``migration``, ``bands``, ``swaps``, ``change``, ``points``,
        ``calibration``, ``groups`` and ``drift``, without those that would be empty. Shares and rates are numbers
        between 0 and 1.

    Examples
    --------
    >>> from moyang_score.card import Scorecard
    >>> from moyang_score.review import Candidate, compare_cards
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> pair = [Candidate(name=name, card=card) for name in ("old", "new")]
    >>> comparison_tables(compare_cards(pair, {"age": [41, 52]}))["cards"]["mean"]
    [650.0, 650.0]
    """
    tables = {
        "cards": list(_cards(comparison)),
        "grades": list(_grades(comparison)),
        "migration": [row for pair in comparison.pairs for row in _migration(pair)],
        "bands": [row for pair in comparison.pairs for row in _bands(pair)],
        "swaps": [row for pair in comparison.pairs for row in _swaps(pair)],
        "change": [row for pair in comparison.pairs for row in _change(pair)],
        "points": list(_points(comparison)),
        "calibration": list(_calibration(comparison)),
        "groups": list(_groups(comparison)),
        "drift": list(_drift(comparison)),
    }
    return {name: _columns(rows) for name, rows in tables.items() if rows}


def _columns(rows: _Rows) -> dict[str, list[Any]]:
    return {key: [row[key] for row in rows] for key in rows[0]}


def _estimate(name: str, found: Estimate | None) -> dict[str, float | None]:
    ends = (None, None, None) if found is None else (found.value, found.low, found.high)
    return dict(zip((name, f"{name}_low", f"{name}_high"), map(_rounded, ends), strict=True))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 10) + 0.0


def _cards(comparison: Comparison) -> Iterator[dict[str, Any]]:
    for one in comparison.cards:
        yield {
            "card": one.name,
            "digest": one.digest,
            "class": one.card_class,
            "learner": one.learner,
            "characteristics": one.characteristics,
            "attributes": one.attributes,
            "attainable_low": one.attainable[0],
            "attainable_high": one.attainable[1],
            "mean": _rounded(one.mean),
            "deviation": _rounded(one.deviation),
            "lowest": one.lowest,
            "highest": one.highest,
            "distinct": one.distinct,
            "unseen": one.unseen,
            **_estimate("auc", one.auc),
            **_estimate("ks", one.ks),
            "brier": None if one.calibration is None else _rounded(one.calibration.brier),
        }


def _grades(comparison: Comparison) -> Iterator[dict[str, Any]]:
    for one in comparison.cards:
        for row in one.grades:
            yield {
                "card": one.name,
                "grade": row.grade,
                "rows": row.rows,
                "known": row.known,
                "bads": row.bads,
                **_estimate("bad_rate", row.bad_rate),
            }


def _migration(pair: Pair) -> Iterator[dict[str, Any]]:
    if pair.grades is None:
        return
    for at, grade in enumerate(pair.grades.baseline):
        for to, other in enumerate(pair.grades.challenger):
            yield {
                "baseline": pair.baseline,
                "challenger": pair.challenger,
                "from": grade,
                "to": other,
                "rows": pair.grades.rows[at][to],
                "known": pair.grades.known[at][to],
                "bads": pair.grades.bads[at][to],
            }


def _bands(pair: Pair) -> Iterator[dict[str, Any]]:
    for at, row in enumerate(pair.scores.bands, start=1):
        for to, rows in enumerate(row, start=1):
            yield {"baseline": pair.baseline, "challenger": pair.challenger, "from": at, "to": to, "rows": rows}


def _swaps(pair: Pair) -> Iterator[dict[str, Any]]:
    for swap in pair.swaps:
        for name in ("both", "only_baseline", "only_challenger", "neither"):
            cell = getattr(swap, name)
            yield {
                "baseline": pair.baseline,
                "challenger": pair.challenger,
                "rule": swap.rule,
                "grade": swap.grade,
                "baseline_min": swap.baseline_min,
                "challenger_min": swap.challenger_min,
                "let_in_by": name,
                "rows": cell.n,
                "known": cell.known,
                "bads": cell.bads,
                **_estimate("bad_rate", cell.bad_rate),
                "verdict": swap.verdict,
            }


def _change(pair: Pair) -> Iterator[dict[str, Any]]:
    for row in pair.change:
        yield {
            "baseline": pair.baseline,
            "challenger": pair.challenger,
            "kind": row.kind,
            "key": row.key,
            "rows": row.rows,
            "sum_baseline": row.baseline,
            "sum_challenger": row.challenger,
            "mean_change": _rounded(row.mean),
            "mean_moved": _rounded(row.mean_moved),
        }


def _points(comparison: Comparison) -> Iterator[dict[str, Any]]:
    for one in comparison.points:
        for row in one.rows:
            figures: dict[str, Any] = {}
            for card, points, contribution in zip(comparison.cards, row.points, row.contributions, strict=True):
                figures[f"points {card.name}"] = points
                figures[f"contribution {card.name}"] = contribution
            yield {
                "characteristic": one.key,
                "attribute": one.wording(row, "en") or "read differently by the cards",
                **figures,
                "rows": row.n,
                "known": row.known,
                "bads": row.bads,
            }


def _calibration(comparison: Comparison) -> Iterator[dict[str, Any]]:
    for one in comparison.cards:
        if one.calibration is None:
            continue
        for number, band in enumerate(one.calibration.bands, start=1):
            yield {
                "card": one.name,
                "band": number,
                "stated_low": _rounded(band.low),
                "stated_high": _rounded(band.high),
                "rows": band.rows,
                "bads": band.bads,
                "stated": _rounded(band.expected),
                **_estimate("seen", band.observed),
            }


def _groups(comparison: Comparison) -> Iterator[dict[str, Any]]:
    for one in comparison.groups:
        group = " | ".join("(missing)" if name is None else name for name in one.together or (one.group,))
        for at, card in enumerate(comparison.cards):
            yield {
                "column": one.column,
                "group": group,
                "reference": one.reference,
                "rows": one.rows,
                "card": card.name,
                "mean": _rounded(one.means[at]),
                **_estimate("gap", one.gaps[at]),
                "standardised": _rounded(one.standardised[at]),
                **_estimate("change", one.changes[at]),
            }


def _drift(comparison: Comparison) -> Iterator[dict[str, Any]]:
    for one in comparison.drift:
        yield {
            "card": one.card,
            "characteristic": one.key,
            "reference": one.stability.reference,
            "rows": one.stability.current,
            "index": _rounded(one.stability.value),
            "critical": _rounded(one.stability.critical),
            "mean_shift": _rounded(one.shift),
            "verdict": one.verdict,
        }
