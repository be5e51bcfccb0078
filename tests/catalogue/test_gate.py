"""The gate: each fault is found, alone, with its place, the nearest name and the article behind it."""

import json
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moyang_score.catalogue import check_catalogue, load_catalogue
from moyang_score.catalogue.document import read_document
from tests.catalogue.folders import SMALL, change, column, copy_city, copy_small, indicator, only_finding

P, F, S, A = (f"indicators/{family}.yaml" for family in "PFSA")


def at(code, /, **fields):
    """Set fields of an indicator; a field ``one__two`` lies inside ``one``."""

    def edit(content):
        for path, value in fields.items():
            *outer, last = path.split("__")
            entry = indicator(content, code)
            for name in outer:
                entry = entry[name]
            entry[last] = value

    return edit


def without(code, *fields):
    def edit(content):
        for field in fields:
            indicator(content, code).pop(field)

    return edit


def rows(code, *triples):
    """Set the points table of an indicator from (from, below, points)."""
    table = [{"from": lower, "below": upper, "points": points} for lower, upper, points in triples]
    return at(code, points=table)


def table(**fields):
    return lambda content: content.update(fields)


def drop_column(name):
    return lambda content: content["columns"].remove(column(content, name))


def set_column(name, **fields):
    return lambda content: column(content, name).update(fields)


