"""The record of an expert card: what a table says about points that were set before anybody looked at it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score import __version__
from moyang_score.card import MISSING_STATE, Evidence, Input, Reading, Scorecard, grade_position
from moyang_score.card.characteristic import Lookup
from moyang_score.catalogue import Catalogue
from moyang_score.caution import caution
from moyang_score.learn.judge import judge
from moyang_score.learn.remarks import FEW_BADS, TOO_GOOD, outside_of
from moyang_score.learn.sample import Sample
from moyang_score.learn.stability import ceiling_position, grade_stability
from moyang_score.learn.weights import WeightsCheck, check_weights
from moyang_score.learn.woe import smoothed_woe
from moyang_score.measure import grade_table

__all__ = ["Counted", "expert_evidence"]

_FORMAT: Final = 1
_QUANTILES: Final = (5, 25, 50, 75, 95)
_SHOWN: Final = 5


@dataclass(frozen=True, eq=False)
class Counted:
    """Hold the rows that are counted on a card.

    Parameters
    ----------
    inputs : tuple of Input
        The inputs of the card.
    readings : mapping
        The `Reading` of each input by key, all of length ``rows``.
    rows : int
        The number of rows; 0 is allowed.
    bad : ndarray (rows,) of int8, or None
        1 for bad, 0 for good; None where there is no outcome.
    """

    inputs: tuple[Input, ...]
    readings: Mapping[str, Reading]
    rows: int
    bad: npt.NDArray[np.int8] | None

    def sample(self) -> Sample:
        """Return the rows as a sample of equal weights; without an outcome everybody is good."""
        bad = np.zeros(self.rows, np.int8) if self.bad is None else self.bad
        return Sample(self.inputs, self.readings, bad, np.ones(self.rows), {})


def expert_evidence(
    card: Scorecard, catalogue: Catalogue, counted: Counted, options: Mapping[str, Any], source: str | None
) -> Evidence:
    """Write the evidence of an expert card.

    Parameters
    ----------
    card : Scorecard
        The card.
    catalogue : Catalogue
        The catalogue it was made of.
    counted : Counted
        The rows.
    options : mapping
        Target, bad value and seed.
    source : str or None
        Where the rows came from.

    Returns
    -------
    Evidence
        Bound to the card by its digest.
    """
    score = card.score_readings(counted.readings, counted.rows)
    weights = None if catalogue.weights is None else check_weights(card, catalogue)
    metrics = [] if counted.bad is None else [judge("all rows", score, counted.sample()).to_json()]
    document = {
        "format": _FORMAT,
        "digest": card.digest,
        "package": __version__,
        "learner": "expert",
        "options": dict(options),
        "catalogue": {name: getattr(catalogue, name) for name in ("name", "version", "hash", "edition")},
        "data": _data_record(counted, source),
        "scores": _score_record(score),
        "metrics": metrics,
        "weights": _weights_record(weights, catalogue),
        "stability": grade_stability(card, counted.readings, counted.rows, int(options["seed"])).to_json(),
        "characteristics": [_characteristic(lookup, counted) for lookup in card.lookups],
        "grades": _grade_record(card, score, counted),
        "dropped": [],
        "warnings": [*_card_warnings(card, catalogue, weights), *_row_warnings(counted, metrics)],
    }
    return Evidence(document)


def _data_record(counted: Counted, source: str | None) -> dict[str, Any]:
    record = {"source": source, "rows": counted.rows, "fingerprint": counted.sample().fingerprint()}
    if counted.bad is None:
        return record
    bads = int(counted.bad.sum())
    return record | {"goods": counted.rows - bads, "bads": bads, "bad_rate": _rounded(bads / counted.rows)}


def _weights_record(weights: WeightsCheck | None, catalogue: Catalogue) -> dict[str, Any] | None:
    if weights is None or catalogue.weights is None:
        return None
    return {**weights.to_json(), "note": dict(catalogue.weights.note)}


def _score_record(score: npt.NDArray[np.int64]) -> dict[str, Any] | None:
    """Return the scores that the rows have: the ends, and scores that somebody has at some quantiles."""
    if not len(score):
        return None
    ordered = np.sort(score)
    quantiles = {str(part): int(ordered[(len(ordered) - 1) * part // 100]) for part in _QUANTILES}
    return {"lowest": int(ordered[0]), "highest": int(ordered[-1]), "quantiles": quantiles}


def _characteristic(lookup: Lookup, counted: Counted) -> dict[str, Any]:
    """Return count and share of each attribute; with an outcome also bads, bad rate and WOE."""
    found, size = lookup.attribute_of(counted.readings), len(lookup.characteristic.attributes)
    total = np.bincount(found, minlength=size)
    record: dict[str, Any] = {"key": lookup.characteristic.key}
    rows: list[dict[str, Any]] = [{"n": int(n), "share": _share(n, counted.rows)} for n in total]
    if counted.bad is None:
        return record | {"attributes": rows}
    bads = np.bincount(found[counted.bad == 1], minlength=size)
    goods = total - bads
    woe = smoothed_woe(goods.astype(float), bads.astype(float))
    for row, bad, own in zip(rows, bads, woe, strict=True):
        rate = _share(bad, row["n"]) if row["n"] else None
        row |= {"bads": int(bad), "bad_rate": rate, "woe": _rounded(own)}
    iv = ((goods / goods.sum() - bads / bads.sum()) * woe).sum()
    return record | {"iv": _rounded(iv), "attributes": rows}


def _grade_record(card: Scorecard, score: npt.NDArray[np.int64], counted: Counted) -> list[dict[str, Any]]:
    """Return count and share of each grade, best first; with an outcome also the bad rate with its interval."""
    labels = [grade.grade for grade in card.grades]
    if not labels:
        return []
    position = np.maximum(grade_position(card.grades, score), ceiling_position(card, counted.readings, counted.rows))
    if counted.bad is None:
        total = np.bincount(position, minlength=len(labels))
        pairs = zip(labels, total, strict=True)
        return [{"grade": label, "n": int(n), "share": _share(n, counted.rows)} for label, n in pairs]
    rows = grade_table(np.array(labels, object)[position], labels, counted.bad)
    return [
        {"grade": row.grade, "n": int(row.n), "bads": int(row.bads), "share": _rounded(row.share)}
        | {
            "bad_rate": _rounded(row.bad_rate.value) if row.bad_rate else None,
            "low": _rounded(row.bad_rate.low) if row.bad_rate else None,
            "high": _rounded(row.bad_rate.high) if row.bad_rate else None,
        }
        for row in rows
    ]


def _card_warnings(card: Scorecard, catalogue: Catalogue, weights: WeightsCheck | None) -> list[str]:
    found = outside_of(card, catalogue.low, catalogue.high)
    if card.card_class == "research":
        found.append(caution("research_data"))
    if weights is not None:
        found += [caution("judgments", matrix=one) for one in weights.inconsistent]
    return found


def _row_warnings(counted: Counted, metrics: list[dict[str, Any]]) -> list[str]:
    if not counted.rows:
        return [caution("no_rows")]
    found = []
    empty = [key for key, one in counted.readings.items() if (one.state == MISSING_STATE).all()]
    if empty:
        found.append(caution("no_values", names=_listed(empty)))
    for judged in metrics:
        if judged["auc"][0] > TOO_GOOD:
            found.append(caution("too_good_of_stated_points", auc=f"{judged['auc'][0]:.3f}", most=TOO_GOOD))
        if judged["bads"] < FEW_BADS:
            found.append(caution("few_bads_of_stated_points", bads=judged["bads"]))
    return found


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_SHOWN])
    return caution("and_more", names=shown, count=len(names) - _SHOWN) if len(names) > _SHOWN else shown


def _share(part: Any, whole: int) -> float:
    return _rounded(int(part) / whole) if whole else 0.0


def _rounded(number: Any) -> float:
    """Return a number with the 6 significant digits that evidence keeps."""
    return float(f"{float(number):.6g}")
