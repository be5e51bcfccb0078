"""The 33 classes that are never scored, in both directions: what is of a class is found, what looks like it is not."""

import random

import pytest

from moyang_score.catalogue import load_catalogue, rejected_classes, scan_name, scan_values
from moyang_score.catalogue.rejected import state_of
from moyang_score.errors import RejectedClassError
from tests.catalogue.classes import CLASSES
from tests.catalogue.folders import change, column, copy_city, copy_small, indicator, only_finding

FOUND = [(code, name) for code, (_, names, _) in CLASSES.items() for name in names.split()]
LAWFUL = [(code, name) for code, (_, _, names) in CLASSES.items() for name in names.split()]
VALUES = {
    "X01": ["佛教", "基督教", "无宗教信仰"],
    "X03": ["A型", "O型", "AB型"],
    "X04": ["高血压", "糖尿病"],
    "X05": ["群众", "中共党员", "共青团员"],
    "X06": ["汉族", "回族", "壮族"],
    "X07": ["信访", "投诉"],
    "X08": ["异议"],
    "X09": ["微博"],
    "X10": ["21.8575,111.9822", "21.8601,111.9790"],
    "X11": ["行政拘留五日", "治安罚款"],
    "X12": ["未成年"],
    "X13": ["父亲", "母亲", "配偶"],
    "X14": ["已婚", "离异", "未婚"],
    "X15": ["无偿献血"],
    "X16": ["造血干细胞捐献"],
    "X17": ["闯红灯", "违停"],
    "X18": ["垃圾分类不合格"],
    "X19": ["吸烟", "不吸烟"],
    "X20": ["跳槽", "辞职"],
    "X21": ["水费欠费"],
    "X22": ["预约爽约", "逃票"],
    "X23": ["初中", "大专", "本科"],
    "X24": ["农业户口", "城镇户口"],
    "X25": ["男", "女"],
    "X26": ["低收入", "高收入"],
    "X30": ["居民互评"],
    "X31": ["盗窃罪", "有期徒刑一年"],
    "X32": ["限制消费令"],
    "X33": ["低保户", "特困人员"],
}
LAWFUL_VALUES = [
    ["A", "AA", "AAA"],
    ["A", "B", "C", "D"],
    ["A+", "A-", "B+"],
    ["A", "B"],
    ["简易", "一般", "严重"],
    ["minor", "general", "serious"],
    ["kept", "broken"],
    ["on_time", "late", "late_90"],
    ["honesty", "courage"],
    ["national", "province", "city", "county"],
    ["water", "electricity"],
    ["upheld", "rejected"],
    ["441702", "441704"],
    ["M"],
    ["市中级人民法院", "阳春市人民法院"],
    ["行政处罚决定书"],
    ["粤0001执12号", "粤0001执13号"],
    ["张三", "李四", "白族娃"],
    ["未知", "其他", ""],
    [],
]


def code_of(found):
    return found and found.code


def test_there_are_33_classes_each_with_title_and_article():
    classes = rejected_classes()

    assert list(classes) == [f"X{number:02}" for number in range(1, 34)] == list(CLASSES)
    assert all(one.article and one.title["zh"] and one.title["en"] for one in classes.values())
    assert all(one.chinese and one.english and one.pinyin for one in classes.values())


@pytest.mark.parametrize("code", CLASSES)
def test_a_class_names_its_article(code):
    assert CLASSES[code][0] in rejected_classes()[code].article


@pytest.mark.parametrize(("code", "name"), FOUND)
def test_a_name_of_a_class_is_found(code, name):
    assert code_of(scan_name(name)) == code


@pytest.mark.parametrize(("code", "name"), FOUND)
def test_a_name_is_found_in_other_spellings(code, name):
    wide = "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in name)
    for spelling in (f"  {name} ", f"user_{name}_1", wide, name.replace("_", " ").upper() if name.islower() else name):
        assert code_of(scan_name(spelling)) == code, spelling


@pytest.mark.parametrize(("code", "name"), LAWFUL)
def test_a_lawful_name_that_looks_alike_is_not(code, name):
    assert scan_name(name) is None


@pytest.mark.parametrize(
    ("name", "code"),
    [("婚姻狀況", "X14"), ("民 族", "X06"), ("血_型", "X03"), ("BLOODTYPE", "X03"), ("年齡", "X25"), ("獻血", "X15")],
)
def test_blanks_signs_and_traditional_letters_do_not_hide_a_name(name, code):
    assert code_of(scan_name(name)) == code


