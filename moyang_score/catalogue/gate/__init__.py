"""The gate: what a catalogue must keep to, so that no command can use one that scores what may not be scored."""

from moyang_score.catalogue.finding import Finding
from moyang_score.catalogue.gate.law import check_forbidden, check_law, check_law_of_catalogue
from moyang_score.catalogue.gate.place import Notes, Places
from moyang_score.catalogue.gate.points import check_points, check_scale
from moyang_score.catalogue.gate.references import check_ranks, check_references
from moyang_score.catalogue.gate.tables import check_files, check_table, check_units
from moyang_score.catalogue.model import Catalogue

__all__ = ["Notes", "Places", "gate"]

_TOP = "catalogue.yaml"


def gate(catalogue: Catalogue, places: Places) -> list[Finding]:
    """Find every fault in the meaning of a catalogue whose form has been read.

    Parameters
    ----------
    catalogue : Catalogue
        The catalogue.
    places : Places
        Where its entries stand; what is broken in form is not judged again.

    Returns
    -------
    list of Finding
        In no order.
    """
    findings: list[Finding] = []
    check_units(catalogue, Notes("units.yaml", "", findings))
    for table in catalogue.tables.values():
        if table.name not in places.broken:
            check_table(catalogue, table, Notes(places.tables[table.name], table.name, findings))
    check_files(catalogue, places, findings)
    for indicator in catalogue.indicators:
        notes = Notes(places.indicators[indicator.code], indicator.code, findings)
        check_forbidden(catalogue, indicator, notes)
        if indicator.code in places.broken:
            continue
        check_law(catalogue, indicator, notes)
        if indicator.records not in places.broken:
            check_references(catalogue, indicator, notes)
        check_points(catalogue, indicator, notes)
    check_ranks(catalogue, places, findings)
    whole = [one for one in catalogue.indicators if one.code not in places.broken]
    check_scale(catalogue, whole, Notes(_TOP, "", findings))
    check_law_of_catalogue(catalogue, Notes(_TOP, "", findings))
    return findings
