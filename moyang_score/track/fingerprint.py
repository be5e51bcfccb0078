"""Fingerprints: by which the data and the code that an entry rests on are known again."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

import moyang_score

__all__ = ["code_fingerprint"]

_ENDINGS: Final = (".py", ".yaml")


@cache
def code_fingerprint() -> str:
    """Return the SHA-256 over every module and catalogue file of the installed package.

    Returns
    -------
    str
        64 hexadecimal digits: the same wherever the same files are installed, whatever commit they came from.

    Examples
    --------
    >>> len(code_fingerprint())
    64
    """
    root = Path(moyang_score.__file__).parent
    names = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.suffix in _ENDINGS)
    whole = hashlib.sha256()
    for name in sorted(names):
        content = hashlib.sha256((root / name).read_bytes()).hexdigest()
        whole.update(f"{content}  {name}\n".encode())
    return whole.hexdigest()
