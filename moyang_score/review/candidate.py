"""A card that stands for comparison, with what lies beside it, and what its characteristics share with others'."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from moyang_score.card import Characteristic, Evidence, Input, Scorecard, Texts
from moyang_score.card.characteristic import Lookup
from moyang_score.errors import CardChangedError, UsageError

__all__ = ["Candidate", "Shared", "check_candidates", "shared_characteristics"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Candidate:
    """Hold one of the cards to compare.

    Parameters
    ----------
    name : str
        What it is called in the comparison; each candidate has its own.
    card : Scorecard
        The card.
    evidence : Evidence, optional
        Its evidence.
    texts : mapping
        Language to its texts; empty for a card without.

    Raises
    ------
    UsageError
        If it has no name.
    CardChangedError
        If the evidence names another card.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> Candidate(name="logistic", card=card).name
    'logistic'
    """

    name: str
    card: Scorecard
    evidence: Evidence | None = None
    texts: Mapping[str, Texts] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.name:
            raise UsageError("a card to compare has no name", fix="give each its own")
        if self.evidence is not None and self.evidence["digest"] != self.card.digest:
            raise CardChangedError("the evidence names another card", fix="give the evidence of the same card folder")

    def input(self, key: str) -> Input:
        """Return one of the inputs of the card."""
        return next(one for one in self.card.inputs if one.key == key)


@dataclass(frozen=True, eq=False)
class Shared:
    """Hold one characteristic and where each card has it.

    Parameters
    ----------
    key : str
        Its key.
    at : tuple of int or None
        Its position among the characteristics of each card; None where a card does not have it.

    Examples
    --------
    >>> Shared("late", (0, None)).at
    (0, None)
    """

    key: str
    at: tuple[int | None, ...]

    def lookups(self, cards: Sequence[Scorecard]) -> tuple[Lookup | None, ...]:
        """Return how each card finds the attribute of a row; None where a card does not have the characteristic."""
        return tuple(None if at is None else card.lookups[at] for card, at in zip(cards, self.at, strict=True))


def check_candidates(candidates: Sequence[Candidate]) -> None:
    """Refuse what cannot be compared.

    Parameters
    ----------
    candidates : sequence of Candidate
        The cards.

    Raises
    ------
    UsageError
        If there are fewer than two, or two have one name.
    """
    if len(candidates) < 2:
        raise UsageError(f"there are {len(candidates)} cards to compare", fix="name two or more")
    names = [one.name for one in candidates]
    for name in names:
        if names.count(name) > 1:
            raise UsageError(f"two cards are called {name!r}", fix="give each its own name")


def shared_characteristics(cards: Sequence[Scorecard]) -> tuple[Shared, ...]:
    """Match the characteristics of several cards: one key, the same inputs, read as the same kind of value.

    Parameters
    ----------
    cards : sequence of Scorecard
        The cards.

    Returns
    -------
    tuple of Shared
        In the order of the first card, then what only later ones have. Characteristics that share a key and nothing
        else stand apart.
    """
    places: dict[Any, list[int | None]] = {}
    for number, card in enumerate(cards):
        for at, one in enumerate(card.characteristics):
            places.setdefault(_signature(card, one), [None] * len(cards))[number] = at
    return tuple(Shared(signature[0], tuple(at)) for signature, at in places.items())


def _signature(card: Scorecard, one: Characteristic) -> tuple[Any, ...]:
    kinds = {declared.key: declared.type for declared in card.inputs}
    read = tuple("number" if kinds[key] in {"int", "decimal"} else kinds[key] for key in one.inputs)
    if len(one.inputs) == 1:
        return one.key, one.inputs, read
    # the cells of two grids can be laid side by side only where they are the same
    return one.key, one.inputs, read, frozenset(attribute.when for attribute in one.attributes)
