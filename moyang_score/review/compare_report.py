"""The report of a comparison: a folder with one page, one document and a table for each part."""

import json
import os
from pathlib import Path
from typing import Final

from moyang_score.files import new_folder, write_table
from moyang_score.review.compare_page import comparison_page
from moyang_score.review.compare_tables import comparison_tables
from moyang_score.review.comparison import Comparison

__all__ = ["PAGE_FILE", "REPORT_FILE", "write_comparison"]

PAGE_FILE: Final = "report.html"
REPORT_FILE: Final = "report.json"


def write_comparison(
    comparison: Comparison, path: str | os.PathLike[str], language: str = "en", *, force: bool = False
) -> tuple[str, ...]:
    """Write a comparison as a folder, whole or not at all.

    Parameters
    ----------
    comparison : Comparison
        The comparison.
    path : str or path-like
        The folder to make.
    language : {'en', 'zh'}
        The language of the page; the document and the tables are the same in both.
    force : bool
        Whether a folder that is there already may be replaced, with everything in it.

    Returns
    -------
    tuple of str
        The names of the files: the page, the document, the tables.

    Raises
    ------
    UsageError
        If the language is unknown.
    OutputExistsError
        If the folder exists and ``force`` is not given.
    FileError
        If the place cannot be written to.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from moyang_score.card import Scorecard
    >>> from moyang_score.review import Candidate, compare_cards
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> pair = [Candidate(name=name, card=card) for name in ("old", "new")]
    >>> with TemporaryDirectory() as folder:
    ...     write_comparison(compare_cards(pair, {"age": [41, 52]}), Path(folder) / "report")
    ('report.html', 'report.json', 'cards.csv', 'bands.csv', 'change.csv')
    """
    page, tables = comparison_page(comparison, language), comparison_tables(comparison)
    document = json.dumps(comparison.to_json(), ensure_ascii=False, indent=1)
    with new_folder(path, force=force) as temporary:
        (temporary / PAGE_FILE).write_bytes(page.encode())
        (temporary / REPORT_FILE).write_bytes(f"{document}\n".encode())
        for name, columns in tables.items():
            write_table(Path(temporary) / f"{name}.csv", columns)
    return (PAGE_FILE, REPORT_FILE, *(f"{name}.csv" for name in tables))
