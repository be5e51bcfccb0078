"""Definitions of outcomes: what is refused, and how months are counted."""

import re
from datetime import date

import pytest

from moyang_score.catalogue import Catalogue, months_before
from moyang_score.errors import CatalogueError, UsageError
from moyang_score.features import load_definition
from moyang_score.features.outcome_period import months_after

GOOD = """\
name: mine
version: "1"
title: {zh: 我的定义, en: my definition}
gap_months: 0
months: 12
settle_months: 1
events:
  - {table: jud_defaulter, event_date: published_on, class: bad}
"""


def load(folder, catalogue: Catalogue, text: str):
    (folder / "mine.yaml").write_text(text, encoding="utf-8")
    return load_definition(folder / "mine.yaml", catalogue)


def test_the_definition_of_the_city(catalogue) -> None:
    duty = load_definition("duty", catalogue)
    assert [(one.table, one.becomes) for one in duty.events] == [
        ("jud_defaulter", "bad"),
        ("hpf_loan", "bad"),
        ("app_library", "bad"),
        ("app_transport", "bad"),
        ("hpf_loan", "indeterminate"),
    ]
    assert [(one.table, one.becomes) for one in duty.exclude] == [("jud_defaulter", "excluded")]
    assert (duty.gap_months, duty.months, duty.settle_months, duty.bad_rate) == (1, 24, 3, "0.06")


def test_the_hash_tells_what_is_meant_and_not_how_it_is_written(tmp_path, catalogue) -> None:
    first = load(tmp_path, catalogue, GOOD)
    assert load(tmp_path, catalogue, f"# a remark\n{GOOD}").hash == first.hash
    assert load(tmp_path, catalogue, GOOD.replace("months: 12", "months: 13")).hash != first.hash
    assert (first.exclude, first.requires_consent, first.bad_rate) == ((), (), None)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("name: mine\n", "", "mine.yaml, name: the field 'name' is absent"),
        ("months: 12", "months: 0", "0 months"),
        ("gap_months: 0", "gap_months: -1", "-1 months"),
        ("gap_months: 0", "gap_month: 0", "gap_months"),
        ("jud_defaulter", "judged", "'judged' is no table of records"),
        ("jud_defaulter", "persons", "'persons' is no table of records"),
        ("jud_defaulter", "protected", "'protected' is no table of records"),
        ("published_on", "organ", "'organ' is no date of jud_defaulter"),
        ("class: bad", "class: worse", "'worse' is unknown"),
        ("class: bad", "class: indeterminate", "no event is bad"),
        ("class: bad}", "class: bad, where: {colour: [red]}}", "no column 'colour'"),
        ("title: {zh: 我的定义, en: my definition}", "title: {en: mine}", "Chinese text is absent"),
        ("name: mine", "name: mine\nbad_rate: 6%", "'6%' is no share"),
        ("name: mine", "name: mine\nrequires_consent: [course]", "'course' is no table of separate consent"),
        ("name: mine", "name: mine\ncolour: red", "the field 'colour' is unknown"),
        ("name: mine", "name: [", "not YAML"),
    ],
)
def test_faults_are_told_with_their_place(tmp_path, catalogue, old, new, message) -> None:
    assert old in GOOD
    with pytest.raises(CatalogueError, match=re.escape(message)):
        load(tmp_path, catalogue, GOOD.replace(old, new, 1))


@pytest.mark.parametrize(
    ("event", "message"),
    [
        ("{table: hpf_loan, where: {status: [late_91]}, event_date: due_on, class: bad}", "'late_91' is no value of"),
        ("{table: utility, where: {on_time: [no]}, event_date: due_on, class: bad}", "'no' is no value of 'on_time'"),
    ],
)
def test_values_must_be_those_of_the_column(tmp_path, catalogue, event, message) -> None:
    with pytest.raises(CatalogueError, match=re.escape(message)):
        load(tmp_path, catalogue, f"{GOOD}  - {event}\n")


def test_a_name_that_is_none_is_answered_with_those_there_are(catalogue) -> None:
    with pytest.raises(CatalogueError, match="name one of the catalogue: duty"):
        load_definition("duties", catalogue)


def test_a_catalogue_without_a_folder_has_no_definitions_of_its_own(catalogue) -> None:
    with pytest.raises(CatalogueError, match="Give a YAML file"):
        load_definition("duty", catalogue, "nowhere")


@pytest.mark.parametrize("day", [date(2024, 1, 31), date(2024, 2, 29), date(2025, 11, 30), date(2026, 10, 1)])
def test_months_go_on_as_they_go_back(day) -> None:
    for months in range(30):
        later = months_after(day, months)
        assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
        assert later.day == day.day or (later.day < day.day and months_after(later, 0).replace(day=1) < later)
        assert months_before(later, months) <= day
    with pytest.raises(UsageError, match="no calendar"):
        months_after(day, 12 * 9000)