# file, edit, where in it, what is said; each is the only finding
REFERENCES = [
    (S, at("S06", family="Z"), "S06, family", "the family 'Z' is unknown. Use one of P, F, S, A"),
    (S, at("S06", unit="yeers"), "S06, unit", "the measure 'yeers' is unknown. Did you mean 'years'"),
    (S, at("S06", records="cuorse"), "S06, records", "the table 'cuorse' is unknown. Did you mean 'course'"),
    (S, at("S06", records="consents"), "S06, records", "holds consents, not records"),
    (S, at("S06", event_date="completedon"), "S06, event_date", "unknown. Did you mean 'completed_on'"),
    (S, at("S06", event_date="record_key"), "S06, event_date", "'record_key' is of type 'text'"),
    (S, without("S06", "event_date"), "S06, event_date", "nothing says when a record occurred"),
    (S, at("S03", where={"kynd": ["courage"]}), "S03, where.kynd", "the column 'kynd' is unknown. Did you mean 'kind'"),
    (
        S,
        at("S03", where={"kind": ["curage"]}),
        "S03, where.kind",
        "the value 'curage' is unknown. Did you mean 'courage'",
    ),
    (S, at("S03", where={"organ": ["x"]}), "S03, where.organ", "the column lists no values"),
    (P, at("P21", aggregation__good={"on_time": ["true"]}), "P21, aggregation.good.on_time", "neither true nor false"),
    (P, at("P21", aggregation__good={}), "P21, aggregation.good", "a ratio needs one column"),
    (A, at("A01", aggregation__good={"status": ["ontime"]}), "A01, aggregation.good.status", "Did you mean 'on_time'"),
    (P, at("P13", aggregation__families=["Q"]), "P13, aggregation.families", "the family 'Q' is unknown"),
    (S, at("S01", aggregation__column="half_hour"), "S01, aggregation.column", "Did you mean 'half_hours'"),
    (S, at("S01", aggregation__column="served_on"), "S01, aggregation.column", "A total needs a column of type int"),
    (
        F,
        at("F08", aggregation__column="lvl"),
        "F08, aggregation.column",
        "the column 'lvl' is unknown. Did you mean 'level'",
    ),
    (F, at("F08", aggregation__levels={"A": 1, "AA": 2, "AAA": 3, "B": 4}), "F08, aggregation.levels.B", "unknown"),
    (F, at("F08", aggregation__levels={"A": 1, "AA": 2}), "F08, aggregation.levels", "the value 'AAA' has no level"),
    (S, at("S06", severity="general"), "S06, severity", "the table 'course' has no severity"),
    (P, without("P05", "severity"), "P05, severity", "differ in severity, and none is named (信用修复管理办法 4"),
    (S, at("S06", window={"current": True}), "S06, window", "has no column 'ended_on'"),
    (S, at("S06", window={"months": 24, "after_end": 3}), "S06, window", "has no column 'ended_on'"),
    (P, at("P13", event_date="x"), "P13, event_date", "reads no table"),
    (P, at("P13", records="course"), "P13, records", "'clean_years' reads no table"),
    (S, without("S06", "records", "event_date"), "S06, records", "'any' has no records to read"),
    (P, at("P16", where={"outcome": ["broken"]}), "P16, where", "points are given for rows that are negative facts"),
    (P, at("P09", where={}), "P09, polarity", "does not call the rows it reads negative"),
    (P, at("P09", where={"outcome": ["kept", "broken"]}), "P09, polarity", "does not call the rows it reads negative"),
    (P, without("P10", "rank"), "P10, rank", "has no rank among them (国办发〔2020〕49号"),
    (P, at("P10", rank=70), "P10, rank", "the rank 70 is that of P09 too"),
    (S, at("S06", rank=5), "S06, rank", "only negatives of a table with fact take part"),
    (A, at("A02", rank=5), "A02, rank", "only negatives of a table with fact take part"),
    (P, at("P13", polarity="neg"), "P13, polarity", "an indicator that is computed takes points"),
    (
        P,
        at("P09", aggregation={"kind": "ratio", "good": {"outcome": ["kept"]}}),
        "P09, aggregation.kind",
        "cannot be a 'ratio'",
    ),
]
POINTS = [
    (S, rows("S06", (None, 1, 0), (2, None, 10)), "S06, points", "the rows leave a gap, overlap"),
    (S, rows("S06", (None, 2, 0), (1, None, 10)), "S06, points", "the rows leave a gap, overlap"),
    (S, rows("S06", (0, 1, 0), (1, None, 10)), "S06, points", "the rows leave a gap, overlap"),
    (S, rows("S06", (None, 1, 0), (1, 9, 10)), "S06, points", "the rows leave a gap, overlap"),
    (S, rows("S06", (None, 1, 0), (1, 1, 10), (1, None, 10)), "S06, points", "the rows leave a gap, overlap"),
    (S, rows("S06", (None, None, 0), (None, None, 10)), "S06, points", "the rows leave a gap, overlap"),
    (S, rows("S06"), "S06, points", "the rows leave a gap, overlap"),
    (S, rows("S06", (None, 1, 0), (1, 2, 10), (2, None, 5)), "S06, points", "go from 10 to 5 where there is more"),
    (
        P,
        rows("P09", (None, 1, 0), (1, 2, -40), (2, None, -20)),
        "P09, points",
        "go from -40 to -20 where there is more",
    ),
    (S, rows("S06", (None, 1, 0), (1, None, 11)), "S06, points", "gives 11 points, beyond max_points 10"),
    (P, rows("P10", (None, 1, 0), (1, None, -16)), "P10, points", "gives -16 points, beyond max_points -15"),
    (S, at("S06", max_points=12), "S06, max_points", "max_points is 12, and no row gives more than 10. Write 10"),
    (S, at("S06", missing_points=1), "S06, missing_points", "1 points for what is not known"),
    (S, at("S06", unseen_points=1), "S06, unseen_points", "Write 0: silence is neutral"),
    (P, rows("P13", (None, 0, 0), (0, 5, 6), (5, None, 30)), "P13, points", "the feature 0 gives 6 points"),
    (
        P,
        at("P01", points=[{"below": 1, "points": 0}, {"from": 1, "points": -180, "ceiling": "D"}]),
        "P01, points",
        "the ceiling 'D' is no grade",
    ),
    (
        S,
        at("S06", points=[{"below": 1, "points": 0}, {"from": 1, "points": 10, "ceiling": "A"}]),
        "S06, points",
        "has the ceiling 'A'",
    ),
]
SIGNS = [
    (
        S,
        rows("S06", (None, 1, 0), (1, None, -10)),
        "S06, points",
        "a row gives -10 points, and an indicator of polarity pos",
    ),
    (
        P,
        rows("P10", (None, 1, 0), (1, None, 15)),
        "P10, points",
        "a row gives +15 points, and an indicator of polarity neg",
    ),
]
LAW = [
    (S, at("S01", consent="O"), "S01, consent", "the table 'volunteer' is read by separate consent, and the indicator"),
    (S, at("S06", legal__class="N14"), "S06, legal.class", "the legal class 'N14' is unknown"),
    (S, at("S06", legal__class="I"), "S06, legal.class", "the legal class 'I' is unknown"),
    (S, at("S06", legal__articles=[]), "S06, legal.articles", "no article is named (国办发〔2020〕49号"),
    (S, at("S06", legal__articles=[" "]), "S06, legal.articles", "no article is named"),
    (S, at("S06", legal__class="M"), "S06, consent", "class M rests on the general consent (个人信息保护法 29)"),
    (S, at("S06", legal__class="F"), "S06, consent", "class F rests on no written consent (征信业管理条例 18)"),
    (S, at("S06", legal__class="L"), "S06, legal.basis", "class L names no local regulation"),
    (F, at("F02", window={"months": 61, "after_end": 24}), "F02, window", "for 61 months (征信业管理条例 16"),
    (F, at("F02", window={"months": 60, "after_end": 61}), "F02, window", "for 61 months"),
    (P, at("P06", window={}), "P06, window", "a negative is counted for ever (征信业管理条例 16"),
    ("catalogue.yaml", table(edition="2019"), "edition", "the edition '2019' is not in rules.yaml"),
    (
        "catalogue.yaml",
        table(consent="assumed"),
        "consent",
        "consent is assumed, and P01 is not of class R (个人信息保护法 13, 14)",
    ),
]
TABLES = [
    (
        "tables/course.yaml",
        drop_column("record_key"),
        "course, columns",
        "a table of records has no column 'record_key'",
    ),
    ("tables/consents.yaml", drop_column("scope"), "consents, columns", "a table of consents has no column 'scope'"),
    ("tables/objections.yaml", drop_column("resolved_on"), "objections, columns", "has no column 'resolved_on'"),
    ("tables/repairs.yaml", drop_column("repaired_on"), "repairs, columns", "has no column 'repaired_on'"),
    ("tables/revocations.yaml", drop_column("record_key"), "revocations, columns", "has no column 'record_key'"),
    ("tables/persons.yaml", drop_column("person_id"), "persons, columns", "has no column 'person_id'"),
    (
        "tables/course.yaml",
        lambda content: content["columns"].append({"header": "known_on", "name": "seen", "type": "date"}),
        "course, columns",
        "the header 'known_on' is given twice",
    ),
    (
        "tables/course.yaml",
        lambda content: content["columns"].append({"header": "key", "name": "record_key"}),
        "course, columns",
        "the name 'record_key' is given twice",
    ),
    ("tables/course.yaml", table(drop=["course_no"]), "course, drop", "'course_no' is both read and dropped"),
    (
        "tables/course.yaml",
        set_column("known_on", type="text"),
        "course, known_on",
        "'known_on' has the type 'text'. It must be 'date'",
    ),
    (
        "tables/course.yaml",
        set_column("known_on", type="date", also="day"),
        "course, known_on",
        "a cell is also read as 'day'",
    ),
    (
        "tables/course.yaml",
        set_column("known_on", values=["x"]),
        "course, known_on",
        "a column of type 'date' lists values",
    ),
    (
        "tables/admin_penalty.yaml",
        set_column("severity", values={"一般": "general", "严重": "grave"}),
        "admin_penalty, CF_CXLB",
        "not one of minor, general, serious",
    ),
    (
        "tables/course.yaml",
        table(unit="creditoffice"),
        "course, unit",
        "the unit 'creditoffice' is unknown. Did you mean 'credit_office'",
    ),
    ("tables/course.yaml", table(unit=None), "course, unit", "nobody delivers the table"),
    ("tables/admin_penalty.yaml", table(unit="psb"), "admin_penalty, unit", "named by the table and by a column"),
    ("tables/course.yaml", table(document=True), "course, document", "where no row is negative"),
    (
        "tables/tax_arrears.yaml",
        drop_column("notified_on"),
        "tax_arrears, columns",
        "no column 'notified_on' (征信业管理条例 15",
    ),
    (
        "tables/tax_arrears.yaml",
        table(document=False),
        "tax_arrears, document",
        "taken without a document (国办发〔2020〕49号",
    ),
    ("tables/tax_arrears.yaml", table(doc_type=None), "tax_arrears, document", "has no 'doc_type' (国办发〔2020〕49号"),
    ("tables/jud_closed.yaml", drop_column("organ"), "jud_closed, document", "has no 'organ'"),
    (
        "tables/jud_closed.yaml",
        table(fact=["docno"]),
        "jud_closed, fact",
        "the column 'docno' is unknown. Did you mean 'doc_no'",
    ),
    ("tables/course.yaml", table(fact=["record_key"]), "course, fact", "told apart where no row is negative"),
    (
        "tables/hpf_loan.yaml",
        table(negative={"state": ["late_90"]}),
        "hpf_loan, negative",
        "the column 'state' is unknown. Did you mean 'status'",
    ),
    (
        "tables/course.yaml",
        table(**{"class": "M"}),
        "course, consent",
        "is read without a separate consent (个人信息保护法 29)",
    ),
    (
        "tables/hpf_loan.yaml",
        table(negative={"status": ["late_9"]}),
        "hpf_loan, negative.status",
        "Did you mean 'late_90'",
    ),
    ("tables/app_rental.yaml", table(**{"class": "N15"}), "app_rental, class", "the legal class 'N15' is unknown"),
    ("tables/course.yaml", table(**{"class": "I"}), "course, class", "the legal class 'I' is unknown"),
    ("tables/course.yaml", table(files=["utility*"]), "utility, files", "are the files of 'course' too"),
    (
        "units.yaml",
        lambda content: content["units"]["court"].update(uscc="91350100M000100Y44"),
        "court.uscc",
        "is no unified social credit code",
    ),
    (
        "units.yaml",
        lambda content: content["units"]["court"].update(uscc="I1350100M000100Y43"),
        "court.uscc",
        "is no unified social credit code",
    ),
    (
        "units.yaml",
        lambda content: content["units"]["tax"].update(uscc=content["units"]["court"]["uscc"]),
        "tax.uscc",
        "is that of 'court' too",
    ),
]
SCALE = [
    (lambda one: one["families"]["S"].update(positive_cap=-1), "families.S", "Turn their signs"),
    (
        lambda one: one["families"]["S"].update(positive_cap=24),
        "families.S",
        "S01 alone may reach 25, beyond the limit 24",
    ),
    (
        lambda one: one["families"]["P"].update(negative_cap=-179),
        "families.P",
        "P01 alone may reach -180, beyond the limit -179",
    ),
    (lambda one: one.update(high=934), "families", "scores from 315 to 935 can be reached, outside 300 to 934"),
    (lambda one: one.update(low=316), "families", "scores from 315 to 935 can be reached, outside 316 to 1000"),
    (lambda one: one.update(base=1001), "base", "1001 is outside 300 to 1000"),
    (lambda one: one["grades"].reverse(), "grades", "the grades are not in order"),
    (lambda one: one["grades"][0].update(min=1001), "grades", "a grade begins outside the scale"),
    (lambda one: one["grades"][0].update(grade="AA"), "grades", "a grade is given twice"),
]
FORM = [
    (S, at("S06", colour="red"), "S06, colour", "the field 'colour' is unknown"),
    (S, at("S06", polarty="pos"), "S06, polarty", "the field 'polarty' is unknown. Did you mean 'polarity'"),
    (S, without("S06", "max_points"), "S06, max_points", "the field 'max_points' is absent. It must be a whole number"),
    (S, at("S06", max_points="10"), "S06, max_points", "is '10'. It must be a whole number"),
    (S, at("S06", max_points=True), "S06, max_points", "is True. It must be a whole number"),
    (S, at("S06", on="yes"), "S06, on", "is 'yes'. It must be true or false"),
    (S, at("S06", polarity="good"), "S06, polarity", "'good' is unknown"),
    (S, at("S06", consent="X"), "S06, consent", "'X' is unknown. Use one of O, S, W"),
    (S, at("S06", severity="grave"), "S06, severity", "'grave' is unknown"),
    (S, at("S06", where=[1]), "S06, where", "It must be a mapping from texts"),
    (S, at("S06", where={"kind": [1]}), "S06, where.kind", "is not a list of values"),
    (S, at("S06", aggregation={"kind": "sum"}), "S06.aggregation, kind", "'sum' is unknown. Use one of any, count"),
    (S, at("S06", aggregation={"kind": "any", "most": 3}), "S06.aggregation, most", "the field 'most' is unknown"),
    (S, at("S02", aggregation={"kind": "years", "most": 0}), "S02.aggregation, most", "'most' is 0"),
    (F, at("F08", aggregation__levels={"A": 0}), "F08.aggregation, levels.A", "is not a number above 0"),
    (
        S,
        at("S06", points=[{"below": 1, "points": 0, "ponts": 1}, {"from": 1, "points": 10}]),
        "S06.points[1], ponts",
        "unknown",
    ),
    (S, at("S06", window={"month": 24}), "S06.window, month", "the field 'month' is unknown. Did you mean 'months'"),
    (S, at("S06", legal__law="x"), "S06.legal, law", "the field 'law' is unknown"),
    (S, at("S06", code="S05"), "S05, code", "the indicator 'S05' is declared twice"),
    ("tables/course.yaml", table(colour="red"), "course, colour", "the field 'colour' is unknown"),
    ("tables/course.yaml", table(kind="record"), "course, kind", "'record' is unknown. Did you mean 'records'"),
    ("tables/course.yaml", set_column("record_key", type="float"), "course.columns[2], type", "'float' is unknown"),
    (
        "tables/course.yaml",
        set_column("record_key", requird=True),
        "course.columns[2], requird",
        "Did you mean 'required'",
    ),
    (
        "tables/honour.yaml",
        set_column("kind", values={"honesty": 1, "courage": "courage"}),
        "honour.columns[4], values.honesty",
        "1 is not a text",
    ),
    ("tables/app_rental.yaml", table(name="course"), "course, name", "the table 'course' is declared twice"),
    ("catalogue.yaml", table(colour="red"), "colour", "the field 'colour' is unknown"),
    ("catalogue.yaml", table(id_scheme="passport"), "id_scheme", "'passport' is unknown. Use one of gb11643, opaque"),
    (
        "catalogue.yaml",
        lambda one: one["measures"]["years"].pop("zh"),
        "measures, years.zh",
        "the Chinese text is absent",
    ),
    ("units.yaml", lambda one: one["units"].update(court="x"), "units.court", "'x' is not an entry"),
    (
        "weights.yaml",
        lambda one: one["experts"]["residents"]["judgments"].pop("P:F"),
        "residents, judgments",
        "Judge each of the 6 pairs once",
    ),
    (
        "weights.yaml",
        lambda one: one["experts"]["residents"]["judgments"].update({"P:F": 10}),
        "residents",
        "10 is not on the scale",
    ),
    (
        "weights.yaml",
        lambda one: one["experts"]["residents"]["judgments"].update({"P:Q": 1}),
        "residents, judgments.P:Q",
        "is no pair of families",
    ),
]


