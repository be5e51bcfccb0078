"""The report as lines for a terminal: verdicts, the worst boundary, the gap and what it comes from."""

from collections.abc import Iterator

from moyang_score.card import Texts
from moyang_score.fairness.report import FairnessReport, GroupingReport, GroupReport
from moyang_score.fairness.suppression import suppressed
from moyang_score.fairness.words import ABSENT, Words, points, ratio, signed
from moyang_score.terminal import aligned, printable, shortened

__all__ = ["fairness_text"]

_NAME_WIDTH = 24
_MOST_CAUSES = 3


def fairness_text(report: FairnessReport, *, language: str = "en", texts: Texts | None = None) -> str:
    """Lay out the verdicts of a report for the terminal.

    Parameters
    ----------
    report : FairnessReport
        The report; figures of few people are taken out first.
    language : {'en', 'zh'}
        The language.
    texts : Texts, optional
        The words that lie beside the card, in the same language.

    Returns
    -------
    str
        Lines without a line end at the last.

    Examples
    --------
    >>> from moyang_score.card import Scorecard
    >>> from moyang_score.fairness import fairness_report
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> print(fairness_text(fairness_report(card, {"sex": ["f"] * 20 + ["m"] * 20}, ["sex"])).splitlines()[1])
    sex: too few to say
    """
    words = Words(suppressed(report), language, texts)
    lines = [f"{words.rows()} · {words.say('policy', version=printable(report.policy.version))}"]
    for one in words.report.groupings:
        lines.append(f"{printable(one.column)}: {words[one.verdict]}")
        lines += aligned(list(_rows(words, one)), right={1, 2}, indent="  ")
    return "\n".join(lines)


def _rows(words: Words, grouping: GroupingReport) -> Iterator[list[str]]:
    yield [words["group"], words["n"], words["mean"], words["gap"], words["verdict"], "", ""]
    for group in grouping.groups:
        name = shortened(words.group(group.group), _NAME_WIDTH)
        mean = ABSENT if group.score is None else f"{group.score.mean:.1f}"
        if group.is_reference:
            yield [name, words.people(group), mean, words["reference"], "", "", ""]
            continue
        gap = points(group.score.gap if group.score else None)
        verdict = words[group.verdict or "too few to say"]
        yield [name, words.people(group), mean, gap, verdict, _rung(words, group), _causes(words, group)]


def _rung(words: Words, group: GroupReport) -> str:
    """Return the boundary that the verdict rests on, the one furthest from parity."""
    shown = [one for one in group.ladder if one.air is not None and one.verdict == group.verdict]
    if not shown:
        return ""
    found = min(shown, key=lambda one: _parity(one.air.value if one.air else 1.0))
    return words.say("worst_rung", grade=printable(words.boundary(found.grade)), air=ratio(found.air))


def _parity(air: float) -> float:
    """Return how near a ratio lies to 1, whichever of the two shares is the smaller."""
    return min(air, 1 / air) if air else 0.0


def _causes(words: Words, group: GroupReport) -> str:
    if group.gap is None:
        return ""
    heaviest = [row for row in group.gap.ranked if row.gap][:_MOST_CAUSES]
    named = (f"{shortened(words.row(row.key), _NAME_WIDTH)} {signed(float(row.gap))}" for row in heaviest)
    return ", ".join(named)
