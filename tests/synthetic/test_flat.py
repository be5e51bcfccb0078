"""The flat table: the same for the same seed, and true to what it says of itself."""

import csv
import hashlib
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from moyang_score.errors import ColumnError, UsageError
from moyang_score.measure import auc
from moyang_score.synthetic import INTERCEPT, TRUE_EFFECTS, Effect, flat_table, log_odds_bad

DIGEST = "383b8e4c8d350003bc49a5069beeac908d68563077b8de55761ca0fa0f824cb6"
DIGEST_CODE = (
    "import hashlib, json; from moyang_score.synthetic import flat_table; "
    "print(hashlib.sha256(json.dumps(flat_table(500, 7), default=str, ensure_ascii=False).encode()).hexdigest())"
)


@pytest.fixture(scope="module")
def table():
    return flat_table(40_000, seed=11)


def digest(columns):
    return hashlib.sha256(json.dumps(columns, default=str, ensure_ascii=False).encode()).hexdigest()


def test_the_same_seed_gives_the_same_bytes_in_other_processes():
    digests = {digest(flat_table(500, 7))}
    for hash_seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        command = [sys.executable, "-c", DIGEST_CODE]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        digests.add(done.stdout.strip())
    assert digests == {DIGEST}


def test_another_seed_gives_another_table():
    assert digest(flat_table(50, 1)) != digest(flat_table(50, 2))


def test_fewer_rows_are_the_beginning_of_more_rows():
    short, long = flat_table(30, 5), flat_table(100, 5)
    assert {key: column[:30] for key, column in long.items()} == short


def test_every_column_has_its_type_and_length(table):
    assert {len(column) for column in table.values()} == {40_000}
    types = {key: {type(value) for value in column} for key, column in table.items()}
    absent = type(None)
    assert types == {
        "person_id": {str},
        "as_of": {date},
        "broken_commitments_12m": {int},
        "commitments_kept_ratio": {float, absent},
        "utility_on_time_ratio_12m": {float, absent},
        "library_overdue_days": {int},
        "volunteer_hours_24m": {float},
        "years_since_opt_in": {int},
        "housing_loan_on_time_months_24m": {int},
        "payment_channel": {str},
        "course_done": {bool},
        "last_contact_on": {date, absent},
        "district_service": {str},
        "is_app_user": {bool},
        "noise_amount": {float},
        "noise_count": {int},
        "city_code": {int},
        "bad": {int},
    }


def test_values_keep_to_their_ranges(table):
    for key in ("commitments_kept_ratio", "utility_on_time_ratio_12m"):
        assert all(value is None or 0 <= value <= 1 for value in table[key])
    assert set(table["broken_commitments_12m"]) == {0, 1, 2, 3}
    assert set(table["housing_loan_on_time_months_24m"]) <= {-999, *range(25)}
    assert set(table["bad"]) == {0, 1}
    assert len(set(table["city_code"])) == 1
    assert date(2023, 1, 1) == min(table["as_of"])
    assert date(2024, 12, 31) == max(table["as_of"])
    contacts = zip(table["last_contact_on"], table["as_of"], strict=True)
    assert all(contact is None or contact < as_of for contact, as_of in contacts)


def test_ids_are_unique_and_have_no_form_of_a_real_id(table):
    assert len(set(table["person_id"])) == 40_000
    assert all(len(value) == 8 and value[0] == "P" for value in table["person_id"])


def test_shares_are_as_documented(table):
    missing = {key: np.mean([value is None for value in column]) for key, column in table.items()}
    assert {key: round(share, 2) for key, share in missing.items() if share} == {
        "commitments_kept_ratio": 0.12,
        "utility_on_time_ratio_12m": 0.30,
        "last_contact_on": 0.03,
    }
    assert np.mean(np.array(table["housing_loan_on_time_months_24m"]) == -999) == pytest.approx(0.62, abs=0.01)
    rare = np.mean(np.array(table["payment_channel"]) == "上门代收")
    assert 0 < rare < 0.005


@pytest.mark.parametrize("seed", [0, 7, 2025])
def test_about_six_in_a_hundred_are_bad(seed):
    assert np.mean(flat_table(20_000, seed)["bad"]) == pytest.approx(0.06, abs=0.008)


def test_the_truth_orders_as_well_as_the_docstring_says(table):
    truth = auc(-np.array(log_odds_bad(table)), table["bad"])
    assert truth.low < 0.79 < truth.high


def test_the_true_probabilities_are_calibrated(table):
    log_odds, bad = np.array(log_odds_bad(table)), np.array(table["bad"])
    probability = 1 / (1 + np.exp(-log_odds))
    for part in np.array_split(np.argsort(log_odds), 5):
        error = np.sqrt((probability[part] * (1 - probability[part])).sum())
        assert abs(bad[part].sum() - probability[part].sum()) < 4 * error


def number(table, key, cap=np.inf):
    values = np.array([np.nan if value is None else value for value in table[key]], dtype=float)
    return np.nan_to_num(np.minimum(values, cap)), np.isnan(values)


