"""The gate for law: classes, articles, consent, retention, and what is never scored."""

from typing import Final

from moyang_score.catalogue.gate.place import Notes
from moyang_score.catalogue.indicators import Indicator
from moyang_score.catalogue.model import Catalogue, nearest
from moyang_score.catalogue.rejected import rejected_classes, scan_name, state_of

__all__ = ["LEGAL_CLASSES", "check_class", "check_forbidden", "check_law", "check_law_of_catalogue"]

LEGAL_CLASSES: Final = (*(f"N{number}" for number in range(1, 14)), "M", "F", "U", "R", "L")
_HARD_STOP: Final = "hard_stop"
_FIVE_YEARS: Final = 60
_HARD_STOP_LAW: Final = "征信业管理条例 16: bad information is kept for five years at the longest"
_EDITION_LAW: Final = "全国公共信用信息基础目录: nothing outside its classes is public credit information"


def check_class(
    catalogue: Catalogue,
    legal_class: str,
    field: str,
    notes: Notes,
    identity: bool = False,  # noqa: FBT001, FBT002 - class I belongs to persons and protected attributes alone
) -> None:
    """Note a legal class that is unknown, rejected, or not in the edition of the national catalogue."""
    rejected = rejected_classes().get(legal_class)
    if rejected is not None:
        notes.refuse(field, repr(legal_class), rejected)
        return
    known = (*LEGAL_CLASSES, "I") if identity else LEGAL_CLASSES
    if legal_class not in known:
        fix = "use N1 to N13, M, F, U, L, or R for research"
        notes.add(field, f"the legal class {legal_class!r} is unknown", fix, _EDITION_LAW)
        return
    edition = next((one for one in catalogue.editions if one.edition == catalogue.edition), None)
    if legal_class.startswith("N") and edition is not None and legal_class not in edition.classes:
        what = f"the class {legal_class} is not in the edition {edition.edition}"
        notes.add(field, what, "take it out, or follow a later edition", edition.article)


def check_forbidden(catalogue: Catalogue, indicator: Indicator, notes: Notes) -> None:
    """Refuse what is never scored, by class, state of the record, name and value."""
    check_class(catalogue, indicator.legal.legal_class, "legal.class", notes)
    _check_states(indicator, notes)
    _scan(indicator, notes)


def check_law(catalogue: Catalogue, indicator: Indicator, notes: Notes) -> None:
    """Note what the law asks of an indicator and it does not keep to: article, consent, an end."""
    if not indicator.legal.articles or not all(article.strip() for article in indicator.legal.articles):
        fix = "name the law and the article that allow it"
        notes.add("legal.articles", "no article is named", fix, "国办发〔2020〕49号: information enters by law alone")
    _check_consent(catalogue, indicator, notes)
    _check_stop(catalogue, indicator, notes)


def _check_consent(catalogue: Catalogue, indicator: Indicator, notes: Notes) -> None:
    table = catalogue.tables.get(indicator.records or "")
    if table is not None and table.consent == "S" and indicator.consent == "O":
        what = f"the table {table.name!r} is read by separate consent, and the indicator by the general one"
        notes.add("consent", what, "write S", "个人信息保护法 29")
    legal_class = indicator.legal.legal_class
    if legal_class == "M" and indicator.consent == "O":
        notes.add("consent", "class M rests on the general consent", "write S", "个人信息保护法 29")
    if legal_class == "F" and indicator.consent != "W":
        fix = "write W: written, after notice of what may follow"
        notes.add("consent", "class F rests on no written consent", fix, "征信业管理条例 18")
    if legal_class == "L" and "条例" not in indicator.legal.basis["zh"]:
        notes.add("legal.basis", "class L names no local regulation", "name the 条例", "国办发〔2020〕49号")


def _check_states(indicator: Indicator, notes: Notes) -> None:
    """Refuse records that are asked for by a state in which they never count (X28)."""
    if indicator.severity == "minor":
        notes.refuse("severity", "'minor'", rejected_classes()["X28"])
    for field, choice in (("where", indicator.where), ("aggregation.good", indicator.aggregation.good)):
        for column, values in choice.items():
            for value in [one for one in values if isinstance(one, str)]:
                found = state_of(value) or scan_name(value)
                if found is not None:
                    notes.refuse(f"{field}.{column}", repr(value), found)
            notes.scan_values(f"{field}.{column}", values)


def _check_stop(catalogue: Catalogue, indicator: Indicator, notes: Notes) -> None:
    """Note negatives that never end, or that end after the hard stop under any value of their rule."""
    if indicator.polarity != "neg" or indicator.records is None:
        return
    window = indicator.window
    if window.months is None and not window.current:
        fix = "give months, or current: true"
        notes.add("window", "a negative is counted for ever", fix, _HARD_STOP_LAW)
    longest = [window.months or 0, window.after_end or 0]
    for name in window.rules.values():
        longest += [value.value for value in catalogue.rules[name].values]
    rule = catalogue.rules.get(_HARD_STOP)
    stop = _FIVE_YEARS if rule is None else min(value.value for value in rule.values)
    if max(longest) > stop:
        notes.add("window", f"a negative is counted for {max(longest)} months", f"{stop} at the most", _HARD_STOP_LAW)


def _scan(indicator: Indicator, notes: Notes) -> None:
    notes.scan("code", indicator.code)
    for language in ("zh", "en"):
        notes.scan(f"name.{language}", indicator.name[language])
    for field, text in (("records", indicator.records), ("event_date", indicator.event_date)):
        if text is not None:
            notes.scan(field, text)
    for column in (*indicator.where, *indicator.aggregation.good, indicator.aggregation.column or ""):
        notes.scan("where", column)


def check_law_of_catalogue(catalogue: Catalogue, notes: Notes) -> None:
    """Note an unknown edition, and consent that is assumed outside research."""
    editions = [one.edition for one in catalogue.editions]
    if catalogue.edition not in editions:
        fix = nearest(catalogue.edition, editions)
        notes.add("edition", f"the edition {catalogue.edition!r} is not in rules.yaml", fix, _EDITION_LAW)
    lawful = [one.code for one in catalogue.indicators if one.legal.legal_class != "R"]
    if catalogue.consent == "assumed" and lawful:
        what = f"consent is assumed, and {lawful[0]} is not of class R"
        notes.add("consent", what, "write required: only research may assume it", "个人信息保护法 13, 14")
