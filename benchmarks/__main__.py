"""``python -m benchmarks``: learners and scoring beside optbinning."""

import argparse
import os
from pathlib import Path

from benchmarks.learners import compare_learners
from benchmarks.machine import describe_machine
from benchmarks.scoring import compare_scoring
from benchmarks.tables import folder_tables, generated_table, real_tables


def main() -> None:
    """Run what was asked for, or all of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("what", nargs="?", choices=["all", "learners", "scoring"], default="all")
    parser.add_argument("--folder", type=Path, help="a folder of CSVs with a column target, 1 = bad")
    parser.add_argument("--seeds", type=int, default=4, help="repetitions of 5 folds (default 4)")
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows to score (default 1,000,000)")
    options = parser.parse_args()
    print(describe_machine())
    if options.what in {"all", "scoring"}:
        compare_scoring(options.rows, repeats=5)
    if options.what in {"all", "learners"}:
        data = os.environ.get("MOYANG_DATA")
        if options.folder:
            compare_learners(folder_tables(options.folder), options.seeds)
        elif data:
            compare_learners(real_tables(Path(data)), options.seeds)
        else:
            print("MOYANG_DATA is not set: the generated table stands in for real ones")
            compare_learners([generated_table(5_000, 0)], options.seeds)


if __name__ == "__main__":
    main()