def check_one(folder, file, edit, where, what):
    change(folder, file, edit)

    told = [str(one) for one in check_catalogue(folder)]
    assert any(where in text and what in text for text in told), told


@pytest.mark.parametrize(("file", "edit", "where", "what"), REFERENCES)
def test_a_reference_to_nothing_is_found(tmp_path, file, edit, where, what):
    check_one(copy_city(tmp_path), file, edit, where, what)


@pytest.mark.parametrize(("file", "edit", "where", "what"), [*POINTS, *SIGNS])
def test_points_that_are_no_published_table_are_found(tmp_path, file, edit, where, what):
    check_one(copy_city(tmp_path), file, edit, where, what)


@pytest.mark.parametrize(("file", "edit", "where", "what"), LAW)
def test_what_the_law_does_not_allow_is_found(tmp_path, file, edit, where, what):
    check_one(copy_city(tmp_path), file, edit, where, what)


@pytest.mark.parametrize(("file", "edit", "where", "what"), TABLES)
def test_tables_that_cannot_be_taken_in_are_found(tmp_path, file, edit, where, what):
    check_one(copy_city(tmp_path), file, edit, where, what)


@pytest.mark.parametrize(("edit", "where", "what"), SCALE)
def test_a_scale_that_does_not_hold_is_found(tmp_path, edit, where, what):
    check_one(copy_city(tmp_path), "catalogue.yaml", edit, where, what)


