"""Vectors meet every boundary of a card, are the same each time, and go through their file unchanged."""

from itertools import pairwise
from random import Random

import pytest

from moyang_score.card import Interval, Scorecard
from moyang_score.errors import BundleError
from moyang_score.export import answers_of, read_vectors, vector_rows, vectors_bytes
from tests.bundle.released import official_card
from tests.cli.cards import small_card
from tests.property.card_maker import make_card


def attributes_met(card: Scorecard) -> set[tuple[int, int]]:
    rows = vector_rows(card)
    scored = card.apply({one.key: [row[one.key] for row in rows] for one in card.inputs})
    return {(at, int(place)) for at in range(len(card.characteristics)) for place in set(scored.attributes[:, at])}


def unreachable(card: Scorecard, at: int, place: int) -> bool:
    """Tell the intervals that no text reaches: below 0001-01-01, from 10000-01-01, and beyond 2^53."""
    types = {one.key: one.type for one in card.inputs}
    one = card.characteristics[at]
    return any(
        isinstance(condition, Interval)
        and (condition.upper == LOWEST.get(types[key], "") or condition.lower == HIGHEST.get(types[key], ""))
        for condition, key in zip(one.attributes[place].when, one.inputs, strict=True)
    )


LOWEST = {"int": "-9007199254740992", "date": "-719162"}
HIGHEST = {"date": "2932896"}


@pytest.mark.parametrize("seed", range(40))
def test_every_attribute_that_texts_can_meet_is_met(seed: int) -> None:
    card = make_card(Random(seed))
    every = {(at, place) for at, one in enumerate(card.characteristics) for place in range(len(one.attributes))}

    missed = every - attributes_met(card)

    assert [pair for pair in missed if not unreachable(card, *pair)] == []


def test_an_official_card_has_its_boundaries_caps_ceilings_and_flags_met() -> None:
    card = official_card()

    vectors = answers_of(card, vector_rows(card))

    scores = {one.score for one in vectors}
    assert {850, 750, 650} <= scores
    assert {one.grade for one in vectors} == {"AAA", "AA", "A", "base"}
    caps = {tuple(one.points[-2:]) for one in vectors}
    assert {low for low, _ in caps} >= {0, 50}
    assert min(high for _, high in caps) == -5
    held = [one for one in vectors if one.score >= 650 and one.grade == "base"]
    assert held, "no row is held by the ceiling base"
    assert [one for one in vectors if one.score >= 850 and one.grade == "AA"] == []
    assert {flag.partition(":")[0] for one in vectors for flag in one.flags} == {"unparsable", "too_large"}
    assert {len(one.reasons) for one in vectors} >= {0, 1, 2}
    assert 300 <= len(vectors) <= 3_000
    assert {min(scores), max(scores)} == set(card.attainable)


def test_the_nearest_scores_on_both_sides_of_a_grade_are_found() -> None:
    """Against all combinations of a small card."""
    card = official_card()
    from itertools import product

    cells = {"P01": ["0", "1"], "P04": ["0", "1", "2", "3", "-999"], "P13": ["0", "1", "3", "5"]}
    cells["F01"] = ["0", "80", "90", "95", "100"]
    rows = [dict(zip(cells, combination, strict=True)) for combination in product(*cells.values())]
    every = set(card.score({key: [row[key] for row in rows] for key in cells}).tolist())
    met = {one.score for one in answers_of(card, vector_rows(card))}
    for grade in card.grades[:-1]:
        assert min(score for score in every if score >= grade.min) in met
        assert max(score for score in every if score < grade.min) in met


def test_a_cut_is_met_on_it_and_next_to_it() -> None:
    rows = vector_rows(official_card())

    cells = {row["F01"] for row in rows}
    assert {"99", "100", "101", "100.0", " +100\t", "100.5", "100e0", "１２", "", None, "inf", "1e400"} <= cells


def test_cards_of_every_kind_have_texts_dates_and_levels_met() -> None:
    rows = vector_rows(small_card())

    assert {"rent", " rent\u3000", "RENT", "家", "(never seen)"} <= {row["home"] for row in rows}
    assert {"2020-12-31", "2021-01-01", "2021-01-02", "2021-02-29", "２０２０-01-01"} <= {row["since"] for row in rows}


def test_vectors_are_the_same_each_time_and_each_once() -> None:
    for card in (official_card(), small_card(), make_card(Random(4))):
        rows = vector_rows(card)
        assert rows == vector_rows(card)
        assert len({tuple(row.values()) for row in rows}) == len(rows)


def test_vectors_go_through_their_file_unchanged() -> None:
    for seed in range(20):
        card = make_card(Random(seed))
        vectors = answers_of(card, vector_rows(card))
        content = vectors_bytes(vectors)
        assert read_vectors(content) == vectors
        assert content.count(b"\n") == len(vectors)
        assert vectors_bytes(read_vectors(content)) == content


@pytest.mark.parametrize("content", [b"", b"\n", b"{", b"[]\n", b"{}\n", b'{"row":{}}\n', b"\xff\n", b"1\n"])
def test_what_is_no_vector_is_refused(content: bytes) -> None:
    with pytest.raises(BundleError, match="vector"):
        read_vectors(content)


def test_scores_of_the_path_between_the_extremes_are_many() -> None:
    scores = sorted({one.score for one in answers_of(official_card(), vector_rows(official_card()))})

    assert len(scores) >= 40
    assert max(high - low for low, high in pairwise(scores)) <= 60
