"""Reports in the notebook: a comparison of cards, or the fairness of one, as the commands wrote them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from moyang_score.errors import FileError, UsageError
from moyang_score.track.notebook import Entry, Notebook
from moyang_score.track.report_figures import report_metrics, report_parameters

__all__ = ["REPORT_FILE", "Report", "log_comparison", "log_fairness", "parse_report", "read_report"]

REPORT_FILE: Final = "report.json"

_ENDINGS: Final = (".csv", ".html", ".json", ".md", ".png", ".svg", ".txt", ".xlsx")
_PARTS: Final = {"comparison": "cards", "fairness": "groupings"}
_DIGITS: Final = frozenset("0123456789abcdef")


@dataclass(frozen=True)
class Report:
    """Hold a report folder.

    Parameters
    ----------
    kind : {'comparison', 'fairness'}
        What it is.
    digests : tuple of str
        The cards that it is about.
    document : mapping
        What ``report.json`` says.
    files : mapping
        File name to content.

    Examples
    --------
    >>> Report("fairness", ("ab",), {}).digests
    ('ab',)
    """

    kind: str
    digests: tuple[str, ...]
    document: Mapping[str, Any] = field(repr=False)
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)


def log_comparison(notebook: Notebook, folder: str | Path) -> Entry:
    """Enter a comparison.

    Parameters
    ----------
    notebook : Notebook
        The notebook.
    folder : str or Path
        What `moyang compare --out` wrote.

    Returns
    -------
    Entry
        The entry, which names the digests of all cards.

    Raises
    ------
    FileError, UsageError
        If the folder is no comparison, or the notebook fails.

    Examples
    --------
    >>> log_comparison(None, "no/such/report")
    Traceback (most recent call last):
    moyang_score.errors.FileError: no/such/report/report.json: there is no such file. Name a folder that `moyang \
compare` or `moyang fairness` wrote.
    """
    return _log(notebook, _of_kind(read_report(folder), "comparison", folder), folder)


def log_fairness(notebook: Notebook, folder: str | Path) -> Entry:
    """Enter the fairness of a card, without which it is not promoted.

    Parameters
    ----------
    notebook : Notebook
        The notebook.
    folder : str or Path
        What `moyang fairness --out` wrote.

    Returns
    -------
    Entry
        The entry, which names the digest of the card.

    Raises
    ------
    FileError, UsageError
        If the folder is no fairness report, or the notebook fails.

    Examples
    --------
    >>> log_fairness(None, "no/such/report")
    Traceback (most recent call last):
    moyang_score.errors.FileError: no/such/report/report.json: there is no such file. Name a folder that `moyang \
compare` or `moyang fairness` wrote.
    """
    return _log(notebook, _of_kind(read_report(folder), "fairness", folder), folder)


def read_report(folder: str | Path) -> Report:
    """Read a report folder with all its files.

    Parameters
    ----------
    folder : str or Path
        What `moyang compare` or `moyang fairness` wrote.

    Returns
    -------
    Report
        The report.

    Raises
    ------
    FileError
        If there is none, or something lies in the folder that no report has, as a pickle.

    Examples
    --------
    >>> read_report("moyang_score")
    Traceback (most recent call last):
    moyang_score.errors.FileError: moyang_score/report.json: there is no such file. Name a folder that `moyang \
compare` or `moyang fairness` wrote.
    """
    place = Path(folder)
    parsed = parse_report(_content(place / REPORT_FILE), str(place / REPORT_FILE))
    return Report(parsed.kind, parsed.digests, parsed.document, dict(_files(place)))


def parse_report(data: bytes, where: str) -> Report:
    """Read ``report.json`` alone.

    Parameters
    ----------
    data : bytes
        Its content.
    where : str
        Its name, for messages.

    Returns
    -------
    Report
        Kind and cards, without files.

    Raises
    ------
    FileError
        If it is not JSON, or names no cards.

    Examples
    --------
    >>> parse_report(b'{"kind": "comparison", "cards": [{"digest": "%s"}]}' % (b"0" * 64), "report.json").kind
    'comparison'
    """
    try:
        document = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise FileError("the report is no JSON object", where=where, fix="use the folder as the command wrote it")
    kind = str(document.get("kind"))
    parts = document.get(_PARTS.get(kind, ""))
    if not isinstance(parts, list) or not parts:
        what = "this is neither a comparison nor the fairness of a card, or it compares nothing"
        raise FileError(what, where=where, fix="use the folder as the command wrote it")
    digests = tuple(_digests(parts if kind == "comparison" else [document]))
    if not digests:
        raise FileError("the report names no card by its digest", where=where, fix="make the report again")
    return Report(kind, digests, document)


def _digests(parts: list[Any]) -> Iterator[str]:
    for one in parts:
        found = one.get("digest") if isinstance(one, dict) else None
        if isinstance(found, str) and len(found) == 64 and set(found) <= _DIGITS:
            yield found


def _of_kind(report: Report, kind: str, folder: str | Path) -> Report:
    if report.kind != kind:
        what = f"this is a {report.kind} report, and no {kind} report"
        raise UsageError(what, where=str(folder), fix="name the other folder")
    return report


def _log(notebook: Notebook, report: Report, folder: str | Path) -> Entry:
    parameters, metrics = _figures(report, folder)
    digests = " ".join(report.digests)
    title = f"{report.kind} {' '.join(one[:8] for one in report.digests)}"
    with notebook.entry(title, {"kind": report.kind, "digest": digests}) as run:
        notebook.write(run, parameters, metrics)
        notebook.attach(run, report.files)
    return Entry(run, report.kind, digests)


def _figures(report: Report, folder: str | Path) -> tuple[dict[str, Any], dict[str, float]]:
    try:
        return report_parameters(report.document), report_metrics(report.document)
    except (AttributeError, TypeError):  # an object, a list or a number stands where the commands write another
        where = str(Path(folder) / REPORT_FILE)
        what = "the report has not the form that this version reads"
        raise FileError(what, where=where, fix="make the report again") from None


def _files(place: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(place.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            continue
        if path.is_symlink() or not path.is_file() or path.suffix not in _ENDINGS:
            what, fix = "this is no part of a report, and is not entered", "name the folder as it was written"
            raise FileError(what, where=str(path), fix=fix)
        yield path.relative_to(place).as_posix(), _content(path)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        fix = "name a folder that `moyang compare` or `moyang fairness` wrote"
        raise FileError("there is no such file", where=str(path), fix=fix) from None
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise FileError(f"the file cannot be read ({reason})", where=str(path), fix="check its permissions") from None
