"""Rows at the boundaries of a card: as texts in the way files hold them, and as typed cells in the way frames do."""

import math
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import cycle, islice
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt

from moyang_score.card import Input, Interval, OneOf, Scorecard, number_value
from tests.property.card_maker import LEVELS, iso_day

__all__ = ["boundary_texts", "boundary_values", "records_of", "text_columns", "typed_columns"]

LIMIT = 2**53
ODD_NUMBERS = (
    "0", "-0", "0.0", "-0.0", "00", "+0", ".5", "5.", "1e2", "1E-2", "1_000", "1,000", "1,5", "１２", "٣", "−1",
    "--1", "0x10",
    "inf", "-Infinity", "nan", "NaN", "abc", ".", "", "e5", "1e", " ", "true", "1e400", "-1e400",
    "1e-400", "0e99999999999999999999",
    "1e-99999999999999999999", str(LIMIT), str(LIMIT + 1), str(-LIMIT), str(-LIMIT - 1),
    f"{LIMIT}.5", "1" * 400, "3.0000000000000001",
)  # fmt: skip
ODD_DATES = (
    "2020-02-29", "2021-02-29", "2020-02-30", "2020-13-01", "2020-1-1", "20200101", "2020-01-01T00:00:00",
    "２０２０-01-01",
    "0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "2020-W01-1", "2020/01/01", "",
    " 2020-01-01 ", "0", "-719162",
)  # fmt: skip
ODD_BOOLS = ("true", "TRUE", " True ", "false", "False", "FALSE", "1", "0", "t", "yes", "ｔｒｕｅ", "", "nan", "是")
ODD_TEXTS = (
    "never seen",
    "RENT",
    "  rent\t",
    "rent\u3000",
    "e\u0301",
    "\u00a0",
    "fi",
    "",
    "nan",
    "None",
    "１",
    "阳江 ",
    "x\n y",
    "İ",
)
NEVER = "一个没有见过的 level"


def boundary_texts(card: Scorecard, declared: Input) -> list[str | None]:
    """Return cells for one input as they stand in a file: on and next to whatever the card tells apart."""
    odd = {"date": ODD_DATES, "bool": ODD_BOOLS, "text": ODD_TEXTS}.get(declared.type, ODD_NUMBERS)
    near = {"text": _near_levels, "bool": _near_levels, "int": _near_whole, "decimal": _near_decimal, "date": _near_day}
    cells = [*near[declared.type](card, declared), *_spellings(declared), *odd, None, NEVER]
    return list(dict.fromkeys(cells))


def boundary_values(card: Scorecard, declared: Input, dtype: str) -> npt.NDArray[Any]:
    """Return cells for one input as an array of one dtype, among them those on and next to each cut."""
    if dtype == "object":
        return _objects([_value(declared.type, text) for text in boundary_texts(card, declared)])
    if dtype == "bool":
        return np.array([True, False])
    if dtype.startswith("datetime64"):
        return _moments(_cuts(card, declared), dtype)
    numbers = [cut + step for cut in (*_cuts(card, declared), *_codes(declared)) for step in (-1, 0, 1)]
    if np.dtype(dtype).kind == "f":
        with np.errstate(over="ignore"):
            return _floats(numbers, np.dtype(dtype))
    info = np.iinfo(dtype)
    limits = (0, 1, info.min, info.max, LIMIT, LIMIT + 1, -LIMIT, -LIMIT - 1)
    whole = {int(number) for number in (*numbers, *limits) if math.isfinite(number)}
    return np.array(sorted(number for number in whole if info.min <= number <= info.max), dtype)


def text_columns(card: Scorecard, random: Random, rows: int) -> dict[str, list[str | None]]:
    """Return ``rows`` rows of texts, in which the cells of each input stand in an order of their own."""
    return {one.key: _mixed(random, boundary_texts(card, one), rows) for one in card.inputs}


def typed_columns(card: Scorecard, random: Random, rows: int) -> dict[str, npt.NDArray[Any]]:
    """Return ``rows`` rows of arrays, each of a random dtype that its input can be handed in."""
    return {
        one.key: _mixed_array(random, boundary_values(card, one, random.choice(DTYPES[one.type])), rows)
        for one in card.inputs
    }


