"""Every row is accepted, quarantined with its code and place, or refused and only counted."""

from dataclasses import replace
from datetime import date

from moyang_score.registry import intake
from moyang_score.registry.state import read_quarantine
from tests.registry import deliveries as d
from tests.registry.deliveries import ANNA, BO, CHEN, MINOR, NAMES, base, codes_of, take, write

GOOD = f"{ANNA},张三,H1,honesty,city,2025-05-01,文明办"
FINE = f"{ANNA},张三,粤阳市监罚1号,市监局,2025-05-01,一般,2026-05-01,2025-05-02,market_supervision"


def honour(*rows):
    return {"honour": [d.HONOUR, *rows]}


def penalty(*rows):
    return {"admin_penalty": [d.PENALTY, *rows]}


def quarantine(tmp_path):
    return read_quarantine(tmp_path / "store" / "state.duckdb")


def told(tmp_path, *ids, **files):
    return take(base(tmp_path / "source", *ids, **files), tmp_path / "store")


FAULTY_HONOURS = [
    (GOOD.replace(ANNA, "991702199001011231"), "bad_id", "person_id"),
    (GOOD.replace(ANNA, "99170219900101123"), "bad_id", "person_id"),
    (GOOD.replace(ANNA, "9.91702E+17"), "rounded_id", "person_id"),
    (GOOD.replace(ANNA, ""), "missing_value", "person_id"),
    (GOOD.replace("张三", "张四"), "name_mismatch", "person_name"),
    (GOOD.replace("H1", ""), "missing_value", "honour_no"),
    (GOOD.replace("honesty", ""), "missing_value", "kind"),
    (GOOD.replace("honesty", "piety"), "bad_value", "kind"),
    (GOOD.replace("2025-05-01", "2025-02-30"), "impossible_date", "awarded_on"),
    (GOOD.replace("2025-05-01", "May 2025"), "bad_value", "awarded_on"),
    (GOOD.replace("2025-05-01", "2026-10-01"), "future_date", "awarded_on"),
    (GOOD.replace("文明办", "张三"), "bad_value", "organ"),
    (GOOD.replace("文明办", f"见{BO}"), "bad_value", "organ"),
]


def test_a_faulty_record_is_quarantined_with_its_place(tmp_path):
    found = told(tmp_path, **honour(*(row for row, _, _ in FAULTY_HONOURS), GOOD))
    assert codes_of(found, "honour")["accepted"] == 1
    kept = [(one["row"], one["code"], one["column"]) for one in quarantine(tmp_path)]
    assert kept == [(row, code, column) for row, (_, code, column) in enumerate(FAULTY_HONOURS, start=1)]


FAULTY_PENALTIES = [
    (FINE.replace("market_supervision", "police"), "unknown_unit", "CF_LYDWDM"),
    (FINE.replace("market_supervision", ""), "missing_value", "CF_LYDWDM"),
    (FINE.replace("市监局", ""), "no_document", "CF_XZJG"),
    (FINE.replace("粤阳市监罚1号", ""), "no_document", "CF_WSH"),
    (FINE.replace("2026-05-01", "2025-04-01"), "dates_out_of_order", "CF_GSJZQ"),
    (FINE.replace("一般", "重大"), "bad_value", "CF_CXLB"),
    (FINE.replace("2025-05-02", "2027-01-01"), "future_date", "CF_SDRQ"),
]


def test_a_faulty_negative_fact_is_quarantined(tmp_path):
    found = told(tmp_path, **penalty(*(row for row, _, _ in FAULTY_PENALTIES), FINE.replace("1号", "2号")))
    assert codes_of(found, "admin_penalty")["accepted"] == 1
    kept = [(one["row"], one["code"], one["column"]) for one in quarantine(tmp_path) if one["table"] == "admin_penalty"]
    assert sorted(kept) == [(row, code, column) for row, (_, code, column) in enumerate(FAULTY_PENALTIES, start=1)]


OTHER_SPELLINGS = [
    GOOD.replace(ANNA, " 991702199001011230 "),
    GOOD.replace(ANNA, "９９１７０２１９９００１０１１２３０"),
    GOOD.replace(ANNA, "991702900101123"),
    GOOD.replace("张三", "张 三"),
    GOOD.replace("张三", ""),
    GOOD.replace("2025-05-01", "2025年5月1日"),
    GOOD.replace("2025-05-01", "20250501"),
    f"{BO},李四・五,H1,honesty,city,2025-05-01,文明办",
    GOOD.replace("文明办", ""),
]


