"""The data dictionaries: of the flat table, and of a city."""

from collections.abc import Iterable
from typing import Final

from moyang_score.synthetic.calendar import AS_OF, FIRST_DAY, LAST_DAY, RECEIVED
from moyang_score.synthetic.city import City
from moyang_score.synthetic.outcome import CITY_EFFECTS, CITY_INTERCEPT
from moyang_score.synthetic.sheet import QUARANTINED, REFUSED, Sheet

__all__ = ["FLAT_DICTIONARY", "MEANINGS", "city_dictionary", "flat_dictionary"]

FLAT_DICTIONARY: Final = {
    "person_id": ("text", "who: a made-up number that belongs to nobody"),
    "as_of": ("date", "the day on which everything before it was known; for --time"),
    "broken_commitments_12m": ("int", "commitments broken in 12 months"),
    "commitments_kept_ratio": ("decimal", "share of commitments kept; empty = none were due"),
    "utility_on_time_ratio_12m": ("decimal", "share of utility bills paid on time in 12 months; empty = no consent"),
    "library_overdue_days": ("int", "days that library books were overdue"),
    "volunteer_hours_24m": ("decimal", "hours of voluntary service in 24 months"),
    "years_since_opt_in": ("int", "full years since opting in"),
    "housing_loan_on_time_months_24m": ("int", "months of a housing loan paid on time, of 24; -999 = no such loan"),
    "payment_channel": ("text", "how utility bills are paid"),
    "course_done": ("bool", "whether a course on credit was completed"),
    "last_contact_on": ("date", "day of the last contact with a public office; empty = none"),
    "district_service": ("text", "district whose office serves the person; without effect"),
    "is_app_user": ("bool", "whether the app is used; without effect"),
    "noise_amount": ("decimal", "without effect"),
    "noise_count": ("int", "without effect"),
    "city_code": ("int", "the same for all"),
    "bad": ("int", "the outcome: 1 = bad, 0 = good"),
}

# What a column means, by header; `table.header` where one table means something of its own.
MEANINGS: Final = {
    "证件号码": "id number: area prefix 99, which was never assigned, and a right check digit",
    "姓名": "made-up name",
    "服务区县": "GB/T 2260 code of the district that serves the person",
    "known_on": "day on which the platform received it",
    "person_id": "id number, as in the register",
    "person_name": "name, as in the register",
    "scope": "general, the table of a separate consent, or audit",
    "action": "give or withdraw",
    "signed_on": "day of the consent or its withdrawal",
    "text_version": "version of the text that was signed",
    "证件号": "id number",
    "案号": "case number; also the key of the record",
    "执行法院": "court that enforces",
    "发布时间": "day of listing",
    "移除时间": "first day on which the person was no longer listed",
    "告知时间": "day on which the person was told",
    "list_no": "key of the record",
    "organ": "organ that issued the document",
    "doc_type": "kind of document",
    "doc_no": "number of the document",
    "listed_on": "day of listing",
    "publish_to": "last day of publication",
    "ended_on": "first day on which it no longer held: removed, paid, returned",
    "notified_on": "day on which the person was told; empty = not yet",
    "CF_XDR_SFZ": "id number",
    "CF_XDR_MC": "name",
    "CF_WSH": "number of the decision; also the key of the record",
    "CF_XZJG": "organ that decided",
    "CF_JDRQ": "day of the decision",
    "CF_CXLB": "class: 简易 minor, 一般 general, 严重 serious",
    "CF_GSJZQ": "last day of publication: 3 to 12 months for general, 12 to 36 for serious, none for minor",
    "CF_SDRQ": "day of service on the person; empty = not yet",
    "CF_LYDWDM": "code of the source unit",
    "notice_no": "number of the notice; also the key of the record",
    "published_on": "day of publication",
    "commitment_no": "key of the record",
    "outcome": "kept or broken; a broken one has a document",
    "closed_on": "day on which it was found kept or broken",
    "honour_no": "key of the record",
    "kind": "honesty or courage",
    "level": "national, province, city or county",
    "awarded_on": "day of the award",
    "service_no": "key of the record",
    "due_on": "day on which it was due",
    "on_time": "whether it was on time",
    "instalment_no": "key of the record",
    "status": "on time, late, or so late that it is a negative record",
    "rating_no": "key of the record",
    "rural_credit.level": "A, AA or AAA",
    "rated_on": "day of the rating",
    "bill_no": "key of the record",
    "utility.kind": "water or electricity",
    "case_no": "case number; also the key of the record",
    "effective_on": "day on which the judgment took effect",
    "served_on": "day of the service",
    "half_hours": "length, in half hours",
    "receipt_no": "key of the record",
    "donated_on": "day of the donation; amounts are not delivered",
    "event_no": "key of the record",
    "held_on": "day of the event",
    "course_no": "key of the record",
    "completed_on": "day of completion",
    "loan_no": "key of the record",
    "overdue_on": "day on which it became overdue for good, after reminders",
    "rental_no": "key of the record",
    "objection_no": "number of the objection; a decision comes as a second row of the same number",
    "repair_no": "number of the repair",
    "revocation_no": "number of the revocation",
    "table": "table of the record that it is about",
    "unit": "unit that delivered that record",
    "record_key": "key of that record",
    "filed_on": "day of filing",
    "resolved_on": "day of the decision; empty = open",
    "objections.outcome": "upheld or rejected",
    "repaired_on": "day of the repair",
    "revoked_on": "day of the revocation",
    "sex": "M or F",
    "age_band": "age on the as-of day",
    "hukou": "local or non-local",
    "residence": "urban or rural",
}

