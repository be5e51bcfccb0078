"""Texts: the names, reasons and advice that lie beside a card in one language, and never decide a score."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from moyang_score.card.canonical import canonical_json, parse_canonical_json
from moyang_score.errors import CardFormatError

__all__ = ["TEXTS_FILES", "Texts"]

TEXTS_FILES: Final[Mapping[str, str]] = {"en": "texts.en.json", "zh": "texts.zh.json"}

_SECTIONS: Final = ("grades", "families", "groups")
_PARTS: Final = ("name", "unit", "reason", "improve")


@dataclass(frozen=True)
class Texts:
    """Hold the words of one card in one language; what has no words keeps its key.

    Parameters
    ----------
    document : mapping
        ``language``, ``title``, ``grades``, ``families`` and ``groups`` (key to title), and ``characteristics``: key to
        ``name``, ``unit``, ``reason`` and ``improve``, the last null where nothing may be suggested.

    Raises
    ------
    CardFormatError
        If the document has another form; the message names the place.

    Examples
    --------
    >>> late = {"name": "迟缴", "unit": "次", "reason": "有迟缴记录", "improve": "按期缴纳"}
    >>> texts = Texts({"language": "zh", "title": "例", "characteristics": {"late": late}})
    >>> texts.name("late"), texts.name("home"), texts.reason("home")
    ('迟缴', 'home', None)
    """

    document: Mapping[str, Any]

    def __post_init__(self) -> None:
        for name in ("language", "title"):
            if not isinstance(self.document.get(name), str):
                raise CardFormatError(f"the texts have no {name}", fix="use the file as the package wrote it")
        for name in _SECTIONS:
            _check_section(name, self.document.get(name, {}), str)
        _check_section("characteristics", self.document.get("characteristics", {}), Mapping)
        for key, parts in self.document.get("characteristics", {}).items():
            _check_section(f"characteristics, {key}", {part: parts.get(part) or "" for part in _PARTS}, str)

    @property
    def language(self) -> str:
        """Return the code of the language."""
        return str(self.document["language"])

    @property
    def title(self) -> str:
        """Return the title of the card."""
        return str(self.document["title"])

    def grade(self, grade: str) -> str:
        """Return the title of a grade, or the grade itself."""
        return self._titled("grades", grade)

    def family(self, key: str) -> str:
        """Return the title of a family, or its key."""
        return self._titled("families", key)

    def group(self, key: str) -> str:
        """Return the title of a cap row, or its key."""
        return self._titled("groups", key)

    def name(self, key: str) -> str:
        """Return the name of a characteristic, or its key."""
        return self._part(key, "name") or key

    def unit(self, key: str) -> str | None:
        """Return the unit of a characteristic, None where it has none."""
        return self._part(key, "unit")

    def reason(self, code: str) -> str | None:
        """Return the text of a reason, None where there is none."""
        return self._part(code, "reason")

    def improve(self, key: str) -> str | None:
        """Return what would improve a characteristic, None where nothing may be suggested."""
        return self._part(key, "improve")

    def to_bytes(self) -> bytes:
        """Write the document as canonical JSON."""
        return canonical_json(self.document)

    @classmethod
    def from_bytes(cls, data: bytes) -> "Texts":
        """Read what `to_bytes` wrote.

        Parameters
        ----------
        data : bytes
            The content of one of `TEXTS_FILES`.

        Returns
        -------
        Texts
            The texts.

        Raises
        ------
        CardFormatError
            If the bytes are not canonical JSON of this form.
        """
        document = parse_canonical_json(data)
        if not isinstance(document, dict):
            raise CardFormatError("the texts are no JSON object", fix="use the file as the package wrote it")
        return cls(document)

    def _titled(self, section: str, key: str) -> str:
        return str(self.document.get(section, {}).get(key) or key)

    def _part(self, key: str, part: str) -> str | None:
        return self.document.get("characteristics", {}).get(key, {}).get(part) or None


def _check_section(name: str, section: Any, kind: type) -> None:
    if not isinstance(section, Mapping):
        raise CardFormatError(f"{name!r} is no JSON object", fix="use the file as the package wrote it")
    for key, value in section.items():
        if not isinstance(value, kind):
            raise CardFormatError(
                f"{name!r} has a {type(value).__name__} for {key!r}", fix="use the file as the package wrote it"
            )
