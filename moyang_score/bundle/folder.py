"""The bundle: a flat folder of files under one signed manifest, read and written whole."""

import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from moyang_score.bundle.keys import PublicKey, SigningKey
from moyang_score.bundle.manifest import CONTENT_FILES, MANIFEST_FILE, FileEntry, Manifest
from moyang_score.bundle.signatures import (
    SIGNATURES_FILE,
    check_signatures,
    read_signatures,
    sign_manifest,
    signatures_bytes,
)
from moyang_score.bundle.trust import read_trust
from moyang_score.card import CARD_FILE, Evidence, Scorecard, Texts, parse_card, unpack_card, unpack_texts
from moyang_score.errors import BundleError, CardError
from moyang_score.files import new_folder

__all__ = ["Bundle", "is_bundle", "pack_bundle", "read_bundle", "write_bundle"]

_LARGEST_MANIFEST: Final = 65_536
_AGAIN: Final = "take the bundle again from those who released it"


@dataclass(frozen=True)
class Bundle:
    """Hold the files of a bundle whose signatures, sizes and hashes were found right.

    Parameters
    ----------
    place : str
        The folder, for messages.
    manifest : Manifest
        What was signed.
    signers : tuple of PublicKey
        Who signed it.
    files : mapping
        File name to content, for the files that the manifest names.

    Examples
    --------
    >>> manifest = Manifest("moyang", "1", "official", "0" * 64, {name: FileEntry.of(b"") for name in CONTENT_FILES})
    >>> Bundle("models/moyang-1", manifest, (), {}).manifest.title
    'moyang-1'
    """

    place: str
    manifest: Manifest
    signers: tuple[PublicKey, ...]
    files: Mapping[str, bytes] = field(repr=False)

    @property
    def card(self) -> Scorecard:
        """Return the card."""
        return self._card_and_evidence[0]

    @property
    def evidence(self) -> Evidence:
        """Return the evidence of the card."""
        return self._card_and_evidence[1]

    @cached_property
    def texts(self) -> dict[str, Texts]:
        """Return the texts by language."""
        try:
            return unpack_texts(self.files)
        except CardError as error:
            raise _faulty(error, self.place) from None

    @cached_property
    def _card_and_evidence(self) -> tuple[Scorecard, Evidence]:
        try:
            card, evidence = unpack_card(self.files)
        except CardError as error:
            raise _faulty(error, self.place) from None
        if (card.digest, card.card_class) != (self.manifest.digest, self.manifest.card_class):
            raise BundleError("the manifest names another card or class", where=self.place, fix=_AGAIN)
        return card, evidence


def is_bundle(folder: str | Path) -> bool:
    """Tell whether a folder claims to be a bundle: it has a manifest, or signatures.

    Parameters
    ----------
    folder : str or Path
        Any folder.

    Returns
    -------
    bool
        False for a card folder.

    Examples
    --------
    >>> is_bundle("no/such/folder")
    False
    """
    return any(os.path.lexists(Path(folder) / name) for name in (MANIFEST_FILE, SIGNATURES_FILE))


def read_bundle(folder: str | Path, trust: str | Path) -> Bundle:
    """Read a bundle, in this order: signatures over the bytes of the manifest, the manifest, each file by its hash.

    Nothing that stands in a file is looked at before what vouches for it was checked. No file is read twice: the bytes
    that were checked are the bytes that are returned.

    Parameters
    ----------
    folder : str or Path
        The bundle.
    trust : str or Path
        The folder of trusted public keys, which is not part of the bundle.

    Returns
    -------
    Bundle
        Its files and who signed them.

    Raises
    ------
    BundleError
        If the folder is no bundle, or not one that somebody trusted signed, or was changed in any way.
    KeyFileError
        If a file in the trust folder is no public key.

    Examples
    --------
    >>> read_bundle("no/such/bundle", "models/trust")
    Traceback (most recent call last):
    moyang_score.errors.BundleError: no/such/bundle: there is no such folder. Name a folder that `moyang export` wrote.
    """
    place = Path(folder)
    _check_place(place, Path(trust))
    try:
        manifest, signers = _read_signed(place, trust)
        _check_listing(place, manifest)
        files = {name: _read_entry(place / name, entry) for name, entry in sorted(manifest.files.items())}
    except BundleError as error:
        raise error if error.where.startswith((str(place), str(trust))) else _at(place, error) from None
    return Bundle(str(place), manifest, signers, files)


def pack_bundle(files: Mapping[str, bytes], name: str, version: str, keys: Sequence[SigningKey]) -> dict[str, bytes]:
    """Return all files of a bundle: those given, the manifest over them, and the signatures over that.

    Parameters
    ----------
    files : mapping
        File name to content: exactly the names in ``CONTENT_FILES``.
    name, version : str
        What the release is called.
    keys : sequence of SigningKey
        Who signs, at least one modeller.

    Returns
    -------
    dict
        File name to content; the same each time.

    Raises
    ------
    BundleError
        If a file is absent, unknown or too large, the name is not one, or no modeller signs.
    CardError
        If the card is none.

    Examples
    --------
    >>> pack_bundle({}, "moyang", "1", [])
    Traceback (most recent call last):
    moyang_score.errors.BundleError: A bundle needs 'scorecard.json'. Give exactly the files of a bundle.
    """
    for absent in sorted(set(CONTENT_FILES) - set(files), key=list(CONTENT_FILES).index):
        raise BundleError(f"a bundle needs {absent!r}", fix="give exactly the files of a bundle")
    card = parse_card(files[CARD_FILE])
    entries = {one: FileEntry.of(content) for one, content in files.items()}
    manifest = Manifest(name, version, card.card_class, card.digest, entries).to_bytes()
    signatures = signatures_bytes(sign_manifest(manifest, keys))
    return {**files, MANIFEST_FILE: manifest, SIGNATURES_FILE: signatures}


