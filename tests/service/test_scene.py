"""What a scene may read: worked by hand, and compared with the grade of the whole card."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import moyang_score as ms
from moyang_score.card import MISSING, UNSEEN, Attribute, Characteristic, Grade, Group, Input, Interval, Scorecard
from moyang_score.card.grades import grade_at
from moyang_score.catalogue.uses import load_uses
from moyang_score.service import scene_grade
from tests.service.conftest import BUNDLE, TRUST

CITY = ms.load(BUNDLE, TRUST)
CELLS = st.sampled_from(["0", "1", "2", "3", "6", "12", "40", "70", "95", "100", "", "x"])
RECORDS = st.fixed_dictionaries({one.key: CELLS for one in CITY.inputs})
USES = load_uses("moyang")


def asked(key: str, family: str, points: int, ceiling: str | None = None) -> Characteristic:
    """Return a characteristic that gives its points for 1."""
    none = (Attribute((MISSING,), 0), Attribute((UNSEEN,), 0), Attribute((Interval(None, "1"),), 0))
    return Characteristic(key, (key,), (Attribute((Interval("1", None),), points, ceiling), *none), family=family)


CARD = Scorecard(
    card_class="official",
    base=650,
    inputs=tuple(Input(key, "int") for key in ("P1", "P2", "P3", "A1", "A2", "A3")),
    characteristics=(
        asked("P1", "P", -60, "base"),
        asked("P2", "P", -30),
        asked("P3", "P", 90),
        asked("A1", "A", 50),
        asked("A2", "A", 60),
        asked("A3", "A", -10),
    ),
    groups=(
        Group("P-", ("P1", "P2"), "neg", -70),
        Group("P+", ("P3",), "pos", 90),
        Group("A+", ("A1", "A2"), "pos", 80),
        Group("A-", ("A3",), "neg", -15),
    ),
    grades=(Grade("AAA", 850), Grade("AA", 750), Grade("A", 650), Grade("base", None)),
)


@pytest.mark.parametrize(
    ("known", "families", "grade"),
    [
        ("", "A", "A"),  # nothing known: the base of who agreed
        ("P1", "A", "A"),  # a list does not reach a scene that does not read P
        ("P1", "PA", "base"),
        ("A3", "A", "base"),  # 650 - 10: what lowers is not enlarged, and counts
        ("A3", "P", "A"),
        ("A1", "A", "AA"),  # 650 + ceil(50 * 170 / 80) = 757
        ("A1 A2", "A", "AA"),  # 650 + 80 * 170 / 80 = 820, at the cap
        ("P3", "PA", "A"),  # 650 + 90 * 170 / 170 = 740
        ("P3", "P", "AA"),  # 650 + 90 * 170 / 90 = 820
        ("P2 P3", "P", "AA"),  # 820 - 30
        ("P1 P2 A1 A2", "PA", "base"),
    ],
)
def test_the_scene_score_is_that_of_the_law_table(known: str, families: str, grade: str) -> None:
    record = {one.key: "1" if one.key in known.split() else "0" for one in CARD.inputs}

    assert scene_grade(CARD, record, families) == grade


@settings(max_examples=40)
@given(RECORDS)
def test_a_scene_that_reads_all_families_sees_the_grade_of_the_card(record: dict[str, str]) -> None:
    assert scene_grade(CITY, record, "PFSA") == CITY.grade(record)[0]


@settings(max_examples=40)
@given(RECORDS, st.sampled_from(["P", "A", "S", "PA", "PF", "PS"]), st.data())
def test_no_cell_of_another_family_moves_the_grade_of_a_scene(
    record: dict[str, str], families: str, data: st.DataObject
) -> None:
    other = {key for one in CITY.characteristics if one.family not in families for key in one.inputs}
    moved = record | {key: data.draw(CELLS) for key in sorted(other)}

    assert scene_grade(CITY, moved, families) == scene_grade(CITY, record, families)


@settings(max_examples=40)
@given(RECORDS, st.sampled_from(["P", "A", "S", "PA", "PF", "PS"]))
def test_the_score_of_a_scene_follows_the_formula(record: dict[str, str], families: str) -> None:
    points = {one.key: int(own) for one, own in zip(CITY.characteristics, CITY.points(record)[0], strict=False)}
    positive = negative = caps = 0
    for family in families:
        own = [points[one.key] for one in CITY.characteristics if one.family == family]
        limits = {
            group.sign: group.limit
            for group in CITY.groups
            if {one.family for one in CITY.characteristics if one.key in group.members} == {family}
        }
        positive += min(sum(one for one in own if one > 0), limits.get("pos", 0))
        negative += max(sum(one for one in own if one < 0), limits.get("neg", 0))
        caps += limits.get("pos", 0)
    score = 650 + -(-350 * positive // caps) + negative
    alone = CITY.grades[grade_at(CITY.grades, score)].grade

    listed = "P" in families and {record["P01"], record["P02"]} & {"1", "2", "3", "6", "12", "40", "70", "95", "100"}
    assert scene_grade(CITY, record, families) == ("base" if listed else alone)


@pytest.mark.parametrize("benefit", USES.benefits.values(), ids=USES.benefits)
def test_every_level_of_the_register_can_be_reached(benefit: object) -> None:
    best = {}
    for one in CITY.characteristics:
        attributes = max(one.attributes, key=lambda own: own.points)
        (condition,) = attributes.when
        best |= {key: str(getattr(condition, "lower", None) or "0") for key in one.inputs}
    order = [one.grade for one in CITY.grades]

    reached = scene_grade(CITY, best, benefit.families)  # type: ignore[attr-defined]

    assert all(order.index(reached) <= order.index(level.grade) for level in benefit.levels)  # type: ignore[attr-defined]
