"""Conditions: what the value of one input must be for an attribute to apply."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from moyang_score.card.number import number_value
from moyang_score.errors import CardError, CardFormatError

__all__ = ["MISSING", "UNSEEN", "Condition", "Interval", "Missing", "OneOf", "Special", "Unseen", "condition_from_json"]


@dataclass(frozen=True, slots=True)
class Interval:
    """Hold for numbers and dates in the left-closed interval ``[lower, upper)``.

    Parameters
    ----------
    lower : str or None
        Decimal string of the first number inside; None for an open end. Dates are days since 1970-01-01.
    upper : str or None
        Decimal string of the first number above; None for an open end.

    Raises
    ------
    CardError
        If an end is not the shortest decimal spelling of a number, or ``lower >= upper``.

    Examples
    --------
    >>> print(Interval("1", "2.5"))
    [1, 2.5)
    """

    lower: str | None
    upper: str | None

    def __post_init__(self) -> None:
        ends = [number_value(end) for end in (self.lower, self.upper) if end is not None]
        if len(ends) == 2 and ends[0] >= ends[1]:
            raise CardError(f"the interval {self} is empty", fix="put the smaller number first")

    def __str__(self) -> str:
        if self.lower is None:
            return "any number" if self.upper is None else f"< {self.upper}"
        return f">= {self.lower}" if self.upper is None else f"[{self.lower}, {self.upper})"

    def to_json(self) -> dict[str, Any]:
        """Return the form of section 7 of the design, ``{"interval": [lower, upper]}``."""
        return {"interval": [self.lower, self.upper]}


@dataclass(frozen=True, slots=True)
class OneOf:
    """Hold for texts equal to one of the levels; for booleans the levels are ``true`` and ``false``.

    Parameters
    ----------
    levels : tuple of str
        At least one level, each once.

    Raises
    ------
    CardError
        If there is no level, or one stands twice.

    Examples
    --------
    >>> print(OneOf(("rent", "own")))
    rent | own
    """

    levels: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.levels:
            raise CardError("a condition 'oneof' has no level", fix="remove the attribute or name its levels")
        if len(set(self.levels)) < len(self.levels):
            raise CardError(f"a condition 'oneof' names a level twice: {self}")

    def __str__(self) -> str:
        return " | ".join(level or "(empty)" for level in self.levels)

    def to_json(self) -> dict[str, Any]:
        """Return the form of section 7 of the design, ``{"oneof": [level, …]}``."""
        return {"oneof": list(self.levels)}


@dataclass(frozen=True, slots=True)
class Special:
    """Hold for one special code that the input declares.

    Parameters
    ----------
    code : str
        The code as the input declares it.

    Examples
    --------
    >>> print(Special("-999"))
    special -999
    """

    code: str

    def __str__(self) -> str:
        return f"special {self.code}"

    def to_json(self) -> dict[str, Any]:
        """Return the form of section 7 of the design, ``{"special": code}``."""
        return {"special": self.code}


@dataclass(frozen=True, slots=True)
class Missing:
    """Hold for a cell without a value; use the constant `MISSING`.

    Examples
    --------
    >>> print(MISSING)
    missing
    """

    def __str__(self) -> str:
        return "missing"

    def to_json(self) -> str:
        """Return the form of section 7 of the design, ``"missing"``."""
        return "missing"


@dataclass(frozen=True, slots=True)
class Unseen:
    """Hold for a level never seen and for a cell that cannot be read; use the constant `UNSEEN`.

    Examples
    --------
    >>> print(UNSEEN)
    unseen
    """

    def __str__(self) -> str:
        return "unseen"

    def to_json(self) -> str:
        """Return the form of section 7 of the design, ``"unseen"``."""
        return "unseen"


Condition = Interval | OneOf | Special | Missing | Unseen

MISSING = Missing()
UNSEEN = Unseen()


def condition_from_json(value: Any) -> Condition:
    """Read one condition of section 7 of the design.

    Parameters
    ----------
    value : str or dict
        ``"missing"``, ``"unseen"``, ``{"interval": [lower, upper]}``, ``{"oneof": [level, …]}`` or
        ``{"special": code}``.

    Returns
    -------
    Condition
        The condition.

    Raises
    ------
    CardFormatError
        If the value has another form.

    Examples
    --------
    >>> condition_from_json({"interval": ["1", None]})
    Interval(lower='1', upper=None)
    """
    match value:
        case "missing":
            return MISSING
        case "unseen":
            return UNSEEN
        case {"interval": [lower, upper]} if _alone(value) and _texts_or_none(lower, upper):
            return Interval(lower, upper)
        case {"oneof": [*levels]} if _alone(value) and all(isinstance(level, str) for level in levels):
            return OneOf(tuple(levels))
        case {"special": str(code)} if _alone(value):
            return Special(code)
    raise CardFormatError(
        f"{value!r} is not a condition", fix="write 'missing', 'unseen', or one of interval, oneof and special"
    )


def _alone(value: Mapping[str, Any]) -> bool:
    return len(value) == 1


def _texts_or_none(*ends: Any) -> bool:
    return all(end is None or isinstance(end, str) for end in ends)
