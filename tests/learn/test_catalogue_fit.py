"""Statistical cards under a catalogue: what is declared holds, whatever the sample says."""

import json
import math
from datetime import date

import numpy as np
import pytest

import moyang_score as ms
from moyang_score.card import MISSING, UNSEEN, Interval, OneOf
from moyang_score.errors import CatalogueError, ColumnError, SampleError, UsageError
from moyang_score.frame import FeatureFrame, Outcome
from moyang_score.learn import fit
from moyang_score.learn.catalogue_fit import Labels
from moyang_score.learn.declared import Declared, prior_shift
from moyang_score.learn.form import CardForm
from moyang_score.learn.intercept import calibrated_intercept
from moyang_score.learn.joining import OutcomeTable, join_outcome
from moyang_score.learn.learners import LEARNERS
from moyang_score.learn.points import SCALING
from tests.learn.catalogues import features, indicator, small_catalogue

SMALL = small_catalogue()
ROWS = 1200
DAY = date(2026, 10, 1)


@pytest.fixture(scope="module", params=sorted(LEARNERS))
def fitted(request):
    return fit(features(ROWS), "bad", learner=request.param, catalogue=SMALL, prior=0.05, seed=3)


@pytest.fixture(scope="module")
def logistic():
    return fit(features(ROWS), "bad", catalogue=SMALL, prior=0.05, seed=3)


def test_the_card_reads_the_indicators_alone_and_has_what_the_catalogue_says(fitted):
    card = fitted.card

    assert {one.key for one in card.inputs} <= {"P1", "P2", "P4", "S1"}
    assert all((one.type, one.unit) == ("int", "count") for one in card.inputs)
    assert {one.key: one.family for one in card.characteristics} == {
        one.key: one.key[0] for one in card.characteristics
    }
    assert all(one.reason == one.key for one in card.characteristics)
    assert (card.card_class, card.groups, card.scaling) == ("official", (), SCALING)
    assert [(one.grade, one.min) for one in card.grades] == [("AA", 660), ("A", 650), ("base", None)]
    assert fitted.texts["zh"].name("P2") == "name of P2（中）"
    assert set(fitted.texts) == {"zh", "en"}


def test_points_run_as_declared(fitted):
    assert fitted.evidence["directions"] == {
        "P1": "descending",
        "P2": "descending",
        "P4": "ascending",
        "S1": "ascending",
    }
    for one in fitted.card.characteristics:
        points = [attribute.points for attribute in one.attributes if isinstance(attribute.when[0], Interval)]
        assert points == sorted(points, reverse=one.key in {"P1", "P2"}), one.key
    assert {"P2", "S1"} <= {one.key for one in fitted.card.characteristics}


@pytest.mark.parametrize("learner", sorted(LEARNERS))
def test_a_sample_that_says_the_reverse_moves_no_point_the_wrong_way(learner):
    table = features(ROWS)
    table["bad"] = [1 - one for one in table["bad"]]

    card = fit(table, "bad", learner=learner, catalogue=SMALL, prior=0.05).card

    spread = {one.key: one.points_range[1] - one.points_range[0] for one in card.characteristics}
    assert spread.get("P2", 0) <= 1
    assert spread.get("S1", 0) <= 1


def test_what_is_not_known_counts_neither_for_nor_against_anybody(fitted):
    for one in fitted.card.characteristics:
        points = {attribute.when[0]: attribute.points for attribute in one.attributes}
        assert (points[MISSING], points[UNSEEN]) == (0, 0)
        assert abs(one.neutral) <= 1
    nobody = dict.fromkeys(one.key for one in fitted.card.inputs)
    assert fitted.card.score(nobody).tolist() == [fitted.card.base]
    assert fitted.card.apply({key: [cell] for key, cell in nobody.items()}).reasons == [()]


def test_a_ceiling_of_the_catalogue_holds_whatever_the_sample_says(fitted):
    best = {"P2": 0, "P4": 3, "S1": 3}
    record = {one.key: best.get(one.key, 0) for one in fitted.card.inputs}
    assert fitted.card.grade({**record, "P1": 1}).tolist() == ["base"]
    assert fitted.card.apply({**{key: [cell] for key, cell in record.items()}, "P1": [0]}).grade.tolist() != ["base"]


