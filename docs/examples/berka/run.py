"""Somebody else's data, from its files to a fairness report, in one command.

    python docs/examples/berka/run.py [--data DIR] [--out DIR]

Each step is a `moyang` command, printed before it is run: it can be typed as it stands. What is particular to these
records lies in this folder, the adapter and the catalogue; nothing of the package knows them.
"""

import argparse
import contextlib
import csv
import io
import json
import os
import shlex
import shutil
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from adapter import Bank, write_source

from moyang_score.bundle import demo_token_key_bytes
from moyang_score.cli import main as moyang
from moyang_score.registry import TokenKey

HERE = Path(__file__).resolve().parent
CATALOGUE = HERE / "catalogue"
MARK = "berka.json"
RECEIVED = date(2026, 1, 1)  # of the whole: long after everything in it
SEED = "7"


def run(bank: Bank, out: Path) -> dict[str, Any]:
    """Run the whole story in a folder, and return its figures."""
    folder = CATALOGUE.relative_to(Path.cwd()) if CATALOGUE.is_relative_to(Path.cwd()) else CATALOGUE
    own = ("--catalogue", str(folder))
    store, spine, features, outcome = (
        str(out / name) for name in ("store", "spine.csv", "features.csv", "outcome.csv")
    )
    key = _write_key(out / "token.key.json")
    written = write_source(bank, out / "source")
    _write_spine(bank, TokenKey.read(key), Path(spine))

    _do("catalogue", "check", str(folder))
    delivery = (*own, "--source", str(out / "source"), "--store", store, "--key", str(key), "--received", str(RECEIVED))
    _do("intake", *delivery)
    rows = _reconciled(written, delivery)
    _do("features", *own, "--store", store, "--spine", spine, "--out", features)
    asked = ("--spine", spine, "--definition", str(folder / "outcomes" / "loan.yaml"))
    _do("outcome", *own, "--store", store, *asked, "--out", outcome)
    labelled = ("--data", features, "--outcome", outcome, "--target", "bad")
    for learner in ("expert", "logistic", "additive"):
        _do("fit", *own, "--learner", learner, *labelled, "--seed", SEED, "--out", str(out / learner))
    card = str(out / "additive")
    _do("show", card, "--html", str(out / "card.html"), "--quiet")
    groups = ("--store", store, "--groups", "sex,born,region")
    _do("fairness", card, *labelled, *groups, "--out", str(out / "fairness"))
    return {"rows": rows, **_figures(out)}


def _do(*words: str) -> None:
    """Print a command as it would be typed, and run it."""
    print(f"\n$ {shlex.join(['moyang', *words])}", flush=True)
    code = moyang(words)
    if code:
        sys.exit(code)


def _write_key(path: Path) -> Path:
    """Write a demo key, so that the same data give the same tokens; ids of people who live need `moyang keys new`."""
    path.touch(mode=0o600)
    path.write_bytes(demo_token_key_bytes(int(SEED)))
    return path


def _write_spine(bank: Bank, key: TokenKey, path: Path) -> None:
    """Ask for every borrower as of the day of the loan: what became known on it, or later, does not count."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("token", "as_of"))
        writer.writerows((key.token("person", client), granted) for client, granted in bank.loans())


def _reconciled(written: dict[str, int], delivery: tuple[str, ...]) -> dict[str, dict[str, int]]:
    """Ask again what became of the delivery, which changes nothing, and hold it against what the adapter wrote."""
    account = io.StringIO()
    with contextlib.redirect_stdout(account):
        moyang(("intake", *delivery, "--json"))
    kinds = ("received", "accepted", "quarantined", "refused")
    found = {
        Path(row["file"]).stem: {kind: row[kind] for kind in kinds} for row in json.loads(account.getvalue())["rows"]
    }
    for name, count in written.items():
        became = found[name]
        if count != became["received"] or count != became["accepted"] + became["quarantined"] + became["refused"]:
            sys.exit(f"{name}: {count} rows written, and {became}")
    print(f"Every one of {sum(written.values()):,} rows of the adapter is accounted for")
    return found


def _figures(out: Path) -> dict[str, Any]:
    features, outcome, report = (
        json.loads((out / name).read_bytes())
        for name in ("features.csv.json", "outcome.csv.json", "fairness/report.json")
    )
    evidence = {
        name: json.loads((out / name / "evidence.json").read_bytes()) for name in ("expert", "logistic", "additive")
    }
    return {
        "loans": features["rows"],
        "days": len(features["as_of"]),
        "outcome": outcome["counts"],
        "auc": {name: one["metrics"][0]["auc"] for name, one in evidence.items()},
        "fairness": report["verdict"],
    }


def _place(out: Path) -> None:
    """Make the folder, in place of what an earlier run left there."""
    if (out / MARK).exists():
        shutil.rmtree(out)
    if out.exists() and any(out.iterdir()):
        sys.exit(f"{out}: something else is in this folder. Name another with --out.")
    out.mkdir(parents=True, exist_ok=True)
    (out / MARK).write_text("{}\n", encoding="utf-8")


def _data() -> Path:
    """Return where the data should lie: in the folder of MOYANG_DATA, or beside the checkout."""
    named = os.environ.get("MOYANG_DATA")
    return (Path(named) if named else HERE.parents[3] / "shared" / "data") / "berka"


def main() -> int:
    """Run the story where the data is there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=_data(), metavar="DIR", help="the files of the challenge")
    parser.add_argument("--out", type=Path, default=Path("out/berka"), metavar="DIR", help="replaced (out/berka)")
    options = parser.parse_args()
    if not (options.data / "loan.asc").is_file():
        print("berka: skipped, data absent: put the files into the folder berka of MOYANG_DATA, or name it with --data")
        return 0
    began = time.monotonic()
    _place(options.out)
    figures = run(Bank(options.data), options.out)
    (options.out / MARK).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    took = time.monotonic() - began
    print(f"\nDone in {took:.0f} s. Look at {options.out / 'fairness/report.html'} and {options.out / 'card.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
