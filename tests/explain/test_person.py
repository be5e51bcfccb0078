"""One person's explanation is the same sum as the score."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given

from moyang_score.card import Evidence, Grade, Scorecard
from moyang_score.errors import CardChangedError, ColumnError, SampleError, UsageError
from moyang_score.explain import explain_person
from tests.cli.cards import small_card, small_evidence
from tests.property.strategies import cards_with_records, quick


@quick
@given(cards_with_records(rows=4))
def test_every_total_of_an_explanation_reconciles_with_the_card(drawn: tuple[Scorecard, list[dict[str, Any]]]) -> None:
    card, records = drawn
    for record in records:
        scored = card.apply(record)

        explanation = explain_person(card, record)

        steps = [row.contribution for row in explanation.rows] + [points for _, points in explanation.cap_rows]
        assert explanation.start + sum(steps) == explanation.score == scored.score[0]
        assert [row.points for row in explanation.rows] == scored.points[0, : len(card.characteristics)].tolist()
        assert explanation.grade == scored.grade[0]
        assert tuple(reason.code for reason in explanation.reasons) == scored.reasons[0]
        assert explanation.flags == scored.flags[0]
        assert bool(explanation.held_by) == (explanation.grade != explanation.grade_of_score)
        lost = {row.key: row.contribution for row in explanation.rows}
        assert all(lost[reason.characteristic] == reason.contribution < 0 for reason in explanation.reasons)


def test_a_frame_of_one_row_and_a_record_are_explained_alike() -> None:
    record = {"late": "2", "home": "rent", "since": "2020-01-01"}
    frame = {key: [cell] for key, cell in record.items()}

    assert explain_person(small_card(), frame) == explain_person(small_card(), record)


def test_evidence_says_how_common_an_attribute_is() -> None:
    card = small_card()
    record = {"late": 2, "home": "rent", "since": ""}

    row = explain_person(card, record, small_evidence(card)).rows[0]

    assert (row.attribute_at, row.share, row.bad_rate) == (1, pytest.approx(0.1), pytest.approx(0.07))
    assert explain_person(card, record).rows[0].share is None


def test_cells_are_shown_as_they_were_written_and_absent_ones_are_empty() -> None:
    record = {"late": np.float64("nan"), "home": " own ", "since": np.datetime64("2020-01-02")}

    assert [row.value for row in explain_person(small_card(), record).rows] == ["", "own", "2020-01-02"]


def test_a_ceiling_that_bites_is_named() -> None:
    card = small_card()
    better = Scorecard(
        card_class="official",
        base=card.base + 200,
        inputs=card.inputs,
        characteristics=card.characteristics,
        grades=(Grade("A", 660), Grade("B", 600), Grade("C", None)),
    )

    explanation = explain_person(better, {"late": 9, "home": "own", "since": "2020-01-01"})

    assert (explanation.grade, explanation.grade_of_score, explanation.held_by) == ("B", "A", ("late",))
    assert explanation.probability_bad is None


def test_a_card_without_characteristics_gives_its_base_without_rows() -> None:
    bare = Scorecard(card_class="research", base=650, inputs=(), characteristics=())

    explanation = explain_person(bare, {})

    assert (explanation.start, explanation.rows, explanation.score) == (650, (), 650)


def test_what_is_no_single_person_of_this_card_is_refused() -> None:
    card = small_card()
    with pytest.raises(SampleError, match="2 rows"):
        explain_person(card, {key: ["", ""] for key in ("late", "home", "since")})
    with pytest.raises(ColumnError, match="'home'"):
        explain_person(card, {"late": 1, "since": ""})
    with pytest.raises(CardChangedError, match="another card"):
        explain_person(card, {"late": 1, "home": "", "since": ""}, Evidence({"digest": "0" * 64}))
    with pytest.raises(UsageError, match="'fr'"):
        explain_person(card, {"late": 1, "home": "", "since": ""}, language="fr")
