"""The summary over a points table: what the card is, on which rows it was fitted, how it was judged."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from moyang_score.card import Evidence, Scorecard, Texts

__all__ = ["Fact", "Summary", "interval_text", "split_text", "summarise"]


@dataclass(frozen=True)
class Fact:
    """Hold one line of the summary.

    Parameters
    ----------
    label, text : str
        What it is, and what holds.

    Examples
    --------
    >>> Fact("learner", "logistic").text
    'logistic'
    """

    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Summary:
    """Hold what stands over a points table.

    Parameters
    ----------
    digest : str
        The card's.
    card_class : {'research', 'official'}
        The card's.
    facts : tuple of Fact
        Learner, rows, judgement, range and so on, as far as the evidence says.
    bad_rate : float or None
        The bad rate of all rows fitted on.
    grades : tuple of mapping
        ``grade``, ``min`` and, where the evidence says, ``n``, ``bads``, ``share``, ``bad_rate``, ``low``, ``high``;
        with texts also ``title``.
    caps : tuple of Fact
        The groups, and what each holds at which limit.
    dropped : tuple of Fact
        Columns left out, with the reason.
    warnings : tuple of str
        What the reader should know before trusting the card.

    Examples
    --------
    >>> from moyang_score.card import Evidence, Scorecard, Texts
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> summarise(card, Evidence({"digest": card.digest})).card_class
    'research'
    """

    digest: str
    card_class: str
    facts: tuple[Fact, ...]
    bad_rate: float | None
    grades: tuple[Mapping[str, Any], ...]
    caps: tuple[Fact, ...]
    dropped: tuple[Fact, ...]
    warnings: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the summary as nested dicts and lists of plain JSON values."""
        return asdict(self)


def summarise(card: Scorecard, evidence: Evidence, texts: Texts | None = None) -> Summary:
    """Gather the summary of a card.

    Parameters
    ----------
    card : Scorecard
        The card.
    evidence : Evidence
        Its evidence; what it lacks is left out.
    texts : Texts, optional
        The titles of its grades and limits.

    Returns
    -------
    Summary
        The summary.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> summarise(card, Evidence({"digest": card.digest})).facts[0]
    Fact(label='attainable scores', text='650 to 650')
    """
    return Summary(
        digest=card.digest,
        card_class=card.card_class,
        facts=tuple(_facts(card, evidence)),
        bad_rate=evidence.get("data", {}).get("bad_rate"),
        grades=tuple(_grades(card, evidence, texts)),
        caps=tuple(_caps(card, texts)),
        dropped=tuple(Fact(one["column"], one["reason"]) for one in evidence.get("dropped", [])),
        warnings=tuple(evidence.get("warnings", [])),
    )


def interval_text(triple: Any) -> str:
    """Return ``value [low, high]`` to three decimals.

    Parameters
    ----------
    triple : sequence of float
        Value, lower and upper end of its 95 % interval.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> interval_text([0.77, 0.75, 0.785])
    '0.770 [0.750, 0.785]'
    """
    value, low, high = triple
    return f"{value:.3f} [{low:.3f}, {high:.3f}]"


def split_text(split: Mapping[str, Any]) -> str:
    """Word how a card was judged.

    Parameters
    ----------
    split : mapping
        The part ``split`` of the evidence.

    Returns
    -------
    str
        One clause.

    Examples
    --------
    >>> split_text({"kind": "cross-validation", "folds": 5})
    '5-fold cross-validation, then fitted on all rows'
    """
    if split.get("kind") == "time":
        held, fitted = split["rows_held_out"], split["rows_fitted"]
        return (
            f"fitted on {fitted:,} rows before {split['cut']} of {split['column']}, {held:,} rows from then on held out"
        )
    return f"{split.get('folds', '?')}-fold cross-validation, then fitted on all rows"


def _facts(card: Scorecard, evidence: Evidence) -> Iterator[Fact]:
    low, high = card.attainable
    yield Fact("attainable scores", f"{low} to {high}")
    yield from _data_facts(evidence)
    if split := evidence.get("split"):
        yield Fact("judged by", split_text(split))
    for metric in evidence.get("metrics", []):
        yield Fact(f"AUC, {metric['sample']}", interval_text(metric["auc"]))
        yield Fact(f"KS, {metric['sample']}", interval_text(metric["ks"]))
    yield from _weight_facts(card, evidence)
    yield from _scale_facts(card, evidence)


