"""What a reader of a comparison should know before trusting its figures."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from moyang_score.review.candidate import Candidate
from moyang_score.review.compare_policy import POLICY
from moyang_score.review.compared_rows import ComparedRows
from moyang_score.review.comparison import Note

__all__ = ["notes_on"]


def notes_on(candidates: Sequence[Candidate], rows: ComparedRows, source: Mapping[str, Any]) -> Iterator[Note]:
    """Yield what holds back the figures, the gravest first.

    Parameters
    ----------
    candidates : sequence of Candidate
        The cards.
    rows : ComparedRows
        The rows.
    source : mapping
        What the rows are.

    Yields
    ------
    Note
        One per thing to know.
    """
    yield from _of_rows(rows)
    for one in candidates:
        if _fitted_here(one, source):
            yield Note(code="fitted_here", values={"card": one.name, "data": source["data"]})
    yield from _of_cards(candidates)
    for one, found in zip(candidates, rows.cards, strict=True):
        if found.unseen:
            share = found.unseen / rows.rows
            yield Note(code="unseen", values={"card": one.name, "rows": found.unseen, "share": share})


def _of_rows(rows: ComparedRows) -> Iterator[Note]:
    known, bads = int(rows.known.sum()), int((rows.outcome == 1).sum())
    if not known:
        yield Note(code="no_outcome", values={})
    elif min(bads, known - bads) < POLICY.fewest:
        yield Note(code="few_outcomes", values={"goods": known - bads, "bads": bads, "fewest": POLICY.fewest})
    if 0 < known < rows.rows:
        yield Note(code="unknown_outcomes", values={"rows": rows.rows - known})


def _of_cards(candidates: Sequence[Candidate]) -> Iterator[Note]:
    by_class: dict[str, list[str]] = {}
    for one in candidates:
        by_class.setdefault(one.card.card_class, []).append(one.name)
    if len(by_class) > 1:
        named = {kind: ", ".join(names) for kind, names in by_class.items()}
        yield Note(code="classes", values={"official": named["official"], "research": named["research"]})
    first = candidates[0]
    for one in candidates[1:]:
        if one.card.digest == first.card.digest:
            yield Note(code="same_card", values={"baseline": first.name, "challenger": one.name})
            continue
        if one.card.scaling != first.card.scaling:
            yield Note(code="scales", values={"baseline": first.name, "challenger": one.name})
        if [grade.grade for grade in one.card.grades] != [grade.grade for grade in first.card.grades]:
            yield Note(code="grades", values={"baseline": first.name, "challenger": one.name})


def _fitted_here(one: Candidate, source: Mapping[str, Any]) -> bool:
    """Tell whether the card has seen these outcomes: its evidence names a file of this name and so many rows.

    A card that was fitted before a cut in time has not seen what lies behind the same cut.
    """
    if one.evidence is None or one.evidence.get("learner") in {None, "expert"} or "data" not in source:
        return False
    data, split = one.evidence.get("data", {}), one.evidence.get("split", {})
    named = PurePath(str(data.get("source") or "")).name
    seen = data.get("rows", 0) + split.get("rows_held_out", 0)
    if (
        not named
        or named != PurePath(str(source["data"])).name
        or seen not in {source.get("rows"), source.get("known")}
    ):
        return False
    cut = (split.get("column"), split.get("cut"))
    return split.get("kind") != "time" or cut != (source.get("time_column"), source.get("time_cut"))
