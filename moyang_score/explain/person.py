"""From a record to the explanation of its score."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import numpy as np

from moyang_score.card import Characteristic, Evidence, Scorecard, Scored, Texts, grade_position
from moyang_score.card.column import is_scalar
from moyang_score.errors import CardChangedError, SampleError
from moyang_score.explain.explanation import ExplainedReason, Explanation, Improvement, WaterfallRow
from moyang_score.wording import attribute_text, check_language

__all__ = ["explain_person"]


def explain_person(
    card: Scorecard,
    record: Any,
    evidence: Evidence | None = None,
    *,
    language: str = "en",
    texts: Mapping[str, Texts] | None = None,
) -> Explanation:
    """Explain the score of one person.

    Parameters
    ----------
    card : Scorecard
        The card.
    record : mapping, or frame of one row
        One cell per input of the card, by key; others are ignored.
    evidence : Evidence, optional
        The card's evidence, for the share and the bad rate of the attributes the person falls into.
    language : {'en', 'zh'}
        What the attributes are worded in.
    texts : mapping, optional
        Language to `Texts`, as `moyang_score.score.load_whole` gives them; those of ``language`` are used.

    Returns
    -------
    Explanation
        Rows that add up to the score, grade, probability, reasons and flags: those of ``card.apply(record)``.

    Raises
    ------
    ColumnError
        If an input of the card is absent from the record.
    SampleError
        If a frame has another number of rows than one.
    CardChangedError
        If the evidence names another card.
    UsageError
        If the language is unknown.

    Examples
    --------
    >>> from moyang_score.card import MISSING, UNSEEN, Attribute, Input, Interval
    >>> late = Characteristic("late", ("late",), neutral=10, attributes=(
    ...     Attribute((Interval(None, "1"),), 20),
    ...     Attribute((Interval("1", None),), -40),
    ...     Attribute((MISSING,), 0),
    ...     Attribute((UNSEEN,), 0),
    ... ))
    >>> card = Scorecard(card_class="research", base=650, inputs=(Input("late", "int"),), characteristics=(late,))
    >>> explanation = explain_person(card, {"late": 2})
    >>> explanation.start, explanation.rows[0].contribution, explanation.score
    (660, -50, 610)
    """
    check_language(language)
    if evidence is not None and evidence["digest"] != card.digest:
        raise CardChangedError("the evidence names another card", fix="give the evidence of the same card folder")
    scored = card.apply(record)
    if len(scored) != 1:
        raise SampleError(f"there are {len(scored)} rows where one person is explained", fix="give one row")
    points = scored.points[0].tolist()
    count = len(card.characteristics)
    own_texts = (texts or {}).get(language)
    probability = None if card.scaling is None else round(float(card.probability_bad(scored.score)[0]), 12)
    return Explanation(
        language=language,
        digest=card.digest,
        card_class=card.card_class,
        base=card.base,
        start=card.base + sum(one.neutral for one in card.characteristics),
        rows=tuple(_rows(scored, record, evidence, language)),
        cap_rows=tuple((group.key, cap) for group, cap in zip(card.groups, points[count:], strict=True)),
        score=int(scored.score[0]),
        grade=scored.grade[0],
        grade_of_score=_grade_of_score(scored),
        held_by=tuple(_held_by(scored)),
        probability_bad=probability,
        reasons=tuple(_reasons(scored)),
        flags=scored.flags[0],
        texts=own_texts,
        improvements=() if own_texts is None else tuple(_improvements(scored, own_texts)),
    )


def _rows(scored: Scored, record: Any, evidence: Evidence | None, language: str) -> Iterator[WaterfallRow]:
    card = scored.card
    inputs = {one.key: one for one in card.inputs}
    for at, one in enumerate(card.characteristics):
        found = int(scored.attributes[0, at])
        known = _attribute_evidence(evidence, at, found)
        yield WaterfallRow(
            key=one.key,
            value=" / ".join(_shown(record[key]) for key in one.inputs),
            attribute=attribute_text(inputs, one, one.attributes[found], language),
            attribute_at=found,
            points=one.attributes[found].points,
            neutral=one.neutral,
            share=known.get("share"),
            bad_rate=known.get("bad_rate"),
            family=one.family,
            unit=inputs[one.inputs[0]].unit,
        )


def _attribute_evidence(evidence: Evidence | None, at: int, attribute: int) -> Mapping[str, Any]:
    characteristics = [] if evidence is None else evidence.get("characteristics", [])
    if at >= len(characteristics) or attribute >= len(characteristics[at]["attributes"]):
        return {}
    found: Mapping[str, Any] = characteristics[at]["attributes"][attribute]
    return found


def _shown(cell: Any) -> str:
    """Show a cell as its reader wrote it; an absent one is empty."""
    if not is_scalar(cell):
        cell = next(iter(cell.tolist() if hasattr(cell, "tolist") else cell))
    if hasattr(cell, "as_py"):
        cell = cell.as_py()
    if cell is None or type(cell).__name__ in {"NAType", "NaTType"}:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) or hasattr(cell, "dtype"):
        return "" if cell != cell else f"{cell:.15g}" if isinstance(cell, float) else str(cell)  # noqa: PLR0124 - NaN
    return str(cell).strip()


def _grade_of_score(scored: Scored) -> str | None:
    grades = scored.card.grades
    return grades[int(grade_position(grades, scored.score)[0])].grade if grades else None


def _held_by(scored: Scored) -> Iterator[str]:
    """Yield the characteristics whose ceiling is the grade, where the score alone would hold a better one."""
    if scored.grade[0] == _grade_of_score(scored):
        return
    for at, one in enumerate(scored.card.characteristics):
        if one.attributes[int(scored.attributes[0, at])].ceiling == scored.grade[0]:
            yield one.key


def _reasons(scored: Scored) -> Iterator[ExplainedReason]:
    lost = list(zip(scored.card.characteristics, scored.contributions[0].tolist(), strict=True))
    for code in scored.reasons[0]:
        one, contribution = min(((one, own) for one, own in lost if one.reason == code), key=_contribution)
        yield ExplainedReason(code=code, characteristic=one.key, contribution=contribution)


def _improvements(scored: Scored, texts: Texts) -> list[Improvement]:
    """Return what would raise the score, the most first, ties in card order; a loss that a cap hides gains 0."""
    card, found = scored.card, []
    own = scored.points[:, : len(card.characteristics)]
    for at, one in enumerate(card.characteristics):
        best, text = one.points_range[1], texts.improve(one.key)
        if text is None or own[0, at] >= best:
            continue
        better = np.array(own)
        better[0, at] = best
        gain = card.base + int(better.sum() + card.cap_rows(better).sum()) - int(scored.score[0])
        if gain > 0 or scored.contributions[0, at] < 0:
            found.append(Improvement(key=one.key, gain=gain, text=text))
    return sorted(found, key=lambda one: -one.gain)


def _contribution(pair: tuple[Characteristic, int]) -> int:
    return pair[1]
