"""Calibration: stated probabilities against rates seen."""

import numpy as np
import pytest
from sklearn.metrics import brier_score_loss

from moyang_score.errors import SampleError, UsageError
from moyang_score.measure import calibration, jeffreys


def sample(seed, n=4000):
    random = np.random.default_rng(seed)
    stated = np.round(random.beta(1, 8, n), 3)
    return stated, (random.random(n) < stated).astype(int)


def test_bands_hold_every_row_once_from_the_most_probable_on():
    stated, bad = sample(1)

    found = calibration(stated, bad)

    assert (found.rows, found.bads) == (len(bad), bad.sum())
    assert sum(band.rows for band in found.bands) == found.rows
    assert sum(band.bads for band in found.bands) == found.bads
    assert [band.low for band in found.bands] == sorted((band.low for band in found.bands), reverse=True)
    assert max(band.rows for band in found.bands) < 1.3 * min(band.rows for band in found.bands)
    assert found.expected == pytest.approx(stated.mean())
    assert found.observed == jeffreys(int(bad.sum()), len(bad))
    assert found.brier == pytest.approx(brier_score_loss(bad, stated))


def test_right_probabilities_hold_and_doubled_ones_do_not():
    stated, bad = sample(2)

    assert calibration(stated, bad).holds
    assert not calibration(np.minimum(2 * stated, 1.0), bad).holds
    assert sum(band.holds for band in calibration(stated, bad).bands) >= 8


def test_rows_of_one_probability_are_never_parted_and_their_order_does_not_matter():
    stated, bad = sample(3)
    stated = np.where(stated < 0.1, 0.05, stated)
    shuffled = np.random.default_rng(0).permutation(len(bad))

    found = calibration(stated, bad)

    assert len(found.bands) < 10
    assert sum(band.low <= 0.05 <= band.high for band in found.bands) == 1
    assert found == calibration(stated[shuffled], bad[shuffled])


@pytest.mark.parametrize("stated", [[0.1], [0.1, 1.2], [0.1, float("nan")], [-0.1, 0.2]])
def test_what_is_no_probability_is_refused(stated):
    with pytest.raises(SampleError, match="probabilit"):
        calibration(stated, [0, 1])


def test_no_band_is_refused():
    with pytest.raises(UsageError, match="bands"):
        calibration([0.1, 0.2], [0, 1], bands=0)
