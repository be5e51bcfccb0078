"""Scored rows: what a card says about each row of a frame, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from moyang_score.card.condition import UNSEEN
from moyang_score.card.grades import grade_position
from moyang_score.card.input import STATE_OF_CODE, VALUE_STATE
from moyang_score.card.reading import Reading

if TYPE_CHECKING:
    from moyang_score.card.scorecard import Scorecard

__all__ = ["Scored", "flag_code"]

_CODE_OF_STATE = {VALUE_STATE: "unseen", **{state: code for code, state in STATE_OF_CODE.items()}}


@dataclass(frozen=True, eq=False)
class Scored:
    """Hold the attribute each row falls into for each characteristic, and all that follows from it.

    Parameters
    ----------
    card : Scorecard
        The card that scored.
    attributes : ndarray (n, k) of int64
        Positions in the attributes of each characteristic.
    readings : mapping
        The `Reading` of each input by key.

    Examples
    --------
    >>> from moyang_score.card import MISSING, Attribute, Characteristic, Input, OneOf, Scorecard
    >>> points = {OneOf(("own",)): 15, OneOf(("rent",)): -10, MISSING: 0, UNSEEN: -5}
    >>> home = Characteristic("home", ("home",), tuple(Attribute((when,), own) for when, own in points.items()))
    >>> card = Scorecard(card_class="research", base=650, inputs=(Input("home", "text"),), characteristics=(home,))
    >>> scored = card.apply({"home": ["own", "rent", "boat"]})
    >>> scored.score.tolist(), scored.reasons, scored.flags
    ([665, 640, 645], [(), ('home',), ('home',)], [(), (), ('unseen:home',)])
    """

    card: Scorecard
    attributes: npt.NDArray[np.int64]
    readings: Mapping[str, Reading]

    def __len__(self) -> int:
        return len(self.attributes)

    @cached_property
    def points(self) -> npt.NDArray[np.int64]:
        """Return the points (n, k + g): characteristics, then cap rows."""
        own = np.empty(self.attributes.shape, np.int64)
        for at, lookup in enumerate(self.card.lookups):
            own[:, at] = lookup.points[self.attributes[:, at]]
        return np.hstack([own, self.card.cap_rows(own)])

    @cached_property
    def score(self) -> npt.NDArray[np.int64]:
        """Return the scores (n,): base plus the sum of the points."""
        return np.asarray(self.card.base + self.points.sum(axis=1))

    @cached_property
    def contributions(self) -> npt.NDArray[np.int64]:
        """Return points minus neutral points (n, k) of the characteristics."""
        neutral = np.array([one.neutral for one in self.card.characteristics], np.int64)
        return self.points[:, : len(neutral)] - neutral

    @cached_property
    def grade(self) -> npt.NDArray[np.object_]:
        """Return the grade (n,) of each row, held at the lowest ceiling met; None on a card without grades."""
        if not self.card.grades:
            return np.full(len(self), None, object)
        labels = np.array([grade.grade for grade in self.card.grades], object)
        position = grade_position(self.card.grades, self.score)
        return labels[np.maximum(position, self._ceiling)]

    @cached_property
    def reasons(self) -> list[tuple[str, ...]]:
        """Return the reason codes of each row, the heaviest first."""
        codes = [one.reason for one in self.card.characteristics]
        return self.card.reason_policy.choose_all(codes, self.contributions)

    @cached_property
    def flags(self) -> list[tuple[str, ...]]:
        """Return the sorted flags of each row: one per input whose cell was unseen or could not be read."""
        found: list[set[str]] = [set() for _ in range(len(self))]
        for row, flag in self._unseen():
            found[row].add(flag)
        return [tuple(sorted(flags)) for flags in found]

    @cached_property
    def _ceiling(self) -> npt.NDArray[np.int64]:
        """Return the position (n,) of the best grade that the attributes of each row allow."""
        rank = {grade.grade: at for at, grade in enumerate(self.card.grades)}
        ceiling = np.zeros(len(self), np.int64)
        for at, one in enumerate(self.card.characteristics):
            table = np.array([rank.get(attribute.ceiling or "", 0) for attribute in one.attributes], np.int64)
            np.maximum(ceiling, table[self.attributes[:, at]], out=ceiling)
        return ceiling

    def _unseen(self) -> Iterator[tuple[int, str]]:
        """Yield each row and flag; a grid may be unseen on either of its inputs."""
        for at, one in enumerate(self.card.characteristics):
            for side, key in enumerate(one.inputs):
                hit = np.array([attribute.when[side] is UNSEEN for attribute in one.attributes])
                for row in np.flatnonzero(hit[self.attributes[:, at]]):
                    yield int(row), flag_code(_CODE_OF_STATE[int(self.readings[key].state[row])], key)


def flag_code(code: str, key: Any) -> str:
    """Return the flag of an input, ``code:key``, in which ``%`` and ``;`` of the key are written ``%25`` and ``%3B``.

    Parameters
    ----------
    code : str
        ``unseen``, ``unparsable``, ``infinite`` or ``too_large``.
    key : str
        The key of the input.

    Returns
    -------
    str
        The flag, safe to join with ``;``.

    Examples
    --------
    >>> flag_code("unseen", "a;b")
    'unseen:a%3Bb'
    """
    return f"{code}:{str(key).replace('%', '%25').replace(';', '%3B')}"
