"""`moyang serve`: a signed bundle answers over HTTP on this machine."""

import argparse
import datetime as dt
import socket
import sys
import threading
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console
from moyang_score.cli.day import today
from moyang_score.cli.values import at_least
from moyang_score.errors import CatalogueError, MissingExtraError, RegistryError, UsageError

if TYPE_CHECKING:
    from moyang_score.card import Scorecard
    from moyang_score.catalogue.uses import Uses
    from moyang_score.score import LoadedCard
    from moyang_score.service import People

__all__ = ["COMMAND"]

_HOST: Final = "127.0.0.1"
_ALONE: Final = frozenset({_HOST, "localhost", "::1"})
_PORT: Final = 8000

_DESCRIPTION: Final = """\
Answer questions over HTTP by the card of a signed bundle: POST /v1/score and /v1/explain for a purpose (self,
operator_batch, review), /v1/verify for a benefit of the register: granted, not_granted or no_consent, never a score.
A refused use or an unknown purpose gets 403 with the rule. GET /health, /openapi.json.

With --people, features that `moyang features` wrote, people are looked up by token; with --store, whoever withdrew is
answered as somebody unknown is. Without them, questions bring their own record. It refuses to start on a bundle that
was changed in any way. Every question leaves a line without personal data in a log that is chained by hashes.

There is no login. It listens to this machine alone (127.0.0.1) unless --host names another address: put something that
knows its callers before it first."""

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
    add("--host", metavar="NAME", default=_HOST, help=f"the address to listen at (default: {_HOST})")
    add("--log", metavar="FILE", default="access.jsonl", help="the access log (default: access.jsonl)")
    add("--port", metavar="N", type=at_least(0), default=_PORT, help=f"the port, 0 for a free one (default: {_PORT})")


def _run(options: argparse.Namespace, console: Console) -> None:
    if options.store is not None and options.people is None:
        raise UsageError("--store is given, and no --people", fix="name the features with --people FILE")
    _check_extra()
    from moyang_score.catalogue.uses import load_uses

    loaded = _bundle(options)
    uses = load_uses(options.catalogue)
    _check_register(uses, loaded.card)
    people = None if options.people is None else _people(loaded, options)
    from moyang_score.service import AccessLog, Answers, create_app

    listening = _listen(options.host, options.port)
    log = AccessLog(options.log, clock=lambda: dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"))
    alone = options.host in _ALONE
    app = create_app(Answers(loaded, people), uses, log, hosts=_ALONE | {"[::1]"} if alone else None)
    _tell(console, options, loaded, f"http://{_shown(options.host)}:{listening.getsockname()[1]}")
    try:
        _serve(app, listening)
    finally:
        log.close()


def _bundle(options: argparse.Namespace) -> "LoadedCard":
    from moyang_score.bundle import is_bundle
    from moyang_score.errors import FileError
    from moyang_score.score import load_whole

    place = Path(options.bundle)
    if not place.exists():
        raise FileError("there is no such folder", where=options.bundle, fix="make a bundle with moyang export")
    if not is_bundle(options.bundle):
        raise UsageError("this is no signed bundle", where=options.bundle, fix="make one with moyang export")
    loaded = load_whole(options.bundle, options.trust)
    if loaded.card.card_class == "research":
        what = "this is a research card, and nothing may be decided about a person with one"
        raise UsageError(what, where=options.bundle, fix="serve a card that was released")
    return loaded


def _check_register(uses: "Uses", card: "Scorecard") -> None:
    """Refuse a register that names grades or families of another card, or lower levels after higher ones."""
    grades, families = [one.grade for one in card.grades], {one.family for one in card.characteristics}
    for benefit in uses.benefits.values():
        strange = [one.grade for one in benefit.levels if one.grade not in grades]
        strange += [one for one in benefit.families if one not in families]
        if strange:
            what = f"benefit {benefit.code} names {strange[0]!r}, which is no grade or family of the card"
            raise CatalogueError(what, where="benefits.yaml", fix="name the catalogue of the card with --catalogue DIR")
        rising = [-grades.index(one.grade) for one in benefit.levels]
        if rising != sorted(set(rising)):
            what = f"the levels of benefit {benefit.code} do not rise"
            raise CatalogueError(what, where="benefits.yaml", fix="write the lowest grade first, and each once")


def _tell(console: Console, options: argparse.Namespace, loaded: "LoadedCard", place: str) -> None:
    reach = "for this machine alone" if options.host in _ALONE else "WITHOUT LOGIN FOR WHOEVER REACHES IT"
    console.report([f"{loaded.release} answers at {place}, {reach}; log: {options.log}. Ctrl-C ends it."])
    if options.people is not None and options.store is None:
        console.report(["Without --store nobody's withdrawal is seen: whoever stands in --people counts as agreeing."])
    sys.stdout.flush()


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


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
    agrees = None if options.store is None else _consents(options.store)
    try:
        return People(loaded.card, table, agrees)
    except MoyangError as error:
        raise (error if options.people in error.where else error.inside(options.people)) from None


def _consents(store_path: str) -> Callable[[str], bool] | None:
    """Return who agrees today, by the ledger as it stands when somebody asks; None where consent is assumed."""
    from moyang_score.registry import open_store
    from moyang_score.registry.consent import Ledger, read_ledger

    store = open_store(store_path)
    if store.assumes_consent:
        return None
    known: dict[Any, Ledger] = {}
    lock = threading.Lock()

    def agrees(token: str) -> bool:
        with lock:  # the ledger is read anew on another day, and when something was taken in
            files = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in store.files("consents")]
            state = (today(), tuple(files))
            if state not in known:
                try:
                    ledger = read_ledger(store, state[0])
                except (OSError, ValueError):
                    raise RegistryError("its consents cannot be read", where=store_path, fix="restore it") from None
                known.clear()
                known[state] = ledger
            return known[state].is_live(token)

    agrees("")  # a store that cannot be read is better refused now than at the first question
    return agrees


def _listen(host: str, port: int) -> socket.socket:
    fault = UsageError(
        f"port {port} of {host} cannot be had", where="--port", fix="name another with --port, or 0 for a free one"
    )
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)  # with its protocol, else answers wait for others
    except (OSError, OverflowError, UnicodeError):
        raise UsageError(f"{host!r} is no address of this machine", where="--host", fix="name 127.0.0.1") from None
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((address[0], port, *address[2:]))
        listening.listen()
    except (OSError, OverflowError):
        listening.close()
        raise fault from None
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
