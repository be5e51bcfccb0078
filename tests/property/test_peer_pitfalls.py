"""What goes wrong in other packages, each pitfall as a property that holds here (pitfalls of learners: tests/learn)."""

import math
from dataclasses import replace
from itertools import pairwise
from random import Random

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
from hypothesis import assume, given
from hypothesis import strategies as st

from moyang_score.card import (
    MISSING,
    UNSEEN,
    Attribute,
    Characteristic,
    Input,
    Interval,
    Scaling,
    Scorecard,
    dump_card,
    number_text,
    parse_card,
)
from moyang_score.card.naive import naive_score
from tests.property.row_maker import records_of, text_columns
from tests.property.strategies import cards, cards_with_records, cards_with_typed, quick, randoms, seeded_cards

ROWS = 30


def columns_of(card, records):
    return {one.key: [record[one.key] for record in records] for one in card.inputs}


def everything(card, frame):
    """Return all that a card says about a frame, as plain Python, so that equal means bit for bit."""
    scored = card.apply(frame)
    probability = card.probability_bad(scored.score)
    return (
        scored.points.tolist(),
        scored.score.tolist(),
        scored.grade.tolist(),
        scored.reasons,
        scored.flags,
        probability.tobytes(),
    )


# D1. Unseen category: score and probability disagree.


@quick
@given(cards_with_records())
def test_d1_score_and_probability_agree_for_every_row_unseen_ones_too(drawn):
    card, records = drawn
    card = replace(card, scaling=Scaling(650, "30", 40), base=650)
    scored = card.apply(columns_of(card, records))
    for score, probability in zip(scored.score.tolist(), card.probability_bad(scored.score).tolist(), strict=True):
        if 1e-12 < probability < 1 - 1e-12:  # where a float64 can still tell probabilities apart
            odds = (1 - probability) / probability
            assert math.isclose(card.scaling.score(math.log(odds)), score, abs_tol=0.05)


@quick
@given(cards_with_records())
def test_d1_a_flag_names_each_input_that_was_unseen_and_no_other(drawn):
    card, records = drawn
    scored = card.apply(columns_of(card, records))
    for record, flags, at in zip(records, scored.flags, scored.attributes.tolist(), strict=True):
        fired = {
            key
            for one, place in zip(card.characteristics, at, strict=True)
            for key, condition in zip(one.inputs, one.attributes[place].when, strict=True)
            if condition is UNSEEN
        }
        named = {flag.partition(":")[2].replace("%3B", ";").replace("%25", "%") for flag in flags}
        assert named == fired, record


# D3. Base points and reversed scales lose the anchor.


@quick
@given(st.integers(-1000, 1000), st.sampled_from(["0.2", "1", "30", "50"]), st.integers(1, 100), cards_with_records())
def test_d3_the_anchor_holds_and_doubling_the_odds_is_pdo_points(base_score, base_odds, pdo, drawn):
    card, records = drawn
    scaling = Scaling(base_score, base_odds, pdo)
    card = replace(card, scaling=scaling)
    odds = float(base_odds)
    assert math.isclose(card.probability_bad([base_score])[0], 1 / (1 + odds), rel_tol=1e-12)
    double = 1 / card.probability_bad([base_score + pdo])[0] - 1
    assert math.isclose(double, 2 * odds, rel_tol=1e-9)
    assert all(card.score(record)[0] == card.base + card.points(record).sum() for record in records[:3])


@quick
@given(cards_with_records(), st.integers(-500, 500))
def test_d3_moving_points_from_the_base_into_a_characteristic_changes_no_score(drawn, moved):
    card, records = drawn
    card = replace(card, groups=())  # a cap counts the points of its members, wherever they came from
    first, *others = card.characteristics
    attributes = tuple(replace(one, points=one.points + moved) for one in first.attributes)
    assume(all(abs(one.points) <= 10**9 for one in attributes))
    assume(abs(card.base - moved) <= 10**9)
    other = replace(
        card,
        base=card.base - moved,
        characteristics=(replace(first, attributes=attributes, neutral=first.neutral + moved), *others),
    )
    frame = columns_of(card, records)
    assert other.score(frame).tolist() == card.score(frame).tolist()
    assert other.reasons(frame) == card.reasons(frame)


# D5. Save and load are not the same model.


