"""Rank correlation of two scores."""

import numpy as np
import pytest
from scipy.stats import spearmanr

from moyang_score.errors import SampleError
from moyang_score.measure import rank_correlation


@pytest.mark.parametrize("seed", range(20))
def test_it_is_spearmans_with_ties_and_does_not_depend_on_the_order_of_rows(seed):
    random = np.random.default_rng(seed)
    a = random.integers(0, 30, 200)
    b = a + random.integers(-20, 20, 200)
    shuffled = random.permutation(200)

    found = rank_correlation(a, b)

    assert found == pytest.approx(spearmanr(a, b).statistic, abs=1e-12)
    assert found == rank_correlation(a[shuffled], b[shuffled])
    assert found == pytest.approx(rank_correlation(b, a), abs=1e-15)


def test_one_order_is_1_and_its_opposite_is_minus_1():
    assert rank_correlation([1, 2, 3], [10, 400, 500]) == 1.0
    assert rank_correlation([1, 2, 3], [3, 2, 1]) == -1.0


def test_a_score_that_is_the_same_for_all_has_no_order():
    assert rank_correlation([1, 2, 3], [7, 7, 7]) is None


def test_no_rows_and_rows_that_do_not_match_are_refused():
    with pytest.raises(SampleError, match="no rows"):
        rank_correlation([], [])
    with pytest.raises(SampleError):
        rank_correlation([1, 2], [1])
