"""The manifest: what a bundle is called, which card it holds, and the size and SHA-256 of each of its files."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from moyang_score.card import CARD_FILE, EVIDENCE_FILE, TEXTS_FILES
from moyang_score.card.canonical import canonical_json, parse_canonical_json
from moyang_score.errors import BundleError, CardFormatError

__all__ = ["CONTENT_FILES", "MANIFEST_FILE", "SQL_FILE", "VECTORS_FILE", "FileEntry", "Manifest"]

MANIFEST_FILE: Final = "manifest.json"
SQL_FILE: Final = "score.duckdb.sql"
VECTORS_FILE: Final = "vectors.jsonl"

_MEGABYTE: Final = 2**20
# Each file of a bundle beside the manifest and the signatures, with the most bytes it can have.
CONTENT_FILES: Final[Mapping[str, int]] = {
    CARD_FILE: 64 * _MEGABYTE,
    EVIDENCE_FILE: 64 * _MEGABYTE,
    SQL_FILE: 256 * _MEGABYTE,
    **dict.fromkeys(sorted(TEXTS_FILES.values()), 64 * _MEGABYTE),
    VECTORS_FILE: 512 * _MEGABYTE,
}

_FORMAT: Final = 1
_KIND: Final = "moyang-bundle"
_CLASSES: Final = ("official", "research")
_SHA256: Final = re.compile("[0-9a-f]{64}")
_LONGEST_NAME: Final = 80
_NEWER: Final = "use a newer version of the package, or ask those who signed it"


@dataclass(frozen=True)
class FileEntry:
    """Hold the size and the SHA-256 of one file.

    Parameters
    ----------
    size : int
        In bytes.
    sha256 : str
        64 lower-case hexadecimal digits.

    Examples
    --------
    >>> FileEntry.of(b"text").size
    4
    """

    size: int
    sha256: str

    @classmethod
    def of(cls, content: bytes) -> "FileEntry":
        """Return the entry of a file with this content."""
        return cls(len(content), hashlib.sha256(content).hexdigest())

    def to_json(self) -> dict[str, Any]:
        """Return the form of ``docs/format.md``."""
        return {"bytes": self.size, "sha256": self.sha256}


@dataclass(frozen=True)
class Manifest:
    """Name a bundle, its card and its files: this is what is signed.

    Parameters
    ----------
    name, version : str
        What the release is called.
    card_class : {'official', 'research'}
        The class of the card.
    digest : str
        The digest of the card.
    files : mapping
        File name to `FileEntry`, for each file but the manifest and the signatures.

    Raises
    ------
    BundleError
        If a part has another form, or a file is not of those that bundles have.

    Examples
    --------
    >>> entries = {name: FileEntry.of(b"") for name in CONTENT_FILES}
    >>> manifest = Manifest("moyang", "2026.1", "official", "0" * 64, entries)
    >>> Manifest.from_bytes(manifest.to_bytes()) == manifest
    True
    """

    name: str
    version: str
    card_class: str
    digest: str
    files: Mapping[str, FileEntry]

    def __post_init__(self) -> None:
        for what, text in (("name", self.name), ("version", self.version)):
            _check_name(what, text)
        if self.card_class not in _CLASSES or not _SHA256.fullmatch(self.digest):
            raise BundleError("the manifest names no class or digest of a card", where=MANIFEST_FILE, fix=_NEWER)
        _check_files(self.files)

    @property
    def title(self) -> str:
        """Return name and version as a folder is called."""
        return f"{self.name}-{self.version}"

    def to_bytes(self) -> bytes:
        """Return the content of ``manifest.json``, which is canonical JSON."""
        return canonical_json(
            {
                "format": _FORMAT,
                "kind": _KIND,
                "name": self.name,
                "version": self.version,
                "class": self.card_class,
                "digest": self.digest,
                "files": {name: entry.to_json() for name, entry in self.files.items()},
            }
        )

    @classmethod
    def from_bytes(cls, content: bytes) -> "Manifest":
        """Read a manifest whose signatures were checked before.

        Parameters
        ----------
        content : bytes
            What `to_bytes` wrote.

        Returns
        -------
        Manifest
            The manifest.

        Raises
        ------
        BundleError
            If it is something else.
        """
        try:
            document = parse_canonical_json(content)
        except CardFormatError as error:
            raise BundleError(error.what, where=MANIFEST_FILE, fix=error.fix) from None
        return cls(**_fields(document))


def _fields(document: Any) -> dict[str, Any]:
    if not isinstance(document, dict) or document.get("kind") != _KIND:
        raise _error("this is no manifest of a bundle")
    if document.get("format") != _FORMAT or document["format"] is True:
        raise _error(f"format {document.get('format')!r} is not one this version reads ({_FORMAT})")
    texts = {"name": "name", "version": "version", "class": "card_class", "digest": "digest"}
    if set(document) != {"format", "kind", "files", *texts}:
        raise _error("a key is absent or unknown")
    if not all(isinstance(document[key], str) for key in texts) or not isinstance(document["files"], dict):
        raise _error("a value is of another type")
    files = {name: _entry(name, entry) for name, entry in document["files"].items()}
    return {field: document[key] for key, field in texts.items()} | {"files": files}


def _entry(name: str, entry: Any) -> FileEntry:
    if not isinstance(entry, dict) or set(entry) != {"bytes", "sha256"} or type(entry["bytes"]) is not int:
        raise _error(f"the entry of {name!r} is not one of bytes and sha256")
    if entry["bytes"] < 0 or not isinstance(entry["sha256"], str) or not _SHA256.fullmatch(entry["sha256"]):
        raise _error(f"the entry of {name!r} has no size or SHA-256")
    return FileEntry(entry["bytes"], entry["sha256"])


def _check_name(what: str, text: str) -> None:
    plain = text.isprintable() and text == text.strip() and not set(text) & set("/\\") and text not in {".", ".."}
    if not text or not plain or len(text) > _LONGEST_NAME:
        raise BundleError(
            f"{text!r} cannot be the {what} of a bundle",
            fix=f"use up to {_LONGEST_NAME} printable characters without / and \\",
        )


def _check_files(files: Mapping[str, FileEntry]) -> None:
    for name in sorted(set(files) ^ set(CONTENT_FILES)):
        what = "is absent from" if name in CONTENT_FILES else "is none of the files of a bundle, but stands in"
        raise _error(f"{name!r} {what} the manifest")
    for name, entry in files.items():
        if entry.size > CONTENT_FILES[name]:
            raise _error(f"{name!r} has {entry.size:,} bytes, and {CONTENT_FILES[name]:,} are the most")


def _error(what: str) -> BundleError:
    return BundleError(what, where=MANIFEST_FILE, fix=_NEWER)
