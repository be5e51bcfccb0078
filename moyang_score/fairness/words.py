"""How names and numbers of a report are written in its language; what is not shown is a dash."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from moyang_score.card import Texts
from moyang_score.fairness.report import FairnessReport, GroupReport
from moyang_score.fairness.texts import TEXTS
from moyang_score.measure import Estimate
from moyang_score.terminal import printable
from moyang_score.wording import check_language

__all__ = ["ABSENT", "Words"]

ABSENT: Final = "–"


@dataclass(frozen=True)
class Words:
    """Write the names and numbers of one report in one language.

    Parameters
    ----------
    report : FairnessReport
        The report.
    language : {'en', 'zh'}
        The language.
    texts : Texts or None
        The words that lie beside the card, where it has any.

    Raises
    ------
    UsageError
        If the language is unknown.
    """

    report: FairnessReport
    language: str
    texts: Texts | None = None

    def __post_init__(self) -> None:
        check_language(self.language)

    def __getitem__(self, key: str) -> str:
        """Return a word of the report."""
        return self._words[key]

    def say(self, key: str, /, **parts: object) -> str:
        """Return a sentence of the report, its gaps filled."""
        return self._words[key].format(**parts)

    def group(self, group: str | None) -> str:
        """Return the name of a group."""
        return self["missing_group"] if group is None else printable(group)

    def row(self, key: str) -> str:
        """Return the name of a characteristic, or of a cap row."""
        cap = next((one for one in self.report.card.groups if one.key == key), None)
        if cap is not None:
            title = key if self.texts is None else self.texts.group(key)
            return printable(title) if title != key else self.say("cap", key=printable(key))
        name = key if self.texts is None else self.texts.name(key)
        return printable(key if name == key else f"{key} {name}")

    def grade(self, grade: str) -> str:
        """Return a grade, followed by its title where it has one."""
        title = grade if self.texts is None else self.texts.grade(grade)
        return printable(grade if title == grade else f"{grade} {title}")

    def boundary(self, grade: str) -> str:
        """Return the boundary below a grade."""
        return f"≥ {self.grade(grade)}"

    def people(self, group: GroupReport) -> str:
        """Return how many people a group has."""
        return self.say("few", least=self.report.policy.least) if group.n is None else f"{group.n:,}"

    def rows(self) -> str:
        """Return how many people the report is on, and how many are left out."""
        counted = self.say("people", rows=f"{self.report.rows:,}")
        if not any(group.n is None for one in self.report.groupings for group in one.groups):
            return counted
        least, left_out = self.report.policy.least, self.report.left_out
        number = self.say("few", least=least) if left_out is None else self.say("people", rows=f"{left_out:,}")
        return f"{counted}{self.say('left_out', number=number, least=least)}"

    @property
    def _words(self) -> Mapping[str, str]:
        return TEXTS[self.language]


def points(estimate: Estimate | None) -> str:
    """Write points with their sign and interval."""
    if estimate is None:
        return ABSENT
    return f"{signed(estimate.value)}{_interval(signed(estimate.low), signed(estimate.high))}"


def ratio(estimate: Estimate | None) -> str:
    """Write a ratio with its interval."""
    if estimate is None:
        return ABSENT
    return f"{_number(estimate.value)}{_interval(_number(estimate.low), _number(estimate.high))}"


def rate(estimate: Estimate | None) -> str:
    """Write a share with its interval, in per cent."""
    if estimate is None:
        return ABSENT
    return f"{share(estimate.value)}{_interval(f'{estimate.low:.1%}', f'{estimate.high:.1%}')}"


def share(value: float | None) -> str:
    """Write a share in per cent."""
    return ABSENT if value is None else f"{value:.1%}"


def percentage_points(estimate: Estimate | None) -> str:
    """Write a difference of shares with its interval, in percentage points."""
    if estimate is None:
        return ABSENT
    value, low, high = (f"{round(100 * one, 1) + 0.0:+.1f}" for one in (estimate.value, estimate.low, estimate.high))
    return f"{value}{_interval(low, high)}"


def persons(estimate: Estimate | None) -> str:
    """Write a number of people with its interval; below nil there is a surplus."""
    if estimate is None:
        return ABSENT
    value, low, high = (f"{round(one) + 0:,}" for one in (estimate.value, estimate.low, estimate.high))
    return f"{value}{_interval(low, high)}"


def loss(estimate: Estimate | None) -> str:
    """Write an AUC that is lost, with its interval."""
    if estimate is None:
        return ABSENT
    value, low, high = (f"{round(one, 4) + 0.0:.4f}" for one in (estimate.value, estimate.low, estimate.high))
    return f"{value}{_interval(low, high)}"


def signed(value: float) -> str:
    """Write points with their sign, to two decimals."""
    return f"{round(value, 2) + 0.0:+.2f}" if math.isfinite(value) else ("+∞" if value > 0 else "−∞")


def _number(value: float) -> str:
    return f"{value:.2f}" if math.isfinite(value) else "∞"


def _interval(low: str, high: str) -> str:
    return f" [{low}, {high}]"
