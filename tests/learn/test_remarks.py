"""Remarks: protected names, dropped columns, warnings."""

import pytest

from moyang_score.card import MISSING, UNSEEN, Attribute, Characteristic, Input, Interval, Scaling, Scorecard
from moyang_score.learn import fit
from moyang_score.learn.remarks import protected_inputs
from tests.learn.tables import people


def card_of(*names):
    whens = (Interval(None, None), MISSING, UNSEEN)
    characteristics = tuple(
        Characteristic(name, (name,), tuple(Attribute((when,), 1) for when in whens)) for name in names
    )
    inputs = tuple(Input(name, "int") for name in names)
    return Scorecard(card_class="research", base=600, inputs=inputs, characteristics=characteristics, scaling=Scaling())


PROTECTED = [
    "sex", "SEX", "CODE_GENDER", "applicant.age", "Age", "age_years", "AGE2", "DAYS_BIRTH", "birthdate", "race",
    "ethnicity", "nationality", "religion", "marital", "MARRIAGE", "is-married", "pregnancy", "disability",
    "health status", "hiv", "hukou", "foreign_worker", "political_party",
    "性别", "客户性别", "年龄", "出生日期", "民族", "宗教信仰", "婚姻状况", "是否残疾", "既往病史", "户籍地",
    "政治面貌",
]  # fmt: skip
FREE = [
    "package", "usage", "average", "storage_gb", "mortgage", "language", "message", "page_views", "agency", "engaged",
    "bracelet", "generation", "general", "wealth", "sextant", "essex", "nationwide",
    "income", "住房", "结余", "年收入", "性能", "民生", "账龄",
]  # fmt: skip


@pytest.mark.parametrize("name", PROTECTED)
def test_a_name_of_a_protected_attribute_is_seen(name):
    assert protected_inputs(card_of("x", name)) == [name]


@pytest.mark.parametrize("name", FREE)
def test_a_name_that_only_holds_such_letters_is_free(name):
    assert protected_inputs(card_of(name)) == []


def test_a_protected_word_on_another_line_is_seen():
    assert protected_inputs(card_of("first\nage")) == ["first\nage"]


@pytest.fixture(scope="module")
def fitted():
    table = people(300, 3)
    table |= {
        "年龄": table["income"],
        "row_id": list(range(300)),
        "known_after": [10 * bad + row % 3 for row, bad in enumerate(table["bad"])],
        "city": [7] * 300,
        "empty": [None] * 300,
        "big": [10**17 + row for row in range(300)],
    }
    return fit(table, "bad", time="month", exclude=("income",))


def test_dropped_columns_stand_with_their_reason_in_the_order_of_the_data(fitted):
    assert fitted.evidence["dropped"][:4] == [
        {"column": "row_id", "reason": "it looks like an id: 235 values in 235 rows"},
        {"column": "city", "reason": "all rows have the one value 7"},
        {"column": "empty", "reason": "no row has a value"},
        {"column": "big", "reason": "235 of 235 cells are too large"},
    ]


def test_warnings_name_ids_a_column_that_knows_the_outcome_few_bads_protected_names_and_the_scale(fitted):
    warnings = fitted.evidence["warnings"]
    low, high = fitted.card.attainable
    bads = fitted.evidence["metrics"][0]["bads"]
    area = fitted.evidence["metrics"][0]["auc"][0]
    assert warnings[0] == "column 'row_id' was dropped: it looks like an id: 235 values in 235 rows"
    assert warnings[1] == (
        f"the held out AUC is {area:.3f}, above 0.9: does some column know the outcome, or was it written after it?"
    )
    assert warnings[2] == f"there are few bads ({bads}): the intervals are wide and the points uncertain"
    assert (
        warnings[-1] == f"scores from {low} to {high} are attainable, outside 300 to 1000: this research card cannot be"
        " released"
    )


def test_a_protected_input_is_named_in_the_evidence():
    table = people(400, 3)
    table["年龄"] = table.pop("late")
    found = fit(table, "bad", time="month", exclude=("since", "noise")).evidence
    assert found["protected"] == ["年龄"]
    assert "the card uses '年龄', by name a protected attribute: such a card is for research alone" in found["warnings"]


def test_a_card_without_characteristics_says_so():
    table = {"x": [0, 1] * 100, "bad": [0, 0, 1, 1] * 50}
    found = fit(table, "bad", seed=1)
    assert found.card.characteristics == ()
    assert "no column tells goods from bads: the card gives everybody its base" in found.evidence["warnings"]
    assert set(found.card.score({"x": [0, 1]}).tolist()) == {found.card.base}
