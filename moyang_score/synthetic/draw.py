"""Seeded numbers: everything random in the city comes from uniform numbers of one of these streams."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Days", "Draw", "Flags", "Floats", "Ints", "logistic"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Days = NDArray[np.datetime64]


class Draw:
    """Draw numbers from a stream of its own.

    Only uniform numbers are asked of numpy, and turned into others here: those of one bit generator stay the same from
    version to version of numpy, other distributions need not.

    Parameters
    ----------
    seed : int
        Seed of the city.
    stream : str
        What the numbers are for; another stream is independent of this one.

    Examples
    --------
    >>> Draw(7, "names").uniform(3).shape
    (3,)
    """

    def __init__(self, seed: int, stream: str) -> None:
        words = [seed, *stream.encode()]
        self._generator = np.random.Generator(np.random.PCG64(np.random.SeedSequence(words)))

    def uniform(self, n: int) -> Floats:
        """Return ``n`` numbers in [0, 1)."""
        return self._generator.random(n)

    def normal(self, n: int) -> Floats:
        """Return ``n`` standard normal numbers, by the method of Box and Muller."""
        radius = np.sqrt(-2.0 * np.log1p(-self.uniform(n)))
        return radius * np.cos(2.0 * np.pi * self.uniform(n))

    def chance(self, n: int, share: float | Floats) -> Flags:
        """Return ``n`` flags, each true with the chance ``share``."""
        return self.uniform(n) < share

    def whole(self, n: int, low: int | Ints, high: int | Ints) -> Ints:
        """Return ``n`` whole numbers from ``low`` to ``high``, both possible."""
        span = np.asarray(high, dtype=np.int64) - low + 1
        return low + np.floor(self.uniform(n) * span).astype(np.int64)

    def waiting(self, n: int, mean: float | Floats) -> Floats:
        """Return ``n`` exponential numbers of the mean ``mean``."""
        return -mean * np.log1p(-self.uniform(n))

    def level(self, n: int, weights: Sequence[float]) -> Ints:
        """Return ``n`` positions in ``weights``, each as often as its weight says."""
        ends = np.cumsum(weights)[:-1] / np.sum(weights)
        return np.searchsorted(ends, self.uniform(n), side="right")

    def days(self, n: int, first: Days | np.datetime64, last: Days | np.datetime64) -> Days:
        """Return ``n`` days from ``first`` to ``last``, both possible."""
        span = (np.asarray(last) - first).astype(np.int64) + 1
        return first + np.floor(self.uniform(n) * span).astype("timedelta64[D]")

    def some(self, rows: Ints, n: int) -> Ints:
        """Return ``n`` different ones of ``rows``, or all if they are fewer, in ascending order."""
        picked = np.argsort(self.uniform(len(rows)), kind="stable")[:n]
        return np.sort(rows[picked])

    def spread(self, persons: Ints, mean: float | Floats, most: int) -> Ints:
        """Return each person as many times as there are records of him, ``mean`` on average before rounding down."""
        counts = np.minimum(np.floor(self.waiting(len(persons), mean)), most).astype(np.int64)
        return np.repeat(persons, counts)


def logistic(values: Floats) -> Floats:
    """Return the chance whose log-odds are given.

    Examples
    --------
    >>> float(logistic(np.array([0.0]))[0])
    0.5
    """
    return 1.0 / (1.0 + np.exp(-values))