def write_bundle(
    folder: str | Path,
    files: Mapping[str, bytes],
    name: str,
    version: str,
    keys: Sequence[SigningKey],
    *,
    force: bool = False,
) -> None:
    """Write a bundle; it appears whole or not at all.

    Parameters
    ----------
    folder : str or Path
        Where it is to appear.
    files : mapping
        As for `pack_bundle`.
    name, version : str
        What the release is called.
    keys : sequence of SigningKey
        Who signs, at least one modeller.
    force : bool
        Whether a folder that is there already may be replaced.

    Raises
    ------
    BundleError, CardError
        As for `pack_bundle`.
    OutputExistsError, FileError
        If the place is taken, or cannot be written to.

    Examples
    --------
    >>> write_bundle("moyang-1", {}, "moyang", "1", [])
    Traceback (most recent call last):
    moyang_score.errors.BundleError: A bundle needs 'scorecard.json'. Give exactly the files of a bundle.
    """
    packed = pack_bundle(files, name, version, keys)
    with new_folder(folder, force=force) as temporary:
        for one, content in packed.items():
            (temporary / one).write_bytes(content)


def _check_place(place: Path, trust: Path) -> None:
    made = "name a folder that `moyang export` wrote"
    if not place.exists():
        raise BundleError("there is no such folder", where=str(place), fix=made)
    if not place.is_dir():
        raise BundleError("this is a file, and a bundle is a folder", where=str(place), fix=made)
    for name in (MANIFEST_FILE, SIGNATURES_FILE):
        if not os.path.lexists(place / name):
            raise BundleError(f"this is no signed bundle: it has no {name}", where=str(place), fix=made)
    if place.resolve() in (trust.resolve(), *trust.resolve().parents):
        raise BundleError(
            "the trusted keys lie in the bundle, where whoever changes it could change them too",
            where=str(trust),
            fix="keep the trust folder apart from bundles",
        )


def _read_signed(place: Path, trust: str | Path) -> tuple[Manifest, tuple[PublicKey, ...]]:
    """Check the signatures over the raw manifest, and only then parse it."""
    trusted = read_trust(trust)
    raw = _read_file(place / MANIFEST_FILE, _LARGEST_MANIFEST)
    signatures = read_signatures(_read_file(place / SIGNATURES_FILE, _LARGEST_MANIFEST))
    signers = check_signatures(raw, signatures, trusted)
    return Manifest.from_bytes(raw), signers


def _check_listing(place: Path, manifest: Manifest) -> None:
    found = {entry.name for entry in os.scandir(place)}
    wanted = {MANIFEST_FILE, SIGNATURES_FILE, *manifest.files}
    for name in sorted(found - wanted):
        raise BundleError(f"{name!r} is in the folder, and nobody signed it", fix=f"take it out, or {_AGAIN}")
    for name in sorted(wanted - found):
        raise BundleError(f"{name!r} is absent from the folder", fix=_AGAIN)


def _read_entry(path: Path, entry: FileEntry) -> bytes:
    content = _read_file(path, entry.size)
    if FileEntry.of(content) != entry:
        raise BundleError("the file was changed after it was signed", where=path.name, fix=_AGAIN)
    return content


def _read_file(path: Path, most: int) -> bytes:
    """Read a regular file of at most so many bytes; what it is is asked of the open file, not of the name."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        number = os.open(path, flags)
    except OSError as error:
        what = "this is a link, and a bundle holds files alone" if path.is_symlink() else _unreadable(error)
        raise BundleError(what, where=path.name, fix=_AGAIN) from None
    try:
        state = os.fstat(number)
        if not stat.S_ISREG(state.st_mode):
            raise BundleError("this is not a regular file", where=path.name, fix=_AGAIN)
        if state.st_size > most:
            raise BundleError(f"the file has {state.st_size:,} bytes, not {most:,}", where=path.name, fix=_AGAIN)
        return _read_all(number, most)
    finally:
        os.close(number)


def _read_all(number: int, most: int) -> bytes:
    """Read up to the most and one byte more, which would tell of a file that grows."""
    parts, left = [], most + 1
    while left > 0 and (part := os.read(number, min(left, 2**20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _unreadable(error: OSError) -> str:
    return f"the file cannot be read: {(error.strerror or type(error).__name__).lower()}"


def _at(place: Path, error: BundleError) -> BundleError:
    where = str(place / error.where) if error.where else str(place)
    return BundleError(error.what, where=where, fix=error.fix)


def _faulty(error: CardError, place: str) -> BundleError:
    """Say of a file that was signed, and is yet none of ours, which it is."""
    return BundleError(f"{error.what}, though it was signed", where=f"{place}, {error.where}", fix=_AGAIN)
