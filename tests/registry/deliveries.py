"""Deliveries for tests: small folders of files as source units write them."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from moyang_score.catalogue import Catalogue, load_catalogue
from moyang_score.registry import Reconciliation, TokenKey, intake
from moyang_score.registry.identity import read_id

KEY = TokenKey.from_bytes(b"a key for tests, not a secret")
RECEIVED = date(2026, 9, 30)
ANNA, BO, CHEN = "991702199001011230", "991781198506150026", "991721199912310089"
NAMES = {ANNA: "张三", BO: "李四·五", CHEN: "王小明"}

PERSONS = "证件号码,姓名,服务区县"
CONSENTS = "person_id,person_name,scope,action,signed_on"
HONOUR = "person_id,person_name,honour_no,kind,level,awarded_on,organ"
PENALTY = "CF_XDR_SFZ,CF_XDR_MC,CF_WSH,CF_XZJG,CF_JDRQ,CF_CXLB,CF_GSJZQ,CF_SDRQ,CF_LYDWDM"
UTILITY = "person_id,bill_no,kind,due_on,on_time"
OBJECTIONS = "objection_no,table,unit,record_key,filed_on,resolved_on,outcome"
REPAIRS = "repair_no,table,unit,record_key,repaired_on"
PROTECTED = "person_id,sex,age_band,hukou,residence"


def with_check_digit(body: str) -> str:
    """Complete 17 digits to an id."""
    return next(f"{body}{last}" for last in "0123456789X" if read_id(f"{body}{last}")[0])


MINOR = with_check_digit("99170220100601001")


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The city's catalogue."""
    return load_catalogue("moyang")


def write(folder: Path, **files: list[str] | str) -> Path:
    """Write CSV files, named without their ending, as header and rows."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in files.items():
        text = lines if isinstance(lines, str) else "\n".join(lines) + "\n"
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def people(*ids: str) -> list[str]:
    """A register of persons."""
    return [PERSONS, *(f"{one},{NAMES.get(one, '某人')},441702" for one in ids)]


def consents(*rows: str, everybody: tuple[str, ...] = ()) -> list[str]:
    """A ledger: the rows given, and a general consent of everybody named."""
    return [CONSENTS, *(f"{one},,general,give,2025-01-01" for one in everybody), *rows]


def base(folder: Path, *ids: str, **files: list[str] | str) -> Path:
    """A delivery of people who all agree, and further files."""
    ids = ids or (ANNA, BO)
    standard = {"persons": people(*ids), "consents": consents(everybody=ids)}
    return write(folder, **{**standard, **files})


def take(source: Path, store: Path, received: date = RECEIVED) -> Reconciliation:
    """Take a delivery in."""
    return intake(catalogue(), source, store, KEY, received)


def codes_of(told: Reconciliation, table: str) -> dict[str, int]:
    """Count rows of a table by code, accepted ones under ``accepted``."""
    counts: dict[str, int] = {}
    for row in told.rows:
        if row.table == table:
            for code, number in {"accepted": row.accepted, **row.codes}.items():
                counts[code] = counts.get(code, 0) + number
    return {code: number for code, number in counts.items() if number}


def content(store: Path) -> dict[str, bytes]:
    """Every file of a store that is told by bytes: all but the database of its history."""
    paths = (path for path in store.rglob("*") if path.is_file() and path.name not in {".lock", "state.duckdb"})
    return {path.relative_to(store).as_posix(): path.read_bytes() for path in paths}
