"""Who is known, who consented to what, and the protected attributes that only an audit may read."""

import numpy as np
from numpy.typing import NDArray

from moyang_score.synthetic.calendar import NEVER, RECEIVED, plus
from moyang_score.synthetic.draw import Days, Draw, Ints
from moyang_score.synthetic.layout import LAYOUTS
from moyang_score.synthetic.people import DISTRICTS, SCOPES, People
from moyang_score.synthetic.records import build, everyone, picked
from moyang_score.synthetic.sheet import ACCEPTED, Cells, Sheet, Text, code_number

__all__ = ["consents", "persons", "protected"]

_SCOPES = ("general", *SCOPES)


def persons(people: People, seed: int) -> Sheet:
    """Return the register of persons, those included who never opted in."""
    draw = Draw(seed, "persons")
    person = everyone(people)
    some_day = draw.days(len(people), np.datetime64("2021-09-01", "D"), np.datetime64("2026-08-31", "D"))
    known = np.where(np.isnat(people.signed_on), some_day, plus(people.signed_on, draw.whole(len(people), 0, 3)))
    district = np.searchsorted(np.sort(DISTRICTS), people.district)
    columns: dict[str, Cells] = {"服务区县": Text(district, np.sort(DISTRICTS)), "known_on": known}
    return build(LAYOUTS["persons"], people, person, columns)


def consents(people: People, seed: int) -> Sheet:
    """Return consents given and withdrawn, general and separate; who returns gives the separate ones again."""
    draw = Draw(seed, "consents")
    parts = [_given(people.signed_on, 0), _withdrawn(people.withdrawn_on, 0), _given(people.rejoined_on, 0)]
    for number, scope in enumerate(SCOPES, start=1):
        gave = people.scopes[scope] | people.left[scope]
        with_first = np.where(gave, people.signed_on, NEVER)
        later = plus(with_first, np.floor(draw.waiting(len(people), 60.0)).astype(np.int64))
        is_later = draw.chance(len(people), 0.3) & (later < plus(RECEIVED, -10)) & np.isnat(people.withdrawn_on)
        given = np.where(is_later, later, with_first)
        parts.append(_given(given, number))
        parts.append(_given(np.where(gave, people.rejoined_on, NEVER), number))
        parts.append(_withdrawn(np.where(people.left[scope], _between(draw, given), NEVER), number))
    person, scope_number, action, signed = (np.concatenate(part) for part in zip(*parts, strict=True))
    columns: dict[str, Cells] = {
        "scope": picked(_SCOPES, scope_number),
        "action": picked(("give", "withdraw"), action),
        "signed_on": signed,
        "text_version": picked(("2021.1", "2024.1"), signed >= np.datetime64("2024-01-01", "D")),
        "known_on": plus(signed, draw.whole(len(signed), 0, 3)),
    }
    sheet = build(LAYOUTS["consents"], people, person, columns)
    # What was consented to stays on record after a withdrawal.
    sheet.codes[sheet.codes == code_number("withdrawn")] = ACCEPTED
    return sheet


def protected(people: People, seed: int) -> Sheet:
    """Return the protected attributes of those who consented to the audit, and of a few who never opted in."""
    draw = Draw(seed, "protected")
    wanted = people.scopes["audit"]
    person = np.flatnonzero(wanted | (people.stands("never") & draw.chance(len(people), 0.02)))
    columns: dict[str, Cells] = {
        "person_id": Text(person, people.ids),
        "sex": _attribute(people.sex, person),
        "age_band": _attribute(people.age_band, person),
        "hukou": _attribute(people.hukou, person),
        "residence": _attribute(people.residence, person),
    }
    return Sheet(LAYOUTS["protected"], columns, person, people.codes()[person])


def _given(signed: Days, scope: int) -> tuple[Ints, Ints, Ints, Days]:
    person = np.flatnonzero(~np.isnat(signed))
    return person, np.full(len(person), scope), np.zeros(len(person), dtype=np.int64), signed[person]


def _withdrawn(withdrawn: Days, scope: int) -> tuple[Ints, Ints, Ints, Days]:
    person, scopes, action, day = _given(withdrawn, scope)
    return person, scopes, action + 1, day


def _between(draw: Draw, given: Days) -> Days:
    """Return a day between each consent and the last days before receipt."""
    begun = np.where(np.isnat(given), RECEIVED, given)
    span = (RECEIVED - begun).astype(np.int64) - 5
    return plus(begun, 1 + np.floor(draw.uniform(len(given)) * np.maximum(span, 1)).astype(np.int64))


def _attribute(values: NDArray[np.str_], person: Ints) -> Text:
    levels, codes = np.unique(values, return_inverse=True)
    return Text(codes[person], levels)
