"""The first half of the SQL: what each cell says under its input, by section 3 of ``docs/format.md``.

Each function returns the columns of one step, as pairs of name and expression. With i the number of an input: ``x<i>``
is the cell as text and ``k<i>`` the type of its column; ``t<i>`` the cleaned text; ``m<i>``, ``z<i>`` and ``q<i>`` the
digits of a whole number that is written in an unusual way; ``v<i>`` the value; ``s<i>`` the state (0 value, 1 missing,
2 unparsable, 3 infinite, 4 too large, 5 and more the special codes).
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from moyang_score.card import LARGEST_INT, MISSING_STATE, STATE_OF_CODE, VALUE_STATE, Input, clean_text
from moyang_score.card.cell import Unreadable, read_value
from moyang_score.export.sqltext import double, identifier, literal

__all__ = [
    "Columns",
    "cell_columns",
    "digit_columns",
    "part_columns",
    "source_columns",
    "state_columns",
    "text_columns",
]

Columns = Iterator[tuple[str, str]]
Numbered = Sequence[tuple[int, Input]]

_BLANK: Final = r"[\t-\r\x{1c}-\x{20}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]+"
_BLANKS: Final = rf"'\A{_BLANK}|{_BLANK}\z', '', 'g'"
_SIMPLE: Final = "'[+-]?[0-9]{1,15}'"
_NUMBER: Final = "'[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?'"
_PARTS: Final = r"'\A[+-]?(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?[0-9]+))?\z'"
_DATE: Final = "'[0-9]{4}-[0-9]{2}-[0-9]{2}'"
_READABLE: Final = "'VARCHAR|BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*|DATE|TIMESTAMP.*'"
_TOO_LARGE: Final = LARGEST_INT + 1


def source_columns(inputs: Numbered) -> Columns:
    """Cast each column to text, and keep of its type what decides how the text is read."""
    for at, one in inputs:
        column = identifier(one.key)
        yield f"x{at}", f"CAST({column} AS VARCHAR)"
        yield f"k{at}", f"typeof({column})"


def text_columns(inputs: Numbered) -> Columns:
    """Clean texts; spell typed cells as section 3 does."""
    for at, one in inputs:
        yield f"t{at}", _cleaned(at, r"' 00:00:00\z'" if one.type == "text" else r"' [0-9][0-9:.]*\z'")


def part_columns(inputs: Numbered) -> Columns:
    """Take apart the whole numbers that are not written as a few plain digits."""
    names = "['before', 'after', 'bare', 'exponent']"
    for at, one in inputs:
        if one.type == "int":
            yield (
                f"m{at}",
                f"CASE WHEN NOT regexp_full_match(t{at}, {_SIMPLE}) THEN regexp_extract(t{at}, {_PARTS}, {names}) END",
            )


def digit_columns(inputs: Numbered) -> Columns:
    """Return their significant digits, and how many of them stand before the point."""
    for at, one in inputs:
        if one.type == "int":
            digits = f"ltrim(m{at}.before || m{at}.after || m{at}.bare, '0')"
            yield f"z{at}", digits
            exponent = f"CASE m{at}.exponent WHEN '' THEN 0 ELSE coalesce(TRY_CAST(m{at}.exponent AS INTEGER), "
            exponent += f"CASE WHEN m{at}.exponent[1] = '-' THEN -1000000000 ELSE 1000000000 END) END"
            yield f"q{at}", f"length({digits})::BIGINT + {exponent} - length(m{at}.after || m{at}.bare)"


def cell_columns(inputs: Numbered) -> Columns:
    """Read the values; what cannot be read has none, and what is too large has 2^53 + 1."""
    for at, one in inputs:
        yield f"v{at}", _VALUES[one.type](at)


def state_columns(inputs: Numbered) -> Columns:
    """Tell the state of each cell, in the order of section 3."""
    for at, one in inputs:
        yield f"s{at}", "\n      ".join(["CASE", *_state_lines(at, one), f"ELSE {VALUE_STATE} END"])


def _cleaned(at: int, time: str) -> str:
    return (
        f"CASE WHEN k{at} = 'DOUBLE' THEN CASE x{at} WHEN 'nan' THEN NULL WHEN '-0.0' THEN '0.0' ELSE x{at} END"
        f"\n      WHEN k{at} = 'FLOAT' THEN nullif(TRY_CAST(x{at} AS FLOAT)::DOUBLE::VARCHAR, 'nan')"
        f"\n      WHEN k{at} LIKE 'TIMESTAMP%' THEN regexp_replace(x{at}, {time}, '')"
        f"\n      WHEN regexp_full_match(x{at}, '[!-~]*') THEN x{at}"
        f"\n      ELSE regexp_replace(nfc_normalize(regexp_replace(x{at}, {_BLANKS})), {_BLANKS}) END"
    )


def _whole(at: int) -> str:
    head = f"CAST(rpad(z{at}, q{at}::INTEGER, '0') AS BIGINT)"
    fraction = f"rtrim(substr(z{at}, q{at} + 1), '0') <> ''"
    return (
        f"CASE WHEN m{at} IS NULL THEN CAST(t{at} AS BIGINT)"
        f"\n      WHEN m{at}.before || m{at}.bare = '' THEN NULL"
        f"\n      WHEN z{at} = '' THEN 0"
        f"\n      WHEN q{at} > 16 THEN {_TOO_LARGE}"
        f"\n      WHEN q{at} < 1 THEN NULL"
        f"\n      WHEN {head} > {LARGEST_INT} OR ({head} = {LARGEST_INT} AND {fraction}) THEN {_TOO_LARGE}"
        f"\n      WHEN {fraction} THEN NULL"
        f"\n      WHEN t{at}[1] = '-' THEN -{head} ELSE {head} END"
    )


def _decimal(at: int) -> str:
    return f"CASE WHEN regexp_full_match(t{at}, {_NUMBER}) THEN TRY_CAST(t{at} AS DOUBLE) END"


def _date(at: int) -> str:
    day = f"TRY_CAST(t{at} AS DATE) - DATE '1970-01-01'"
    return f"CASE WHEN regexp_full_match(t{at}, {_DATE}) AND t{at} >= '0001' THEN {day} END"


def _bool(at: int) -> str:
    return f"CASE WHEN lower(t{at}) IN ('true', 'false') THEN lower(t{at}) END"


_VALUES: Final[dict[str, Any]] = {
    "int": _whole,
    "decimal": _decimal,
    "date": _date,
    "bool": _bool,
    "text": lambda at: f"t{at}",
}


def _state_lines(at: int, one: Input) -> Iterator[str]:
    tokens = [(token, MISSING_STATE) for token in one.missing]
    tokens += [(code, 5 + place) for place, code in enumerate(one.special)]
    yield f"WHEN t{at} IS NULL THEN {MISSING_STATE}"
    for token, state in tokens:
        yield f"WHEN k{at} = 'VARCHAR' AND t{at} = {literal(clean_text(token))} THEN {state}"
    yield f"WHEN NOT regexp_full_match(k{at}, {_READABLE}) THEN {STATE_OF_CODE['unparsable']}"
    yield from _unreadable_lines(at, one.type)
    for token, state in tokens:
        if (value := _value(one, token)) is not None:
            yield f"WHEN v{at} = {value} THEN {state}"


def _unreadable_lines(at: int, kind: str) -> Iterator[str]:
    infinite = STATE_OF_CODE["infinite"]
    if kind in {"int", "decimal"}:
        yield f"WHEN k{at} IN ('DOUBLE', 'FLOAT') AND t{at} IN ('inf', '-inf') THEN {infinite}"
    yield f"WHEN v{at} IS NULL THEN {STATE_OF_CODE['unparsable']}"
    if kind == "decimal":
        yield f"WHEN isinf(v{at}) THEN {infinite}"
    if kind == "int":
        yield f"WHEN abs(v{at}) > {LARGEST_INT} THEN {STATE_OF_CODE['too_large']}"


def _value(one: Input, token: str) -> str | None:
    """Return what a token reads as under its type, as SQL; None where it counts by its text alone."""
    value = read_value(one.type, token)
    if isinstance(value, Unreadable):
        return None
    if isinstance(value, str):
        return literal(value)
    return double(repr(value)) if one.type == "decimal" else str(value)
