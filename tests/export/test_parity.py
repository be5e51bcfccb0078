"""Parity: each scorer is caught when it says something else, and nothing is written then."""

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from moyang_score.bundle import Bundle, read_bundle
from moyang_score.card import Evidence, Scorecard
from moyang_score.cli import main
from moyang_score.errors import BundleError, MoyangError, ParityError
from moyang_score.export import (
    answers_of,
    bundle_files,
    card_sql,
    check_parity,
    check_vectors,
    parity,
    vector_rows,
    vectors_bytes,
)
from tests.bundle.released import (
    MODELLER,
    official_card,
    official_files,
    texts_of,
    write_official_bundle,
    write_official_card,
    write_trust,
)
from tests.cli.cards import small_card
from tests.property.card_maker import make_card


@pytest.mark.parametrize("seed", range(60))
def test_all_scorers_agree_on_the_vectors_of_generated_cards(seed: int) -> None:
    card = make_card(Random(seed))

    assert check_parity(card, answers_of(card, vector_rows(card)), card_sql(card)) == ["numpy", "naive", "DuckDB SQL"]


@pytest.mark.slow
@pytest.mark.parametrize("first", range(60, 260, 50))
def test_all_scorers_agree_on_the_vectors_of_many_more_cards(first: int) -> None:
    for seed in range(first, first + 50):
        card = make_card(Random(seed))
        check_parity(card, answers_of(card, vector_rows(card)), card_sql(card))


def test_the_expert_card_of_the_city_agrees_in_every_scorer() -> None:
    from moyang_score.catalogue import load_catalogue
    from moyang_score.export import check_release, check_texts
    from moyang_score.learn.expert import fit_expert

    catalogue = load_catalogue("moyang")
    nobody = {one.code: [] for one in catalogue.indicators}
    fitted = fit_expert(nobody, catalogue, target=None, bad=None, seed=1, say=str)
    check_release(fitted.card)
    check_texts(fitted.card, fitted.texts)
    vectors = answers_of(fitted.card, vector_rows(fitted.card))

    assert len(check_parity(fitted.card, vectors, card_sql(fitted.card))) == 3
    assert {849, 850, 749, 750, 649, 650} - {849} <= {one.score for one in vectors}
    assert {fitted.card.attainable[0], fitted.card.attainable[1]} <= {one.score for one in vectors}


CHANGES = {
    "points": lambda one: replace(one, points=(one.points[0] + 1, *one.points[1:])),
    "score": lambda one: replace(one, score=one.score + 1),
    "grade": lambda one: replace(one, grade="base" if one.grade != "base" else "A"),
    "reasons": lambda one: replace(one, reasons=("P01", "x")),
    "flags": lambda one: replace(one, flags=("unseen:nothing",)),
}


@pytest.mark.parametrize("part", CHANGES)
def test_a_vector_that_says_something_else_is_named(part: str) -> None:
    card = official_card()
    vectors = answers_of(card, vector_rows(card))
    vectors[6] = CHANGES[part](vectors[6])

    with pytest.raises(ParityError, match=rf"vector 7: the scorer numpy disagrees on {part}"):
        check_parity(card, vectors, None)


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("THEN -180 --", "THEN -181 --", "points"),
        ("greatest(u1, -250)", "greatest(u1, -240)", "points"),
        ("score >= 850", "score >= 851", "grade"),
        ("WHEN 1 THEN 3", "WHEN 1 THEN 2", "grade"),
        ("too_large:P13", "unparsable:P13", "flags"),
        ("lost[2]", "lost[3]", "reasons"),
        ("v3 < 5", "v3 <= 5", "points"),
    ],
)
def test_a_fault_of_the_sql_is_found_on_the_vectors(old: str, new: str, part: str) -> None:
    card = official_card()
    sql = card_sql(card)
    assert old in sql

    with pytest.raises(ParityError, match=f"DuckDB SQL disagrees on {part}"):
        check_parity(card, answers_of(card, vector_rows(card)), sql.replace(old, new))


def test_a_fault_of_the_probability_is_found() -> None:
    card = small_card()
    sql = card_sql(card).replace("(score - 650)", "(score - 651)")

    with pytest.raises(ParityError, match="probability_bad"):
        check_parity(card, answers_of(card, vector_rows(card)), sql)


@pytest.mark.parametrize("part", ["points", "score", "grade", "reasons", "cells"])
def test_a_fault_of_the_naive_reference_is_found(monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    card = official_card()
    naive = parity.naive_score

    def wrong(document: Any, record: Any) -> dict[str, Any]:
        found = naive(document, record)
        other = {
            "points": [0, *found["points"][1:]],
            "score": 1,
            "grade": "x",
            "reasons": ["x"],
            "cells": [["unseen"]] * 4,
        }
        return {**found, part: other[part]}

    monkeypatch.setattr(parity, "naive_score", wrong)
    with pytest.raises(ParityError, match=f"naive disagrees on {'flagged inputs' if part == 'cells' else part}"):
        check_parity(card, answers_of(card, vector_rows(card)), None)


def test_nothing_is_written_where_scorers_disagree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    write_official_card(tmp_path / "card")
    (tmp_path / "modeller.key.json").write_bytes(MODELLER.to_bytes())
    from moyang_score.export import content

    monkeypatch.setattr(content, "card_sql", lambda card: card_sql(card).replace("THEN -180 --", "THEN -181 --"))

    assert main(["export", "card", "--out", "models/moyang-1", "--sign", "modeller.key.json"]) == 2
    assert "DuckDB SQL disagrees on points" in capsys.readouterr().err
    assert not (tmp_path / "models").exists()


def test_a_bundle_whose_vectors_or_sql_are_of_another_card_is_refused_though_it_was_signed(tmp_path: Path) -> None:
    bundle = read_bundle(write_official_bundle(tmp_path / "bundle"), write_trust(tmp_path / "trust"))
    other = official_card(best=119)
    vectors = vectors_bytes(answers_of(other, vector_rows(other)))

    def changed(name: str, content: bytes) -> Bundle:
        return Bundle(bundle.place, bundle.manifest, bundle.signers, {**bundle.files, name: content})

    assert check_vectors(bundle, None)[1] == ["numpy", "naive"]
    with pytest.raises(BundleError, match=r"bundle, vector \d+: the scorer numpy disagrees"):
        check_vectors(changed("vectors.jsonl", vectors), None)
    with pytest.raises(BundleError, match="DuckDB SQL disagrees"):
        check_vectors(bundle, card_sql(other))
    small = vectors_bytes(answers_of(small_card(), vector_rows(small_card())))
    with pytest.raises(BundleError, match="not one of this card"):
        check_vectors(changed("vectors.jsonl", small), None)
    with pytest.raises(BundleError, match="no vectors"):
        check_vectors(changed("vectors.jsonl", b""), None)


def test_the_files_of_a_bundle_are_the_same_each_time() -> None:
    card = official_card()

    assert bundle_files(card, Evidence({"digest": card.digest}), texts_of(card)) == official_files()


def test_evidence_of_another_card_is_refused() -> None:
    with pytest.raises(MoyangError, match="evidence names"):
        bundle_files(official_card(), Evidence({"digest": "0" * 64}), texts_of(official_card()))


def bare() -> Scorecard:
    return Scorecard(card_class="research", base=650, inputs=(), characteristics=())


def test_a_card_without_inputs_has_one_vector() -> None:
    assert check_parity(bare(), answers_of(bare(), vector_rows(bare())), card_sql(bare()))
    assert len(vector_rows(bare())) == 1
