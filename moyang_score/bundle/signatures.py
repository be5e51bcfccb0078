"""Signatures: who signed a manifest and in which role, checked before anything in it is believed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from moyang_score.bundle.keys import ROLES, PublicKey, SigningKey
from moyang_score.card.canonical import canonical_json, parse_canonical_json
from moyang_score.errors import BundleError, CardFormatError

__all__ = ["SIGNATURES_FILE", "Signature", "check_signatures", "read_signatures", "sign_manifest", "signatures_bytes"]

SIGNATURES_FILE: Final = "signatures.json"

_KEY: Final = re.compile("[0-9a-f]{64}")
_SIGNATURE: Final = re.compile("[0-9a-f]{128}")
_AGAIN: Final = "take the bundle again from those who released it"


@dataclass(frozen=True, order=True)
class Signature:
    """Hold one signature.

    Parameters
    ----------
    role : str
        As what its owner signed.
    key : str
        The public key, 64 lower-case hexadecimal digits.
    signature : str
        The Ed25519 signature of the bytes of the manifest, 128 lower-case hexadecimal digits.

    Examples
    --------
    >>> Signature("modeller", "0" * 64, "0" * 128).to_json()["role"]
    'modeller'
    """

    role: str
    key: str
    signature: str

    def to_json(self) -> dict[str, Any]:
        """Return the form of ``docs/format.md``."""
        return {"role": self.role, "key": self.key, "signature": self.signature}


def sign_manifest(manifest: bytes, keys: Sequence[SigningKey]) -> list[Signature]:
    """Sign the bytes of a manifest.

    Parameters
    ----------
    manifest : bytes
        The content of ``manifest.json``.
    keys : sequence of SigningKey
        At least one of a modeller, each once.

    Returns
    -------
    list of Signature
        In the order of the file.

    Raises
    ------
    BundleError
        If no modeller signs, or a key is given twice.

    Examples
    --------
    >>> from moyang_score.bundle import demo_signing_key
    >>> [one.role for one in sign_manifest(b"{}", [demo_signing_key(7, role) for role in ("reviewer", "modeller")])]
    ['modeller', 'reviewer']
    """
    if len({key.public_key.public for key in keys}) < len(keys):
        raise BundleError("a key is given twice", fix="name each key file once")
    found = [Signature(key.role, key.public_key.public, key.sign(manifest).hex()) for key in keys]
    _check_modeller(found, "sign with the key of a modeller; a reviewer signs beside one")
    return sorted(found)


def signatures_bytes(signatures: Sequence[Signature]) -> bytes:
    """Return the content of ``signatures.json``.

    Parameters
    ----------
    signatures : sequence of Signature
        In any order.

    Returns
    -------
    bytes
        Canonical JSON: a list by role, then key.

    Examples
    --------
    >>> signatures_bytes([])
    b'[]'
    """
    return canonical_json([one.to_json() for one in sorted(signatures)])


def read_signatures(content: bytes) -> list[Signature]:
    """Read ``signatures.json``; any other spelling of the same list is refused.

    Parameters
    ----------
    content : bytes
        The content of the file.

    Returns
    -------
    list of Signature
        As they stand there.

    Raises
    ------
    BundleError
        If the content is not what `signatures_bytes` writes.

    Examples
    --------
    >>> read_signatures(b"[]")
    []
    """
    try:
        listed = parse_canonical_json(content)
    except CardFormatError as error:
        raise _error(error.what) from None
    if not isinstance(listed, list):
        raise _error("this is no list of signatures")
    found = [_signature(one) for one in listed]
    if found != sorted(found):
        raise _error("the signatures do not stand in their order, by role and key")
    return found


def check_signatures(
    manifest: bytes, signatures: Sequence[Signature], trusted: Mapping[str, PublicKey]
) -> tuple[PublicKey, ...]:
    """Check that all signatures were given by trusted keys in their roles, one of a modeller among them.

    Parameters
    ----------
    manifest : bytes
        The content of ``manifest.json`` as it lies on disk, not parsed.
    signatures : sequence of Signature
        All signatures of the bundle.
    trusted : mapping
        The trusted keys by their hexadecimal digits.

    Returns
    -------
    tuple of PublicKey
        Who signed.

    Raises
    ------
    BundleError
        If there is none, one is not valid or not of a trusted key of its role, or a key signs twice.

    Examples
    --------
    >>> from moyang_score.bundle import demo_signing_key
    >>> key = demo_signing_key(7, "modeller")
    >>> signers = check_signatures(b"{}", sign_manifest(b"{}", [key]), {key.public_key.public: key.public_key})
    >>> print(*signers)
    modeller d8b92bec8b2e279a (demo key)
    """
    if not signatures:
        raise _error("nobody signed this bundle")
    if len({one.key for one in signatures}) < len(signatures):
        raise _error("one key signs twice")
    signers = tuple(_signer(manifest, one, trusted) for one in signatures)
    _check_modeller(signatures, _AGAIN)
    return signers


def _signer(manifest: bytes, one: Signature, trusted: Mapping[str, PublicKey]) -> PublicKey:
    key = trusted.get(one.key)
    if key is None:
        raise BundleError(
            f"the {one.role} {one.key[:16]} who signed it is not trusted here",
            where=SIGNATURES_FILE,
            fix="if you have their public key from them, and not from the bundle, put it into the trust folder",
        )
    if key.role != one.role:
        raise _error(f"the key {one.key[:16]} signs as {one.role}, and is trusted as {key.role}")
    if not key.verifies(bytes.fromhex(one.signature), manifest):
        raise _error(f"the signature of the {key} does not fit the manifest: one of the two was changed")
    return key


def _signature(one: Any) -> Signature:
    if not isinstance(one, dict) or set(one) != {"role", "key", "signature"}:
        raise _error("an entry is not one of role, key and signature")
    if not all(isinstance(part, str) for part in one.values()) or one["role"] not in ROLES:
        raise _error(f"an entry has another role than {' or '.join(ROLES)}")
    if not _KEY.fullmatch(one["key"]) or not _SIGNATURE.fullmatch(one["signature"]):
        raise _error("a key or signature is not written in lower-case hexadecimal digits")
    return Signature(one["role"], one["key"], one["signature"])


def _check_modeller(signatures: Sequence[Signature], fix: str) -> None:
    if not any(one.role == "modeller" for one in signatures):
        raise BundleError("no modeller signed", where=SIGNATURES_FILE, fix=fix)


def _error(what: str) -> BundleError:
    return BundleError(what, where=SIGNATURES_FILE, fix=_AGAIN)