@pytest.mark.parametrize(("file", "edit", "where", "what"), FORM)
def test_a_fault_of_form_is_found(tmp_path, file, edit, where, what):
    check_one(copy_city(tmp_path), file, edit, where, what)


def test_research_may_be_catalogued_and_is_never_released(tmp_path):
    folder = copy_small(tmp_path)
    change(folder, "indicators/P.yaml", at("P01", legal__class="R"))
    assert not load_catalogue(folder).releasable

    change(folder, "indicators/P.yaml", at("P01", legal__class="N2"))
    assert load_catalogue(folder).releasable
    change(folder, "tables/verdict.yaml", table(**{"class": "R"}))
    assert not load_catalogue(folder).releasable


def test_what_is_off_does_not_hinder_a_release(tmp_path):
    folder = copy_small(tmp_path)
    change(folder, "indicators/P.yaml", at("P01", legal__class="R", on=False))

    assert load_catalogue(folder).releasable


def test_consent_may_be_assumed_for_research_alone(tmp_path):
    folder = copy_small(tmp_path)
    change(folder, "catalogue.yaml", table(consent="assumed"))
    assert "P01 is not of class R" in only_finding(folder).what

    change(folder, "indicators/P.yaml", at("P01", legal__class="R"))
    assert not load_catalogue(folder).releasable


