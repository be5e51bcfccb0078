"""Hypothesis strategies for cards and for the rows at their boundaries.

The makers beside this module draw hundreds of choices from a `random.Random`, so hypothesis draws its seed: a failing
example names the seed, and `make_card(Seeded(seed))` gives the card again.
"""

from random import Random
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from moyang_score.card import Input, Scorecard
from tests.property.card_maker import NAMES, make_card, make_input
from tests.property.row_maker import records_of, text_columns, typed_columns

__all__ = ["Seeded", "cards", "cards_with_records", "cards_with_typed", "inputs", "quick", "randoms", "seeded_cards"]

# The same examples in every run, and no limit on the time of one: tests tell about the code, not about the machine.
quick = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


class Seeded(Random):
    """Show the seed of a random generator, so that a failing example can be made again."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.first_seed = seed

    def __repr__(self) -> str:
        return f"Seeded({self.first_seed})"


def randoms() -> st.SearchStrategy[Random]:
    """Return random generators with a seed that hypothesis chooses."""
    return st.integers(0, 2**32 - 1).map(Seeded)


def cards() -> st.SearchStrategy[Scorecard]:
    """Return valid cards of every kind."""
    return randoms().map(make_card)


def inputs() -> st.SearchStrategy[Input]:
    """Return inputs of every type."""
    return randoms().map(lambda random: make_input(random, random.choice(NAMES)))


@st.composite
def cards_with_records(draw: st.DrawFn, rows: int = 20) -> tuple[Scorecard, list[dict[str, Any]]]:
    """Return a card, and rows of texts at its boundaries as records."""
    card = draw(cards())
    return card, records_of(text_columns(card, draw(randoms()), rows))


@st.composite
def cards_with_typed(draw: st.DrawFn, rows: int = 20) -> tuple[Scorecard, dict[str, Any]]:
    """Return a card, and typed arrays at its boundaries by input."""
    card = draw(cards())
    return card, typed_columns(card, draw(randoms()), rows)


def seeded_cards(number: int, first: int = 0) -> list[Scorecard]:
    """Return the same ``number`` cards in every run; card ``seed`` is ``make_card(Random(seed))``."""
    return [make_card(Random(seed)) for seed in range(first, first + number)]
