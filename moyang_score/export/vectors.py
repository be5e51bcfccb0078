"""Vectors: rows at the boundaries of a card with all that the card says of them, for a scorer in any language."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from moyang_score.card import Scorecard
from moyang_score.card.canonical import canonical_json
from moyang_score.errors import BundleError
from moyang_score.export.mixing import Mixer

__all__ = ["Vector", "answers_of", "read_vectors", "vector_rows", "vectors_bytes"]

Row = Mapping[str, str | None]

_MOST_SINGLE: Final = 4_000
_MOST_ROWS: Final = 20_000
_PRIME: Final = 7_919  # cells of different inputs meet in another order in each round
_AGAIN: Final = "take the bundle again from those who released it"


@dataclass(frozen=True)
class Vector:
    """Hold one row and what a scorer must say of it.

    Parameters
    ----------
    row : mapping
        A text for each input, None where the cell is absent.
    points : tuple of int
        Characteristics, then cap rows, in card order.
    score : int
        The score.
    grade : str or None
        None on a card without grades.
    reasons, flags : tuple of str
        Reason codes, the heaviest first, and flags, sorted.

    Examples
    --------
    >>> Vector({"age": "41"}, (5,), 655, "A", (), ()).to_json()["score"]
    655
    """

    row: Row
    points: tuple[int, ...]
    score: int
    grade: str | None
    reasons: tuple[str, ...]
    flags: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the form of one line of ``vectors.jsonl``."""
        return {
            "row": dict(self.row),
            "points": list(self.points),
            "score": self.score,
            "grade": self.grade,
            "reasons": list(self.reasons),
            "flags": list(self.flags),
        }


def vector_rows(card: Scorecard) -> list[Row]:
    """Return rows that meet every attribute, cap row, ceiling and boundary of a grade that texts can meet.

    Parameters
    ----------
    card : Scorecard
        Any card.

    Returns
    -------
    list of mapping
        Different rows; always the same for one card.

    Examples
    --------
    >>> from moyang_score.card import MISSING, UNSEEN, Attribute, Characteristic, Input, OneOf
    >>> points = {OneOf(("own",)): 15, MISSING: 0, UNSEEN: -5}
    >>> home = Characteristic("home", ("home",), tuple(Attribute((when,), own) for when, own in points.items()))
    >>> card = Scorecard(card_class="research", base=650, inputs=(Input("home", "text"),), characteristics=(home,))
    >>> rows = vector_rows(card)
    >>> {"home": "own"} in rows, {"home": " own\u3000"} in rows, {"home": None} in rows
    (True, True, True)
    """
    keys = [one.key for one in card.inputs]
    found: dict[tuple[str | None, ...], None] = {}
    for cells in _rows(Mixer(card)):
        found.setdefault(tuple(cells))
        if len(found) >= _MOST_ROWS:
            break
    return [dict(zip(keys, cells, strict=True)) for cells in found]


def answers_of(card: Scorecard, rows: Sequence[Row]) -> list[Vector]:
    """Return what a card says of rows.

    Parameters
    ----------
    card : Scorecard
        The card.
    rows : sequence of mapping
        A text or None for each of its inputs.

    Returns
    -------
    list of Vector
        One for each row.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> answers_of(card, [{}])[0].score
    650
    """
    scored = card.apply({one.key: [row[one.key] for row in rows] for one in card.inputs} or {"": [""] * len(rows)})
    parts = zip(
        rows, scored.points.tolist(), scored.score.tolist(), scored.grade, scored.reasons, scored.flags, strict=True
    )
    return [
        Vector(row, tuple(points), score, grade, reasons, flags) for row, points, score, grade, reasons, flags in parts
    ]


def vectors_bytes(vectors: Sequence[Vector]) -> bytes:
    r"""Write vectors as the content of ``vectors.jsonl``.

    Parameters
    ----------
    vectors : sequence of Vector
        The vectors.

    Returns
    -------
    bytes
        One line of canonical JSON for each, each ended by LF.

    Examples
    --------
    >>> vectors_bytes([Vector({"age": "41"}, (5,), 655, None, (), ())])
    b'{"flags":[],"grade":null,"points":[5],"reasons":[],"row":{"age":"41"},"score":655}\n'
    """
    return b"".join(canonical_json(one.to_json()) + b"\n" for one in vectors)


def read_vectors(content: bytes) -> list[Vector]:
    """Read what `vectors_bytes` wrote.

    Parameters
    ----------
    content : bytes
        The content of ``vectors.jsonl``, of a bundle that was checked.

    Returns
    -------
    list of Vector
        The vectors.

    Raises
    ------
    BundleError
        If a line is something else, or there is none.

    Examples
    --------
    >>> read_vectors(b'{"flags":[],"grade":null,"points":[],"reasons":[],"row":{},"score":650}')[0].score
    650
    """
    found = [_vector(line, number) for number, line in enumerate(content.split(b"\n"), start=1) if line]
    if not found:
        raise BundleError("there are no vectors", where="vectors.jsonl", fix=_AGAIN)
    return found


def _vector(line: bytes, number: int) -> Vector:
    try:
        one = json.loads(line)
        return Vector(
            one["row"], tuple(one["points"]), one["score"], one["grade"], tuple(one["reasons"]), tuple(one["flags"])
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BundleError("this is no vector", where=f"vectors.jsonl, line {number}", fix=_AGAIN) from None


def _rows(mixer: Mixer) -> Iterator[list[str | None]]:
    if not mixer.card.inputs:
        yield []
        return
    low, high = mixer.extreme(-1), mixer.extreme(1)
    path = mixer.between(low, high)
    around = np.concatenate([mixer.neighbours(low), mixer.neighbours(high)])
    pool = np.concatenate([path, around])
    for picks in [*pool, *_grids(mixer, high), *_boundaries(mixer, np.concatenate([pool, mixer.every()]))]:
        yield mixer.row(picks)
    yield from _mixed(mixer.cells)
    if sum(map(len, mixer.cells)) <= _MOST_SINGLE:
        yield from _single(mixer.row(high), mixer.cells)


def _grids(mixer: Mixer, base: Any) -> Iterator[Any]:
    """Yield each cell of each grid."""
    number = {one.key: at for at, one in enumerate(mixer.card.inputs)}
    for one in mixer.card.characteristics:
        if len(one.inputs) == 2:
            for other in mixer.changed(base, number[one.inputs[0]]):
                yield from mixer.changed(other, number[one.inputs[1]])


def _boundaries(mixer: Mixer, pool: Any) -> Iterator[Any]:
    """Yield rows at the boundaries of grades and at the limits of groups, from both sides."""
    for grade in mixer.card.grades:
        if grade.min is not None:
            yield from mixer.nearest(pool, 0, grade.min)
    for column, group in enumerate(mixer.card.groups, start=1):
        yield from mixer.nearest(pool, column, group.limit)
        yield from mixer.nearest(pool, column, group.limit + 1)


def _mixed(cells: Sequence[Sequence[str | None]]) -> Iterator[list[str | None]]:
    """Yield rows in which all cells of all inputs stand, beside ever different others."""
    for number in range(2 * max(map(len, cells))):
        yield [own[(number + number // len(own) + _PRIME * at) % len(own)] for at, own in enumerate(cells)]


def _single(base: list[str | None], cells: Sequence[Sequence[str | None]]) -> Iterator[list[str | None]]:
    """Yield rows in which one cell differs from the best row, so that a scorer's fault is easy to find."""
    for at, own in enumerate(cells):
        for cell in own:
            yield [*base[:at], cell, *base[at + 1 :]]
