"""The additive learner: what is read out of the trees is what the trees say."""

from itertools import islice

import numpy as np
import pytest

from moyang_score.learn.additive import Additive, _arranged, _bag, _best_stage, _column_order, _read_out, _Shape
from moyang_score.learn.threads import one_thread
from tests.learn.tables import noise, people, sample_of


@pytest.fixture(scope="module")
def bagged():
    sample = sample_of(people(600, 4), special={"late": ["-9"]})
    shapes = [_Shape.of(one, sample) for one in sample.inputs]
    matrix = _arranged(shapes, [shape.columns(sample.readings[shape.declared.key]) for shape in shapes])
    with one_thread():
        return sample, shapes, matrix, [_bag(matrix, sample, shapes, seed) for seed in (0, 1)]


def summed(sample, shapes, functions):
    """Add up the functions, each at the condition its input meets, less what all share at their first."""
    from moyang_score.card.partition import Partition

    total = np.full(len(sample), functions[0][0])
    for shape, function in zip(shapes, functions, strict=True):
        place = Partition(shape.declared, shape.conditions).locate(sample.readings[shape.declared.key])
        total += function[place] - function[0]
    return total


def test_the_functions_read_out_add_up_to_the_decision_of_each_bag(bagged):
    sample, shapes, matrix, bags = bagged
    for bag in bags:
        total = summed(sample, shapes, _read_out([bag], shapes))
        assert np.abs(total - _best_stage(bag, matrix)).max() < 1e-9
        assert np.ptp(total) > 0.5


def test_the_functions_of_all_bags_are_their_mean(bagged):
    sample, shapes, matrix, bags = bagged
    total = summed(sample, shapes, _read_out(bags, shapes))
    assert np.abs(total - np.mean([_best_stage(bag, matrix) for bag in bags], axis=0)).max() < 1e-9


def test_the_best_stage_is_the_round_of_the_best_validation_score(bagged):
    _, _, matrix, bags = bagged
    for bag in bags:
        best = int(np.argmax(bag.validation_score_))
        assert 0 < best <= bag.n_iter_
        stage = next(islice(bag.staged_decision_function(matrix), best - 1, None))
        assert _best_stage(bag, matrix).tolist() == stage.tolist()


def test_every_tree_uses_one_input(bagged):
    _, shapes, _, bags = bagged
    owner = np.repeat(np.arange(len(shapes)), [shape.width for shape in shapes])[_column_order(shapes)]
    for bag in bags:
        for (tree,) in bag._predictors:
            nodes = tree.nodes[tree.nodes["is_leaf"] == 0]
            assert len(set(owner[nodes["feature_idx"]].tolist())) <= 1


def test_effects_have_mean_zero_over_the_sample_and_are_zero_where_it_has_no_row(bagged):
    from moyang_score.card import UNSEEN
    from moyang_score.card.partition import Partition

    sample = bagged[0]
    for effect in Additive().learn(sample, 0).effects:
        declared = next(one for one in sample.inputs if one.key == effect.key)
        place = Partition(declared, effect.conditions).locate(sample.readings[effect.key])
        assert effect.log_odds[place].mean() == pytest.approx(0, abs=1e-9)
        assert effect.log_odds[effect.conditions.index(UNSEEN)] == 0


def test_the_intercept_makes_the_mean_probability_the_bad_rate(bagged):
    from moyang_score.card.partition import Partition

    sample = bagged[0]
    model = Additive().learn(sample, 0)
    total = np.full(len(sample), model.intercept)
    for effect in model.effects:
        declared = next(one for one in sample.inputs if one.key == effect.key)
        total += effect.log_odds[Partition(declared, effect.conditions).locate(sample.readings[effect.key])]
    assert (1 / (1 + np.exp(total))).mean() == pytest.approx(sample.bad.mean(), abs=1e-9)


def test_noise_gets_next_to_no_effect():
    spans = [np.ptp(effect.log_odds) for effect in Additive().learn(sample_of(noise(600, 1)), 0).effects]
    assert max(spans) < 0.5
