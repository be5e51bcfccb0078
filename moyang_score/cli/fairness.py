"""`moyang fairness`: compare how a card scores groups of people."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from moyang_score.cli.command import Command
from moyang_score.cli.console import Console
from moyang_score.cli.place import check_card_place
from moyang_score.cli.values import column_list
from moyang_score.errors import ColumnError, MoyangError, UsageError

if TYPE_CHECKING:
    from moyang_score.fairness import FairnessReport
    from moyang_score.files import Table

__all__ = ["COMMAND"]

_MARK: Final = "report.json"
_FINDING: Final = 1

_DESCRIPTION: Final = """\
Compare how a card scores groups of people, and say where the difference comes from. Groups are columns of the data,
which the card need not read (and should not); or, with --store, the protected attributes of those who agreed to the
audit, for the city sex, age_band, hukou and residence, which lie apart from everything that is scored.

For each group beside the largest, or the one named with --reference: the share at or above each grade over that of the
reference (AIR) with its interval, how many people are short, the gap of mean scores in points split exactly by
characteristic, cap row and attribute, and which characteristics stand in for the group. With --target also whether
outcomes support the points, what the card would lose without a characteristic, and whether the same grade means the
same. The interval decides a verdict, never the value: no concern, look, act, or too few to say, which is not green.

The report is a folder: report.html (in one language), report.json, verdicts.csv, gap.csv, proxies.csv, outcomes.csv.
Figures behind which fewer than 20 people stand are in none of them."""

_EXAMPLES: Final = """\
examples:
  moyang fairness out/card --data people.csv --groups sex,age_band --target bad --out out/fairness
  moyang fairness out/card --data loans.csv --groups afam --target deny --bad yes --reference afam=no --out out/fair
  moyang fairness models/moyang-2026.1 --trust models/trust --data audit.parquet --groups hukou --lang zh --out out/公平
  moyang fairness card --data features.parquet --store store --groups sex,hukou --out fairness

