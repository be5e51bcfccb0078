"""Reports as the notebook keeps them, read back: what was compared, or measured about groups, and when."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from moyang_score.errors import FileError
from moyang_score.track.notebook import Notebook
from moyang_score.track.reports import REPORT_FILE, Report, parse_report

__all__ = ["KeptReport", "kept_reports"]

_MOST: Final = 1_000


@dataclass(frozen=True)
class KeptReport:
    """Hold a report and the entry it was read from.

    Parameters
    ----------
    run : str
        The id of the MLflow run.
    entered : datetime.datetime
        When it was entered, in UTC.
    report : Report
        The report, without its other files.

    Examples
    --------
    >>> KeptReport("4f1c", dt.datetime(2026, 10, 1, tzinfo=dt.UTC), Report("fairness", ("ab",), {})).report.digests
    ('ab',)
    """

    run: str
    entered: dt.datetime
    report: Report


def kept_reports(notebook: Notebook, kind: str) -> tuple[KeptReport, ...]:
    """Read all reports of a kind, the newest first.

    Parameters
    ----------
    notebook : Notebook
        The notebook.
    kind : {'comparison', 'fairness'}
        Which.

    Returns
    -------
    tuple of KeptReport
        What the reports themselves say to be of this kind; one whose file is gone or damaged is left out.

    Raises
    ------
    FileError
        If the notebook fails.

    Examples
    --------
    >>> kept_reports.__name__
    'kept_reports'
    """
    with notebook.asking() as client:
        runs = client.search_runs(
            [notebook.experiment],
            f"tags.`moyang.kind` = '{kind}' and attributes.status = 'FINISHED'",
            max_results=_MOST,
            order_by=["attributes.start_time DESC"],
        )
        began = {one.info.run_id: dt.datetime.fromtimestamp(one.info.start_time / 1000, dt.UTC) for one in runs}
        return tuple(KeptReport(run, began[run], report) for run in began for report in _read(notebook, run, kind))


def _read(notebook: Notebook, run: str, kind: str) -> Iterator[Report]:
    if REPORT_FILE not in [one.path for one in notebook.client.list_artifacts(run)]:
        return
    with TemporaryDirectory(prefix="moyang-") as temporary:
        place = notebook.client.download_artifacts(run, REPORT_FILE, temporary)
        try:
            report = parse_report(Path(place).read_bytes(), REPORT_FILE)
        except FileError:
            return
    if report.kind == kind:
        yield report
