"""Inputs: the columns a card reads, with their type, missing tokens and special codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from moyang_score.card.cell import Unreadable, clean_text, is_absent, plain_scalar, read_value
from moyang_score.errors import CardError

__all__ = ["FIRST_SPECIAL", "KINDS", "MISSING_STATE", "STATE_OF_CODE", "VALUE_STATE", "Input"]

KINDS: Final = ("int", "decimal", "text", "date", "bool")

VALUE_STATE: Final = 0
MISSING_STATE: Final = 1
STATE_OF_CODE: Final = {"unparsable": 2, "infinite": 3, "too_large": 4}
FIRST_SPECIAL: Final = 5


@dataclass(frozen=True)
class Input:
    """Name one column that a card reads, and say how its cells are read.

    Parameters
    ----------
    key : str
        The column's name, exactly as in the data.
    type : {'int', 'decimal', 'text', 'date', 'bool'}
        How cells are parsed and compared; see `moyang_score.card.cell` for the grammar.
    unit : str, optional
        The unit, for readers; it decides nothing.
    missing : tuple of str
        Tokens that mean *no value*. A token that reads as a number of this type is compared by value
        (``-1`` also catches ``-1.0``), any other by its trimmed text.
    special : tuple of str
        Special codes, each an attribute of its own in every characteristic; compared like the tokens.

    Raises
    ------
    CardError
        If the key is empty, the type unknown, or a token or code stands twice.

    Examples
    --------
    >>> Input("late_count", "int", special=("-999",)).read_cell("-999.0")
    (5, None)
    """

    key: str
    type: str
    unit: str | None = None
    missing: tuple[str, ...] = ("",)
    special: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.key:
            raise CardError("an input has no key", fix="name the column it reads")
        if self.type not in KINDS:
            raise CardError(
                f"input {self.key!r} has the unknown type {self.type!r}", fix=f"use one of {', '.join(KINDS)}"
            )
        tokens = [self._identity(token) for token in (*self.missing, *self.special)]
        twice = sorted({str(token) for token in tokens if tokens.count(token) > 1})
        if twice:
            raise CardError(
                f"input {self.key!r} declares {twice[0]!r} twice among its missing tokens and special codes"
            )

    def to_json(self) -> dict[str, Any]:
        """Return the form of section 7 of the design."""
        return {
            "key": self.key,
            "type": self.type,
            "unit": self.unit,
            "missing": list(self.missing),
            "special": list(self.special),
        }

    @property
    def is_number(self) -> bool:
        """Tell whether values are compared as numbers (int, decimal, date) and not as levels."""
        return self.type in {"int", "decimal", "date"}

    def read_cell(self, cell: Any) -> tuple[int, Any]:
        """Read one cell.

        Parameters
        ----------
        cell : object
            A text from a file or a scalar.

        Returns
        -------
        state : int
            `VALUE_STATE`, `MISSING_STATE`, one of `STATE_OF_CODE`, or `FIRST_SPECIAL` plus the code's position.
        value : int, float, str or None
            The value where the state is `VALUE_STATE`.
        """
        if isinstance(cell, np.generic):
            cell = plain_scalar(cell)
        if is_absent(cell):
            return MISSING_STATE, None
        if isinstance(cell, str):
            cell = clean_text(cell)
            if (state := self._state_of_text.get(cell)) is not None:
                return state, None
        value = read_value(self.type, cell)
        if isinstance(value, Unreadable):
            return STATE_OF_CODE[value.code], None
        if (state := self.state_of_value.get(value)) is not None:
            return state, None
        return VALUE_STATE, value

    @cached_property
    def state_of_value(self) -> Mapping[Any, int]:
        """Map each token or code that reads as a value of this type to the state it means."""
        return {value: state for text, state in self._state_of_text.items() if not _refused(value := self._value(text))}

    @cached_property
    def _state_of_text(self) -> Mapping[str, int]:
        missing = {clean_text(token): MISSING_STATE for token in self.missing}
        return missing | {clean_text(code): FIRST_SPECIAL + k for k, code in enumerate(self.special)}

    def _value(self, text: str) -> Any:
        return read_value(self.type, text)

    def _identity(self, token: str) -> Any:
        text = clean_text(token)
        value = self._value(text)
        return text if _refused(value) else value


def _refused(value: Any) -> bool:
    return isinstance(value, Unreadable)
