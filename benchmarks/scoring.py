"""Scoring a million rows, and one record, beside optbinning's own scorecard on the same frame."""

import statistics
import time
import warnings
from collections.abc import Callable

import numpy as np
import pandas as pd
from optbinning import BinningProcess, Scorecard
from sklearn.linear_model import LogisticRegression

from moyang_score import ScorecardClassifier

__all__ = ["compare_scoring"]

_FITTED = 20_000
_RECORDS = 2_000


def compare_scoring(rows: int, repeats: int) -> None:
    """Print seconds of both, their ratio run by run, and microseconds for one record."""
    frame, bad = _frame(rows)
    head = frame.iloc[:_FITTED]
    card = ScorecardClassifier().fit(head, bad[:_FITTED]).card_
    peer = _peer(head, bad[:_FITTED])
    pairs = [(_seconds(lambda: card.score(frame)), _seconds(lambda: peer.score(frame))) for _ in range(repeats)]
    ratios = sorted(theirs / ours for ours, theirs in pairs)
    print(f"card.score(frame), {rows:,} rows x {frame.shape[1]} columns, {repeats} runs in turn")
    print(f"  ours       {_spread([ours for ours, _ in pairs])} s")
    print(f"  optbinning {_spread([theirs for _, theirs in pairs])} s")
    print(f"  ratio      {statistics.median(ratios):.1f} (from {ratios[0]:.1f} to {ratios[-1]:.1f})")
    record = frame.iloc[0].to_dict()
    one = [1e6 * _seconds(lambda: card.score(record)) for _ in range(_RECORDS)]
    print(
        f"card.score(record): median {statistics.median(one):.0f} us, 95th percentile {np.quantile(one, 0.95):.0f} us"
    )


def _frame(rows: int) -> tuple[pd.DataFrame, np.ndarray]:
    generator = np.random.default_rng(0)
    columns: dict[str, np.ndarray] = {}
    log_odds = np.full(rows, -1.5)
    for number in range(15):
        values = generator.normal(size=rows).round(3)
        log_odds += 0.3 * values
        values[generator.random(rows) < 0.05] = np.nan
        columns[f"number_{number}"] = values
    for number in range(5):
        level = generator.integers(0, 8, rows)
        log_odds += 0.1 * level
        columns[f"text_{number}"] = np.array([f"level {letter}" for letter in "abcdefgh"], object)[level]
    return pd.DataFrame(columns), (generator.random(rows) < 1 / (1 + np.exp(-log_odds))).astype(int)


def _peer(inputs: pd.DataFrame, bad: np.ndarray) -> Scorecard:
    text = [name for name in inputs if name.startswith("text")]
    scaling = {"pdo": 40, "odds": 30, "scorecard_points": 650}
    process = BinningProcess(list(inputs), categorical_variables=text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return Scorecard(process, LogisticRegression(), scaling_method="pdo_odds", scaling_method_params=scaling).fit(
            inputs, bad
        )


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _spread(seconds: list[float]) -> str:
    return f"median {statistics.median(seconds):.3f} (from {min(seconds):.3f} to {max(seconds):.3f})"
