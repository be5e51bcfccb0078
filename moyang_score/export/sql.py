"""A card as one statement of DuckDB SQL, which says of every row what the card says."""

from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import Final

from moyang_score.card import (
    MISSING,
    MISSING_STATE,
    STATE_OF_CODE,
    UNSEEN,
    VALUE_STATE,
    Characteristic,
    Group,
    Input,
    Interval,
    OneOf,
    Scorecard,
    Special,
    number_value,
)
from moyang_score.card.characteristic import Lookup
from moyang_score.card.partition import Partition
from moyang_score.card.scored import flag_code
from moyang_score.errors import ReleaseError
from moyang_score.export import sqlcells
from moyang_score.export.sqltext import double, identifier, literal, remark

__all__ = ["RELATION", "ROW", "card_sql"]

RELATION: Final = "moyang_input"
ROW: Final = "moyang_row"

_HEAD: Final = """\
-- The score of a card, as one statement for DuckDB 1.4 or later. It was generated from the points table of the card
--   {digest} (class {card_class})
-- and says the same as the card in every row. How it reads a cell is told in docs/format.md, section 3.
--
-- It reads the relation {relation}: {row}, which tells the rows apart, and one column for each input of the
-- card, of text or of any type. From CSV, read text as text, and keep empty cells apart from absent ones:
--   CREATE VIEW {relation} AS SELECT row_number() OVER () AS {row}, *
--     FROM read_csv('people.csv', all_varchar = true, nullstr = '(never)');
-- It gives {row}, score, grade, probability_bad, digest, flags, the points and the reasons, a row for each row, in
-- no promised order.
"""


def card_sql(card: Scorecard) -> str:
    """Write a card as DuckDB SQL.

    Parameters
    ----------
    card : Scorecard
        Any card.

    Returns
    -------
    str
        One SELECT over the relation ``moyang_input``.

    Raises
    ------
    ReleaseError
        If two inputs differ by nothing but case, which DuckDB does not tell apart.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> card_sql(card).splitlines()[-1]
    'FROM grades'
    """
    _check_names(card.inputs)
    inputs = list(enumerate(card.inputs, start=1))
    head = _HEAD.format(digest=card.digest, card_class=card.card_class, relation=RELATION, row=ROW)
    names = [remark(f"{at} {one.key} ({one.type})") for at, one in inputs]
    steps = [
        _step(
            "source", RELATION, "the cells as text, and the types of the columns", sqlcells.source_columns(inputs), ROW
        ),
        _step("texts", "source", "cleaned", sqlcells.text_columns(inputs)),
        _step("parts", "texts", "whole numbers in unusual spellings, taken apart", sqlcells.part_columns(inputs)),
        _step("digits", "parts", "their digits, and how many stand before the point", sqlcells.digit_columns(inputs)),
        _step("cells", "digits", "values", sqlcells.cell_columns(inputs)),
        _step("states", "cells", _STATES, sqlcells.state_columns(inputs)),
        _step("conditions", "states", "the condition each input meets, from 0", _condition_columns(card)),
        _step("attributes", "conditions", "the attribute of each characteristic, from 0", _attribute_columns(card)),
        _step("points", "attributes", "its points", _point_columns(card)),
        _step("sums", "points", "what each group counts", _sum_columns(card)),
        _step("caps", "sums", "cap rows", _cap_columns(card.groups)),
        _step("scores", "caps", "the score, and contributions in the order of reasons", _score_columns(card)),
        _step("grades", "scores", "the grade, held at the worst ceiling", _grade_columns(card)),
    ]
    return "\n".join([head + "--", "-- inputs:", *names, "WITH", ",\n".join(steps), *_final(card)])


_STATES: Final = "0 value, 1 missing, 2 unparsable, 3 infinite, 4 too large, 5 and more special codes"


def _check_names(inputs: Sequence[Input]) -> None:
    seen = {ROW: ROW}
    for one in inputs:
        other = seen.setdefault(one.key.casefold(), one.key)
        if other != one.key or one.key == ROW:
            raise ReleaseError(
                f"the inputs {other!r} and {one.key!r} are one column to DuckDB, which does not tell case apart",
                fix="rename one of them in the data and fit the card again",
            )


def _step(name: str, source: str, what: str, columns: Iterable[tuple[str, str]], first: str = "*") -> str:
    listed = "".join(f",\n    {expression} AS {column}" for column, expression in columns)
    return f"{name} AS NOT MATERIALIZED ( -- {what}\n  SELECT {first}{listed}\n  FROM {source}\n)"  # noqa: S608 - all names and texts are quoted


