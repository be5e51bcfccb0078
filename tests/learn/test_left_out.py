"""Why a learner leaves a column out, in words that are true of it."""

import numpy as np

import moyang_score as ms


def test_a_mark_of_fewer_people_than_a_bin_holds_is_told_as_such():
    rng = np.random.default_rng(7)
    rows = 700
    bad = (np.arange(rows) % 9 == 0).astype(int)
    helpful = rng.normal(size=rows) - bad
    rare = np.where(np.cumsum(bad) <= 27, bad, 0)  # 27 people, all of them bad
    fitted = ms.fit({"helpful": helpful, "rare": rare, "bad": bad}, "bad", seed=7)
    reasons = {one["column"]: one["reason"] for one in fitted.evidence["dropped"]}
    assert reasons == {"rare": "no bins of it that hold 45 rows or more differ in bad rate"}
