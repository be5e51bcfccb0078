"""The store: a folder of Parquet files, a small database of its own history, and the key and catalogue it belongs to.

    store.json                        format, catalogue (name, version, hash; consent where it is assumed), key id
    state.duckdb                      batches, reconciliation, quarantine
    persons/<batch>.parquet           token, name_token, district, known_on, batch, seq
    consents/<batch>.parquet          token, scope, action, happened_on, known_on, text_version, seq
    records/<table>/<batch>.parquet   token, record, unit, known_on, batch, row, seq, fact, the table's own columns
    events/<batch>.parquet            record, table, event, objection, happened_on, known_on, seq
    protected/<batch>.parquet         token, the attributes of the catalogue

Files under these names are committed: see `Change`.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from moyang_score.errors import RegistryError
from moyang_score.registry.journal import STAGING, recover

if TYPE_CHECKING:
    from moyang_score.catalogue import Catalogue
    from moyang_score.registry.tokens import TokenKey

__all__ = ["LABEL", "STATE", "Store", "check_store", "is_new", "label_of", "open_store"]

LABEL: Final = "store.json"
STATE: Final = "state.duckdb"
FORMAT: Final = 1
LOCK: Final = ".lock"
_ASSUMED: Final = "assumed"
_FILL_ONE: Final = "make one with: moyang intake --store DIR"


@dataclass(frozen=True)
class Store:
    """Hold what a store is: where it lies, and which catalogue and key it belongs to.

    Parameters
    ----------
    path : pathlib.Path
        The folder.
    catalogue : str
        Name of the catalogue its records were taken in by.
    version : str
        Version of that catalogue.
    catalogue_hash : str
        Hash of its content.
    key_id : str
        Which token key its tokens were made with.
    assumes_consent : bool
        Whether the catalogue assumes consent, which only research may.

    Examples
    --------
    >>> store = Store(Path("out/store"), "moyang", "2026.1", "ab12", "0f3c9a77")
    >>> store.files("records/honour")
    []
    """

    path: Path
    catalogue: str
    version: str
    catalogue_hash: str
    key_id: str
    assumes_consent: bool = False

    def files(self, part: str) -> list[Path]:
        """Return the committed files of a part, in order of their batches.

        Parameters
        ----------
        part : str
            ``persons``, ``consents``, ``events``, ``protected`` or ``records/<table>``.

        Returns
        -------
        list of pathlib.Path
            The files; none where nothing was taken in.
        """
        return sorted((self.path / part).glob("*.parquet"))

    def tables(self) -> list[str]:
        """Return the names of the tables that have records.

        Returns
        -------
        list of str
            The names, in order.
        """
        return sorted(folder.name for folder in (self.path / "records").glob("*") if folder.is_dir())


def open_store(path: str | Path) -> Store:
    """Open a store, after finishing or clearing away what an interrupted command left.

    Parameters
    ----------
    path : str or path-like
        The folder.

    Returns
    -------
    Store
        What it is.

    Raises
    ------
    RegistryError
        If there is no such folder, it is no store, or it is of another format.

    Examples
    --------
    >>> open_store("no/such/store")
    Traceback (most recent call last):
    moyang_score.errors.RegistryError: no/such/store: there is no such store. Make one with: moyang intake --store DIR.
    """
    folder = Path(path)
    if not folder.exists():
        raise RegistryError("there is no such store", where=str(path), fix=_FILL_ONE)
    if not folder.is_dir():
        raise RegistryError("this is a file, and a store is a folder", where=str(path), fix=_FILL_ONE)
    recover(folder)
    if not (folder / LABEL).is_file():
        raise RegistryError(f"this folder is no store: it has no {LABEL}", where=str(path), fix=_FILL_ONE)
    return _read_label(folder)


def is_new(path: Path) -> bool:
    """Tell whether a store can be begun at a place: nothing is there, or an empty folder.

    Parameters
    ----------
    path : pathlib.Path
        The place.

    Returns
    -------
    bool
        True if so; what an interrupted first intake left does not count.

    Examples
    --------
    >>> is_new(Path("no/such/store"))
    True
    """
    if not path.exists():
        return True
    return path.is_dir() and all(inner.name in {STAGING, LOCK} for inner in path.iterdir())


def check_store(store: Store, catalogue: "Catalogue", key: "TokenKey | None" = None) -> None:
    """Refuse a store of another catalogue or another key.

    Parameters
    ----------
    store : Store
        The store.
    catalogue : Catalogue
        The catalogue to work by.
    key : TokenKey, optional
        The key to make tokens with.

    Raises
    ------
    RegistryError
        If one of them is not the store's own.
    """
    where = str(store.path)
    if store.catalogue_hash != catalogue.hash:
        what = (
            f"the store is of catalogue {store.catalogue!r} {store.version} ({store.catalogue_hash[:12]}), "
            f"not of {catalogue.name!r} {catalogue.version} ({catalogue.hash[:12]})"
        )
        raise RegistryError(what, where=where, fix="name the catalogue it was begun with, or begin a new store")
    if key is not None and store.key_id != key.id:
        what = f"the store was begun with token key {store.key_id}, not with {key.id}"
        raise RegistryError(what, where=where, fix="name the key file it was begun with, or begin a new store")


def label_of(catalogue: "Catalogue", key: "TokenKey") -> bytes:
    """Return the content of ``store.json`` for a new store.

    Parameters
    ----------
    catalogue : Catalogue
        The catalogue it will belong to.
    key : TokenKey
        The key its tokens will be made with.

    Returns
    -------
    bytes
        Canonical JSON.
    """
    named = {"hash": catalogue.hash, "name": catalogue.name, "version": catalogue.version}
    if catalogue.consent == _ASSUMED:
        named["consent"] = _ASSUMED
    document = {
        "catalogue": named,
        "format": FORMAT,
        "key": key.id,
    }
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _read_label(folder: Path) -> Store:
    where = str(folder / LABEL)
    try:
        document = json.loads((folder / LABEL).read_bytes())
    except (OSError, ValueError) as fault:
        raise RegistryError("the label of the store cannot be read", where=where, fix=_FILL_ONE) from fault
    found = document.get("format") if isinstance(document, dict) else None
    if found != FORMAT:
        raise RegistryError(f"the store is of format {found!r}, not {FORMAT}", where=where, fix="use its own version")
    return _store(folder, document, where)


def _store(folder: Path, document: dict[str, Any], where: str) -> Store:
    catalogue = document.get("catalogue")
    words = [document.get("key")]
    if isinstance(catalogue, dict):
        words += [catalogue.get(name) for name in ("name", "version", "hash")]
    if len(words) < 4 or not all(isinstance(word, str) for word in words):
        raise RegistryError("the label does not say catalogue and key", where=where, fix=_FILL_ONE)
    key, name, version, content = words
    assumes_consent = isinstance(catalogue, dict) and catalogue.get("consent") == _ASSUMED
    return Store(folder, str(name), str(version), str(content), str(key), assumes_consent)
