"""KS: exact values, a deterministic bootstrap, honest ends."""

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ks_2samp, norm

from moyang_score.errors import SampleError, UsageError
from moyang_score.measure import ks


@st.composite
def samples(draw):
    size = draw(st.integers(2, 40))
    bad = [0, 1, *draw(st.lists(st.integers(0, 1), min_size=size - 2, max_size=size - 2))]
    score = draw(st.lists(st.integers(-6, 6), min_size=size, max_size=size))
    return np.array(score), np.array(bad)


def scipy_ks(score, bad):
    with warnings.catch_warnings():
        # scipy warns of p-values of tiny samples, which nobody asked for here.
        warnings.simplefilter("ignore", RuntimeWarning)
        return ks_2samp(score[bad == 1], score[bad == 0]).statistic


def normal_sample(m, n, shift, seed, step=0.1):
    rng = np.random.default_rng(seed)
    bad = np.r_[np.ones(m, int), np.zeros(n, int)]
    return np.round((rng.normal(size=m + n) - shift * bad) / step), bad


@given(samples())
@settings(max_examples=60, deadline=None)
def test_ks_equals_scipy_and_lies_in_its_interval(sample):
    score, bad = sample
    estimate = ks(score, bad, draws=100)
    assert estimate.value == pytest.approx(scipy_ks(score, bad), abs=1e-12)
    assert 0 <= estimate.low <= estimate.value <= estimate.high <= 1


@given(samples(), st.data())
@settings(max_examples=40, deadline=None)
def test_whole_weights_equal_repeated_rows(sample, data):
    score, bad = sample
    times = np.array(data.draw(st.lists(st.integers(1, 5), min_size=len(bad), max_size=len(bad))))
    rows = np.repeat(np.arange(len(bad)), times)
    assert ks(score, bad, times, draws=100).value == ks(score[rows], bad[rows], draws=100).value


