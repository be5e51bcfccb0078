"""Fitting under a catalogue: a statistical card beside the expert card, on the same indicators, scale and grades."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from moyang_score.card import Evidence
from moyang_score.catalogue import Catalogue
from moyang_score.caution import caution
from moyang_score.errors import SampleError, UsageError
from moyang_score.learn.declared import Declared, IndicatorReader, declared_trends, prior_shift
from moyang_score.learn.fitted import Fitted
from moyang_score.learn.form import CardForm
from moyang_score.learn.indicators import catalogue_of, catalogue_texts, indicator_inputs
from moyang_score.learn.joining import Joined, join_outcome
from moyang_score.learn.judge import Progress
from moyang_score.learn.learners import learner_named
from moyang_score.learn.options import FitOptions
from moyang_score.learn.prepare import Prepared, prepare
from moyang_score.learn.record import evidence_of
from moyang_score.learn.remarks import reasons_of
from moyang_score.learn.run import run_fit

__all__ = ["Labels", "fit_under_catalogue", "stated_rate"]

_EVENTS: Final = 200  # below them the city's rules ask for no proposal


@dataclass(frozen=True)
class Labels:
    """Hold where outcomes come from, if not from a column of the features, and which bad rate is stated.

    Parameters
    ----------
    outcome : any supported frame, optional
        With the columns ``token``, ``as_of`` and the target.
    prior : float, optional
        The stated share of bads; by default that of the record of the outcome.

    Raises
    ------
    UsageError
        If the share is not between 0 and 1.
    """

    outcome: Any = None
    prior: float | None = None

    def __post_init__(self) -> None:
        if self.prior is not None and not 0 < self.prior < 1:
            raise UsageError(f"the prior is {self.prior:g}", fix="give the stated share of bads, between 0 and 1")

    @property
    def record(self) -> Mapping[str, Any]:
        """What stands beside the outcome; empty where nothing does."""
        return getattr(self.outcome, "record", None) or {}


def stated_rate(labels: Labels) -> tuple[float | None, str | None]:
    """Return the stated bad rate and where it is stated.

    Parameters
    ----------
    labels : Labels
        The outcome and options.

    Returns
    -------
    rate : float or None
    source : {'option', 'definition'} or None

    Examples
    --------
    >>> stated_rate(Labels(prior=0.06))
    (0.06, 'option')
    """
    if labels.prior is not None:
        return labels.prior, "option"
    text = labels.record.get("definition", {}).get("bad_rate")
    return (None, None) if text is None else (float(text), "definition")


def fit_under_catalogue(  # noqa: PLR0913 - a fit has a table, labels, options, a learner, a seed, and somebody to tell
    frame: Any,
    catalogue: Catalogue | str | Path,
    labels: Labels,
    options: FitOptions,
    *,
    learner: str,
    seed: int,
    say: Progress,
) -> Fitted:
    """Fit a card on the indicators of a catalogue.

    Parameters
    ----------
    frame : any supported frame
        The features, one column for each indicator.
    catalogue : Catalogue, str or Path
        The catalogue, or where it lies.
    labels : Labels
        Where outcomes come from.
    options : FitOptions
        Target, time, weight, columns left out.
    learner : str
        The learner.
    seed : int
        Deals the folds and the bags.
    say : callable
        Called with short texts on the way.

    Returns
    -------
    Fitted
        The card, with texts of the catalogue; of class official where the catalogue may be released.

    Raises
    ------
    CatalogueError, ColumnError, TargetError, SampleError, UsageError
        If the catalogue, the data or an option cannot be used.
    """
    known = catalogue_of(frame, catalogue)
    form = CardForm.of(known)
    _check(options, form)
    joined = None if labels.outcome is None else join_outcome(frame, labels.outcome, options.target)
    reader = IndicatorReader(indicator_inputs(known), form.kept)
    prepared = prepare(frame if joined is None else joined.columns, options, reader, declared_trends(known))
    if not prepared.fitted.inputs:
        raise SampleError("no column is left to learn from", fix="see why each was dropped: " + reasons_of(prepared))
    rate, source = stated_rate(labels)
    chosen = Declared(learner_named(learner), rate, form.kept)
    outcome = run_fit(prepared, options, chosen, seed, say, form)
    head = {
        "learner": chosen.name,
        "options": {**options.to_json(), "seed": seed},
        "catalogue": {"name": known.name, "version": known.version, "hash": known.hash},
        "directions": {one.key: prepared.fitted.trends[one.key] for one in prepared.fitted.inputs},
        "outcome": _outcome_record(joined, labels),
        "prior": _prior_record(rate, source, prepared),
    }
    evidence = evidence_of(outcome, prepared, head, getattr(frame, "source", None))
    return Fitted(outcome.card, _warned(evidence, rate), catalogue_texts(known))


def _check(options: FitOptions, form: CardForm) -> None:
    given = [f"--{name}" for name in ("special", "missing") if getattr(options, name)]
    if given:
        what = f"the catalogue says what cells mean, so {' and '.join(given)} cannot"
        raise UsageError(what, fix="leave the option out")
    held = [key for key in options.exclude if key in form.kept]
    if held:
        what = f"{', '.join(held)} holds people at a grade, which no card of this catalogue may leave out"
        raise UsageError(what, fix="take it out of --exclude")


def _outcome_record(joined: Joined | None, labels: Labels) -> dict[str, Any] | None:
    if joined is None:
        return None
    names = ("definition", "periods", "counts", "received")
    return {"joined": dict(joined.counts), **{name: labels.record[name] for name in names if name in labels.record}}


def _prior_record(rate: float | None, source: str | None, prepared: Prepared) -> dict[str, Any] | None:
    if rate is None:
        return None
    sample = float(np.average(prepared.fitted.bad, weights=prepared.fitted.weight))
    shift = float(f"{prior_shift(rate, sample):.6g}")
    return {"bad_rate": rate, "stated_by": source, "sample_rate": float(f"{sample:.6g}"), "shift": shift}


def _warned(evidence: Evidence, rate: float | None) -> Evidence:
    """Add what limits the use of a card fitted under a catalogue."""
    found, bads = list(evidence["warnings"]), evidence["data"]["bads"]
    if bads < _EVENTS:
        found.append(caution("fewer_bads_than_needed", bads=bads, fewest=_EVENTS))
    if rate is None:
        found.append(caution("no_rate"))
    return Evidence({**evidence.document, "warnings": found})
