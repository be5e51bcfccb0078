"""The change in points between two cards: where the difference of the mean scores comes from, without remainder."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from moyang_score.card import Scorecard
from moyang_score.review.candidate import Shared
from moyang_score.review.compared_rows import Cell, OfCard

__all__ = ["ChangeRow", "score_change"]


@dataclass(frozen=True, kw_only=True)
class ChangeRow:
    """Hold what one row of the waterfall adds to the scores of all rows, by both cards.

    Parameters
    ----------
    kind : {'start', 'characteristic', 'cap'}
        Where a neutral person starts (base plus neutral points), what a characteristic adds to that, a cap row.
    key : str
        The key of the characteristic or group; empty for the start.
    baseline, challenger : int or None
        The sum over all rows; None where a card does not have it.
    moved : int or None
        The sum of the sizes of the differences, row by row: how much of it there is in both directions.
    rows : int
        Rows summed over.

    Examples
    --------
    >>> row = ChangeRow(kind="characteristic", key="late", baseline=-40, challenger=-60, moved=30, rows=10)
    >>> row.mean, row.mean_moved
    (-2.0, 3.0)
    """

    kind: str
    key: str
    baseline: int | None
    challenger: int | None
    moved: int
    rows: int

    @property
    def exact(self) -> Fraction:
        """Return the mean of challenger minus baseline; over all rows of a change they sum to that of the scores."""
        return Fraction((self.challenger or 0) - (self.baseline or 0), self.rows)

    @property
    def mean(self) -> float:
        """Return the mean of challenger minus baseline, in points."""
        return float(self.exact)

    @property
    def mean_moved(self) -> float:
        """Return the mean size of the difference, in points."""
        return self.moved / self.rows


def score_change(
    cards: Sequence[Scorecard],
    found: Sequence[OfCard],
    at: tuple[int, int],
    shared: Sequence[Shared],
    cells: Sequence[Mapping[tuple[int, ...], Cell]],
) -> tuple[ChangeRow, ...]:
    """Take the difference of two mean scores apart.

    Parameters
    ----------
    cards : sequence of Scorecard
        All cards compared.
    found : sequence of OfCard
        What they say about the rows.
    at : tuple of int
        The positions of baseline and challenger among them.
    shared : sequence of Shared
        Their characteristics, matched.
    cells : sequence of mapping
        Per shared characteristic: the attribute of each card to the rows that fall there.

    Returns
    -------
    tuple of ChangeRow
        The start, the characteristics that either card has, the cap rows.
    """
    rows = len(found[0].score)
    starts = [cards[one].base + sum(each.neutral for each in cards[one].characteristics) for one in at]
    start = ChangeRow(
        kind="start",
        key="",
        baseline=starts[0] * rows,
        challenger=starts[1] * rows,
        moved=abs(starts[1] - starts[0]) * rows,
        rows=rows,
    )
    kept = zip(shared, cells, strict=True)
    own = [_characteristic(cards, at, one, counted, rows) for one, counted in kept if {one.at[k] for k in at} != {None}]
    return (start, *own, *_caps([found[one] for one in at], rows))


def _characteristic(
    cards: Sequence[Scorecard],
    at: tuple[int, int],
    shared: Shared,
    counted: Mapping[tuple[int, ...], Cell],
    rows: int,
) -> ChangeRow:
    sums = [0, 0]
    moved = 0
    for places, cell in counted.items():
        steps = [_contribution(cards[one], shared.at[one], places[one]) for one in at]
        sums = [total + cell.n * step for total, step in zip(sums, steps, strict=True)]
        moved += cell.n * abs(steps[1] - steps[0])
    held = [None if shared.at[one] is None else total for one, total in zip(at, sums, strict=True)]
    return ChangeRow(
        kind="characteristic", key=shared.key, baseline=held[0], challenger=held[1], moved=moved, rows=rows
    )


def _contribution(card: Scorecard, at: int | None, place: int) -> int:
    if at is None:
        return 0
    one = card.characteristics[at]
    return one.attributes[place].points - one.neutral


def _caps(found: Sequence[OfCard], rows: int) -> Iterator[ChangeRow]:
    own, other = found
    nothing = np.zeros(rows, np.int64)
    for key in dict.fromkeys([*own.caps, *other.caps]):
        before, after = own.caps.get(key, nothing), other.caps.get(key, nothing)
        yield ChangeRow(
            kind="cap",
            key=key,
            baseline=int(before.sum()) if key in own.caps else None,
            challenger=int(after.sum()) if key in other.caps else None,
            moved=int(np.abs(after - before).sum()),
            rows=rows,
        )
