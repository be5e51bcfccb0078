"""Keys: who signs a bundle and in which role, and the files that keys travel in."""

import hashlib
import json
import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from moyang_score.card.canonical import canonical_json
from moyang_score.errors import KeyFileError

__all__ = [
    "KEY_FILE_ENDING",
    "PUBLIC_FILE_ENDING",
    "ROLES",
    "PublicKey",
    "SigningKey",
    "demo_signing_key",
    "demo_token_key_bytes",
    "token_key_bytes",
]

ROLES: Final = ("modeller", "reviewer")
KEY_FILE_ENDING: Final = ".key.json"
PUBLIC_FILE_ENDING: Final = ".pub.json"

_SIGNING: Final = "moyang-signing-key"
_PUBLIC: Final = "moyang-public-key"
_TOKEN: Final = "moyang-token-key"  # noqa: S105 - the kind of a file, no secret
_KINDS: Final = {
    _SIGNING: "a private signing key",
    _PUBLIC: "a public key",
    _TOKEN: "a token key, which turns ids into tokens",
}
_HEX: Final = re.compile("[0-9a-f]{64}")
_LARGEST_BYTES: Final = 65_536
_MAKE_ONE: Final = "name a file that `moyang keys new` wrote"

_T = TypeVar("_T")


@dataclass(frozen=True)
class PublicKey:
    """Tell whether somebody signed, without being able to sign.

    Parameters
    ----------
    role : {'modeller', 'reviewer'}
        As what its owner signs.
    public : str
        The raw Ed25519 public key, 64 lower-case hexadecimal digits: the name of the key.
    demo : bool
        Whether it belongs to a demo key, whose private half anybody can derive.

    Raises
    ------
    KeyFileError
        If the role is unknown or the key is none.

    Examples
    --------
    >>> key = demo_signing_key(7, "modeller")
    >>> key.public_key.verifies(key.sign(b"text"), b"text"), key.public_key.verifies(key.sign(b"text"), b"other")
    (True, False)
    """

    role: str
    public: str
    demo: bool = False

    def __post_init__(self) -> None:
        _check_role(self.role)
        if not _HEX.fullmatch(self.public):
            raise KeyFileError("the public key is not one of 64 lower-case hexadecimal digits", fix=_MAKE_ONE)

    def __str__(self) -> str:
        return f"{self.role} {self.public[:16]}{' (demo key)' if self.demo else ''}"

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Tell whether the signature (64 bytes) of the message was made with the private half."""
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.public)).verify(signature, message)
        except (InvalidSignature, ValueError):  # ValueError: 32 bytes that are no point of the curve
            return False
        return True

    def to_bytes(self) -> bytes:
        """Return the content of its file, ``<role>.pub.json``."""
        return _lines({"kind": _PUBLIC, "role": self.role, "public": self.public, "demo": self.demo})

    @classmethod
    def read(cls, path: str | Path) -> "PublicKey":
        """Read the file of a public key.

        Parameters
        ----------
        path : str or Path
            The file.

        Returns
        -------
        PublicKey
            The key.

        Raises
        ------
        KeyFileError
            If the file is absent or something else.
        """
        document = _read(Path(path), _PUBLIC, {"role": str, "public": str, "demo": bool})
        return _inside(path, lambda: cls(document["role"], document["public"], document["demo"]))


@dataclass(frozen=True)
class SigningKey:
    """Sign as a modeller or reviewer.

    Parameters
    ----------
    role : {'modeller', 'reviewer'}
        As what its owner signs.
    private : bytes
        The raw Ed25519 private key, 32 bytes; never shown.
    demo : bool
        Whether it is a demo key, which anybody can derive.

    Raises
    ------
    KeyFileError
        If the role is unknown or the key is none.

    Examples
    --------
    >>> demo_signing_key(7, "modeller")
    SigningKey(role='modeller', demo=True)
    >>> len(demo_signing_key(7, "modeller").sign(b"text"))
    64
    """

    role: str
    private: bytes = field(repr=False)
    demo: bool = False

    def __post_init__(self) -> None:
        _check_role(self.role)
        if len(self.private) != 32:
            raise KeyFileError(f"a private key has 32 bytes, not {len(self.private)}", fix=_MAKE_ONE)

    def sign(self, message: bytes) -> bytes:
        """Return the signature (64 bytes) of a message; the same each time."""
        return Ed25519PrivateKey.from_private_bytes(self.private).sign(message)

    @cached_property
    def public_key(self) -> PublicKey:
        """Return the public half."""
        raw = Ed25519PrivateKey.from_private_bytes(self.private).public_key().public_bytes_raw()
        return PublicKey(self.role, raw.hex(), self.demo)

    def to_bytes(self) -> bytes:
        """Return the content of its file, ``<role>.key.json``, which nobody else may read."""
        document = {"kind": _SIGNING, "role": self.role, "private": self.private.hex(), "demo": self.demo}
        return _lines({**document, "public": self.public_key.public})

    @classmethod
    def read(cls, path: str | Path) -> "SigningKey":
        """Read the file of a private key.

        Parameters
        ----------
        path : str or Path
            The file.

        Returns
        -------
        SigningKey
            The key.

        Raises
        ------
        KeyFileError
            If the file is absent, something else (a public key, a token key), or its two halves do not fit.
        """
        document = _read(Path(path), _SIGNING, {"role": str, "private": str, "public": str, "demo": bool})
        if not _HEX.fullmatch(document["private"]):
            raise KeyFileError("the private key is not one of 64 lower-case hex digits", where=str(path), fix=_MAKE_ONE)
        key = _inside(path, lambda: cls(document["role"], bytes.fromhex(document["private"]), document["demo"]))
        if key.public_key.public != document["public"]:
            raise KeyFileError("its private and public halves do not belong together", where=str(path), fix=_MAKE_ONE)
        return key


def demo_signing_key(seed: int, role: str) -> SigningKey:
    """Derive a demo key, which anybody can derive again: good to show how signing works, and for nothing else.

    Parameters
    ----------
    seed : int
        The same seed gives the same key.
    role : {'modeller', 'reviewer'}
        As what it signs.

    Returns
    -------
    SigningKey
        A key marked as a demo key.

    Examples
    --------
    >>> demo_signing_key(7, "modeller") == demo_signing_key(7, "modeller")
    True
    """
    return SigningKey(role, _derived(seed, role), demo=True)


def demo_token_key_bytes(seed: int) -> bytes:
    """Derive the file of a demo token key.

    Parameters
    ----------
    seed : int
        The same seed gives the same key.

    Returns
    -------
    bytes
        The content of a ``token.key.json`` marked as a demo key.

    Examples
    --------
    >>> sorted(json.loads(demo_token_key_bytes(7)))
    ['demo', 'kind', 'secret', 'version']
    """
    return _token_file(_derived(seed, "token"), {"demo": True})


def token_key_bytes(secret: bytes) -> bytes:
    """Write a secret as the file of a token key.

    Parameters
    ----------
    secret : bytes
        32 random bytes.

    Returns
    -------
    bytes
        The content of ``token.key.json``, which nobody else may read.

    Raises
    ------
    KeyFileError
        If the secret has another length.

    Examples
    --------
    >>> token_key_bytes(bytes(32))[:16]
    b'{"demo":false,"k'
    """
    if len(secret) != 32:
        raise KeyFileError(f"a token key has 32 bytes, not {len(secret)}")
    return _token_file(secret, {"demo": False})


def _token_file(secret: bytes, mark: Mapping[str, bool]) -> bytes:
    return _lines({"kind": _TOKEN, "version": 1, "secret": secret.hex(), **mark})


def _derived(seed: int, role: str) -> bytes:
    return hashlib.sha256(f"moyang demo key, {role}, seed {seed}".encode()).digest()


def _lines(document: Mapping[str, Any]) -> bytes:
    return canonical_json(dict(document)) + b"\n"


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise KeyFileError(f"the role {role!r} does not sign", fix=f"use one of {', '.join(ROLES)}")


def _inside(path: str | Path, make: Callable[[], _T]) -> _T:
    try:
        return make()
    except KeyFileError as error:
        raise error.inside(str(path)) from None


def _read(path: Path, kind: str, fields: Mapping[str, type]) -> dict[str, Any]:
    """Read the document of a key file of one kind; what stands in the file is never repeated."""
    where = str(path)
    document = _document(_content(path), where)
    found = document.get("kind")
    if found != kind:
        what = _KINDS.get(found, "no key of ours") if isinstance(found, str) else "no key of ours"
        raise KeyFileError(f"this is {what}, and {_KINDS[kind]} is needed", where=where, fix=_MAKE_ONE)
    if set(document) != {"kind", *fields} or any(type(document[name]) is not one for name, one in fields.items()):
        raise KeyFileError(f"this is {_KINDS[kind]}, but not whole", where=where, fix=_MAKE_ONE)
    return document


def _content(path: Path) -> bytes:
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise KeyFileError("this is not a file", where=str(path), fix=_MAKE_ONE)
        if state.st_size > _LARGEST_BYTES:
            raise KeyFileError("this file is too large for a key", where=str(path), fix=_MAKE_ONE)
        return path.read_bytes()
    except FileNotFoundError:
        raise KeyFileError("there is no such key file", where=str(path), fix=_MAKE_ONE) from None
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise KeyFileError(
            f"the key file cannot be read: {reason}", where=str(path), fix="check who may read it"
        ) from None


def _document(content: bytes, where: str) -> dict[str, Any]:
    try:
        document = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise KeyFileError("this is no key file", where=where, fix=_MAKE_ONE)
    return document
