"""The form of a card: what decides it beside the effects that a learner found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from moyang_score.card import Attribute, Condition, Grade, Interval, number_value

if TYPE_CHECKING:
    from moyang_score.catalogue import Catalogue, PointsRow

__all__ = ["RESEARCH", "CardForm"]


@dataclass(frozen=True)
class CardForm:
    """Say how effects are dressed as a card.

    Parameters
    ----------
    card_class : {'research', 'official'}
        The class of the card.
    grades : tuple of Grade
        Its grades; empty for grades A to E, cut at the quintiles of the sample.
    families : mapping
        Characteristic to its family.
    ceilings : mapping
        Characteristic to the rows of a catalogue, some of which hold people at a grade: these hold whatever the points
        are, and the characteristic stands on the card even if its points are all 0.

    Examples
    --------
    >>> CardForm().card_class, CardForm().kept
    ('research', ())
    """

    card_class: str = "research"
    grades: tuple[Grade, ...] = ()
    families: Mapping[str, str] = field(default_factory=dict)
    ceilings: Mapping[str, tuple["PointsRow", ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: "Catalogue") -> "CardForm":
        """Return the form of cards fitted under a catalogue: its grades, its families, its ceilings."""
        scored = [one for one in catalogue.indicators if one.on]
        return cls(
            card_class="official" if catalogue.releasable else "research",
            grades=tuple(Grade(one.grade, one.min) for one in catalogue.grades),
            families={one.code: one.family for one in scored},
            ceilings={one.code: one.points for one in scored if any(row.ceiling for row in one.points)},
        )

    @property
    def kept(self) -> tuple[str, ...]:
        """The characteristics that stand on the card whatever a learner finds."""
        return tuple(self.ceilings)

    def attributes(self, key: str, rows: Sequence[tuple[Condition, int]]) -> Iterator[Attribute]:
        """Yield the attributes of a characteristic, its intervals parted where a ceiling begins or ends."""
        for condition, points in rows:
            if key not in self.ceilings or not isinstance(condition, Interval):
                yield Attribute((condition,), points)
                continue
            for part, ceiling in _parts(condition, self.ceilings[key]):
                yield Attribute((part,), points, ceiling)


RESEARCH: Final = CardForm()


def _parts(interval: Interval, rows: Sequence["PointsRow"]) -> Iterator[tuple[Interval, str | None]]:
    """Yield an interval in parts that have one ceiling each."""
    open_from, ceiling = interval.lower, _ceiling_at(interval.lower, rows)
    for row in rows:
        begin = None if row.lower is None else str(row.lower)
        if begin is None or row.ceiling == ceiling or not _inside(begin, interval):
            continue
        yield Interval(open_from, begin), ceiling
        open_from, ceiling = begin, row.ceiling
    yield Interval(open_from, interval.upper), ceiling


def _ceiling_at(lower: str | None, rows: Sequence["PointsRow"]) -> str | None:
    """Return the ceiling of the row in which an interval begins."""
    if lower is None:
        return rows[0].ceiling
    begin = number_value(lower)
    return next(row.ceiling for row in reversed(rows) if row.lower is None or row.lower <= begin)


def _inside(begin: str, interval: Interval) -> bool:
    value = number_value(begin)
    after = interval.lower is None or value > number_value(interval.lower)
    return after and (interval.upper is None or value < number_value(interval.upper))
