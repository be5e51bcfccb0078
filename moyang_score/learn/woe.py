"""Weight of evidence and information value, from counts."""

from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["grouped_woe", "information_value", "smoothed_woe"]


def smoothed_woe(goods: npt.NDArray[Any], bads: npt.NDArray[Any], prior: float = 1.0) -> npt.NDArray[np.float64]:
    """Return the weight of evidence of each bin, finite whatever the counts.

    woe = ln((goods + p·G/N) / (bads + p·B/N)) - ln(G / B), with G and B the totals and N = G + B: each bin is given p
    rows at the overall rate (Good, 1950, *Probability and the Weighing of Evidence*; smoothing after Cestnik, 1990).
    It is 0 for an empty bin, grows with the rows of a pure bin, and is bounded by the prior.

    Parameters
    ----------
    goods, bads : ndarray (m,)
        Weighted counts; each class has some.
    prior : float
        Rows at the overall rate added to each bin, above 0.

    Returns
    -------
    ndarray (m,)
        Natural logarithms; positive is safer than the sample.

    Examples
    --------
    >>> smoothed_woe(np.array([90.0, 10.0, 0.0]), np.array([5.0, 5.0, 0.0])).round(2).tolist()
    [0.58, -1.54, 0.0]
    """
    good, bad = float(np.sum(goods)), float(np.sum(bads))
    share = good / (good + bad)
    odds = (goods + prior * share) / (bads + prior * (1 - share))
    return np.where(goods + bads > 0, np.log(odds) - np.log(good / bad), 0.0)


def grouped_woe(
    goods: npt.NDArray[Any], bads: npt.NDArray[Any], group: npt.NDArray[np.intp]
) -> npt.NDArray[np.float64]:
    """Return the smoothed WOE of each bin that cells are put into.

    Parameters
    ----------
    goods, bads : ndarray (m,)
        Weighted counts per cell; each class has some.
    group : ndarray (m,) of int
        The bin of each cell, from 0 on.

    Returns
    -------
    ndarray (k,) of float64
        As `smoothed_woe`.

    Examples
    --------
    >>> grouped_woe(np.array([50.0, 40.0, 10.0]), np.array([2.0, 3.0, 5.0]), np.array([0, 0, 1])).round(2).tolist()
    [0.58, -1.54]
    """
    return smoothed_woe(np.bincount(group, goods), np.bincount(group, bads))


def information_value(goods: npt.NDArray[Any], bads: npt.NDArray[Any], prior: float = 1.0) -> float:
    """Return the information value, Σ (share of goods - share of bads) · woe, with the smoothed WOE.

    Parameters
    ----------
    goods, bads : ndarray (m,)
        Weighted counts; each class has some.
    prior : float
        As for `smoothed_woe`.

    Returns
    -------
    float
        At least 0.

    Examples
    --------
    >>> round(information_value(np.array([90.0, 10.0]), np.array([5.0, 5.0])), 2)
    0.85
    """
    gap = goods / np.sum(goods) - bads / np.sum(bads)
    return float(np.sum(gap * smoothed_woe(goods, bads, prior)))
