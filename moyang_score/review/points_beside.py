"""Points side by side: the attributes of several cards on one scale, cut wherever any of them cuts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from moyang_score.card import (
    MISSING,
    UNSEEN,
    Condition,
    Input,
    Interval,
    OneOf,
    Special,
    number_value,
)
from moyang_score.card.characteristic import Lookup
from moyang_score.review.candidate import Candidate, Shared
from moyang_score.review.compare_policy import POLICY
from moyang_score.review.compared_rows import Cell
from moyang_score.wording import condition_text

__all__ = ["BesideRow", "PointsBeside", "points_beside"]

_Lookups = Sequence[Lookup | None]


@dataclass(frozen=True, kw_only=True)
class BesideRow:
    """Hold the points that each card gives to the same values.

    Parameters
    ----------
    when : tuple of Condition
        What the values are, one condition per input; empty where the cards do not agree on what a cell says, as where
        one declares a missing token that another reads as a value.
    points, contributions : tuple of int or None
        Of each card: points, and points minus neutral points; None where a card does not ask.
    n, known : int
        Rows with such a value, and those of them whose outcome is known.
    bads : int or None
        The bads among these; None where fewer outcomes are known than the policy asks for.

    Examples
    --------
    >>> BesideRow(when=(MISSING,), points=(0, None), contributions=(-2, None), n=12, known=0, bads=None).differs
    False
    """

    when: tuple[Condition, ...]
    points: tuple[int | None, ...]
    contributions: tuple[int | None, ...]
    n: int
    known: int
    bads: int | None

    @property
    def differs(self) -> bool:
        """Tell whether two cards that ask give different contributions."""
        return len({one for one in self.contributions if one is not None}) > 1


@dataclass(frozen=True, eq=False, kw_only=True)
class PointsBeside:
    """Hold one characteristic of several cards.

    Parameters
    ----------
    key : str
        Its key.
    inputs : tuple of Input
        As the first card that has it declares them.
    neutral : tuple of int or None
        The neutral points of each card; None where a card does not have it.
    rows : tuple of BesideRow
        Numbers in rising order, then levels, special codes, missing, unseen.
    names : mapping
        Language to its name, where a card has texts.

    Examples
    --------
    >>> PointsBeside(key="late", inputs=(Input("late", "int"),), neutral=(5, None), rows=(), names={}).named("zh")
    'late'
    """

    key: str
    inputs: tuple[Input, ...]
    neutral: tuple[int | None, ...]
    rows: tuple[BesideRow, ...]
    names: Mapping[str, str]

    def named(self, language: str) -> str:
        """Return the key, followed by the name where there is one."""
        name = self.names.get(language, self.key)
        return self.key if name == self.key else f"{self.key} {name}"

    def wording(self, row: BesideRow, language: str) -> str:
        """Return what the values of a row are, in words; empty where the cards do not agree on it."""
        texts = [condition_text(one, read, language) for one, read in zip(row.when, self.inputs, strict=False)]
        if len(texts) < 2:
            return "".join(texts)
        return " & ".join(f"{read.key}: {text}" for read, text in zip(self.inputs, texts, strict=True))


def points_beside(
    candidates: Sequence[Candidate], shared: Shared, cells: Mapping[tuple[int, ...], Cell]
) -> PointsBeside:
    """Lay the attributes of one characteristic side by side.

    Parameters
    ----------
    candidates : sequence of Candidate
        The cards.
    shared : Shared
        The characteristic.
    cells : mapping
        The attribute of each card (-1 where it has none) to the rows that fall there.

    Returns
    -------
    PointsBeside
        One row per combination of attributes that a value can fall into; every row of the data is in exactly one.
    """
    found = shared.lookups([one.card for one in candidates])
    having, first = next((at, one) for at, one in enumerate(found) if one is not None)
    whens: dict[tuple[int, ...], tuple[Condition, ...]] = {}
    for when in _whens(found):
        whens.setdefault(_places(found, when), when)
    for combination in sorted(set(cells) - set(whens)):
        whens[combination] = ()
    return PointsBeside(
        key=shared.key,
        inputs=tuple(candidates[having].input(key) for key in first.characteristic.inputs),
        neutral=tuple(None if one is None else one.characteristic.neutral for one in found),
        rows=tuple(_row(found, at, when, cells.get(at, Cell())) for at, when in whens.items()),
        names={
            language: texts.name(shared.key)
            for one in reversed(candidates)
            for language, texts in one.texts.items()
            if texts.name(shared.key) != shared.key
        },
    )


def _row(found: _Lookups, places: tuple[int, ...], when: tuple[Condition, ...], cell: Cell) -> BesideRow:
    points = [None if one is None else one.points_list[place] for one, place in zip(found, places, strict=True)]
    neutral = [0 if one is None else one.characteristic.neutral for one in found]
    return BesideRow(
        when=when,
        points=tuple(points),
        contributions=tuple(None if own is None else own - zero for own, zero in zip(points, neutral, strict=True)),
        n=cell.n,
        known=cell.known,
        bads=cell.bads if cell.known >= POLICY.fewest else None,
    )


def _whens(found: _Lookups) -> Iterator[tuple[Condition, ...]]:
    """Yield the conditions of all cards on one scale."""
    having = [one.characteristic for one in found if one is not None]
    if len(having[0].inputs) > 1:  # a grid is shared only where its cells are the same
        yield from (attribute.when for attribute in having[0].attributes)
        return
    conditions = [attribute.when[0] for one in having for attribute in one.attributes]
    yield from ((one,) for one in _intervals(conditions))
    yield from ((one,) for one in _levels(found, conditions))
    yield from ((one,) for one in dict.fromkeys(one for one in conditions if isinstance(one, Special)))
    yield (MISSING,)
    yield (UNSEEN,)


def _intervals(conditions: Sequence[Condition]) -> Iterator[Interval]:
    """Yield the intervals between all cuts of all cards, lowest first."""
    intervals = [one for one in conditions if isinstance(one, Interval)]
    if not intervals:
        return
    cuts = sorted({one.lower for one in intervals if one.lower is not None}, key=number_value)
    for lower, upper in zip([None, *cuts], [*cuts, None], strict=True):
        yield Interval(lower, upper)


def _levels(found: _Lookups, conditions: Sequence[Condition]) -> Iterator[OneOf]:
    """Yield the levels, together where no card tells them apart."""
    levels = dict.fromkeys(level for one in conditions if isinstance(one, OneOf) for level in one.levels)
    together: dict[tuple[int, ...], list[str]] = {}
    for level in levels:
        together.setdefault(_places(found, (OneOf((level,)),)), []).append(level)
    yield from (OneOf(tuple(group)) for group in together.values())


def _places(found: _Lookups, when: tuple[Condition, ...]) -> tuple[int, ...]:
    """Return the attribute that each card gives to values of a kind, -1 where it does not ask."""
    return tuple(-1 if one is None else _place(one, when) for one in found)


def _place(lookup: Lookup, when: tuple[Condition, ...]) -> int:
    own = [attribute.when for attribute in lookup.characteristic.attributes]
    if when in own:
        return own.index(when)
    match when[0]:
        case Interval() as inner:
            return next(at for at, (held,) in enumerate(own) if isinstance(held, Interval) and _within(inner, held))
        case OneOf(levels=(text, *_)) | Special(code=text):  # as the card itself reads such a cell
            return lookup.attribute_of_record({lookup.characteristic.inputs[0]: text})
    raise AssertionError("every characteristic has attributes for missing and unseen")


def _within(inner: Interval, outer: Interval) -> bool:
    below = outer.lower is None or (inner.lower is not None and number_value(inner.lower) >= number_value(outer.lower))
    above = outer.upper is None or (inner.upper is not None and number_value(inner.upper) <= number_value(outer.upper))
    return below and above
