"""The estimator: scikit-learn's own checks, and frames as notebooks hold them."""

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.model_selection import cross_val_score
from sklearn.utils.estimator_checks import estimator_checks_generator

from moyang_score.errors import UsageError
from moyang_score.learn import ScorecardClassifier
from tests.learn.tables import people

# Skips itself unless SCIPY_ARRAY_API is set before anything is imported; the array API is nothing we offer.
NOT_OURS = {"check_array_api_input"}
CHECKS = [
    (estimator, check)
    for estimator, check in estimator_checks_generator(ScorecardClassifier())
    if getattr(check, "func", check).__name__ not in NOT_OURS
]


@pytest.mark.parametrize(
    ("estimator", "check"), CHECKS, ids=[getattr(check, "func", check).__name__ for _, check in CHECKS]
)
def test_scikit_learn_finds_no_fault(estimator, check):
    check(estimator)


def test_all_checks_but_one_are_run():
    assert len(CHECKS) > 40


@pytest.mark.slow
@pytest.mark.parametrize(
    "check", [check for _, check in CHECKS], ids=[getattr(check, "func", check).__name__ for _, check in CHECKS]
)
def test_scikit_learn_finds_no_fault_in_the_additive_learner(check):
    check(ScorecardClassifier(learner="additive"))


@pytest.fixture(scope="module")
def frame():
    table = pd.DataFrame(people(400, 5))
    table["home"] = table["home"].astype("category")
    table["member"] = table["member"].astype("boolean")
    table["since"] = pd.to_datetime(table["since"])
    table["late"] = table["late"].astype("Int64")
    return table.drop(columns="bad"), table["bad"]


@pytest.mark.parametrize("learner", ["logistic", "additive"])
def test_a_frame_of_all_types_is_fitted_and_scored_by_its_card(frame, learner):
    columns, bad = frame
    model = ScorecardClassifier(learner=learner).fit(columns, bad)
    assert {one.key: one.type for one in model.card_.inputs}.items() <= {
        "income": "decimal", "late": "int", "home": "text", "member": "bool", "since": "date", "noise": "decimal",
        "month": "int",
    }.items()  # fmt: skip
    assert model.score_points(columns).tolist() == model.card_.score(columns).tolist()
    probability = model.predict_proba(columns)
    assert probability[:, 1] == pytest.approx(model.card_.probability_bad(model.card_.score(columns)))
    assert probability.sum(axis=1) == pytest.approx(np.ones(len(bad)))
    assert (model.predict(columns) == (probability[:, 1] > 0.5)).all()
    assert model.score(columns, bad) > 0.6


def test_the_second_class_is_bad(frame):
    columns, bad = frame
    model = ScorecardClassifier().fit(columns, np.where(bad == 1, "z bad", "a good"))
    assert model.classes_.tolist() == ["a good", "z bad"]
    assert model.card_.digest == ScorecardClassifier().fit(columns, bad).card_.digest


def test_text_and_missing_cells_of_an_array_are_welcome():
    table = people(300, 5)
    array = np.array([table["home"], table["income"], table["late"]], dtype=object).T
    model = ScorecardClassifier().fit(array, np.array(table["bad"]))
    assert {one.key: one.type for one in model.card_.inputs}.items() <= {
        "x0": "text",
        "x1": "decimal",
        "x2": "int",
    }.items()
    assert len(model.predict(array)) == 300


def test_it_can_be_cloned_and_cross_validated(frame):
    columns, bad = frame
    model = clone(ScorecardClassifier(max_characteristics=2, seed=4))
    assert (model.max_characteristics, model.seed) == (2, 4)
    area = cross_val_score(model, columns, bad, cv=3, scoring="roc_auc")
    assert area.mean() > 0.6
    assert len(model.fit(columns, bad).card_.characteristics) <= 2


def test_dropped_columns_are_told(frame):
    columns, bad = frame
    columns = columns.assign(same=1, key=[f"k{row}" for row in range(len(bad))])
    model = ScorecardClassifier().fit(columns, bad)
    assert [(one.column, one.reason) for one in model.dropped_] == [
        ("same", "all rows have the one value 1"),
        ("key", "it looks like an id: 400 values in 400 rows"),
    ]


def test_rows_of_weight_zero_are_no_rows(frame):
    columns, bad = frame
    weight = (np.arange(len(bad)) % 4 > 0).astype(float)
    one = ScorecardClassifier().fit(columns, bad, sample_weight=weight)
    other = ScorecardClassifier().fit(columns[weight > 0], bad[weight > 0])
    assert one.card_.digest == other.card_.digest


def test_what_cannot_be_fitted_is_refused(frame):
    columns, bad = frame
    with pytest.raises(ValueError, match=r"^Only binary classification is supported"):
        ScorecardClassifier().fit(columns, np.arange(len(bad)) % 3)
    with pytest.raises(ValueError, match=r"^y holds one class only; a scorecard needs rows of two$"):
        ScorecardClassifier().fit(columns, bad, sample_weight=(bad == 0).astype(float))
    with pytest.raises(UsageError, match=r"^There is no learner 'forest'"):
        ScorecardClassifier(learner="forest").fit(columns, bad)
