"""The city: the same for the same seed, true to what it says of itself."""

import hashlib
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from moyang_score.errors import MoyangError, OutputExistsError, UsageError
from moyang_score.files import read_table
from moyang_score.synthetic import CITY_EFFECTS, CITY_INTERCEPT, city, write_city
from moyang_score.synthetic.calendar import AS_OF, RECEIVED
from moyang_score.synthetic.names import DOT
from moyang_score.synthetic.people import SCOPES, STANDINGS, birthday
from moyang_score.synthetic.sheet import CODES
from tests.synthetic.cities import accepted, level, made, rows, summary, written

ROOT = Path(__file__).parents[2]
RECORDS = [name for name, sheet in made(5000, 7).sheets.items() if sheet.layout.key_header and sheet.layout.id_header]


def digests(folder):
    files = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return written(700, 3, tmp_path_factory.mktemp("city") / "city")


def test_the_same_seed_gives_the_same_bytes_in_other_processes_at_other_times(folder, tmp_path):
    code = f"from tests.synthetic.cities import written; written(700, 3, {str(tmp_path / 'c')!r})"
    environment = {**os.environ, "PYTHONHASHSEED": "5", "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    assert digests(tmp_path / "c") == digests(folder)


def test_another_seed_gives_other_files(folder, tmp_path):
    written(700, 4, tmp_path / "c")
    other, same = digests(tmp_path / "c"), digests(folder)
    assert set(other) == set(same)
    assert [name for name in same if same[name] == other[name]] == []


def test_nothing_is_written_over(folder):
    with pytest.raises(OutputExistsError):
        write_city(made(700, 3), folder)


@pytest.mark.parametrize("persons", [50, 51, 64, 99])
def test_any_size_from_50_up_can_be_written(persons, tmp_path):
    written(persons, persons, tmp_path / "c")
    for name, expected in summary(tmp_path / "c")["files"].items():
        assert len(next(iter(rows(tmp_path / "c", expected["table"]).values()))) == expected["rows"], name


@pytest.mark.parametrize(
    ("persons", "seed", "words"), [(49, 1, "49 persons"), (0, 1, "0 persons"), (50, -1, "seed is -1")]
)
def test_a_city_that_cannot_be_made_is_refused(persons, seed, words):
    with pytest.raises(UsageError, match=words):
        city(persons, seed)


def test_the_summary_counts_every_row_once(folder):
    told = summary(folder)
    assert (told["persons"], told["seed"], told["as_of"], told["received"]) == (700, 3, "2026-10-01", "2026-09-30")
    assert len(told["files"]) == 25
    for name, one in told["files"].items():
        assert one["accepted"] + sum(one["quarantined"].values()) + sum(one["refused"].values()) == one["rows"], name
        assert len(next(iter(rows(folder, one["table"]).values()))) == one["rows"], name


def test_every_code_of_intake_is_planted_somewhere():
    found = set().union(*(sheet.counts() for sheet in made(5000, 7).sheets.values()))
    assert found == set(CODES)


def test_files_come_in_the_encodings_that_offices_use(folder):
    raw = {path.name: path.read_bytes() for path in (folder / "source").iterdir()}
    assert raw["persons.csv"].startswith(b"\xef\xbb\xbf")
    with pytest.raises(UnicodeDecodeError):
        raw["jud_defaulter.csv"].decode("utf-8")
    assert raw["jud_defaulter.csv"].decode("gb18030").startswith("证件号,姓名,案号")
    assert raw["consents.csv"].decode("utf-8").startswith("person_id,")
    assert {Path(name).suffix for name in raw} == {".csv", ".parquet", ".xlsx"}


def test_about_70_in_100_opt_in_and_some_leave_and_return():
    people = made(20_000, 11).people
    shares = {name: people.stands(name).mean() for name in STANDINGS}
    assert sum(shares.values()) == pytest.approx(1)
    assert 1 - shares["never"] - shares["under_18"] == pytest.approx(0.70, abs=0.02)
    assert shares["under_18"] == pytest.approx(0.02, abs=0.005)
    assert 0.01 < shares["withdrawn"] < 0.05
    assert 0.004 < shares["rejoined"] < 0.02
    for scope, share in SCOPES.items():
        assert people.scopes[scope][people.is_live()].mean() == pytest.approx(share, abs=0.03), scope
        assert people.left[scope].any(), scope


def test_consents_follow_each_other_and_nobody_signs_before_18():
    people = made(20_000, 11).people
    adults = ~people.stands("under_18", "never")
    assert (people.signed_on[adults] > birthday(people.born[adults], 18)).all()
    left = ~np.isnat(people.withdrawn_on)
    assert (people.withdrawn_on[left] > people.signed_on[left]).all()
    back = ~np.isnat(people.rejoined_on)
    assert (people.rejoined_on[back] > people.withdrawn_on[back]).all()
    assert not np.isnat(people.signed_on[people.is_live()]).any()
    assert set(np.unique(people.signed_on[adults].astype("M8[Y]").astype(int) + 1970)) == set(range(2021, 2027))


def test_adults_are_18_to_85_and_the_others_are_children():
    people = made(20_000, 11).people
    age = (AS_OF - people.born).astype(int) / 365.25
    is_minor = people.stands("under_18")
    assert age[~is_minor].min() > 18
    assert age[~is_minor].max() < 85.1
    assert (birthday(people.born[is_minor], 18) > RECEIVED).all()


def test_names_are_written_with_many_dots(folder):
    people = made(5000, 7).people
    assert 20 < sum(DOT in name for name in people.names.tolist()) < 90
    spelt = {mark for cells in made(5000, 7).sheets["consents"].written["person_name"].values() for mark in cells}
    assert {"・", "•", "‧", " "} <= spelt


def test_protected_attributes_stand_in_their_own_file_and_in_the_truth_alone(folder):
    values = {"M", "F", "local", "non-local", "urban", "rural", "18-24", "25-44", "45-59", "60+", "男", "女"}
    headers = {"sex", "age", "age_band", "hukou", "residence", "性别", "年龄"}
    for table in made(700, 3).sheets:
        columns = rows(folder, table)
        if table == "protected":
            assert set(columns) == {"person_id", "sex", "age_band", "hukou", "residence"}
            continue
        assert headers.isdisjoint(columns), table
        assert [name for name, cells in columns.items() if values & set(map(str, cells))] == [], table


def test_protected_rows_are_those_of_the_audit_consent():
    people, sheet = made(5000, 7).people, accepted("protected")
    assert sorted(sheet.person.tolist()) == np.flatnonzero(people.scopes["audit"] & people.is_live()).tolist()


def test_accepted_rows_have_their_days_in_order():
    for table in RECORDS:
        sheet, layout = accepted(table), made(5000, 7).sheets[table].layout
        event, known = sheet.days(layout.event_header), sheet.days(layout.known_header)
        assert (event < known).all(), table
        assert (known <= RECEIVED).all(), table
        for header in set(sheet.columns) & {"notified_on", "告知时间", "CF_SDRQ", layout.ended_header} - {""}:
            days = sheet.days(header)
            given = ~np.isnat(days)
            assert ((days >= event) & (days <= known))[given].all(), (table, header)


@pytest.mark.parametrize("table", RECORDS)
def test_a_record_key_means_one_record_of_one_person(table):
    sheet = accepted(table)
    layout = sheet.layout
    keys, first, place = np.unique(sheet.names(layout.key_header).numbers, return_index=True, return_inverse=True)
    assert (sheet.person[first][place] == sheet.person).all()
    assert (sheet.days(layout.event_header)[first][place] == sheet.days(layout.event_header)).all()
    assert len(keys) > 10


@pytest.mark.parametrize("table", ["jud_defaulter", "serious_list", "tax_arrears", "jud_closed", "app_library"])
def test_a_later_version_tells_the_end_and_is_known_later(table):
    sheet = accepted(table)
    numbers, known = sheet.names(sheet.layout.key_header).numbers, sheet.days("known_on")
    ended = sheet.days(sheet.layout.ended_header)
    again = [np.flatnonzero(numbers == one) for one in np.unique(numbers) if (numbers == one).sum() == 2]
    assert len(again) >= 5
    for rows_of_one in again:
        early, late = rows_of_one[np.argsort(known[rows_of_one])]
        assert known[early] < known[late]
        assert np.isnat(ended[early])
        assert not np.isnat(ended[late])
    assert np.isnat(ended).any()


def test_penalties_are_published_by_class():
    sheet = accepted("admin_penalty")
    days = (sheet.days("CF_GSJZQ") - sheet.days("CF_JDRQ")).astype(int)
    assert np.isnat(sheet.days("CF_GSJZQ")[level(sheet, "CF_CXLB", "简易")]).all()
    for name, low, high in (("一般", 90, 360), ("严重", 360, 1080)):
        found = days[level(sheet, "CF_CXLB", name)]
        assert low <= found.min() < found.max() <= high
    assert 0.02 < np.isnat(sheet.days("CF_SDRQ")).mean() < 0.09


def facts(table, *headers):
    sheet = accepted(table)
    columns = [sheet.text(header) for header in headers]
    return {(int(who), *(cells.at(row) for cells in columns)) for row, who in enumerate(sheet.person)}


def test_some_facts_are_delivered_twice():
    punished = facts("admin_penalty", "CF_XZJG", "CF_WSH")
    assert len(punished & facts("serious_list", "organ", "doc_no")) >= 5
    assert len(punished & facts("commitment", "organ", "doc_no")) >= 2
    assert len(facts("jud_defaulter", "案号") & facts("jud_closed", "case_no")) >= 20


def test_broken_commitments_alone_have_documents():
    sheet = accepted("commitment")
    is_broken = level(sheet, "outcome", "broken")
    for header in ("organ", "doc_type", "doc_no"):
        assert ((sheet.text(header).codes >= 0) == is_broken).all()
    assert np.isnat(sheet.days("notified_on")[~is_broken]).all()


def test_objections_are_open_upheld_and_rejected_and_of_records_that_are_known():
    sheet = accepted("objections")
    answers = [sheet.text("outcome").at(row) for row in range(len(sheet))]
    assert min(answers.count(one) for one in ("", "upheld", "rejected")) > 10
    for table in ("objections", "repairs", "revocations"):
        events = accepted(table)
        assert len(events) > 10
        for row in range(len(events)):
            name, unit, key = (events.text(header).at(row) for header in ("table", "unit", "record_key"))
            known, units = keys_of(name)
            assert known[key] < events.days(events.layout.event_header)[row]
            assert units[key] == unit


@cache
def keys_of(table):
    """Return when each accepted record was first known, and its unit, by key."""
    sheet = accepted(table)
    keys, units = sheet.names(sheet.layout.key_header), sheet.columns.get("CF_LYDWDM")
    order = np.argsort(sheet.days("known_on"), kind="stable")[::-1].tolist()
    known = {keys.at(row): sheet.days("known_on")[row] for row in order}
    return known, {keys.at(row): units.at(row) if units else sheet.layout.unit for row in order}


def share(sheet, wanted, low, high, people):
    theta = people.theta[sheet.person]
    return wanted[theta < low].mean(), wanted[theta > high].mean()


def test_negatives_fall_and_positives_rise_with_reliability():
    people = made(20_000, 11).people
    sheets = {table: accepted(table, 20_000, 11) for table in RECORDS}
    for table in ("jud_defaulter", "admin_penalty", "serious_list", "tax_arrears", "biz_abnormal", "jud_closed"):
        assert people.theta[sheets[table].person].mean() < -0.2, table
    for table, header, name in (
        ("commitment", "outcome", "broken"),
        ("hpf_loan", "status", "late"),
        ("app_library", "status", "overdue_60"),
        ("app_transport", "status", "unsettled_90"),
        ("app_rental", "status", "late"),
    ):
        weak, strong = share(sheets[table], level(sheets[table], header, name), -0.5, 0.5, people)
        assert weak > 1.3 * strong, table
    for table in ("utility", "gov_service"):
        weak, strong = share(sheets[table], sheets[table].columns["on_time"], -0.5, 0.5, people)
        assert weak < strong - 0.03, table
    for table in ("volunteer", "donation", "community", "course"):
        assert people.activity[sheets[table].person].mean() > 0.1, table
    assert people.theta[sheets["honour"].person].mean() > 0.2


def test_the_planted_proxy_leans_on_a_protected_group_and_nothing_else_does():
    people = made(20_000, 11).people
    is_low = people.hukou == "non-local"
    counts = {}
    for table in RECORDS:
        sheet = accepted(table, 20_000, 11)
        of = people.is_live() & people.scopes.get(table, np.ones(len(people), dtype=bool))
        number = np.bincount(sheet.person, minlength=len(people))
        counts[table] = number[of & is_low].mean() / number[of & ~is_low].mean()
    assert counts.pop("volunteer") < 0.5
    # The others differ by chance alone, which is wide where records are rare or heavy-tailed.
    assert all(0.75 < ratio < 1.33 for ratio in counts.values()), counts
    assert abs(people.theta[is_low].mean() - people.theta[~is_low].mean()) < 0.05


@pytest.mark.parametrize("seed", [0, 7, 2025])
def test_about_six_in_a_hundred_turn_out_bad(seed):
    assert np.mean(made(5000, seed).bad) == pytest.approx(0.06, abs=0.012)


def test_the_outcome_follows_the_documented_model():
    one = made(20_000, 11)
    assert set(one.causes) == set(CITY_EFFECTS)
    again = CITY_INTERCEPT + sum(slope * one.causes[cause] for cause, slope in CITY_EFFECTS.items())
    assert np.allclose(again, one.log_odds)
    chance = 1 / (1 + np.exp(-again))
    for part in np.array_split(np.argsort(again), 5):
        error = np.sqrt((chance[part] * (1 - chance[part])).sum())
        assert abs(one.bad[part].sum() - chance[part].sum()) < 4 * error
    error = np.sqrt((chance * (1 - chance)).sum())
    for group in (one.people.sex == "F", one.people.hukou == "local", one.people.residence == "rural"):
        assert abs((one.bad - chance)[group].sum()) < 4 * error


def test_the_causes_are_what_the_records_say():
    """Of people whose rows are all accepted, the clean rows of the files say it all."""
    one = made(5000, 7)
    is_live = one.people.is_live()
    course, commitment = accepted("course"), accepted("commitment")
    found = np.zeros(5000)
    found[course.person[course.days("completed_on") >= np.datetime64("2024-10-01")]] = 1
    assert (found == one.causes["course_24m"])[is_live].all()
    broken = level(commitment, "outcome", "broken") & (commitment.days("closed_on") >= np.datetime64("2025-10-01"))
    found = np.minimum(np.bincount(commitment.person[broken], minlength=5000), 3)
    assert (found == one.causes["broken_commitments_12m"])[is_live].all()
    listed = accepted("jud_defaulter")
    numbers = listed.text("案号").codes
    ended = numbers[~np.isnat(listed.days("移除时间"))]
    found = np.zeros(5000)
    found[listed.person[~np.isin(numbers, ended)]] = 1
    assert (found == one.causes["listed_by_court"])[is_live].all()


def test_the_truth_names_everybody_once(folder):
    ids = made(700, 3).people.ids.tolist()
    for name in ("persons.csv", "protected.csv", "outcome.csv"):
        assert list(read_table(folder / "truth" / name)["person_id"]) == ids


def test_the_dictionary_names_every_column_and_says_that_nobody_exists(folder):
    text = (folder / "README.md").read_text("utf-8")
    assert "**Nobody in this city exists, and nothing in it was counted anywhere.**" in text
    for sheet in made(700, 3).sheets.values():
        part = text.split(f"### {sheet.layout.file}\n")[1].split("###")[0]
        assert [header for header in sheet.columns if f"| `{header}` |" not in part] == []
    assert max(map(len, text.splitlines())) < 400


def test_records_a_person_are_as_many_as_said():
    one = made(20_000, 11)
    total = sum(len(accepted(table, 20_000, 11)) for table in RECORDS)
    assert 25 < total / one.people.is_live().sum() < 45


def test_a_missing_library_is_said_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MoyangError, match="pyarrow"):
        write_city(made(700, 3), tmp_path / "c")
    assert not (tmp_path / "c").exists()
