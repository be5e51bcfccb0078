"""Keyed tokens: what stands in the store in the place of ids, names and record keys."""

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from moyang_score.errors import KeyFileError

__all__ = ["TokenKey", "framed"]

KIND: Final = "moyang-token-key"
VERSION: Final = 1
_LENGTH: Final = 32  # hexadecimal digits: 128 bits, so that two persons never share a token
_BLOCK: Final = 64
_LEAST_SECRET: Final = 16
_HEX: Final = re.compile(r"[0-9a-f]{64}")
_MAKE_ONE: Final = "make one with: moyang keys new --role token --out DIR"


class TokenKey:
    """Turn ids, names and record keys into tokens that only the holder of the key can compute.

    A token is HMAC-SHA256 over a kind and its parts, each with its length before it, cut to 128 bits. The key itself is
    never written to a store: only its ``id`` is.

    Parameters
    ----------
    secret : bytes
        The key, of 16 bytes or more.
    demo : bool
        Whether the key is one that anybody can derive.

    Raises
    ------
    KeyFileError
        If the secret is too short.

    Examples
    --------
    >>> key = TokenKey.from_bytes(b"an example, not a secret")
    >>> key.id, key.token("person", "11010519491231002X")
    ('8d53cda9', '05aa2cc2997bc03dd21e3dc77c4740fc')
    """

    def __init__(self, secret: bytes, *, demo: bool = False) -> None:
        if len(secret) < _LEAST_SECRET:
            raise KeyFileError(f"a key of {len(secret)} bytes is too short", fix=_MAKE_ONE)
        self.demo = demo
        block = secret if len(secret) <= _BLOCK else hashlib.sha256(secret).digest()
        padded = block.ljust(_BLOCK, b"\0")
        # Both halves of HMAC are hashed once and copied for each token: twice as fast as hmac.digest.
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))
        self.id: str = self.token("key")[:8]

    def __repr__(self) -> str:
        return f"TokenKey({self.id})"

    @classmethod
    def from_bytes(cls, secret: bytes) -> "TokenKey":
        """Make a key of bytes.

        Parameters
        ----------
        secret : bytes
            16 bytes or more.

        Returns
        -------
        TokenKey
            The key.
        """
        return cls(secret)

    @classmethod
    def read(cls, path: str | Path) -> "TokenKey":
        """Read a key file, as ``moyang keys new --role token`` writes it.

        Parameters
        ----------
        path : str or path-like
            The file.

        Returns
        -------
        TokenKey
            The key.

        Raises
        ------
        KeyFileError
            If the file is absent, cannot be read, or is no token key.
        """
        document = _document(path)
        if document.get("kind") != KIND:
            raise KeyFileError("this is no token key", where=str(path), fix=_MAKE_ONE)
        if document.get("version") != VERSION:
            raise KeyFileError("the token key is of a version that is not known here", where=str(path), fix=_MAKE_ONE)
        secret = document.get("secret")
        if not isinstance(secret, str) or not _HEX.fullmatch(secret):
            raise KeyFileError("the secret is not 64 hexadecimal digits", where=str(path), fix=_MAKE_ONE)
        return cls(bytes.fromhex(secret), demo=document.get("demo") is True)

    def token(self, kind: str, *parts: str) -> str:
        """Return the token of one thing.

        Parameters
        ----------
        kind : str
            What it is: ``person``, ``name``, ``record``, ``fact``.
        *parts : str
            What tells it from others of its kind.

        Returns
        -------
        str
            32 lower-case hexadecimal digits.
        """
        return self.joined_tokens(kind, (), [b"".join(map(framed, parts))])[0]

    def tokens(self, kind: str, head: Sequence[str], values: Sequence[str]) -> list[str]:
        """Return the tokens of many things that share all parts but the last.

        Parameters
        ----------
        kind : str
            What they are.
        head : sequence of str
            The parts they share.
        values : sequence of str
            The last part of each.

        Returns
        -------
        list of str
            One token each.
        """
        return self.joined_tokens(kind, head, [framed(value) for value in values])

    def joined_tokens(self, kind: str, head: Sequence[str], tails: Sequence[bytes]) -> list[str]:
        """Return the tokens of many things, the last parts of each joined already.

        Parameters
        ----------
        kind : str
            What they are.
        head : sequence of str
            The parts they share.
        tails : sequence of bytes
            Of each the other parts, as `framed` gives them, one behind the other.

        Returns
        -------
        list of str
            One token each.
        """
        inner = self._inner.copy()
        inner.update(b"".join(map(framed, (kind, *head))))
        outer = self._outer
        tokens = []
        for tail in tails:
            one = inner.copy()
            one.update(tail)
            both = outer.copy()
            both.update(one.digest())
            tokens.append(both.hexdigest()[:_LENGTH])
        return tokens


def framed(part: str) -> bytes:
    """Return a part with its length before it, so that no two lists of parts give the same bytes.

    Parameters
    ----------
    part : str
        The part.

    Returns
    -------
    bytes
        Length, colon, UTF-8.

    Examples
    --------
    >>> framed("court")
    b'5:court'
    """
    data = part.encode("utf-8", "surrogatepass")
    return b"%d:%b" % (len(data), data)


def _document(path: str | Path) -> dict[str, Any]:
    try:
        document = json.loads(Path(path).read_bytes())
    except FileNotFoundError as fault:
        raise KeyFileError("there is no such key file", where=str(path), fix=_MAKE_ONE) from fault
    except IsADirectoryError as fault:
        raise KeyFileError(
            "this is a folder, not a key file", where=str(path), fix="name the file inside it"
        ) from fault
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise KeyFileError(f"the key cannot be read: {reason}", where=str(path), fix="check the path") from fault
    except (ValueError, RecursionError) as fault:
        raise KeyFileError("this is no token key", where=str(path), fix=_MAKE_ONE) from fault
    if not isinstance(document, dict):
        raise KeyFileError("this is no token key", where=str(path), fix=_MAKE_ONE)
    return document
