"""The stability of grades under other weights, against a naive count."""

from random import Random

import numpy as np

from moyang_score.card import read_column
from moyang_score.learn import expert_card
from moyang_score.learn.stability import grade_stability
from tests.learn.catalogues import features, small_catalogue

CARD = expert_card(small_catalogue())


def tried(table, seed=1):
    readings = {one.key: read_column(one, table[one.key]) for one in CARD.inputs}
    return grade_stability(CARD, readings, len(table["P1"]), seed)


def naive(table, seed, draws=1000):
    """Count people whose grade changes, one by one, in exact thousandths."""
    factors = np.random.default_rng(seed).integers(800, 1201, size=(draws, 2)).tolist()
    scored, rows = CARD.apply(table), CARD.rows
    shares = []
    for factor in factors:
        weight = dict(zip("PS", factor, strict=True))
        changed = 0
        for points, grade, attributes in zip(
            scored.points.tolist(), scored.grade, scored.attributes.tolist(), strict=True
        ):
            score = CARD.base * 1000 + sum(weight[key[0]] * own for key, own in zip(rows, points, strict=True))
            found = next(one.grade for one in CARD.grades if one.min is None or score >= one.min * 1000)
            listed = CARD.characteristics[0].attributes[attributes[0]].ceiling == "base"
            changed += ("base" if listed else found) != grade
        shares.append(changed / len(scored))
    return sorted(shares)


def test_the_share_of_people_who_change_grade_is_that_of_a_naive_count():
    table = features(25, seed=4)
    shares = naive(table, 1)

    found = tried(table)

    assert found.mean == float(f"{sum(shares) / 1000:.4g}")
    assert (found.high, found.most) == (float(f"{shares[949]:.4g}"), float(f"{shares[-1]:.4g}"))
    assert found.mean > 0


def test_rows_in_another_order_are_as_stable_and_another_seed_draws_otherwise():
    table = features(200, seed=4)
    order = list(range(200))
    Random(1).shuffle(order)

    assert tried({key: [column[at] for at in order] for key, column in table.items()}) == tried(table)
    assert tried(table, seed=2) != tried(table)


def test_newcomers_do_not_depend_on_any_weight_and_nobody_is_nobody():
    empty = {key: [None] * 50 for key in ("P1", "P2", "P4", "S1")}

    assert (tried(empty).mean, tried(empty).most) == (0, 0)
    assert tried({key: [] for key in empty}).mean is None
