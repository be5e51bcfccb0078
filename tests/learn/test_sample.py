"""The sample: an order, parts and a name that depend on the content of rows alone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moyang_score.card import Input, read_column
from moyang_score.learn.sample import Sample
from tests.learn.tables import people, rows_of, sample_of


def sample_with(bad, **columns):
    inputs, readings = [], {}
    for key, (kind, cells) in columns.items():
        inputs.append(Input(key, kind, special=("-9",)))
        readings[key] = read_column(inputs[-1], cells)
    return Sample(tuple(inputs), readings, np.array(bad, np.int8), np.ones(len(bad)), {})


CELLS = st.sampled_from([0, 1, 2, -1, -9, 2**40, "", "x", None, 0.5])


@given(st.lists(st.tuples(CELLS, CELLS, st.integers(0, 1)), min_size=1, max_size=40, unique_by=repr))
def test_different_rows_never_share_a_hash(rows):
    first, second, bad = zip(*rows, strict=True)
    sample = sample_with(bad, a=("decimal", list(first)), b=("text", list(second)))
    readings = [sample.readings[key] for key in "ab"]
    cells = [
        (
            sample.bad[at],
            readings[0].state[at],
            readings[0].values[at] * (readings[0].state[at] == 0),
            readings[1].state[at],
            readings[1].levels[readings[1].values[at]] if readings[1].state[at] == 0 else "",
        )
        for at in range(len(sample))
    ]
    hashes = list(zip(*sample.row_hashes(), strict=True))
    assert len(set(hashes)) == len(set(cells))


def test_half_a_million_different_rows_have_different_hashes():
    rows = 500_000
    sample = sample_with(np.zeros(rows), a=("int", np.arange(rows) % 1000), b=("int", np.arange(rows) // 1000))
    assert [len(np.unique(one)) for one in sample.row_hashes()] == [rows, rows]


def test_swapped_columns_and_states_are_told_apart():
    one = sample_with([0, 0, 0, 0], a=("int", [1, 2, "", 2]), b=("int", [2, 1, 2, ""]))
    assert len(set(one.row_hashes()[0].tolist())) == 4
    # a state number is not the value that has the same bits
    other = sample_with([0, 0, 0], a=("decimal", ["", 5e-324, -9]))
    assert len(set(zip(*other.row_hashes(), strict=True))) >= 2


def test_negative_zero_is_zero():
    one, other = (sample_with([0], a=("decimal", [zero])) for zero in (0.0, -0.0))
    assert one.fingerprint() == other.fingerprint()


@pytest.mark.parametrize("seed", range(3))
def test_the_canonical_order_is_the_same_from_any_order(seed):
    table = people(120, 1)
    order = np.random.default_rng(seed).permutation(120)
    one, other = sample_of(table), sample_of(rows_of(table, order))
    assert one.bad.tolist() == other.bad.tolist()
    for key, reading in one.readings.items():
        found = other.readings[key]
        assert reading.state.tolist() == found.state.tolist()
        if reading.levels is None:
            assert reading.values.tolist() == found.values.tolist()
    assert one.fingerprint() == other.fingerprint()


def test_rows_of_equal_cells_stand_in_order_of_their_weight():
    sample = replace(sample_with([1, 1, 1], a=("int", [7, 7, 7])), weight=np.array([3.0, 1.0, 2.0]))
    assert sample.canonical().weight.tolist() == [1.0, 2.0, 3.0]


def test_the_fingerprint_sees_every_cell_the_outcome_the_weight_and_the_names():
    base = sample_with([0, 1], a=("int", [1, 2]), b=("text", ["x", "y"]))
    changed = [
        sample_with([1, 0], a=("int", [1, 2]), b=("text", ["x", "y"])),
        sample_with([0, 1], a=("int", [1, 3]), b=("text", ["x", "y"])),
        sample_with([0, 1], a=("int", [1, 2]), b=("text", ["x", ""])),
        sample_with([0, 1], a=("decimal", [1, 2]), b=("text", ["x", "y"])),
        sample_with([0, 1], c=("int", [1, 2]), b=("text", ["x", "y"])),
        replace(base, weight=np.array([1.0, 2.0])),
    ]
    names = {one.fingerprint() for one in [base, *changed]}
    assert len(names) == len(changed) + 1
    assert {len(name) for name in names} == {32}


def test_parts_hold_each_outcome_in_equal_shares():
    sample = sample_of(people(403, 2))
    part = sample.parts(5, 0)
    for outcome in (0, 1):
        counts = np.bincount(part[sample.bad == outcome], minlength=5)
        assert counts.max() - counts.min() <= 1
    assert part.tolist() == sample.parts(5, 0).tolist() != sample.parts(5, 1).tolist()


def test_selecting_inputs_keeps_their_order_and_taking_rows_keeps_the_rest():
    sample = sample_of(people(50, 2))
    assert [one.key for one in sample.select(["noise", "income"]).inputs] == ["income", "noise"]
    assert len(sample.take(np.arange(7))) == 7
    assert sample.take(sample.bad == 1).bads == sample.bads
    assert not sample.weighted
