"""The classes of data that are never scored, and the scanner that knows them by name and by value."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

from moyang_score.catalogue.document import read_document
from moyang_score.catalogue.phrase import Words, hint_of, letters_of
from moyang_score.errors import CatalogueError

__all__ = ["Rejected", "rejected_classes", "scan_name", "scan_values", "state_of"]

_FILE: Final = "rejected.yaml"
# what says nothing about what a column holds
_NEUTRAL: Final = frozenset(
    [
        "",
        "-",
        "--",
        "/",
        "无",
        "其他",
        "其它",
        "未知",
        "不详",
        "未说明",
        "空",
        "unknown",
        "other",
        "none",
        "null",
        "na",
        "n/a",
        "nan",
    ]
)


@dataclass(frozen=True, kw_only=True)
class Rejected:
    """Hold one class of data that is never scored, and how it is known.

    Parameters
    ----------
    code : str
        X01 to X33.
    title : mapping
        What it is, in ``zh`` and ``en``.
    article : str
        The law against it.
    chinese, english, pinyin : tuple of str
        Patterns of names, see ``rejected.yaml``.
    values, together : tuple of str
        Patterns of whole values: those that say enough each, and those that do so together.
    needs : str
        A pattern that one of the values in ``together`` must match; empty for none.
    least : int
        How many different values in ``together`` it takes.
    lawful : tuple of str
        Names that look alike.
    states : tuple of str
        States of a record by which it is known.

    Examples
    --------
    >>> found = scan_name("户籍类型")
    >>> found.code, found.article
    ('X24', '国办发〔2020〕49号; 居住证暂行条例 12; 个人信息保护法 6')
    """

    code: str
    title: Mapping[str, str]
    article: str
    chinese: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    pinyin: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    needs: str = ""
    least: int = 2
    lawful: tuple[str, ...] = ()
    states: tuple[str, ...] = field(default=())

    @cached_property
    def _chinese(self) -> re.Pattern[str] | None:
        return re.compile("|".join(f"(?:{one})" for one in self.chinese)) if self.chinese else None

    @cached_property
    def _hint(self) -> re.Pattern[str]:
        """Found in every name that a phrase or pinyin is found in; looking through all phrases takes longer."""
        hints = {*map(hint_of, self.english), *self.pinyin}
        return re.compile("|".join(sorted(map(re.escape, hints))) or "(?!)")

    @cached_property
    def _values(self) -> re.Pattern[str] | None:
        return _whole(self.values)

    @cached_property
    def _together(self) -> tuple[re.Pattern[str] | None, ...]:
        return tuple(_whole((one,)) for one in self.together)

    def weight_of_name(self, text: str) -> int:
        """Return how many letters of a name speak for the class; 0 where none do."""
        plain = letters_of(text)
        words = Words.of(text)
        for lawful in self.lawful:
            plain = plain.replace(letters_of(lawful), "|")
            words = words.without(lawful)
        weights = [2 * len(match.group()) for match in self._chinese.finditer(plain)] if self._chinese else []
        if self._hint.search(words.joined):
            weights += [words.english(pattern) for pattern in self.english]
            weights += [words.pinyin(pattern) for pattern in self.pinyin]
        return max(weights, default=0)

    def knows_values(self, values: Iterable[str]) -> bool:
        """Tell whether different values, cleaned and none of them neutral, are those of the class."""
        different = list(values)
        if self._values is not None:
            known = sum(bool(self._values.fullmatch(value)) for value in different)
            if known and 2 * known >= len(different):
                return True
        return any(self._all_in(pattern, different) for pattern in self._together if pattern is not None)

    def _all_in(self, pattern: re.Pattern[str], values: list[str]) -> bool:
        if len(values) < self.least or not all(pattern.fullmatch(value) for value in values):
            return False
        return not self.needs or any(re.fullmatch(self.needs, value, re.IGNORECASE) for value in values)


def _whole(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE) if patterns else None


def rejected_classes() -> Mapping[str, Rejected]:
    """Return the classes by their codes, in order.

    Returns
    -------
    mapping
        X01 to X33.

    Examples
    --------
    >>> len(rejected_classes()), rejected_classes()["X03"].title["en"]
    (33, 'blood type')
    """
    return _packed()


@lru_cache(maxsize=1)
def _packed() -> Mapping[str, Rejected]:
    document, findings = read_document(Path(__file__).parent, _FILE)
    if findings:
        raise CatalogueError(findings[0].what, where=_FILE, fix="install the package again")
    return {code: _rejected(code, entry) for code, entry in document["classes"].items()}


def _rejected(code: str, entry: dict[str, Any]) -> Rejected:
    fields: dict[str, Any] = {key: tuple(one) if isinstance(one, list) else one for key, one in entry.items()}
    return Rejected(code=code, **fields)


def scan_name(text: str) -> Rejected | None:
    """Tell which class of data that is never scored a name speaks of.

    Parameters
    ----------
    text : str
        The name of a column, table, indicator or file, in Chinese, English or pinyin.

    Returns
    -------
    Rejected or None
        The class that most letters of the name speak for; None where none do.

    Examples
    --------
    >>> [found and found.code for found in map(scan_name, ["bloodType", "min_zu", "是否低保户", "application"])]
    ['X03', 'X06', 'X33', None]
    """
    return _found(text)


@lru_cache(maxsize=4096)
def _found(text: str) -> Rejected | None:
    weights = {code: one.weight_of_name(text) for code, one in rejected_classes().items()}
    code = max(weights, key=lambda one: weights[one])
    return rejected_classes()[code] if weights[code] else None


def scan_values(values: Iterable[Any]) -> Rejected | None:
    """Tell which class of data that is never scored the values of a column are.

    Parameters
    ----------
    values : iterable
        The values, each once or as often as they occur; anything that is not a text is passed over.

    Returns
    -------
    Rejected or None
        The class; None where the values are of none. Blanks, ``unknown`` and the like say nothing.

    Examples
    --------
    >>> [found and found.code for found in map(scan_values, [["汉族", "回族", "未知"], ["A", "O", "AB"], ["A", "AA"]])]
    ['X06', 'X03', None]
    """
    different = {_clean(value) for value in values if isinstance(value, str)} - _NEUTRAL
    if not different:
        return None
    return next((one for one in rejected_classes().values() if one.knows_values(different)), None)


def state_of(value: str) -> Rejected | None:
    """Tell whether a value is a state in which a record never counts, as ``repaired`` is.

    Parameters
    ----------
    value : str
        A value that an indicator asks for.

    Returns
    -------
    Rejected or None
        Class X28; None for other values.

    Examples
    --------
    >>> state_of("disputed").code, state_of("broken")
    ('X28', None)
    """
    asked = _clean(value).replace("_", " ")
    return next((one for one in rejected_classes().values() if asked in one.states), None)


def _clean(value: str) -> str:
    return unicodedata.normalize("NFKC", value).strip().casefold()
