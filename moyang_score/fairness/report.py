"""The fairness report: all figures of all groups, computed from counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from moyang_score.card import Scorecard
from moyang_score.errors import ColumnError
from moyang_score.fairness.calibration import GradeOutcome, grade_outcomes, score_shift
from moyang_score.fairness.counts import Counts, GroupCounts, Progress, count
from moyang_score.fairness.disparity import Rung, ScoreGap, ladder, score_gap
from moyang_score.fairness.gap import Gap, gap_in_points
from moyang_score.fairness.policy import POLICY, Policy, worst
from moyang_score.fairness.proxies import Proxy, proxies
from moyang_score.fairness.worth import Worth, worths
from moyang_score.measure import Estimate

__all__ = ["FairnessReport", "GroupReport", "GroupingReport", "fairness_report", "report_of"]


@dataclass(frozen=True, kw_only=True)
class GroupReport:
    """Hold what is found about one group beside its reference.

    Parameters
    ----------
    group : str or None
        The group; None for those without a value.
    n : int or None
        Its people; None where they are too few to be counted.
    is_reference : bool
        Whether the others are compared with it.
    score : ScoreGap or None
        Mean score, gap and standardised difference.
    ladder : tuple of Rung
        The comparison at each boundary between grades.
    gap : Gap or None
        The gap in points, row by row; None for the reference.
    proxies : tuple of Proxy
        The characteristics as proxies of the group, the heaviest first.
    outcomes : tuple of GradeOutcome
        What became of its people, by grade; empty without outcomes.
    shift : Estimate or None
        Points that the group is scored too high by, measured by outcomes.
    verdict : str or None
        The gravest verdict over the boundaries; None for the reference.

    Examples
    --------
    >>> GroupReport(group="f", n=100, is_reference=True).verdict is None
    True
    """

    group: str | None
    n: int | None
    is_reference: bool
    score: ScoreGap | None = None
    ladder: tuple[Rung, ...] = ()
    gap: Gap | None = None
    proxies: tuple[Proxy, ...] = ()
    outcomes: tuple[GradeOutcome, ...] = ()
    shift: Estimate | None = None
    verdict: str | None = None


@dataclass(frozen=True, kw_only=True)
class GroupingReport:
    """Hold the groups of one column.

    Parameters
    ----------
    column : str
        The column.
    groups : tuple of GroupReport
        The reference first, then the others in order.
    verdict : str
        The gravest verdict of its groups.

    Examples
    --------
    >>> GroupingReport(column="sex", groups=(), verdict="look").column
    'sex'
    """

    column: str
    groups: tuple[GroupReport, ...]
    verdict: str

    @property
    def compared(self) -> tuple[GroupReport, ...]:
        """Return the groups that are compared with the reference."""
        return tuple(one for one in self.groups if not one.is_reference)


@dataclass(frozen=True, kw_only=True)
class FairnessReport:
    """Hold a fairness report of one card on one table.

    Parameters
    ----------
    card : Scorecard
        The card.
    policy : Policy
        The thresholds that the verdicts go by.
    rows, left_out : int
        People counted, and people left out because they are of a group of too few; None where these are few.
    goods, bads : int or None
        Known outcomes of the counted; 0 without a target, None where they are not shown.
    groupings : tuple of GroupingReport
        One per column of groups.
    worths : tuple of Worth
        AUC lost without each characteristic, in card order.
    is_suppressed : bool
        Whether figures of few people were taken out.

    Examples
    --------
    >>> from moyang_score.card import Scorecard
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> fairness_report(card, {"sex": ["f"] * 20 + ["m"] * 30}, ["sex"]).groupings[0].groups[0].group
    'm'
    """

    card: Scorecard
    policy: Policy
    rows: int
    left_out: int | None
    goods: int | None
    bads: int | None
    groupings: tuple[GroupingReport, ...]
    worths: tuple[Worth, ...]
    is_suppressed: bool = False

    @property
    def has_finding(self) -> bool:
        """Tell whether anything is to be acted on or looked at."""
        return any(one.verdict in {"act", "look"} for one in self.groupings)

    @property
    def has_outcomes(self) -> bool:
        """Tell whether outcomes of both kinds were known."""
        return self.goods != 0 and self.bads != 0


def fairness_report(  # noqa: PLR0913 - the options of the command
    card: Scorecard,
    frame: Any,
    groups: Sequence[str],
    *,
    target: str | None = None,
    bad: str | None = None,
    references: Sequence[tuple[str, str]] = (),
    policy: Policy = POLICY,
    progress: Progress | None = None,
) -> FairnessReport:
    """Compare how a card scores groups of people.

    Parameters
    ----------
    card : Scorecard
        The card.
    frame : Table, frame of pandas, polars or Arrow, or mapping of columns
        What the card reads, and the columns of groups.
    groups : sequence of str
        The columns of groups.
    target : str, optional
        The column of outcomes, 1 for bad; an empty cell is an outcome that is not known.
    bad : str, optional
        The value of the target that means bad.
    references : sequence of (str, str)
        Column and group that the others of that column are compared with; the largest without it.
    policy : Policy
        The thresholds.
    progress : callable, optional
        Called with the rows done and all rows.

    Returns
    -------
    FairnessReport
        The report, with every figure; see `suppressed` before it is shown.

    Raises
    ------
    ColumnError
        If a column is absent or no grouping, or a reference is no group of its column.
    SampleError
        If no group is named.
    TargetError
        If the target is no outcome.

    Examples
    --------
    >>> from moyang_score.card import Scorecard
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> fairness_report(card, {"sex": ["f"] * 20 + ["m"]}, ["sex"]).groupings[0].verdict
    'too few to say'
    """
    counts = count(card, frame, groups, target=target, bad=bad, least=policy.least, progress=progress)
    return report_of(counts, references=references, policy=policy)


def report_of(counts: Counts, *, references: Sequence[tuple[str, str]] = (), policy: Policy = POLICY) -> FairnessReport:
    """Compute a report from counts.

    Parameters
    ----------
    counts : Counts
        The counts.
    references : sequence of (str, str)
        As for `fairness_report`.
    policy : Policy
        The thresholds.

    Returns
    -------
    FairnessReport
        The report.

    Raises
    ------
    ColumnError
        If a reference is no group of its column.

    Examples
    --------
    >>> from moyang_score.card import Scorecard
    >>> from moyang_score.fairness import count
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> report_of(count(card, {"sex": ["f"] * 20 + ["m"] * 30}, ["sex"])).rows
    50
    """
    chosen = dict(references)
    _check_references(counts, chosen)
    groupings = tuple(_grouping(counts, one, chosen.get(one.column), policy) for one in counts.groupings)
    return FairnessReport(
        card=counts.card,
        policy=policy,
        rows=counts.rows,
        left_out=counts.left_out,
        goods=counts.outcomes[0],
        bads=counts.outcomes[1],
        groupings=groupings,
        worths=worths(counts, policy.level),
    )


def _check_references(counts: Counts, chosen: dict[str, str]) -> None:
    known = {one.column: (*one.groups, *one.few) for one in counts.groupings}
    for column, group in chosen.items():
        if column not in known:
            raise ColumnError(f"the reference {group!r} is of {column!r}, which is no column of groups")
        if group not in known[column]:
            shown = ", ".join(repr(one) for one in known[column] if one is not None)
            raise ColumnError(f"the reference {group!r} is no group", where=f"column {column!r}", fix=f"use {shown}")


def _grouping(counts: Counts, own: GroupCounts, wanted: str | None, policy: Policy) -> GroupingReport:
    n = own.n.tolist()
    named = [at for at, group in enumerate(own.groups) if group is not None]
    few = tuple(
        GroupReport(group=group, n=None, is_reference=group == wanted, verdict="too few to say") for group in own.few
    )
    if wanted in own.few or not named:  # nobody to compare with
        alone = (_alone(own, at) for at in range(len(n)))
        groups = tuple(sorted((*few, *alone), key=lambda one: not one.is_reference))
        return GroupingReport(column=own.column, groups=groups, verdict="too few to say")
    reference = max(named, key=lambda at: n[at]) if wanted is None else own.groups.index(wanted)
    order = [reference, *(at for at in range(len(n)) if at != reference)]
    groups = (*(_group(counts, own, at, reference, policy) for at in order), *few)
    verdict = worst(one.verdict for one in groups if one.verdict is not None)
    return GroupingReport(column=own.column, groups=groups, verdict=verdict)


def _alone(own: GroupCounts, at: int) -> GroupReport:
    return GroupReport(group=own.groups[at], n=int(own.n[at]), is_reference=False, verdict="too few to say")


def _group(counts: Counts, own: GroupCounts, at: int, reference: int, policy: Policy) -> GroupReport:
    card, level = counts.card, policy.level
    rungs = ladder(card, own, at, reference, policy)
    score = score_gap(own, at, reference, policy)
    outcomes = grade_outcomes(card, own, at, level) if counts.has_outcomes else ()
    n = int(own.n[at])
    if at == reference:
        return GroupReport(group=own.groups[at], n=n, is_reference=True, score=score, ladder=rungs, outcomes=outcomes)
    gap = gap_in_points(card, own, at, reference, level)
    people = [(found[at].sum(axis=1), found[reference].sum(axis=1)) for found in own.by_attribute]
    verdicts = [one.verdict or "" for one in rungs]
    if not card.grades:
        verdicts = [policy.judge_smd(score.smd, min(n, int(own.n[reference])))]
    return GroupReport(
        group=own.groups[at],
        n=n,
        is_reference=False,
        score=score,
        ladder=rungs,
        gap=gap,
        proxies=proxies(gap, people, policy),
        outcomes=outcomes,
        shift=score_shift(own, at, reference, level) if counts.has_outcomes else None,
        verdict=worst(verdicts),
    )