prints: the verdict of each group with the boundary it rests on, its gap in points and the rows that move it most, then
where the report lies. With --fail-on-finding it ends with 1 where anything is to be looked at or acted on.
"""


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("card", metavar="CARD", help="a folder that moyang fit wrote, or a bundle")
    add("--data", required=True, metavar="FILE", help="the table: CSV, Parquet or Excel")
    add("--groups", required=True, metavar="COL,COL", type=column_list, action="extend", help="the columns of groups")
    add("--target", metavar="COL", help="the outcome column; 1 is bad, 0 is good, an empty cell is not known")
    add("--outcome", metavar="FILE", help="where --target stands, joined by token and as_of, if not in the data")
    add("--store", metavar="DIR", help="a registry, whose protected attributes are laid beside the data by token")
    add("--bad", metavar="VALUE", help="the value of the target that means bad (default: 1)")
    reference = "the group that others of the column are compared with (default: the largest); may be repeated"
    add("--reference", metavar="COL=VALUE", type=_reference, action="append", default=[], help=reference)
    add("--policy", metavar="FILE", help="thresholds of verdicts as JSON (default: those shown in each report)")
    add("--lang", choices=("en", "zh"), default="en", help="the language of the page and of what is printed")
    add("--trust", metavar="DIR", help="public keys that a bundle is checked against")
    add("--out", required=True, metavar="DIR", help="the folder to make")
    add("--fail-on-finding", action="store_true", help="end with 1 where a verdict is act or look")
    add("--force", action="store_true", help="replace a report that is there already")
    add("--json", action="store_true", help="write the verdicts as JSON")


def _reference(word: str) -> tuple[str, str]:
    column, _, group = word.partition("=")
    if not column or not group.strip():
        raise argparse.ArgumentTypeError(f"{word!r} is not COLUMN=GROUP; write for example sex=m")
    return column, group.strip()


def _run(options: argparse.Namespace, console: Console) -> None:
    if options.bad is not None and options.target is None:
        raise UsageError("--bad names a value of a target, and none is named", fix="name it with --target COL")
    if options.outcome is not None and options.target is None:
        raise UsageError("--outcome is given, and no --target names the column", fix="give --target bad")
    check_card_place(options.out, _MARK, force=options.force)
    from moyang_score.fairness import POLICY, fairness_text, read_policy, write_fairness
    from moyang_score.files import read_table
    from moyang_score.score import load_whole

    policy = POLICY if options.policy is None else read_policy(options.policy)
    loaded = load_whole(options.card, options.trust)
    console.progress(f"reading {options.data}")
    data = read_table(options.data)
    table = _rows(data, options)
    report = _report(loaded.card, table, policy, options, console)
    texts = loaded.texts.get(options.lang)
    console.progress(f"writing {options.out}")
    files = write_fairness(options.out, report, language=options.lang, texts=texts, force=options.force)
    if console.machine:
        console.document(_document(report, options.out, files))
    lines = fairness_text(report, language=options.lang, texts=texts).splitlines()
    lines += _left_out(len(data) - len(table))
    console.report([*lines, f"Written: {Path(options.out) / files[0]} and {', '.join(files[1:])}"])
    if options.fail_on_finding and report.has_finding:
        raise SystemExit(_FINDING)


def _rows(table: "Table", options: argparse.Namespace) -> "Table":
    """Lay beside the data what is asked for from elsewhere."""
    from moyang_score.cli.joined import with_outcome, with_protected
    from moyang_score.registry import open_store

    if options.store is not None:
        table = with_protected(table, open_store(options.store))
    return table if options.outcome is None else with_outcome(table, options.outcome, options.target)


def _left_out(rows: int) -> list[str]:
    from moyang_score.terminal import counted

    return [f"Left out: {counted(rows, 'row')} of people who did not agree to the audit"] if rows else []


def _report(card: Any, table: "Table", policy: Any, options: argparse.Namespace, console: Console) -> "FairnessReport":
    from moyang_score.fairness import fairness_report
    from moyang_score.score.output import check_inputs

    check_inputs(card, table)
    for name in (*options.groups, *([options.target] if options.target else [])):
        _check_column(table, name, options)
    if not len(table):
        raise ColumnError("the table has no rows", where=options.data, fix="give a table with people")
    try:
        return fairness_report(
            card,
            table,
            options.groups,
            target=options.target,
            bad=options.bad,
            references=options.reference,
            policy=policy,
            progress=lambda done, rows: console.progress(f"counted {done:,} of {rows:,} rows"),
        )
    except MoyangError as error:
        raise error.inside(options.data) from None


def _check_column(table: "Table", name: str, options: argparse.Namespace) -> None:
    """Refuse an absent column with the nearest name; where it is absent from features, with where attributes are."""
    if name in table or name not in options.groups or options.store is not None or "token" not in table:
        table[name]
        return
    fix = "features hold no attributes: name the registry with --store DIR"
    raise ColumnError(f"there is no column {name!r}", where=options.data, fix=fix)


def _document(report: "FairnessReport", out: str, files: tuple[str, ...]) -> dict[str, Any]:
    from moyang_score.fairness import report_document

    document = report_document(report)
    return {
        "out": out,
        "files": list(files),
        "digest": document["digest"],
        "policy": document["policy"]["version"],
        "rows": document["rows"],
        "verdict": document["verdict"],
        "groups": [
            {"column": one["column"], **{name: group.get(name) for name in ("group", "n", "gap", "verdict")}}
            for one in document["groupings"]
            for group in one["groups"]
        ],
    }


COMMAND: Final = Command(
    name="fairness",
    usage="CARD --data FILE --groups COL,COL --out DIR [options]",
    summary="compare how a card scores groups",
    description=_DESCRIPTION,
    examples=_EXAMPLES,
    add_options=_add_options,
    run=_run,
)