def test_other_spellings_are_accepted(tmp_path):
    rows = [row.replace("H1", f"H{number}") for number, row in enumerate(OTHER_SPELLINGS)]
    assert codes_of(told(tmp_path, **honour(*rows)), "honour") == {"accepted": len(rows)}


def test_a_date_ahead_is_right_where_it_lies_ahead_by_its_nature(tmp_path):
    row = FINE.replace("2026-05-01", "2028-05-01")
    assert codes_of(told(tmp_path, **penalty(row)), "admin_penalty") == {"accepted": 1}


def test_a_kept_commitment_needs_no_document_and_a_broken_one_does(tmp_path):
    head = "person_id,commitment_no,outcome,closed_on,organ,doc_type,doc_no"
    rows = [
        f"{ANNA},C1,kept,2026-01-01,,,",
        f"{ANNA},C2,broken,2026-01-01,局,决定书,1号",
        f"{ANNA},C3,broken,2026-01-01,局,,1号",
    ]
    found = told(tmp_path, commitment=[head, *rows])
    assert codes_of(found, "commitment") == {"accepted": 2, "no_document": 1}


def test_a_unit_is_known_by_its_code_and_by_its_credit_code(tmp_path):
    unit = d.catalogue().units["market_supervision"]
    rows = penalty(FINE, FINE.replace("1号", "2号").replace("market_supervision", unit.uscc))
    found = told(tmp_path, **rows)
    assert codes_of(found, "admin_penalty") == {"accepted": 2}
    assert {row.unit for row in found.rows if row.table == "admin_penalty"} == {"market_supervision"}


def test_exact_copies_are_duplicates_and_contradictions_conflicts(tmp_path):
    other = GOOD.replace("city", "county")
    assert codes_of(told(tmp_path, **honour(GOOD, GOOD, GOOD)), "honour") == {"accepted": 1, "duplicate": 2}
    found = take(
        write(tmp_path / "next", **honour(GOOD.replace("H1", "H2"), other.replace("H1", "H2"))), tmp_path / "store"
    )
    assert codes_of(found, "honour") == {"conflict": 2}


def test_versions_of_different_days_are_no_conflict(tmp_path):
    rows = [d.HONOUR + ",known_on", f"{GOOD},2025-06-01", f"{GOOD.replace('city', 'county')},2025-07-01"]
    assert codes_of(told(tmp_path, honour=rows), "honour") == {"accepted": 2}


def test_a_record_known_before_it_happened_is_out_of_order(tmp_path):
    assert codes_of(told(tmp_path, honour=[d.HONOUR + ",known_on", f"{GOOD},2025-04-01"]), "honour") == {
        "dates_out_of_order": 1
    }


def test_a_state_that_ends_before_it_begins_is_out_of_order(tmp_path):
    head = "证件号,姓名,案号,执行法院,发布时间,移除时间"
    rows = [f"{ANNA},张三,案1,中院,2025-03-01,2025-02-28", f"{ANNA},张三,案2,中院,2025-03-01,2025-03-01"]
    found = told(tmp_path, jud_defaulter=[head, *rows])
    assert codes_of(found, "jud_defaulter") == {"accepted": 1, "dates_out_of_order": 1}


def test_a_name_in_a_free_column_of_the_register_is_no_district(tmp_path):
    register = d.catalogue().table("persons")
    columns = tuple(replace(column, values=None) for column in register.columns)
    tables = {**d.catalogue().tables, "persons": replace(register, columns=columns)}
    source = base(tmp_path / "source", persons=[d.PERSONS, f"{ANNA},张三,张三", f"{BO},李四·五,441702"])
    found = intake(replace(d.catalogue(), tables=tables), source, tmp_path / "store", d.KEY, d.RECEIVED)
    assert codes_of(found, "persons") == {"accepted": 1, "bad_value": 1}


def test_a_second_file_with_the_same_row_repeats_it(tmp_path):
    found = told(tmp_path, **honour(GOOD), honour_late=[d.HONOUR, GOOD])
    assert codes_of(found, "honour") == {"accepted": 1, "duplicate": 1}


