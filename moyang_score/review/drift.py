"""How far rows lie from those of a reference, by the score and the characteristics of each card."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from moyang_score.measure import Stability, psi
from moyang_score.review.candidate import Candidate, Shared
from moyang_score.review.compare_policy import POLICY
from moyang_score.review.compared_rows import Cell, ComparedRows
from moyang_score.review.comparison import Drift

__all__ = ["drift_of"]


def drift_of(
    candidates: Sequence[Candidate], shared: Sequence[Shared], before: ComparedRows, after: ComparedRows
) -> Iterator[Drift]:
    """Yield the drift of the score of each card, and of each of its characteristics.

    Parameters
    ----------
    candidates : sequence of Candidate
        The cards.
    shared : sequence of Shared
        Their characteristics, matched.
    before, after : ComparedRows
        The reference, and the rows compared on.

    Yields
    ------
    Drift
        The score first; false alarms of one card together are held at one minus the level.
    """
    for number, candidate in enumerate(candidates):
        own = [(one, at) for at, one in enumerate(shared) if one.at[number] is not None]
        level = 1.0 - (1.0 - POLICY.level) / (len(own) + 1)  # Bonferroni, over all that is asked about one card
        old, new = before.cards[number].score, after.cards[number].score
        shift = int(new.sum()) / len(new) - int(old.sum()) / len(old)
        yield _drift(candidate.name, "", psi(*_bands(old, new), level=level), shift)
        for one, at in own:
            counts = [_attributes(rows.cells[at], number) for rows in (before, after)]
            characteristic = candidate.card.characteristics[one.at[number] or 0]
            sizes = range(len(characteristic.attributes))
            points = [attribute.points for attribute in characteristic.attributes]
            found = psi([counts[0][k] for k in sizes], [counts[1][k] for k in sizes], level=level)
            yield _drift(candidate.name, one.key, found, _mean(counts[1], points) - _mean(counts[0], points))


def _drift(card: str, key: str, found: Stability, shift: float) -> Drift:
    verdict = "steady"
    if min(found.reference, found.current) < POLICY.fewest:
        verdict = "too few to say"
    elif found.beyond_chance:
        verdict = "moved" if abs(shift) >= POLICY.shift else "look"
    return Drift(card=card, key=key, stability=found, shift=shift, verdict=verdict)


def _bands(old: npt.NDArray[np.int64], new: npt.NDArray[np.int64]) -> tuple[Any, Any]:
    """Count both over the bands that hold about equal shares of the older."""
    shares = np.arange(1, POLICY.bands) / POLICY.bands
    cuts = np.unique(np.quantile(old, shares, method="inverted_cdf"))
    counts = [np.bincount(np.searchsorted(cuts, one, side="right"), minlength=len(cuts) + 1) for one in (old, new)]
    return counts[0], counts[1]


def _attributes(cells: Mapping[tuple[int, ...], Cell], number: int) -> Counter[int]:
    counts: Counter[int] = Counter()
    for places, cell in cells.items():
        counts[places[number]] += cell.n
    return counts


def _mean(counts: Counter[int], points: Sequence[int]) -> float:
    return sum(n * points[place] for place, n in counts.items()) / sum(counts.values())
