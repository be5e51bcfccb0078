"""A comparison as lines of text."""

from collections.abc import Iterator, Mapping
from typing import Final

from moyang_score.review.compare_figures import (
    change_key,
    counts_text,
    estimate_text,
    group_text,
    names_of,
    note_text,
    percent,
    points_text_of,
    signed_estimate,
    signed_points,
    swap_text,
    verdict_text,
)
from moyang_score.review.compare_words import WORDS
from moyang_score.review.comparison import Comparison, Pair
from moyang_score.review.numbers import ABSENT
from moyang_score.terminal import aligned, printable, shortened
from moyang_score.wording import check_language

__all__ = ["comparison_text"]

_MOST_CHANGES: Final = 6
_NAME_WIDTH: Final = 28

_Words = Mapping[str, str]


def comparison_text(comparison: Comparison, language: str = "en") -> str:
    """Lay out the summary of a comparison for the terminal.

    Parameters
    ----------
    comparison : Comparison
        The comparison.
    language : {'en', 'zh'}
        The language of the words around it.

    Returns
    -------
    str
        The cards, then for each challenger who is right, who moves and why; without a line end at the last line.

    Raises
    ------
    UsageError
        If the language is unknown.

    Examples
    --------
    >>> from moyang_score.card import Scorecard
    >>> from moyang_score.review import Candidate, compare_cards
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> pair = [Candidate(name=name, card=card) for name in ("old", "new")]
    >>> print(comparison_text(compare_cards(pair, {"age": [41, 52]})).splitlines()[0])
    2 rows
    """
    check_language(language)
    words = WORDS[language]
    blocks = [list(_head(comparison, words)), list(_cards(comparison, words))]
    names = names_of(comparison, language)
    blocks += [list(_pair(comparison, pair, words, names)) for pair in comparison.pairs]
    blocks += [list(_drift(comparison, words, names)), list(_groups(comparison, words))]
    blocks.append([f"! {printable(note_text(note, words))}" for note in comparison.notes])
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _head(comparison: Comparison, words: _Words) -> Iterator[str]:
    yield " · ".join(counts_text(comparison, words))


def _cards(comparison: Comparison, words: _Words) -> Iterator[str]:
    heads = ("card", "class", "characteristics", "attributes", "attainable", "mean", "deviation", "auc", "ks")
    rows = [[words[head] for head in heads]]
    for one in comparison.cards:
        low, high = one.attainable
        rows.append(
            [
                _name(one.name),
                words[f"class_{one.card_class}"],
                str(one.characteristics),
                str(one.attributes),
                f"{low}–{high}",
                points_text_of(one.mean),
                points_text_of(one.deviation),
                estimate_text(one.auc),
                estimate_text(one.ks),
            ]
        )
    yield from aligned(rows, right={2, 3, 4, 5, 6})


def _pair(comparison: Comparison, pair: Pair, words: _Words, keys: Mapping[str, str]) -> Iterator[str]:
    names = {"baseline": _name(pair.baseline), "challenger": _name(pair.challenger)}
    yield words["against"].format(**names)
    yield f"  {printable(verdict_text(comparison, pair, words))}"
    correlation = ABSENT if pair.scores.correlation is None else f"{pair.scores.correlation:.3f}"
    mean = signed_points(pair.scores.mean)
    yield f"  {words['scores_title']}: {mean} · {words['correlation'].format(value=correlation)}"
    yield "    " + " · ".join(f"{key}% {value:+d}" for key, value in pair.scores.quantiles.items())
    if pair.grades is not None and pair.grades.alike:
        counts = {"kept": pair.grades.kept, "risen": pair.grades.risen, "fallen": pair.grades.fallen}
        said = [
            words[key].format(rows=f"{count or 0:,}", share=percent((count or 0) / comparison.rows))
            for key, count in counts.items()
        ]
        yield f"  {words['grades_title']}: {' · '.join(said)}"
    yield from _swaps(pair, words)
    yield from _changes(pair, words, keys)


def _swaps(pair: Pair, words: _Words) -> Iterator[str]:
    if not pair.swaps:
        return
    yield f"  {words['swap_title']}"
    only = [words["only"].format(card=_name(name)) for name in (pair.baseline, pair.challenger)]
    rows = [["", words["grade"], only[0], words["bad_rate"], only[1], words["bad_rate"], words["verdict"]]]
    rule = None
    for swap in pair.swaps:
        rows.append(
            [
                words[f"{swap.rule}_rule"] if swap.rule != rule else "",
                printable(swap.grade),
                f"{swap.only_baseline.n:,}",
                swap_text(swap.only_baseline),
                f"{swap.only_challenger.n:,}",
                swap_text(swap.only_challenger),
                words[f"verdict_{swap.verdict}"],
            ]
        )
        rule = swap.rule
    yield from aligned(rows, right={2, 4}, indent="    ")


def _changes(pair: Pair, words: _Words, keys: Mapping[str, str]) -> Iterator[str]:
    changed = sorted((row for row in pair.change if row.moved), key=lambda row: (-row.moved, row.key))
    if not changed:
        return
    yield f"  {words['change_title']}: {signed_points(pair.scores.mean)}"
    rows = [["", words["difference"], words["moved"]]]
    for row in changed[:_MOST_CHANGES]:
        key = shortened(printable(change_key(row.kind, row.key, words, keys)), _NAME_WIDTH)
        rows.append([key, signed_points(row.mean), f"{row.mean_moved:.1f}"])
    yield from aligned(rows, right={1, 2}, indent="    ")


def _drift(comparison: Comparison, words: _Words, keys: Mapping[str, str]) -> Iterator[str]:
    told = [one for one in comparison.drift if not one.key or one.verdict == "moved"]
    if not told:
        return
    yield words["drift"]
    heads = ("card", "characteristic", "psi", "critical", "shift", "verdict")
    rows = [[words[head] for head in heads]]
    for one in told:
        key = words["score"] if not one.key else shortened(printable(keys[one.key]), _NAME_WIDTH)
        found = one.stability
        figures = [f"{found.value:.4f}", f"{found.critical:.4f}", signed_points(one.shift)]
        rows.append([_name(one.card), key, *figures, words[f"verdict_{one.verdict}"]])
    yield from aligned(rows, right={2, 3, 4}, indent="  ")


def _groups(comparison: Comparison, words: _Words) -> Iterator[str]:
    if not comparison.groups:
        return
    yield words["gaps"]
    heads = [f"{words['gap']}: {_name(one.name)}" for one in comparison.cards]
    rows = [["", words["group"], words["rows"], *heads]]
    for one in comparison.groups:
        gaps = [signed_estimate(gap, 1) for gap in one.gaps]
        if one.reference:
            gaps = [words["reference_group"] for _ in gaps]
        group = shortened(printable(group_text(one, words)), _NAME_WIDTH)
        rows.append([printable(one.column), group, ABSENT if one.rows is None else f"{one.rows:,}", *gaps])
    yield from aligned(rows, right={2}, indent="  ")


def _name(name: str) -> str:
    return shortened(printable(name), _NAME_WIDTH)
