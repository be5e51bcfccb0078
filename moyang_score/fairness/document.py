"""The report for machines: one JSON document, and flat tables; both hold what may be shown and nothing else."""

import math
from collections.abc import Iterator
from typing import Any

from moyang_score.card import Characteristic, Scorecard
from moyang_score.fairness.disparity import Rung
from moyang_score.fairness.gap import AttributeGap, GapRow
from moyang_score.fairness.report import FairnessReport, GroupingReport, GroupReport
from moyang_score.fairness.suppression import suppressed
from moyang_score.measure import Estimate
from moyang_score.wording import attribute_text

Cells = dict[str, Any]

__all__ = ["report_document", "report_tables", "words_of"]

_COMPARED = (
    "share",
    "air",
    "shortfall",
    "true_positive",
    "false_positive",
    "opportunity",
    "false_positive_difference",
)


def report_document(report: FairnessReport) -> dict[str, Any]:
    """Lay out a report as a JSON document.

    Parameters
    ----------
    report : FairnessReport
        The report; figures of few people are taken out first.

    Returns
    -------
    dict
        Plain JSON values. Estimates are ``[value, low, high]``, null where there is no end; exact gaps are fractions
        as text, beside the same as a number.

    Examples
    --------
    >>> from moyang_score.card import Scorecard
    >>> from moyang_score.fairness import fairness_report
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> report_document(fairness_report(card, {"sex": ["f"] * 20 + ["m"] * 20}, ["sex"]))["groupings"][0]["verdict"]
    'too few to say'
    """
    shown = suppressed(report)
    return {
        "format": 1,
        "kind": "fairness",
        "digest": shown.card.digest,
        "class": shown.card.card_class,
        "policy": shown.policy.to_json(),
        "rows": shown.rows,
        "left_out": shown.left_out,
        "goods": shown.goods,
        "bads": shown.bads,
        "verdict": {one.column: one.verdict for one in shown.groupings},
        "groupings": [_grouping(shown.card, one) for one in shown.groupings],
        "auc_lost": {one.key: numbers(one.lost) for one in shown.worths},
    }


def report_tables(report: FairnessReport) -> dict[str, dict[str, list[Any]]]:
    """Lay out a report as flat tables, for a spreadsheet.

    Parameters
    ----------
    report : FairnessReport
        The report; figures of few people are taken out first.

    Returns
    -------
    dict
        ``verdicts``, ``gap``, ``proxies`` and, where outcomes are known, ``outcomes``: column name to cells.

    Examples
    --------
    >>> from moyang_score.card import Scorecard
    >>> from moyang_score.fairness import fairness_report
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> report_tables(fairness_report(card, {"sex": ["f"] * 20 + ["m"] * 20}, ["sex"]))["verdicts"]["group"]
    ['f', 'm']
    """
    shown = suppressed(report)
    rows = {
        "verdicts": [row for one in shown.groupings for row in _verdict_rows(one)],
        "gap": [row for one in shown.groupings for row in _gap_rows(shown, one)],
        "proxies": [row for one in shown.groupings for row in _proxy_rows(one)],
        "outcomes": [row for one in shown.groupings for row in _outcome_rows(one)],
    }
    return {name: {key: [row[key] for row in found] for key in found[0]} for name, found in rows.items() if found}


def words_of(card: Scorecard, characteristic: Characteristic, row: AttributeGap, language: str = "en") -> str:
    """Return the words of an attribute, or of those that were put together.

    Parameters
    ----------
    card : Scorecard
        The card.
    characteristic : Characteristic
        The characteristic.
    row : AttributeGap
        The row.
    language : {'en', 'zh'}
        The language.

    Returns
    -------
    str
        The words, joined by semicolons.
    """
    inputs = {one.key: one for one in card.inputs}
    texts = (attribute_text(inputs, characteristic, characteristic.attributes[at], language) for at in row.attributes)
    return ("；" if language == "zh" else "; ").join(texts)


def numbers(estimate: Estimate | None) -> list[float | None] | None:
    """Return value, low and high of an estimate, each null where it is infinite."""
    return None if estimate is None else [_finite(one) for one in (estimate.value, estimate.low, estimate.high)]


def _finite(number: float) -> float | None:
    return round(number, 6) + 0.0 if math.isfinite(number) else None


def _grouping(card: Scorecard, grouping: GroupingReport) -> dict[str, Any]:
    return {
        "column": grouping.column,
        "reference": grouping.groups[0].group,
        "verdict": grouping.verdict,
        "groups": [_group(card, one) for one in grouping.groups],
    }


