"""Our learners beside optbinning's own scorecard: same folds, same run, default options."""

import time
import warnings
from collections.abc import Callable, Iterable, Iterator

import numpy as np
import pandas as pd
from optbinning import BinningProcess, Scorecard
from scipy import stats
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold

from benchmarks.tables import Labelled
from moyang_score import ScorecardClassifier

__all__ = ["compare_learners"]

_FOLDS = 5
Scorer = Callable[[pd.DataFrame, np.ndarray, pd.DataFrame], np.ndarray]


def compare_learners(tables: Iterable[Labelled], seeds: int) -> None:
    """Print, for each table, the AUC of each learner and the paired differences to the peer with 95 % intervals.

    Intervals are those of the corrected resampled t statistic (Nadeau and Bengio, 2003), which allows for folds that
    share rows.
    """
    scorers: dict[str, Scorer] = {"optbinning": _peer, "logistic": _ours("logistic"), "additive": _ours("additive")}
    print(f"{'table':<28}{'rows':>8}{'cols':>6}  learner      AUC     minus optbinning          seconds per fit")
    for table in tables:
        areas, seconds = _areas(table, scorers, seeds)
        for name, values in areas.items():
            head = f"{table.name[:27]:<28}{len(table.bad):>8}{table.inputs.shape[1]:>6}"
            difference = _difference(values, areas["optbinning"])
            print(f"{head}  {name:<11} {values.mean():.4f}  {difference}  {seconds[name]:8.2f}")
        print(f"{'':<42}  additive - logistic: {_difference(areas['additive'], areas['logistic'])}", flush=True)


def _areas(table: Labelled, scorers: dict[str, Scorer], seeds: int) -> tuple[dict[str, np.ndarray], dict[str, float]]:
    areas: dict[str, list[float]] = {name: [] for name in scorers}
    seconds = dict.fromkeys(scorers, 0.0)
    for fitted, judged in _folds(table.bad, seeds):
        for name, scorer in scorers.items():
            start = time.perf_counter()
            score = scorer(table.inputs.iloc[fitted], table.bad[fitted], table.inputs.iloc[judged])
            seconds[name] += (time.perf_counter() - start) / (seeds * _FOLDS)
            areas[name].append(roc_auc_score(1 - table.bad[judged], score))
    return {name: np.array(values) for name, values in areas.items()}, seconds


def _folds(bad: np.ndarray, seeds: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    for seed in range(seeds):
        yield from StratifiedKFold(_FOLDS, shuffle=True, random_state=seed).split(np.zeros(len(bad)), bad)


def _difference(values: np.ndarray, others: np.ndarray) -> str:
    difference = values - others
    n = len(difference)
    spread = np.sqrt(difference.var(ddof=1) * (1 / n + 1 / (_FOLDS - 1))) if n > 1 else np.nan
    half = stats.t.ppf(0.975, n - 1) * spread
    return f"{difference.mean():+.4f} [{difference.mean() - half:+.4f}, {difference.mean() + half:+.4f}]"


def _ours(learner: str) -> Scorer:
    def scorer(inputs: pd.DataFrame, bad: np.ndarray, later: pd.DataFrame) -> np.ndarray:
        return ScorecardClassifier(learner).fit(inputs, bad).score_points(later)

    return scorer


def _peer(inputs: pd.DataFrame, bad: np.ndarray, later: pd.DataFrame) -> np.ndarray:
    """Fit and score with the peer's defaults; only the IV filter that its guide recommends is set."""
    text = [name for name in inputs if not pd.api.types.is_numeric_dtype(inputs[name])]
    process = BinningProcess(list(inputs), categorical_variables=text, selection_criteria={"iv": {"min": 0.02}})
    scaling = {"pdo": 40, "odds": 30, "scorecard_points": 650}
    card = Scorecard(process, LogisticRegression(), scaling_method="pdo_odds", scaling_method_params=scaling)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        card.fit(inputs, bad)
        return np.asarray(card.score(later))