def test_who_did_not_agree_is_only_counted(tmp_path):
    left = [f"{BO},,general,give,2025-01-01", f"{BO},,general,withdraw,2025-02-01"]
    rows = [f"{one},,H{number},honesty,city,2025-05-01,x" for number, one in enumerate((ANNA, BO, MINOR, CHEN))]
    source = write(
        tmp_path / "source",
        persons=d.people(ANNA, BO, MINOR),
        consents=d.consents(*left, f"{MINOR},,general,give,2026-01-01"),
        **honour(*rows),
    )
    found = take(source, tmp_path / "store")
    assert codes_of(found, "honour") == {"no_consent": 2, "withdrawn": 1, "under_18": 1}
    assert codes_of(found, "persons") == {"no_consent": 1, "withdrawn": 1, "under_18": 1}
    assert codes_of(found, "consents") == {"accepted": 2, "under_18": 1}
    assert read_quarantine(tmp_path / "store" / "state.duckdb") == []


def test_who_signed_before_eighteen_has_not_agreed(tmp_path):
    young = d.with_check_digit("99170220080601123")
    source = write(
        tmp_path / "source", persons=d.people(young), consents=d.consents(f"{young},,general,give,2026-05-31")
    )
    assert codes_of(take(source, tmp_path / "store"), "consents") == {"under_18": 1}
    again = write(tmp_path / "next", persons=d.people(young), consents=d.consents(f"{young},,general,give,2026-06-01"))
    assert codes_of(take(again, tmp_path / "store"), "consents") == {"accepted": 1}


def test_some_tables_need_a_consent_of_their_own(tmp_path):
    rows = [d.UTILITY, f"{ANNA},U1,water,2026-01-01,是", f"{BO},U2,water,2026-01-01,否"]
    agreed = d.consents(f"{ANNA},,utility,give,2025-01-01", everybody=(ANNA, BO))
    assert codes_of(told(tmp_path, consents=agreed, utility=rows), "utility") == {"accepted": 1, "no_consent": 1}


FAULTY_CONSENTS = [
    (f"{ANNA},张四,general,give,2025-03-01", "name_mismatch"),
    (f"{ANNA},,honour,give,2025-03-01", "bad_value"),
    (f"{ANNA},,general,agree,2025-03-01", "bad_value"),
    (f"{ANNA},,general,give,2027-03-01", "future_date"),
    (f"{ANNA},,general,give,2025-01-01", "duplicate"),
    (f"{CHEN},,general,give,2025-03-01", "no_consent"),
    (f"{ANNA},,general,give,", "missing_value"),
]


def test_a_faulty_consent_gives_nothing(tmp_path):
    rows = d.consents(*(row for row, _ in FAULTY_CONSENTS), everybody=(ANNA, BO))
    counts = codes_of(told(tmp_path, consents=rows), "consents")
    assert counts.pop("accepted") == 2
    assert sum(counts.values()) == len(FAULTY_CONSENTS)
    assert set(counts) == {code for _, code in FAULTY_CONSENTS}


def test_one_person_under_two_names_is_nobody(tmp_path):
    register = [*d.people(ANNA, BO), f"{ANNA},张三丰,441702"]
    found = told(tmp_path, persons=register, **honour(GOOD))
    assert codes_of(found, "persons") == {"accepted": 1, "duplicate_person": 2}
    assert codes_of(found, "honour") == {"no_consent": 1}


def test_a_new_name_is_a_new_version_and_the_old_one_still_fits(tmp_path):
    told(tmp_path)
    register = [d.PERSONS, f"{ANNA},张新名,441702"]
    rows = honour(GOOD, GOOD.replace("H1", "H2").replace("张三", "张新名"))
    found = take(write(tmp_path / "next", persons=register, **rows), tmp_path / "store", date(2026, 10, 1))
    assert codes_of(found, "persons") == {"accepted": 1}
    assert codes_of(found, "honour") == {"accepted": 2}


def test_events_find_their_record_or_say_so(tmp_path):
    place = "honour,civilisation_office"
    objections = [
        f"O1,{place},H1,2026-01-01,,",
        f"O2,{place},H9,2026-01-01,,",
        "O3,honours,civilisation_office,H1,2026-01-01,,",
        "O4,honour,police,H1,2026-01-01,,",
        f"O5,{place},H1,2026-01-01,2025-12-01,upheld",
        f"O6,{place},H1,2026-01-01,,upheld",
        f"O7,{place},H1,2026-01-01,2026-02-01,",
        f"O1,{place},H1,2026-01-01,,",
    ]
    repairs = [d.REPAIRS, f"R1,{place},H1,2026-02-01", f"R2,{place},H2,2026-02-01"]
    found = told(tmp_path, **honour(GOOD), objections=[d.OBJECTIONS, *objections], repairs=repairs)
    counts = codes_of(found, "objections")
    assert counts.pop("missing_value") == 2
    assert counts == dict.fromkeys(
        ("accepted", "unknown_record", "bad_value", "unknown_unit", "dates_out_of_order", "duplicate"), 1
    )
    assert codes_of(found, "repairs") == {"accepted": 1, "unknown_record": 1}
    assert {row.unit for row in found.rows if row.table == "objections"} == {"credit_office"}


