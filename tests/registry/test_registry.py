"""What may happen to records after they were delivered, and what is left after a withdrawal."""

from datetime import date

import pytest
from pyarrow import parquet

from moyang_score.errors import RegistryError
from moyang_score.registry import Registry
from moyang_score.registry.protected import read_protected
from tests.registry import deliveries as d
from tests.registry.deliveries import ANNA, BO, base, codes_of, content, take, write

A, B = d.KEY.token("person", ANNA), d.KEY.token("person", BO)
ON = date(2026, 10, 1)


def day(number):
    return date(2026, 10, number)


@pytest.fixture
def store(tmp_path):
    rows = [d.HONOUR, f"{ANNA},张三,H1,honesty,city,2025-05-01,文明办", f"{BO},,H2,honesty,city,2025-05-01,文明办"]
    scopes = [f"{one},,{scope},give,2025-01-01" for one in (ANNA, BO) for scope in ("utility", "audit")]
    take(
        base(
            tmp_path / "source",
            consents=d.consents(*scopes, everybody=(ANNA, BO)),
            honour=rows,
            utility=[d.UTILITY, f"{ANNA},U1,water,2026-01-01,是", f"{BO},U2,water,2026-01-01,是"],
            protected=[d.PROTECTED, f"{ANNA},M,25-44,local,urban", f"{BO},F,25-44,local,rural"],
        ),
        tmp_path / "store",
    )
    return tmp_path / "store"


def one_record(store, token=A, table="honour"):
    return next(one for one in Registry(store).records(token, day(30)) if one.table == table)


def tokens_in(store):
    """Return where each token stands."""
    found = {}
    for path in sorted(store.rglob("*.parquet")):
        if "token" in parquet.read_schema(path).names:
            for token in parquet.read_table(path)["token"].to_pylist():
                found.setdefault(token, set()).add(path.relative_to(store).parent.as_posix())
    return found


def test_an_objection_is_open_until_it_is_answered(store):
    record = one_record(store).record
    number = Registry(store).object(record, day(1))
    assert number == "W20261001-0001"
    held = one_record(store)
    assert (held.state, held.since, held.objection) == ("disputed", day(1), number)
    assert Registry(store).resolve(number, "rejected", day(5)) == record
    assert one_record(store).state == "active"
    again = Registry(store).object(record, day(6))
    assert again != number
    Registry(store).resolve(again, "upheld", day(7))
    assert (one_record(store).state, one_record(store).since) == ("upheld", day(7))
    assert Registry(store).records(A, day(6))[0].state == "disputed"


def test_objections_of_one_day_have_different_numbers(store):
    registry = Registry(store)
    assert registry.object(one_record(store).record, day(1)) != registry.object(one_record(store, B).record, day(1))


def test_a_repair_is_kept(store):
    Registry(store).repair(one_record(store).record, day(2))
    assert (one_record(store).state, one_record(store).since) == ("repaired", day(2))


def answered_twice(registry, record):
    number = registry.object(record, ON)
    for _ in range(2):
        registry.resolve(number, "upheld", ON)


