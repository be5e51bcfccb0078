"""`moyang serve`: a signed bundle answers over HTTP on this machine."""

import argparse
import datetime as dt
import socket
import sys
from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console
from moyang_score.cli.values import at_least
from moyang_score.errors import MissingExtraError, UsageError

if TYPE_CHECKING:
    from moyang_score.score import LoadedCard
    from moyang_score.service import People

__all__ = ["COMMAND"]

_HOST: Final = "127.0.0.1"
_PORT: Final = 8000

_DESCRIPTION: Final = """\
Answer questions over HTTP by the card of a signed bundle: POST /v1/score and /v1/explain for a purpose (self,
operator_batch, review), /v1/verify for a benefit of the register: granted, not_granted or no_consent, never a score.
A refused use or an unknown purpose gets 403 with the rule. GET /health, /openapi.json.

With --people, features that `moyang features` wrote, people are looked up by token; with --store, whoever withdrew is
answered as somebody unknown is. Without them, questions bring their own record. It refuses to start on a bundle that
was changed in any way. Every question leaves a line without personal data in a log that is chained by hashes.

There is no login: it listens to this machine alone, and there is no option to change that."""

_EXAMPLES: Final = """\
examples:
  moyang serve models/moyang-2026.1 --trust models/trust
  moyang serve out/demo/moyang-demo --trust out/demo/trust --people out/demo/features.parquet --store out/demo/store
  curl -s 127.0.0.1:8000/v1/verify -H 'content-type: application/json' -d '{"token": "…", "benefit": "B01"}'

prints: the address; Ctrl-C ends it.
"""


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("bundle", metavar="BUNDLE", help="the signed bundle")
    add("--trust", required=True, metavar="DIR", help="the public keys that it is checked against")
    add("--people", metavar="FILE", help="features of people, with a column token")
    add("--store", metavar="DIR", help="the registry, for who agrees today")
    add("--catalogue", metavar="DIR", default="moyang", help="whose register of benefits it is (default: moyang)")
    add("--log", metavar="FILE", default="access.jsonl", help="the access log (default: access.jsonl)")
    add("--port", metavar="N", type=at_least(0), default=_PORT, help=f"the port, 0 for a free one (default: {_PORT})")


def _run(options: argparse.Namespace, console: Console) -> None:
    if options.store is not None and options.people is None:
        raise UsageError("--store is given, and no --people", fix="name the features with --people FILE")
    _check_extra()
    from moyang_score.bundle import is_bundle
    from moyang_score.catalogue.uses import load_uses
    from moyang_score.score import load_whole

    if not is_bundle(options.bundle):
        raise UsageError("this is no bundle", where=options.bundle, fix="make one with moyang export, or name another")
    loaded = load_whole(options.bundle, options.trust)
    uses = load_uses(options.catalogue)
    people = None if options.people is None else _people(loaded, options)
    listening = _listen(options.port)
    from moyang_score.service import AccessLog, Answers, create_app

    log = AccessLog(options.log, clock=lambda: dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))
    place = f"http://{_HOST}:{listening.getsockname()[1]}"
    console.report(
        [f"{loaded.release} answers at {place}, for this machine alone; log: {options.log}. Ctrl-C ends it."]
    )
    sys.stdout.flush()
    _serve(create_app(Answers(loaded, people), uses, log), listening)
    log.close()


def _check_extra() -> None:
    for name in ("fastapi", "uvicorn", "yaml"):
        if find_spec(name) is None:
            raise MissingExtraError(
                f"the service needs {name}, which is not installed", fix="install moyang-score[serve]"
            )


def _people(loaded: "LoadedCard", options: argparse.Namespace) -> "People":
    from moyang_score.errors import MoyangError
    from moyang_score.files import read_table
    from moyang_score.service import People

    table = read_table(options.people)
    agrees = (lambda _: True) if options.store is None else _consents(options.store)
    try:
        return People(loaded.card, table, agrees)
    except MoyangError as error:
        raise (error if options.people in error.where else error.inside(options.people)) from None


def _consents(store_path: str) -> Callable[[str], bool]:
    """Return who agrees today: the ledger is read anew on another day, and when something was taken in."""
    from moyang_score.registry import open_store
    from moyang_score.registry.consent import Ledger, read_ledger

    store = open_store(store_path)
    known: dict[Any, Ledger] = {}

    def agrees(token: str) -> bool:
        today = dt.datetime.now(dt.UTC).astimezone().date()
        state = (today, tuple(store.files("consents")))
        if state not in known:
            known.clear()
            known[state] = read_ledger(store, today)
        return known[state].is_live(token)

    agrees("")  # a store that cannot be read is better refused now than at the first question
    return agrees


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((_HOST, port))
    except (OSError, OverflowError):
        raise UsageError(
            f"port {port} cannot be had", where="--port", fix="name another, or 0 for a free one"
        ) from None
    return listening


def _serve(app: Any, listening: socket.socket) -> None:
    import uvicorn

    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, date_header=False)
    uvicorn.Server(config).run(sockets=[listening])


COMMAND: Final = Command(
    name="serve",
    usage="BUNDLE --trust DIR [options]",
    summary="answer over HTTP by a signed bundle",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