def test_a_decision_delivered_later_is_news(tmp_path):
    told(tmp_path, **honour(GOOD), objections=[d.OBJECTIONS, "O1,honour,civilisation_office,H1,2026-01-01,,"])
    later = [d.OBJECTIONS, "O1,honour,civilisation_office,H1,2026-01-01,2026-02-01,rejected"]
    assert codes_of(take(write(tmp_path / "next", objections=later), tmp_path / "store"), "objections") == {
        "accepted": 1
    }


def test_a_file_without_rows_is_told_too(tmp_path):
    found = told(tmp_path, **honour())
    (row,) = [row for row in found.rows if row.table == "honour"]
    assert (row.received, row.unit) == (0, "civilisation_office")


def test_columns_and_files_that_are_left_out_are_named(tmp_path):
    source = base(tmp_path / "source", honour=[d.HONOUR + ",民族", f"{GOOD},汉族"])
    (source / "README.md").write_text("hello")
    found = take(source, tmp_path / "store")
    assert len(found.notes) == 2
    assert "README.md" in found.notes[0]
    assert "民族" in found.notes[1]
    assert b"\xe6\xb1\x89\xe6\x97\x8f" not in b"".join(d.content(tmp_path / "store").values())


def test_a_quarantined_row_keeps_only_what_cannot_tell_who(tmp_path):
    told(tmp_path, **honour(GOOD.replace("2025-05-01", "2026-10-01"), GOOD.replace("张三", "张四")))
    ahead, mismatch = read_quarantine(tmp_path / "store" / "state.duckdb")
    assert ahead["fields"] == '{"kind": "honesty", "level": "city", "awarded_on": "2026-10-01"}'
    assert ahead["shape"] == "10 characters: digits, signs"
    assert mismatch["fields"] is None
    assert NAMES[ANNA] not in str(ahead)


def test_stored_rows_have_the_form_that_readers_expect(tmp_path):
    from pyarrow import parquet

    told(tmp_path, **honour(GOOD), **penalty(FINE))
    rows = parquet.read_table(tmp_path / "store" / "records" / "admin_penalty" / "000001.parquet")
    standard = ["token", "record", "unit", "known_on", "batch", "row", "seq", "fact"]
    assert rows.column_names == [*standard, "organ", "decided_on", "severity", "publish_to", "notified_on"]
    (row,) = rows.to_pylist()
    assert (row["unit"], row["severity"], row["row"], row["seq"]) == ("market_supervision", "general", 1, 10**9 + 1)
    assert row["token"] == d.KEY.token("person", ANNA)
    assert row["record"] == d.KEY.token("record", "admin_penalty", "market_supervision", "粤阳市监罚1号")
    assert row["fact"] == d.KEY.token("fact", ANNA, "市监局", "粤阳市监罚1号")
    assert row["known_on"] == d.RECEIVED
    persons = parquet.read_table(tmp_path / "store" / "persons" / "000001.parquet")
    assert persons.column_names == ["token", "name_token", "district", "known_on", "batch", "seq"]
    consents = parquet.read_table(tmp_path / "store" / "consents" / "000001.parquet")
    assert consents.column_names == ["token", "scope", "action", "happened_on", "known_on", "text_version", "seq"]


def test_one_fact_has_one_token_across_tables(tmp_path):
    from pyarrow import parquet

    listed = ["证件号,姓名,案号,执行法院,发布时间", f"{ANNA},张三,（2025）粤1702执1号,阳江中院,2025-03-01"]
    closed = ["person_id,case_no,organ,effective_on", f"{ANNA},(2025)粤1702执 1号,阳江中院,2025-01-01"]
    told(tmp_path, jud_defaulter=listed, jud_closed=closed)
    facts = [
        parquet.read_table(tmp_path / "store" / "records" / table / "000001.parquet")["fact"].to_pylist()
        for table in ("jud_defaulter", "jud_closed")
    ]
    assert facts[0] == facts[1] != [None]
