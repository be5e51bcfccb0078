"""`moyang app`: the pages for reviewers, in a browser on this machine."""

import argparse
import os
import signal
import socket
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console
from moyang_score.cli.values import at_least
from moyang_score.errors import FileError, MissingExtraError, UsageError

if TYPE_CHECKING:
    from moyang_score.app import Places

__all__ = ["COMMAND"]

_HOST: Final = "127.0.0.1"
_PORT: Final = 8501
_TERMINATED: Final = 143

_DESCRIPTION: Final = """\
Open the pages for reviewers: a person's score with its waterfall, reasons and records; a scorecard with its points and
evidence; versions of the notebook compared; and how groups are scored. In Chinese and English, switched on the page.

What is shown is what other commands wrote: by default what `moyang demo` left in out/demo; each part can be named
instead, and what is absent is said with the command that makes it. Nothing is written, and the registry is only read.

There is no login. The pages are served to this machine alone (127.0.0.1), and there is no option to change that: let
others come through a tunnel that knows who they are."""

_EXAMPLES: Final = """\
examples:
  moyang demo && moyang app
  moyang app --lang zh --port 8600
  moyang app --card models/moyang-2026.1 --trust models/trust --data features.parquet --store store
  moyang app --card out/card --data people.csv --id person_id --tracking out/mlruns --fairness out/fairness

prints: the address; Ctrl-C ends it.
"""


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--demo", metavar="DIR", default="out/demo", help="what is not named is looked for here (default: out/demo)")
    add("--card", metavar="CARD", action="append", default=[], help="a card folder or bundle; may be repeated")
    add("--trust", metavar="DIR", help="public keys that bundles are checked against")
    add("--data", metavar="FILE", help="the table that a person is looked up in")
    add("--id", metavar="COL", help="its column of tokens (default: token)")
    add("--store", metavar="DIR", help="the registry, for the records behind a score")
    add("--catalogue", metavar="DIR", help="the catalogue of the registry (default: moyang)")
    add("--tracking", metavar="DIR", help="the notebook, for versions and their comparisons")
    add("--fairness", metavar="DIR", action="append", default=[], help="a fairness report; may be repeated")
    add("--lang", choices=("en", "zh"), default="en", help="the language to begin with (default: en)")
    add("--port", metavar="N", type=at_least(1), default=_PORT, help=f"the port (default: {_PORT})")


def _run(options: argparse.Namespace, console: Console) -> None:
    _check(options)
    from moyang_score.app.places import VARIABLE

    places = _places(options)
    _check_port(options.port)
    console.report([f"The pages are at http://{_HOST}:{options.port}, for this machine alone. Ctrl-C ends them."])
    sys.stdout.flush()
    environment = {**os.environ, VARIABLE: places.to_text(), "MLFLOW_DISABLE_TELEMETRY": "true"}
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))  # else the server would outlive the command
    server = subprocess.Popen(_call(options.port), env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
    try:
        status = server.wait()
    except BaseException:
        server.terminate()
        server.wait()
        raise
    if status:
        raise FileError(f"the server ended with status {status}", fix="see what it wrote above")


def _call(port: int) -> list[str]:
    script = Path(__file__).parents[1] / "app" / "main.py"
    settings = {
        "server.address": _HOST,
        "server.port": port,
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "theme.base": "light",
        "logger.level": "error",
    }
    flags = [f"--{name}={value}" for name, value in settings.items()]
    return [sys.executable, "-m", "streamlit", "run", str(script), *flags]


def _places(options: argparse.Namespace) -> "Places":
    from moyang_score.app.places import find_places

    named: dict[str, Any] = {
        "cards": tuple(_absolute(one) for one in options.card),
        "fairness": tuple(_absolute(one) for one in options.fairness),
        "id": options.id,
        "language": options.lang,
        "catalogue": options.catalogue if options.catalogue is None else _catalogue(options.catalogue),
    }
    for name in ("trust", "data", "store", "tracking"):
        found = getattr(options, name)
        named[name] = found if found is None else _absolute(found)
    return find_places(options.demo, **named)


def _absolute(place: str) -> str:
    return str(Path(place).absolute())


def _catalogue(place: str) -> str:
    return _absolute(place) if Path(place).is_dir() else place


def _check(options: argparse.Namespace) -> None:
    absent = [name for name in ("streamlit", "altair") if find_spec(name) is None]
    if absent:
        what = f"the pages need {' and '.join(absent)}, which {'is' if len(absent) == 1 else 'are'} not installed"
        raise MissingExtraError(what, fix="run pip install 'moyang-score[app]'")
    for place in (*options.card, *options.fairness, options.trust, options.data, options.store, options.tracking):
        if place is not None and not Path(place).exists():
            raise FileError("there is no such file or folder", where=place, fix="check the spelling, or leave it out")
    for place in options.fairness:
        if not (Path(place) / "report.json").is_file():
            raise FileError("this is no report of moyang fairness", where=place, fix="name the folder it wrote")
    if options.data is not None and not options.card and not Path(options.demo).is_dir():
        raise UsageError("--data is given without a card", fix="name the card with --card")


def _check_port(port: int) -> None:
    if port > 65_535:
        raise UsageError(f"there is no port {port}", fix="name one from 1 to 65535 with --port")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            raise UsageError(f"port {port} cannot be opened ({reason})", fix="name another with --port") from None


COMMAND: Final = Command(
    name="app",
    usage="[--demo DIR] [--card CARD] [--data FILE] [options]",
    summary="open the pages for reviewers",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
