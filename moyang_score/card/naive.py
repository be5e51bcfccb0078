"""The naive reference: the rules of a card told once more, row by row, from its document alone.

It shares no code with the scorer and is used by the tests and the parity gate only. Slow, and easy to believe.
"""

import math
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

__all__ = ["naive_score"]

_DIGITS = set("0123456789")
_UNREADABLE = object()


def naive_score(document: Mapping[str, Any], record: Mapping[str, Any]) -> dict[str, Any]:
    """Score one record from the document of a card.

    Parameters
    ----------
    document : mapping
        The parsed ``scorecard.json``.
    record : mapping
        One cell per input: a text as it stands in a file, or a Python scalar.

    Returns
    -------
    dict
        ``points`` (characteristics, then cap rows), ``score``, ``grade``, ``reasons`` and ``cells``, the condition that
        each characteristic found for its inputs.
    """
    inputs = {one["key"]: one for one in document["inputs"]}
    points, cells, ceilings = [], [], []
    for characteristic in document["characteristics"]:
        attribute = _attribute(characteristic, inputs, record)
        points.append(attribute["points"])
        cells.append(attribute["when"])
        ceilings.append(attribute["ceiling"])
    keys = [one["key"] for one in document["characteristics"]]
    caps = [_cap(group, dict(zip(keys, points, strict=True))) for group in document["groups"]]
    score = document["base"] + sum(points) + sum(caps)
    return {
        "points": [*points, *caps],
        "score": score,
        "grade": _grade(document["grades"], score, [ceiling for ceiling in ceilings if ceiling is not None]),
        "reasons": _reasons(document, points),
        "cells": cells,
    }


def _attribute(characteristic: Mapping[str, Any], inputs: Mapping[str, Any], record: Mapping[str, Any]) -> Any:
    sides = []
    for at, key in enumerate(characteristic["inputs"]):
        value = _value(inputs[key], record[key])
        conditions = [attribute["when"][at] for attribute in characteristic["attributes"]]
        sides.append([_holds(condition, value, inputs[key]) for condition in conditions])
        if not any(sides[-1]):
            sides[-1] = [condition == "unseen" for condition in conditions]
    matching = [at for at, held in enumerate(zip(*sides, strict=True)) if all(held)]
    if len(matching) != 1:
        raise AssertionError(f"{len(matching)} attributes of {characteristic['key']!r} hold")
    return characteristic["attributes"][matching[0]]


def _holds(condition: Any, value: Any, declared: Mapping[str, Any]) -> bool:
    if value is None:
        return bool(condition == "missing")
    if value is _UNREADABLE or isinstance(condition, str):
        return bool(value is _UNREADABLE and condition == "unseen")
    if isinstance(value, tuple):
        return bool(condition == {"special": value[0]})
    if "oneof" in condition:
        return value in condition["oneof"]
    if "interval" not in condition:
        return False
    number = float if declared["type"] == "decimal" else int
    lower, upper = condition["interval"]
    return (lower is None or number(lower) <= value) and (upper is None or value < number(upper))


def _value(declared: Mapping[str, Any], cell: Any) -> Any:
    """Return None for missing, a 1-tuple for a special code, the value, or the mark for what cannot be read."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return None
    text = unicodedata.normalize("NFC", cell.strip()).strip() if isinstance(cell, str) else None
    read = _read(declared["type"], cell if text is None else text)
    for token in declared["missing"]:
        if _same(declared["type"], token, text, read):
            return None
    for code in declared["special"]:
        if _same(declared["type"], code, text, read):
            return (code,)
    return read


def _same(kind: str, token: str, text: str | None, read: Any) -> bool:
    token = unicodedata.normalize("NFC", token.strip()).strip()
    return token == text or (read is not _UNREADABLE and _read(kind, token) == read)


def _read(kind: str, cell: Any) -> Any:
    if kind == "text":
        return cell if isinstance(cell, str) else _spell(cell)
    if kind == "bool":
        word = cell.lower() if isinstance(cell, str) else _spell(cell) if isinstance(cell, bool) else ""
        return word if word in ("true", "false") else _UNREADABLE
    if kind == "date":
        return _days(cell)
    number = _number(cell)
    if number is _UNREADABLE or kind == "decimal":
        return _finite_float(number)
    if not -(2**53) <= number <= 2**53 or number != int(number):
        return _UNREADABLE
    return int(number)


def _spell(cell: Any) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, (date, datetime)):
        return cell.isoformat(" ").removesuffix(" 00:00:00") if isinstance(cell, datetime) else cell.isoformat()
    return repr(cell + 0.0) if isinstance(cell, float) else str(cell)


def _number(cell: Any) -> Any:
    if isinstance(cell, bool) or not isinstance(cell, (int, float, Decimal, str)):
        return _UNREADABLE
    return _decimal(cell) if isinstance(cell, str) else cell


def _decimal(cell: str) -> Any:
    mantissa, _, exponent = cell.replace("E", "e").partition("e")
    if "e" in cell.replace("E", "e") and not (_strip_sign(exponent) and set(_strip_sign(exponent)) <= _DIGITS):
        return _UNREADABLE
    before, _, after = _strip_sign(mantissa).partition(".")
    if not (before or after) or not set(before + after) <= _DIGITS:
        return _UNREADABLE
    try:
        return Decimal(cell)
    except InvalidOperation:  # the exponent has about 19 digits
        if not set(before + after) - {"0"}:
            return 0
        return Decimal("1e-400") if exponent.startswith("-") else math.inf


def _strip_sign(text: str) -> str:
    return text[1:] if text[:1] in ("+", "-") else text


def _finite_float(number: Any) -> Any:
    if number is _UNREADABLE:
        return number
    try:
        value = float(number)
    except OverflowError:
        return _UNREADABLE
    return value if math.isfinite(value) else _UNREADABLE


def _days(cell: Any) -> Any:
    if isinstance(cell, date):
        return (date(cell.year, cell.month, cell.day) - date(1970, 1, 1)).days
    shape = "".join("0" if sign in _DIGITS else sign for sign in cell) if isinstance(cell, str) else ""
    try:
        return (date.fromisoformat(cell) - date(1970, 1, 1)).days if shape == "0000-00-00" else _UNREADABLE
    except ValueError:
        return _UNREADABLE


def _cap(group: Mapping[str, Any], points: Mapping[str, int]) -> int:
    if group["sign"] == "neg":
        total = sum(min(points[key], 0) for key in group["members"])
        return int(max(total, group["limit"]) - total)
    total = sum(max(points[key], 0) for key in group["members"])
    return int(min(total, group["limit"]) - total)


def _grade(grades: Any, score: int, ceilings: list[str]) -> Any:
    if not grades:
        return None
    labels = [one["grade"] for one in grades]
    held = min(at for at, one in enumerate(grades) if one["min"] is None or score >= one["min"])
    return labels[max([held, *(labels.index(ceiling) for ceiling in ceilings)])]


def _reasons(document: Mapping[str, Any], points: list[int]) -> list[str]:
    policy = document["reasons"]
    rows = zip(document["characteristics"], points, strict=True)
    lost = [(own - one["neutral"], at, one["reason"]) for at, (one, own) in enumerate(rows)]
    chosen: list[str] = []
    for contribution, _, reason in sorted(lost):
        if contribution <= -policy["min_points"] and reason not in chosen and len(chosen) < policy["k"]:
            chosen.append(reason)
    return chosen