REFUSED = {
    "no record of that reference": lambda registry, _: registry.object("0" * 32, ON),
    "is open": lambda registry, record: [registry.object(record, ON) for _ in range(2)],
    "no objection of that number": lambda registry, _: registry.resolve("W1", "upheld", ON),
    "is no outcome": lambda registry, record: registry.resolve(registry.object(record, ON), "dropped", ON),
    "was filed": lambda registry, record: registry.resolve(registry.object(record, day(2)), "upheld", ON),
    "was upheld": answered_twice,
    "was repaired": lambda registry, record: [registry.repair(record, ON) for _ in range(2)],
    "no record": lambda registry, _: registry.repair("x", ON),
    "nobody has that token": lambda registry, _: registry.withdraw("0" * 32, ON),
    "does not agree to 'donation'": lambda registry, _: registry.withdraw(A, ON, "donation"),
    "does not agree to 'general'": lambda registry, _: [registry.withdraw(A, ON) for _ in range(2)],
    "last entry": lambda registry, _: registry.withdraw(A, date(2024, 1, 1)),
    "nobody has": lambda registry, _: registry.person("0" * 32, ON),
    "needs the catalogue": lambda registry, _: registry.snapshot(None),
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_cannot_be_is_refused(store, words):
    with pytest.raises(RegistryError, match=words):
        REFUSED[words](Registry(store), one_record(store).record)


def test_a_refused_action_leaves_the_store_as_it_was(store):
    before = content(store)
    with pytest.raises(RegistryError):
        Registry(store).object("0" * 32, ON)
    assert content(store) == before


def test_a_withdrawal_removes_everything_but_the_ledger(store):
    assert tokens_in(store)[A] == {"persons", "consents", "records/honour", "records/utility", "protected"}
    assert Registry(store).withdraw(A, ON) == 4
    assert tokens_in(store)[A] == {"consents"}
    assert tokens_in(store)[B] == {"persons", "consents", "records/honour", "records/utility", "protected"}
    held = Registry(store).person(A, day(2))
    assert held.to_json() == {"token": A, "consents": [], "records": []}


def test_after_a_withdrawal_deliveries_are_refused_until_a_new_consent(store, tmp_path):
    Registry(store).withdraw(A, ON)
    rows = [d.HONOUR, f"{ANNA},张三,H3,honesty,city,2025-05-01,文明办"]
    refused = take(write(tmp_path / "one", persons=d.people(ANNA), honour=rows), store, day(2))
    assert codes_of(refused, "honour") == codes_of(refused, "persons") == {"withdrawn": 1}
    agreed = d.consents(f"{ANNA},,general,give,2026-10-03")
    accepted = take(write(tmp_path / "two", persons=d.people(ANNA), honour=rows, consents=agreed), store, day(4))
    assert codes_of(accepted, "honour") == codes_of(accepted, "persons") == {"accepted": 1}
    bill = [d.UTILITY, f"{ANNA},U3,water,2026-01-01,是"]
    assert codes_of(take(write(tmp_path / "three", utility=bill), store, day(5)), "utility") == {"no_consent": 1}


def test_who_agrees_again_without_being_registered_again_is_nobody_yet(store, tmp_path):
    Registry(store).withdraw(A, ON)
    rows = [d.HONOUR, f"{ANNA},张三,H3,honesty,city,2025-05-01,文明办"]
    agreed = d.consents(f"{ANNA},,general,give,2026-10-03")
    told = take(write(tmp_path / "next", honour=rows, consents=agreed), store, day(4))
    assert (codes_of(told, "consents"), codes_of(told, "honour")) == ({"accepted": 1}, {"no_consent": 1})


def test_a_withdrawal_that_is_delivered_removes_too(store, tmp_path):
    take(write(tmp_path / "next", consents=d.consents(f"{ANNA},,general,withdraw,2026-09-30")), store, ON)
    assert tokens_in(store)[A] == {"consents"}


def test_a_withdrawal_that_is_taken_back_in_the_same_delivery_removes_nothing(store, tmp_path):
    rows = d.consents(f"{ANNA},,general,withdraw,2026-09-29", f"{ANNA},,general,give,2026-09-30")
    take(write(tmp_path / "next", consents=rows), store, ON)
    assert "persons" in tokens_in(store)[A]


@pytest.mark.parametrize(("scope", "gone"), [("utility", "records/utility"), ("audit", "protected")])
def test_a_separate_withdrawal_removes_its_own_rows(store, scope, gone):
    everything = tokens_in(store)[A]
    assert Registry(store).withdraw(A, ON, scope) == 1
    assert tokens_in(store)[A] == everything - {gone}


def test_a_repair_outlives_a_withdrawal(store, tmp_path):
    record = one_record(store).record
    Registry(store).repair(record, ON)
    Registry(store).withdraw(A, day(2))
    rows = [d.HONOUR, f"{ANNA},张三,H1,honesty,city,2025-05-01,文明办"]
    agreed = d.consents(f"{ANNA},,general,give,2026-10-03")
    take(write(tmp_path / "next", persons=d.people(ANNA), honour=rows, consents=agreed), store, day(4))
    assert (one_record(store).record, one_record(store).state) == (record, "repaired")


def test_files_without_rows_left_are_removed(store):
    Registry(store).withdraw(A, ON)
    Registry(store).withdraw(B, ON)
    assert not list((store / "records").rglob("*.parquet"))
    assert Registry(store).store.tables() == ["honour", "utility"]


def test_protected_attributes_need_the_consent_of_the_day(store):
    assert read_protected(Registry(store).store, ON)["token"] == sorted([A, B])
    Registry(store).withdraw(A, ON, "audit")
    assert read_protected(Registry(store).store, ON) == {
        "token": [B], "sex": ["F"], "age_band": ["25-44"], "hukou": ["local"], "residence": ["rural"]
    }  # fmt: skip
    assert read_protected(Registry(store).store, date(2024, 1, 1))["token"] == []


def test_protected_attributes_of_who_did_not_agree_to_the_audit_are_refused(tmp_path):
    told = take(base(tmp_path / "source", protected=[d.PROTECTED, f"{ANNA},M,25-44,local,urban"]), tmp_path / "store")
    assert codes_of(told, "protected") == {"no_consent": 1}
    assert not (tmp_path / "store" / "protected").exists()


def test_protected_rows_repeat_contradict_and_replace(store, tmp_path):
    rows = [f"{ANNA},M,25-44,local,urban", f"{BO},F,45-59,local,rural", f"{BO},F,60+,local,rural"]
    found = take(write(tmp_path / "one", protected=[d.PROTECTED, *rows]), store, ON)
    assert codes_of(found, "protected") == {"duplicate": 1, "conflict": 2}
    take(write(tmp_path / "two", protected=[d.PROTECTED, rows[1]]), store, ON)
    assert (
        dict(zip(*(read_protected(Registry(store).store, ON)[name] for name in ("token", "age_band")), strict=True))[B]
        == "45-59"
    )


def test_what_is_shown_is_the_version_of_the_day(store, tmp_path):
    later = [d.HONOUR, f"{ANNA},张三,H1,honesty,county,2025-05-01,文明办"]
    take(write(tmp_path / "next", honour=later), store, day(5))
    known = [
        [one.known_on for one in Registry(store).records(A, on) if one.table == "honour"] for on in (day(4), day(5))
    ]
    assert known == [[d.RECEIVED], [day(5)]]


def test_ended_and_expired_records_say_so(tmp_path):
    listed = ["证件号,姓名,案号,执行法院,发布时间,移除时间", f"{ANNA},张三,案1,中院,2025-03-01,2026-01-01"]
    fined = [d.PENALTY, f"{ANNA},张三,罚1,局,2025-05-01,一般,2026-05-01,2025-05-02,market_supervision"]
    take(base(tmp_path / "source", jud_defaulter=listed, admin_penalty=fined), tmp_path / "store")
    states = {one.table: (one.state, one.since) for one in Registry(tmp_path / "store").records(A, ON)}
    assert states == {"jud_defaulter": ("ended", date(2026, 1, 1)), "admin_penalty": ("expired", date(2026, 5, 1))}


def test_ids_without_a_form_and_consent_by_assumption(tmp_path):
    from dataclasses import replace

    from moyang_score.registry import intake

    research = replace(d.catalogue(), id_scheme="opaque", consent="assumed", hash="1" * 64)
    source = write(
        tmp_path / "source",
        persons=[d.PERSONS, "p-1,甲,441702", "p-2,乙,441702", ",丙,441702"],
        utility=[d.UTILITY, "p-1,U1,water,2026-01-01,是", "p-9,U2,water,2026-01-01,是"],
    )
    told = intake(research, source, tmp_path / "store", d.KEY, d.RECEIVED)
    assert codes_of(told, "persons") == {"accepted": 2, "missing_value": 1}
    assert codes_of(told, "utility") == {"accepted": 1, "no_consent": 1}


def test_protected_attributes_are_those_of_the_catalogue_and_of_everybody_where_consent_is_assumed(tmp_path):
    from dataclasses import replace

    from moyang_score.cli.joined import with_protected
    from moyang_score.files import Table
    from moyang_score.registry import intake

    table = d.catalogue().table("protected")
    columns = (table.columns[0], replace(table.columns[3], header="tongue", name="tongue", values=None))
    tables = {**d.catalogue().tables, "protected": replace(table, columns=columns)}
    research = replace(d.catalogue(), id_scheme="opaque", consent="assumed", hash="1" * 64, tables=tables)
    persons = [d.PERSONS, "p-1,甲,441702", "p-2,乙,441702"]
    attributes = ["person_id,tongue", "p-1,one", "p-2,other", "p-9,one"]
    source = write(tmp_path / "source", persons=persons, protected=attributes)
    told = intake(research, source, tmp_path / "store", d.KEY, d.RECEIVED)
    assert codes_of(told, "protected") == {"accepted": 2, "no_consent": 1}
    store = Registry(tmp_path / "store").store
    tokens = [d.KEY.token("person", name) for name in ("p-1", "p-2")]
    assert read_protected(store, ON) == {
        "token": sorted(tokens), "tongue": [["one", "other"][tokens.index(one)] for one in sorted(tokens)]
    }  # fmt: skip
    joined = with_protected(Table("rows", {"token": [tokens[1], "nobody"]}), store)
    assert (joined["token"], joined["tongue"]) == ([tokens[1]], ["other"])


def test_a_record_whose_unit_is_left_open_is_quarantined(tmp_path):
    from dataclasses import replace

    from moyang_score.registry import intake

    table = d.catalogue().table("admin_penalty")
    columns = tuple(replace(column, required=column.required and column.name != "unit") for column in table.columns)
    tables = {**d.catalogue().tables, table.name: replace(table, columns=columns)}
    rows = [d.PENALTY, f"{ANNA},张三,罚1,局,2025-05-01,一般,,,"]
    source = base(tmp_path / "source", admin_penalty=rows)
    told = intake(replace(d.catalogue(), tables=tables), source, tmp_path / "store", d.KEY, d.RECEIVED)
    assert codes_of(told, "admin_penalty") == {"missing_value": 1}


def test_a_snapshot_sees_the_store(store):
    from moyang_score.frame import Spine

    with Registry(store, d.catalogue()).snapshot(Spine.one_date([A, B], ON)) as snapshot:
        assert snapshot.counts.rows == 2
