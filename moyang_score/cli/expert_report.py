"""What `moyang fit --learner expert` says about the card it made."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from moyang_score.card import CARD_FILE, EVIDENCE_FILE, TEXTS_FILES, Evidence, Scorecard
from moyang_score.cli.place import command_line
from moyang_score.review.numbers import count_text, rate_text, score_range
from moyang_score.review.summary import interval_text
from moyang_score.terminal import aligned, printable

__all__ = ["expert_document", "expert_lines"]

_OF_EVIDENCE: Final = (
    "learner",
    "catalogue",
    "data",
    "scores",
    "metrics",
    "weights",
    "stability",
    "grades",
    "warnings",
)


def expert_lines(card: Scorecard, evidence: Evidence, out: str) -> list[str]:
    """Report an expert card to a reader.

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
        Catalogue, rows, grades, attainable range, check of weights, warnings, places, the next command.
    """
    texts = [Path(out) / TEXTS_FILES[language] for language in sorted(TEXTS_FILES)]
    return [
        *_catalogue(card, evidence),
        *_rows(evidence),
        *_grades(card, evidence),
        *_weights(evidence),
        *(f"Warning: {printable(text)}." for text in evidence["warnings"]),
        f"Written: {Path(out) / CARD_FILE}, {Path(out) / EVIDENCE_FILE}, {texts[0]} and {texts[1]}",
        f"Next: {_next(card, out)}",
    ]


def expert_document(card: Scorecard, evidence: Evidence, out: str) -> dict[str, Any]:
    """Report an expert card to a machine.

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
    head = {"card": out, "digest": card.digest, "class": card.card_class, "attainable": list(card.attainable)}
    return head | {name: evidence.get(name) for name in _OF_EVIDENCE}


def _catalogue(card: Scorecard, evidence: Evidence) -> Iterator[str]:
    one = evidence["catalogue"]
    name = f"{printable(one['name'])} {printable(one['version'])}"
    counts = f"{len(card.characteristics)} indicators, {len(card.groups)} limits"
    yield f"Catalogue {name}, hash {one['hash'][:12]}…: {counts}"
    low, high = card.attainable
    yield f"Scores from {low} to {high} are attainable; {card.card_class} card, digest {card.digest}"


def _rows(evidence: Evidence) -> Iterator[str]:
    data, scores = evidence["data"], evidence["scores"]
    outcome = "" if "bads" not in data else f", {data['bads']:,} bad ({data['bad_rate']:.2%})"
    yield f"{data['rows']:,} rows counted{outcome}; no row moves a point"
    if scores is not None:
        middle = scores["quantiles"]["50"]
        yield f"Their scores run from {scores['lowest']} to {scores['highest']}, the middle one is {middle}"
    for metric in evidence["metrics"]:
        yield f"AUC {interval_text(metric['auc'])} and KS {interval_text(metric['ks'])} with 95% intervals"


def _grades(card: Scorecard, evidence: Evidence) -> Iterator[str]:
    judged = "bads" in evidence["data"]
    rows = [["grade", "scores", "rows", "share", *(["bad rate"] if judged else [])]]
    better = None
    for grade, found in zip(card.grades, evidence["grades"], strict=True):
        cells = [
            printable(grade.grade),
            score_range(grade.min, better),
            count_text(found["n"]),
            rate_text(found["share"]),
        ]
        rows.append([*cells, *([rate_text(found["bad_rate"])] if judged else [])])
        better = grade.min
    yield from aligned(rows, right={2, 3, 4}, indent="  ")


def _weights(evidence: Evidence) -> Iterator[str]:
    check = evidence["weights"]
    if check is None:
        yield "Weights of the families were not checked: the catalogue has no judgments of experts"
        return
    families = list(check["card"]["shares"])
    index = check["random_index"]
    named = f"{index['name']} of {index['year']}"
    yield f"Weights of the families by judgment (AHP, Saaty 1980); CR with the random index {named}:"
    rows = [["", *families, "CR"]]
    for one in (*check["experts"], check["together"]):
        rows.append([printable(one["expert"]), *_shares(one["weights"], families), f"{one['consistency_ratio']:.3f}"])
    rows.append(["range on the card", *_shares(check["card"]["shares"], families), ""])
    yield from aligned(rows, right=set(range(1, len(families) + 2)), indent="  ")
    yield f"  {printable(check['note']['en'])}"
    stability = evidence["stability"]
    if stability["mean"] is not None:
        mean, high = rate_text(stability["mean"]), rate_text(stability["high"])
        what = f"If each family weighed up to 20% more or less, {mean} of the people would change grade"
        yield f"{what} ({high} in the worst 5% of {stability['draws']:,} draws)"


def _shares(weights: dict[str, float], families: list[str]) -> list[str]:
    return [f"{weights[key]:.1%}" for key in families]


def _next(card: Scorecard, out: str) -> str:
    if card.card_class != "official":
        return command_line("moyang", "show", out)
    return command_line("moyang", "export", out, "--out", f"{out}-bundle", "--sign", "modeller.key.json")
