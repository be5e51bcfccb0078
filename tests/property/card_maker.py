"""Random valid cards from a random generator, with everything in their names and levels that breaks exports."""

import string
from collections.abc import Sequence
from datetime import date
from itertools import pairwise, product
from random import Random

from moyang_score.card import (
    MISSING,
    UNSEEN,
    Attribute,
    Characteristic,
    Condition,
    Grade,
    Group,
    Input,
    Interval,
    OneOf,
    ReasonPolicy,
    Scaling,
    Scorecard,
    Special,
    clean_text,
    number_text,
)

__all__ = ["make_card", "make_input", "make_partition"]

NAMES = (
    "age", "brand_or_and", "two words", " padded ", 'quo"ted', "it's", "a,b", "a;b", "a|b", "tab\there", "line\nbreak",
    "年龄", "出生 日期", "select", "FROM", "order by", "null", "missing", "unseen", "100%", "%3B", "--",
    "/*", "\\", "é", "😀",
    "default.payment.next.month", "id", "row", "score",
    "{x}", "$1", "a=b", "=1+1", "#", "'; drop table t; --",
)  # fmt: skip
LEVELS = (
    "", "rent", "own", "o'neil", 'say "hi"', "阳江", "江城 区", "select", "and", "or", "NULL", "NA", "nan", "None",
    "a,b", "a;b|c",
    "two words", "x\ny", "x\r\ny", "tab\t", "é", "ﬁ", "😀", "0", "1", "1.0", "-1", "true",
    "False", "2020-01-01", "missing",
    "unseen", "%", "\\n", "=1+1", "㎡", "ＡＢＣ", "a" * 60,
)  # fmt: skip
WHOLE_CUTS = (-(2**53), -(10**9), -400, -2, -1, 0, 1, 2, 3, 7, 18, 30, 365, 10_000, 2**31, 2**53 - 1, 2**53)
DECIMAL_CUTS = (
    -1e300, -123.456, -1.0, -0.5, -5e-324, 0.0, 5e-324, 1e-300, 1e-5, 0.1, 0.3, 1 / 3, 0.5, 1.0, 1.5, 2.675,
    12.0, 650.25,
    1e16, 2.0**53, 1e22, 1.7e308,
)  # fmt: skip
DAY_CUTS = (-719_162, -25_567, -1, 0, 1, 11_016, 18_262, 18_321, 20_000, 2_932_896)
MISSING_TOKENS = {
    "int": ("", "NA", "-1", "-1.0", "9e3", "?"),
    "decimal": ("", "NA", "-0.5", "-1", "1e3", "n/a"),
    "text": ("", "NA", "不详", "none", "-9"),
    "date": ("", "NA", "9999-12-31", "0000-00-00"),
    "bool": ("", "NA", "?"),
}
SPECIAL_CODES = {
    "int": ("-999", "-998.0", "1e6", "refused", "拒答"),
    "decimal": ("-999", "-998.5", "99.90", "refused"),
    "text": ("-999", "refused", "拒答", "it's"),
    "date": ("1900-01-01", "1899-12-31", "refused"),
    "bool": ("unknown", "-999", "2"),
}


def make_card(random: Random) -> Scorecard:
    """Return a valid card with 1 to 6 inputs and 1 to 7 characteristics, some of them grids."""
    inputs = [make_input(random, key) for key in random.sample(NAMES, random.randint(1, 6))]
    grades = make_grades(random)
    asked = [(one,) for one in inputs]
    if len(inputs) > 1:
        asked += [tuple(random.sample(inputs, 2)) for _ in range(random.choice((0, 0, 1, 2)))]
    if random.random() < 0.2:
        asked.append((random.choice(inputs),))  # two characteristics may ask the same input
    random.shuffle(asked)
    taken = set()
    characteristics = tuple(_characteristic(random, _fresh(random, taken, sides), sides, grades) for sides in asked)
    return Scorecard(
        card_class=random.choice(("research", "official")),
        base=random.choice((0, 650, -50, random.randint(-1000, 1000), 10**9)),
        inputs=tuple(inputs),
        characteristics=characteristics,
        groups=_groups(random, [one.key for one in characteristics]),
        scaling=random.choice((None, Scaling(), Scaling(600, "0.5", 20), Scaling(-7, "50", 1))),
        grades=grades,
        reason_policy=ReasonPolicy(k=random.choice((0, 1, 2, 4, 9)), min_points=random.choice((1, 1, 5, 30))),
    )


