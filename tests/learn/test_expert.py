"""The expert learner: the points of a catalogue, whatever the sample."""

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moyang_score.card import dump_card, parse_card
from moyang_score.errors import CatalogueError, ColumnError, TargetError, UsageError
from moyang_score.files import Table
from moyang_score.frame import FeatureFrame
from moyang_score.learn import ScorecardClassifier, expert_card, fit
from tests.learn.catalogues import features, indicator, small_catalogue
from tests.property.strategies import quick

SMALL = small_catalogue()
ROWS = 300


def on(table, target=None, **options):
    return fit(table, target, **{"learner": "expert", "catalogue": SMALL, **options})


def test_the_card_says_what_the_catalogue_says():
    card = expert_card(SMALL)

    assert (card.card_class, card.base, card.scaling) == ("official", 650, None)
    assert [(one.key, one.type, one.unit, one.missing) for one in card.inputs] == [
        (code, "int", "count", ("",)) for code in ("P1", "P2", "P4", "S1")
    ]
    assert [(one.key, one.family, one.neutral, one.reason) for one in card.characteristics] == [
        (code, code[0], 0, code) for code in ("P1", "P2", "P4", "S1")
    ]
    assert [(str(one), one.points, one.ceiling) for one in card.characteristics[1].attributes] == [
        ("< 1", 0, None),
        ("[1, 2)", -40, None),
        (">= 2", -80, None),
        ("missing", 0, None),
        ("unseen", 0, None),
    ]
    assert [one.ceiling for one in card.characteristics[0].attributes] == [None, "base", None, None]
    assert [(group.key, group.members, group.sign, group.limit) for group in card.groups] == [
        ("P-", ("P1", "P2"), "neg", -100),
        ("P+", ("P4",), "pos", 20),
        ("S+", ("S1",), "pos", 30),
    ]
    assert [(grade.grade, grade.min) for grade in card.grades] == [("AA", 660), ("A", 650), ("base", None)]
    assert (card.reason_policy.k, card.reason_policy.min_points) == (4, 1)
    assert parse_card(dump_card(card)) == card


def test_research_data_makes_a_research_card():
    research = replace(SMALL, indicators=(*SMALL.indicators, indicator("P9", [-10], legal_class="R")))

    fitted = fit(features(20) | {"P9": [0] * 20}, learner="expert", catalogue=research)

    assert fitted.card.card_class == "research"
    assert any("legal class R" in warning for warning in fitted.evidence["warnings"])


@quick
@given(st.integers(0, 400), st.integers(0, 10**6), st.booleans(), st.integers(0, 5))
def test_no_sample_moves_a_byte_of_the_card(rows, seed, judged, draw):
    fitted = on(features(rows, seed), "bad" if judged and rows > 60 else None, seed=draw)

    assert dump_card(fitted.card) == dump_card(expert_card(SMALL))
    assert fitted.evidence["digest"] == fitted.card.digest
    json.loads(fitted.evidence.to_bytes())


def test_the_evidence_counts_every_row_where_the_card_itself_places_it():
    table = features(ROWS)
    fitted = on(table, "bad")
    placed = fitted.card.apply(table)
    bad = np.array(table["bad"])
    for at, record in enumerate(fitted.evidence["characteristics"]):
        counts = np.bincount(placed.attributes[:, at], minlength=len(record["attributes"]))
        bads = np.bincount(placed.attributes[bad == 1, at], minlength=len(record["attributes"]))
        assert [row["n"] for row in record["attributes"]] == counts.tolist()
        assert [row["bads"] for row in record["attributes"]] == bads.tolist()
        assert sum(row["share"] for row in record["attributes"]) == pytest.approx(1, abs=1e-5)
        assert np.isfinite(record["iv"])
    for grade in fitted.evidence["grades"]:
        held = placed.grade == grade["grade"]
        assert (grade["n"], grade["bads"]) == (held.sum(), bad[held].sum())
    scores = fitted.evidence["scores"]
    assert (scores["lowest"], scores["highest"]) == (placed.score.min(), placed.score.max())
    assert fitted.evidence["data"]["bads"] == bad.sum()
    assert fitted.evidence["metrics"][0]["auc"][0] > 0.5
    assert fitted.evidence["catalogue"] == {"name": "small", "version": "1", "hash": "ab" * 32, "edition": "2025"}


def test_without_a_target_nothing_is_said_about_bads():
    evidence = on(features(ROWS)).evidence

    assert evidence["metrics"] == []
    assert "bads" not in evidence["data"]
    assert set(evidence["characteristics"][0]["attributes"][0]) == {"n", "share"}
    assert set(evidence["grades"][0]) == {"grade", "n", "share"}
    assert sum(row["n"] for row in evidence["grades"]) == ROWS


def test_no_rows_give_the_card_and_evidence_of_none():
    empty = {key: [] for key in features(1)}
    for target in (None, "bad"):
        fitted = on(empty, target)
        assert fitted.evidence["data"]["rows"] == 0
        assert fitted.evidence["scores"] is None
        assert {row["n"] for row in fitted.evidence["grades"]} == {0}
        assert fitted.evidence["warnings"] == ["the table has no rows, so nothing was counted"]


