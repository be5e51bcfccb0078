"""Suppression: what is taken out of a report before anybody sees it, because few people stand behind it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from moyang_score.fairness.calibration import GradeOutcome
from moyang_score.fairness.disparity import Rung
from moyang_score.fairness.gap import AttributeGap, Gap, GapRow
from moyang_score.fairness.report import FairnessReport, GroupingReport, GroupReport

__all__ = ["suppressed"]

_KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "goods": ("true_positive", "opportunity"),
    "bads": ("false_positive", "false_positive_difference"),
}
_OWN: Final = ("reached", "share", "true_positive", "false_positive", "goods", "bads")
_COMPARED: Final = ("air", "shortfall", "opportunity", "false_positive_difference")


def suppressed(report: FairnessReport) -> FairnessReport:
    """Take out every figure behind which fewer people stand than the policy shows.

    Groups of too few were counted nowhere; how many are left out is shown where they are enough. At a grade that few
    people of a group hold, or miss, the figures go and the verdict stays. Attributes of few people are put together,
    with the next smallest until enough stand behind them, so that rows still sum to the gap. Bads go where they, or the
    goods, are few.

    Parameters
    ----------
    report : FairnessReport
        The report as it was computed.

    Returns
    -------
    FairnessReport
        The report to show; suppressing it again changes nothing.

    Examples
    --------
    >>> from moyang_score.card import Scorecard
    >>> from moyang_score.fairness import fairness_report
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> report = fairness_report(card, {"sex": ["f"] * 7 + ["m"] * 30}, ["sex"])
    >>> [one.n for one in suppressed(report).groupings[0].groups], suppressed(report).left_out
    ([30, None], None)
    """
    if report.is_suppressed:
        return report
    least = report.policy.least
    is_few = _few(report.goods, report.bads, least=least)
    return replace(
        report,
        left_out=None if _few(report.left_out, least=least) else report.left_out,
        goods=None if is_few else report.goods,
        bads=None if is_few else report.bads,
        groupings=tuple(_grouping(one, least) for one in report.groupings),
        worths=tuple(replace(one, lost=None) for one in report.worths) if is_few else report.worths,
        is_suppressed=True,
    )


def _few(*counts: int | None, least: int) -> bool:
    return any(count is not None and 0 < count < least for count in counts)


def _grouping(grouping: GroupingReport, least: int) -> GroupingReport:
    reference = grouping.groups[0]
    return replace(grouping, groups=tuple(_group(one, reference, least) for one in grouping.groups))


def _group(group: GroupReport, reference: GroupReport, least: int) -> GroupReport:
    if group.n is None:
        return group
    return replace(
        group,
        ladder=tuple(_ladder(group.ladder, reference.ladder, least)),
        outcomes=_outcomes(group.outcomes, group.ladder, least),
        gap=None if group.gap is None else _gap(group.gap, least),
    )


def _ladder(own: Sequence[Rung], other: Sequence[Rung], least: int) -> Iterator[Rung]:
    """Hide shares behind which, or behind whose rest, few people stand; and what compares a group with such a share."""
    hidden, hidden_other = _hidden(own, least), _hidden(other, least)
    kinds = {kind: (_hidden(own, least, kind), _hidden(other, least, kind)) for kind in _KINDS}
    for at, rung in enumerate(own):
        names = [*(_OWN if at in hidden else ()), *(_COMPARED if at in hidden | hidden_other else ())]
        for kind, (few, few_other) in kinds.items():
            rate, difference = _KINDS[kind]
            names += [kind, rate] if at in few else []
            names += [difference] if at in few | few_other else []
        hide: dict[str, Any] = dict.fromkeys(names)
        yield replace(rung, **hide)


def _hidden(ladder: Sequence[Rung], least: int, kind: str | None = None) -> set[int]:
    """Return the rungs to hide; those shown are few people apart nowhere, so that no grade between is given away."""
    hidden, before = set(), 0
    for at, rung in enumerate(ladder):
        reached, n = (rung.reached, rung.n) if kind is None else getattr(rung, kind) or (None, None)
        if reached is None or n is None or _few(reached - before, n - reached, least=least):
            hidden.add(at)
        else:
            before = reached
    return hidden


def _merged(ladder: Sequence[Rung], least: int, kind: str | None = None) -> set[int]:
    """Return the grades that the shown rungs do not part from a neighbour."""
    hidden = _hidden(ladder, least, kind)
    return hidden | {at + 1 for at in hidden}


def _outcomes(rows: Sequence[GradeOutcome], ladder: Sequence[Rung], least: int) -> tuple[GradeOutcome, ...]:
    """Hide outcomes of few, and what, taken from the ladder, would leave those of few."""
    hidden = _merged(ladder, least) | _small([row.n or 0 for row in rows], least)
    unrated = _small([_fewer(row.bads or 0, (row.n or 0) - (row.bads or 0)) for row in rows], least)
    unrated = unrated.union(*(_merged(ladder, least, kind) for kind in _KINDS))
    return tuple(_outcome(row, is_hidden=at in hidden, is_rated=at not in unrated) for at, row in enumerate(rows))


def _outcome(row: GradeOutcome, *, is_hidden: bool, is_rated: bool) -> GradeOutcome:
    if is_hidden:
        return GradeOutcome(grade=row.grade, n=None, bads=None, bad_rate=None)
    return row if is_rated else replace(row, bads=None, bad_rate=None)


def _fewer(*counts: int) -> int:
    """Return the smallest count that is not nil."""
    return min((count for count in counts if count), default=0)


def _small(counts: Sequence[int], least: int) -> set[int]:
    """Return the small rows, and the next smallest until enough people stand behind the hidden ones together."""
    hidden: list[int] = []
    for at in sorted((at for at, count in enumerate(counts) if count), key=lambda at: counts[at]):
        if counts[at] >= least and (not hidden or sum(counts[one] for one in hidden) >= least):
            break
        hidden.append(at)
    return set(hidden)


def _gap(gap: Gap, least: int) -> Gap:
    return replace(gap, rows=tuple(_row(row, least) for row in gap.rows))


def _row(row: GapRow, least: int) -> GapRow:
    if row.is_cap:
        return row
    # whose rates are hidden does not depend on the group, so that no other group's rows give one away
    unrated = _small([_fewer(*one.known) for one in row.attributes], least)
    rated = [replace(one, bad_rate=None) if at in unrated else one for at, one in enumerate(row.attributes)]
    held = [one for one in rated if one.n or one.other_n]
    pooled: list[AttributeGap] = []
    for one in sorted(held, key=lambda one: (min(one.n, one.other_n), one.attributes)):
        enough = min(sum(each.n for each in pooled), sum(each.other_n for each in pooled)) >= least
        if min(one.n, one.other_n) >= least and (not pooled or enough):
            break
        pooled.append(one)
    if not pooled:
        return replace(row, attributes=tuple(held))
    rest = tuple(one for one in held if one not in pooled)
    return replace(row, attributes=(*rest, _together(pooled)))


def _together(pooled: Sequence[AttributeGap]) -> AttributeGap:
    return AttributeGap(
        attributes=tuple(sorted(at for one in pooled for at in one.attributes)),
        points=pooled[0].points if len(pooled) == 1 else None,
        n=sum(one.n for one in pooled),
        other_n=sum(one.other_n for one in pooled),
        gap=sum((one.gap for one in pooled), Fraction(0)),
        known=(sum(one.known[0] for one in pooled), sum(one.known[1] for one in pooled)),
    )
