"""What an entry says of a card in figures: parameters that are told once, metrics with their intervals."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from moyang_score.card import Evidence, Scorecard
from moyang_score.track.fingerprint import code_fingerprint

__all__ = ["card_metrics", "card_parameters", "is_number", "spread", "word"]

_MEASURES: Final = ("auc", "gini", "ks")
_OF_GRADES: Final = {"share": "share", "bad_rate": "bad_rate", "low": "bad_rate_low", "high": "bad_rate_high"}


def card_parameters(card: Scorecard, evidence: Evidence) -> dict[str, Any]:
    """Return what was chosen for a card, and what it is.

    Parameters
    ----------
    card : Scorecard
        The card.
    evidence : Evidence
        Its evidence; what it lacks is None.

    Returns
    -------
    dict
        Name to value: ``learner``, ``catalogue``, ``data_fingerprint``, ``code_fingerprint``, ``option/seed`` …

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> found = card_parameters(card, Evidence({"digest": card.digest, "learner": "logistic", "options": {"seed": 7}}))
    >>> found["learner"], found["option/seed"], found["lowest_score"]
    ('logistic', 7, 650)
    """
    data, catalogue = evidence.get("data", {}), evidence.get("catalogue") or {}
    low, high = card.attainable
    return {
        "digest": card.digest,
        "class": card.card_class,
        "learner": evidence.get("learner"),
        "catalogue": " ".join(str(catalogue[key]) for key in ("name", "version") if key in catalogue) or None,
        "catalogue_hash": catalogue.get("hash"),
        "data_fingerprint": data.get("fingerprint"),
        "code_fingerprint": code_fingerprint(),
        "package": evidence.get("package"),
        "judged_by": (evidence.get("split") or {}).get("kind"),
        "lowest_score": low,
        "highest_score": high,
        "characteristics": len(card.characteristics),
        "attributes": sum(len(one.attributes) for one in card.characteristics),
        "groups": len(card.groups),
        **_scaling(card),
        **{f"option/{word(key)}": _plain(value) for key, value in evidence.get("options", {}).items()},
    }


def card_metrics(evidence: Evidence) -> dict[str, float]:
    """Return how a card was judged: each measure with both ends of its interval.

    Parameters
    ----------
    evidence : Evidence
        The evidence; what it lacks is left out.

    Returns
    -------
    dict
        ``auc``, ``auc_low``, ``auc_high`` and so on of the judgement to believe, the same under the name of each
        sample, counts, and share and bad rate of each grade, whose names begin with their place from the best.

    Examples
    --------
    >>> judged = {"sample": "held out", "rows": 90, "bads": 9, "auc": [0.77, 0.75, 0.79]}
    >>> card_metrics(Evidence({"digest": "ab", "metrics": [judged]}))["auc_low"]
    0.75
    """
    found = dict(_counts(evidence.get("data", {})))
    for at, one in enumerate(evidence.get("metrics", [])):
        found |= dict(_judgement(one, f"{word(one['sample'])}/"))
        found |= dict(_judgement(one, "")) if at == 0 else {}
    for at, one in enumerate(evidence.get("grades", []), start=1):
        place = f"grade/{at}_{word(one['grade'])}"
        found |= {f"{place}/{name}": float(one[key]) for key, name in _OF_GRADES.items() if is_number(one.get(key))}
    return found


def spread(name: str, triple: Any) -> Iterator[tuple[str, float]]:
    """Yield a figure with both ends of its interval, as three metrics; ends that are open are left out.

    Parameters
    ----------
    name : str
        The metric.
    triple : list of float, or None
        Value, low and high.
    """
    if not isinstance(triple, list | tuple) or len(triple) != 3:
        return
    for ending, number in zip(("", "_low", "_high"), triple, strict=True):
        if is_number(number):
            yield f"{name}{ending}", float(number)


def word(text: Any) -> str:
    """Return a text in the letters that names of parameters and metrics may have."""
    return re.sub(r"[^\w-]", "_", str(text))


def is_number(value: Any) -> bool:
    """Tell whether a JSON value is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _scaling(card: Scorecard) -> dict[str, Any]:
    if card.scaling is None:
        return {}
    return {
        "scaling/base_score": card.scaling.base_score,
        "scaling/base_odds": card.scaling.base_odds,
        "scaling/pdo": card.scaling.pdo,
    }


def _counts(data: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for name in ("rows", "goods", "bads", "bad_rate"):
        if is_number(data.get(name)):
            yield name, float(data[name])


def _judgement(one: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, float]]:
    for name in _MEASURES:
        yield from spread(f"{prefix}{name}", one.get(name))


def _plain(value: Any) -> Any:
    """Return an option as one word or list; one that was not used is absent."""
    if value in (None, [], {}):
        return None
    return ", ".join(map(str, value)) if isinstance(value, list) else value
