"""The scorecard: the immutable table that everything else reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score.card.canonical import canonical_json
from moyang_score.card.characteristic import Characteristic, Lookup, check_points
from moyang_score.card.column import is_scalar
from moyang_score.card.grades import Grade, check_grades
from moyang_score.card.group import Group
from moyang_score.card.input import Input
from moyang_score.card.partition import Partition
from moyang_score.card.reading import Reading, read_column
from moyang_score.card.reasons import ReasonPolicy
from moyang_score.card.scaling import Scaling
from moyang_score.card.scored import Scored
from moyang_score.errors import CardError, ColumnError

__all__ = ["CLASSES", "FORMAT", "KIND", "Scorecard"]

FORMAT: Final = 1
KIND: Final = "points"
CLASSES: Final = ("official", "research")


@dataclass(frozen=True, kw_only=True)
class Scorecard:
    """Hold exactly what decides a score, a grade and the choice of reasons, and nothing else.

    score = base + Σ points of the characteristics + Σ cap rows of the groups

    Parameters
    ----------
    card_class : {'research', 'official'}
        A research card was fitted without a catalogue and cannot be released.
    base : int
        The integer constant of the sum.
    inputs : tuple of Input
        The columns read, each used by some characteristic.
    characteristics : tuple of Characteristic
        In card order, which breaks ties between reasons.
    groups : tuple of Group
        Cap rows; no characteristic stands in two groups of one sign.
    scaling : Scaling, optional
        What a score says about the odds.
    grades : tuple of Grade
        Best first; empty for a card without grades.
    reason_policy : ReasonPolicy
        How reasons are chosen.

    Raises
    ------
    CardError
        If any rule of the points table is broken; the message names the place.

    Examples
    --------
    >>> from moyang_score.card import MISSING, UNSEEN, Attribute, Interval
    >>> late = Characteristic("late", ("late",), (
    ...     Attribute((Interval(None, "1"),), 20),
    ...     Attribute((Interval("1", None),), -40),
    ...     Attribute((MISSING,), 0),
    ...     Attribute((UNSEEN,), 0),
    ... ))
    >>> card = Scorecard(card_class="research", base=650, inputs=(Input("late", "int"),), characteristics=(late,))
    >>> card.score({"late": [0, 1, None, "x"]}).tolist()
    [670, 610, 650, 650]
    """

    card_class: str
    base: int
    inputs: tuple[Input, ...]
    characteristics: tuple[Characteristic, ...]
    groups: tuple[Group, ...] = ()
    scaling: Scaling | None = None
    grades: tuple[Grade, ...] = ()
    reason_policy: ReasonPolicy = field(default_factory=ReasonPolicy)
    lookups: tuple[Lookup, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.card_class not in CLASSES:
            raise CardError(f"the class {self.card_class!r} is unknown", fix=f"use one of {', '.join(CLASSES)}")
        check_points(self.base, "base points")
        check_grades(self.grades)
        _check_once("input", [one.key for one in self.inputs])
        _check_once("row", self.rows)
        self._check_inputs()
        self._check_groups()
        self._check_ceilings()
        object.__setattr__(self, "lookups", tuple(self._lookup(one) for one in self.characteristics))

    @property
    def rows(self) -> tuple[str, ...]:
        """Return the keys of the columns of `points`: the characteristics, then the cap rows."""
        return (*(one.key for one in self.characteristics), *(group.key for group in self.groups))

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of the canonical JSON, 64 hexadecimal digits: the name of the model."""
        return sha256(canonical_json(self.to_json())).hexdigest()

    def score(self, frame: Any) -> npt.NDArray[np.int64]:
        """Score each row.

        Parameters
        ----------
        frame : frame of pandas, polars or Arrow, mapping of columns, or one record
            Whatever gives a column, or for a record a cell, by ``frame[key]``.

        Returns
        -------
        ndarray (n,) of int64
            The scores; n is 1 for a record.

        Raises
        ------
        ColumnError
            If a column that the card reads is absent, or columns differ in length.
        """
        if self._is_record(frame):
            return np.array([self._score_record(frame)], np.int64)
        readings = self._read(frame)
        return self.score_readings(readings, self._count(frame, readings))

    def score_readings(self, readings: Mapping[str, Reading], rows: int) -> npt.NDArray[np.int64]:
        """Score rows whose columns were read before.

        Parameters
        ----------
        readings : mapping
            The `Reading` of each input by key, all of length ``rows``; others are ignored.
        rows : int
            The number of rows, which a card without inputs cannot tell.

        Returns
        -------
        ndarray (rows,) of int64
            The scores.
        """
        total = np.full(rows, self.base, np.int64)
        counted = [np.zeros(rows, np.int64) for _ in self.groups]
        for lookup in self.lookups:
            points = lookup.points[lookup.attribute_of(readings)]
            total += points
            for at in self._groups_of[lookup.characteristic.key]:
                counted[at] += self.groups[at].counted(points)
        for group, sums in zip(self.groups, counted, strict=True):
            total += group.cap(sums)
        return total

    def apply(self, frame: Any) -> Scored:
        """Score each row and keep how: attributes, points, grades, reasons and flags.

        Parameters
        ----------
        frame : frame or record
            As for `score`.

        Returns
        -------
        Scored
            One row per row of the frame, in its order.

        Raises
        ------
        ColumnError
            As for `score`.
        """
        if self._is_record(frame):
            return self._applied(self._read({one.key: [_cell(frame, one.key)] for one in self.inputs}), 1)
        readings = self._read(frame)
        return self._applied(readings, self._count(frame, readings))

    def points(self, frame: Any) -> npt.NDArray[np.int64]:
        """Return the points (n, k + g) of each row: k characteristics, then g cap rows, as named by `rows`."""
        return self.apply(frame).points

    def grade(self, frame: Any) -> npt.NDArray[np.object_]:
        """Return the grade (n,) of each row, as texts; None on a card without grades."""
        return self.apply(frame).grade

    def reasons(self, frame: Any) -> list[tuple[str, ...]]:
        """Return the reason codes of each row, the heaviest first."""
        return self.apply(frame).reasons

    def probability_bad(self, score: Any) -> npt.NDArray[np.float64]:
        """Return the probability of bad that each score stands for, in its shape; NaN on a card without scaling."""
        if self.scaling is None:
            return np.full(np.shape(score), np.nan)
        return self.scaling.probability_bad(score)

    @cached_property
    def attainable(self) -> tuple[int, int]:
        """Return the lowest and highest score anybody can reach; a bound where characteristics share an input."""
        ends = np.array([one.points_range for one in self.characteristics], np.int64).reshape(-1, 2).T
        low, high = self.base + ends.sum(axis=1) + self.cap_rows(ends).sum(axis=1)
        return int(low), int(high)

    def cap_rows(self, points: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
        """Return the cap rows (n, g) of the characteristics' points (n, k)."""
        at = {one.key: k for k, one in enumerate(self.characteristics)}
        caps = [group.cap_row(points[:, [at[key] for key in group.members]]) for group in self.groups]
        return np.stack(caps, axis=1) if caps else np.empty((len(points), 0), np.int64)

    def to_json(self) -> dict[str, Any]:
        """Return the document of section 7 of the design, as nested dicts and lists."""
        return {
            "format": FORMAT,
            "kind": KIND,
            "class": self.card_class,
            "base": self.base,
            "inputs": [one.to_json() for one in self.inputs],
            "characteristics": [one.to_json() for one in self.characteristics],
            "groups": [group.to_json() for group in self.groups],
            "scaling": self.scaling.to_json() if self.scaling else None,
            "calibration": None,
            "grades": [grade.to_json() for grade in self.grades],
            "reasons": self.reason_policy.to_json(),
        }

    def _lookup(self, characteristic: Characteristic) -> Lookup:
        inputs = {one.key: one for one in self.inputs}
        try:
            conditions = (
                tuple(dict.fromkeys(attribute.when[at] for attribute in characteristic.attributes))
                for at in range(len(characteristic.inputs))
            )
            parts = zip(characteristic.inputs, conditions, strict=True)
            return Lookup(characteristic, tuple(Partition(inputs[key], found) for key, found in parts))
        except CardError as error:
            raise error.inside(f"characteristic {characteristic.key!r}") from None

    @cached_property
    def _groups_of(self) -> Mapping[str, list[int]]:
        keys = (one.key for one in self.characteristics)
        return {key: [at for at, group in enumerate(self.groups) if key in group.members] for key in keys}

    def _is_record(self, frame: Any) -> bool:
        if self.inputs:
            return is_scalar(_cell(frame, self.inputs[0].key))
        # What has no columns at all cannot be rows, so that it is one person.
        return isinstance(frame, Mapping) and is_scalar(next(iter(frame.values()), None))

    def _score_record(self, record: Any) -> int:
        points = {}
        try:
            for lookup in self.lookups:
                points[lookup.characteristic.key] = lookup.points_list[lookup.attribute_of_record(record)]
        except KeyError as error:
            raise _absent(str(error.args[0])) from None
        total = self.base + sum(points.values())
        for group in self.groups:
            total += int(group.cap(sum(int(group.counted(points[key])) for key in group.members)))
        return total

    def _applied(self, readings: Mapping[str, Reading], rows: int) -> Scored:
        attributes = np.empty((rows, len(self.lookups)), np.int64)
        for at, lookup in enumerate(self.lookups):
            attributes[:, at] = lookup.attribute_of(readings)
        return Scored(self, attributes, readings)

    def _read(self, frame: Any) -> dict[str, Reading]:
        readings = {one.key: read_column(one, _column(frame, one.key)) for one in self.inputs}
        lengths = {key: len(reading) for key, reading in readings.items()}
        if len(set(lengths.values())) > 1:
            raise ColumnError(f"the columns differ in length: {lengths}", fix="give columns of one length")
        return readings

    def _count(self, frame: Any, readings: Mapping[str, Reading]) -> int:
        if readings:
            return len(next(iter(readings.values())))
        return len(next(iter(frame.values()), ())) if isinstance(frame, Mapping) else len(frame)

    def _check_inputs(self) -> None:
        declared = {one.key for one in self.inputs}
        used = {key for one in self.characteristics for key in one.inputs}
        for key in sorted(used - declared):
            raise CardError(f"a characteristic reads the undeclared input {key!r}", fix="declare it, with its type")
        for key in sorted(declared - used):
            raise CardError(f"no characteristic reads the input {key!r}", fix="remove it")

    def _check_groups(self) -> None:
        known = {one.key for one in self.characteristics}
        for group in self.groups:
            for key in group.members:
                if key not in known:
                    raise CardError(f"group {group.key!r} names the unknown characteristic {key!r}")
        for sign in ("neg", "pos"):
            _check_once(
                f"member of the {sign} groups",
                [k for group in self.groups if group.sign == sign for k in group.members],
            )

    def _check_ceilings(self) -> None:
        labels = {grade.grade for grade in self.grades}
        for one in self.characteristics:
            for attribute in one.attributes:
                if attribute.ceiling is not None and attribute.ceiling not in labels:
                    raise CardError(f"the ceiling {attribute.ceiling!r} of {one.key!r} is no grade of the card")


def _check_once(what: str, keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise CardError(f"the {what} {key!r} stands twice", fix="give each its own key")
        seen.add(key)


def _cell(frame: Any, key: str) -> Any:
    try:
        return frame[key]
    except (KeyError, IndexError, ValueError) as error:
        raise _absent(key) from error
    except Exception as error:
        # polars and Arrow raise classes of their own for an absent column, which this room cannot import
        if type(error).__name__ in {"ColumnNotFoundError", "ArrowInvalid"}:
            raise _absent(key) from error
        raise


def _column(frame: Any, key: str) -> Any:
    column = _cell(frame, key)
    if getattr(column, "ndim", 1) != 1:  # what pandas gives for a name that stands twice
        raise ColumnError(f"the column {key!r} stands twice", fix="rename one of the two")
    return column


def _absent(key: str) -> ColumnError:
    return ColumnError(
        f"there is no column {key!r}, which the card reads", fix="add it, or check the spelling of the header"
    )
