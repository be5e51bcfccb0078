"""Writing a report: a folder with the page, the document and the tables, whole or not at all."""

import json
import os

from moyang_score.card import Texts
from moyang_score.fairness.document import report_document, report_tables
from moyang_score.fairness.page import fairness_page
from moyang_score.fairness.report import FairnessReport
from moyang_score.files import new_folder, write_table

__all__ = ["write_fairness"]


def write_fairness(
    path: str | os.PathLike[str],
    report: FairnessReport,
    *,
    language: str = "en",
    texts: Texts | None = None,
    force: bool = False,
) -> tuple[str, ...]:
    """Write a report as a folder.

    Parameters
    ----------
    path : str or path-like
        The folder to make.
    report : FairnessReport
        The report; figures of few people are taken out first.
    language : {'en', 'zh'}
        The language of the page.
    texts : Texts, optional
        The words that lie beside the card, in the same language.
    force : bool
        Whether a folder that is there already may be replaced, with everything in it.

    Returns
    -------
    tuple of str
        The names of the files: ``report.html``, ``report.json``, ``verdicts.csv``, ``gap.csv`` and so on.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from moyang_score.card import Scorecard
    >>> from moyang_score.fairness import fairness_report
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> report = fairness_report(card, {"sex": ["f"] * 20 + ["m"] * 20}, ["sex"])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_fairness(Path(folder) / "fairness", report)
    ('report.html', 'report.json', 'verdicts.csv')
    """
    page = fairness_page(report, language=language, texts=texts)
    document = json.dumps(report_document(report), ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
    files = ["report.html", "report.json"]
    with new_folder(path, force=force) as folder:
        (folder / "report.html").write_text(page, encoding="utf-8")
        (folder / "report.json").write_text(document + "\n", encoding="utf-8")
        for name, columns in report_tables(report).items():
            files.append(f"{name}.csv")
            write_table(folder / f"{name}.csv", columns)
    return tuple(files)