@given(samples(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_order_of_rows_scale_and_direction_of_the_score_do_not_matter(sample, random):
    score, bad = sample
    weight = 1.0 + (np.arange(len(bad)) % 3) / 7.0
    rows = list(range(len(bad)))
    random.shuffle(rows)
    estimate = ks(score, bad, weight, draws=100)
    assert ks(score[rows], bad[rows], weight[rows], draws=100) == estimate
    assert ks(np.exp(score / 3.0), bad, weight, draws=100) == estimate
    assert ks(-score, bad, weight, draws=100).value == pytest.approx(estimate.value, abs=1e-12)


def test_the_same_seed_gives_the_same_interval_and_another_seed_another():
    score, bad = normal_sample(60, 300, 1.0, 1)
    assert ks(score, bad, seed=3) == ks(score, bad, seed=3)
    assert ks(score, bad, seed=3) != ks(score, bad, seed=4)


def test_the_interval_does_not_depend_on_how_draws_are_blocked(monkeypatch):
    from moyang_score.measure import separation

    score, bad = normal_sample(60, 300, 1.0, 2)
    whole = ks(score, bad)
    monkeypatch.setattr(separation, "_BLOCK", 777)
    assert ks(score, bad) == whole


def test_gathering_scores_into_cells_keeps_the_value_and_hardly_moves_the_interval(monkeypatch):
    from moyang_score.measure import separation

    rng = np.random.default_rng(3)
    bad = (rng.random(3000) < 0.2).astype(int)
    score = rng.normal(size=3000) - bad
    full = ks(score, bad)
    monkeypatch.setattr(separation, "_MOST_CELLS", 500)
    gathered = ks(score, bad)
    assert gathered.value == full.value == scipy_ks(score, bad)
    assert (gathered.low, gathered.high) == pytest.approx((full.low, full.high), abs=0.01)


def test_gathering_scores_into_cells_keeps_the_observed_cut(monkeypatch):
    from moyang_score.measure import separation
    from moyang_score.measure.sample import ScoreHistogram

    monkeypatch.setattr(separation, "_MOST_CELLS", 20)
    rng = np.random.default_rng(8)
    bad = (rng.random(2000) < 0.2).astype(int)
    histogram = ScoreHistogram.of(rng.normal(size=2000) - bad, bad)
    distance = np.abs(np.cumsum(histogram.bads) / bad.sum() - np.cumsum(histogram.goods) / (1 - bad).sum())
    cells = separation._cells(histogram, int(distance.argmax()))
    gathered = np.abs(np.cumsum(cells.bads) - np.cumsum(cells.goods))
    assert len(gathered) == 20
    assert int(gathered.argmax()) == cells.cut
    assert gathered[cells.cut] == pytest.approx(distance.max())


def test_a_score_of_pure_noise_starts_at_zero_as_often_as_the_level():
    intervals = [ks(*normal_sample(30, 100, 0.0, seed, step=0.02), draws=100) for seed in range(800)]
    # Without the rule for KS within the noise it is 0.91.
    assert np.mean([estimate.low == 0.0 for estimate in intervals]) >= 0.935


def test_two_separate_classes_of_one_score_each_are_not_certain():
    estimate = ks([1] * 10 + [2] * 30, [1] * 10 + [0] * 30)
    assert (estimate.value, estimate.high) == (1.0, 1.0)
    assert 0.6 < estimate.low < 0.95


def test_two_separate_classes_give_one_with_room_below():
    estimate = ks(np.arange(40), [1] * 10 + [0] * 30)
    assert (estimate.value, estimate.high) == (1.0, 1.0)
    assert 0.6 < estimate.low < 0.95


def test_a_constant_score_separates_nothing():
    estimate = ks([5] * 40, [1] * 10 + [0] * 30)
    assert (estimate.value, estimate.low) == (0.0, 0.0)
    assert estimate.high > 0.0


def test_heavier_weights_on_few_rows_widen_the_interval():
    score, bad = normal_sample(200, 800, 1.0, 4)
    weight = np.where(np.arange(1000) % 10 == 0, 50.0, 1.0)
    even, uneven = ks(score, bad), ks(score, bad, weight)
    assert uneven.high - uneven.low > 1.5 * (even.high - even.low)


@pytest.mark.parametrize(("shift", "seed"), [(0.0, 5), (0.3, 6), (1.0, 7), (3.0, 8)])
def test_the_interval_covers_the_truth_from_no_order_to_a_strong_one(shift, seed):
    truth = 2 * norm.cdf(shift / 2) - 1
    covered = []
    for draw in range(200):
        score, bad = normal_sample(60, 400, shift, 1000 * seed + draw, step=0.02)
        estimate = ks(score, bad, draws=100)
        covered.append(estimate.low <= truth <= estimate.high)
    # 0.95 less three standard errors of 200 draws; the plain percentile interval covers no order never.
    assert np.mean(covered) >= 0.90


@pytest.mark.parametrize(
    ("score", "bad", "weight", "words"),
    [
        ([1, 2], [0, 0], None, "no bad is among"),
        ([1, 2, 3], [0, 1], None, "3 rows, but 2 outcomes"),
        ([1, math.nan], [0, 1], None, "1 scores are missing"),
        ([1, 2], [0, 1], [1, -1], "weight in row 2 is -1.0"),
        ([1, 2], [0, 7], None, "is 7, not 0 or 1"),
    ],
)
def test_a_sample_that_cannot_be_measured_is_refused(score, bad, weight, words):
    with pytest.raises(SampleError, match=words):
        ks(score, bad, weight)


@pytest.mark.parametrize(
    ("option", "words"), [({"draws": 99}, "99 draws"), ({"seed": -1}, "seed is -1"), ({"level": 2}, "level")]
)
def test_options_that_cannot_be_used_are_refused(option, words):
    with pytest.raises(UsageError, match=words):
        ks([1, 2], [1, 0], **option)