_TRUTH: Final = (
    ("persons.csv", "id, name, district, standing, latent reliability `theta` and `activity`"),
    ("protected.csv", "protected attributes of everybody"),
    ("outcome.csv", "what truly moves the outcome, its log-odds, and the outcome: 1 = bad"),
    ("model.json", "the model of the outcome, and the name of the planted proxy"),
)


def flat_dictionary(rows: int, seed: int) -> str:
    """Write the data dictionary of a flat table.

    Parameters
    ----------
    rows : int
        The number of persons.
    seed : int
        The seed they were made with.

    Returns
    -------
    str
        Markdown.

    Examples
    --------
    >>> flat_dictionary(20000, 7).splitlines()[0]
    '# Made-up persons'
    """
    return "\n".join(
        [
            "# Made-up persons",
            "",
            f"`people.csv` holds {rows:,} persons, made with seed {seed}. **Nobody in it exists, and",
            "nothing in it was counted anywhere.** Effects and the rate of bads are raised for teaching.",
            "",
            *_table(("column", "type", "meaning"), ((f"`{name}`", *row) for name, row in FLAT_DICTIONARY.items())),
            "",
            "Text is UTF-8, dates are YYYY-MM-DD, an empty cell is a missing value.",
            "",
        ]
    )


def city_dictionary(city: City) -> str:
    """Write the data dictionary of a city.

    Parameters
    ----------
    city : City
        The city.

    Returns
    -------
    str
        Markdown.

    Examples
    --------
    >>> from moyang_score.synthetic.city import city
    >>> city_dictionary(city(50, seed=1)).splitlines()[2][:71]
    '**Nobody in this city exists, and nothing in it was counted anywhere.**'
    """
    sheets = list(city.sheets.values())
    return "\n".join(
        [
            "# A made-up city",
            "",
            "**Nobody in this city exists, and nothing in it was counted anywhere.** Names, ids, courts, cases and",
            "records are made up; ids have the area prefix 99, which was never assigned. Effects, faults and the rate",
            "of bads are raised for teaching.",
            "",
            f"{city.persons:,} persons, made with seed {city.seed}. Records from {FIRST_DAY} to {LAST_DAY}, delivered",
            f"on {RECEIVED} (`--received {RECEIVED}`), to be scored as of {AS_OF} (`--as-of {AS_OF}`).",
            "",
            "## source/: what the units deliver",
            "",
            *_table(("file", "unit", "encoding", "rows", "to be accepted"), map(_file_row, sheets)),
            "",
            "Rows that are not to be accepted are there on purpose: people who never opted in, withdrew or are under",
            "18 are in the files as they would be, and faults are planted row by row. `city.json` says for each file",
            "how many rows must get which code of intake.",
            "",
            f"Quarantined: {_codes(QUARANTINED)}. Refused: {_codes(REFUSED)}.",
            "",
            "Some cells are spelt oddly and are to be read all the same: ids in full width, with blanks, with a small",
            "x or in the older form of 15 digits; dates as 2025/3/5, 20250305 or 2025年3月5日; other dots in names.",
            "",
            *(line for sheet in sheets for line in _columns(sheet)),
            "## truth/: what no unit knows",
            "",
            *_table(("file", "content"), ((f"`{name}`", content) for name, content in _TRUTH)),
            "",
            "Latent reliability lies behind all records. The outcome, in the 24 months after the as-of day, is drawn",
            "from",
            "",
            f"    log-odds of bad = {CITY_INTERCEPT}{''.join(map(_effect, CITY_EFFECTS.items()))}",
            "",
            "Protected attributes have no effect on it. One indicator, named in `model.json`, is a planted proxy: its",
            "level depends on a protected attribute even between persons of the same reliability and activity.",
            "",
        ]
    )


def _effect(effect: tuple[str, float]) -> str:
    cause, slope = effect
    return f" {'-' if slope < 0 else '+'} {abs(slope)} {cause}"


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(f"`{code}`" for code in codes)


def _file_row(sheet: Sheet) -> tuple[str, ...]:
    layout = sheet.layout
    encoding = (
        layout.encoding if layout.file.endswith(".csv") else "Excel" if layout.file.endswith(".xlsx") else "Parquet"
    )
    unit = layout.unit or "in the file"
    return f"`{layout.file}`", unit, encoding, f"{len(sheet):,}", f"{len(sheet.accepted()):,}"


def _columns(sheet: Sheet) -> list[str]:
    table = sheet.layout.table
    rows = ((f"`{name}`", MEANINGS.get(f"{table}.{name}") or MEANINGS[name]) for name in sheet.columns)
    consent = " Needs a separate consent." if sheet.layout.separate else ""
    return [
        f"### {sheet.layout.file}",
        "",
        *([consent.strip(), ""] if consent else []),
        *_table(("column", "meaning"), rows),
        "",
    ]


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (header, ("---",) * len(header), *rows)]
