"""One entry of a catalogue file: its fields are taken one by one, and every fault of form becomes a finding."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeVar, cast

from moyang_score.catalogue.finding import Finding
from moyang_score.catalogue.model import nearest

__all__ = ["Entry"]

_CHINESE: Final = re.compile(r"[\u3400-\u9fff]")
_SIGNS: Final = frozenset("%‰")  # units that both languages write alike
_ABSENT: Final = object()
_T = TypeVar("_T")


class Entry:
    """Take the fields of one entry; where a field cannot be used, note why and go on with an empty value.

    Parameters
    ----------
    file, label : str
        Where the entry stands.
    data : mapping
        Its fields.
    findings : list of Finding
        Where faults are noted.
    """

    def __init__(self, file: str, label: str, data: Mapping[Any, Any], findings: list[Finding]) -> None:
        self.file = file
        self.label = label
        self._data = data
        self._findings = findings
        self._taken: dict[str, None] = {}
        self._noted = len(findings)

    @property
    def sound(self) -> bool:
        """Whether nothing was noted since the entry was begun."""
        return len(self._findings) == self._noted

    def note(self, field: str, what: str, fix: str, article: str = "") -> None:
        """Note a finding on a field."""
        self._findings.append(
            Finding(file=self.file, entry=self.label, field=field, what=what, fix=fix, article=article)
        )

    def has(self, field: str) -> bool:
        """Tell whether a field is there and not null."""
        return self._data.get(field) is not None

    def is_a(self, field: str, kind: type) -> bool:
        """Tell whether a field is written as a list, a mapping, a text."""
        return isinstance(self._data.get(field), kind)

    def text(self, field: str, default: Any = _ABSENT) -> str:
        """Take a text."""
        value = self._take(field, default)
        if isinstance(value, str) and value.strip():
            return value
        return self._unfit(field, value, default, "a text", "")

    def optional_text(self, field: str) -> str | None:
        """Take a text that may be left out."""
        self._taken[field] = None
        return self.text(field) if self.has(field) else None

    def integer(self, field: str, default: Any = _ABSENT) -> int:
        """Take a whole number."""
        value = self._take(field, default)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        return self._unfit(field, value, default, "a whole number", 0)

    def optional_integer(self, field: str) -> int | None:
        """Take a whole number that may be left out."""
        self._taken[field] = None
        return self.integer(field) if self.has(field) else None

    def flag(self, field: str, *, default: bool) -> bool:
        """Take true or false."""
        value = self._take(field, default)
        return value if isinstance(value, bool) else self._unfit(field, value, default, "true or false", default)

    def choice(self, field: str, known: Sequence[str], default: Any = _ABSENT) -> str:
        """Take one of some words."""
        value = self.text(field, default)
        if value and value not in known:
            self.note(field, f"{value!r} is unknown", nearest(value, known))
            return known[0]
        return value or known[0]

    def day(self, field: str) -> date | None:
        """Take a day of the form 2026-04-01, which may be null."""
        value = self._take(field, _ABSENT)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            return self._unfit(field, value, _ABSENT, "a day such as 2026-04-01", None)

    def words(self, field: str, default: Any = _ABSENT) -> tuple[str, ...]:
        """Take a list of texts."""
        value = self._take(field, default)
        if isinstance(value, (list, tuple)) and all(isinstance(one, str) and one for one in value):
            return tuple(value)
        return self._unfit(field, value, default, "a list of texts", ())

    def titles(self, field: str) -> dict[str, str]:
        """Take a text in both languages."""
        value = self._take(field, _ABSENT)
        if not isinstance(value, dict):
            return self._unfit(field, value, _ABSENT, "a text in zh and in en", {"zh": "", "en": ""})
        for language in ("zh", "en"):
            self._check_language(f"{field}.{language}", value.get(language), language)
        for unknown in [key for key in value if key not in {"zh", "en"}]:
            self.note(f"{field}.{unknown}", "a text has the languages zh and en alone", "take the other one out")
        return {language: str(value.get(language) or "").strip() for language in ("zh", "en")}

    def mapping(self, field: str, default: Any = _ABSENT) -> dict[str, Any]:
        """Take a mapping as it is."""
        value = self._take(field, default)
        if isinstance(value, dict) and all(isinstance(key, str) for key in value):
            return value
        return self._unfit(field, value, default, "a mapping from texts", {})

    def value_lists(self, field: str) -> dict[str, tuple[Any, ...]]:
        """Take a mapping from columns to lists of values."""
        found = {}
        for column, values in self.mapping(field, {}).items():
            listed = values if isinstance(values, list) else [values]
            if not listed or not all(isinstance(one, (str, bool)) for one in listed):
                self.note(f"{field}.{column}", f"{values!r} is not a list of values", "write texts, or true and false")
                continue
            found[column] = tuple(listed)
        return found

    def raw_list(self, field: str) -> list[dict[str, Any]]:
        """Take a list of mappings as they are."""
        value = self._take(field, _ABSENT)
        if isinstance(value, list) and all(isinstance(one, dict) for one in value):
            return value
        return self._unfit(field, value, _ABSENT, "a list of entries", [])

    def children(self, field: str) -> list["Entry"]:
        """Take a list of entries."""
        return [
            Entry(self.file, f"{self._prefix()}{field}[{number}]", one, self._findings)
            for number, one in enumerate(self.raw_list(field), start=1)
        ]

    def named(self, field: str) -> list[tuple[str, "Entry"]]:
        """Take a mapping from names to entries."""
        found = []
        for name, value in self.mapping(field).items():
            if isinstance(value, dict):
                found.append((name, Entry(self.file, f"{self._prefix()}{name}", value, self._findings)))
            else:
                self.note(f"{field}.{name}", f"{value!r} is not an entry", "write its fields below it")
        return found

    def child(self, field: str, default: Any = _ABSENT) -> "Entry":
        """Take an entry inside the entry."""
        return Entry(self.file, f"{self._prefix()}{field}", self.mapping(field, default), self._findings)

    def finish(self) -> None:
        """Note every field that was not asked for."""
        for field in self._data:
            if field not in self._taken:
                self.note(str(field), f"the field {field!r} is unknown", nearest(str(field), self._taken))

    def _take(self, field: str, default: Any) -> Any:
        self._taken[field] = None
        value = self._data.get(field)
        return default if value is None and default is not _ABSENT else value

    def _unfit(self, field: str, value: Any, default: Any, needed: str, empty: _T) -> _T:
        if default is not _ABSENT and value is default:
            return cast("_T", default)
        what = "is absent" if value is None else f"is {_shown(value)}"
        self.note(field, f"the field {field!r} {what}", f"it must be {needed}")
        return empty

    def _check_language(self, field: str, text: Any, language: str) -> None:
        if not isinstance(text, str) or not text.strip():
            self.note(field, f"the {_LANGUAGE[language]} text is absent", "residents read both languages: write it")
            return
        if text in _SIGNS:
            return
        has_chinese = bool(_CHINESE.search(text))
        if has_chinese != (language == "zh"):
            self.note(field, f"{_shown(text)} is not {_LANGUAGE[language]}", "write it in that language")

    def _prefix(self) -> str:
        return f"{self.label}." if self.label else ""


_LANGUAGE: Final = {"zh": "Chinese", "en": "English"}


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
