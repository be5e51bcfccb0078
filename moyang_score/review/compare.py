"""Comparing cards on the same rows."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from moyang_score.card import Scorecard
from moyang_score.measure import Calibration, Estimate, auc, auc_difference, calibration, jeffreys, ks
from moyang_score.review.candidate import Candidate, Shared, check_candidates, shared_characteristics
from moyang_score.review.compare_notes import notes_on
from moyang_score.review.compare_policy import POLICY
from moyang_score.review.compared_rows import ComparedRows, OfCard, Progress, score_rows
from moyang_score.review.comparison import CardFigures, Comparison, GradeFigures, Pair
from moyang_score.review.drift import drift_of
from moyang_score.review.group_gaps import group_gaps
from moyang_score.review.migration import grade_migration, score_migration, swap_sets
from moyang_score.review.points_beside import points_beside
from moyang_score.review.score_change import score_change

__all__ = ["compare_cards"]


def compare_cards(  # noqa: PLR0913 - the options of one command, all but the first two by name
    candidates: Sequence[Candidate],
    frame: Any,
    *,
    outcome: Any = None,
    groups: Mapping[str, Any] | None = None,
    reference: Any = None,
    source: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Compare two or more cards on the same rows; the first is the baseline of all others.

    Cards may read different columns, and stand on different scales: orders, ranks and equal shares are compared
    whatever the scale.

    Parameters
    ----------
    candidates : sequence of Candidate
        The cards.
    frame : frame of pandas, polars or Arrow, Table, or mapping of columns
        The rows, with every column that any card reads.
    outcome : array_like (n,), optional
        1 bad, 0 good, -1 where it is not known; without it nothing is said about who is right.
    groups : mapping, optional
        Column name to cells (n,), for the mean scores of groups.
    reference : frame, optional
        Other rows with the same columns, that stability is measured against.
    source : mapping, optional
        What the rows are: ``data``, ``sha256`` and so on, passed on as it is.
    progress : callable, optional
        Called with the rows done and all rows.

    Returns
    -------
    Comparison
        The same whatever the order of the rows.

    Raises
    ------
    UsageError
        If there are fewer than two cards, or two of one name.
    ColumnError
        If a column that a card reads is absent, or a column of groups has too many values.
    SampleError
        If there are no rows, or not one outcome per row.
    MissingExtraError
        If scipy is not installed.

    Examples
    --------
    >>> from moyang_score.review import Candidate
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> higher = Scorecard(card_class="research", base=655, inputs=(), characteristics=())
    >>> pair = [Candidate(name="old", card=card), Candidate(name="new", card=higher)]
    >>> compare_cards(pair, {"age": [41, 52]}).pairs[0].scores.mean
    5.0
    """
    check_candidates(candidates)
    cards = [one.card for one in candidates]
    shared = shared_characteristics(cards)
    rows = score_rows(cards, shared, frame, outcome, progress)
    before = None if reference is None else score_rows(cards, shared, reference, None, progress)
    return Comparison(
        rows=rows.rows,
        known=int(rows.known.sum()),
        bads=int((rows.outcome == 1).sum()),
        reference_rows=0 if before is None else before.rows,
        source=dict(source or {}),
        cards=tuple(_figures(one, found, rows) for one, found in zip(candidates, rows.cards, strict=True)),
        pairs=tuple(_pair(candidates, shared, rows, other) for other in range(1, len(cards))),
        points=tuple(points_beside(candidates, one, cells) for one, cells in zip(shared, rows.cells, strict=True)),
        groups=tuple(group_gaps([one.score for one in rows.cards], groups or {})),
        drift=() if before is None else tuple(drift_of(candidates, shared, before, rows)),
        notes=tuple(notes_on(candidates, rows, source or {})),
        policy=POLICY,
    )


def _figures(candidate: Candidate, found: OfCard, rows: ComparedRows) -> CardFigures:
    card, evidence = candidate.card, candidate.evidence
    known = rows.known
    score, bad = found.score[known], rows.outcome[known]
    ordered = _has_order(bad)
    return CardFigures(
        name=candidate.name,
        digest=card.digest,
        card_class=card.card_class,
        learner=None if evidence is None else evidence.get("learner"),
        characteristics=len(card.characteristics),
        attributes=sum(len(one.attributes) for one in card.characteristics),
        inputs=len(card.inputs),
        groups=len(card.groups),
        attainable=card.attainable,
        mean=int(found.score.sum()) / rows.rows,
        deviation=float(np.sort(found.score).std()),
        lowest=int(found.score.min()),
        highest=int(found.score.max()),
        distinct=len(np.unique(found.score)),
        unseen=found.unseen,
        judged=tuple(_judged(evidence)) if evidence is not None else (),
        auc=auc(score, bad) if ordered else None,
        ks=ks(score, bad) if ordered else None,
        grades=tuple(_grades(card, found, rows)),
        calibration=_calibration(card, score, bad),
    )


def _judged(evidence: Any) -> Iterator[dict[str, Any]]:
    for metric in evidence.get("metrics", []):
        yield {"sample": metric["sample"], "auc": list(metric["auc"])}


def _has_order(bad: npt.NDArray[np.int8]) -> bool:
    bads = int(bad.sum())
    return min(bads, len(bad) - bads) >= POLICY.fewest


def _grades(card: Scorecard, found: OfCard, rows: ComparedRows) -> Iterator[GradeFigures]:
    for at, one in enumerate(card.grades):
        held = found.grade == at
        known, bads = int((held & rows.known).sum()), int((held & (rows.outcome == 1)).sum())
        enough = known >= POLICY.fewest
        yield GradeFigures(
            grade=one.grade,
            rows=int(held.sum()),
            known=known,
            bads=bads if enough else None,
            bad_rate=jeffreys(bads, known, POLICY.level) if enough else None,
        )


def _calibration(card: Scorecard, score: npt.NDArray[np.int64], bad: npt.NDArray[np.int8]) -> Calibration | None:
    if card.scaling is None or len(bad) < POLICY.fewest:
        return None
    return calibration(card.probability_bad(score), bad, bands=POLICY.bands, level=POLICY.level)


def _pair(candidates: Sequence[Candidate], shared: Sequence[Shared], rows: ComparedRows, other: int) -> Pair:
    cards = [one.card for one in candidates]
    two, found = (cards[0], cards[other]), (rows.cards[0], rows.cards[other])
    difference = _auc_difference(found, rows)
    return Pair(
        baseline=candidates[0].name,
        challenger=candidates[other].name,
        auc=difference,
        verdict=_verdict(difference, rows),
        scores=score_migration(found[0].score, found[1].score),
        grades=grade_migration(two, found, rows.outcome),
        swaps=swap_sets(two, found, rows.outcome),
        change=score_change(cards, rows.cards, (0, other), shared, rows.cells),
    )


def _auc_difference(found: Sequence[OfCard], rows: ComparedRows) -> Estimate | None:
    known = rows.known
    bad = rows.outcome[known]
    if not _has_order(bad):
        return None
    return auc_difference(found[1].score[known], found[0].score[known], bad, level=POLICY.level)


def _verdict(difference: Estimate | None, rows: ComparedRows) -> str:
    if difference is None:
        return "too few to say" if rows.known.any() else "no outcome"
    if difference.low > 0:
        return "better"
    return "worse" if difference.high < 0 else "cannot tell"
