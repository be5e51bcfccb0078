"""A flat table of persons and outcomes whose truth is known, to fit, show, score and explain cards on."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from moyang_score.errors import UsageError
from moyang_score.synthetic.effect import log_odds_bad

Uniform = NDArray[np.float64]

FIRST_DAY = date(2023, 1, 1)
DAYS = 731  # to the end of 2024
CITY_CODE = 441700

_BROKEN = (0.70, 0.17, 0.09, 0.04)
_CHANNELS = (
    ("银行代扣", 0.33),
    ("微信支付", 0.27),
    ("支付宝", 0.20),
    ("网上办事大厅", 0.12),
    ("服务窗口", 0.065),
    ("公积金委托扣款", 0.008),
    ("村级代办点", 0.005),
    ("上门代收", 0.002),
)
_DISTRICTS = (
    ("江城区", 0.34),
    ("阳春市", 0.30),
    ("阳西县", 0.16),
    ("阳东区", 0.15),
    ("海陵岛试验区", 0.03),
    ("高新区", 0.02),
)
# One uniform number per row and use, drawn row by row: a longer table begins with the shorter one.
_USES = (
    "steady",
    "as_of",
    "broken",
    "kept",
    "kept_seen",
    "utility",
    "utility_seen",
    "overdue",
    "overdue_days",
    "volunteer",
    "hours",
    "years",
    "loan",
    "loan_months",
    "channel",
    "district",
    "app",
    "course",
    "contact",
    "contact_seen",
    "amount",
    "count",
    "bad",
)


def flat_table(rows: int, seed: int) -> dict[str, list[Any]]:
    """Return a made-up table of persons with a known relation to the outcome.

    About 6 in 100 rows are bad, and a card that knew the truth would reach an AUC of about 0.79. **Effects and the
    rate of bads are raised for teaching**: nothing here was counted in any city, and nobody in it exists. Bad is drawn
    from a logistic model, ``log-odds of bad = INTERCEPT + sum of TRUE_EFFECTS``:

    ================================ ======== ===================================================================
    column                           type     true effect on the log-odds of bad
    ================================ ======== ===================================================================
    person_id                        text     none; ``P0000001`` and so on, a form that was never assigned
    as_of                            date     none; day of application in 2023 or 2024, for ``--time``
    broken_commitments_12m           int      +0.9 each, up to 3
    commitments_kept_ratio           decimal  -3.2 per unit from 0.85; missing (12 in 100) +0.4
    utility_on_time_ratio_12m        decimal  -2.2 per unit from 0.85; missing (30 in 100, no consent) none
    library_overdue_days             int      +0.012 per day, up to 120
    volunteer_hours_24m              decimal  -0.025 per hour, up to 80
    years_since_opt_in               int      -0.22 per year, up to 5
    housing_loan_on_time_months_24m  int      -0.09 per month from 21; -999 (62 in 100) = no such loan, none
    payment_channel                  text     银行代扣 and the rare 公积金委托扣款 -0.7, others none
    course_done                      bool     true -0.5
    last_contact_on                  date     +0.0015 per day before ``as_of``, up to 720; missing (3 in 100) none
    district_service                 text     none
    is_app_user                      bool     none
    noise_amount                     decimal  none
    noise_count                      int      none
    city_code                        int      none; constant
    bad                              int      the outcome, 1 = bad
    ================================ ======== ===================================================================

    The two ratios and the broken commitments lean the same way for the same person, as they would in life.

    Parameters
    ----------
    rows : int
        How many persons, 1 or more.
    seed : int
        Seed of the numbers, 0 or more. The same seed gives the same table, and fewer rows the beginning of it.

    Returns
    -------
    dict of str to list
        Columns in the order above, each of length ``rows``, of int, float, str, bool, ``datetime.date`` or None.

    Raises
    ------
    UsageError
        No rows asked for, or a negative seed.

    Examples
    --------
    >>> table = flat_table(3, seed=7)
    >>> table["person_id"]
    ['P0000001', 'P0000002', 'P0000003']
    >>> len(table["bad"])
    3
    """
    if rows < 1:
        raise UsageError(f"a table of {rows} rows", where="rows", fix="ask for 1 or more")
    if seed < 0:
        raise UsageError(f"the seed is {seed}", where="seed", fix="give a whole number of 0 or more")
    numbers = np.random.Generator(np.random.PCG64(seed)).random((rows, len(_USES)))
    uniform = {use: numbers[:, column] for column, use in enumerate(_USES)}
    as_of = [FIRST_DAY + timedelta(days=int(day)) for day in np.floor(DAYS * uniform["as_of"])]
    table: dict[str, list[Any]] = {
        "person_id": [f"P{row:07d}" for row in range(1, rows + 1)],
        "as_of": as_of,
        **_commitments(uniform),
        **_services(uniform),
        **_choices(uniform),
        "last_contact_on": _contacts(as_of, uniform),
        "district_service": _levels(uniform["district"], _DISTRICTS),
        "is_app_user": (uniform["app"] < 0.6).tolist(),
        "noise_amount": np.round(1000.0 * uniform["amount"], 2).tolist(),
        "noise_count": np.floor(12.0 * uniform["count"]).astype(int).tolist(),
        "city_code": [CITY_CODE] * rows,
    }
    table["bad"] = _outcomes(table, uniform["bad"])
    return table


def _commitments(uniform: dict[str, Uniform]) -> dict[str, list[Any]]:
    steady = uniform["steady"]
    broken = np.searchsorted(np.cumsum(_BROKEN)[:-1], _lean(uniform["broken"], 1.0 - steady), side="right")
    kept = 1.0 - 0.6 * (1.0 - _lean(uniform["kept"], steady)) ** 2
    on_time = np.round(12.0 * (1.0 - 0.9 * (1.0 - _lean(uniform["utility"], steady)) ** 3)) / 12.0
    return {
        "broken_commitments_12m": broken.tolist(),
        "commitments_kept_ratio": _seen(np.round(kept, 2), uniform["kept_seen"] >= 0.12),
        "utility_on_time_ratio_12m": _seen(np.round(on_time, 4), uniform["utility_seen"] >= 0.30),
    }


def _services(uniform: dict[str, Uniform]) -> dict[str, list[Any]]:
    overdue_days = np.minimum(np.floor(1.0 + _waiting(uniform["overdue_days"], 30.0)), 365.0)
    hours = np.minimum(_waiting(uniform["hours"], 24.0), 400.0)
    on_time_months = np.maximum(24.0 - np.floor(_waiting(uniform["loan_months"], 3.5)), 0.0)
    return {
        "library_overdue_days": np.where(uniform["overdue"] < 0.2, overdue_days, 0.0).astype(int).tolist(),
        "volunteer_hours_24m": np.where(uniform["volunteer"] < 0.45, np.round(hours, 1), 0.0).tolist(),
        "years_since_opt_in": np.floor(9.0 * uniform["years"] ** 1.4).astype(int).tolist(),
        "housing_loan_on_time_months_24m": np.where(uniform["loan"] < 0.38, on_time_months, -999.0)
        .astype(int)
        .tolist(),
    }


def _choices(uniform: dict[str, Uniform]) -> dict[str, list[Any]]:
    return {
        "payment_channel": _levels(uniform["channel"], _CHANNELS),
        "course_done": (uniform["course"] < 0.25).tolist(),
    }


def _contacts(as_of: Sequence[date], uniform: dict[str, Uniform]) -> list[date | None]:
    days_before = np.minimum(1.0 + np.floor(_waiting(uniform["contact"], 150.0)), 1500.0)
    seen = uniform["contact_seen"] >= 0.03
    return [
        day - timedelta(days=int(before)) if known else None
        for day, before, known in zip(as_of, days_before, seen, strict=True)
    ]


def _outcomes(table: dict[str, list[Any]], uniform: Uniform) -> list[int]:
    odds = np.exp(np.array(log_odds_bad(table)))
    return [int(is_bad) for is_bad in uniform < odds / (1.0 + odds)]


def _lean(own: Uniform, shared: Uniform) -> Uniform:
    return 0.7 * own + 0.3 * shared


def _waiting(uniform: Uniform, mean: float) -> Uniform:
    return -mean * np.log1p(-uniform)


def _levels(uniform: Uniform, levels: Sequence[tuple[str, float]]) -> list[str]:
    ends = np.cumsum([share for _, share in levels])[:-1]
    return [levels[index][0] for index in np.searchsorted(ends, uniform, side="right")]


def _seen(values: Uniform, seen: NDArray[np.bool_]) -> list[float | None]:
    return [value if known else None for value, known in zip(values.tolist(), seen, strict=True)]
