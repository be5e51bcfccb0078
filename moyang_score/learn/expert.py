"""The expert learner: the published points of a catalogue, as a card that depends on no sample.

What a sample says about the card (counts, grades, order of outcomes) is evidence beside it and moves no point.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score.card import (
    MISSING,
    UNSEEN,
    Attribute,
    Characteristic,
    Grade,
    Group,
    Interval,
    ReasonPolicy,
    Scorecard,
)
from moyang_score.catalogue import Catalogue, Family, Indicator
from moyang_score.errors import ColumnError
from moyang_score.learn.expert_record import Counted, expert_evidence
from moyang_score.learn.fitted import Fitted
from moyang_score.learn.indicators import catalogue_of, catalogue_texts, indicator_inputs, read_indicators
from moyang_score.learn.judge import Progress
from moyang_score.learn.prepare import column_names
from moyang_score.learn.target import read_target

__all__ = ["expert_card", "fit_expert"]

_REASONS: Final = 4


def expert_card(catalogue: Catalogue) -> Scorecard:
    """Turn the published points of a catalogue into a card.

    Parameters
    ----------
    catalogue : Catalogue
        The catalogue; indicators that are off are left out.

    Returns
    -------
    Scorecard
        One characteristic per indicator, one cap row per family and sign. The class is research where the catalogue
        holds anything of legal class R, official otherwise.

    Raises
    ------
    CardError
        If the points of an indicator are no partition, or a ceiling is no grade.

    Examples
    --------
    >>> from moyang_score.catalogue import load_catalogue
    >>> card = expert_card(load_catalogue("moyang"))
    >>> nobody = {one.key: None for one in card.inputs}
    >>> card.card_class, card.score(nobody).tolist(), card.grade(nobody).tolist()
    ('official', [650], ['A'])
    """
    scored = [one for one in catalogue.indicators if one.on]
    return Scorecard(
        card_class="official" if catalogue.releasable else "research",
        base=catalogue.base,
        inputs=indicator_inputs(catalogue),
        characteristics=tuple(map(_characteristic, scored)),
        groups=tuple(group for family in catalogue.families for group in _groups(family, scored)),
        grades=tuple(Grade(one.grade, one.min) for one in catalogue.grades),
        reason_policy=ReasonPolicy(k=_REASONS),
    )


def fit_expert(
    frame: Any, catalogue: Catalogue | str | Path, *, target: str | None, bad: str | None, seed: int, say: Progress
) -> Fitted:
    """Make the card of a catalogue, and write down what a table says about it.

    Parameters
    ----------
    frame : frame of pandas, polars or Arrow, Table, FeatureFrame, or mapping of columns
        One column per indicator, by its code; others are not read. No rows are needed.
    catalogue : Catalogue, str or Path
        The catalogue, or where it lies.
    target : str or None
        The outcome column, for evidence alone.
    bad : str or None
        The bad value of a target of two other values.
    seed : int
        Draws the changes of weights that the grades are tried under.
    say : callable
        Called with short texts on the way.

    Returns
    -------
    Fitted
        Card, evidence and texts; the card is the same for every table.

    Raises
    ------
    CatalogueError
        If the catalogue cannot be read, or the features are of another one.
    ColumnError
        If the column of an indicator or the target is absent, or holds what is no whole number.
    TargetError
        If the target is not a usable two-valued outcome.
    """
    known = catalogue_of(frame, catalogue)
    card = expert_card(known)
    say("counting rows on the card of the catalogue")
    counted = _counted(card, frame, target, bad)
    options = {"target": target, "bad": bad, "seed": seed}
    say("trying the grades under other weights")
    evidence = expert_evidence(card, known, counted, options, getattr(frame, "source", None))
    return Fitted(card, evidence, catalogue_texts(known))


def _characteristic(one: Indicator) -> Characteristic:
    rows = [Attribute((Interval(_end(row.lower), _end(row.upper)),), row.points, row.ceiling) for row in one.points]
    rows += [Attribute((MISSING,), one.missing_points), Attribute((UNSEEN,), one.unseen_points)]
    return Characteristic(one.code, (one.code,), tuple(rows), reason=one.code, family=one.family)


def _end(end: int | None) -> str | None:
    return None if end is None else str(end)


def _groups(family: Family, scored: Sequence[Indicator]) -> Iterator[Group]:
    for sign, mark, limit in (("neg", "-", family.negative_cap), ("pos", "+", family.positive_cap)):
        members = tuple(one.code for one in scored if one.family == family.key and one.polarity == sign)
        if members:
            yield Group(f"{family.key}{mark}", members, sign, limit)


def _counted(card: Scorecard, frame: Any, target: str | None, bad: str | None) -> Counted:
    """Read the columns that the card reads, and the target where one is named; everything else stays unread."""
    names = column_names(frame)
    readings = read_indicators(frame, card.inputs)
    count = len(next(iter(readings.values()), ()))
    return Counted(card.inputs, readings, count, _outcome(frame, names, target, bad, count))


def _outcome(
    frame: Any, names: Sequence[str], target: str | None, bad: str | None, rows: int
) -> npt.NDArray[np.int8] | None:
    if target is None:
        return None
    if target not in names:
        raise ColumnError(f"there is no column {target!r}", fix="name the outcome column, or leave out the target")
    if rows == 0:
        return None
    outcome = read_target(frame[target], target, bad)
    if len(outcome) != rows:
        what = f"the target {target!r} has {len(outcome)} rows, the other columns {rows}"
        raise ColumnError(what, fix="give every column the same number of rows")
    return outcome
