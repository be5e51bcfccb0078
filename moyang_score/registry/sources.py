"""Source files: which files of a folder belong to which table, and their columns as they stand in them."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from moyang_score.errors import ColumnError, RegistryError
from moyang_score.files import read_table
from moyang_score.files.delimiter import sniffed_delimiter
from moyang_score.files.header import checked_header
from moyang_score.files.kind import kind_of
from moyang_score.files.text import proven_text
from moyang_score.registry.shape import masked

if TYPE_CHECKING:
    from moyang_score.catalogue import Catalogue, SourceTable

__all__ = ["SourceFile", "digest_of", "find_sources", "read_source"]

_ENDINGS: Final = (".csv", ".tsv", ".parquet", ".xlsx")
_FIRST: Final = ("persons", "consents")
_TEXTS: Final = (".csv", ".tsv")


@dataclass(frozen=True)
class SourceFile:
    """Hold one file of a delivery.

    Parameters
    ----------
    path : pathlib.Path
        Where it lies.
    table : SourceTable
        The table it is read as.
    """

    path: Path
    table: "SourceTable"

    @property
    def name(self) -> str:
        """Its name as reports show it, without anything that may be an id."""
        return masked(self.path.name)


def find_sources(catalogue: "Catalogue", folder: Path) -> tuple[list[SourceFile], list[str]]:
    """Find the files of a delivery, and the table each belongs to.

    Parameters
    ----------
    catalogue : Catalogue
        The catalogue; its tables say how their files are named.
    folder : pathlib.Path
        The folder of the delivery.

    Returns
    -------
    files, others : tuple
        The files in the order of their names; and the names of those that belong to no table.

    Raises
    ------
    RegistryError
        If there is no such folder, or no file in it belongs to a table.
    """
    where = str(folder)
    if not folder.exists():
        raise RegistryError("there is no such folder", where=where, fix="check the path given as --source")
    if not folder.is_dir():
        raise RegistryError("this is a file, and a delivery is a folder", where=where, fix="name its folder")
    found, others = [], []
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        table = None if path.is_dir() else _table_of(catalogue, path)
        if table is None:
            others.append(masked(f"{path.name}/" if path.is_dir() else path.name))
        else:
            found.append(SourceFile(path, table))
    if not found:
        raise RegistryError(
            "no file in this folder belongs to a table of the catalogue", where=where, fix=_named_like(catalogue)
        )
    return found, others


def digest_of(files: Sequence[SourceFile]) -> str:
    """Return one digest of all the files, whatever they are called.

    Parameters
    ----------
    files : sequence of SourceFile
        The files.

    Returns
    -------
    str
        SHA-256, as hex.
    """
    parts = []
    for file in files:
        with file.path.open("rb") as opened:
            parts.append(f"{file.table.name} {hashlib.file_digest(opened, 'sha256').hexdigest()}")
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()


def read_source(file: SourceFile) -> Mapping[str, Sequence[Any]]:
    """Read the columns of a file.

    Parameters
    ----------
    file : SourceFile
        The file.

    Returns
    -------
    mapping of str to sequence
        Header → cells: lists, or Arrow arrays.

    Raises
    ------
    FileError
        If the file cannot be read as a table.
    ColumnError
        If two columns have the same name.
    """
    try:
        if file.path.suffix.lower() in _TEXTS:
            quick = _quick_text(file.path)
            if quick is not None:
                return quick
        return read_table(file.path).columns
    except ColumnError as fault:
        raise _doubled(file, fault) from fault


def _named_like(catalogue: "Catalogue") -> str:
    tables = sorted(catalogue.tables.values(), key=lambda table: (table.kind not in _FIRST, table.name))
    patterns = ", ".join(table.files[0] for table in tables[:4])
    return f"name files {patterns} and so on, with one of the endings {' '.join(_ENDINGS)}"


def _table_of(catalogue: "Catalogue", path: Path) -> "SourceTable | None":
    if path.suffix.lower() not in _ENDINGS:
        return None
    stem = path.stem.casefold()
    fits = [
        (len(pattern), table)
        for table in catalogue.tables.values()
        for pattern in table.files
        if fnmatchcase(stem, pattern.casefold())
    ]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None


def _quick_text(path: Path) -> Mapping[str, Sequence[Any]] | None:
    """Read a plain text table with Arrow, many times faster; None where the careful reader has to decide.

    A text without quotes, and with LF or CRLF alone, means the same to both, as long as its rows are even.
    """
    data = path.read_bytes()
    if b'"' in data or data.count(b"\r") != data.count(b"\r\n") or kind_of(data):
        return None
    text = proven_text(data, str(path))
    delimiter = "\t" if path.suffix.lower() == ".tsv" else sniffed_delimiter(text)
    header = next((line for line in text.lines() if line.strip("\r\n")), "").rstrip("\r\n").split(delimiter)
    if len(header) < 2:
        return None
    names = checked_header(header, f"{path}, header")
    spelled = data if text.encoding == "utf-8" else data.decode(text.encoding).encode()
    return _by_arrow(spelled, delimiter, names)


def _by_arrow(data: bytes, delimiter: str, names: Sequence[str]) -> Mapping[str, Sequence[Any]] | None:
    import pyarrow as pa
    from pyarrow import csv

    numbered = [str(number) for number in range(len(names))]
    # The header is told apart by its place among the lines that are not blank, as the careful reader does.
    start = data[: len(data) - len(data.lstrip(b"\r\n"))].count(b"\n")
    try:
        # The reader that goes block by block, since the other one takes Ctrl-C over while it reads, and can lose it.
        table = csv.open_csv(
            io.BytesIO(data),
            read_options=csv.ReadOptions(column_names=numbered, skip_rows=start + 1),
            parse_options=csv.ParseOptions(delimiter=delimiter, quote_char=False),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(numbered, pa.string()), strings_can_be_null=False
            ),
        ).read_all()
    except pa.ArrowInvalid:
        return None
    return dict(zip(names, table.columns, strict=True))


def _doubled(file: SourceFile, fault: ColumnError) -> ColumnError:
    """Name a doubled header only if it is one the catalogue knows: a file without a header has values in its place."""
    known = [column.header for column in file.table.columns]
    name = next((header for header in known if repr(header) in fault.what), None)
    what = f"two columns are named {name!r}" if name else "two columns have the same name"
    return ColumnError(what, where=f"{file.name}, header", fix="rename one of them, or take it out")
