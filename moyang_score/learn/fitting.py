"""Fitting: from a table to a card with its evidence."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from moyang_score.errors import SampleError, UsageError
from moyang_score.learn.fitted import Fitted
from moyang_score.learn.judge import Progress
from moyang_score.learn.learners import learner_named
from moyang_score.learn.options import FitOptions
from moyang_score.learn.prepare import prepare
from moyang_score.learn.record import evidence_of
from moyang_score.learn.remarks import reasons_of
from moyang_score.learn.run import run_fit

if TYPE_CHECKING:
    from moyang_score.catalogue import Catalogue

__all__ = ["fit"]


def fit(  # noqa: PLR0913 - the option names of `moyang fit`, each with a default
    frame: Any,
    target: str | None = None,
    *,
    learner: str = "logistic",
    catalogue: "Catalogue | str | Path | None" = None,
    outcome: Any = None,
    prior: float | None = None,
    bad: str | None = None,
    time: str | None = None,
    weight: str | None = None,
    exclude: Sequence[str] = (),
    special: Mapping[str, Sequence[str]] | None = None,
    missing: Sequence[str] = (),
    max_characteristics: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> Fitted:
    """Fit a research card on any table, a card under a catalogue, or make the expert card of a catalogue.

    Without a catalogue column types are inferred; columns that cannot be used are dropped with the reason. Under a
    catalogue the columns are its indicators alone, their directions are declared, what is not known counts neither for
    nor against anybody, and the card has the catalogue's class, grades, ceilings and texts. With ``time``, the latest
    quarter of the rows is held out and judges a card fitted before it; without, 5-fold cross-validation with bins and
    selection inside judges, and the card is fitted on all rows. Equal rows in any order give the same card, byte for
    byte.

    Parameters
    ----------
    frame : frame of pandas, polars or Arrow, Table, or mapping of columns
        The data, n rows.
    target : str
        The outcome column: 1 is bad, 0 is good, unless ``bad`` names the bad value.
    learner : {'logistic', 'additive', 'expert'}
        Logistic regression on optimal bins, boosting with one input per tree, or the published points of a catalogue.
    catalogue : Catalogue, str or Path, optional
        The catalogue, or where it lies.
    outcome : frame, optional
        Under a catalogue: the target by ``token`` and ``as_of``, if it is no column of the features; rows without a
        target are neither good nor bad, and left out.
    prior : float, optional
        Under a catalogue: the stated share of bads, which probabilities are corrected to.
    bad : str, optional
        The bad value of a target of two other values.
    time : str, optional
        A column of dates or rising numbers.
    weight : str, optional
        A column of sample weights, at least 0; rows of weight 0 are left out.
    exclude : sequence of str
        Columns to leave out.
    special : mapping, optional
        Column to the codes that get an attribute of their own.
    missing : sequence of str
        Tokens that mean *no value*, beside the usual ones.
    max_characteristics : int, optional
        The largest number of characteristics.
    seed : int
        Deals the folds and the bags.
    progress : callable, optional
        Called with short texts on the way.

    Returns
    -------
    Fitted
        The card and its evidence.

    Raises
    ------
    ColumnError, TargetError, SampleError, UsageError
        If the data or an option cannot be used; the message says which and what to do.
    CatalogueError
        If the catalogue cannot be read, or the features are of another one.

    Examples
    --------
    >>> table = {"late": [0, 0, 1, 3, 5, 2] * 20, "bad": [0, 0, 0, 1, 1, 0] * 20}
    >>> fitted = fit(table, target="bad", seed=7)
    >>> bool(fitted.card.score({"late": [0]})[0] > fitted.card.score({"late": [5]})[0])
    True
    """
    if learner == "expert":
        left_out = {"time": time, "weight": weight, "exclude": exclude, "special": special, "missing": missing}
        _refuse_for_expert({**left_out, "max_characteristics": max_characteristics, "prior": prior})
        return _fit_expert(_with_outcome(frame, outcome, target), catalogue, target, bad, seed, progress or _quiet)
    if target is None:
        raise UsageError(f"the learner {learner} needs a target", fix="name the outcome column")
    options = FitOptions(
        target=target,
        bad=None if bad is None else str(bad),
        time=time,
        weight=weight,
        exclude=tuple(exclude),
        special={column: tuple(map(str, codes)) for column, codes in (special or {}).items()},
        missing=tuple(missing),
        max_characteristics=max_characteristics,
    )
    if catalogue is not None:
        from moyang_score.learn.catalogue_fit import Labels, fit_under_catalogue

        labels, say = Labels(outcome, prior), progress or _quiet
        return fit_under_catalogue(frame, catalogue, labels, options, learner=learner, seed=seed, say=say)
    _refuse_without_catalogue({"outcome": outcome is not None, "prior": prior})
    chosen = learner_named(learner)
    prepared = prepare(frame, options)
    if not prepared.fitted.inputs:
        raise SampleError("no column is left to learn from", fix="see why each was dropped: " + reasons_of(prepared))
    found = run_fit(prepared, options, chosen, seed, progress or _quiet)
    head = {"learner": chosen.name, "options": {**options.to_json(), "seed": seed}}
    return Fitted(found.card, evidence_of(found, prepared, head, getattr(frame, "source", None)))


def _fit_expert(
    frame: Any,
    catalogue: "Catalogue | str | Path | None",
    target: str | None,
    bad: str | None,
    seed: int,
    say: Progress,
) -> Fitted:
    from moyang_score.learn.expert import fit_expert

    if catalogue is None:
        raise UsageError("the learner expert reads a catalogue, and none is named", fix="give --catalogue DIR")
    return fit_expert(frame, catalogue, target=target, bad=None if bad is None else str(bad), seed=seed, say=say)


def _with_outcome(frame: Any, outcome: Any, target: str | None) -> Any:
    """Return the rows of features that have an outcome, with it, where one is given beside them."""
    if outcome is None:
        return frame
    from moyang_score.learn.joining import join_outcome

    if target is None:
        raise UsageError("an outcome is given, and no target", fix="name its column: bad")
    return join_outcome(frame, outcome, target).columns


def _refuse_for_expert(options: Mapping[str, Any]) -> None:
    given = [f"--{name.replace('_', '-')}" for name, value in options.items() if value]
    if given:
        what = f"the points of an expert card stand in its catalogue, so {', '.join(given)} cannot change them"
        raise UsageError(what, fix="leave the option out, or use another learner")


def _refuse_without_catalogue(options: Mapping[str, Any]) -> None:
    given = [f"--{name}" for name, value in options.items() if value]
    if given:
        what = f"{' and '.join(given)} belong to fits under a catalogue, and none is named"
        raise UsageError(what, fix="give --catalogue DIR; moyang is the packed one")


def _quiet(_text: str) -> None:
    """Say nothing."""
