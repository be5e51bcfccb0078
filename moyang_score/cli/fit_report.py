"""What `moyang fit` says about the card it made."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from moyang_score.card import CARD_FILE, EVIDENCE_FILE, Evidence, Scorecard
from moyang_score.cli.place import command_line
from moyang_score.review import PointsTable, points_table
from moyang_score.review.summary import interval_text, split_text
from moyang_score.terminal import aligned, bar, counted, printable, shortened

__all__ = ["fit_document", "fit_lines"]

_MOST_LISTED: Final = 8
_NAME_WIDTH: Final = 40
_REASON_WIDTH: Final = 90
_BAR_WIDTH: Final = 16


def fit_lines(card: Scorecard, evidence: Evidence, out: str) -> list[str]:
    """Report a fit to a reader.

    Parameters
    ----------
    card : Scorecard
        The card.
    evidence : Evidence
        Its evidence.
    out : str
        The folder it was written to.

    Returns
    -------
    list of str
        Rows, bads, columns left out, top characteristics, judgement, warnings, places, the next command.
    """
    return [
        *_rows(evidence),
        *_dropped(evidence),
        *_characteristics(card, evidence),
        *_judgement(card, evidence),
        *(f"Warning: {printable(text)}." for text in evidence["warnings"]),
        f"Written: {Path(out) / CARD_FILE} and {Path(out) / EVIDENCE_FILE}",
        f"Next: {command_line('moyang', 'show', out)}",
    ]


def fit_document(card: Scorecard, evidence: Evidence, out: str) -> dict[str, Any]:
    """Report a fit to a machine.

    Parameters
    ----------
    card : Scorecard
        The card.
    evidence : Evidence
        Its evidence.
    out : str
        The folder it was written to.

    Returns
    -------
    dict
        Plain JSON values.
    """
    table = points_table(card, evidence)
    names: tuple[str, ...] = ("learner", "data", "split", "metrics", "rounding", "grades", "dropped", "warnings")
    names += tuple(name for name in ("catalogue", "directions", "outcome", "prior") if name in evidence.document)
    return {
        "card": out,
        "digest": card.digest,
        "class": card.card_class,
        "attainable": list(card.attainable),
        **{name: evidence.get(name) for name in names},
        "characteristics": [
            {"key": one.key, "lowest": one.lowest, "highest": one.highest, "iv": one.iv, "trend": one.trend}
            for one in table.characteristics
        ],
    }


def _rows(evidence: Evidence) -> Iterator[str]:
    data, options = evidence["data"], evidence["options"]
    target = f"target {printable(options['target'])}, bad = {printable(str(options.get('bad') or 1))}"
    yield f"{data['rows']:,} rows, {data['bads']:,} bad ({data['bad_rate']:.2%}); {target}"
    yield from _under_a_catalogue(evidence)


def _under_a_catalogue(evidence: Evidence) -> Iterator[str]:
    """Say which rows were joined and which bad rate is stated, where the card has a catalogue."""
    outcome, prior = evidence.get("outcome"), evidence.get("prior")
    if outcome is not None:
        joined = outcome["joined"]
        without = f"{joined['no_class']:,} neither good nor bad, {joined['without_outcome']:,} without an outcome"
        yield f"Joined with {joined['outcome']:,} outcomes; left out: {without}"
    if prior is not None:
        by = {"option": "--prior", "definition": "the definition of the outcome"}[prior["stated_by"]]
        yield f"Probabilities are corrected to a bad rate of {prior['bad_rate']:.2%}, stated by {by}"


def _dropped(evidence: Evidence) -> Iterator[str]:
    dropped = evidence["dropped"]
    if not dropped:
        return
    yield f"Left out {counted(len(dropped), 'column')}:"
    shown = [[_name(one["column"]), shortened(printable(one["reason"]), _REASON_WIDTH)] for one in dropped]
    yield from _listed(aligned(shown[:_MOST_LISTED], indent="  "), len(dropped))


def _characteristics(card: Scorecard, evidence: Evidence) -> Iterator[str]:
    table = points_table(card, evidence)
    if not table.characteristics:
        return
    count = len(table.characteristics)
    yield f"{counted(count, 'characteristic')}, by range of points:"
    yield from _listed(aligned(list(_top(table)), right={1}, indent="  "), count)


def _top(table: PointsTable) -> Iterator[list[str]]:
    ranked = sorted(table.characteristics, key=lambda one: -one.spread)[:_MOST_LISTED]
    largest = ranked[0].spread or 1
    for one in ranked:
        iv = "" if one.iv is None else f"IV {one.iv:.3f}"
        reach = f"{one.lowest} to {one.highest}"
        yield [_name(one.key), str(one.spread), bar(one.spread / largest, _BAR_WIDTH), reach, iv, one.trend or ""]


def _listed(lines: Sequence[str], count: int) -> Iterator[str]:
    yield from lines
    if count > len(lines):
        yield f"  and {count - len(lines)} more, see {EVIDENCE_FILE}"


def _judgement(card: Scorecard, evidence: Evidence) -> Iterator[str]:
    split, first = evidence["split"], evidence["metrics"][0]
    auc, ks = interval_text(first["auc"]), interval_text(first["ks"])
    yield f"AUC {auc} and KS {ks} with 95% intervals, {first['sample']} ({first['rows']:,} rows)"
    yield f"Judged by {split_text(split)}"
    low, high = card.attainable
    yield f"Scores from {low} to {high} are attainable; {card.card_class} card, digest {card.digest}"


def _name(name: str) -> str:
    return shortened(printable(name), _NAME_WIDTH)
