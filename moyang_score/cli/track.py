"""`moyang track`: the laboratory notebook of fits and reports, and who is champion and who challenges."""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console
from moyang_score.cli.place import command_line
from moyang_score.errors import FileError, UsageError

if TYPE_CHECKING:
    from moyang_score.track import Entry, Notebook

__all__ = ["COMMAND"]

URI_VARIABLE: Final = "MLFLOW_TRACKING_URI"

_HOME: Final = "out/mlruns"
_DIGITS: Final = 12
_URI_HELP: Final = f"a folder, sqlite:///FILE or http://HOST (default: ${URI_VARIABLE}, else {_HOME})"

_DESCRIPTION: Final = """\
Keep a laboratory notebook of fits, comparisons and fairness reports, on MLflow.

log enters card folders, bundles, and the folders that moyang compare and moyang fairness wrote. A card becomes a
version of the registered model moyang, made of its JSON; one that is there already is not doubled. promote gives a
version the alias champion or challenger: research cards are refused, and so are cards whose fairness nobody measured;
the champion is an expert card. An alias grants nothing: what is used is the bundle that moyang export signs.

The notebook is a folder with an SQLite database, or an MLflow server; nothing is sent anywhere else."""

_EXAMPLES: Final = """\
examples:
  moyang track log out/card out/comparison out/fairness
  moyang track log models/moyang-2026.1 --trust models/trust
  moyang track promote 1 --as champion
  moyang track list
  moyang track list --uri http://127.0.0.1:5000 --json
  mlflow server --backend-store-uri sqlite:///out/mlruns/mlflow.db --host 127.0.0.1

prints: what was entered and under which number, or the versions with their aliases. Next: moyang export.
"""

Action = Callable[[argparse.Namespace, Console], None]


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--uri", metavar="URI", help=_URI_HELP)
    actions = parser.add_subparsers(title="actions", metavar="ACTION", prog="moyang track", required=True)
    log = _add(actions, "log", "enter cards and reports", _log)
    log.add_argument("folders", nargs="+", metavar="FOLDER", help="a card folder, a bundle, or a report folder")
    log.add_argument("--trust", metavar="DIR", help="the public keys that bundles are checked against")
    promote = _add(actions, "promote", "make a version the champion or a challenger", _promote)
    promote.add_argument("version", metavar="VERSION", help="its number, its alias, or 8 or more digits of its digest")
    promote.add_argument(
        "--as", dest="alias", required=True, choices=("champion", "challenger"), help="the alias it is given"
    )
    _add(actions, "list", "list the versions of the model with their aliases", _list)


def _add(actions: Any, name: str, summary: str, act: Action) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(
        name, help=summary, description=f"{summary[:1].upper()}{summary[1:]}.", allow_abbrev=False
    )
    # Where these are left out, what stood before the action holds.
    parser.add_argument("--uri", metavar="URI", default=argparse.SUPPRESS, help=_URI_HELP)
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="write the answer as JSON")
    parser.add_argument("--quiet", action="store_true", default=argparse.SUPPRESS, help="write no report, no progress")
    parser.set_defaults(act=act)
    return parser


def _run(options: argparse.Namespace, console: Console) -> None:
    options.uri = options.uri or os.environ.get(URI_VARIABLE) or _HOME
    options.act(options, console)


def _opened(options: argparse.Namespace, console: Console) -> "Notebook":
    from moyang_score.track import open_notebook

    console.progress("opening the notebook: a new one takes some seconds")
    return open_notebook(options.uri)


def _found(options: argparse.Namespace, console: Console) -> "Notebook":
    """Open a notebook that is there: looking into one that is not would only begin an empty one."""
    from moyang_score.track import find_place

    place = find_place(options.uri)
    if place.database is not None and not place.database.exists():
        fix = "name another with --uri, or begin one with moyang track log"
        raise FileError("there is no notebook here", where=place.shown, fix=fix)
    return _opened(options, console)


def _log(options: argparse.Namespace, console: Console) -> None:
    _check_folders(options)
    notebook = _opened(options, console)
    entries = []
    for folder in options.folders:
        console.progress(f"entering {folder}")
        entries.append(_entered(notebook, folder, options))
    if console.machine:
        console.document([one.to_json() for one in entries])
    lines = [_line(folder, one) for folder, one in zip(options.folders, entries, strict=True)]
    console.report([*lines, _look(notebook)])


def _check_folders(options: argparse.Namespace) -> None:
    """Refuse what cannot be entered before a notebook is begun or anything of it is written."""
    from moyang_score.bundle import is_bundle
    from moyang_score.score import load
    from moyang_score.track import read_report

    bundles = [folder for folder in options.folders if is_bundle(folder)]
    if options.trust is not None and not bundles:
        raise UsageError("--trust is for bundles, and none is named", fix="leave it out, or name a bundle")
    for folder in options.folders:
        if _is_report(folder):
            read_report(folder)
        else:
            load(folder, options.trust if folder in bundles else None)


def _entered(notebook: "Notebook", folder: str, options: argparse.Namespace) -> "Entry":
    from moyang_score.bundle import is_bundle
    from moyang_score.track import log_comparison, log_fairness, log_fit, read_report

    if not _is_report(folder):
        return log_fit(notebook, folder, options.trust if is_bundle(folder) else None)
    enter = log_fairness if read_report(folder).kind == "fairness" else log_comparison
    return enter(notebook, folder)


def _is_report(folder: str) -> bool:
    from moyang_score.track.reports import REPORT_FILE

    return (Path(folder) / REPORT_FILE).exists()


def _promote(options: argparse.Namespace, console: Console) -> None:
    from moyang_score.track import promote

    entry = promote(_found(options, console), options.version, options.alias)
    if console.machine:
        console.document({**entry.to_json(), "alias": options.alias})
    console.report([f"Version {entry.version} of moyang, card {entry.digest[:_DIGITS]}…, is the {options.alias} now"])


def _list(options: argparse.Namespace, console: Console) -> None:
    from moyang_score.track import fairness_entries, list_versions

    notebook = _found(options, console)
    versions = list_versions(notebook)
    fair = {one.version: fairness_entries(notebook, one.digest) for one in versions}
    if console.machine:
        console.document([{**one.to_json(), "fairness": list(fair[one.version])} for one in versions])
        return
    from moyang_score.terminal import aligned

    head = ["version", "alias", "class", "learner", "digest", "fairness"]
    rows = [
        [
            *(one.version, ", ".join(one.aliases), one.card_class, one.learner, f"{one.digest[:_DIGITS]}…"),
            "measured" if fair[one.version] else "not measured",
        ]
        for one in versions
    ]
    console.result(
        "\n".join(aligned([head, *rows])) if rows else "No card was entered yet. Next: moyang track log CARD"
    )


def _line(folder: str, entry: "Entry") -> str:
    version = f", version {entry.version} of moyang" if entry.version else ""
    return f"Entered {folder} as {entry.kind} {entry.run[:8]}{version}"


def _look(notebook: "Notebook") -> str:
    if notebook.place.database is None:
        return f"Look at it: {notebook.place.shown}"
    uri = f"sqlite:///{notebook.place.database}"
    return f"Look at it: {command_line('mlflow', 'server', '--host', '127.0.0.1', '--backend-store-uri', uri)}"


COMMAND: Final = Command(
    name="track",
    usage="log|promote|list [options]",
    summary="keep a notebook of fits and reports, and promote cards",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
