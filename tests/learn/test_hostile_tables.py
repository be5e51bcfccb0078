"""Tables as they come: nothing may crash or ask, and what was fitted scores its own file alike."""

import numpy as np
import pytest

from moyang_score.errors import SampleError
from moyang_score.files import read_table, write_table
from moyang_score.learn import LEARNERS, fit
from tests.learn.tables import people, rows_of, unpacked

ROWS = 400


def uniform():
    return np.random.default_rng(13).random(ROWS).tolist()


def picked(cells, seed=14):
    """Return cells drawn with equal chances."""
    at = np.random.default_rng(seed).integers(0, len(cells), ROWS)
    return [cells[place] for place in at.tolist()]


def wide_names():
    names = [
        'a "quoted" one', "中文，列", "line\nbreak", "select", "from;where", "score", "points", "row", "grade",
        "digest", "flags", "reason_1", "probability_bad", " blanks ", "'", "a,b", "weights", "x" * 200,
        "🙂", "-", "0", "=1+1",
    ]  # fmt: skip
    return {name: picked(list(range(6)), at) for at, name in enumerate(names)}


# What is special about each table; every one also has an outcome, a month, and a column that tells goods from bads.
TABLES = {
    "many levels": lambda: {"k": [f"level {number}" for number in picked(list(range(190)))]},
    "huge and tiny": lambda: {
        "huge": (np.random.default_rng(1).normal(size=ROWS) * 1e300 + 0.5).tolist(),
        "tiny": (np.random.default_rng(1).normal(size=ROWS) * 1e-300).tolist(),
        "both": picked([1.7e308, -1.7e308, 5e-324, -5e-324, 0.0, 0.1]),
        "subnormal": [5e-324 * number for number in picked(list(range(50)))],
    },
    "ties": lambda: {"mostly zero": [0] * (ROWS - 6) + [1, 2, 3, 4, 5, 5], "two": picked([0] * 9 + [1])},
    "dates": lambda: {
        "day": [f"19{number % 100:02d}-0{1 + number % 9}-28" for number in picked(list(range(500)))],
        "with gaps": picked(["2024-02-29", "0001-01-01", "9999-12-31", "", None]),
        "broken": picked(["2024-02-29", "2023-02-29", "2024-01-01"]),
    },
    "bools": lambda: {"p": picked([True, False, None]), "q": picked(["TRUE", "false", ""]), "r": picked([True, None])},
    "duplicated columns": lambda: {"twin": people(ROWS, 31)["late"], "third": people(ROWS, 31)["late"]},
    "names": wide_names,
    "infinite": lambda: {
        "i": [float("inf") if cell < 0.1 else round(cell, 1) for cell in uniform()],
        "j": ["-inf" if cell < 0.1 else str(round(cell, 1)) for cell in uniform()],
    },
    "18-digit ids": lambda: {
        "number": [440000000000000000 + number for number in picked(list(range(10**6)))],
        "text": [str(440000000000000000 + number) for number in picked(list(range(10**6)))],
        "with X": [f"44000000000000{number:03d}X" for number in picked(list(range(1000)))],
    },
    "codes among numbers": lambda: {
        "texts": [["A", "B ", "B"][int(cell * 30)] if cell < 0.1 else str(int(cell * 60)) for cell in uniform()],
        "cells": [["A", "B"][int(cell * 20)] if cell < 0.1 else int(cell * 60) for cell in uniform()],
        "half": ["-" if cell < 0.5 else f"{cell:.1f}" for cell in uniform()],
    },
    "unicode": lambda: {"drink": picked(["caf\u00e9", "cafe\u0301", "tea", "茶", "ﬁ", "fi"])},
    "blanks": lambda: {"k": picked([" a ", "a", "b\t", "\u3000b", " ", "a b"])},
    "missing tokens": lambda: {
        "k": picked(["NA", "null", "None", "-", "x", "", "nan"]),
        "all": picked(["NA", "", None]),
    },
    "foreign numbers": lambda: {"k": picked(["1,5", "1 000", "١٢", "1_000", "0x10", "1e400", "２", "1.5."])},
    "levels that name conditions": lambda: {"k": picked(["missing", "unseen", "special", "or", "and", "'", '"', "\\"])},
    "empty and constant": lambda: {"none": [None] * ROWS, "blank": [""] * ROWS, "one": [1] * ROWS, "": picked([1, 2])},
    "timestamps": lambda: {"at": [1_700_000_000 + number for number in picked(list(range(900)))]},
    "offset decimals": lambda: {"x": [1_000_000.0 + cell for cell in uniform()]},
    "negative zero": lambda: {"x": picked([0.0, -0.0, 1.0, -1.0])},
    "a value in few rows": lambda: {"k": [None] * (ROWS - 3) + [1, 2, 3]},
    "a name like the weight": lambda: {"w": picked([0.5, 1, 2]), "w ": picked([1, 2, 3]), "W": picked([1, 2, 3])},
}


