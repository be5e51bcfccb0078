"""No id and no name ever leaves intake: not into the store, nor into what it says."""

import json
import random
import re
from datetime import date, timedelta

import duckdb
import pytest
from pyarrow import parquet

from moyang_score.cli.intake import reconciliation_lines
from moyang_score.errors import MoyangError
from moyang_score.registry.state import read_state
from tests.cli.running import run
from tests.registry import deliveries as d
from tests.registry.deliveries import take, with_check_digit, write

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "梓轩雨涵欣怡浩宇诗琪俊杰思远佳宁晓峰文博嘉懿淑芬秀兰德全福贵"


def planted(number):
    """Make up people with ids and names that a search can tell from anything else."""
    draw = random.Random(2026)
    found = {}
    while len(found) < number:
        born = date(1950, 1, 1) + timedelta(days=draw.randrange(20_000))
        name = draw.choice(SURNAMES) + "".join(draw.sample(GIVEN, 2)) + "·" + draw.choice(GIVEN)
        found[with_check_digit(f"99{draw.randrange(10_000):04d}{born:%Y%m%d}{draw.randrange(1000):03d}")] = name
    return found


def delivery(folder, people):
    """Write a delivery in which every person meets every kind of row, right and wrong."""
    ids = list(people)
    agreed = ids[: len(ids) * 7 // 10]
    broken = {one: f"{one[:-1]}{'1' if one[-1] != '1' else '2'}" for one in ids}
    honours = [d.HONOUR]
    for number, (one, name) in enumerate(people.items()):
        good = f"{one},{name},H{number},honesty,city,2025-05-01,文明办"
        honours += [
            good,
            good,
            good.replace(one, broken[one]).replace(f"H{number}", f"B{number}"),
            good.replace(name, people[ids[number - 1]]).replace(f"H{number}", f"N{number}"),
            good.replace(f"H{number}", one),  # an id as the key of a record
            good.replace("文明办", one).replace(f"H{number}", f"O{number}"),
            good.replace("文明办", name).replace(f"H{number}", f"P{number}"),
            good.replace("2025-05-01", one).replace(f"H{number}", f"D{number}"),  # columns moved by one
            good.replace("honesty", name).replace(f"H{number}", f"K{number}"),
        ]
    listed = ["证件号,姓名,案号,执行法院,发布时间,性别,年龄"]
    listed += [f"{one},{name},{name}案{one},中院,2025-03-01,男,44" for one, name in people.items()]
    objections = [d.OBJECTIONS, *(f"{one},honour,civilisation_office,{one},2026-01-01,," for one in ids)]
    return write(
        folder,
        **{f"persons-{ids[0]}": [d.PERSONS, *(f"{one},{name},441702" for one, name in people.items())]},
        consents=[d.CONSENTS, *(f"{one},{people[one]},general,give,2025-01-01" for one in agreed)],
        honour=honours,
        jud_defaulter=listed,
        objections=objections,
        protected=[d.PROTECTED, *(f"{one},{people[one]},25-44,local,urban" for one in ids)],
    )


def everything_in(store):
    """Return all bytes of a store, and all values of its tables."""
    texts = []
    for path in store.rglob("*"):
        if path.is_file():
            texts.append(path.name)
            texts.append(path.read_bytes().decode("utf-8", errors="replace"))
        if path.suffix == ".parquet":
            texts.append(str(parquet.read_table(path).to_pydict()))
    with duckdb.connect(str(store / "state.duckdb"), read_only=True) as connection:
        tables = [row[0] for row in connection.execute("SHOW TABLES").fetchall()]
        texts += [str(connection.execute(f'SELECT * FROM "{name}"').fetchall()) for name in tables]
    return "\n".join(texts)


def found_in(text, people):
    """Count the ids, their first 17 digits, and the names in either spelling of their dot, that stand in a text."""
    numbers = set(re.findall(r"(?=(\d{17}))", text))
    names = set(re.findall(f"(?=([{SURNAMES}][{GIVEN}]{{2}}·?[{GIVEN}]))", text))
    parts = [{one[:17] in numbers, name in names, name.replace("·", "") in names} for one, name in people.items()]
    return sum(True in part for part in parts)


@pytest.fixture(scope="module")
def people():
    return planted(1000)


@pytest.fixture(scope="module")
def taken(people, tmp_path_factory):
    folder = tmp_path_factory.mktemp("privacy")
    source = delivery(folder / "source", people)
    return folder, take(source, folder / "store")


def test_the_search_finds_what_is_there(people, taken):
    folder, _ = taken
    raw = "".join(path.read_text(encoding="utf-8") for path in (folder / "source").iterdir())
    assert found_in(raw, people) == len(people)


def test_no_id_and_no_name_is_in_the_store(people, taken):
    folder, told = taken
    assert told.total["accepted"] > 2000
    assert told.total["quarantined"] > 5000
    assert found_in(everything_in(folder / "store"), people) == 0


def test_no_id_and_no_name_is_in_what_intake_tells(people, taken):
    _, told = taken
    text = "\n".join(reconciliation_lines(told)) + json.dumps(told.to_json(), ensure_ascii=False) + repr(told)
    assert found_in(text, people) == 0


def test_no_birth_date_age_or_sex_is_stored_but_apart(people, taken):
    folder, _ = taken
    names = {
        name
        for path in (folder / "store").rglob("*.parquet")
        if path.parent.name != "protected"
        for name in parquet.read_schema(path).names
    }
    assert not names & {"性别", "年龄", "sex", "age", "age_band", "birth_date", "person_id", "person_name", "doc_no"}
    assert "record_key" not in names


def test_of_a_row_whose_person_is_uncertain_nothing_is_kept(taken):
    folder, _ = taken
    rows = read_state(folder / "store" / "state.duckdb", "SELECT DISTINCT code, fields IS NULL AS bare FROM quarantine")
    bare = {row["code"]: row["bare"] for row in rows}
    assert bare["bad_id"]
    assert bare["name_mismatch"]
    assert bare["duplicate"]


def test_commands_say_no_id_and_no_name(people, taken, tmp_path):
    folder, _ = taken
    (tmp_path / "token.key.json").write_text(
        json.dumps({"kind": "moyang-token-key", "version": 1, "secret": "ab" * 32, "demo": True})
    )
    words = ("--source", str(folder / "source"), "--key", "token.key.json", "--received", "2026-09-30")
    for more in ((), ("--json",)):
        done = run(tmp_path, "intake", *words, "--store", f"store{len(more)}", *more)
        assert done.returncode == 0
        assert found_in(done.stdout + done.stderr, people) == 0


@pytest.mark.parametrize("part", ["honour", "persons", "consents", "objections", "protected", "jud_defaulter"])
def test_a_file_without_its_header_row_shows_no_value_of_it(people, tmp_path, part):
    source = delivery(tmp_path / "source", dict(list(people.items())[:20]))
    (path,) = source.glob(f"{part}*")
    path.write_text("\n".join(path.read_text(encoding="utf-8").splitlines()[1:]), encoding="utf-8")
    with pytest.raises(MoyangError) as told:
        take(source, tmp_path / "store")
    assert found_in(str(told.value), people) == 0
