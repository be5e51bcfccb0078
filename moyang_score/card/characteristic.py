"""Characteristics: one scored question, its attributes and their points."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score.card.condition import Condition
from moyang_score.card.partition import Partition
from moyang_score.errors import CardError

__all__ = ["LARGEST_POINTS", "Attribute", "Characteristic", "Lookup"]

LARGEST_POINTS: Final = 10**9


@dataclass(frozen=True)
class Attribute:
    """Give points to those who meet a condition on each input of the characteristic.

    Parameters
    ----------
    when : tuple of Condition
        One condition per input, all of which must hold.
    points : int
        The points, at most 10^9 in size.
    ceiling : str, optional
        The best grade that somebody with this attribute can hold.

    Raises
    ------
    CardError
        If the points are not an integer in range.

    Examples
    --------
    >>> from moyang_score.card import Interval
    >>> print(Attribute((Interval("1", None),), -40))
    >= 1
    """

    when: tuple[Condition, ...]
    points: int
    ceiling: str | None = None

    def __post_init__(self) -> None:
        check_points(self.points, "points")

    def to_json(self) -> dict[str, Any]:
        """Return the form of section 7 of the design."""
        return {"when": [one.to_json() for one in self.when], "points": self.points, "ceiling": self.ceiling}

    def __str__(self) -> str:
        return " and ".join(map(str, self.when))


@dataclass(frozen=True)
class Characteristic:
    """Ask one question of one or two inputs; the attributes answer each possible cell exactly once.

    Parameters
    ----------
    key : str
        Its name in the card, in ``points_<key>`` and in waterfalls.
    inputs : tuple of str
        The keys of one input, or of two for a grid.
    attributes : tuple of Attribute
        For one input a partition; for two, one attribute for each pair of the conditions of the two.
    neutral : int
        The points of nobody in particular: contribution = points - neutral.
    reason : str, optional
        The reason code; the key where it is left out.
    family : str, optional
        The family of indicators it belongs to.

    Raises
    ------
    CardError
        If it has no or more than two inputs, or an attribute has another number of conditions.

    Examples
    --------
    >>> from moyang_score.card import MISSING, UNSEEN, OneOf
    >>> points = {OneOf(("own",)): 15, OneOf(("rent",)): -10, MISSING: 0, UNSEEN: 0}
    >>> home = Characteristic("home", ("home",), tuple(Attribute((when,), own) for when, own in points.items()))
    >>> home.points_range
    (-10, 15)
    """

    key: str
    inputs: tuple[str, ...]
    attributes: tuple[Attribute, ...]
    neutral: int = 0
    reason: str = ""
    family: str | None = None

    def __post_init__(self) -> None:
        if not self.key:
            raise CardError("a characteristic has no key", fix="name it")
        if not self.reason:
            object.__setattr__(self, "reason", self.key)
        check_points(self.neutral, "neutral points")
        if not 1 <= len(self.inputs) <= 2 or len(set(self.inputs)) < len(self.inputs):
            raise CardError(
                f"characteristic {self.key!r} reads {list(self.inputs)}", fix="name one input, or two different"
            )
        for attribute in self.attributes:
            if len(attribute.when) != len(self.inputs):
                raise CardError(
                    f"the attribute {str(attribute)!r} of {self.key!r} has {len(attribute.when)} conditions",
                    fix=f"give one condition for each of its {len(self.inputs)} inputs",
                )

    def to_json(self) -> dict[str, Any]:
        """Return the form of section 7 of the design."""
        return {
            "key": self.key,
            "family": self.family,
            "inputs": list(self.inputs),
            "neutral": self.neutral,
            "reason": self.reason,
            "attributes": [attribute.to_json() for attribute in self.attributes],
        }

    @property
    def points_range(self) -> tuple[int, int]:
        """Return the lowest and the highest points of its attributes."""
        points = [attribute.points for attribute in self.attributes]
        return min(points), max(points)


@dataclass(frozen=True)
class Lookup:
    """Find the attribute of a characteristic that each row, or one record, falls into.

    Parameters
    ----------
    characteristic : Characteristic
        Whose attributes are looked up.
    partitions : tuple of Partition
        One per input, made of the attributes' conditions on it.

    Raises
    ------
    CardError
        If the attributes are not exactly the combinations of the conditions of their inputs.
    """

    characteristic: Characteristic
    partitions: tuple[Partition, ...]

    def __post_init__(self) -> None:
        needed = set(product(*(partition.conditions for partition in self.partitions)))
        found = {attribute.when for attribute in self.characteristic.attributes}
        if len(found) < len(self.characteristic.attributes):
            raise CardError("two attributes stand for the same conditions")
        for when in needed - found:
            raise CardError(
                f"no attribute stands for {' and '.join(map(str, when))!r}", fix="fill each cell of the grid"
            )

    def attribute_of(self, readings: Mapping[str, Any]) -> npt.NDArray[Any]:
        """Find the attribute of each row.

        Parameters
        ----------
        readings : mapping
            The `Reading` of each input by key, all of length n.

        Returns
        -------
        ndarray (n,) of an integer type
            Positions in the characteristic's attributes.
        """
        cells = [partition.locate(readings[partition.declared.key]) for partition in self.partitions]
        if len(cells) == 1:
            return cells[0]
        return self._grid[cells[0], cells[1]]

    def attribute_of_record(self, record: Mapping[str, Any]) -> int:
        """Find the attribute of one record, as a position in the characteristic's attributes."""
        cells = [partition.locate_cell(record[partition.declared.key]) for partition in self.partitions]
        return cells[0] if len(cells) == 1 else int(self._grid[cells[0], cells[1]])

    @cached_property
    def points(self) -> npt.NDArray[np.int64]:
        """Return the points of each attribute, in order."""
        return np.array([attribute.points for attribute in self.characteristic.attributes], np.int64)

    @cached_property
    def points_list(self) -> list[int]:
        """Return the points of each attribute as Python integers, which one record sums fastest."""
        return [attribute.points for attribute in self.characteristic.attributes]

    @cached_property
    def _grid(self) -> npt.NDArray[np.intp]:
        position = {attribute.when: at for at, attribute in enumerate(self.characteristic.attributes)}
        first, second = (partition.conditions for partition in self.partitions)
        return np.array([[position[one, other] for other in second] for one in first], np.intp)


def check_points(points: Any, what: str) -> None:
    """Refuse points that are no integer of at most 10^9 in size."""
    if type(points) is not int or abs(points) > LARGEST_POINTS:
        raise CardError(f"{what} {points!r} are no integer of at most 10^9 in size")
