"""A fairness report on a million people and eight groups, beside Fairlearn's bootstrap of one metric at one cut-off."""

import argparse
import resource
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from fairlearn.metrics import MetricFrame, selection_rate

from benchmarks.machine import describe_machine
from moyang_score.card import MISSING, UNSEEN, Attribute, Characteristic, Grade, Group, Input, Interval, Scorecard
from moyang_score.fairness import fairness_report, write_fairness

__all__ = ["measure_fairness"]

_CHARACTERISTICS = 20
_GROUPS = 8
_SAMPLE = 20_000
_BOOTSTRAPS = 200  # of Fairlearn, on the sample; its documentation asks for at least 100


def measure_fairness(rows: int, repeats: int) -> None:
    """Print seconds for the whole report, and for one metric of Fairlearn with intervals on a sample."""
    card, frame = _card(), _frame(rows)
    ours: list[float] = []
    files: tuple[str, ...] = ()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(repeats):
            start = time.perf_counter()
            report = fairness_report(card, frame, ["group"], target="bad")
            files = write_fairness(Path(folder) / str(number), report)
            ours.append(time.perf_counter() - start)
        largest = max(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    theirs = [_seconds(_peer(card, frame)) for _ in range(repeats)]
    boundaries = len(card.grades) - 1
    print(f"fairness of {rows:,} people in {_GROUPS} groups, {_CHARACTERISTICS} characteristics, {repeats} runs")
    print(f"  whole report: {boundaries} boundaries, gap, proxies, outcomes, {len(files)} files  {_spread(ours)} s")
    print(f"  largest file {largest / 1024:.0f} KiB, peak memory {_peak():.0f} MiB with the data")
    print(
        f"Fairlearn {version('fairlearn')}: selection rate at one cut-off, {_BOOTSTRAPS} bootstraps, {_SAMPLE:,} people"
    )
    print(f"  {_spread(theirs)} s")


def _peer(card: Scorecard, frame: dict[str, Any]) -> Callable[[], object]:
    head = {key: column[:_SAMPLE] for key, column in frame.items()}
    taken = (card.score({one.key: head[one.key] for one in card.inputs}) >= 640).astype(int)

    def work() -> object:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return MetricFrame(
                metrics=selection_rate,
                y_true=1 - head["bad"],
                y_pred=taken,
                sensitive_features=head["group"],
                n_boot=_BOOTSTRAPS,
                ci_quantiles=[0.025, 0.975],
                random_state=0,
            ).by_group_ci

    return work


def _card() -> Scorecard:
    keys = [f"number_{at}" for at in range(_CHARACTERISTICS)]
    return Scorecard(
        card_class="research",
        base=650,
        inputs=tuple(Input(key, "decimal") for key in keys),
        characteristics=tuple(_steps(key, 3 + at % 5) for at, key in enumerate(keys)),
        groups=(Group("first", tuple(keys[:10]), "neg", -60), Group("second", tuple(keys[10:]), "pos", 60)),
        grades=tuple(Grade(label, low) for label, low in zip("ABCDE", (690, 660, 640, 600, None), strict=True)),
    )


def _steps(key: str, points: int) -> Characteristic:
    cuts = (None, "-1", "-0.3", "0.3", "1", None)
    given = (Attribute((Interval(*ends),), points * (at - 2)) for at, ends in enumerate(pairwise(cuts)))
    return Characteristic(key, (key,), (*given, Attribute((MISSING,), -1), Attribute((UNSEEN,), 0)))


def _frame(rows: int) -> dict[str, Any]:
    random = np.random.default_rng(0)
    group = random.choice(_GROUPS, rows, p=np.arange(_GROUPS, 0, -1) / np.arange(1, _GROUPS + 1).sum())
    columns: dict[str, Any] = {}
    worth = np.zeros(rows)
    for at in range(_CHARACTERISTICS):
        values = random.normal(size=rows) - (0.05 * group if at % 4 == 0 else 0.0)
        worth += 0.1 * values
        values[random.random(rows) < 0.03] = np.nan
        columns[f"number_{at}"] = values
    columns["group"] = np.array([f"g{at}" for at in range(_GROUPS)], object)[group]
    columns["bad"] = (random.random(rows) < 1 / (1 + np.exp(2 + worth))).astype(int)
    return columns


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _spread(seconds: list[float]) -> str:
    return f"median {statistics.median(seconds):.2f} (from {min(seconds):.2f} to {max(seconds):.2f})"


def main() -> None:
    """Run with the sizes that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fairness", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="people (default 1,000,000)")
    parser.add_argument("--repeats", type=int, default=3, help="runs (default 3)")
    options = parser.parse_args()
    print(describe_machine())
    measure_fairness(options.rows, options.repeats)


if __name__ == "__main__":
    main()