@quick
@given(cards_with_records(rows=60))
def test_d5_a_loaded_card_says_bit_for_bit_the_same_on_its_boundaries(drawn):
    card, records = drawn
    frame = columns_of(card, records)
    assert everything(parse_card(dump_card(card)), frame) == everything(card, frame)


@quick
@given(cards_with_typed())
def test_d5_a_loaded_card_says_bit_for_bit_the_same_on_typed_arrays(drawn):
    card, columns = drawn
    assert everything(parse_card(dump_card(card)), columns) == everything(card, columns)


# D6. NaN and infinities slip into an ordinary bin.

cuts = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=4, unique_by=number_text)


def card_of_cuts(kind, found):
    ends = [None, *(number_text(cut) for cut in sorted(found)), None]
    whens = [Interval(lower, upper) for lower, upper in pairwise(ends)]
    attributes = tuple(Attribute((when,), at) for at, when in enumerate((*whens, MISSING, UNSEEN)))
    one = Characteristic("x", ("x",), attributes)
    return Scorecard(card_class="research", base=0, inputs=(Input("x", kind),), characteristics=(one,))


@quick
@given(cuts, st.floats(-1e6, 1e6))
def test_d6_nan_none_na_and_empty_are_missing_and_infinities_are_flagged(found, ordinary):
    card = card_of_cuts("decimal", found)
    missing, unseen = len(found) + 1, len(found) + 2
    absent = [None, math.nan, np.float32("nan"), pd.NA, pd.NaT, "", "  "]
    assert card.score({"x": absent}).tolist() == [missing] * len(absent)
    infinite = [math.inf, -math.inf, np.float32("inf"), "inf", "-Infinity", "1e999"]
    assert card.score({"x": infinite}).tolist() == [unseen] * len(infinite)
    assert all(card.apply({"x": infinite}).flags)
    array = np.array([math.nan, math.inf, -math.inf, ordinary])
    for frame in ({"x": array}, pd.DataFrame({"x": array}), pl.DataFrame({"x": array}), pa.table({"x": array})):
        scored = card.apply(frame)
        assert scored.score.tolist()[:3] == [missing, unseen, unseen]
        assert scored.flags == [(), ("infinite:x",), ("infinite:x",), ()]
        assert scored.score[3] < missing


@quick
@given(st.lists(st.integers(-100, 100), min_size=1, max_size=4, unique=True))
def test_d6_nan_is_missing_among_whole_numbers_and_days_too(found):
    missing, unseen = len(found) + 1, len(found) + 2
    whole, days = card_of_cuts("int", found), card_of_cuts("date", found)
    assert whole.score({"x": np.array([math.nan, math.inf])}).tolist() == [missing, unseen]
    assert whole.score({"x": pd.array([None, 2**53 + 1], "Int64")}).tolist() == [missing, unseen]
    assert days.score({"x": np.array(["NaT"], "M8[D]")}).tolist() == [missing]


# D9. Per-feature options leak or corrupt.


@quick
@given(cards_with_records(), randoms())
def test_d9_the_points_of_a_question_depend_on_its_own_inputs_alone(drawn, random):
    card, records = drawn
    asked = card.characteristics[0]
    others = [key for one in card.characteristics for key in one.inputs if key not in asked.inputs]
    before = card.points(columns_of(card, records))[:, 0].tolist()
    shuffled = columns_of(card, records)
    for key in others:
        random.shuffle(shuffled[key])
    assert card.points(shuffled)[:, 0].tolist() == before


@quick
@given(cards(), randoms())
def test_d9_the_points_of_a_question_do_not_depend_on_how_others_are_declared(card, random: Random):
    asked = card.characteristics[0]
    alone = replace(
        card,
        inputs=tuple(one for one in card.inputs if one.key in asked.inputs),
        characteristics=(asked,),
        groups=(),
    )
    frame = text_columns(card, random, ROWS)
    assert alone.points(frame)[:, 0].tolist() == card.points(frame)[:, 0].tolist()