def hostile(name):
    base = people(ROWS, 31)
    # rows are shuffled so that a special few are not all held out
    order = np.random.default_rng(3).permutation(ROWS)
    return rows_of({"late": base["late"], "month": base["month"], "bad": base["bad"], **TABLES[name]()}, order)


def check_through_files(fitted, table, folder):
    """Save card and table, read both again, and score."""
    fitted.save(folder / "card")
    write_table(folder / "table.csv", table)
    card, back = unpacked(folder / "card"), read_table(folder / "table.csv")
    assert card.digest == fitted.card.digest == fitted.evidence["digest"]
    score = fitted.card.score(table)
    assert card.score(back).tolist() == score.tolist()
    for row in (0, 1, len(score) - 1):
        record = {key: column[row] for key, column in table.items()}
        assert card.score(record).tolist() == [score[row]]
    rounding = fitted.evidence["rounding"]
    assert rounding["largest_error"] <= rounding["bound"]
    assert rounding["inversions"] == 0


# Trees take longer than bins: by default they meet the tables that they encode in a way of their own.
QUICK = {"many levels", "huge and tiny", "bools", "codes among numbers", "missing tokens", "a name like the weight"}
CASES = [
    pytest.param(name, learner, marks=() if learner == "logistic" or name in QUICK else pytest.mark.slow)
    for name in TABLES
    for learner in sorted(LEARNERS)
]


@pytest.mark.parametrize(("name", "learner"), CASES)
def test_a_hostile_table_becomes_a_card_that_scores_its_own_file_alike(name, learner, tmp_path):
    table = hostile(name)
    weight = "w" if "w" in table else None
    fitted = fit(table, "bad", learner=learner, time="month", weight=weight, seed=1)
    accounted = {one["column"] for one in fitted.evidence["dropped"]} | {one.key for one in fitted.card.inputs}
    assert accounted == set(table) - {"bad", "month", weight}
    if "" in table:  # a file cannot hold a column without a name
        del table[""]
    check_through_files(fitted, table, tmp_path)


@pytest.mark.parametrize("learner", sorted(LEARNERS))
def test_a_table_read_from_its_file_gives_the_card_of_the_table(learner, tmp_path):
    for name in ("dates", "bools", "codes among numbers") if learner == "logistic" else ("codes among numbers",):
        table = hostile(name)
        write_table(tmp_path / f"{name}.csv", table)
        cards = [
            fit(frame, "bad", learner=learner, time="month", seed=1).card
            for frame in (table, read_table(tmp_path / f"{name}.csv"))
        ]
        assert cards[0].digest == cards[1].digest, name


@pytest.mark.parametrize("learner", sorted(LEARNERS))
def test_thirty_rows_with_six_bads_are_cross_validated(learner, tmp_path):
    table = {"x": [row % 7 for row in range(30)], "k": list("abc") * 10, "bad": [1, 0, 0, 0, 0] * 6}
    fitted = fit(table, "bad", learner=learner)
    assert any(text.startswith("there are few bads (6)") for text in fitted.evidence["warnings"])
    check_through_files(fitted, table, tmp_path)


