"""``python -m benchmarks``: learners and scoring beside optbinning, intake, features, fairness."""

import argparse
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from benchmarks.fairness import measure_fairness
from benchmarks.features import compare_features
from benchmarks.intake import measure_intake
from benchmarks.learners import compare_learners
from benchmarks.machine import describe_machine
from benchmarks.public import public_tables
from benchmarks.scoring import compare_scoring
from benchmarks.tables import folder_tables, generated_table, real_tables


def main() -> None:
    """Run what was asked for, or all of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "what",
        nargs="?",
        choices=["all", *_PARTS, *_ON_REQUEST],
        default="all",
        help="public: 81 public tables, only when asked for",
    )
    parser.add_argument("--folder", type=Path, help="a folder of CSVs with a column target, 1 = bad")
    parser.add_argument("--seeds", type=int, default=4, help="repetitions of 5 folds (default 4)")
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows to score, and to take in (default 1,000,000)")
    parser.add_argument("--persons", type=int, default=200_000, help="people with features (default 200,000)")
    parser.add_argument("--records", type=int, default=8_000_000, help="their records (default 8,000,000)")
    options = parser.parse_args()
    print(describe_machine())
    parts = _PARTS if options.what == "all" else {options.what: (_PARTS | _ON_REQUEST)[options.what]}
    for part in parts.values():
        part(options)


def _scoring(options: argparse.Namespace) -> None:
    compare_scoring(options.rows, repeats=5)


def _intake(options: argparse.Namespace) -> None:
    measure_intake(options.rows, repeats=3)


def _features(options: argparse.Namespace) -> None:
    compare_features(options.persons, options.records, dates=1, repeats=3)


def _fairness(options: argparse.Namespace) -> None:
    measure_fairness(options.rows, repeats=3)  # the peer takes about a minute each time


def _learners(options: argparse.Namespace) -> None:
    data = os.environ.get("MOYANG_DATA")
    if options.folder:
        compare_learners(folder_tables(options.folder), options.seeds)
    elif data:
        compare_learners(real_tables(Path(data)), options.seeds)
    else:
        print("MOYANG_DATA is not set: the generated table stands in for real ones")
        compare_learners([generated_table(5_000, 0)], options.seeds)


def _public(options: argparse.Namespace) -> None:
    compare_learners(public_tables(), options.seeds)


_PARTS: Final[Mapping[str, Callable[[argparse.Namespace], None]]] = {
    "scoring": _scoring,
    "intake": _intake,
    "features": _features,
    "fairness": _fairness,
    "learners": _learners,
}
_ON_REQUEST: Final[Mapping[str, Callable[[argparse.Namespace], None]]] = {"public": _public}


if __name__ == "__main__":
    main()
