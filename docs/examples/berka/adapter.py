"""From the bank's files to the source files that the catalogue asks for: names of columns, days and words, no more.

Every row of the bank becomes one row of a source file (two for clients and for the counts by account, which hold two
things), under the client it is about; of districts the region alone is read, for the audit. Nothing is
aggregated, filtered or joined beyond that: what counts, and when, the catalogue says.
"""

import csv
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TypeAlias

Row: TypeAlias = dict[str, str]

END = date(1998, 12, 31)  # of the data
UNDATED = date(1999, 1, 1)  # what has no day is known after the end

_WAY = {"PREVOD Z UCTU": "bank", "PREVOD NA UCET": "bank", "VKLAD": "cash", "VYBER": "cash", "VYBER KARTOU": "card"}
_WAY |= {"collection from another bank": "bank", "remittance to another bank": "bank", "credit in cash": "cash"}
_WAY |= {"withdrawal in cash": "cash", "credit card withdrawal": "card", "": "none"}
_PURPOSE = {"UROK": "interest", "SANKC. UROK": "penalty_interest", "SLUZBY": "fee", "SIPO": "household"}
_PURPOSE |= {"POJISTNE": "insurance", "DUCHOD": "pension", "UVER": "loan", "": "none"}
_PURPOSE |= {"interest credited": "interest", "sanction interest if negative balance": "penalty_interest"}
_PURPOSE |= {"payment for statement": "fee", "household": "household", "insurrance payment": "insurance"}