@pytest.mark.parametrize("most", [1, 2])
def test_a_ceiling_stays_though_the_column_is_constant_or_few_characteristics_are_asked_for(most):
    table = {**features(ROWS), "P1": [0] * ROWS}
    fitted = fit(table, "bad", catalogue=SMALL, max_characteristics=most)
    kept = next(one for one in fitted.card.characteristics if one.key == "P1")
    assert [(str(one.when[0]), one.points, one.ceiling) for one in kept.attributes] == [
        ("< 1", 0, None),
        (">= 1", 0, "base"),
        ("missing", 0, None),
        ("unseen", 0, None),
    ]
    assert len(fitted.card.characteristics) <= most + 1
    assert "P1" not in {one["column"] for one in fitted.evidence["dropped"]}


def test_intervals_are_parted_where_a_ceiling_begins_and_where_it_ends():
    rows = indicator("P1", [-1, -2, -3]).points
    held = tuple(
        type(row)(lower=row.lower, upper=row.upper, points=row.points, ceiling="base" if row.lower == 1 else None)
        for row in rows
    )
    form = CardForm(ceilings={"P1": held})
    wide = [(Interval(None, None), 5), (MISSING, 0)]
    parts = [(str(one.when[0]), one.points, one.ceiling) for one in form.attributes("P1", wide)]
    assert parts == [("< 1", 5, None), ("[1, 2)", 5, "base"), (">= 2", 5, None), ("missing", 0, None)]
    cut = [(Interval(None, "2"), 5), (Interval("2", "3"), 4), (Interval("3", None), 3)]
    parts = [(str(one.when[0]), one.points, one.ceiling) for one in form.attributes("P1", cut)]
    assert parts == [("< 1", 5, None), ("[1, 2)", 5, "base"), ("[2, 3)", 4, None), (">= 3", 3, None)]
    assert [one.ceiling for one in form.attributes("S1", wide)] == [None, None]
    assert [one.ceiling for one in form.attributes("P1", [(OneOf(("a",)), 1)])] == [None]


def test_probabilities_are_those_of_the_stated_rate(logistic):
    card, table = logistic.card, features(ROWS)
    sample = np.mean(table["bad"])
    prior = logistic.evidence["prior"]
    assert prior == {
        "bad_rate": 0.05,
        "stated_by": "option",
        "sample_rate": pytest.approx(sample, rel=1e-5),
        "shift": pytest.approx(prior_shift(0.05, sample), rel=1e-5),
    }
    bare = fit(table, "bad", catalogue=SMALL, seed=3)
    assert card.base - bare.card.base == pytest.approx(SCALING.factor * prior["shift"], abs=1.01)
    assert [one.attributes for one in card.characteristics] == [one.attributes for one in bare.card.characteristics]
    assert any("no bad rate is stated" in text for text in bare.evidence["warnings"])
    weight = np.where(np.array(table["bad"]) == 1, 0.05 / sample, 0.95 / (1 - sample))
    assert np.average(card.probability_bad(card.score(table)), weights=weight) == pytest.approx(0.05, abs=0.006)


def test_the_shift_is_that_of_king_and_zeng():
    rate, prior, odds = 0.3, 0.06, 0.4
    logit = lambda share: math.log(share / (1 - share))  # noqa: E731
    of_event = logit(odds) - math.log((1 - prior) / prior * rate / (1 - rate))  # their (7): the intercept of the event
    assert -logit(odds) + prior_shift(prior, rate) == pytest.approx(-of_event)
    assert prior_shift(0.2, 0.2) == 0


def test_each_fold_is_corrected_by_its_own_rate():
    """The shift is by the rows learned from, so that a fold is judged by what it would release."""
    from moyang_score.learn.catalogue_fit import IndicatorReader, declared_trends, indicator_inputs
    from moyang_score.learn.options import FitOptions
    from moyang_score.learn.prepare import prepare

    reader = IndicatorReader(indicator_inputs(SMALL), ("P1",))
    sample = prepare(features(ROWS), FitOptions(target="bad"), reader, declared_trends(SMALL)).fitted
    half = sample.take(np.arange(len(sample)) % 2 == 0)
    model = Declared(LEARNERS["logistic"], 0.05, ("P1",)).learn(half, 1)
    expected = calibrated_intercept(model.effects, half) + prior_shift(0.05, half.bad.mean())
    assert model.intercept == pytest.approx(expected)


def test_the_order_of_rows_and_columns_and_other_columns_do_not_matter(logistic):
    table = features(ROWS)
    order = np.random.default_rng(4).permutation(ROWS).tolist()
    names = ["bad", "S1", "P4", "P2", "P1"]
    shuffled = {name: [table[name][row] for row in order] for name in names}
    again = fit(shuffled, "bad", catalogue=SMALL, prior=0.05, seed=3)
    assert again.card.digest == logistic.card.digest
    assert [one.key for one in again.card.inputs] == [one.key for one in logistic.card.inputs]


