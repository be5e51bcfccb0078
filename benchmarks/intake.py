"""Taking files into the registry: records a second, for the kinds of file that are large in a city."""

import statistics
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
from pyarrow import csv, parquet

from moyang_score.catalogue import load_catalogue
from moyang_score.registry import Reconciliation, TokenKey, intake

__all__ = ["measure_intake"]

_RECEIVED = date(2026, 9, 30)
_KEY = TokenKey.from_bytes(b"a key for benchmarks, not a secret")
_RECORDS_OF_A_PERSON = 20
_CHECKS = np.array(list("10X98765432"))
_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])


def measure_intake(rows: int, repeats: int) -> None:
    """Print records a second: a table in CSV and in Parquet, negatives with document numbers, and the day after.

    Parameters
    ----------
    rows : int
        Records in each file.
    repeats : int
        Runs of each, every one into a store of its own.
    """
    catalogue = load_catalogue("moyang")
    persons = max(1, rows // _RECORDS_OF_A_PERSON)
    ids = _ids(persons)
    print(f"intake of {rows:,} records of {persons:,} people, {repeats} runs")
    with TemporaryDirectory() as place:
        folder = Path(place)
        people, empty = _written(folder / "people", _registers(ids), "csv"), folder / "registered"
        seconds = [_seconds(lambda: intake(catalogue, people, empty, _KEY, _RECEIVED))]
        _tell("people and consents, CSV", 3 * persons, seconds)
        for name, table, kind in (
            ("bills, CSV", {"utility": _bills(ids, rows)}, "csv"),
            ("bills, Parquet", {"utility": _bills(ids, rows)}, "parquet"),
            ("penalties, CSV", {"admin_penalty": _penalties(ids, rows)}, "csv"),
        ):
            source = _written(folder / name, table, kind)
            _tell(name, rows, [_run(catalogue, source, empty, folder / f"{name} {run}") for run in range(repeats)])
        # The last store, and the same rows again on the next day: all of them repeat what is known.
        store, source = folder / f"penalties, CSV {repeats - 1}", folder / "penalties, CSV"
        again = _seconds(lambda: _all_repeated(intake(catalogue, source, store, _KEY, date(2026, 10, 1)), rows))
        _tell("penalties again, all repeated", rows, [again])


def _run(catalogue: object, source: Path, empty: Path, store: Path) -> float:
    import shutil

    shutil.copytree(empty, store)
    return _seconds(lambda: _all_accepted(intake(catalogue, source, store, _KEY, _RECEIVED)))  # type: ignore[arg-type]


def _all_accepted(told: Reconciliation) -> None:
    assert told.total["accepted"] == told.total["received"], told.codes


def _all_repeated(told: Reconciliation, rows: int) -> None:
    assert told.codes == {"duplicate": rows}


def _seconds(work: object) -> float:
    start = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - start


def _tell(name: str, rows: int, seconds: list[float]) -> None:
    speed = f"{rows / statistics.median(seconds):>10,.0f} a second"
    print(f"  {name:<30} {speed}  (median {statistics.median(seconds):.2f} s, worst {max(seconds):.2f} s)", flush=True)


def _ids(persons: int) -> np.ndarray:
    """Return ids of the unassigned area 99, each of somebody else, all of age."""
    number = np.arange(persons)
    days = np.datetime64("1950-01-01") + number % 20_000
    born = np.char.replace(days.astype(str), "-", "")
    area = np.char.zfill((number // 20_000 % 10_000).astype(str), 4)
    body = np.char.add(
        np.char.add(np.char.add("99", area), born), np.char.zfill((number // 200_000_000).astype(str), 3)
    )
    digits = np.array([list(one) for one in body.tolist()], dtype=np.int64)
    return np.char.add(body, _CHECKS[digits @ _WEIGHTS % 11])


def _registers(ids: np.ndarray) -> dict[str, pa.Table]:
    names = np.char.add("张", np.arange(len(ids)).astype(str))
    register = pa.table({"证件号码": ids, "姓名": names, "服务区县": ["441702"] * len(ids)})
    both = np.concatenate([ids, ids])
    scopes = ["general"] * len(ids) + ["utility"] * len(ids)
    given = {"action": ["give"] * len(both), "signed_on": ["2025-01-01"] * len(both)}
    return {"persons": register, "consents": pa.table({"person_id": both, "scope": scopes, **given})}


def _bills(ids: np.ndarray, rows: int) -> pa.Table:
    number = np.arange(rows)
    days = (np.datetime64("2023-01-01") + number * 7 % 1_300).astype(str)
    return pa.table(
        {
            "person_id": ids[number % len(ids)],
            "bill_no": np.char.add("U", number.astype(str)),
            "kind": np.where(number % 2, "water", "electricity"),
            "due_on": days,
            "on_time": np.where(number % 9, "true", "false"),
        }
    )


def _penalties(ids: np.ndarray, rows: int) -> pa.Table:
    number = np.arange(rows)
    days = (np.datetime64("2023-01-01") + number * 7 % 1_300).astype(str)
    return pa.table(
        {
            "CF_XDR_SFZ": ids[number % len(ids)],
            "CF_XDR_MC": np.char.add("张", (number % len(ids)).astype(str)),
            "CF_WSH": np.char.add(np.char.add("粤阳市监罚字〔2025〕", number.astype(str)), "号"),
            "CF_XZJG": ["阳江市市场监督管理局"] * rows,
            "CF_JDRQ": days,
            "CF_CXLB": np.where(number % 3, "一般", "严重"),
            "CF_LYDWDM": np.where(number % 2, "market_supervision", "urban_management"),
        }
    )


def _written(folder: Path, tables: dict[str, pa.Table], kind: str) -> Path:
    folder.mkdir()
    for name, table in tables.items():
        if kind == "parquet":
            parquet.write_table(table, folder / f"{name}.parquet")
        else:
            csv.write_csv(table, folder / f"{name}.csv", csv.WriteOptions(quoting_style="none", quoting_header="none"))
    return folder
