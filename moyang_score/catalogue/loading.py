"""Loading a catalogue from its folder, through the gate."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any, Final

from moyang_score.catalogue.document import read_document
from moyang_score.catalogue.entry import Entry
from moyang_score.catalogue.finding import Finding, refusal
from moyang_score.catalogue.gate import Places, gate
from moyang_score.catalogue.indicators import Indicator
from moyang_score.catalogue.model import Catalogue
from moyang_score.catalogue.parse import (
    parse_families,
    parse_grades,
    parse_indicator,
    parse_table,
    parse_units,
    parse_weights,
)
from moyang_score.catalogue.parse_rules import parse_editions, parse_rules
from moyang_score.catalogue.rules import Rule
from moyang_score.catalogue.tables import SourceTable
from moyang_score.errors import CatalogueError

__all__ = ["PACKED", "catalogue_folder", "check_catalogue", "load_catalogue"]

PACKED: Final = {"moyang": Path(__file__).parent / "moyang"}
_ID_SCHEMES: Final = ("gb11643", "opaque")
_CONSENTS: Final = ("required", "assumed")


def catalogue_folder(path: str | os.PathLike[str]) -> Path:
    """Find the folder of a catalogue.

    Parameters
    ----------
    path : str or path-like
        A folder, or the word ``moyang`` for the packed one; a folder of that name goes first.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    CatalogueError
        If there is no such folder.

    Examples
    --------
    >>> catalogue_folder("moyang").name
    'moyang'
    """
    folder = Path(path)
    if folder.is_dir():
        return folder
    if str(path) in PACKED:
        return PACKED[str(path)]
    what = "it is a file, not a catalogue folder" if folder.exists() else "there is no such catalogue folder"
    raise CatalogueError(what, where=str(path), fix="give a folder with a catalogue.yaml, or the word moyang")


def load_catalogue(path: str | os.PathLike[str]) -> Catalogue:
    """Load a catalogue, or refuse it: one with findings is never returned.

    Parameters
    ----------
    path : str or path-like
        A folder, or the word ``moyang`` for the one that is packed with the package.

    Returns
    -------
    Catalogue
        The catalogue, with the newest value of each dated rule; see `Catalogue.at`.

    Raises
    ------
    CatalogueError
        If the folder is absent or unreadable, or has findings; of these the message tells the gravest.
    RejectedClassError
        If the gravest is a class of data that may not be scored.

    Examples
    --------
    >>> catalogue = load_catalogue("moyang")
    >>> catalogue.name, catalogue.releasable
    ('moyang', True)
    """
    catalogue, findings = _read(catalogue_folder(path))
    if findings:
        raise refusal(findings, str(path))
    return catalogue


def check_catalogue(path: str | os.PathLike[str]) -> list[Finding]:
    """Find everything that stands against a catalogue.

    Parameters
    ----------
    path : str or path-like
        A folder, or the word ``moyang``.

    Returns
    -------
    list of Finding
        Empty where it can be used.

    Raises
    ------
    CatalogueError
        If the folder is absent, or a file of it is absent or no YAML.

    Examples
    --------
    >>> check_catalogue("moyang")
    []
    """
    return _read(catalogue_folder(path))[1]


def _read(folder: Path) -> tuple[Catalogue, list[Finding]]:
    documents, findings = _documents(folder)
    places = Places()
    rules_entry = _entry("rules.yaml", documents, findings)
    rules, editions = parse_rules(rules_entry), parse_editions(rules_entry)
    rules_entry.finish()
    top = _entry("catalogue.yaml", documents, findings)
    families = parse_families(top)
    indicators = _indicators(documents, rules, places, findings)
    order = {family.key: number for number, family in enumerate(families)}
    catalogue = Catalogue(
        name=top.text("name"),
        version=top.text("version"),
        title=top.titles("title"),
        id_scheme=top.choice("id_scheme", _ID_SCHEMES),
        consent=top.choice("consent", _CONSENTS),
        edition=top.text("edition"),
        families=families,
        base=top.integer("base"),
        low=top.integer("low"),
        high=top.integer("high"),
        grades=parse_grades(top),
        measures=_measures(top),
        units=parse_units(_entry("units.yaml", documents, findings)),
        tables=_tables(documents, places, findings),
        indicators=tuple(sorted(indicators, key=lambda one: (order.get(one.family, len(order)), one.code))),
        rules=rules,
        editions=editions,
        weights=_weights(documents, families, findings),
        hash=_hash(documents),
    )
    top.finish()
    findings += gate(catalogue, places)
    return catalogue, sorted(findings, key=lambda one: (one.file, one.entry, one.field))


def _documents(folder: Path) -> tuple[dict[str, dict[str, Any]], list[Finding]]:
    names = ["catalogue.yaml", "units.yaml", "rules.yaml"]
    names += sorted(
        f"{part}/{path.name}" for part in ("tables", "indicators") for path in (folder / part).glob("*.yaml")
    )
    if (folder / "weights.yaml").exists():
        names.append("weights.yaml")
    documents, findings = {}, []
    for name in names:
        documents[name], doubled = read_document(folder, name)
        findings += doubled
    return documents, findings


def _entry(name: str, documents: dict[str, dict[str, Any]], findings: list[Finding]) -> Entry:
    return Entry(name, "", documents[name], findings)


def _measures(top: Entry) -> dict[str, dict[str, str]]:
    measures = top.child("measures")
    found = {name: measures.titles(name) for name in top.mapping("measures")}
    measures.finish()
    return found


def _tables(documents: dict[str, dict[str, Any]], places: Places, findings: list[Finding]) -> dict[str, SourceTable]:
    tables = {}
    for file in [name for name in documents if name.startswith("tables/")]:
        entry = Entry(file, Path(file).stem, documents[file], findings)
        table = parse_table(entry)
        if table.name in tables:
            entry.note("name", f"the table {table.name!r} is declared twice", "give each table one file")
            continue
        tables[table.name] = table
        places.tables[table.name] = file
        if not entry.sound:
            places.broken.add(table.name)
    return tables


def _indicators(
    documents: dict[str, dict[str, Any]], rules: dict[str, Rule], places: Places, findings: list[Finding]
) -> list[Indicator]:
    found: dict[str, Indicator] = {}
    for file in [name for name in documents if name.startswith("indicators/")]:
        top = _entry(file, documents, findings)
        for number, data in enumerate(top.raw_list("indicators"), start=1):
            entry = Entry(file, str(data.get("code", f"indicators[{number}]")), data, findings)
            indicator = parse_indicator(entry, Path(file).stem, rules)
            if indicator.code in found:
                entry.note("code", f"the indicator {indicator.code!r} is declared twice", "give each its own code")
                continue
            found[indicator.code] = indicator
            places.indicators[indicator.code] = file
            if not entry.sound:
                places.broken.add(indicator.code)
        top.finish()
    return list(found.values())


def _weights(documents: dict[str, dict[str, Any]], families: Any, findings: list[Finding]) -> Any:
    if "weights.yaml" not in documents:
        return None
    return parse_weights(_entry("weights.yaml", documents, findings), families)


def _hash(documents: dict[str, dict[str, Any]]) -> str:
    """Return the SHA-256 of the content: texts, whole numbers, true, false and null, keys in order."""
    text = json.dumps(documents, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