def make_input(random: Random, key: str) -> Input:
    """Return an input of a random type, with tokens and codes that do not contradict each other."""
    kind = random.choice(tuple(MISSING_TOKENS))
    bare = Input(key, kind, missing=())
    taken: set[object] = set()
    tokens = random.sample(MISSING_TOKENS[kind], random.randint(0, 3))
    if random.random() < 0.5 and "" not in tokens:
        tokens.append("")
    missing = tuple(token for token in tokens if _is_new(bare, taken, token))
    codes = random.sample(SPECIAL_CODES[kind], random.choice((0, 0, 1, 2, 3)))
    special = tuple(code for code in codes if _is_new(bare, taken, code))
    return Input(key, kind, random.choice((None, "", "fen", "天")), missing, special)


def make_partition(random: Random, declared: Input) -> list[Condition]:
    """Return conditions that hold each cell of an input exactly once, in any order."""
    states = [MISSING, UNSEEN, *map(Special, declared.special)]
    found = [*_values(random, declared), *states]
    random.shuffle(found)
    return found


def make_grades(random: Random) -> tuple[Grade, ...]:
    """Return a grade scale of 0 to 5 grades, best first."""
    labels = random.choice(((), ("AAA", "AA", "A", "基础"), tuple("ABCDE"), ("only",), ('"A"', "B,")))
    minima = sorted(random.sample(range(560, 760), max(len(labels) - 1, 0)), reverse=True)
    return tuple(Grade(label, minimum) for label, minimum in zip(labels, [*minima, None], strict=False))


def _values(random: Random, declared: Input) -> list[Condition]:
    if declared.type == "bool":
        return random.choice(([OneOf(("true",)), OneOf(("false",))], [OneOf(("false", "true"))]))
    if declared.type == "text":
        levels = random.sample(
            [level for level in LEVELS if _is_level(declared, level)], random.choice((0, 1, 3, 6, 9))
        )
        return [OneOf(tuple(part)) for part in _parts(random, levels)]
    pool: Sequence[float] = {"int": WHOLE_CUTS, "decimal": DECIMAL_CUTS, "date": DAY_CUTS}[declared.type]
    cuts = [number_text(cut) for cut in sorted(random.sample(pool, random.randint(0, 4)))]
    return [Interval(lower, upper) for lower, upper in pairwise([None, *cuts, None])]


def _is_level(declared: Input, level: str) -> bool:
    return level == clean_text(level) and declared.read_cell(level)[0] == 0


def _parts(random: Random, levels: list[str]) -> list[list[str]]:
    ends = sorted(random.sample(range(1, len(levels)), min(len(levels) - 1, random.randint(0, 3)))) if levels else []
    return [levels[start:stop] for start, stop in pairwise([0, *ends, len(levels)])] if levels else []


def _is_new(bare: Input, taken: set[object], token: str) -> bool:
    state, value = bare.read_cell(token)
    identity = clean_text(token) if state else value
    new = identity not in taken
    taken.add(identity)
    return new


def _fresh(random: Random, taken: set[str], sides: tuple[Input, ...]) -> str:
    """Return a key nothing has yet: usually that of the input, as learners do."""
    key = " × ".join(one.key for one in sides)
    while key in taken or random.random() < 0.2:
        key = random.choice(NAMES) + random.choice(string.ascii_letters)
    taken.add(key)
    return key


def _characteristic(random: Random, key: str, sides: tuple[Input, ...], grades: tuple[Grade, ...]) -> Characteristic:
    cells = list(product(*(make_partition(random, one) for one in sides)))
    random.shuffle(cells)
    spread = random.choice((0, 3, 60, 60, 60, 10**9))
    attributes = tuple(Attribute(when, random.randint(-spread, spread), _ceiling(random, grades)) for when in cells)
    reason = random.choice((key, "R1", "R2", "理由"))
    return Characteristic(key, tuple(one.key for one in sides), attributes, random.randint(-9, 9), reason, None)


def _ceiling(random: Random, grades: tuple[Grade, ...]) -> str | None:
    return random.choice(grades).grade if grades and random.random() < 0.15 else None


def _groups(random: Random, keys: list[str]) -> tuple[Group, ...]:
    groups = []
    for sign, limit in (("neg", -random.randint(0, 80)), ("pos", random.randint(0, 80))):
        members = random.sample(keys, random.randint(0, len(keys)))
        for part in _parts(random, members)[:2]:
            groups.append(Group(f"{sign} cap {len(groups)}, {part[0]}", tuple(part), sign, limit))
    return tuple(groups)


def iso_day(day: int) -> str | None:
    """Return a day since 1970-01-01 as it stands in a file; None outside the years 1 to 9999."""
    ordinal = day + date(1970, 1, 1).toordinal()
    return date.fromordinal(ordinal).isoformat() if 1 <= ordinal <= date.max.toordinal() else None
