"""What an entry says of a report in figures: those that somebody would sort entries by, each with its interval."""

from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any, Final

from moyang_score.track.figures import is_number, spread, word

__all__ = ["report_metrics", "report_parameters"]

_MOST: Final = 900  # one batch of MLflow holds 1,000 metrics; the report itself holds them all
_COUNTS: Final = ("rows", "known", "goods", "bads")
_OF_CARDS: Final = ("auc", "ks")


def report_parameters(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a report is about, and its verdicts.

    Parameters
    ----------
    document : mapping
        What ``report.json`` says.

    Returns
    -------
    dict
        Digests, names, version of the policy, and a verdict for each pair of cards or column of groups.

    Examples
    --------
    >>> report_parameters({"kind": "fairness", "digest": "ab", "verdict": {"sex": "look"}})["verdict/sex"]
    'look'
    """
    found: dict[str, Any] = {"digest": document.get("digest"), "policy": _policy(document.get("policy"))}
    for at, one in enumerate(document.get("cards") or [], start=1):
        found |= {f"card_{at}/{name}": one.get(name) for name in ("name", "digest", "card_class", "learner")}
    for at, one in enumerate(document.get("pairs") or [], start=2):
        found[f"card_{at}/verdict"] = one.get("verdict")
    verdicts = document.get("verdict")
    for column, verdict in verdicts.items() if isinstance(verdicts, dict) else ():
        found[f"verdict/{word(column)}"] = verdict
    return found


def report_metrics(document: Mapping[str, Any]) -> dict[str, float]:
    """Return the chief figures of a report.

    Parameters
    ----------
    document : mapping
        What ``report.json`` says.

    Returns
    -------
    dict
        Of a comparison AUC and KS of each card and the differences from the first; of fairness, for each group, the
        gap in points, the standardised difference, and the impact ratio at each grade. Cards and groups are numbered.

    Examples
    --------
    >>> report_metrics({"cards": [{"name": "old", "auc": [0.7, 0.6, 0.8]}]})["card/1_old/auc_low"]
    0.6
    """
    counts = ((name, float(document[name])) for name in _COUNTS if is_number(document.get(name)))
    return dict(islice(chain(counts, _cards(document), _pairs(document), _groups(document)), _MOST))


def _cards(document: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for at, one in enumerate(document.get("cards") or [], start=1):
        for name in _OF_CARDS:
            yield from spread(f"card/{at}_{word(one.get('name'))}/{name}", one.get(name))


def _pairs(document: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for at, one in enumerate(document.get("pairs") or [], start=2):  # the first card is what the others differ from
        yield from spread(f"card/{at}_{word(one.get('challenger'))}/auc_difference", one.get("auc"))


def _groups(document: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for grouping in document.get("groupings") or []:
        for at, one in enumerate(grouping.get("groups") or [], start=1):
            place = f"{word(grouping.get('column'))}/{at}_{word(one.get('group'))}"
            yield from spread(f"{place}/gap", one.get("gap"))
            yield from spread(f"{place}/smd", one.get("smd"))
            for rung in one.get("ladder") or []:
                yield from spread(f"{place}/air_{word(rung.get('grade'))}", rung.get("air"))


def _policy(policy: Any) -> Any:
    return policy.get("version") if isinstance(policy, Mapping) else policy
