"""The joint fit: trends are chosen, and inputs weighed, beside all others."""

import numpy as np
import pytest

from moyang_score.card import Input, read_column
from moyang_score.learn.counted import count_input
from moyang_score.learn.joint import weigh
from moyang_score.learn.logistic import Logistic
from moyang_score.learn.sample import Sample


def weighed(columns, log_odds_bad, seed=0, trends=None):
    random = np.random.default_rng(seed)
    bad = (random.random(len(log_odds_bad)) < 1 / (1 + np.exp(-log_odds_bad))).astype(np.int8)
    inputs = tuple(Input(name, "text" if values.dtype.kind == "U" else "decimal") for name, values in columns.items())
    readings = {one.key: read_column(one, columns[one.key].tolist()) for one in inputs}
    sample = Sample(inputs, readings, bad, np.ones(len(bad)), trends or {}).canonical()
    deals = np.stack([sample.parts(5, 0), 5 + sample.parts(5, 1)])
    return {
        one.counted.declared.key: one for one in weigh([count_input(i, sample, deals) for i in inputs], sample, deals)
    }


@pytest.mark.parametrize("seed", range(3))
def test_a_turn_and_a_slope_are_told_apart(seed):
    turn, slope = np.random.default_rng(10 + seed).normal(size=(2, 4000))
    found = weighed({"turn": turn, "slope": slope}, 1.2 * turn**2 - slope - 2, seed)
    assert found["turn"].trend == "valley"
    assert found["slope"].trend == "descending"
    assert min(one.coefficient for one in found.values()) > 0.5


@pytest.mark.parametrize("seed", range(3))
def test_a_turn_that_another_input_explains_is_not_taken(seed):
    """Alone `x` looks like a valley, since a cause follows its square; beside the cause it is a slope."""
    x, noise = np.random.default_rng(20 + seed).normal(size=(2, 6000))
    cause = x**2 + noise
    log_odds = cause + 1.5 * x - 1
    assert weighed({"x": x}, log_odds, seed)["x"].trend == "valley"
    assert weighed({"x": x, "cause": cause}, log_odds, seed)["x"].trend == "ascending"


def test_a_declared_direction_is_the_only_candidate():
    x = np.random.default_rng(3).normal(size=4000)
    assert weighed({"x": x}, 1.2 * x**2 - 2, trends={"x": "descending"})["x"].trend == "ascending"


def test_luck_gets_little_weight():
    """Forty levels that mean nothing have a WOE on their own rows, and none on others."""
    random = np.random.default_rng(4)
    x, level = random.normal(size=3000), random.integers(0, 40, 3000).astype(str)
    found = weighed({"x": x, "level": level}, x - 1)
    assert found["x"].coefficient > 0.7
    assert "level" not in found or found["level"].coefficient < 0.2


def test_nothing_is_weighed_where_nothing_varies():
    assert weighed({"x": np.zeros(300)}, np.zeros(300)) == {}


def test_a_small_table_depends_less_on_the_seed_than_on_its_rows():
    """The points of a card of 600 rows move by chance of the draw, and a good deal less by how the rows are dealt."""

    def steps(rows, seed):
        x, y = np.random.default_rng(rows).normal(size=(2, 600))
        bad = (np.random.default_rng(100 + rows).random(600) < 1 / (1 + np.exp(1 - x - y / 2))).astype(np.int8)
        inputs = (Input("x", "decimal"), Input("y", "decimal"))
        readings = {one.key: read_column(one, list(column)) for one, column in zip(inputs, (x, y), strict=True)}
        model = Logistic().learn(Sample(inputs, readings, bad, np.ones(600), {}).canonical(), seed)
        return [{one.key: one.coefficient for one in model.effects}.get(key, 0.0) for key in ("x", "y")]

    by_seed = np.std([steps(0, seed) for seed in range(5)], axis=0)
    by_rows = np.std([steps(rows, 0) for rows in range(5)], axis=0)

    assert (by_seed < by_rows / 2).all()
