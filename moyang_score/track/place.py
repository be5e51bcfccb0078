"""Where a notebook is kept: a folder with an SQLite database and its files, or an MLflow server."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from moyang_score.errors import UsageError

__all__ = ["DATABASE_FILE", "Place", "find_place"]

DATABASE_FILE: Final = "mlflow.db"

_SQLITE: Final = "sqlite:///"
_FIX: Final = "name a folder, sqlite:///FILE, or the http address of an MLflow server"


@dataclass(frozen=True)
class Place:
    """Hold where a notebook is.

    Parameters
    ----------
    uri : str
        The tracking URI that MLflow is given.
    shown : str
        The same for messages, without user and password.
    database : Path or None
        The SQLite file; None for a server.

    Examples
    --------
    >>> find_place("http://ann:secret@127.0.0.1:5000").shown
    'http://127.0.0.1:5000'
    """

    uri: str
    shown: str
    database: Path | None

    @property
    def files(self) -> str | None:
        """Return the address of the folder that files are kept in, beside the database; a server knows its own."""
        return None if self.database is None else (self.database.parent / "artifacts").as_uri()


def find_place(text: str) -> Place:
    """Read where a notebook is.

    Parameters
    ----------
    text : str
        A folder, which then holds ``mlflow.db`` and ``artifacts/``; ``sqlite:///FILE``; or ``http(s)://HOST``.

    Returns
    -------
    Place
        The place; paths are made absolute, so that a later change of the working folder changes nothing.

    Raises
    ------
    UsageError
        If it is something else, as ``file:`` is, whose folders MLflow no longer keeps notebooks in.

    Examples
    --------
    >>> find_place("out/mlruns").database.name
    'mlflow.db'
    """
    if text.startswith(("http://", "https://")):
        return _server(text)
    if text.startswith(_SQLITE):
        return _database(Path(text.removeprefix(_SQLITE)), text)
    if not text.strip() or "://" in text or text.startswith(("file:", "sqlite:")):
        raise UsageError(f"{_unsecret(text)!r} is no place for a notebook", fix=_FIX)
    return _database(Path(text) / DATABASE_FILE, text)


def _server(text: str) -> Place:
    try:
        host = urlsplit(text).hostname
    except ValueError:
        host = None
    if not host:
        raise UsageError(f"{_unsecret(text)!r} names no server", fix=_FIX)
    return Place(text, _unsecret(text), None)


def _database(path: Path, text: str) -> Place:
    if path.name in {"", ".", ".."} or path.is_dir():
        raise UsageError(f"{text!r} names no file", fix=_FIX)
    absolute = path.absolute()
    return Place(f"{_SQLITE}{absolute}", text, absolute)


def _unsecret(text: str) -> str:
    """Return an address without user and password."""
    scheme, separator, rest = text.partition("://")
    return f"{scheme}{separator}{rest.rpartition('@')[2]}" if separator else text