def _group(card: Scorecard, group: GroupReport) -> dict[str, Any]:
    score = group.score
    found: dict[str, Any] = {"group": group.group, "n": group.n, "verdict": group.verdict}
    found["mean_score"] = None if score is None else _finite(score.mean)
    found["ladder"] = [_rung(one) for one in group.ladder]
    found["outcomes"] = [
        {"grade": one.grade, "n": one.n, "bads": one.bads, "bad_rate": numbers(one.bad_rate)} for one in group.outcomes
    ]
    if group.is_reference:
        return found
    found["gap"] = None if score is None else numbers(score.gap)
    found["gap_exact"] = None if group.gap is None else str(group.gap.total)
    found["smd"] = None if score is None else numbers(score.smd)
    found["shift"] = numbers(group.shift)
    found["rows"] = [] if group.gap is None else [_row(card, one) for one in group.gap.rows]
    found["proxies"] = [
        {
            "key": one.key,
            "strength": numbers(one.strength),
            "at_stake": numbers(one.at_stake),
            "weight": _finite(one.weight),
            "is_proxy": one.is_proxy,
        }
        for one in group.proxies
    ]
    return found


def _rung(rung: Rung) -> dict[str, Any]:
    found = {"grade": rung.grade, "min": rung.minimum, "reached": rung.reached, "verdict": rung.verdict}
    return found | {name: numbers(getattr(rung, name)) for name in _COMPARED}


def _row(card: Scorecard, row: GapRow) -> dict[str, Any]:
    found: dict[str, Any] = {"key": row.key, "cap": row.is_cap, "gap": numbers(row.estimate), "gap_exact": str(row.gap)}
    if row.is_cap:
        return found
    characteristic = next(one for one in card.characteristics if one.key == row.key)
    found["gap_without"] = None if row.gap_without is None else _finite(float(row.gap_without))
    found["attributes"] = [
        {
            "attribute": words_of(card, characteristic, one),
            "points": one.points,
            "n": one.n,
            "reference_n": one.other_n,
            "gap": _finite(float(one.gap)),
            "gap_exact": str(one.gap),
            "bad_rate": numbers(one.bad_rate),
            "support": one.support,
        }
        for one in row.attributes
    ]
    return found


def _verdict_rows(grouping: GroupingReport) -> Iterator[dict[str, Any]]:
    for group in grouping.groups:
        base: Cells = {"column": grouping.column, "group": group.group, "n": group.n, "reference": group.is_reference}
        score = group.score
        base |= {"mean_score": None if score is None else _finite(score.mean)}
        base |= _spread("gap", None if score is None else score.gap)
        base |= _spread("smd", None if score is None else score.smd)
        for rung in group.ladder or (None,):
            yield base | _rung_cells(rung, group)


def _rung_cells(rung: Rung | None, group: GroupReport) -> dict[str, Any]:
    found: dict[str, Any] = {"grade": rung.grade if rung else None, "min": rung.minimum if rung else None}
    found["reached"] = rung.reached if rung else None
    for name in _COMPARED:
        found |= _spread(name, getattr(rung, name) if rung else None)
    return found | {"verdict": rung.verdict if rung else group.verdict}


def _gap_rows(report: FairnessReport, grouping: GroupingReport) -> Iterator[dict[str, Any]]:
    characteristics = {one.key: one for one in report.card.characteristics}
    lost = {one.key: one.lost for one in report.worths}
    for group in grouping.compared:
        for row in group.gap.rows if group.gap else ():
            base: Cells = {"column": grouping.column, "group": group.group, "row": row.key}
            whole: Cells = base | {"attribute": None, "points": None, "n": None, "reference_n": None}
            whole |= _spread("gap", row.estimate) | {"gap_exact": str(row.gap)} | _spread("bad_rate", None)
            yield whole | {"support": None} | _spread("auc_lost", lost.get(row.key))
            for one in row.attributes:
                cells = base | {"attribute": words_of(report.card, characteristics[row.key], one), "points": one.points}
                cells |= {"n": one.n, "reference_n": one.other_n, "gap": _finite(float(one.gap))}
                cells |= {"gap_low": None, "gap_high": None, "gap_exact": str(one.gap)}
                yield cells | _spread("bad_rate", one.bad_rate) | {"support": one.support} | _spread("auc_lost", None)


def _proxy_rows(grouping: GroupingReport) -> Iterator[dict[str, Any]]:
    for group in grouping.compared:
        for rank, one in enumerate(group.proxies, start=1):
            found: Cells = {"column": grouping.column, "group": group.group, "rank": rank, "characteristic": one.key}
            found |= _spread("strength", one.strength) | _spread("at_stake", one.at_stake)
            yield found | {"weight": _finite(one.weight), "is_proxy": one.is_proxy}


def _outcome_rows(grouping: GroupingReport) -> Iterator[dict[str, Any]]:
    for group in grouping.groups:
        for one in group.outcomes:
            found: Cells = {
                "column": grouping.column,
                "group": group.group,
                "grade": one.grade,
                "n": one.n,
                "bads": one.bads,
            }
            yield found | _spread("bad_rate", one.bad_rate)


def _spread(name: str, estimate: Estimate | None) -> Cells:
    value, low, high = numbers(estimate) or (None, None, None)
    return {name: value, f"{name}_low": low, f"{name}_high": high}