@pytest.mark.parametrize("learner", sorted(LEARNERS))
def test_one_bad_in_a_hundred(learner, tmp_path):
    random = np.random.default_rng(5)
    bad = (np.arange(1500) % 100 == 0).astype(int)
    table = {
        "x": (random.normal(size=1500) + 2 * bad).round(2).tolist(),
        "k": random.choice(list("abcdefgh"), 1500).tolist(),
        "month": (np.arange(1500) % 7).tolist(),
        "bad": bad.tolist(),
    }
    fitted = fit(table, "bad", learner=learner, time="month")
    assert 0 < fitted.evidence["data"]["bad_rate"] < 0.02
    check_through_files(fitted, table, tmp_path)


@pytest.mark.parametrize("learner", sorted(LEARNERS))
def test_outcomes_parted_cleanly_give_a_finite_card_and_a_warning(learner, tmp_path):
    bad = people(ROWS, 31)["bad"]
    table = {"x": [10 * one + row % 3 for row, one in enumerate(bad)], "k": ["yn"[one] for one in bad], "bad": bad}
    table["month"] = people(ROWS, 31)["month"]
    fitted = fit(table, "bad", learner=learner, time="month")
    assert fitted.evidence["metrics"][0]["auc"][0] > 0.99
    assert any("above 0.9" in text for text in fitted.evidence["warnings"])
    low, high = fitted.card.attainable
    assert -3000 < low < high < 3000
    check_through_files(fitted, table, tmp_path)


def test_all_columns_constant_is_refused_with_the_reasons():
    table = {"a": [1] * 40, "b": ["x"] * 40, "bad": [0, 1] * 20}
    with pytest.raises(SampleError) as caught:
        fit(table, "bad")
    assert str(caught.value) == (
        "No column is left to learn from. See why each was dropped: 'a': all rows have the one value 1; "
        "'b': all rows have the one value x."
    )


@pytest.mark.slow
@pytest.mark.parametrize("learner", sorted(LEARNERS))
def test_a_hundred_and_fifty_columns(learner, tmp_path):
    random = np.random.default_rng(6)
    matrix = random.normal(size=(2000, 150)).round(3)
    bad = (random.random(2000) < 1 / (1 + np.exp(1 - matrix[:, :5].sum(axis=1)))).astype(int)
    table = {f"c{at}": matrix[:, at].tolist() for at in range(150)} | {"bad": bad.tolist()}
    fitted = fit(table, "bad", learner=learner)
    used = [one.key for one in fitted.card.inputs]
    assert {f"c{at}" for at in range(5)} <= set(used)
    check_through_files(fitted, table, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("learner", sorted(LEARNERS))
def test_a_text_column_of_five_hundred_levels(learner, tmp_path):
    random = np.random.default_rng(7)
    level = (500 * random.random(12_000) ** 2).astype(int)
    bad = (random.random(12_000) < np.where(level % 3 == 0, 0.5, 0.2)).astype(int)
    table = {"k": [f"第{number}号" for number in level], "bad": bad.tolist()}
    fitted = fit(table, "bad", learner=learner)
    assert fitted.evidence["metrics"][0]["auc"][1] > 0.55
    check_through_files(fitted, table, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("learner", sorted(LEARNERS))
def test_a_hundred_and_fifty_thousand_rows(learner, tmp_path):
    random = np.random.default_rng(8)
    matrix = random.normal(size=(150_000, 12)).round(4)
    bad = (random.random(150_000) < 1 / (1 + np.exp(2.5 - matrix[:, :4].sum(axis=1)))).astype(int)
    table = {f"c{at}": matrix[:, at] for at in range(12)} | {"month": np.arange(150_000) % 12, "bad": bad}
    fitted = fit(table, "bad", learner=learner, time="month")
    assert 0.75 < fitted.evidence["metrics"][0]["auc"][0] < 0.9
    check_through_files(fitted, {name: column.tolist() for name, column in table.items()}, tmp_path)
