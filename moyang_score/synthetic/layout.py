"""How the files of the city are called, written and laid out: what the other modules need to know of each table."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = ["LAYOUTS", "Layout"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Hold what is fixed about one file.

    Parameters
    ----------
    table : str
        Name of the source table.
    file : str
        Name of the file.
    encoding : str
        ``utf-8``, ``utf-8-sig`` or ``gb18030``; of no weight for Parquet and Excel.
    unit : str
        Code of the source unit; empty where a column says it.
    id_header, name_header, key_header, event_header, known_header : str
        Headers of the person id, the name, the record key, the day it happened and the day it was received; empty
        where the table has none.
    ended_header : str
        Header of the day a state ended or was to end; empty = none.
    level_header : str
        Header of a column of fixed values, or of numbers; empty = none.
    separate : bool
        Whether the table needs a separate consent.
    typed : bool
        Whether dates and true or false are written as such, not as text.
    """

    table: str
    file: str
    unit: str
    encoding: str = "utf-8"
    id_header: str = "person_id"
    name_header: str = ""
    key_header: str = ""
    event_header: str = ""
    known_header: str = "known_on"
    ended_header: str = ""
    level_header: str = ""
    separate: bool = False
    typed: bool = False


def _all(*layouts: Layout) -> Mapping[str, Layout]:
    return MappingProxyType({layout.table: layout for layout in layouts})


LAYOUTS: Final = _all(
    Layout(
        table="persons",
        file="persons.csv",
        unit="psb",
        encoding="utf-8-sig",
        id_header="证件号码",
        name_header="姓名",
    ),
    Layout(
        table="consents",
        file="consents.csv",
        unit="credit_office",
        name_header="person_name",
        event_header="signed_on",
        level_header="action",
    ),
    Layout(
        table="jud_defaulter",
        file="jud_defaulter.csv",
        unit="court",
        encoding="gb18030",
        id_header="证件号",
        name_header="姓名",
        key_header="案号",
        event_header="发布时间",
        ended_header="移除时间",
    ),
    Layout(
        table="serious_list",
        file="serious_list.csv",
        unit="credit_platform",
        name_header="person_name",
        key_header="list_no",
        event_header="listed_on",
        ended_header="ended_on",
    ),
    Layout(
        table="admin_penalty",
        file="admin_penalty.csv",
        unit="",
        encoding="gb18030",
        id_header="CF_XDR_SFZ",
        name_header="CF_XDR_MC",
        key_header="CF_WSH",
        event_header="CF_JDRQ",
        level_header="CF_CXLB",
    ),
    Layout(
        table="tax_arrears",
        file="tax_arrears.csv",
        unit="tax",
        encoding="gb18030",
        name_header="person_name",
        key_header="notice_no",
        event_header="published_on",
        ended_header="ended_on",
    ),
    Layout(
        table="commitment",
        file="commitment.csv",
        unit="gov_service",
        name_header="person_name",
        key_header="commitment_no",
        event_header="closed_on",
        level_header="outcome",
    ),
    Layout(
        table="biz_abnormal",
        file="biz_abnormal.csv",
        unit="samr",
        encoding="utf-8-sig",
        name_header="person_name",
        key_header="list_no",
        event_header="listed_on",
        ended_header="ended_on",
    ),
    Layout(
        table="honour",
        file="honour.xlsx",
        unit="civilisation_office",
        name_header="person_name",
        key_header="honour_no",
        event_header="awarded_on",
        level_header="level",
        typed=True,
    ),
    Layout(
        table="gov_service",
        file="gov_service.csv",
        unit="gov_service",
        encoding="utf-8-sig",
        name_header="person_name",
        key_header="service_no",
        event_header="due_on",
        level_header="on_time",
    ),
    Layout(
        table="hpf_loan",
        file="hpf_loan.parquet",
        unit="hpf_centre",
        name_header="person_name",
        key_header="instalment_no",
        event_header="due_on",
        ended_header="ended_on",
        level_header="status",
        separate=True,
    ),
    Layout(
        table="rural_credit",
        file="rural_credit.csv",
        unit="rural_bank",
        name_header="person_name",
        key_header="rating_no",
        event_header="rated_on",
        level_header="level",
        separate=True,
    ),
    Layout(
        table="utility",
        file="utility.parquet",
        unit="utility_companies",
        key_header="bill_no",
        event_header="due_on",
        level_header="kind",
        separate=True,
        typed=True,
    ),
    Layout(
        table="jud_closed",
        file="jud_closed.csv",
        unit="court",
        encoding="gb18030",
        name_header="person_name",
        key_header="case_no",
        event_header="effective_on",
        ended_header="ended_on",
    ),
    Layout(
        table="volunteer",
        file="volunteer.parquet",
        unit="civil_affairs",
        key_header="service_no",
        event_header="served_on",
        level_header="half_hours",
        separate=True,
    ),
    Layout(
        table="donation",
        file="donation.csv",
        unit="civil_affairs",
        key_header="receipt_no",
        event_header="donated_on",
        separate=True,
    ),
    Layout(
        table="community",
        file="community.csv",
        unit="towns",
        key_header="event_no",
        event_header="held_on",
        separate=True,
    ),
    Layout(
        table="course", file="course.csv", unit="credit_office", key_header="course_no", event_header="completed_on"
    ),
    Layout(
        table="app_library",
        file="app_library.parquet",
        unit="library",
        key_header="loan_no",
        event_header="due_on",
        ended_header="ended_on",
        level_header="status",
    ),
    Layout(
        table="app_transport",
        file="app_transport.parquet",
        unit="transport",
        key_header="bill_no",
        event_header="due_on",
        ended_header="ended_on",
        level_header="status",
    ),
    Layout(
        table="app_rental",
        file="app_rental.csv",
        unit="rental",
        key_header="rental_no",
        event_header="due_on",
        level_header="status",
    ),
    Layout(
        table="objections",
        file="objections.csv",
        unit="credit_office",
        id_header="",
        key_header="objection_no",
        event_header="filed_on",
        ended_header="resolved_on",
        level_header="outcome",
    ),
    Layout(
        table="repairs",
        file="repairs.csv",
        unit="credit_office",
        id_header="",
        key_header="repair_no",
        event_header="repaired_on",
    ),
    Layout(
        table="revocations",
        file="revocations.csv",
        unit="credit_office",
        id_header="",
        key_header="revocation_no",
        event_header="revoked_on",
    ),
    Layout(table="protected", file="protected.parquet", unit="psb", known_header="", level_header="residence"),
)