@pytest.mark.parametrize(
    "name", ["application", "message", "average", "single_payment", "stage", "page", "image", "language"]
)
def test_common_words_are_lawful(name):
    assert scan_name(name) is None


def test_a_comma_parts_what_would_be_a_phrase():
    assert code_of(scan_name("donation amount")) == "X26"
    assert scan_name("Years with a donation, amount ignored") is None


def test_the_class_that_most_letters_speak_for_is_named():
    assert code_of(scan_name("未成年人犯罪记录")) == "X12"
    assert code_of(scan_name("犯罪记录")) == "X31"
    assert code_of(scan_name("残疾补贴领取")) == "X33"
    assert code_of(scan_name("残疾等级")) == "X04"


def test_the_city_raises_no_alarm():
    city = load_catalogue("moyang")
    names = [text for one in city.indicators for text in (one.code, *one.name.values())]
    for table in city.tables.values():
        if table.kind in {"records", "persons", "consents"}:
            names += [table.name, *table.title.values(), *table.files]
            names += [text for one in table.columns for text in (one.header, *one.names)]
    names += [unit.code for unit in city.units.values()]

    assert {name: code_of(scan_name(name)) for name in names if scan_name(name)} == {}


def test_what_stands_in_the_city_raises_no_alarm():
    for table in load_catalogue("moyang").tables.values():
        for one in table.columns:
            if table.kind != "protected" and one.values is not None:
                assert scan_values(one.values) is None, one.header
                assert scan_values(one.stored_values) is None, one.header


@pytest.mark.parametrize("code", VALUES)
def test_values_of_a_class_are_found(code):
    assert code_of(scan_values(VALUES[code])) == code
    assert code_of(scan_values([*VALUES[code], "未知", "", "其他", " unknown "])) == code


@pytest.mark.parametrize("values", LAWFUL_VALUES, ids=str)
def test_lawful_values_are_not(values):
    assert scan_values(values) is None


def test_blood_types_are_known_only_together():
    assert code_of(scan_values(["A", "B", "O", "AB"])) == "X03"
    assert code_of(scan_values(["A", "B", "O"])) == "X03"
    assert scan_values(["A", "B", "O", "AB", "AAA"]) is None
    assert scan_values(["A", "O"]) is None


def test_values_are_found_among_as_many_others():
    assert code_of(scan_values(["汉族", "甲"])) == "X06"
    assert scan_values(["汉族", "甲", "乙"]) is None


def test_what_is_no_text_says_nothing():
    assert scan_values([1, None, True, 2.5]) is None


def test_how_often_and_in_which_order_values_come_does_not_matter():
    values = VALUES["X05"] * 3 + ["未知"] * 50
    random.Random(1).shuffle(values)

    assert code_of(scan_values(iter(values))) == "X05"


@pytest.mark.parametrize(
    "value", ["repaired", "disputed", "expired", "minor", "in_dispute", "已修复", "异议中", "轻微", "简易"]
)
def test_a_state_in_which_records_never_count_is_known(value):
    assert code_of(state_of(value)) == "X28"


@pytest.mark.parametrize("value", ["broken", "kept", "late_90", "general", "serious", "on_time"])
def test_other_values_are_no_such_state(value):
    assert state_of(value) is None


@pytest.mark.parametrize("code", CLASSES)
def test_the_gate_refuses_a_rejected_class_and_names_the_article(tmp_path, code):
    folder = copy_small(tmp_path)
    change(folder, "indicators/P.yaml", lambda content: indicator(content, "P01")["legal"].update({"class": code}))

    finding = only_finding(folder)
    assert (finding.rejected, finding.entry, finding.field) == (code, "P01", "legal.class")
    assert CLASSES[code][0] in str(finding)
    with pytest.raises(RejectedClassError, match=code):
        load_catalogue(folder)


@pytest.mark.parametrize("code", CLASSES)
def test_the_gate_refuses_a_column_of_a_rejected_class_under_a_lawful_class(tmp_path, code):
    folder = copy_small(tmp_path)
    header = CLASSES[code][1].split()[0]
    change(folder, "tables/verdict.yaml", lambda content: content["columns"].append({"header": header}))

    finding = only_finding(folder)
    assert (finding.rejected, finding.file, finding.entry, finding.field) == (
        code,
        "tables/verdict.yaml",
        "verdict",
        header,
    )
    assert CLASSES[code][0] in str(finding)


