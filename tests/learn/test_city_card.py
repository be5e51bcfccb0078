"""What the card of the city owes its residents."""

import numpy as np
import pytest

from moyang_score.catalogue import load_catalogue
from moyang_score.learn import expert_card, fit


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue("moyang")


@pytest.fixture(scope="module")
def card(catalogue):
    return expert_card(catalogue)


def test_the_card_is_official_and_stays_inside_the_scale(card):
    ends = np.array([one.points_range for one in card.characteristics]).T
    low, high = (card.base + ends.sum(axis=1) + card.cap_rows(ends).sum(axis=1)).tolist()

    assert card.card_class == "official"
    assert len(card.characteristics) == 28
    assert (low, high) == card.attainable
    assert low >= 300
    assert high <= 1000


@pytest.mark.parametrize("cell", [None, "", 0, "0"])
def test_a_newcomer_with_an_empty_file_gets_exactly_650_and_grade_a(card, cell):
    scored = card.apply({one.key: [cell] for one in card.inputs})

    assert scored.score.tolist() == [650]
    assert scored.grade.tolist() == ["A"]
    assert scored.reasons == [()]
    assert scored.flags == [()]


def test_limits_never_take_from_losses_and_never_give_to_gains(card):
    draw = np.random.default_rng(5)
    frame = {one.key: draw.integers(0, 120, 2000) for one in card.inputs}
    points = card.points(frame)
    for at, group in enumerate(card.groups, start=len(card.characteristics)):
        assert ((points[:, at] >= 0) if group.sign == "neg" else (points[:, at] <= 0)).all()
    low, high = card.attainable
    score = card.score(frame)
    assert ((score >= low) & (score <= high)).all()


@pytest.mark.parametrize("code", ["P01", "P02"])
def test_somebody_on_a_list_is_held_at_the_base_whatever_else_they_have(card, code):
    best = {one.key: max(one.attributes, key=lambda attribute: attribute.points) for one in card.characteristics}
    record = {
        key: int(attribute.when[0].lower or 0) for key, attribute in best.items() if hasattr(attribute.when[0], "lower")
    }
    record = {one.key: record.get(one.key) for one in card.inputs}

    assert card.grade(record).tolist() == ["AAA"]
    assert card.grade({**record, code: 1}).tolist() == ["base"]


def test_texts_name_every_indicator_family_grade_and_limit(catalogue, card):
    fitted = fit({one.key: [] for one in card.inputs}, learner="expert", catalogue="moyang")
    for texts in fitted.texts.values():
        assert all(texts.name(one.key) != one.key and texts.reason(one.key) for one in card.characteristics)
        assert all(texts.unit(one.key) for one in card.characteristics)
        assert all(texts.family(one.family) != one.family for one in card.characteristics)
        assert all(texts.group(group.key) != group.key for group in card.groups)
        assert all(texts.grade(grade.grade) for grade in card.grades)
    suggested = {one.code for one in catalogue.indicators if one.on and not one.never_suggest}
    assert all(fitted.texts["zh"].improve(code) for code in suggested)
    assert not any(fitted.texts["zh"].improve(one.code) for one in catalogue.indicators if one.never_suggest)
