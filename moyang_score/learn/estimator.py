"""The scikit-learn face of the learners, for notebooks, pipelines and model selection."""

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets, type_of_target
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from moyang_score.card import Input, Reading, Scorecard
from moyang_score.learn.infer import Dropped, infer_input
from moyang_score.learn.judge import learn_card
from moyang_score.learn.learners import learner_named
from moyang_score.learn.points import SCALING
from moyang_score.learn.sample import Sample

__all__ = ["ScorecardClassifier"]


class ScorecardClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Fit a scorecard behind scikit-learn's estimator interface.

    The second of the two sorted classes is *bad*. Probabilities come from the integer score, so the estimator and the
    card ``card_`` it holds never disagree. Columns of a pandas frame keep their types; columns that cannot be used are
    left out, as by `moyang_score.fit`.

    Parameters
    ----------
    learner : {'logistic', 'additive'}
        Which learner.
    max_characteristics : int, optional
        The largest number of characteristics.
    seed : int
        Passed to the learner.

    Attributes
    ----------
    card_ : Scorecard
        The points table.
    classes_ : ndarray (2,)
        Good, then bad.
    dropped_ : tuple of Dropped
        Columns left out, with the reason.

    Examples
    --------
    >>> rows = np.repeat([[0.0], [1.0], [5.0], [9.0]], 20, axis=0)
    >>> bad = np.repeat([0, 0, 1, 1], 20)
    >>> ScorecardClassifier().fit(rows, bad).predict([[0.0], [9.0]]).tolist()
    [0, 1]
    """

    def __init__(self, learner: str = "logistic", max_characteristics: int | None = None, seed: int = 0) -> None:
        self.learner = learner
        self.max_characteristics = max_characteristics
        self.seed = seed

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> "ScorecardClassifier":  # noqa: N803 - scikit-learn's name
        """Fit the card.

        Parameters
        ----------
        X : array-like (n, p)
            The columns; text, missing values and pandas frames are welcome.
        y : array-like (n,)
            Two classes.
        sample_weight : array-like (n,), optional
            At least 0. Counts and WOE are those of a row that stands that often; parts are dealt by row, so the card is
            close to that of repeated rows, not equal.

        Returns
        -------
        ScorecardClassifier
            Itself.

        Raises
        ------
        ValueError
            If there are not two classes, or an array holds an infinite number; in a frame such a column is left out.
        """
        checked, y = validate_data(self, X, y, dtype=_kept_dtype(X), ensure_all_finite="allow-nan")
        check_classification_targets(y)
        kind = type_of_target(y, input_name="y", raise_unknown=True)
        if kind != "binary":
            raise ValueError(f"Only binary classification is supported. The type of the target is {kind}.")
        weight = _check_sample_weight(sample_weight, checked, dtype=np.float64, ensure_non_negative=True)
        self.classes_, codes = np.unique(y, return_inverse=True)
        if len(set(codes[weight > 0].tolist())) < 2:
            raise ValueError("y holds one class only; a scorecard needs rows of two")
        sample = self._sample(_columns(X, checked), codes.astype(np.int8), weight)
        learner = learner_named(self.learner)
        _, self.card_ = learn_card(learner, sample.canonical(), self.seed, self.max_characteristics)
        return self

    def score_points(self, X: Any) -> npt.NDArray[np.int64]:  # noqa: N803
        """Return the integer scores (n,) of the card; higher is safer."""
        check_is_fitted(self)
        checked = validate_data(self, X, dtype=_kept_dtype(X), ensure_all_finite="allow-nan", reset=False)
        columns = _columns(X, checked)
        card: Scorecard = self.card_
        return card.score(columns)

    def decision_function(self, X: Any) -> npt.NDArray[np.float64]:  # noqa: N803
        """Return the log-odds bad:good (n,) that the scores stand for."""
        score = self.score_points(X)
        return -np.asarray(SCALING.log_odds(score), np.float64)

    def predict_proba(self, X: Any) -> npt.NDArray[np.float64]:  # noqa: N803
        """Return the probabilities (n, 2) of good and bad."""
        bad = SCALING.probability_bad(self.score_points(X))
        return np.stack([1 - bad, bad], axis=1)

    def predict(self, X: Any) -> npt.NDArray[Any]:  # noqa: N803
        """Return the more likely class (n,) of each row."""
        likely_bad = self.decision_function(X) > 0
        return np.asarray(self.classes_[likely_bad.astype(int)])

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        tags.input_tags.allow_nan = True
        tags.input_tags.string = True
        tags.input_tags.categorical = True
        return tags

    def _sample(self, columns: dict[str, Any], bad: npt.NDArray[np.int8], weight: npt.NDArray[np.float64]) -> Sample:
        used = np.flatnonzero(weight > 0)
        found = {name: infer_input(name, column[used]) for name, column in columns.items()}
        self.dropped_ = tuple(one for one in found.values() if isinstance(one, Dropped))
        usable: dict[str, tuple[Input, Reading]] = {k: one for k, one in found.items() if not isinstance(one, Dropped)}
        inputs = tuple(declared for declared, _ in usable.values())
        readings = {name: reading for name, (_, reading) in usable.items()}
        return Sample(inputs, readings, bad[used], weight[used], {})


def _kept_dtype(frame: Any) -> type | None:
    """Return the dtype to check a frame under: objects, since the checks would cast categories and text to numbers."""
    return object if hasattr(frame, "iloc") else None


def _columns(frame: Any, checked: npt.NDArray[Any]) -> dict[str, Any]:
    """Return the columns by name: as the frame holds them, or out of the checked array."""
    if hasattr(frame, "columns") and hasattr(frame, "iloc"):
        return {str(name): frame.iloc[:, at].reset_index(drop=True) for at, name in enumerate(frame.columns)}
    return {f"x{at}": checked[:, at] for at in range(checked.shape[1])}
