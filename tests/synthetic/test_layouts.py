"""The files of the city are those that the catalogue expects."""

import pytest

from moyang_score.catalogue import load_catalogue
from moyang_score.synthetic.layout import LAYOUTS
from moyang_score.synthetic.people import DISTRICTS, SCOPES
from moyang_score.synthetic.sheet import Keys, Text
from tests.synthetic.cities import accepted, made

CATALOGUE = load_catalogue("moyang")


def test_there_is_a_file_for_every_table_of_the_catalogue():
    assert set(LAYOUTS) == set(CATALOGUE.tables) == set(made(5000, 7).sheets)


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_headers_units_and_consent_are_those_of_the_catalogue(name):
    table, layout, sheet = CATALOGUE.table(name), LAYOUTS[name], made(5000, 7).sheets[name]
    assert list(sheet.columns) == [column.header for column in table.columns]
    assert layout.file.startswith(name)
    assert layout.separate == (table.consent == "S")
    if layout.unit:
        assert layout.unit == table.unit
    else:
        units = {column.header: column for column in table.columns if column.name == "unit"}
        assert units
    for role, header in (("person_id", layout.id_header), ("person_name", layout.name_header)):
        found = [column.header for column in table.columns if column.name == role]
        assert found == ([header] if header else []), role


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_accepted_values_are_those_of_the_catalogue(name):
    table, sheet = CATALOGUE.table(name), accepted(name)
    for column in table.columns:
        cells = sheet.columns[column.header]
        if column.type == "date":
            assert cells.dtype.kind == "M"
        elif column.type == "bool":
            assert cells.dtype.kind == "b"
        elif column.type == "int":
            assert cells.dtype.kind == "i"
        else:
            assert isinstance(cells, Text | Keys)
        if column.values:
            assert {cells.at(int(row)) for row in range(len(sheet))} - {""} <= set(column.values), column.header
        if column.required and isinstance(cells, Text):
            assert (cells.codes >= 0).all(), column.header


def test_scopes_units_and_districts_are_known_to_the_catalogue():
    separate = {name for name, table in CATALOGUE.tables.items() if table.consent == "S"}
    assert set(SCOPES) == separate | {"audit"}
    sheet = accepted("admin_penalty")
    assert set(sheet.text("CF_LYDWDM").levels) <= set(CATALOGUE.units)
    column = next(one for one in CATALOGUE.table("persons").columns if one.name == "district")
    assert set(DISTRICTS) <= set(column.values)
