"""Public credit information: courts, penalties, lists, arrears, commitments, honours, promised documents."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from moyang_score.synthetic.calendar import NEVER, known_after, plus, until
from moyang_score.synthetic.draw import Days, Draw, Ints, logistic
from moyang_score.synthetic.layout import LAYOUTS
from moyang_score.synthetic.people import People
from moyang_score.synthetic.records import build, everyone, happened, notified, numbered, picked, risk, versions
from moyang_score.synthetic.sheet import Cells, Sheet, Text

__all__ = ["abnormal", "arrears", "commitments", "courts", "defaulters", "honours", "penalties", "promised", "serious"]

COURTS: Final = (
    "阳江市江城区人民法院",
    "阳春市人民法院",
    "阳西县人民法院",
    "阳江市阳东区人民法院",
    "阳江市中级人民法院",
)
_COURT_CODES: Final = np.array(["1702", "1781", "1721", "1704", "17"])
_PLACES: Final = ("阳江市", "阳春市", "阳西县", "阳东区", "江城区")
_PENALTY_UNITS: Final = ("market_supervision", "transport_bureau", "urban_management")
_BUREAUS: Final = ("市场监督管理局", "交通运输局", "城市管理和综合执法局")
_SHORT: Final = ("市监罚", "交罚", "城综罚")
_ORGANS: Final = tuple(place + bureau for bureau in _BUREAUS for place in _PLACES)
_SEVERITIES: Final = ("简易", "一般", "严重")


def defaulters(people: People, seed: int) -> Sheet:
    """Return judgment defaulters listed by the courts; half of them were removed since."""
    layout, draw = LAYOUTS["jud_defaulter"], Draw(seed, "jud_defaulter")
    persons = everyone(people)
    person = persons[draw.chance(len(persons), risk(people, persons, 0.022, 0.9))]
    n = len(person)
    listed = happened(draw, n)
    court = draw.level(n, (0.35, 0.25, 0.2, 0.15, 0.05))
    told = notified(draw, listed)
    ended = until(plus(listed, draw.whole(n, 60, 720)), draw.chance(n, 0.65))
    rows, end, known = versions(draw, listed, told, ended)
    case = _numbers(listed, np.char.add("粤", _COURT_CODES[court]), "执", np.arange(1, n + 1))
    columns: dict[str, Cells] = {
        "案号": case.take(rows),
        "执行法院": picked(COURTS, court[rows]),
        "发布时间": listed[rows],
        "移除时间": end,
        "告知时间": told[rows],
        "known_on": known,
    }
    return build(layout, people, person[rows], columns)


def courts(people: People, seed: int, listed: Sheet) -> Sheet:
    """Return charges confirmed by judgment and not paid; some are the very cases that led to a listing."""
    layout, draw = LAYOUTS["jud_closed"], Draw(seed, "jud_closed")
    shared = _first_versions(listed, "案号")
    shared = shared[draw.chance(len(shared), 0.4)]
    persons = everyone(people)
    own = persons[draw.chance(len(persons), risk(people, persons, 0.015, 0.8))]
    person = np.concatenate([listed.person[shared], own])
    n = len(person)
    effective = happened(draw, n)
    effective[: len(shared)] = plus(listed.days("发布时间")[shared], -draw.whole(len(shared), 5, 60))
    court = draw.level(n, (0.35, 0.25, 0.2, 0.15, 0.05))
    told = notified(draw, effective)
    ended = until(plus(effective, draw.whole(n, 20, 400)), draw.chance(n, 0.6))
    rows, end, known = versions(draw, effective, told, ended)
    case = _numbers(effective, np.char.add("粤", _COURT_CODES[court]), "民初", np.arange(1, n + 1))
    levels = np.concatenate([np.array([listed.text("案号").at(row) for row in shared], dtype="U40"), case.levels])
    number = np.where(np.arange(n) < len(shared), np.arange(n), np.arange(n) + len(shared))
    columns: dict[str, Cells] = {
        "case_no": Text(number[rows], levels),
        "organ": picked(COURTS, court[rows]),
        "effective_on": effective[rows],
        "ended_on": end,
        "notified_on": told[rows],
        "known_on": known,
    }
    return build(layout, people, person[rows], columns)


def penalties(people: People, seed: int) -> Sheet:
    """Return administrative penalties of three units, minor, general and serious."""
    layout, draw = LAYOUTS["admin_penalty"], Draw(seed, "admin_penalty")
    person = draw.spread(everyone(people), np.minimum(0.48 * np.exp(-0.6 * people.theta), 3.0), 9)
    n = len(person)
    decided = happened(draw, n)
    unit, place = draw.level(n, (0.45, 0.3, 0.25)), draw.level(n, (0.2, 0.3, 0.2, 0.15, 0.15))
    severity = draw.level(n, (0.52, 0.34, 0.14))
    told = notified(draw, decided)
    months = np.where(severity == 1, draw.whole(n, 3, 12), draw.whole(n, 12, 36))
    publish_to = np.where(severity == 0, NEVER, plus(decided, 30 * months))
    names = np.array([place + short for short in _SHORT for place in ("阳", "春", "西", "东", "江")])
    columns: dict[str, Cells] = {
        "CF_WSH": _numbers(decided, names[unit * len(_PLACES) + place], "", np.arange(1, n + 1)),
        "CF_XZJG": picked(_ORGANS, unit * len(_PLACES) + place),
        "CF_JDRQ": decided,
        "CF_CXLB": picked(_SEVERITIES, severity),
        "CF_GSJZQ": publish_to,
        "CF_SDRQ": told,
        "CF_LYDWDM": picked(_PENALTY_UNITS, unit),
        "known_on": known_after(draw, np.fmax(decided, told)),
    }
    return build(layout, people, person, columns)


def serious(people: People, seed: int, punished: Sheet) -> Sheet:
    """Return entries in lists of serious breaches; some follow from a serious penalty and cite it."""
    layout, draw = LAYOUTS["serious_list"], Draw(seed, "serious_list")
    grave = np.flatnonzero(punished.text("CF_CXLB").codes == _SEVERITIES.index("严重"))
    cited = grave[draw.chance(len(grave), 0.3)]
    persons = everyone(people)
    own = persons[draw.chance(len(persons), risk(people, persons, 0.006, 1.0))]
    person = np.concatenate([punished.person[cited], own])
    n, k = len(person), len(cited)
    listed = happened(draw, n)
    listed[:k] = plus(punished.days("CF_JDRQ")[cited], draw.whole(k, 1, 30))
    place = draw.level(n, (0.6, 0.1, 0.1, 0.1, 0.1))
    told = notified(draw, listed)
    ended = until(plus(listed, draw.whole(n, 180, 1000)), draw.chance(n, 0.45))
    rows, end, known = versions(draw, listed, told, ended)
    is_cited = np.arange(n) < k
    own_organs = picked(tuple(place + "人力资源和社会保障局" for place in _PLACES), place)
    organ = _joined(np.array(_ORGANS), punished.text("CF_XZJG").codes[cited], own_organs.levels, place[k:])
    own_numbers = _numbers(listed, np.full(n, "阳人社列"), "", np.arange(1, n + 1))
    cited_numbers = np.array([punished.text("CF_WSH").at(row) for row in cited], dtype="U40")
    doc_no = _joined(cited_numbers, np.arange(k), own_numbers.levels, np.arange(k, n))
    columns: dict[str, Cells] = {
        "list_no": numbered("LB", listed).take(rows),
        "organ": organ.take(rows),
        "doc_type": picked(("列入决定书", "行政处罚决定书"), is_cited[rows]),
        "doc_no": doc_no.take(rows),
        "listed_on": listed[rows],
        "publish_to": plus(listed, 1095)[rows],
        "ended_on": end,
        "notified_on": told[rows],
        "known_on": known,
    }
    return build(layout, people, person[rows], columns)


def arrears(people: People, seed: int) -> Sheet:
    """Return published tax arrears; most were paid since."""
    layout, draw = LAYOUTS["tax_arrears"], Draw(seed, "tax_arrears")
    persons = everyone(people)
    person = persons[draw.chance(len(persons), risk(people, persons, 0.014, 0.8))]
    n = len(person)
    published = happened(draw, n)
    told = notified(draw, published)
    ended = until(plus(published, draw.whole(n, 20, 500)), draw.chance(n, 0.7))
    rows, end, known = versions(draw, published, told, ended)
    place = draw.level(n, (0.3, 0.25, 0.15, 0.15, 0.15))
    columns: dict[str, Cells] = {
        "notice_no": _numbers(published, np.full(n, "阳税公告"), "", np.arange(1, n + 1)).take(rows),
        "organ": picked(tuple(f"国家税务总局{place}税务局" for place in _PLACES), place[rows]),
        "published_on": published[rows],
        "ended_on": end,
        "notified_on": told[rows],
        "known_on": known,
    }
    return build(layout, people, person[rows], columns)


def commitments(people: People, seed: int, punished: Sheet) -> Sheet:
    """Return commitments kept and broken; a finding of a broken one has a document, for some that of a penalty."""
    layout, draw = LAYOUTS["commitment"], Draw(seed, "commitment")
    made = draw.spread(everyone(people), 1.9 * np.exp(0.15 * people.activity), 8)
    fined = _first_versions(punished, "CF_WSH")
    fined = fined[(punished.text("CF_CXLB").codes[fined] == 1) & draw.chance(len(fined), 0.06)]
    person = np.concatenate([punished.person[fined], made])
    n, k = len(person), len(fined)
    closed = happened(draw, n)
    closed[:k] = punished.days("CF_JDRQ")[fined]
    is_broken = draw.chance(n, logistic(-2.75 - 0.7 * people.theta[person]))
    is_broken[:k] = True
    told = np.where(is_broken, notified(draw, closed), NEVER)
    own_organs = np.array([f"{place}政务服务和数据管理局" for place in _PLACES])
    place = draw.level(n, (0.3, 0.25, 0.15, 0.15, 0.15))
    organ = _joined(np.array(_ORGANS), punished.text("CF_XZJG").codes[fined], own_organs, place[k:])
    own_numbers = _numbers(closed, np.full(n, "阳承诺认"), "", np.arange(1, n + 1))
    fined_numbers = np.array([punished.text("CF_WSH").at(row) for row in fined], dtype="U40")
    doc_no = _joined(fined_numbers, np.arange(k), own_numbers.levels, np.arange(k, n))
    doc_type = np.where(is_broken, np.where(np.arange(n) < k, 1, 0), -1)
    columns: dict[str, Cells] = {
        "commitment_no": numbered("CN", closed),
        "outcome": picked(("kept", "broken"), is_broken),
        "closed_on": closed,
        "organ": Text(np.where(is_broken, organ.codes, -1), organ.levels),
        "doc_type": picked(("违诺认定书", "行政处罚决定书"), doc_type),
        "doc_no": Text(np.where(is_broken, doc_no.codes, -1), doc_no.levels),
        "notified_on": told,
        "known_on": known_after(draw, np.fmax(closed, told)),
    }
    return build(layout, people, person, columns)


def abnormal(people: People, seed: int) -> Sheet:
    """Return sole traders on the list of abnormal operation; most were taken off since."""
    layout, draw = LAYOUTS["biz_abnormal"], Draw(seed, "biz_abnormal")
    persons = everyone(people)
    person = persons[draw.chance(len(persons), risk(people, persons, 0.02, 0.6))]
    n = len(person)
    listed = happened(draw, n)
    told = notified(draw, listed)
    ended = until(plus(listed, draw.whole(n, 20, 700)), draw.chance(n, 0.65))
    rows, end, known = versions(draw, listed, told, ended)
    place = draw.level(n, (0.3, 0.25, 0.15, 0.15, 0.15))
    columns: dict[str, Cells] = {
        "list_no": numbered("YC", listed).take(rows),
        "organ": picked(tuple(f"{place}市场监督管理局" for place in _PLACES), place[rows]),
        "doc_type": picked(("列入经营异常名录决定书",), np.zeros(len(rows), dtype=np.int64)),
        "doc_no": _numbers(listed, np.full(n, "阳市监异列"), "", np.arange(1, n + 1)).take(rows),
        "listed_on": listed[rows],
        "ended_on": end,
        "notified_on": told[rows],
        "known_on": known,
    }
    return build(layout, people, person[rows], columns)


def honours(people: People, seed: int) -> Sheet:
    """Return honours for honesty and for courage."""
    layout, draw = LAYOUTS["honour"], Draw(seed, "honour")
    persons = everyone(people)
    share = np.minimum(0.03 * np.exp(0.5 * people.theta + 0.3 * people.activity), 0.5)
    person = persons[draw.chance(len(persons), share)]
    n = len(person)
    awarded = happened(draw, n)
    level = draw.level(n, (0.04, 0.14, 0.4, 0.42))
    organs = (
        "中央精神文明建设办公室",
        "广东省精神文明建设委员会",
        "阳江市精神文明建设委员会",
        "县区精神文明建设委员会",
    )
    columns: dict[str, Cells] = {
        "honour_no": numbered("RY", awarded),
        "kind": picked(("honesty", "courage"), draw.chance(n, 0.2)),
        "level": picked(("national", "province", "city", "county"), level),
        "awarded_on": awarded,
        "organ": picked(organs, level),
        "known_on": known_after(draw, awarded),
    }
    return build(layout, people, person, columns)


def promised(people: People, seed: int) -> Sheet:
    """Return documents that were promised to a service office, supplied on time or not."""
    layout, draw = LAYOUTS["gov_service"], Draw(seed, "gov_service")
    person = draw.spread(everyone(people), 3.6 * np.exp(0.3 * people.activity), 24)
    n = len(person)
    due = happened(draw, n)
    columns: dict[str, Cells] = {
        "service_no": numbered("ZW", due),
        "due_on": due,
        "on_time": draw.chance(n, logistic(2.4 + 0.8 * people.theta[person])),
        "known_on": known_after(draw, due),
    }
    return build(layout, people, person, columns)


def _numbers(days: Days, words: NDArray[np.str_], kind: str, number: Ints) -> Text:
    """Return document numbers such as （2024）粤1702执12号, all different."""
    year = np.char.add(np.char.add("（", (days.astype("M8[Y]").astype(np.int64) + 1970).astype("U4")), "）")
    text = np.char.add(np.char.add(np.char.add(year, words), kind), np.char.add(number.astype("U8"), "号"))
    return Text(np.arange(len(days)), text)


def _joined(first: NDArray[np.str_], first_codes: Ints, second: NDArray[np.str_], second_codes: Ints) -> Text:
    """Return a column whose first cells are of one list of levels and whose others are of a second."""
    return Text(np.concatenate([first_codes, second_codes + len(first)]), np.concatenate([first, second]))


def _first_versions(sheet: Sheet, header: str) -> Ints:
    """Return one row per record."""
    codes = sheet.text(header).codes
    return np.sort(np.unique(codes, return_index=True)[1])
