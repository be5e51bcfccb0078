"""What a scene may read: the grade of a person as far as its own families of the card tell."""

from collections.abc import Collection, Mapping
from typing import Any

from moyang_score.card import Scorecard
from moyang_score.card.grades import grade_at

__all__ = ["scene_grade"]


def scene_grade(card: Scorecard, record: Mapping[str, Any], families: Collection[str]) -> str:
    """Return the grade of a record as far as some families of the card tell.

    A scene reads only what has to do with it (EU AI Act 5(1)(c)). What lifts a score in its families is stretched so
    that whoever reaches their caps reaches the best score of the card; what lowers it is not enlarged. Families that it
    does not read neither lift, lower nor hold a grade.

    Parameters
    ----------
    card : Scorecard
        A card with grades and without neutral points, as an expert card is.
    record : mapping
        One cell for each input.
    families : collection of str
        The families that may be read.

    Returns
    -------
    str
        The grade.

    Examples
    --------
    >>> from moyang_score.card import Grade
    >>> card = Scorecard(card_class="official", base=650, inputs=(), characteristics=(), grades=(Grade("A", None),))
    >>> scene_grade(card, {}, {"P"})
    'A'
    """
    scored = card.apply(record)
    read = [at for at, one in enumerate(card.characteristics) if one.family in families]
    at = grade_at(card.grades, _score(card, {card.characteristics[at].key: int(scored.points[0, at]) for at in read}))
    order = [one.grade for one in card.grades]
    for place in read:
        ceiling = card.characteristics[place].attributes[scored.attributes[0, place]].ceiling
        if ceiling is not None:
            at = max(at, order.index(ceiling))
    return order[at]


def _score(card: Scorecard, points: Mapping[str, int]) -> int:
    lift, lower, reach = 0, 0, 0
    held: dict[str, set[str]] = {"pos": set(), "neg": set()}
    for group in card.groups:
        own = [points[key] for key in group.members if key in points]
        held[group.sign].update(group.members)
        if group.sign == "neg":
            lower += max(sum(min(one, 0) for one in own), group.limit)
        elif own:
            lift += min(sum(max(one, 0) for one in own), group.limit)
            reach += group.limit
    loose = sum(max(own, 0) for key, own in points.items() if key not in held["pos"])
    loose += sum(min(own, 0) for key, own in points.items() if key not in held["neg"])
    whole = sum(group.limit for group in card.groups if group.sign == "pos")
    stretched = -(-lift * whole // reach) if reach else 0  # rounded up: in favour of the person
    return card.base + loose + stretched + lower
