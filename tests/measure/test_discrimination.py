"""AUC, Gini and the paired difference: exact values, textbook variance, honest ends."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm
from sklearn.metrics import roc_auc_score

from moyang_score.errors import SampleError, UsageError
from moyang_score.measure import auc, auc_difference, gini, mean_auc


def naive_placements(score, bad):
    """Compare every bad with every good: P(good > bad) as seen from each bad and from each good."""
    pairs = [[(g > b) + 0.5 * (g == b) for g in score[bad == 0]] for b in score[bad == 1]]
    kernel = np.array(pairs, dtype=float)
    return kernel.mean(axis=1), kernel.mean(axis=0)


def naive_standard_error(score, bad):
    of_bads, of_goods = naive_placements(score, bad)
    return math.sqrt(of_bads.var(ddof=1) / len(of_bads) + of_goods.var(ddof=1) / len(of_goods))


def logit(p):
    return math.log(p / (1.0 - p))


def scored_sample(rows, seed, step=None, shift=1.0):
    rng = np.random.default_rng(seed)
    bad = np.r_[1, 0, rng.integers(0, 2, rows - 2)]
    score = rng.normal(size=rows) - shift * bad
    return (np.round(score / step) if step else score), bad


@st.composite
def samples(draw, most=40):
    size = draw(st.integers(2, most))
    bad = [0, 1, *draw(st.lists(st.integers(0, 1), min_size=size - 2, max_size=size - 2))]
    score = draw(st.lists(st.integers(-6, 6), min_size=size, max_size=size))
    return np.array(score), np.array(bad)


@st.composite
def weighted_samples(draw):
    score, bad = draw(samples())
    weight = draw(st.lists(st.floats(0.01, 50), min_size=len(bad), max_size=len(bad)))
    return score, bad, np.array(weight)


@given(samples())
def test_auc_equals_sklearn_on_the_reversed_score(sample):
    score, bad = sample
    assert auc(score, bad).value == pytest.approx(roc_auc_score(bad, -score), abs=1e-12)


@given(weighted_samples())
def test_weighted_auc_equals_sklearn_with_sample_weights(sample):
    score, bad, weight = sample
    expected = roc_auc_score(bad, -score, sample_weight=weight)
    assert auc(score, bad, weight).value == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("seed", "step"), [(1, None), (2, 0.5), (3, 1.0), (4, 0.1)])
def test_unit_weights_give_the_textbook_delong_interval(seed, step):
    score, bad = scored_sample(80, seed, step)
    of_bads, _ = naive_placements(score, bad)
    value, error = of_bads.mean(), naive_standard_error(score, bad)
    reach = norm.ppf(0.95) * error / (value * (1 - value))
    estimate = auc(score, bad, level=0.90)
    assert estimate.value == pytest.approx(value, abs=1e-12)
    assert logit(estimate.low) == pytest.approx(logit(value) - reach, abs=1e-9)
    assert logit(estimate.high) == pytest.approx(logit(value) + reach, abs=1e-9)


def test_delong_agrees_with_a_case_worked_by_hand():
    # Bads 1, 3 and goods 2, 4: placements of bads 1 and 1/2, of goods 1/2 and 1, each with variance 1/8.
    estimate = auc([1, 3, 2, 4], [1, 1, 0, 0])
    reach = norm.ppf(0.975) * math.sqrt(1 / 8) / (0.75 * 0.25)
    assert estimate.value == 0.75
    assert logit(estimate.low) == pytest.approx(math.log(3) - reach)
    assert logit(estimate.high) == pytest.approx(math.log(3) + reach)


@given(samples())
def test_reversing_the_score_reflects_auc_and_its_interval(sample):
    score, bad = sample
    one, other = auc(score, bad), auc(-score, bad)
    assert other.value == pytest.approx(1 - one.value, abs=1e-15)
    assert (other.low, other.high) == pytest.approx((1 - one.high, 1 - one.low), abs=1e-9)


@given(samples())
def test_a_monotone_transform_changes_no_bit(sample):
    score, bad = sample
    assert auc(np.exp(score / 3.0) - 7.0, bad) == auc(score, bad)


@given(weighted_samples(), st.randoms(use_true_random=False))
def test_shuffled_rows_give_the_same_bits(sample, random):
    score, bad, weight = sample
    rows = list(range(len(bad)))
    random.shuffle(rows)
    assert auc(score[rows], bad[rows], weight[rows]) == auc(score, bad, weight)
    assert auc(score[rows], bad[rows]) == auc(score, bad)


@given(samples(), st.data())
def test_whole_weights_equal_repeated_rows(sample, data):
    score, bad = sample
    times = np.array(data.draw(st.lists(st.integers(1, 5), min_size=len(bad), max_size=len(bad))))
    repeated = np.repeat(np.arange(len(bad)), times)
    assert auc(score, bad, times).value == auc(score[repeated], bad[repeated]).value


@given(weighted_samples())
def test_rows_of_weight_zero_count_for_nothing(sample):
    score, bad, weight = sample
    padded = auc(np.r_[score, [9, -9]], np.r_[bad, [1, 0]], np.r_[weight, [0.0, 0.0]])
    assert padded == auc(score, bad, weight)


@given(weighted_samples())
def test_multiplying_all_weights_by_a_power_of_two_changes_no_bit(sample):
    score, bad, weight = sample
    assert auc(score, bad, weight * 4.0) == auc(score, bad, weight)


@given(samples())
def test_gini_is_twice_auc_less_one(sample):
    score, bad = sample
    area, coefficient = auc(score, bad), gini(score, bad)
    assert coefficient.value == 2 * area.value - 1
    assert (coefficient.low, coefficient.high) == (2 * area.low - 1, 2 * area.high - 1)


def test_a_constant_score_is_one_half_with_an_interval():
    estimate = auc([600] * 40, [1] * 10 + [0] * 30)
    assert estimate.value == 0.5
    assert estimate.low < 0.45
    assert estimate.high > 0.55


@pytest.mark.parametrize("seed", range(5))
def test_perfect_order_ends_at_one_and_stays_honest_below(seed):
    rng = np.random.default_rng(seed)
    bad = np.r_[np.ones(20, int), np.zeros(80, int)]
    score = np.r_[rng.random(20), 2 + rng.random(80)]
    weight = rng.random(100) + 0.1
    for estimate in (auc(score, bad), auc(score, bad, weight)):
        assert estimate.value == pytest.approx(1.0, abs=1e-12)
        assert estimate.high == pytest.approx(1.0, abs=1e-12)
        assert 0.90 < estimate.low < 0.99
    worst = auc(-score, bad)
    assert (worst.value, worst.low) == (0.0, 0.0)
    assert worst.high == pytest.approx(1 - auc(score, bad).low)


def test_perfect_order_says_more_with_more_rows():
    widths = [1 - auc(np.r_[np.zeros(n), np.ones(n)], np.r_[np.ones(n), np.zeros(n)]).low for n in (1, 5, 50, 500)]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] == pytest.approx(1 - 1 / (1 + norm.ppf(0.975) ** 2))


def test_a_single_bad_still_gets_an_interval():
    estimate = auc([3, 1, 2, 4, 5], [1, 0, 0, 0, 0])
    assert estimate.value == 0.5
    assert estimate.low < 0.2
    assert estimate.high > 0.8


def test_infinite_scores_keep_their_place_in_the_order():
    assert auc([-math.inf, 1.0, math.inf], [1, 0, 0]).value == 1.0


def test_whole_scores_beyond_float_precision_are_told_apart():
    assert auc([2**53, 2**53 + 1], [1, 0]).value == 1.0


@pytest.mark.parametrize(
    ("score", "bad", "weight", "words"),
    [
        ([1, 2], [0, 0], None, "no bad is among the 2 rows"),
        ([1, 2], [1, 1], None, "no good is among the 2 rows"),
        ([1, 2], [0, 1], [1.0, 0.0], "no bad is among the 1 rows"),
        ([1, 2, 3], [0, 1], None, "score: there are 3 rows, but 2 outcomes"),
        ([1, 2], [0, 1], [1.0], "weight: there are 1 rows, but 2 outcomes"),
        ([1, math.nan], [0, 1], None, "1 scores are missing, the first in row 2"),
        ([1, 2], [0, 1], [1.0, -2.0], "weight in row 2 is -2.0"),
        ([1, 2], [0, 1], [math.nan, 1.0], "weight in row 1 is nan"),
        ([1, 2], [0, 1], [math.inf, 1.0], "weight in row 1 is inf"),
        ([1, 2], [0, 1], [0, 0], "every weight is 0"),
        ([1, 2], [0, 2], None, "outcome in row 2 is 2, not 0 or 1"),
        ([1, 2], [0, math.nan], None, "outcome in row 2 is nan, not 0 or 1"),
        ([1, 2], ["0", "1"], None, "outcome in row 1 is 0, not 0 or 1"),
        ([1, 2], [0, None], None, "outcome in row 2 is None, not 0 or 1"),
        (["a", "b"], [0, 1], None, "score: the values are of type"),
        ([None, {}], [0, 1], None, "score: not every value is a number"),
        ([[1, 2]], [0, 1], None, "score: the values have 2 dimensions"),
        ([], [], None, "There are no rows to measure"),
    ],
)
def test_a_sample_that_cannot_be_measured_is_refused_in_plain_words(score, bad, weight, words):
    with pytest.raises(SampleError) as refusal:
        auc(score, bad, weight)
    assert words in str(refusal.value)


@pytest.mark.parametrize("level", [0.0, 1.0, 95, -0.5, math.nan])
def test_a_level_that_is_no_share_is_refused(level):
    with pytest.raises(UsageError, match="level"):
        auc([1, 2], [1, 0], level=level)


def test_the_interval_covers_the_truth_as_often_as_it_says():
    rng = np.random.default_rng(20)
    m, n, shift, draws = 30, 100, 1.0, 2000
    truth = norm.cdf(shift / math.sqrt(2))
    bad = np.r_[np.ones(m, int), np.zeros(n, int)]
    scores = rng.normal(size=(draws, m + n)) - shift * bad
    estimates = [auc(score, bad) for score in scores]
    below = np.mean([truth < e.low for e in estimates])
    above = np.mean([truth > e.high for e in estimates])
    # 0.95 within four standard errors of 2000 draws, and both sides take part.
    assert 0.930 <= 1 - below - above <= 0.970
    assert below < 0.045
    assert above < 0.045


def test_weights_that_have_nothing_to_do_with_the_score_keep_the_coverage():
    rng = np.random.default_rng(21)
    m, n, shift, draws = 60, 150, 1.0, 1000
    truth = norm.cdf(shift / math.sqrt(2))
    bad = np.r_[np.ones(m, int), np.zeros(n, int)]
    scores = rng.normal(size=(draws, m + n)) - shift * bad
    weights = rng.exponential(size=(draws, m + n)) + 0.1
    estimates = [auc(s, bad, w) for s, w in zip(scores, weights, strict=True)]
    assert 0.915 <= np.mean([e.low <= truth <= e.high for e in estimates]) <= 0.975


def test_the_paired_difference_equals_the_textbook_formula():
    score_a, bad = scored_sample(70, 5, 0.5)
    score_b = score_a + np.random.default_rng(6).normal(size=70)
    bads_a, goods_a = naive_placements(score_a, bad)
    bads_b, goods_b = naive_placements(score_b, bad)
    variance = np.var(bads_a - bads_b, ddof=1) / len(bads_a) + np.var(goods_a - goods_b, ddof=1) / len(goods_a)
    value, reach = bads_a.mean() - bads_b.mean(), norm.ppf(0.975) * math.sqrt(variance)
    estimate = auc_difference(score_a, score_b, bad)
    assert (estimate.value, estimate.low, estimate.high) == pytest.approx((value, value - reach, value + reach))


@given(samples(), st.data())
@settings(max_examples=60)
def test_the_difference_turns_its_sign_with_its_scores(sample, data):
    score_a, bad = sample
    score_b = np.array(data.draw(st.lists(st.integers(-3, 3), min_size=len(bad), max_size=len(bad))))
    one, other = auc_difference(score_a, score_b, bad), auc_difference(score_b, score_a, bad)
    assert one.value == auc(score_a, bad).value - auc(score_b, bad).value
    assert (other.value, other.low, other.high) == pytest.approx((-one.value, -one.high, -one.low), abs=1e-9)
    assert -1 <= one.low <= one.value <= one.high <= 1


@given(weighted_samples(), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_difference_does_not_depend_on_the_order_of_rows(sample, random):
    score, bad, weight = sample
    other = score % 4
    rows = list(range(len(bad)))
    random.shuffle(rows)
    shuffled = auc_difference(score[rows], other[rows], bad[rows], weight[rows])
    assert shuffled == auc_difference(score, other, bad, weight)


def test_scores_that_order_rows_alike_differ_by_exactly_zero():
    score, bad = scored_sample(50, 7)
    estimate = auc_difference(score, np.exp(score), bad)
    assert (estimate.value, estimate.low, estimate.high) == (0.0, 0.0, 0.0)


def test_two_perfect_scores_that_order_rows_differently_are_not_called_equal_for_sure():
    bad = np.r_[np.ones(10, int), np.zeros(10, int)]
    up = np.arange(20)
    other = np.r_[up[:10][::-1], up[10:]]
    estimate = auc_difference(up, other, bad)
    assert estimate.value == 0.0
    assert estimate.low < -0.05
    assert estimate.high > 0.05


def test_the_difference_refuses_scores_of_other_lengths():
    with pytest.raises(SampleError, match="3 rows, but 2 outcomes"):
        auc_difference([1, 2], [1, 2, 3], [0, 1])


def test_the_paired_interval_covers_the_truth():
    rng = np.random.default_rng(22)
    m, n, draws = 40, 120, 1000
    bad = np.r_[np.ones(m, int), np.zeros(n, int)]
    truth = norm.cdf(1.2 / math.sqrt(2)) - norm.cdf(0.8 / math.sqrt(2))
    shared = rng.normal(size=(draws, m + n))
    a = 0.8 * shared + 0.6 * rng.normal(size=(draws, m + n)) - 1.2 * bad
    b = 0.8 * shared + 0.6 * rng.normal(size=(draws, m + n)) - 0.8 * bad
    estimates = [auc_difference(x, y, bad) for x, y in zip(a, b, strict=True)]
    assert 0.92 <= np.mean([e.low <= truth <= e.high for e in estimates]) <= 0.975


def test_the_mean_of_folds_has_the_variance_of_folds_that_share_training_rows():
    folds = [scored_sample(rows, seed, 0.5) for rows, seed in ((60, 31), (90, 32), (75, 33))]
    value = np.mean([naive_placements(*fold)[0].mean() for fold in folds])
    error = math.sqrt(sum(naive_standard_error(*fold) ** 2 for fold in folds) * (1 + 3 / 2)) / 3
    reach = norm.ppf(0.975) * error / (value * (1 - value))
    estimate = mean_auc([(*fold, None) for fold in folds])
    assert estimate.value == pytest.approx(value)
    assert logit(estimate.low) == pytest.approx(logit(value) - reach)
    assert logit(estimate.high) == pytest.approx(logit(value) + reach)


def test_offsets_between_folds_do_not_count_as_order():
    score, bad = scored_sample(60, 34, 0.5)
    shifted = mean_auc([(score, bad, None), (score + 1000, bad, None)])
    assert shifted.value == auc(score, bad).value


def test_folds_in_perfect_order_say_more_together_and_stay_honest():
    fold = (np.arange(20), [1] * 5 + [0] * 15, None)
    one, five = mean_auc([fold]), mean_auc([fold] * 5)
    assert (one.value, one.high, five.value, five.high) == (1.0, 1.0, 1.0, 1.0)
    assert one.low < five.low < 1.0


def test_a_mean_over_no_folds_or_a_fold_of_one_class_is_refused():
    with pytest.raises(SampleError, match="no samples to average over"):
        mean_auc([])
    with pytest.raises(SampleError, match="no bad is among"):
        mean_auc([([1, 2], [0, 1], None), ([1, 2], [0, 0], None)])