def test_a_catalogue_of_class_r_gives_a_research_card_with_its_grades():
    catalogue = small_catalogue(indicators=(*SMALL.indicators, indicator("S2", [5], legal_class="R")))
    table = {**features(ROWS), "S2": [0, 1] * (ROWS // 2)}
    card = fit(table, "bad", catalogue=catalogue).card
    assert card.card_class == "research"
    assert [one.grade for one in card.grades] == ["AA", "A", "base"]


def test_a_card_that_leaves_the_scale_says_so():
    table = features(ROWS)
    table["bad"] = [
        int((two or 0) >= 2) if row % 9 else 1 - int((two or 0) >= 2) for row, two in enumerate(table["P2"])
    ]
    fitted = fit(table, "bad", catalogue=SMALL, prior=0.9)
    assert fitted.card.attainable[0] < 300
    assert any("this official card cannot be released" in text for text in fitted.evidence["warnings"])


def test_few_bads_are_told(fitted):
    text = "than 200: no change of the published points may rest on this card"
    assert not any(text in warning for warning in fitted.evidence["warnings"])
    few = fit(features(200), "bad", catalogue=SMALL, prior=0.05)
    assert any(text in warning for warning in few.evidence["warnings"])


def test_later_rows_can_be_held_out():
    table = {**features(ROWS), "as_of": [f"202{row % 4}-01-01" for row in range(ROWS)]}
    fitted = fit(table, "bad", time="as_of", catalogue=SMALL, prior=0.05)
    assert fitted.evidence["metrics"][0]["sample"] == "held out"
    assert "as_of" not in {one.key for one in fitted.card.inputs}


REFUSED = {
    "special": (UsageError, "the catalogue says what cells mean, so --special"),
    "missing": (UsageError, "the catalogue says what cells mean, so --missing"),
    "exclude a ceiling": (UsageError, "P1 holds people at a grade"),
    "prior": (UsageError, "the prior is 1"),
    "absent": (ColumnError, "lacks the column 'P4'"),
    "half": (ColumnError, "'0.5' is no whole number"),
    "constant": (SampleError, "no column is left to learn from"),
}


@pytest.mark.parametrize("case", sorted(REFUSED))
def test_what_cannot_be_used_is_refused(case):
    kind, message = REFUSED[case]
    table, options = features(40), {"catalogue": SMALL}
    if case in {"special", "missing"}:
        options[case] = {"P2": ["9"]} if case == "special" else ["x"]
    elif case == "exclude a ceiling":
        options["exclude"] = ["P1"]
    elif case == "prior":
        options["prior"] = 1.0
    elif case == "absent":
        del table["P4"]
    elif case == "half":
        table["P2"][3] = "0.5"
    else:
        options["catalogue"] = small_catalogue(indicators=SMALL.indicators[1:])
        table.update({key: [1] * 40 for key in ("P2", "P4", "S1")})
    with pytest.raises(kind, match=f"(?i){message}"):
        fit(table, "bad", **options)


@pytest.mark.parametrize(("option", "value"), [("prior", 0.06), ("outcome", {"token": []})])
def test_without_a_catalogue_there_is_neither_prior_nor_outcome(option, value):
    with pytest.raises(UsageError, match=f"--{option} belong to fits under a catalogue"):
        fit(features(40), "bad", **{option: value})


def test_features_of_another_catalogue_are_refused():
    table = features(40)
    frame = FeatureFrame({key: table[key] for key in ("P1", "P2", "P4", "S1", "bad")}, "cd" * 32, (DAY,))
    with pytest.raises(CatalogueError, match=r"(?i)the features are of the catalogue cdcdcdcdcdcd"):
        fit(frame, "bad", catalogue=SMALL)


def parts(rows=ROWS):
    """Return features without their outcome, and the outcome of most of them, in another order."""
    table = features(rows)
    bad = [None if row % 10 == 0 else value for row, value in enumerate(table.pop("bad"))]
    own = {"token": [f"p{row}" for row in range(rows)], "as_of": [DAY.isoformat()] * rows, **table}
    order = [row for row in np.random.default_rng(2).permutation(rows).tolist() if row % 7]
    outcome = {
        "token": [*(f"p{row}" for row in order), "stranger"],
        "as_of": [DAY] * (len(order) + 1),
        "bad": [*(bad[row] for row in order), 1],
    }
    return own, outcome


def test_outcomes_are_joined_by_person_and_day():
    own, outcome = parts()
    joined = join_outcome(own, outcome, "bad")
    whole = features(ROWS)
    rows = [row for row in range(ROWS) if row % 7 and row % 10]
    assert joined.columns["token"] == [f"p{row}" for row in rows]
    assert joined.columns["bad"] == [whole["bad"][row] for row in rows]
    assert joined.columns["P2"] == [whole["P2"][row] for row in rows]
    gone = sum(row % 7 == 0 for row in range(ROWS))
    unclear = ROWS - gone - len(rows)
    counts = {"features": ROWS, "outcome": ROWS - gone + 1, "rows": len(rows)}
    assert joined.counts == {**counts, "without_outcome": gone, "no_class": unclear}


def test_a_fit_with_an_outcome_beside_the_features_is_the_fit_of_the_joined_table():
    own, outcome = parts()
    record = {"definition": {"name": "mine", "bad_rate": "0.05"}, "counts": {"bad": 3}, "rows": 7}
    beside = fit(own, "bad", catalogue=SMALL, outcome=OutcomeTable(outcome, record), seed=3)
    inside = fit(join_outcome(own, outcome, "bad").columns, "bad", catalogue=SMALL, prior=0.05, seed=3)
    assert beside.card.digest == inside.card.digest
    assert beside.evidence["prior"]["stated_by"] == "definition"
    assert beside.evidence["outcome"]["definition"] == record["definition"]
    assert beside.evidence["outcome"]["joined"]["rows"] == beside.evidence["data"]["rows"]
    assert inside.evidence["outcome"] is None
    expert = fit(own, "bad", learner="expert", catalogue=SMALL, outcome=outcome)
    assert expert.evidence["data"]["rows"] == beside.evidence["data"]["rows"]


def test_frames_of_the_package_are_joined_as_they_are():
    import pyarrow as pa

    own, outcome = parts(300)
    days = [DAY] * 300
    frame = {
        "token": pa.chunked_array([own["token"]]),
        "as_of": pa.array(days),
        **{key: pa.array(own[key]) for key in ("P1", "P2", "P4", "S1")},
    }
    kinds = [{1: "bad", 0: "good"}.get(one, "indeterminate") for one in outcome["bad"]]
    labels = {
        "token": outcome["token"],
        "as_of": outcome["as_of"],
        "outcome": kinds,
        "bad": pa.array(outcome["bad"], pa.int8()),
    }
    plain = fit(own, "bad", catalogue=SMALL, outcome=outcome)
    again = fit(FeatureFrame(frame, SMALL.hash, (DAY,)), "bad", catalogue=SMALL, outcome=Outcome(labels, "ab", (DAY,)))
    assert again.card.digest == plain.card.digest
    assert ms.fit is fit


TORN = {
    "no token": "the features have no column 'token'",
    "no day": "the outcome has no column 'as_of'",
    "no target": "the outcome has no column 'bad'",
    "two targets": "stands in the features too",
    "features twice": "rows 1 and 2: a person and day stand twice in the features",
    "outcome twice": "a person and day stand twice in the outcome",
}


@pytest.mark.parametrize("case", sorted(TORN))
def test_tables_that_cannot_be_joined_are_refused(case):
    own, outcome = parts(40)
    match case:
        case "no token":
            del own["token"]
        case "no day":
            del outcome["as_of"]
        case "no target":
            del outcome["bad"]
        case "two targets":
            own["bad"] = [0] * 40
        case "features twice":
            own["token"][1] = "p0"
        case _:
            outcome["token"][1] = "stranger"
    with pytest.raises(ColumnError, match=f"(?i){TORN[case]}"):
        join_outcome(own, outcome, "bad")


def test_features_of_other_days_have_no_outcome():
    own, outcome = parts(40)
    own["as_of"] = ["2025-01-01"] * 40
    with pytest.raises(SampleError, match=r"(?i)none of 40 rows of features has an outcome: 40 have no row"):
        join_outcome(own, outcome, "bad")


def test_an_option_goes_before_the_definition():
    from moyang_score.learn.catalogue_fit import stated_rate

    record = {"definition": {"bad_rate": "0.05"}}
    assert stated_rate(Labels(OutcomeTable({}, record))) == (0.05, "definition")
    assert stated_rate(Labels(OutcomeTable({}, record), 0.1)) == (0.1, "option")
    assert stated_rate(Labels(OutcomeTable({}, {}))) == (None, None)
    assert json.dumps(Labels().record) == "{}"