class Bank:
    """Read the bank's folder, and know whose each account is.

    Parameters
    ----------
    folder : Path
        The files of the challenge.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        rights = self.rows("disp.asc")
        self.owner = {row["account_id"]: row["client_id"] for row in rights if row["type"] == "OWNER"}
        self.user = {row["disp_id"]: row["client_id"] for row in rights}
        opened = {row["account_id"]: day(row["date"]) for row in self.rows("account.asc")}
        self.since: dict[str, date] = {}
        for row in rights:
            first = opened[row["account_id"]]
            self.since[row["client_id"]] = min(first, self.since.get(row["client_id"], first))

    def rows(self, name: str) -> list[Row]:
        """Return the rows of a file, as texts without blanks around them."""
        with (self.folder / name).open(encoding="ascii", errors="replace", newline="") as lines:
            found = csv.DictReader(lines, delimiter="," if name.startswith("agg_") else ";")
            return [{key: value.strip() for key, value in row.items()} for row in found]

    def loans(self) -> list[tuple[str, date]]:
        """Return the client and the day of each loan: for whom, and as of when, features are asked for."""
        return [(self.owner[row["account_id"]], day(row["date"])) for row in self.rows("loan.asc")]


def day(text: str) -> date:
    """Read a day of the twentieth century, written as 930705."""
    return date(1900 + int(text[:2]), int(text[2:4]), int(text[4:6]))


def write_source(bank: Bank, folder: Path) -> dict[str, int]:
    """Write the source files, and return how many rows each has."""
    folder.mkdir(parents=True)
    return {name: _write(folder / f"{name}.csv", rows) for name, rows in _files(bank)}


def _files(bank: Bank) -> Iterator[tuple[str, Iterable[Row]]]:
    clients = bank.rows("client.asc")
    regions = {row["A1"]: row["A3"] for row in bank.rows("district.asc")}
    yield "persons", (_person(bank, row) for row in clients)
    yield "protected", (_protected(row, regions) for row in clients)
    by_file: list[tuple[str, str, Callable[[Bank, Row], Row]]] = [
        ("account", "account.asc", _account),
        ("disposition", "disp.asc", _disposition),
        ("standing_order", "order.asc", _order),
        ("card", "card.asc", _card),
        ("loan", "loan.asc", _loan),
        ("entry_1993_1994", "trans_first49102.asc", _entry),
        ("entry_1997_1998", "trans_loans1997_98.csv", _entry),
    ]
    for period in ("accounts_to1996", "loans1997_98"):
        by_file.append((f"overdraft_{period}", f"agg_trans_preloan_{period}.csv", _overdraft))
        by_file.append((f"payments_{period}", f"agg_trans_preloan_{period}.csv", _payments))
    for name, file, translate in by_file:
        yield name, (translate(bank, row) for row in bank.rows(file))


def _person(bank: Bank, row: Row) -> Row:
    """Name a client, known since the first account that he or she may use."""
    client = row["client_id"]
    return {"client_id": client, "district_id": row["district_id"], "known_on": str(bank.since[client])}


def _protected(row: Row, regions: dict[str, str]) -> Row:
    """Take sex and year of birth out of the birth number: for women, 50 is added to the month."""
    born, number = 1900 + int(row["birth_number"][:2]), row["birth_number"]
    band = "before 1940" if born < 1940 else "1940-1959" if born < 1960 else "1960 or later"
    sex = "F" if int(number[2:4]) > 50 else "M"
    return {"client_id": row["client_id"], "sex": sex, "born": band, "region": regions[row["district_id"]]}


def _account(bank: Bank, row: Row) -> Row:
    opened = str(day(row["date"]))
    account = row["account_id"]
    return {**_of(bank, row), "account_id": account, "opened_on": opened, "statements": row["frequency"]} | _known(
        opened
    )


def _disposition(bank: Bank, row: Row) -> Row:
    del bank
    return {"client_id": row["client_id"], "disp_id": row["disp_id"], "role": row["type"], **_known(str(UNDATED))}


def _order(bank: Bank, row: Row) -> Row:
    purpose = row["k_symbol"] or "none"
    kept = {name: row[name] for name in ("bank_to", "account_to", "amount")}
    return {**_of(bank, row), "order_id": row["order_id"], "purpose": purpose, **kept, **_known(str(UNDATED))}


def _card(bank: Bank, row: Row) -> Row:
    issued = str(day(row["issued"]))
    who = {"client_id": bank.user[row["disp_id"]]}
    return {**who, "card_id": row["card_id"], "kind": row["type"], "issued_on": issued, **_known(issued)}


def _loan(bank: Bank, row: Row) -> Row:
    """Date the status by the end of the loan, or by that of the data where it is still running."""
    granted, months = day(row["date"]), int(row["duration"])
    year, month = divmod(granted.year * 12 + granted.month - 1 + months, 12)
    status_on = str(
        END if row["status"] in {"C", "D"} else date(year, month + 1, min(granted.day, monthrange(year, month + 1)[1]))
    )
    told = {"status": row["status"], "status_on": status_on, "notified_on": status_on, **_known(status_on)}
    kept = {name: row[name] for name in ("amount", "payments")}
    head = {**_of(bank, row), "loan_id": row["loan_id"], "granted_on": str(granted), "months": row["duration"]}
    return {**head, **told, **kept}


def _entry(bank: Bank, row: Row) -> Row:
    booked = str(day(row["date"]))
    direction = "in" if row["type"] in {"PRIJEM", "credit"} else "out"
    told = {"direction": direction, "way": _WAY[row["operation"]], "purpose": _PURPOSE[row["k_symbol"]]}
    told["overdrawn"] = "yes" if float(row["balance"]) < 0 else "no"
    kept = {name: row[name] for name in ("amount", "balance", "bank", "account")}
    head = {**_of(bank, row), "trans_id": row["trans_id"], "booked_on": booked}
    return {**head, **told, "notified_on": booked, **_known(booked), **kept}


def _overdraft(bank: Bank, row: Row) -> Row:
    overdrawn, penalised = (_yes(found) for found in (float(row["balance_min"]) < 0, int(row["n_kE"]) > 0))
    last = str(day(row["date"]))
    return {**_counted(bank, row), "overdrawn": overdrawn, "penalised": penalised, "notified_on": last, **_known(last)}


def _payments(bank: Bank, row: Row) -> Row:
    """Take the counts of payments for the household and of remittances, as the raw entries show them to be."""
    return {**_counted(bank, row), "household": row["n_kB"], "remittances": row["n_D"], **_known(str(day(row["date"])))}


def _counted(bank: Bank, row: Row) -> Row:
    return {**_of(bank, row), "account_id": row["account_id"], "last_entry_on": str(day(row["date"]))}


def _of(bank: Bank, row: Row) -> Row:
    return {"client_id": bank.owner[row["account_id"]]}


def _known(on: str) -> Row:
    return {"known_on": on}


def _yes(found: bool) -> str:  # noqa: FBT001 - it is what is asked
    return "yes" if found else "no"


def _write(path: Path, rows: Iterable[Row]) -> int:
    lines = iter(rows)
    first = next(lines)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(first), lineterminator="\n")
        writer.writeheader()
        return sum(bool(writer.writerow(row)) for row in chain([first], lines))
