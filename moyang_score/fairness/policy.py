"""The policy: from where on a difference is looked at, or acted on. It is the reviewer's choice, and has a version."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

from moyang_score.errors import FileError, UsageError
from moyang_score.measure import Estimate

__all__ = ["POLICY", "VERDICTS", "Policy", "read_policy", "worst"]

VERDICTS: Final = ("act", "look", "too few to say", "no concern")  # the gravest first


@dataclass(frozen=True, kw_only=True)
class Policy:
    """Hold the thresholds of verdicts. None of them is law: four fifths, for one, is a rule of thumb of employment.

    Parameters
    ----------
    version : str
        Names the policy in every report.
    least : int
        Fewer people than this are too few to say, and are shown nowhere.
    level : float
        Coverage of intervals; the interval decides, never the value.
    air : float
        The lowest adverse impact ratio without concern; its reciprocal is the highest.
    widest : float
        The most that the upper end of an interval of a ratio may be of its lower end.
    smd : float
        The largest standardised difference without concern, judged where a card has no grades.
    proxy_strength : float
        How well a characteristic must tell the group, at least, to be called a proxy (Cramér's V).
    proxy_points : float
        How many points of the gap must be at stake, at least.

    Raises
    ------
    UsageError
        If a threshold cannot be one.

    Examples
    --------
    >>> Policy().judge_ratio(Estimate(0.7, 0.6, 0.79), 500)
    'act'
    >>> Policy().judge_ratio(Estimate(0.7, 0.6, 0.81), 500)
    'look'
    >>> Policy().judge_ratio(Estimate(0.95, 0.79, 1.1), 500)
    'too few to say'
    """

    version: str = "2026-1"
    least: int = 20
    level: float = 0.95
    air: float = 0.8
    widest: float = 1.5
    smd: float = 0.3
    proxy_strength: float = 0.1
    proxy_points: float = 0.5

    def __post_init__(self) -> None:
        fine = {
            "version": type(self.version) is str and self.version.strip() != "",
            "least": type(self.least) is int and self.least >= 2,
            "level": 0.5 <= self.level < 1,
            "air": 0 < self.air < 1,
            "widest": self.widest > 1,
            "smd": self.smd > 0,
            "proxy_strength": 0 < self.proxy_strength < 1,
            "proxy_points": self.proxy_points >= 0,
        }
        for name, good in fine.items():
            if not good:
                raise UsageError(f"the policy has {name} {getattr(self, name)!r}", fix="see the policy in a report")

    def judge_ratio(self, ratio: Estimate | None, n: int) -> str:
        """Judge an adverse impact ratio of ``n`` people.

        An interval wholly beyond a threshold says enough however wide it is; else a wide one does not, nor does one
        that holds both parity and a threshold: groups that are treated alike would be looked at for want of people.
        """
        if n < self.least or ratio is None:
            return "too few to say"
        if ratio.high < self.air or ratio.low > 1 / self.air:
            return "act"
        if ratio.high > self.widest * ratio.low:
            return "too few to say"
        if ratio.low >= self.air and ratio.high <= 1 / self.air:
            return "no concern"
        return "too few to say" if ratio.low <= 1 <= ratio.high else "look"

    def judge_smd(self, smd: Estimate | None, n: int) -> str:
        """Judge a standardised difference of ``n`` people."""
        if n < self.least or smd is None:
            return "too few to say"
        if smd.low > self.smd or smd.high < -self.smd:
            return "act"
        if smd.high - smd.low > 2 * self.smd:
            return "too few to say"
        if max(-smd.low, smd.high) <= self.smd:
            return "no concern"
        return "too few to say" if smd.low <= 0 <= smd.high else "look"

    def to_json(self) -> dict[str, Any]:
        """Return the thresholds as plain JSON values."""
        return asdict(self)


POLICY: Final = Policy()


def worst(verdicts: Iterable[str]) -> str:
    """Return the gravest of some verdicts.

    Parameters
    ----------
    verdicts : iterable of str
        Of ``VERDICTS``.

    Returns
    -------
    str
        The gravest; where there is none, that there are too few to say.

    Examples
    --------
    >>> worst(["no concern", "too few to say"])
    'too few to say'
    """
    return min(verdicts, key=VERDICTS.index, default="too few to say")


def read_policy(path: str | Path) -> Policy:
    """Read a policy from a JSON file; what it leaves out stays as in ``POLICY``, but the version.

    Parameters
    ----------
    path : str or Path
        The file.

    Returns
    -------
    Policy
        The policy.

    Raises
    ------
    FileError
        If the file cannot be read, or is no JSON object of thresholds with a version.

    Examples
    --------
    >>> read_policy("no/such/policy.json")
    Traceback (most recent call last):
    moyang_score.errors.FileError: no/such/policy.json: the policy cannot be read. Name a JSON file.
    """
    try:
        document = json.loads(Path(path).read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise FileError("the policy cannot be read", where=str(path), fix="name a JSON file") from error
    known = {one.name for one in fields(Policy)}
    if not isinstance(document, dict) or "version" not in document:
        raise FileError("the policy names no version", where=str(path), fix='give it one, "2026-1" for example')
    for name, value in document.items():
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if name not in known or not (number or name == "version"):
            what = f"{name!r} is no threshold of a policy, or its value is no number"
            raise FileError(what, where=str(path), fix=f"use {', '.join(sorted(known))}")
    try:
        return Policy(**document)
    except UsageError as error:
        raise FileError(error.what, where=str(path), fix=error.fix) from None
