"""The points table as an Excel workbook: numbers as numbers, texts as texts whatever they begin with."""

import os
from collections.abc import Iterator, Sequence
from typing import Any, Final

from moyang_score.errors import MissingExtraError
from moyang_score.files import new_file
from moyang_score.review.points_table import PointsTable
from moyang_score.terminal import display_width, printable

__all__ = ["write_points_workbook"]

_LONGEST_CELL: Final = 32_767
_WIDEST: Final = 60
_POINTS_HEADER: Final = (
    "characteristic",
    "attribute",
    "points",
    "contribution",
    "neutral",
    "ceiling",
    "rows",
    "share",
    "bads",
    "bad rate",
    "woe",
    "iv",
    "trend",
    "reason",
)
_NAMES_HEADER: Final = ("name", "unit", "family")
_GRADES_HEADER: Final = {
    "grade": "grade",
    "min": "lowest score",
    "n": "rows",
    "share": "share",
    "bads": "bads",
    "bad_rate": "bad rate",
    "low": "low",
    "high": "high",
}
_FORMATS: Final = {
    "share": "0.00%",
    "bad rate": "0.00%",
    "low": "0.00%",
    "high": "0.00%",
    "woe": "0.000",
    "iv": "0.000",
}

_Cells = Sequence[Any]


def write_points_workbook(table: PointsTable, path: str | os.PathLike[str], *, force: bool = False) -> None:
    """Write a points table as ``.xlsx`` with four sheets: points, grades, summary, dropped.

    Parameters
    ----------
    table : PointsTable
        The table.
    path : str or path-like
        The file to make.
    force : bool
        Whether a file that is there already may be replaced.

    Raises
    ------
    OutputExistsError
        If the file exists and ``force`` is not given.
    MissingExtraError
        If openpyxl is not installed.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from moyang_score.card import Evidence, Scorecard
    >>> from moyang_score.review import points_table
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> table = points_table(card, Evidence({"digest": card.digest}))
    >>> with TemporaryDirectory() as folder:
    ...     write_points_workbook(table, Path(folder) / "card.xlsx")
    ...     [path.name for path in Path(folder).iterdir()]
    ['card.xlsx']
    """
    try:
        import openpyxl
    except ImportError:
        raise MissingExtraError(
            "Excel needs the library openpyxl", where=os.fspath(path), fix="install moyang-score[data]"
        ) from None
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, header, rows in _sheets(table):
        _fill(book.create_sheet(title), header, rows)
    with new_file(path, force=force) as temporary:
        book.save(temporary)


def _sheets(table: PointsTable) -> Iterator[tuple[str, _Cells, list[_Cells]]]:
    summary = table.summary
    named = any(one.name is not None for one in table.characteristics)
    header, grades = (*_POINTS_HEADER, *(_NAMES_HEADER if named else ())), dict(_GRADES_HEADER)
    if named:
        grades["title"] = "title"
    yield "points", header, [row[: len(header)] for row in _points(table)]
    yield "grades", tuple(grades.values()), [list(map(one.get, grades)) for one in summary.grades]
    facts = [["digest", summary.digest], ["class", summary.card_class]]
    facts += [[fact.label, fact.text] for fact in (*summary.facts, *summary.caps)]
    yield "summary", ("what", "value"), [*facts, *(["warning", warning] for warning in summary.warnings)]
    yield "dropped", ("column", "reason"), [[fact.label, fact.text] for fact in summary.dropped]


def _points(table: PointsTable) -> Iterator[tuple[Any, ...]]:
    for one in table.characteristics:
        for row in one.rows:
            yield (
                *(row.characteristic, row.attribute, row.points, row.contribution, one.neutral, row.ceiling),
                *(row.n, row.share, row.bads, row.bad_rate, row.woe, one.iv, one.trend, one.reason),
                *(one.name, one.unit, one.family_name),
            )


def _fill(sheet: Any, header: _Cells, rows: Sequence[_Cells]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for number, cells in enumerate([header, *rows], start=1):
        for at, value in enumerate(cells, start=1):
            _write(sheet.cell(number, at), value, _FORMATS.get(str(header[at - 1])))
    for at, _ in enumerate(header, start=1):
        sheet.cell(1, at).font = Font(bold=True)
        widest = max(display_width(_text(cells[at - 1])) for cells in [header, *rows])
        sheet.column_dimensions[get_column_letter(at)].width = min(max(widest + 2, 8), _WIDEST)
    sheet.freeze_panes = "A2"


def _write(cell: Any, value: Any, number_format: str | None) -> None:
    if isinstance(value, str):
        # Typed by hand as text: openpyxl would take "=1+1" for a formula.
        cell.value = _text(value)
        cell.data_type = "s"
        return
    cell.value = value
    if number_format and value is not None:
        cell.number_format = number_format


def _text(value: Any) -> str:
    return printable(str("" if value is None else value))[:_LONGEST_CELL]
