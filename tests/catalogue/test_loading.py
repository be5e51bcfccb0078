"""From a folder to a catalogue, whole or not at all."""

import shutil
from datetime import date

import pytest

from moyang_score.catalogue import Finding, catalogue_folder, check_catalogue, load_catalogue
from moyang_score.catalogue.finding import refusal
from moyang_score.errors import CatalogueError, RejectedClassError
from tests.catalogue.folders import SMALL, change, copy_city, indicator, only_finding


@pytest.fixture
def city(tmp_path):
    return copy_city(tmp_path)


def test_another_city_is_a_folder_and_no_python():
    catalogue = load_catalogue(SMALL)

    assert (catalogue.name, catalogue.id_scheme, catalogue.releasable) == ("small", "opaque", True)
    assert catalogue.table("verdict").files == ("verdict*",)
    assert catalogue.table("verdict").column("record_key").header == "案号"


def test_the_word_moyang_is_the_packed_one_unless_a_folder_has_that_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load_catalogue("moyang").name == "moyang"

    shutil.copytree(SMALL, tmp_path / "moyang")
    assert load_catalogue("moyang").name == "small"


def test_the_hash_names_the_content_not_the_layout(city):
    before = load_catalogue(city).hash
    change(city, "indicators/P.yaml", dict.copy)
    assert load_catalogue(city).hash == before == load_catalogue("moyang").hash

    change(city, "indicators/P.yaml", lambda content: indicator(content, "P01")["name"].update(en="Listed"))
    assert load_catalogue(city).hash != before


def test_a_day_does_not_change_the_hash():
    catalogue = load_catalogue("moyang")
    assert catalogue.at(date(2025, 1, 1)).hash == catalogue.hash


@pytest.mark.parametrize("name", ["catalogue.yaml", "units.yaml", "rules.yaml"])
def test_a_folder_without_one_of_its_files_is_unreadable(city, name):
    (city / name).unlink()

    with pytest.raises(CatalogueError, match=f"{name}: no such file"):
        check_catalogue(city)


def test_what_is_no_folder_is_refused(tmp_path):
    with pytest.raises(CatalogueError, match="no such catalogue folder"):
        catalogue_folder(tmp_path / "nowhere")
    (tmp_path / "file").touch()
    with pytest.raises(CatalogueError, match="a file, not a catalogue folder"):
        catalogue_folder(tmp_path / "file")


def test_a_catalogue_with_findings_is_never_returned(city):
    change(city, "indicators/S.yaml", lambda content: indicator(content, "S06").update(unit="recrods"))

    finding = only_finding(city)
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(city)

    assert finding.where == "indicators/S.yaml, S06, unit"
    assert str(caught.value) == f"{city}, {finding.where}: {finding.what}. Did you mean 'records'."


def test_the_gravest_finding_is_told_and_the_others_are_counted(city):
    change(city, "indicators/S.yaml", lambda content: indicator(content, "S06").update(unit="recrods"))
    change(city, "indicators/A.yaml", lambda content: indicator(content, "A01")["legal"].update({"class": "X29"}))

    with pytest.raises(RejectedClassError, match="X29") as caught:
        load_catalogue(city)

    assert caught.value.fix.endswith("moyang catalogue check lists 1 other finding")


def test_many_findings_are_counted():
    finding = Finding(file="a.yaml", entry="", field="", what="it is wrong", fix="mend it")

    assert str(refusal([finding] * 3, "city")).endswith("Mend it; moyang catalogue check lists 2 other findings.")


def test_weights_may_be_left_out(city):
    (city / "weights.yaml").unlink()

    assert load_catalogue(city).weights is None


def test_indicators_stand_in_card_order_whatever_the_files_say(city):
    change(city, "indicators/P.yaml", lambda content: content["indicators"].reverse())

    codes = [one.code for one in load_catalogue(city).indicators]
    assert codes == [one.code for one in load_catalogue("moyang").indicators]


@pytest.mark.parametrize(
    ("look_up", "answer"),
    [
        (lambda one: one.table("utilty"), "there is no table 'utilty'. Did you mean 'utility'"),
        (lambda one: one.indicator("P1"), "there is no indicator 'P1'. Did you mean"),
        (lambda one: one.rule("hardstop", date(2026, 1, 1)), "there is no rule 'hardstop'. Did you mean 'hard_stop'"),
    ],
)
def test_names_that_are_not_there_are_answered_with_the_nearest(look_up, answer):
    with pytest.raises(CatalogueError) as caught:
        look_up(load_catalogue("moyang"))

    assert answer in str(caught.value)


def test_a_unit_is_found_by_code_and_by_social_credit_code():
    catalogue = load_catalogue("moyang")
    court = catalogue.units["court"]

    assert catalogue.find_unit("court") is court
    assert catalogue.find_unit(court.uscc) is court
    assert catalogue.find_unit("nobody") is None
