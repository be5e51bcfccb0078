"""What a score may be asked for: the benefits of a city, and the uses that are refused everywhere."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from moyang_score.catalogue.document import read_document
from moyang_score.catalogue.loading import catalogue_folder
from moyang_score.errors import CatalogueError

__all__ = ["Benefit", "ForbiddenUse", "Level", "Uses", "load_uses"]

_BENEFITS: Final = "benefits.yaml"
_FORBIDDEN: Final = "forbidden.yaml"
_LANGUAGES: Final = ("zh", "en")


@dataclass(frozen=True, kw_only=True)
class Level:
    """Hold what a grade opens.

    Parameters
    ----------
    grade : str
        The lowest grade that has it.
    text : mapping
        What it is, in ``zh`` and ``en``.
    """

    grade: str
    text: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Benefit:
    """Hold one entry of the register of benefits.

    Parameters
    ----------
    code : str
        ``B`` and two digits.
    title : mapping
        What it is, in ``zh`` and ``en``.
    provider : str
        Who gives it.
    families : tuple of str
        The families of the card that its scene may read; the others count as if nothing were known.
    levels : tuple of Level
        What opens at which grade, the lowest first.

    Examples
    --------
    >>> load_uses("moyang").benefits["B04"].levels[1].grade
    'AAA'
    """

    code: str
    title: Mapping[str, str]
    provider: str
    families: tuple[str, ...]
    levels: tuple[Level, ...]


@dataclass(frozen=True, kw_only=True)
class ForbiddenUse:
    """Hold one use that is refused.

    Parameters
    ----------
    code : str
        ``N`` and two digits.
    title : mapping
        What it is, in ``zh`` and ``en``.
    rule, article : str
        The row of the law table, and the law behind it.
    """

    code: str
    title: Mapping[str, str]
    rule: str
    article: str


@dataclass(frozen=True)
class Uses:
    """Hold what a score may and may not be asked for.

    Parameters
    ----------
    benefits : mapping of str to Benefit
        By code; empty where a city has no register.
    forbidden : mapping of str to ForbiddenUse
        By code.
    """

    benefits: Mapping[str, Benefit] = field(default_factory=dict)
    forbidden: Mapping[str, ForbiddenUse] = field(default_factory=dict)


def load_uses(path: str | os.PathLike[str]) -> Uses:
    """Read the benefits of a catalogue, and the uses that are refused everywhere.

    Parameters
    ----------
    path : str or path-like
        The folder of a catalogue, or the word ``moyang``; one without ``benefits.yaml`` has no benefits.

    Returns
    -------
    Uses
        Both registers.

    Raises
    ------
    CatalogueError
        If an entry lacks a part, or has a code twice or of another form. That levels rise is for whoever knows the
        grades to check.

    Examples
    --------
    >>> uses = load_uses("moyang")
    >>> len(uses.benefits), uses.forbidden["N01"].rule
    (22, 'L25')
    """
    folder = catalogue_folder(path)
    benefits = _entries(folder, _BENEFITS, "benefits", "B") if (folder / _BENEFITS).exists() else []
    forbidden = _entries(Path(__file__).parent, _FORBIDDEN, "forbidden", "N")
    return Uses(
        {one["code"]: _benefit(one, _where(_BENEFITS, one)) for one in benefits},
        {one["code"]: _forbidden(one, _where(_FORBIDDEN, one)) for one in forbidden},
    )


def _entries(folder: Path, name: str, part: str, letter: str) -> list[dict[str, Any]]:
    document, findings = read_document(folder, name)
    if findings:
        raise CatalogueError("a key stands twice", where=name, fix="keep one of them")
    entries = document.get(part)
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise CatalogueError(f"there is no list {part!r}", where=name, fix=f"begin it with {part}:")
    codes = [one.get("code") for one in entries]
    for code in codes:
        if not (isinstance(code, str) and len(code) == 3 and code[0] == letter and code[1:].isdecimal()):
            raise CatalogueError(f"the code {code!r} is not {letter} and two digits", where=name, fix="write it so")
        if codes.count(code) > 1:
            raise CatalogueError(f"the code {code} stands twice", where=name, fix="give each entry its own")
    return entries


def _benefit(one: Mapping[str, Any], where: str) -> Benefit:
    title = _texts(_part(one, "title", dict, where), where)
    families = tuple(_part(one, "families", list, where))
    levels = [
        Level(grade=_part(level, "grade", str, where), text=_texts(level, where)) for level in _mappings(one, where)
    ]
    if not families or not levels:
        raise CatalogueError("it reads no family or opens no level", where=where, fix="name at least one of each")
    return Benefit(
        code=one["code"],
        title=title,
        provider=_part(one, "provider", str, where),
        families=families,
        levels=tuple(levels),
    )


def _mappings(one: Mapping[str, Any], where: str) -> list[dict[str, Any]]:
    levels: list[Any] = _part(one, "levels", list, where)
    if not all(isinstance(level, dict) for level in levels):
        raise CatalogueError("a level is not grade, zh and en", where=where, fix="see the entries beside it")
    return levels


def _forbidden(one: Mapping[str, Any], where: str) -> ForbiddenUse:
    rule, article = _part(one, "rule", str, where), _part(one, "article", str, where)
    return ForbiddenUse(code=one["code"], title=_texts(one, where), rule=rule, article=article)


def _part(one: Mapping[str, Any], name: str, kind: type, where: str) -> Any:
    found = one.get(name)
    if not isinstance(found, kind):
        raise CatalogueError(f"{name!r} is absent or of another kind", where=where, fix="see the entries beside it")
    return found


def _texts(one: Mapping[str, Any], where: str) -> dict[str, str]:
    return {language: _part(one, language, str, where) for language in _LANGUAGES}


def _where(name: str, one: Mapping[str, Any]) -> str:
    return f"{name}: {one['code']}"
