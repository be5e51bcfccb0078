"""The trust folder: the public keys that bundles are checked against, outside of any bundle."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from moyang_score.bundle.keys import PUBLIC_FILE_ENDING, PublicKey
from moyang_score.errors import BundleError

__all__ = ["read_trust"]

_FIX: Final = "name a folder with the *.pub.json of those you trust, kept apart from the bundle"


def read_trust(folder: str | Path) -> dict[str, PublicKey]:
    """Read the public keys of those whose signatures count.

    Parameters
    ----------
    folder : str or Path
        Each file in it that ends in ``.pub.json`` is a public key; other files are ignored.

    Returns
    -------
    dict
        The keys by their hexadecimal digits.

    Raises
    ------
    BundleError
        If the folder is absent or holds no key, or one key stands for two roles.
    KeyFileError
        If a file is no public key.

    Examples
    --------
    >>> import tempfile
    >>> from moyang_score.bundle import demo_signing_key
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = (Path(folder) / "modeller.pub.json").write_bytes(demo_signing_key(7, "modeller").public_key.to_bytes())
    ...     [key.role for key in read_trust(folder).values()]
    ['modeller']
    """
    place = Path(folder)
    if not place.is_dir():
        raise BundleError("there is no such folder of trusted keys", where=str(folder), fix=_FIX)
    try:
        paths = sorted(path for path in place.iterdir() if path.name.endswith(PUBLIC_FILE_ENDING))
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise BundleError(f"the trusted keys cannot be listed: {reason}", where=str(folder), fix=_FIX) from None
    if not paths:
        raise BundleError(
            f"no *{PUBLIC_FILE_ENDING} is in this folder, so nobody is trusted", where=str(folder), fix=_FIX
        )
    return _by_name((PublicKey.read(path) for path in paths), str(folder))


def _by_name(keys: Iterable[PublicKey], where: str) -> dict[str, PublicKey]:
    found: dict[str, PublicKey] = {}
    for key in keys:
        if found.setdefault(key.public, key).role != key.role:
            raise BundleError(
                f"the key {key.public[:16]} stands for two roles, so a signature would not say as what it was given",
                where=where,
                fix="make a key for each role with `moyang keys new --role`",
            )
    return found