def design(table):
    """Write the documented model as columns, without the code that made the table."""
    kept, kept_missing = number(table, "commitments_kept_ratio")
    utility, utility_missing = number(table, "utility_on_time_ratio_12m")
    loan, _ = number(table, "housing_loan_on_time_months_24m")
    no_loan = loan == -999
    days = np.array(
        [
            0 if c is None else min((a - c).days, 720)
            for a, c in zip(table["as_of"], table["last_contact_on"], strict=True)
        ]
    )
    channel = np.array(table["payment_channel"])
    district = np.array(table["district_service"])
    return {
        "intercept": np.ones(len(days)),
        "broken_commitments_12m": number(table, "broken_commitments_12m", 3)[0],
        "commitments_kept_ratio": np.where(kept_missing, 0, kept - 0.85),
        "commitments_kept_ratio missing": kept_missing,
        "utility_on_time_ratio_12m": np.where(utility_missing, 0, utility - 0.85),
        "library_overdue_days": number(table, "library_overdue_days", 120)[0],
        "volunteer_hours_24m": number(table, "volunteer_hours_24m", 80)[0],
        "years_since_opt_in": number(table, "years_since_opt_in", 5)[0],
        "housing_loan_on_time_months_24m": np.where(no_loan, 0, loan - 21),
        "payment_channel": np.isin(channel, ["银行代扣", "公积金委托扣款"]),
        "course_done": np.array(table["course_done"]),
        "last_contact_on": days,
        "district_service": district == "阳春市",
        "is_app_user": np.array(table["is_app_user"]),
        "noise_amount": np.array(table["noise_amount"]) / 1000,
        "noise_count": np.array(table["noise_count"]),
    }


TRUTH = {
    "intercept": INTERCEPT,
    "broken_commitments_12m": 0.9,
    "commitments_kept_ratio": -3.2,
    "commitments_kept_ratio missing": 0.4,
    "utility_on_time_ratio_12m": -2.2,
    "library_overdue_days": 0.012,
    "volunteer_hours_24m": -0.025,
    "years_since_opt_in": -0.22,
    "housing_loan_on_time_months_24m": -0.09,
    "payment_channel": -0.7,
    "course_done": -0.5,
    "last_contact_on": 0.0015,
    "district_service": 0.0,
    "is_app_user": 0.0,
    "noise_amount": 0.0,
    "noise_count": 0.0,
}


def logistic(columns, bad):
    """Fit by Newton's method; return coefficients and standard errors."""
    beta = np.zeros(columns.shape[1])
    for _ in range(8):
        probability = 1 / (1 + np.exp(-columns @ beta))
        information = (columns * (probability * (1 - probability))[:, None]).T @ columns
        beta = beta + np.linalg.solve(information, columns.T @ (bad - probability))
    return beta, np.sqrt(np.diag(np.linalg.inv(information)))


def test_a_logistic_regression_finds_the_documented_effects_again(table):
    columns = design(table)
    beta, error = logistic(np.column_stack(list(columns.values())).astype(float), np.array(table["bad"]))
    for key, found, uncertainty in zip(columns, beta, error, strict=True):
        assert abs(found - TRUTH[key]) < 4 * uncertainty, key
        if TRUTH[key]:
            assert np.sign(found) == np.sign(TRUTH[key]), key
            assert abs(found) > 2 * uncertainty, key


def test_the_listed_effects_are_the_documented_ones():
    slopes = {key: effect.slope for key, effect in TRUE_EFFECTS.items() if effect.slope}
    assert slopes == {key: TRUTH[key] for key in slopes}
    named = {key: dict(effect.named) for key, effect in TRUE_EFFECTS.items() if effect.named}
    assert named == {
        "commitments_kept_ratio": {"missing": 0.4},
        "housing_loan_on_time_months_24m": {"-999": 0.0},
        "payment_channel": {"银行代扣": -0.7, "公积金委托扣款": -0.7},
        "course_done": {"true": -0.5},
    }
    assert {*TRUE_EFFECTS, "person_id", "as_of", "bad"} == set(flat_table(1, 0))


def test_an_effect_reads_numbers_codes_levels_and_gaps():
    effect = Effect(slope=2.0, centre=1.0, cap=3.0, named={"missing": 0.5, "-999": -0.1, "甲": 0.3, "true": -0.4})
    values = [1, 2, 30, None, -999, "甲", "乙", True, False]
    assert [effect.of(value) for value in values] == [0.0, 2.0, 4.0, 0.5, -0.1, 0.3, 0.0, -0.4, 0.0]


def test_the_table_names_no_rejected_matter():
    # What the catalogue refuses: unadjudicated arrears, income, age, sex, residence papers, trails.
    words = ("late", "income", "age_", "sex", "hukou", "arrear", "salary", "trip", "married")
    assert not [key for key in flat_table(1, 0) for word in words if word in key]


def test_the_whole_table_passes_through_csv(tmp_path: Path):
    columns = flat_table(200, 3)
    path = tmp_path / "flat.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(zip(*columns.values(), strict=True))
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for key in ("commitments_kept_ratio", "volunteer_hours_24m"):
        assert [float(row[key]) if row[key] else None for row in rows] == columns[key]
    assert [row["payment_channel"] for row in rows] == columns["payment_channel"]


@pytest.mark.parametrize(
    ("rows", "seed", "words"), [(0, 1, "a table of 0 rows"), (-5, 1, "-5 rows"), (5, -1, "seed is -1")]
)
def test_a_table_that_cannot_be_made_is_refused(rows, seed, words):
    with pytest.raises(UsageError, match=words):
        flat_table(rows, seed)


def test_the_truth_of_another_table_is_refused():
    columns = flat_table(2, 1)
    del columns["course_done"]
    with pytest.raises(ColumnError, match="'course_done' is absent"):
        log_odds_bad(columns)
