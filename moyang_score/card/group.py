"""Groups: characteristics whose points together are held at a limit, by a cap row of their own."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from moyang_score.card.characteristic import check_points
from moyang_score.errors import CardError

__all__ = ["Group"]


@dataclass(frozen=True)
class Group:
    """Hold the negative, or the positive, points of some characteristics at a limit.

    With Σ the sum of ``min(points, 0)`` over the members (sign ``neg``) or of ``max(points, 0)`` (sign ``pos``), the
    cap row is ``clip(Σ) - Σ``: it gives back what lies below a negative limit, and takes what lies above a positive
    one.

    Parameters
    ----------
    key : str
        The name of the cap row.
    members : tuple of str
        Keys of characteristics, each once.
    sign : {'neg', 'pos'}
        Which points are counted.
    limit : int
        The limit; at most 0 for ``neg``, at least 0 for ``pos``.

    Raises
    ------
    CardError
        If the sign is unknown, the limit is on the wrong side of 0, or a member stands twice.

    Examples
    --------
    >>> Group("P-", ("late", "fined"), "neg", -100).cap_row(np.array([[-80, -60], [-80, 10]])).tolist()
    [40, 0]
    """

    key: str
    members: tuple[str, ...]
    sign: str
    limit: int

    def __post_init__(self) -> None:
        check_points(self.limit, "limit")
        if self.sign not in {"neg", "pos"}:
            raise CardError(f"group {self.key!r} has the sign {self.sign!r}", fix="use 'neg' or 'pos'")
        if (self.limit > 0) if self.sign == "neg" else (self.limit < 0):
            raise CardError(f"group {self.key!r} of sign {self.sign} has the limit {self.limit}", fix="turn its sign")
        if not self.key or not self.members or len(set(self.members)) < len(self.members):
            raise CardError(f"group {self.key!r} has the members {list(self.members)}", fix="name each member once")

    def to_json(self) -> dict[str, Any]:
        """Return the form of section 7 of the design."""
        return {"key": self.key, "members": list(self.members), "sign": self.sign, "limit": self.limit}

    def counted(self, points: Any) -> Any:
        """Return the part of the points that the group counts, in the shape of ``points``."""
        return np.minimum(points, 0) if self.sign == "neg" else np.maximum(points, 0)

    def cap(self, total: Any) -> Any:
        """Return the cap row of the counted totals, in their shape."""
        clipped = np.maximum(total, self.limit) if self.sign == "neg" else np.minimum(total, self.limit)
        return clipped - total

    def cap_row(self, points: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return the cap row (n,) of the members' points (n, m)."""
        return np.asarray(self.cap(self.counted(points).sum(axis=1)))
