"""The options of a fit, checked before any row is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from moyang_score.errors import UsageError

__all__ = ["FitOptions"]


@dataclass(frozen=True, kw_only=True)
class FitOptions:
    """Hold how a card is fitted; option names are those of ``moyang fit``.

    Parameters
    ----------
    target : str
        The outcome column.
    bad : str, optional
        The value that means bad; without it the target is 0 and 1, 1 is bad.
    time : str, optional
        A time column: the latest quarter of the rows is held out and the card fitted before them.
    weight : str, optional
        A column of sample weights, at least 0.
    exclude : sequence of str
        Columns to leave out.
    special : mapping
        Column to its special codes.
    missing : sequence of str
        Tokens that mean *no value*, beside the usual ones.
    max_characteristics : int, optional
        The largest number of characteristics, at least 1.

    Raises
    ------
    UsageError
        If an option cannot be used as given.
    """

    target: str
    bad: str | None = None
    time: str | None = None
    weight: str | None = None
    exclude: Sequence[str] = ()
    special: Mapping[str, Sequence[str]] = field(default_factory=dict)
    missing: Sequence[str] = ()
    max_characteristics: int | None = None

    def __post_init__(self) -> None:
        if self.max_characteristics is not None and self.max_characteristics < 1:
            raise UsageError(f"max_characteristics is {self.max_characteristics}", fix="use 1 or more, or leave it out")
        roles = [name for name in (self.target, self.time, self.weight) if name is not None]
        for name in roles:
            if roles.count(name) > 1:
                raise UsageError(
                    f"the column {name!r} has two roles", fix="name different columns for target, time and weight"
                )
        if self.target in self.exclude:
            raise UsageError(f"the target {self.target!r} is excluded", fix="leave it out of --exclude")

    @property
    def no_inputs(self) -> frozenset[str]:
        """Return the columns that are no inputs: the target, those with another role, and the excluded."""
        return frozenset({self.target, self.time, self.weight, *self.exclude} - {None})  # type: ignore[arg-type]

    @property
    def named(self) -> tuple[str, ...]:
        """Return every column that an option names, each once."""
        names = (self.target, self.time, self.weight, *self.exclude, *self.special)
        return tuple(dict.fromkeys(name for name in names if name is not None))

    def to_json(self) -> dict[str, Any]:
        """Return the form of ``evidence.json``."""
        return {
            "target": self.target,
            "bad": self.bad,
            "time": self.time,
            "weight": self.weight,
            "exclude": list(self.exclude),
            "special": {column: list(codes) for column, codes in self.special.items()},
            "missing": list(self.missing),
            "max_characteristics": self.max_characteristics,
        }