def records_of(columns: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of columns as records of Python scalars."""
    plain = {key: _plain(column) for key, column in columns.items()}
    return [dict(zip(plain, cells, strict=True)) for cells in zip(*plain.values(), strict=True)]


DTYPES = {
    "int": ("int64", "int32", "int8", "uint8", "uint64", "float64", "float32", "float16", "bool", "object"),
    "decimal": ("float64", "float64", "float32", "int64", "int16", "uint64", "object"),
    "date": ("datetime64[D]", "datetime64[s]", "datetime64[ns]", "datetime64[us]", "object", "int64"),
    "text": ("object", "object", "object", "int64", "float64", "bool", "datetime64[D]", "datetime64[ns]"),
    "bool": ("bool", "object", "object", "int8"),
}


def _plain(column: Any) -> list[Any]:
    if not isinstance(column, np.ndarray):
        return list(column)
    return list(column.astype("datetime64[us]").tolist() if column.dtype.kind == "M" else column.tolist())


def _mixed(random: Random, cells: Sequence[Any], rows: int) -> list[Any]:
    order = list(cells)
    random.shuffle(order)
    return list(islice(cycle(order), rows))


def _mixed_array(random: Random, cells: npt.NDArray[Any], rows: int) -> npt.NDArray[Any]:
    return cells[_mixed(random, range(len(cells)), rows)]


def _objects(cells: Sequence[Any]) -> npt.NDArray[Any]:
    array = np.empty(len(cells), object)
    array[:] = cells
    return array


def _cuts(card: Scorecard, declared: Input) -> list[float | int]:
    ends = {one.lower for one in _conditions(card, declared) if isinstance(one, Interval) and one.lower is not None}
    return sorted(map(number_value, ends))


def _conditions(card: Scorecard, declared: Input) -> list[Any]:
    return [
        attribute.when[side]
        for one in card.characteristics
        for side, key in enumerate(one.inputs)
        if key == declared.key
        for attribute in one.attributes
    ]


def _codes(declared: Input) -> list[float | int]:
    """Return the numbers that missing tokens and special codes read as."""
    return [value for value in declared.state_of_value if isinstance(value, (int, float))]


def _spellings(declared: Input) -> list[str]:
    cells = []
    for token in (*declared.missing, *declared.special):
        cells += [token, f"  {token} ", f"{token}.0", f"{token}0", token.upper(), f"+{token}", f"{token}e0"]
    return cells


def _near_levels(card: Scorecard, declared: Input) -> list[str]:
    levels = [level for one in _conditions(card, declared) if isinstance(one, OneOf) for level in one.levels]
    return [
        *dict.fromkeys(levels),
        *(f" {level}\n" for level in levels[:3]),
        *(level.upper() for level in levels[:3]),
        LEVELS[5],
    ]


def _near_whole(card: Scorecard, declared: Input) -> list[str]:
    cells = []
    for cut in map(int, _cuts(card, declared)):
        cells += [str(cut - 1), str(cut), str(cut + 1), f"{cut}.0", f" {cut:+d} ", f"{cut}.5", f"{cut}e0"]
    return cells


def _near_decimal(card: Scorecard, declared: Input) -> list[str]:
    cells = []
    for cut in map(float, _cuts(card, declared)):
        around = (math.nextafter(cut, -math.inf), cut, math.nextafter(cut, math.inf))
        cells += [*map(repr, around), f"{cut:.17g}", f"{cut:.25e}"]
        cells += [format(Decimal(number), "f") for number in around if 1e-9 < abs(number) < 1e9]
    return cells


def _near_day(card: Scorecard, declared: Input) -> list[str]:
    days = [int(cut) + step for cut in (*_cuts(card, declared), *_codes(declared)) for step in (-1, 0, 1)]
    return [text for text in map(iso_day, days) if text is not None]


def _floats(numbers: Sequence[float], dtype: np.dtype[Any]) -> npt.NDArray[Any]:
    exact = np.array([float(number) for number in numbers], dtype)
    around = [np.nextafter(exact, dtype.type(-np.inf)), exact, np.nextafter(exact, dtype.type(np.inf))]
    odd = np.array([0.0, -0.0, 0.5, 1, np.nan, np.inf, -np.inf, LIMIT, LIMIT * 1.5, 1e20, -1e20], dtype)
    return np.concatenate([*around, odd])


def _moments(cuts: Sequence[float], dtype: str) -> npt.NDArray[Any]:
    days = [int(cut) + step for cut in cuts for step in (-1, 0, 1)] + [0, 18_262, -25_567, -25_568]
    if dtype == "datetime64[ns]":
        days = [day for day in days if abs(day) < 100_000]
    if dtype != "datetime64[D]":
        days = [day for day in days if iso_day(day) is not None]
    noon = np.array([18_262], "datetime64[D]").astype("datetime64[h]") + 12
    moments = np.concatenate([np.array(days, "datetime64[D]").astype("datetime64[s]"), noon.astype("datetime64[s]")])
    return np.append(moments, np.datetime64("NaT")).astype(dtype)


def _value(kind: str, text: str | None) -> Any:
    """Return the Python scalar that a text names, or the text where it names none."""
    if text is None:
        return None
    try:
        return _SCALARS[kind](text)
    except (ValueError, OverflowError):
        return text


def _whole(text: str) -> Any:
    return int(text) if text.strip().lstrip("+-").isascii() and "_" not in text else text


def _decimal(text: str) -> Any:
    return text if "_" in text or not text.isascii() else float(text)


def _bool(text: str) -> Any:
    return {"true": True, "false": False}.get(text.strip().lower(), text)


_SCALARS = {"int": _whole, "decimal": _decimal, "text": str, "bool": _bool, "date": date.fromisoformat}
