"""Reading what is shown, once for each content: whatever is kept goes by the digest of the files it was read from."""

import datetime as dt
import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from moyang_score.app.places import Places
from moyang_score.score import LoadedCard, load_whole

if TYPE_CHECKING:
    from moyang_score.catalogue import Catalogue
    from moyang_score.features.held import HeldRecord
    from moyang_score.files import Table
    from moyang_score.track import Version
    from moyang_score.track.kept import KeptReport

__all__ = ["cards_of", "catalogue_of", "notebook_of", "people_of", "records_of", "report_of"]


def cards_of(places: Places) -> dict[str, LoadedCard]:
    """Read the cards, by their digest; signatures are checked."""
    loaded = (_card(one, places.trust, digest_of(one), digest_of(places.trust)) for one in places.cards)
    return {one.card.digest: one for one in loaded}


def people_of(places: Places) -> tuple["Table", Mapping[str, int]]:
    """Read the table of people, and where each token stands in it."""
    return _people(str(places.data), places.id, digest_of(places.data))


def catalogue_of(places: Places) -> "Catalogue":
    """Read the catalogue of the registry."""
    return _catalogue(places.catalogue, digest_of(places.catalogue))


def records_of(places: Places, token: str, as_of: dt.date) -> tuple["HeldRecord", ...]:
    """Read the records of one person from the registry, which is not written to."""
    return _records(str(places.store), places.catalogue, token, as_of, digest_of(places.store))


def notebook_of(places: Places) -> tuple[tuple["Version", ...], tuple["KeptReport", ...]]:
    """Read the versions and the comparisons of the notebook."""
    return _notebook(str(places.tracking), digest_of(places.tracking))


def report_of(folder: str) -> Mapping[str, Any]:
    """Read a fairness report."""
    return _report(folder, digest_of(folder))


def digest_of(place: str | None) -> str:
    """Return the digest of a file; of a folder by the names and sizes below it, and by what small files hold."""
    path = Path(place) if place else Path()
    if not place or not path.exists():
        return ""
    if path.is_file():
        return sha256(path.read_bytes()).hexdigest()
    found = sha256()
    for one in sorted(one for one in path.rglob("*") if one.is_file()):
        status = one.stat()
        found.update(f"{one.relative_to(path)}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
        if status.st_size < 1 << 20 and one.suffix == ".json":
            found.update(one.read_bytes())
    return found.hexdigest()


@st.cache_resource(show_spinner=False, max_entries=16)
def _card(place: str, trust: str | None, digest: str, trusted: str) -> LoadedCard:  # noqa: ARG001 - what it is kept by
    from moyang_score.bundle import is_bundle

    return load_whole(place, trust if is_bundle(Path(place)) else None)


@st.cache_resource(show_spinner=False, max_entries=4)
def _people(place: str, column: str, digest: str) -> tuple["Table", Mapping[str, int]]:  # noqa: ARG001
    from moyang_score.files import read_table

    table = read_table(place)
    cells = table[column]
    tokens = cells.to_pylist() if hasattr(cells, "to_pylist") else list(cells)
    return table, {str(token): at for at, token in enumerate(tokens)}


@st.cache_resource(show_spinner=False, max_entries=4)
def _catalogue(place: str, digest: str) -> "Catalogue":  # noqa: ARG001
    from moyang_score.catalogue import load_catalogue

    return load_catalogue(place)


@st.cache_resource(show_spinner=False, max_entries=64)
def _records(place: str, catalogue: str, token: str, as_of: dt.date, digest: str) -> tuple["HeldRecord", ...]:  # noqa: ARG001
    from moyang_score.features.held import held_records
    from moyang_score.frame import Spine
    from moyang_score.registry import open_store
    from moyang_score.registry.engine import open_engine
    from moyang_score.registry.snapshot import Snapshot

    found = _catalogue(catalogue, digest_of(catalogue))
    with Snapshot(open_store(place), found, Spine.one_date([token], as_of), open_engine("duckdb")) as snapshot:
        return held_records(snapshot, found)


@st.cache_resource(show_spinner=False, max_entries=4)
def _notebook(place: str, digest: str) -> tuple[tuple["Version", ...], tuple["KeptReport", ...]]:  # noqa: ARG001
    from moyang_score.track import list_versions, open_notebook
    from moyang_score.track.kept import kept_reports

    notebook = open_notebook(place)
    return list_versions(notebook), kept_reports(notebook, "comparison")


@st.cache_resource(show_spinner=False, max_entries=8)
def _report(folder: str, digest: str) -> Mapping[str, Any]:  # noqa: ARG001
    found: Mapping[str, Any] = json.loads((Path(folder) / "report.json").read_text(encoding="utf-8"))
    return found
