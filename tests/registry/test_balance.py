"""Every row that comes in is accepted, quarantined or refused, whatever it holds."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moyang_score.registry.state import read_quarantine
from tests.registry import deliveries as d
from tests.registry.deliveries import ANNA, BO, CHEN, MINOR, take

few = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
# Texts that a table cannot be told from others by: no control characters, which a file reader refuses as a whole.
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=8)
ids = st.sampled_from([ANNA, BO, CHEN, MINOR, ANNA[:-1] + "1", "1.2E+17", ""]) | texts
names = st.sampled_from(["张三", "李四・五", "", "某人"]) | texts
days = st.sampled_from(["2025-01-01", "2025年3月4日", "2026-09-30", "2027-01-01", "2025-02-30", "", "20240101"]) | texts
keys = st.sampled_from(["K1", "K2", "K3", ""]) | texts
one = st.sampled_from
units = one(["civilisation_office", "market_supervision", "x"])
SHEETS = {
    "persons": (d.PERSONS, (ids, names, one(["441702", "", "999999"]))),
    "consents": (
        d.CONSENTS,
        (ids, names, one(["general", "utility", "audit", "x"]), one(["give", "withdraw", ""]), days),
    ),
    "honour": (d.HONOUR, (ids, names, keys, one(["honesty", "courage", "x"]), one(["city", "county"]), days, texts)),
    "admin_penalty": (d.PENALTY, (ids, names, keys, texts, days, one(["一般", "严重", "x"]), days, days, units)),
    "utility": (d.UTILITY, (ids, keys, one(["water", "electricity", "gas"]), days, one(["是", "false", "x"]))),
    "objections": (d.OBJECTIONS, (keys, one(["honour", "x"]), units, keys, days, days, one(["upheld", "", "x"]))),
    "repairs": (d.REPAIRS, (keys, one(["honour", "admin_penalty"]), units, keys, days)),
    "protected": (
        d.PROTECTED,
        (ids, one(["M", "x", ""]), one(["25-44", "x"]), one(["local", ""]), one(["urban", "rural"])),
    ),
}
# Persons who agree stand before the rows at random, so that not everything is refused.
FIRST = {
    "persons": [[ANNA, "张三", "441702"], [BO, "李四·五", ""]],
    "consents": [
        [person, "", scope, "give", "2025-01-01"] for person in (ANNA, BO) for scope in ("general", "utility", "audit")
    ],
}


@st.composite
def sheets(draw):
    chosen = draw(st.sets(st.sampled_from(sorted(SHEETS)), min_size=1))
    return {name: draw(st.lists(st.tuples(*SHEETS[name][1]), max_size=12)) for name in sorted(chosen)}


def written(folder, rows_of):
    folder.mkdir()
    for name, rows in rows_of.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([SHEETS[name][0].split(","), *FIRST.get(name, []), *rows])
    return folder


@few
@given(sheets())
def test_rows_in_are_rows_out(rows_of):
    with TemporaryDirectory() as place:
        folder = Path(place)
        told = take(written(folder / "source", rows_of), folder / "store")
        for name, rows in rows_of.items():
            assert sum(row.received for row in told.rows if row.table == name) == len(rows) + len(FIRST.get(name, []))
        assert all(row.is_balanced for row in told.rows)
        assert len(read_quarantine(folder / "store" / "state.duckdb")) == told.total["quarantined"]
        assert take(folder / "source", folder / "store") == told