@quick
@given(cards_with_records(), randoms())
def test_d9_the_order_of_columns_inputs_and_questions_never_changes_a_score(drawn, random):
    card, records = drawn
    frame = columns_of(card, records)
    order = random.sample(range(len(card.characteristics)), len(card.characteristics))
    shuffled = replace(
        card,
        inputs=tuple(random.sample(card.inputs, len(card.inputs))),
        characteristics=tuple(card.characteristics[at] for at in order),
    )
    names = random.sample(list(frame), len(frame))
    found = shuffled.apply(pd.DataFrame({name: frame[name] for name in names}))
    scored = card.apply(frame)
    assert found.score.tolist() == scored.score.tolist()
    assert found.grade.tolist() == scored.grade.tolist()
    assert found.points[:, : len(order)].tolist() == scored.points[:, order].tolist()


@quick
@given(cards_with_typed(), randoms())
def test_d9_a_row_scores_the_same_in_every_subset_of_rows(drawn, random):
    card, columns = drawn
    rows = np.array(sorted(random.sample(range(20), random.randint(1, 20))))
    whole = card.apply(columns)
    part = card.apply({key: column[rows] for key, column in columns.items()})
    assert part.points.tolist() == whole.points[rows].tolist()
    assert part.flags == [whole.flags[row] for row in rows]


@quick
@given(cards(), st.lists(st.integers(-100, 100), min_size=1, max_size=20), st.booleans())
def test_d9_the_width_of_a_number_never_changes_a_score(card, numbers, with_nulls):
    """Small whole numbers are exact in each of these types, so each of them must give what the texts give."""
    nulls = [None] * with_nulls
    texts = {one.key: [*map(str, numbers), *nulls] for one in card.inputs}
    exact = [one.key for one in card.inputs if one.type in {"int", "decimal"}]
    expected = card.apply(texts).points.tolist()
    widths = ["float16", "float32", "float64"] + ([] if with_nulls else ["int8", "int16", "int32", "int64"])
    for width in widths:
        cells = np.array([math.nan if one is None else one for one in (*numbers, *nulls)], width)
        for column in (cells, pd.Series(cells), pa.array(cells)):
            assert card.apply({**texts, **dict.fromkeys(exact, column)}).points.tolist() == expected, width
    cells = [*numbers, *nulls]
    for column in (pd.Series(cells, dtype="Int64"), pl.Series(cells, dtype=pl.Int64), pa.array(cells, pa.int16())):
        assert card.apply({**texts, **dict.fromkeys(exact, column)}).points.tolist() == expected, type(column)


@quick
@given(cards_with_records())
def test_d9_the_way_texts_are_held_never_changes_a_score(drawn):
    card, records = drawn
    frame = columns_of(card, records)
    expected = everything(card, frame)
    text = pd.DataFrame(frame)
    held = [text, text.astype(object), text.astype("category"), text.astype("string[pyarrow]")]
    held += [pl.DataFrame(frame, schema=dict.fromkeys(frame, pl.Categorical))]
    held += [pa.table({key: pa.array(cells, pa.string()).dictionary_encode() for key, cells in frame.items()})]
    for one in held:
        assert everything(card, one) == expected, type(one)


# The makers of cards and rows are tests of nothing if they make too little.


def test_the_generated_rows_reach_every_attribute_that_a_text_can_reach():
    reached = total = 0
    for seed, card in enumerate(seeded_cards(60)):
        records = records_of(text_columns(card, Random(seed), 400))
        scored = card.apply(columns_of(card, records))
        for at, one in enumerate(card.characteristics):
            if len(one.inputs) == 1:
                reached += len(set(scored.attributes[:, at].tolist()))
                total += len(one.attributes)
    assert reached >= 0.97 * total  # days outside the calendar cannot be reached


@quick
@given(cards_with_records())
def test_hypothesis_rows_score_as_the_naive_reference_says(drawn):
    card, records = drawn
    document = card.to_json()
    expected = [naive_score(document, record) for record in records]
    scored = card.apply(columns_of(card, records))
    assert scored.points.tolist() == [one["points"] for one in expected]
    assert scored.grade.tolist() == [one["grade"] for one in expected]
    assert [list(codes) for codes in scored.reasons] == [one["reasons"] for one in expected]


@quick
@given(cards_with_typed())
def test_hypothesis_arrays_score_as_the_naive_reference_says(drawn):
    card, columns = drawn
    document = card.to_json()
    assert card.points(columns).tolist() == [naive_score(document, record)["points"] for record in records_of(columns)]
