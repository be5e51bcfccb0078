"""How the figures of a comparison are written, in text and page alike."""

from collections.abc import Mapping
from typing import Any, Final

from moyang_score.measure import Estimate
from moyang_score.review.comparison import CardFigures, Comparison, Note, Pair
from moyang_score.review.group_gaps import GroupGap
from moyang_score.review.migration import ScoreMigration, SwapCell
from moyang_score.review.numbers import ABSENT

__all__ = [
    "change_key",
    "counts_text",
    "estimate_text",
    "flattered",
    "group_text",
    "judged_text",
    "names_of",
    "note_text",
    "percent",
    "points_text_of",
    "quantiles_text",
    "rate_with_interval",
    "signed_estimate",
    "signed_points",
    "signed_rate",
    "source_lines",
    "swap_text",
    "verdict_text",
]

_SAMPLES: Final = {"zh": {"cross-validation": "交叉验证", "held out": "留出样本", "fitted": "拟合样本"}}
_SOURCES: Final = {
    "en": {
        "data": "data",
        "sha256": "SHA-256",
        "target": "target",
        "outcome": "outcome file",
        "time": "time cut",
        "reference": "reference",
    },
    "zh": {
        "data": "数据",
        "sha256": "SHA-256",
        "target": "目标列",
        "outcome": "结果文件",
        "time": "时间切分",
        "reference": "参照样本",
    },
}


def counts_text(comparison: Comparison, words: Mapping[str, str]) -> list[str]:
    """Word how many rows there are, and how many bads among those whose outcome is known."""
    parts = [words["counted_rows"].format(rows=f"{comparison.rows:,}")]
    if comparison.known:
        share = percent(comparison.bads / comparison.known)
        parts.append(words["counted_bads"].format(bads=f"{comparison.bads:,}", share=share))
    return parts


def estimate_text(found: Estimate | None, absent: str = ABSENT) -> str:
    """Write an estimate to three decimals with its interval."""
    return absent if found is None else str(found)


def signed_estimate(found: Estimate | None, digits: int = 3, absent: str = ABSENT) -> str:
    """Write a difference with signs, its interval in brackets."""
    if found is None:
        return absent
    value, low, high = (f"{round(end, digits) + 0.0:+.{digits}f}" for end in (found.value, found.low, found.high))
    return f"{value} [{low}, {high}]"


def signed_rate(found: Estimate) -> str:
    """Write a difference of rates in per cent with signs, its interval in brackets."""
    value, low, high = (f"{round(end, 3) + 0.0:+.1%}" for end in (found.value, found.low, found.high))
    return f"{value} [{low}, {high}]"


def rate_with_interval(found: Estimate | None, absent: str = ABSENT) -> str:
    """Write a rate in per cent with its interval."""
    return absent if found is None else f"{found.value:.1%} [{found.low:.1%}, {found.high:.1%}]"


def percent(share: float) -> str:
    """Write a share in per cent to one decimal."""
    return f"{share:.1%}"


def signed_points(points: float | None) -> str:
    """Write points with their sign to one decimal; nothing is left of -0."""
    return ABSENT if points is None else f"{round(points, 1) + 0.0:+.1f}"


def points_text_of(points: float | None) -> str:
    """Write a mean score to one decimal."""
    return ABSENT if points is None else f"{points:.1f}"


def verdict_text(comparison: Comparison, pair: Pair, words: Mapping[str, str]) -> str:
    """Word what the orders of two cards say about each other, and whether the rows can be trusted to say it."""
    said = words[f"verdict_auc_{pair.verdict}"].format(
        baseline=pair.baseline, challenger=pair.challenger, difference=signed_estimate(pair.auc)
    )
    return said + words["verdict_flattered"] if flattered(comparison, pair) else said


def flattered(comparison: Comparison, pair: Pair) -> bool:
    """Tell whether one of the two cards has seen the outcomes that they are judged by."""
    known = {note.values["card"] for note in comparison.notes if note.code == "fitted_here"}
    return pair.auc is not None and bool(known & {pair.baseline, pair.challenger})


def quantiles_text(scores: ScoreMigration, words: Mapping[str, str]) -> str:
    """Word the quantiles of the change of the score."""
    return words["quantiles"].format(**{f"q{key}": f"{value:+d}" for key, value in scores.quantiles.items()})


def note_text(note: Note, words: Mapping[str, str]) -> str:
    """Word a note."""
    values = {key: percent(value) if key == "share" else _counted(value) for key, value in note.values.items()}
    return words[f"note_{note.code}"].format(**values)


def judged_text(one: CardFigures, language: str) -> list[tuple[str, str]]:
    """Return how a card did where it was made: the sample, and its AUC."""
    named = _SAMPLES.get(language, {})
    found = []
    for metric in one.judged:
        value, low, high = metric["auc"]
        found.append((named.get(metric["sample"], metric["sample"]), f"{value:.3f} [{low:.3f}, {high:.3f}]"))
    return found


def group_text(gap: GroupGap, words: Mapping[str, str]) -> str:
    """Name a group."""
    if gap.together:
        names = " · ".join(words["group_missing"] if one is None else one for one in gap.together)
        return words["groups_small"].format(groups=names)
    return words["group_missing"] if gap.group is None else gap.group


def swap_text(cell: SwapCell) -> str:
    """Write the bad rate of a swap cell, a dash where too few outcomes are known."""
    return rate_with_interval(cell.bad_rate)


def names_of(comparison: Comparison, language: str) -> dict[str, str]:
    """Return what each characteristic is called: its key, and its name where a card has texts."""
    return {one.key: one.named(language) for one in comparison.points}


def change_key(kind: str, key: str, words: Mapping[str, str], names: Mapping[str, str]) -> str:
    """Name a row of the change."""
    if kind == "start":
        return words["base_start"]
    return words["cap"].format(key=key) if kind == "cap" else names[key]


def source_lines(comparison: Comparison, language: str) -> list[tuple[str, str]]:
    """Return what the rows are: label and text."""
    labels = _SOURCES[language]
    return [
        (labels.get(key, key), str(value))
        for key, value in comparison.source.items()
        if value is not None and key in labels
    ]


def _counted(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