def test_rows_in_another_order_and_any_kind_of_frame_give_the_same_evidence():
    table = features(ROWS)
    expected = on(table, "bad").evidence.to_bytes()
    order = np.random.default_rng(3).permutation(ROWS)
    frame = pd.DataFrame(table)

    for other in (
        {key: [column[at] for at in order] for key, column in table.items()},
        frame,
        frame.iloc[order],
        pl.DataFrame(table),
        pa.table(table),
        Table("", {key: ["" if cell is None else str(cell) for cell in column] for key, column in table.items()}),
    ):
        document = json.loads(on(other, "bad").evidence.to_bytes())
        document["data"]["source"] = None
        assert document == json.loads(expected)


def test_only_the_columns_of_the_catalogue_are_read():
    read = set()

    class Watched(dict):
        def __getitem__(self, key):
            read.add(key)
            return super().__getitem__(key)

    on(Watched(features(ROWS)), "bad")

    assert read == {"P1", "P2", "P4", "S1", "bad"}


def test_texts_of_both_languages_come_with_the_card_and_say_nothing_that_must_not_be_suggested(tmp_path):
    fitted = on(features(ROWS))

    assert fitted.texts["en"].name("P2") == "name of P2"
    assert fitted.texts["zh"].improve("P2") == "advice on P2（中）"
    assert fitted.texts["zh"].improve("S1") is None
    fitted.save(tmp_path / "card")
    assert sorted(path.name for path in (tmp_path / "card").iterdir()) == [
        "evidence.json",
        "scorecard.json",
        "texts.en.json",
        "texts.zh.json",
    ]


def test_features_of_another_catalogue_are_refused():
    frame = FeatureFrame(features(20), "cd" * 32, (date(2026, 10, 1),))

    with pytest.raises(CatalogueError, match="features are of the catalogue cdcdcdcdcdcd…, and small is abab"):
        on(frame)

    same = replace(frame, catalogue_hash="ab" * 32)
    assert on(same).evidence["data"]["rows"] == 20


FAULTS = {
    "absent column": (
        {"P2": None},
        ColumnError,
        (
            "Of the 4 columns of the catalogue the table lacks the column 'P2'. The nearest name is 'P4'; give a table "
            "that moyang features wrote from the same catalogue."
        ),
    ),
    "absent columns": (
        {"P2": None, "S1": None},
        ColumnError,
        (
            "Of the 4 columns of the catalogue the table lacks the 2 columns 'P2', 'S1'. Give a table that moyang "
            "features wrote from the same catalogue."
        ),
    ),
    "text": (
        {"P2": ["1"] * 58 + ["x", "1.5"]},
        ColumnError,
        "column 'P2', row 59: 'x' is no whole number; 2 of 60 rows are like it. Give whole numbers, or empty cells.",
    ),
    "an id in the wrong column": (
        {"P2": ["990101199001010014"] * 60},
        ColumnError,
        (
            "column 'P2', row 1: a cell of 18 characters is no whole number; 60 of 60 rows are like it. "
            "Give whole numbers, or empty cells."
        ),
    ),
    "one outcome": (
        {"bad": [0] * 60},
        TargetError,
        "target 'bad': all rows have the one outcome '0' (60 rows). Give a table with goods and bads.",
    ),
    "absent target": (
        {"bad": None},
        ColumnError,
        "There is no column 'bad'. Name the outcome column, or leave out the target.",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_table_that_cannot_be_counted_is_refused_in_full(fault):
    change, kind, text = FAULTS[fault]
    table = {key: column for key, column in {**features(60), **change}.items() if column is not None}
    with pytest.raises(kind) as caught:
        on(table, "bad")
    assert str(caught.value) == text


def test_options_that_cannot_change_the_points_are_refused():
    with pytest.raises(UsageError, match="--time, --special, --max-characteristics cannot change"):
        on(features(20), time="t", special={"P1": ["9"]}, max_characteristics=3)
    with pytest.raises(UsageError, match="none is named"):
        on(features(20), catalogue=None)
    with pytest.raises(UsageError, match="--prior cannot change"):
        on(features(20), prior=0.1)
    with pytest.raises(UsageError, match="logistic needs a target"):
        fit(features(20))
    with pytest.raises(UsageError, match="reads a catalogue"):
        ScorecardClassifier(learner="expert").fit([[0.0], [1.0]] * 20, [0, 1] * 20)


def test_warnings_say_what_a_reader_should_know():
    table = features(200)
    table["S1"] = [None] * 200
    table["P2"] = [3 * bad for bad in table["bad"]]
    wide = replace(SMALL, low=600, high=680)

    warnings = " ".join(on(table, "bad", catalogue=wide).evidence["warnings"])

    for needle in (
        "565 to 700 are attainable, outside 600 to 680",
        "no row has a value of S1",
        "above 0.9",
        "few bads",
    ):
        assert needle in warnings