def _data_facts(evidence: Evidence) -> Iterator[Fact]:
    if learner := evidence.get("learner"):
        yield Fact("learner", str(learner))
    if catalogue := evidence.get("catalogue"):
        yield Fact("catalogue", f"{catalogue['name']} {catalogue['version']}, hash {catalogue['hash'][:12]}…")
    options = evidence.get("options", {})
    if target := options.get("target"):
        yield Fact("target", f"{target} (bad = {options.get('bad') or 1})")
    data = evidence.get("data", {})
    if "rows" in data:
        label = "rows counted" if learner == "expert" else "rows fitted on"
        bads = "" if "bads" not in data else f", {data['bads']:,} bad ({data['bad_rate']:.2%})"
        yield Fact(label, f"{data['rows']:,}{bads}")
    if found := _score_text(evidence.get("scores") or {}):
        yield Fact("scores of the rows", found)
    if source := data.get("source"):
        yield Fact("data", str(source))
    if hidden := evidence.get("suppressed"):
        yield Fact("hidden", f"counts of fewer than {hidden['below']} people, {hidden['rows']} rows in all")


def _score_text(scores: Mapping[str, Any]) -> str:
    """Word the scores of the rows, as far as the evidence says them: a release hides the ends."""
    ends = [scores.get("lowest"), scores.get("highest")]
    middle = scores.get("quantiles", {}).get("50")
    parts = [f"{ends[0]} to {ends[1]}"] if None not in ends else []
    return ", ".join([*parts, *([f"middle {middle}"] if middle is not None else [])])


def _scale_facts(card: Scorecard, evidence: Evidence) -> Iterator[Fact]:
    if card.scaling is not None:
        scale = card.scaling
        yield Fact("scale", f"{scale.base_score} at {scale.base_odds}:1 good to bad, {scale.pdo} points double it")
    yield Fact("base", f"{card.base} points")
    if rounding := evidence.get("rounding"):
        error, bound = float(rounding["largest_error"]), float(rounding["bound"])
        yield Fact("rounding to integers", f"off by at most {error:.2f} points (bound {bound:g})")
    if package := evidence.get("package"):
        yield Fact("package", str(package))


def _weight_facts(card: Scorecard, evidence: Evidence) -> Iterator[Fact]:
    if weights := evidence.get("weights"):
        families = list(dict.fromkeys(one.family for one in card.characteristics if one.family))
        yield Fact("weights of the families on the card", _percent(weights["card"]["shares"], families))
        together, index = weights["together"], weights["random_index"]["name"]
        text = (
            f"{_percent(together['weights'], families)}; CR {together['consistency_ratio']:.3f} (random index {index})"
        )
        yield Fact(f"weights by {len(weights['experts'])} experts (AHP)", text)
    if (stability := evidence.get("stability")) and stability["mean"] is not None:
        change, mean = stability["change"], stability["mean"]
        yield Fact(f"grades under weights {change}", f"{mean:.2%} of the rows change grade")


def _percent(weights: Mapping[str, float], families: Sequence[str]) -> str:
    return ", ".join(f"{key} {weights[key]:.1%}" for key in families if key in weights)


def _grades(card: Scorecard, evidence: Evidence, texts: Texts | None) -> Iterator[Mapping[str, Any]]:
    counted = {one["grade"]: one for one in evidence.get("grades", [])}
    for one in card.grades:
        title = {} if texts is None else {"title": texts.grade(one.grade)}
        yield {**counted.get(one.grade, {}), "grade": one.grade, "min": one.min, **title}


def _caps(card: Scorecard, texts: Texts | None) -> Iterator[Fact]:
    for group in card.groups:
        side = "losses" if group.sign == "neg" else "gains"
        title = group.key if texts is None else texts.group(group.key)
        label = group.key if title == group.key else f"{group.key} {title}"
        yield Fact(label, f"{side} of {', '.join(group.members)} are held at {group.limit} points together")