def _numbered(card: Scorecard) -> Iterator[tuple[int, Lookup]]:
    return enumerate(card.lookups, start=1)


# --- Sections 4 and 5: conditions and attributes ---------------------------------------------------------------------


def _condition_columns(card: Scorecard) -> Iterator[tuple[str, str]]:
    number = {one.key: at for at, one in enumerate(card.inputs, start=1)}
    for at, lookup in _numbered(card):
        for side, partition in enumerate(lookup.partitions, start=1):
            yield f"c{at}_{side}", _condition(partition, number[partition.declared.key])


def _condition(partition: Partition, at: int) -> str:
    position = {condition: place for place, condition in enumerate(partition.conditions)}
    unseen = position[UNSEEN]
    lines = [
        f"CASE s{at}",
        f"WHEN {VALUE_STATE} THEN {_value_condition(partition, at)}",
        f"WHEN {MISSING_STATE} THEN {position[MISSING]}",
    ]
    for place, code in enumerate(partition.declared.special):
        lines.append(f"WHEN {5 + place} THEN {position[Special(code)]} {remark(f'special {code}')}")
    return "\n      ".join([*lines, f"ELSE {unseen} END"])


def _value_condition(partition: Partition, at: int) -> str:
    placed = list(enumerate(partition.conditions))
    if partition.declared.is_number:
        number = double if partition.declared.type == "decimal" else str
        intervals = [(place, one) for place, one in placed if isinstance(one, Interval)]
        intervals.sort(key=lambda pair: (pair[1].upper is None, number_value(pair[1].upper or "0")))
        lines = [f"WHEN v{at} < {number(one.upper)} THEN {place}" for place, one in intervals if one.upper is not None]
        rest = intervals[-1][0]
    else:
        levels = [(place, one.levels) for place, one in placed if isinstance(one, OneOf)]
        lines = [f"WHEN v{at} IN ({', '.join(map(literal, found))}) THEN {place}" for place, found in levels]
        rest = partition.conditions.index(UNSEEN)
    return "\n        ".join(["CASE", *lines, f"ELSE {rest} END"]) if lines else str(rest)


def _attribute_columns(card: Scorecard) -> Iterator[tuple[str, str]]:
    for at, lookup in _numbered(card):
        if len(lookup.partitions) == 1:
            yield f"a{at}", f"c{at}_1"
            continue
        first, second = (partition.conditions for partition in lookup.partitions)
        position = {attribute.when: place for place, attribute in enumerate(lookup.characteristic.attributes)}
        table = ", ".join(str(position[one, other]) for one in first for other in second)
        yield f"a{at}", f"([{table}])[c{at}_1 * {len(second)} + c{at}_2 + 1]"


# --- Sections 6 to 9: points, score, grade, reasons -----------------------------------------------------------------


def _point_columns(card: Scorecard) -> Iterator[tuple[str, str]]:
    for at, one in enumerate(card.characteristics, start=1):
        lines = [
            f"      WHEN {place} THEN {attribute.points} {remark(str(attribute))}"
            for place, attribute in enumerate(one.attributes)
        ]
        yield f"p{at}", "\n".join([f"CAST(CASE a{at} {remark(one.key)}", *lines, "      END AS BIGINT)"])


def _sum_columns(card: Scorecard) -> Iterator[tuple[str, str]]:
    number = {one.key: at for at, one in enumerate(card.characteristics, start=1)}
    for at, group in enumerate(card.groups, start=1):
        part = "least" if group.sign == "neg" else "greatest"
        yield f"u{at}", " + ".join(f"{part}(p{number[key]}, 0)" for key in group.members)


def _cap_columns(groups: Sequence[Group]) -> Iterator[tuple[str, str]]:
    for at, group in enumerate(groups, start=1):
        part = "greatest" if group.sign == "neg" else "least"
        yield f"g{at}", f"{part}(u{at}, {group.limit}) - u{at} {remark(group.key)}\n     "


def _score_columns(card: Scorecard) -> Iterator[tuple[str, str]]:
    terms = [f"p{at}" for at in range(1, len(card.characteristics) + 1)]
    terms += [f"g{at}" for at in range(1, len(card.groups) + 1)]
    yield "score", " + ".join([f"CAST({card.base} AS BIGINT)", *terms])
    if card.characteristics:
        yield "lost", f"list_sort([{', '.join(_ranked(card.characteristics))}])"


def _ranked(characteristics: Sequence[Characteristic]) -> Iterator[str]:
    """Yield for each reason code one number that sorts by contribution, then by place in the card."""
    step = _rank_step(characteristics)
    members: dict[str, list[str]] = {}
    for at, one in enumerate(characteristics, start=1):
        members.setdefault(one.reason, []).append(f"(p{at} - {one.neutral}) * {step} + {at - 1}".replace("- -", "+ "))
    for ranks in members.values():
        yield ranks[0] if len(ranks) == 1 else f"least({', '.join(ranks)})"


