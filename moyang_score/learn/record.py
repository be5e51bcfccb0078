"""The record of a fit: counts, WOE, metrics and reasons, as the evidence beside the card."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score import __version__
from moyang_score.card import Evidence, Scorecard, grade_position
from moyang_score.card.characteristic import Lookup
from moyang_score.learn.judge import Judged
from moyang_score.learn.model import Effect, Model
from moyang_score.learn.points import rounding_of
from moyang_score.learn.prepare import Prepared
from moyang_score.learn.remarks import dropped_columns, protected_inputs, warnings_of
from moyang_score.learn.sample import Sample
from moyang_score.learn.split import FOLDS
from moyang_score.learn.woe import smoothed_woe
from moyang_score.measure import GradeRow, grade_table

__all__ = ["Outcome", "evidence_of"]

_FORMAT: Final = 1


@dataclass(frozen=True, eq=False)
class Outcome:
    """Hold what a fit came to.

    Parameters
    ----------
    model : Model
        The exact effects.
    card : Scorecard
        The points made of them.
    judged : tuple of Judged
        How the card orders outcomes; the first is the one to believe.
    """

    model: Model
    card: Scorecard
    judged: tuple[Judged, ...]


def evidence_of(outcome: Outcome, prepared: Prepared, head: Mapping[str, Any], source: str | None) -> Evidence:
    """Write the evidence of a fit, in the form of ``docs/format.md``.

    Parameters
    ----------
    outcome : Outcome
        Model, card and figures.
    prepared : Prepared
        The sample and what was left out of it.
    head : mapping
        The learner's name and the options.
    source : str or None
        Where the data came from.

    Returns
    -------
    Evidence
        Bound to the card by its digest.
    """
    card, sample = outcome.card, prepared.fitted
    rounding = rounding_of(outcome.model, card, sample)
    document = {
        **head,
        "format": _FORMAT,
        "digest": card.digest,
        "package": __version__,
        "data": _data_record(sample, source),
        "split": _split_record(prepared),
        "metrics": [one.to_json() for one in outcome.judged],
        "rounding": {name: _rounded(value) for name, value in asdict(rounding).items()},
        "characteristics": _characteristic_record(card, outcome.model, sample),
        "grades": _grade_record(card, sample),
        "dropped": dropped_columns(prepared, outcome.model, card),
        "protected": protected_inputs(card),
        "warnings": warnings_of(prepared, card, outcome.judged[0]),
    }
    return Evidence(document)


def _data_record(sample: Sample, source: str | None) -> dict[str, Any]:
    return {
        "source": source,
        "rows": len(sample),
        "goods": len(sample) - sample.bads,
        "bads": sample.bads,
        "bad_rate": _rounded(np.average(sample.bad, weights=sample.weight)),
        "fingerprint": sample.fingerprint(),
    }


def _split_record(prepared: Prepared) -> dict[str, Any]:
    if prepared.split is None or prepared.held_out is None:
        return {"kind": "cross-validation", "folds": FOLDS}
    return {
        "kind": "time",
        "column": prepared.split.column,
        "cut": prepared.split.cut,
        "rows_fitted": len(prepared.fitted),
        "rows_held_out": len(prepared.held_out),
    }


def _characteristic_record(card: Scorecard, model: Model, sample: Sample) -> list[dict[str, Any]]:
    """Return counts, shares, bad rates and WOE of each attribute, in the order of the card."""
    effects = {effect.key: effect for effect in model.effects}
    return [_characteristic(lookup, effects[lookup.characteristic.key], sample) for lookup in card.lookups]


def _grade_record(card: Scorecard, sample: Sample) -> list[dict[str, Any]]:
    """Return count, share and bad rate with its Jeffreys interval of each grade, best first."""
    score = card.score_readings(sample.readings, len(sample))
    labels = [grade.grade for grade in card.grades]
    found = np.array(labels, object)[grade_position(card.grades, score)]
    rows = grade_table(found, labels, sample.bad, sample.weight if sample.weighted else None)
    return [_grade(row) for row in rows]


def _rounded(number: Any) -> float:
    """Return a number with the 6 significant digits that evidence keeps."""
    return float(f"{float(number):.6g}")


def _characteristic(lookup: Lookup, effect: Effect, sample: Sample) -> dict[str, Any]:
    found = lookup.attribute_of(sample.readings)
    size = len(lookup.characteristic.attributes)
    bads = np.bincount(found, sample.weight * sample.bad, size)
    total = np.bincount(found, sample.weight, size)
    woe = smoothed_woe(total - bads, bads)
    share_good, share_bad = _shares(total - bads), _shares(bads)
    rows = zip(total, bads, total / total.sum(), woe, strict=True)
    return {
        "key": lookup.characteristic.key,
        "iv": _rounded(((share_good - share_bad) * woe).sum()),
        "trend": effect.trend,
        "coefficient": None if effect.coefficient is None else _rounded(effect.coefficient),
        "attributes": [_attribute(*row) for row in rows],
    }


def _attribute(total: float, bads: float, share: float, woe: float) -> dict[str, Any]:
    figures = {"n": total, "bads": bads, "share": share, "woe": woe}
    rate = _rounded(bads / total) if total else None
    return {name: _rounded(value) for name, value in figures.items()} | {"bad_rate": rate}


def _shares(counts: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    return np.asarray(counts / counts.sum())


def _grade(row: GradeRow) -> dict[str, Any]:
    rate = row.bad_rate
    return {
        "grade": row.grade,
        "n": _rounded(row.n),
        "bads": _rounded(row.bads),
        "share": _rounded(row.share),
        "bad_rate": _rounded(rate.value) if rate else None,
        "low": _rounded(rate.low) if rate else None,
        "high": _rounded(rate.high) if rate else None,
    }
