"""Writing the city: source files as offices deliver them, the truth apart, and what intake must say."""

import io
import json
import os
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from moyang_score.errors import MissingExtraError
from moyang_score.files import new_file, write_table, write_text
from moyang_score.synthetic.calendar import AS_OF
from moyang_score.synthetic.city import City
from moyang_score.synthetic.dictionary import city_dictionary
from moyang_score.synthetic.outcome import CITY_EFFECTS, CITY_INTERCEPT
from moyang_score.synthetic.people import STANDINGS
from moyang_score.synthetic.sheet import ACCEPTED, CODES, QUARANTINED, Cells, Keys, Sheet, Text
from moyang_score.synthetic.social import PROXY, PROXY_EFFECT

__all__ = ["CITY_FILE", "file_summary", "json_text", "write_city", "write_sheet"]

CITY_FILE: Final = "city.json"
_ZIP_DAY: Final = (1980, 1, 1, 0, 0, 0)


def write_city(city: City, folder: str | os.PathLike[str]) -> None:
    """Write a city into a folder: ``source/``, ``truth/``, ``city.json`` and ``README.md``.

    The same city gives the same bytes, with the same version of pyarrow and openpyxl.

    Parameters
    ----------
    city : City
        The city.
    folder : str or path-like
        Where to write; made if it is not there.

    Raises
    ------
    OutputExistsError
        One of the files is there already.
    MissingExtraError
        pyarrow or openpyxl is not installed.

    Examples
    --------
    >>> import tempfile
    >>> from moyang_score.synthetic.city import city
    >>> with tempfile.TemporaryDirectory() as place:
    ...     write_city(city(50, seed=1), place)
    ...     sorted(one.name for one in Path(place).iterdir())
    ['README.md', 'city.json', 'source', 'truth']
    """
    _arrow()
    place = Path(folder)
    for sheet in city.sheets.values():
        write_sheet(sheet, place / "source" / sheet.layout.file)
    _write_truth(city, place / "truth")
    write_text(place / CITY_FILE, json_text(_summary(city)))
    write_text(place / "README.md", city_dictionary(city))


def _arrow() -> tuple[Any, Any]:
    try:
        import openpyxl  # noqa: F401 - wanted for the workbook, and better missed before the first file is there
        import pyarrow as pa
        from pyarrow import compute
    except ImportError as fault:
        fix = "install them with: pip install 'moyang-score[data]'"
        raise MissingExtraError("a city needs pyarrow and openpyxl, which are not installed", fix=fix) from fault
    return pa, compute


def write_sheet(sheet: Sheet, path: Path) -> None:
    """Write one file of an office, as its layout says."""
    columns = {header: _cells(sheet, header, cells) for header, cells in sheet.columns.items()}
    with new_file(path) as temporary:
        draft = temporary.with_name(f"{temporary.stem}.draft{path.suffix}")
        try:
            write_table(draft, columns)
            temporary.write_bytes(_settled(draft, sheet.layout.encoding))
        finally:
            draft.unlink(missing_ok=True)


def _settled(path: Path, encoding: str) -> bytes:
    """Return a written file in its encoding; of a workbook, without the time at which it was written."""
    if path.suffix == ".csv" and encoding != "utf-8":
        return path.read_bytes().decode("utf-8").encode(encoding)
    if path.suffix == ".xlsx":
        return _timeless(path)
    return path.read_bytes()


def _timeless(path: Path) -> bytes:
    """Return a workbook with fixed times, and not compressed: compression differs from machine to machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb">[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+Z<", b">2026-09-30T00:00:00Z<", data)
            new.writestr(zipfile.ZipInfo(name, _ZIP_DAY), data)
    return buffer.getvalue()


def _cells(sheet: Sheet, header: str, cells: Cells) -> Any:
    pa, pc = _arrow()
    written = sheet.written.get(header, {})
    column = _column(cells, typed=sheet.layout.typed)
    if not written:
        return column
    rows = sorted(written)
    mask = np.zeros(len(sheet), dtype=bool)
    mask[rows] = True
    texts = pa.array([written[row] or None for row in rows], pa.string())
    return pc.replace_with_mask(column, pa.array(mask), texts)


def _column(cells: Cells, *, typed: bool) -> Any:
    pa, pc = _arrow()
    if isinstance(cells, Text):
        levels = pa.array(cells.levels.tolist(), pa.string())
        codes = pa.array(cells.codes, pa.int32(), mask=cells.codes < 0)
        return pa.DictionaryArray.from_arrays(codes, levels).cast(pa.string())
    if isinstance(cells, Keys):
        digits = pc.utf8_lpad(pa.array(cells.numbers).cast(pa.string()), 8, "0")
        return pc.binary_join_element_wise(pa.scalar(cells.prefix), digits, "")
    values = pa.array(cells)
    return values if typed else values.cast(pa.string())


def _write_truth(city: City, folder: Path) -> None:
    for name, columns in _truth(city).items():
        write_table(folder / f"{name}.csv", {header: values.tolist() for header, values in columns.items()})
    write_text(folder / "model.json", json_text(_model(city)))


def _truth(city: City) -> dict[str, dict[str, NDArray[Any]]]:
    people = city.people
    moved = {cause: values.astype(np.int64) for cause, values in city.causes.items() if cause != "theta"}
    return {
        "persons": {
            "person_id": people.ids,
            "person_name": people.names,
            "district": people.district,
            "standing": np.array(STANDINGS)[people.standing],
            "theta": np.round(people.theta, 4),
            "activity": np.round(people.activity, 4),
        },
        "protected": {
            "person_id": people.ids,
            "sex": people.sex,
            "age_band": people.age_band,
            "hukou": people.hukou,
            "residence": people.residence,
        },
        "outcome": {
            "person_id": people.ids,
            **moved,
            "log_odds": np.round(city.log_odds, 4),
            "bad": city.bad.astype(np.int64),
        },
    }


def _model(city: City) -> dict[str, Any]:
    return {
        "as_of": str(AS_OF),
        "intercept": CITY_INTERCEPT,
        "effects": dict(CITY_EFFECTS),
        "unit": "log-odds of bad",
        "months": 24,
        "bad": int(city.bad.sum()),
        "persons": city.persons,
        "proxy": {**PROXY, "effect_on_log_rate": PROXY_EFFECT},
        "without_effect": ["sex", "age_band", "hukou", "residence", PROXY["indicator"]],
    }


def _summary(city: City) -> dict[str, Any]:
    return {
        "kind": "moyang-synthetic-city",
        "format": 1,
        "persons": city.persons,
        "seed": city.seed,
        "as_of": str(city.as_of),
        "received": str(city.received),
        "files": {sheet.layout.file: file_summary(sheet) for sheet in city.sheets.values()},
    }


def file_summary(sheet: Sheet) -> dict[str, Any]:
    """Return how many rows a file has, and which codes intake must give them."""
    counts = sheet.counts()
    by_fate: dict[str, Any] = {"quarantined": {}, "refused": {}}
    for code, number in counts.items():
        if code != CODES[ACCEPTED]:
            by_fate["quarantined" if code in QUARANTINED else "refused"][code] = number
    return {
        "table": sheet.layout.table,
        "encoding": sheet.layout.encoding if sheet.layout.file.endswith(".csv") else None,
        "rows": len(sheet),
        "accepted": counts.get(CODES[ACCEPTED], 0),
        **by_fate,
        "odd_forms": dict(sorted(sheet.forms.items())),
    }


def json_text(content: Mapping[str, Any]) -> str:
    """Return JSON with sorted keys, indented by one blank."""
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
