"""`moyang registry`: what may happen to records after they were delivered, and what is kept of a person."""

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console
from moyang_score.cli.day import civil_day, today
from moyang_score.cli.token_key import add_key_option, read_key
from moyang_score.errors import UsageError

if TYPE_CHECKING:
    from moyang_score.registry import Registry

__all__ = ["COMMAND"]

_DESCRIPTION: Final = """\
Objections, repairs and withdrawals; what is kept of a person, and a person's token.

Records are named by reference, people by token; moyang registry show lists the references. An objection takes a record
out of the score from the next day on, until it is answered; a repair takes it out for good. A withdrawal removes what
was kept under the consent. Ids are read from standard input and never appear on a command line or in an answer."""

_EXAMPLES: Final = """\
examples:
  moyang registry token --store out/store --key out/keys/token.key.json < id.txt
  moyang registry show --store out/store --token TOKEN
  moyang registry object --store out/store --record REF --on 2026-10-01
  moyang registry resolve --store out/store --objection NO --outcome upheld
  moyang registry repair --store out/store --record REF
  moyang registry withdraw --store out/store --token TOKEN

prints: the number of an objection, what was noted or removed, or what is kept. Next: moyang features.
"""

Action = Callable[[argparse.Namespace, Console], None]


def _add_options(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(title="actions", metavar="ACTION", prog="moyang registry", required=True)
    _add(actions, "object", "file an objection and print its number", _object, "record", "on")
    _add(actions, "resolve", "answer an objection", _resolve, "objection", "outcome", "on")
    _add(actions, "repair", "note that a negative record is repaired", _repair, "record", "on")
    _add(actions, "withdraw", "withdraw a consent and remove what was kept under it", _withdraw, "token", "scope", "on")
    _add(actions, "show", "list what is kept of a person, without identity", _show, "token", "on")
    _add(actions, "token", "print the token of the id on standard input", _token, "catalogue", "key")


_OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "record": {"required": True, "metavar": "REF", "help": "reference of the record"},
    "objection": {"required": True, "metavar": "NO", "help": "number of the objection"},
    "outcome": {"required": True, "choices": ("upheld", "rejected"), "help": "the answer to the objection"},
    "token": {"required": True, "metavar": "TOKEN", "help": "token of the person"},
    "scope": {"default": "general", "metavar": "SCOPE", "help": "general (default), a table's name, or audit"},
    "on": {"type": civil_day, "metavar": "DATE", "help": "the day (default: today)"},
    "catalogue": {"default": "moyang", "metavar": "DIR", "help": "the catalogue of the store (default: moyang)"},
}


def _add(actions: Any, name: str, summary: str, act: Action, *options: str) -> None:
    parser = actions.add_parser(
        name, help=summary, description=f"{summary[:1].upper()}{summary[1:]}.", allow_abbrev=False
    )
    parser.add_argument("--store", required=True, metavar="DIR", help="the store that moyang intake made")
    for option in options:
        if option == "key":
            add_key_option(parser)
        else:
            parser.add_argument(f"--{option}", **_OPTIONS[option])
    # Where these are left out, what stood before the action holds.
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="write the answer as JSON")
    parser.add_argument("--quiet", action="store_true", default=argparse.SUPPRESS, help="write no report")
    parser.set_defaults(act=act)


def _run(options: argparse.Namespace, console: Console) -> None:
    options.act(options, console)


def _opened(options: argparse.Namespace) -> "Registry":
    from moyang_score.registry import Registry

    return Registry(options.store)


def _object(options: argparse.Namespace, console: Console) -> None:
    on = options.on or today()
    number = _opened(options).object(options.record, on)
    _answer(console, {"objection": number, "on": on.isoformat()}, number)


def _resolve(options: argparse.Namespace, console: Console) -> None:
    on = options.on or today()
    record = _opened(options).resolve(options.objection, options.outcome, on)
    document = {"objection": options.objection, "outcome": options.outcome, "record": record, "on": on.isoformat()}
    _tell(console, document, f"Objection {options.objection} is {options.outcome}: record {record}, from {on} on")


def _repair(options: argparse.Namespace, console: Console) -> None:
    on = options.on or today()
    _opened(options).repair(options.record, on)
    _tell(console, {"record": options.record, "on": on.isoformat()}, f"Record {options.record} is repaired on {on}")


def _withdraw(options: argparse.Namespace, console: Console) -> None:
    from moyang_score.terminal import counted

    on = options.on or today()
    removed = _opened(options).withdraw(options.token, on, options.scope)
    document = {"token": options.token, "scope": options.scope, "on": on.isoformat(), "removed": removed}
    text = f"Consent to {options.scope} is withdrawn on {on}; {counted(removed, 'row')} removed"
    _tell(console, document, text)


def _show(options: argparse.Namespace, console: Console) -> None:
    from moyang_score.terminal import aligned

    person = _opened(options).person(options.token, options.on or today())
    lines = [f"Agrees to: {', '.join(person.scopes) or 'nothing'}"]
    rows = [
        [one.record, one.table, one.unit, one.state, str(one.since or ""), one.objection or ""]
        for one in person.records
    ]
    head = ["record", "table", "unit", "state", "since", "objection"]
    lines += aligned([head, *rows]) if rows else ["No records."]
    _answer(console, person.to_json(), "\n".join(lines))


def _token(options: argparse.Namespace, console: Console) -> None:
    from moyang_score.catalogue import load_catalogue
    from moyang_score.registry import open_store
    from moyang_score.registry.identity import read_id, read_opaque_id
    from moyang_score.registry.shape import shape_of
    from moyang_score.registry.store import check_store

    key = read_key(options.key)
    catalogue = load_catalogue(options.catalogue)
    check_store(open_store(options.store), catalogue, key)
    text = sys.stdin.read().strip()
    identity, code = (read_id if catalogue.id_scheme == "gb11643" else read_opaque_id)(text)
    if identity is None:
        raise UsageError(
            f"standard input is no id: {code}, {shape_of(text)}", fix="give one id on standard input, and nothing else"
        )
    token = key.token("person", identity)
    _answer(console, {"token": token}, token)


def _answer(console: Console, document: dict[str, Any], text: str) -> None:
    """Write what was asked for, in quiet as well."""
    if console.machine:
        console.document(document)
    else:
        console.result(text)


def _tell(console: Console, document: dict[str, Any], text: str) -> None:
    """Report what was done."""
    if console.machine:
        console.document(document)
    console.report([text])


COMMAND: Final = Command(
    name="registry",
    usage="object|resolve|repair|withdraw|show|token --store DIR [options]",
    summary="objections, repairs, withdrawals; what is kept of a person",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