def _rank_step(characteristics: Sequence[Characteristic]) -> int:
    return int(10 ** len(str(len(characteristics))))


def _grade_columns(card: Scorecard) -> Iterator[tuple[str, str]]:
    if not card.grades:
        return
    by_score = [f"WHEN score >= {grade.min} THEN {at}" for at, grade in enumerate(card.grades) if grade.min is not None]
    last = len(card.grades) - 1
    held = [f"CASE {' '.join(by_score)} ELSE {last} END" if by_score else str(last), *_ceilings(card)]
    yield "held", f"greatest({', '.join(held)})" if len(held) > 1 else held[0]


def _ceilings(card: Scorecard) -> Iterator[str]:
    rank = {grade.grade: at for at, grade in enumerate(card.grades)}
    for at, one in enumerate(card.characteristics, start=1):
        lines = [
            f"WHEN {place} THEN {rank[attribute.ceiling]}"
            for place, attribute in enumerate(one.attributes)
            if attribute.ceiling is not None
        ]
        if lines:
            yield f"CASE a{at} {' '.join(lines)} ELSE 0 END"


# --- The result ------------------------------------------------------------------------------------------------------


def _final(card: Scorecard) -> Iterator[str]:
    labels = ", ".join(literal(grade.grade) for grade in card.grades)
    columns = [
        ROW,
        "score",
        f"([{labels}])[held + 1] AS grade" if card.grades else "CAST(NULL AS VARCHAR) AS grade",
        f"{_probability(card)} AS probability_bad",
        f"'{card.digest}' AS digest",
        f"{_flags(card)} AS flags",
    ]
    columns += [f"p{at} AS {identifier(f'points_{one.key}')}" for at, one in enumerate(card.characteristics, start=1)]
    columns += [f"g{at} AS {identifier(f'points_{group.key}')}" for at, group in enumerate(card.groups, start=1)]
    columns += [f"{_reason(card, at)} AS reason_{at}" for at in range(1, card.reason_policy.k + 1)]
    yield "SELECT\n  " + ",\n  ".join(columns)
    yield "FROM grades"


def _probability(card: Scorecard) -> str:
    """Write 1 / (1 + exp(log odds)) so that nothing overflows, rounded as its decimal digits are, exactly."""
    if card.scaling is None:
        return "CAST(NULL AS DOUBLE)"
    anchor = double(repr(log(float(number_value(card.scaling.base_odds)))))
    odds = f"({anchor} + (score - {card.scaling.base_score}) / {double(repr(card.scaling.factor))})".replace(
        "- -", "+ "
    )
    return f"CAST(format('{{:.12f}}', exp(-(greatest({odds}, 0) + ln(1 + exp(-abs({odds})))))) AS DOUBLE)"


def _flags(card: Scorecard) -> str:
    found = dict(_raised(card))
    if not found:
        return "''"
    return "concat_ws(';', " + ", ".join(found[flag] for flag in sorted(found)) + ")"


def _raised(card: Scorecard) -> Iterator[tuple[str, str]]:
    """Yield each flag that a row can have, with what raises it."""
    for at, one in enumerate(card.inputs, start=1):
        for code, state in STATE_OF_CODE.items():
            flag = flag_code(code, one.key)
            yield flag, f"CASE WHEN s{at} = {state} THEN {literal(flag)} END"
        if one.type == "text":
            flag = flag_code("unseen", one.key)
            met = " OR ".join(_unseen(card, one.key))
            yield flag, f"CASE WHEN s{at} = {VALUE_STATE} AND ({met}) THEN {literal(flag)} END"


def _unseen(card: Scorecard, key: str) -> Iterator[str]:
    for at, lookup in _numbered(card):
        for side, partition in enumerate(lookup.partitions, start=1):
            if partition.declared.key == key:
                yield f"c{at}_{side} = {partition.conditions.index(UNSEEN)}"


def _reason(card: Scorecard, place: int) -> str:
    if not card.characteristics:
        return "CAST(NULL AS VARCHAR)"
    step = _rank_step(card.characteristics)
    codes = ", ".join(literal(one.reason) for one in card.characteristics)
    rank = f"lost[{place}]"
    limit = (1 - card.reason_policy.min_points) * step
    return f"CASE WHEN {rank} < {limit} THEN ([{codes}])[({rank} % {step} + {step}) % {step} + 1] END"