@pytest.mark.parametrize("code", CLASSES)
def test_the_gate_refuses_an_indicator_by_its_name(tmp_path, code):
    folder = copy_small(tmp_path)
    chinese = CLASSES[code][1].split()[0]
    change(folder, "indicators/P.yaml", lambda content: indicator(content, "P01")["name"].update(zh=chinese))

    finding = only_finding(folder)
    assert (finding.rejected, finding.entry, finding.field) == (code, "P01", "name.zh")


@pytest.mark.parametrize("code", sorted(VALUES))
def test_the_gate_refuses_a_column_by_what_stands_in_it(tmp_path, code):
    folder = copy_small(tmp_path)
    added = {"header": "remark", "values": VALUES[code]}
    change(folder, "tables/verdict.yaml", lambda content: content["columns"].append(added))

    finding = only_finding(folder)
    assert (finding.rejected, finding.field) == (code, "remark")


def test_the_sealed_table_of_public_security_violations_cannot_be_declared(tmp_path):
    """L21: a canary tries to bring psb_violation in."""
    folder = copy_city(tmp_path)
    change(folder, "tables/course.yaml", lambda content: content.update(name="psb_violation"))
    change(folder, "indicators/S.yaml", lambda content: indicator(content, "S06").update(records="psb_violation"))

    with pytest.raises(RejectedClassError, match="治安管理处罚法 136"):
        load_catalogue(folder)


@pytest.mark.parametrize("state", ["repaired", "disputed", "minor", "expired"])
def test_records_cannot_be_asked_for_by_a_state_in_which_they_never_count(tmp_path, state):
    folder = copy_city(tmp_path)
    change(folder, "tables/commitment.yaml", lambda content: column(content, "outcome")["values"].append(state))
    change(folder, "indicators/P.yaml", lambda content: indicator(content, "P16").update(where={"outcome": [state]}))

    finding = only_finding(folder)
    assert (finding.rejected, finding.entry, finding.field) == ("X28", "P16", "where.outcome")
    assert "征信业管理条例 16" in str(finding)


@pytest.mark.parametrize("key", ["class", "legal_class"])
def test_a_rejected_class_is_told_under_either_name_of_the_field(tmp_path, key):
    folder = copy_small(tmp_path)
    legal = {key: "X05", "basis": {"zh": "无", "en": "none"}, "articles": ["x"]}
    change(folder, "indicators/P.yaml", lambda content: indicator(content, "P01").update(legal=legal))
    assert only_finding(folder).rejected == "X05"

    folder = copy_small(tmp_path / "table")
    change(folder, "tables/verdict.yaml", lambda content: content.pop("class"))
    change(folder, "tables/verdict.yaml", lambda content: content.update({key: "X05"}))
    assert only_finding(folder).rejected == "X05"


def test_minor_penalties_cannot_be_scored(tmp_path):
    folder = copy_city(tmp_path)
    change(folder, "indicators/P.yaml", lambda content: indicator(content, "P05").update(severity="minor"))

    assert (only_finding(folder).rejected, only_finding(folder).field) == ("X28", "severity")


def test_a_consumption_limit_order_is_no_item_of_its_own(tmp_path):
    folder = copy_city(tmp_path)
    change(folder, "tables/serious_list.yaml", lambda content: content["title"].update(zh="限制消费令"))

    assert only_finding(folder).rejected == "X32"


def test_columns_that_are_dropped_and_protected_attributes_may_be_named(tmp_path):
    folder = copy_city(tmp_path)
    change(folder, "tables/course.yaml", lambda content: content.update(drop=["性别", "年龄", "民族"]))

    assert load_catalogue(folder).table("course").drop == ("性别", "年龄", "民族")


def test_protected_attributes_are_read_by_no_indicator(tmp_path):
    folder = copy_city(tmp_path)
    change(folder, "indicators/S.yaml", lambda content: indicator(content, "S06").update(records="protected"))

    finding = only_finding(folder)
    assert finding.field == "records"
    assert "个人信息保护法 24" in finding.article