def test_a_class_must_be_in_the_edition_that_the_catalogue_follows(tmp_path):
    """N12 came with the second edition; the finding names the edition it is missing from."""
    folder = copy_small(tmp_path)
    change(folder, "indicators/P.yaml", at("P01", legal__class="N12"))
    finding = only_finding(folder)
    assert (finding.what, finding.article) == ("the class N12 is not in the edition 1", "目录第一版")

    change(folder, "catalogue.yaml", table(edition="2"))
    assert load_catalogue(folder).at(date(2027, 3, 1)).edition == "2"


def test_the_hard_stop_holds_for_every_value_that_a_rule_ever_had(tmp_path):
    folder = copy_small(tmp_path)
    change(folder, "rules.yaml", lambda content: content["rules"]["kept"]["values"][0].update(value=61))

    assert "for 61 months" in only_finding(folder).what


def test_all_faults_are_listed_in_the_order_of_the_files(tmp_path):
    folder = copy_city(tmp_path)
    change(folder, S, at("S06", unit="yeers"))
    change(folder, S, at("S05", family="Z"))
    change(folder, "units.yaml", lambda content: content["units"]["court"].update(uscc="1"))

    places = [one.where for one in check_catalogue(folder)]
    assert places == [f"{S}, S05, family", f"{S}, S06, unit", "units.yaml, court.uscc"]


