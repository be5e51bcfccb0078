"""Small cards by hand, for tests that say what is wrong in one place."""

from typing import Any

from moyang_score.card import MISSING, UNSEEN, Attribute, Characteristic, Condition, Input, Interval, OneOf, Scorecard

__all__ = ["HOME", "LATE", "ask", "card_with", "home", "late"]

LATE = Input("late", "int")
HOME = Input("home", "text")


def ask(key: str, values: dict[Condition, int], **options: Any) -> Characteristic:
    """Return a characteristic over the input of its name; missing and unseen give no points unless they are told."""
    points = {MISSING: 0, UNSEEN: 0, **values}
    return Characteristic(key, (key,), tuple(Attribute((when,), own) for when, own in points.items()), **options)


def late(low: int = 20, high: int = -40, **options: Any) -> Characteristic:
    """Return the question whether anything was late."""
    return ask("late", {Interval(None, "1"): low, Interval("1", None): high}, **options)


def home(rent: int = -10, own: int = 15, **options: Any) -> Characteristic:
    """Return the question how somebody lives."""
    return ask("home", {OneOf(("rent",)): rent, OneOf(("own", "免租")): own}, **options)


def card_with(**options: Any) -> Scorecard:
    """Return a card of the two questions, or of what is told."""
    return Scorecard(
        **{
            "card_class": "research",
            "base": 650,
            "inputs": (LATE, HOME),
            "characteristics": (late(), home()),
            **options,
        }
    )