def test_a_part_that_cannot_be_read_raises_no_echo(tmp_path):
    folder = copy_city(tmp_path)
    change(folder, S, at("S06", max_points=None))

    assert only_finding(folder).entry == "S06"


def test_a_doubled_key_is_a_finding(tmp_path):
    folder = copy_small(tmp_path)
    path = folder / "units.yaml"
    path.write_text(path.read_text("utf-8") + "units: {}\n", "utf-8")

    assert "the key 'units' stands twice" in only_finding(folder).what


JUNK = st.sampled_from(
    [None, "", "x", "X05", "宗教", -1, 0, 7, 10**9, True, [], [1], ["a"], {}, {"a": 1}, [[]], {"zh": "一"}]
)
FILES = [path.relative_to(SMALL).as_posix() for path in sorted(SMALL.rglob("*.yaml"))]


def spots(content, path=()):
    """Name every spot of a document."""
    items = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for key, value in items:
        yield (*path, key)
        yield from spots(value, (*path, key))


@given(st.data())
@settings(max_examples=50)
def test_whatever_stands_in_a_file_the_answer_is_findings_or_a_catalogue(data):
    file = data.draw(st.sampled_from(FILES))
    content, _ = read_document(SMALL, file)
    *outer, last = data.draw(st.sampled_from(list(spots(content))))
    entry = content
    for key in outer:
        entry = entry[key]
    entry[last] = data.draw(JUNK)

    with tempfile.TemporaryDirectory() as place:
        folder = copy_small(Path(place))
        (folder / file).write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        for finding in check_catalogue(folder):
            assert finding.file
            assert finding.what
            assert finding.fix
        if not check_catalogue(folder):
            catalogue = load_catalogue(folder)
            catalogue.texts("zh")
            catalogue.at(date(2026, 10, 1))
