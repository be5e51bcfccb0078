"""Bins: cells, prebins, the solver and what stands in for it, one input at a time."""

import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moyang_score.card import Input, Interval, OneOf, read_column
from moyang_score.card.partition import Partition
from moyang_score.learn.binned import bin_input
from moyang_score.learn.bins import prebinned
from moyang_score.learn.cells import (
    closing_conditions,
    cuts_between,
    interval_conditions,
    level_conditions,
    level_groups,
)
from moyang_score.learn.counted import count_input
from moyang_score.learn.counts import Counts, least_rows, merged
from moyang_score.learn.honest import honest_woes
from moyang_score.learn.sample import Sample
from moyang_score.learn.woe import information_value, smoothed_woe


def read(kind, cells):
    declared = Input("k", kind)
    return declared, read_column(declared, cells)


def binned(kind, cells, bad, weight=None):
    declared, reading = read(kind, cells)
    weight = np.ones(len(bad)) if weight is None else np.asarray(weight, float)
    sample = Sample((declared,), {"k": reading}, np.asarray(bad, np.int8), weight, {})
    (one,) = counted(sample)
    return bin_input(one, one.trends[0]), sample


def counted(sample):
    return counted_by(sample, dealt(sample))


def counted_by(sample, deals):
    return [count_input(one, sample, deals) for one in sample.inputs]


def dealt(sample):
    return np.stack([sample.parts(5, 0), 5 + sample.parts(5, 1)])


@settings(deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=60), st.integers(2, 20))
def test_cuts_rise_part_the_values_and_have_six_digits(values, most):
    declared, reading = read("decimal", values)
    cuts = cuts_between(declared, reading, np.ones(len(values)), most)
    assert len(cuts) < most
    assert all(before < after for before, after in pairwise(cuts))
    assert all(float(f"{cut:.5e}") == cut for cut in cuts)
    assert all(min(values) < cut <= max(values) for cut in cuts)
    Partition(declared, (*interval_conditions(cuts), *closing_conditions(declared)))


@settings(deadline=None)
@given(st.lists(st.integers(-(2**53), 2**53), min_size=2, max_size=40))
def test_cuts_of_whole_numbers_are_whole(values):
    declared, reading = read("int", values)
    assert all(float(cut).is_integer() for cut in cuts_between(declared, reading, np.ones(len(values)), 10))


def test_cells_hold_about_equal_weight():
    declared, reading = read("int", list(range(1000)))
    cuts = cuts_between(declared, reading, np.ones(1000), 10)
    assert cuts == [100.0, 200.0, 300.0, 400.0, 500.0, 600.0, 700.0, 800.0, 900.0]


def test_the_rare_levels_stand_together_and_the_common_ones_alone():
    _, reading = read("text", ["b"] * 5 + ["a"] * 5 + ["d", "c"])
    assert level_groups(reading, np.ones(12), 3, 10) == [("a",), ("b",), ("c", "d")]
    assert level_groups(reading, np.ones(12), 1, 2) == [("a",), ("b", "c", "d")]
    assert level_groups(reading, np.ones(12), 1, 4) == [("a",), ("b",), ("c",), ("d",)]


def test_a_bool_of_one_seen_level_names_the_other_too():
    declared, _ = read("bool", ["true"])
    assert level_conditions(declared, [("true",)]) == [OneOf(("true",)), OneOf(("false",))]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=10), st.data())
def test_merging_cells_loses_no_row(rows, data):
    goods, bads = np.array(rows, float).T
    kept = np.array(data.draw(st.lists(st.booleans(), min_size=len(rows) - 1, max_size=len(rows) - 1)), bool)
    both = merged(Counts(goods, bads), kept)
    assert (both.goods.sum(), both.bads.sum()) == (goods.sum(), bads.sum())
    assert len(both) == kept.sum() + 1


def test_a_bin_expects_five_of_the_rarer_outcome():
    assert least_rows(950, 50) == 100
    assert least_rows(50, 950) == 100
    assert least_rows(0.0, 0.0) == 1.0


def kept_borders(counts, trend):
    return prebinned(counts).solved(trend)


def pooled_borders(counts, trend):
    return prebinned(counts).pooled(trend)


def unsolved_borders(counts, trend):
    """Return what is kept where the solver fails."""
    import optbinning

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(optbinning.OptimalBinning, "fit", refuse)
        return kept_borders(counts, trend)


def refuse(*_args, **_options):
    raise ValueError("no")


def counts_of(rates, rows=200):
    bads = np.rint(np.array(rates) * rows)
    return Counts(rows - bads, bads)


@pytest.mark.parametrize("borders", [kept_borders, pooled_borders, unsolved_borders])
@pytest.mark.parametrize("trend", ["ascending", "descending", "peak", "valley"])
def test_rates_of_kept_bins_follow_the_trend_whatever_the_counts(borders, trend):
    for seed in range(4):
        counts = counts_of(np.random.default_rng(seed).uniform(0.05, 0.5, 12))
        both = merged(counts, borders(counts, trend))
        steps = np.sign(np.diff(both.bads / both.total))
        expected = {"ascending": "+", "descending": "-", "peak": "+-", "valley": "-+"}[trend]
        signs = "".join("+" if step > 0 else "-" for step in steps)
        assert "".join(sign for at, sign in enumerate(signs) if at == 0 or signs[at - 1] != sign) in (
            expected,
            expected[0],
            expected[-1],
            "",
        )


def test_clear_steps_are_kept_and_only_they():
    counts = counts_of([0.11, 0.1, 0.09, 0.31, 0.3, 0.61, 0.6], 400)
    assert np.flatnonzero(kept_borders(counts, "ascending")).tolist() == [2, 4]


def test_cells_that_run_against_the_trend_become_one_bin():
    counts = counts_of([0.3, 0.28, 0.26, 0.24, 0.2])
    assert not kept_borders(counts, "ascending").any()
    assert not unsolved_borders(counts, "ascending").any()
    assert len(prebinned(counts_of([0.2])).counts) == 1


def test_what_the_solver_cannot_do_pooling_does():
    counts = counts_of([0.1, 0.15, 0.3, 0.25, 0.5])
    assert np.flatnonzero(unsolved_borders(counts, "ascending")).tolist() == [0, 1, 3]


def test_a_prebin_without_bads_or_goods_may_stand_alone():
    counts = Counts(np.array([200.0, 150.0, 0.0]), np.array([0.0, 50.0, 200.0]))
    assert kept_borders(counts, "ascending").tolist() == [True, True]


def test_bins_are_counted_after_their_cuts_were_rounded():
    random = np.random.default_rng(0)
    x = 1_000_000 + random.normal(size=500)
    bad = random.random(500) < 1 / (1 + np.exp(1 - 2 * (x - 1_000_000)))
    one, sample = binned("decimal", x.tolist(), bad)
    cuts = [float(when.lower) for when in one.conditions if isinstance(when, Interval) and when.lower]
    assert cuts
    assert all(float(f"{cut:.5e}") == cut for cut in cuts)
    place = Partition(sample.inputs[0], one.conditions).locate(sample.readings["k"])
    goods, bads = (np.bincount(place, sample.bad == outcome, len(one.conditions)) for outcome in (0, 1))
    assert one.woe == pytest.approx(smoothed_woe(goods, bads))


def test_honest_woe_does_not_know_the_outcome_of_its_own_row():
    random = np.random.default_rng(1)
    levels = [f"l{number}" for number in random.integers(0, 15, 900)]
    bad = random.random(900) < 0.3
    one, sample = binned("text", levels, bad)
    place = Partition(sample.inputs[0], one.conditions).locate(sample.readings["k"])
    naive = np.corrcoef(one.woe[place], sample.bad)[0, 1]
    (woe,) = honest_woes(counted(sample)[0])
    honest = np.corrcoef(woe.column(dealt(sample), counted(sample)[0].place), sample.bad)[0, 1]
    assert naive < -0.05
    assert honest > naive + 0.05


def test_missing_special_and_unseen_never_join_a_bin_of_values():
    declared = Input("k", "int", special=("-9",))
    random = np.random.default_rng(1)
    cells = [["", -9, int(value)][min(kind, 2)] for kind, value in random.integers(0, 9, (400, 2)).tolist()]
    bad = (random.random(400) < 0.3).astype(np.int8)
    sample = Sample((declared,), {"k": read_column(declared, cells)}, bad, np.ones(400), {})
    (found,) = counted(sample)
    one = bin_input(found, found.trends[0])
    assert [str(when) for when in one.conditions[-3:]] == ["special -9", "missing", "unseen"]
    assert all(isinstance(when, Interval) for when in one.conditions[:-3])
    assert one.woe[-1] == 0


@pytest.mark.parametrize("kind", ["text", "int"])
@pytest.mark.parametrize("outcome", [0, 1])
def test_rows_with_a_value_may_all_be_of_one_outcome(kind, outcome):
    """A column that is mostly missing: in one part, or in all, its few values stand beside one outcome alone."""
    cells = [1, 2] * 20 + [None] * 260
    bad = np.array([outcome] * 40 + [0, 1] * 130)
    one, _ = binned(kind, [str(cell) if cell and kind == "text" else cell for cell in cells], bad)
    assert np.isfinite(one.woe).all()
    assert np.sign(one.woe[0]) == (-1 if outcome else 1)


PREBINS = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=2, max_size=14).filter(
    lambda rows: min(sum(column) for column in zip(*rows, strict=True)) > 0
)


@settings(deadline=None, max_examples=150)
@given(PREBINS, st.sampled_from(["ascending", "descending", "peak", "valley"]))
def test_pooling_finds_bins_of_the_same_information_value_as_the_solver(rows, trend):
    """The solver counts information in whole parts of a million, so ties apart the two keep the same borders."""
    counts = Counts(*np.array(rows, float).T)
    prebins = prebinned(counts)
    smoothed = prebins.counts.smoothed()

    def information(kept):
        both = merged(smoothed, kept[prebins.borders])
        return information_value(both.goods, both.bads, 1e-12)

    pooled, solved = information(prebins.pooled(trend)), information(prebins.solved(trend))
    assert pooled == pytest.approx(solved, abs=1e-4)
    assert pooled >= solved - 1e-9


def test_no_row_is_asked_about_itself():
    """Turn one outcome about: the honest WOE of that row stays, in bins and counts, and those of others do not."""
    random = np.random.default_rng(2)
    x = random.normal(size=600)
    bad = (random.random(600) < 1 / (1 + np.exp(1 - x))).astype(np.int8)
    declared, reading = read("decimal", x.tolist())
    sample = Sample((declared,), {"k": reading}, bad, np.ones(600), {"k": "descending"})
    deals = dealt(sample)

    def column(outcomes):
        (one,) = counted_by(replace(sample, bad=outcomes), deals)
        (honest,) = honest_woes(one)
        return honest.column(deals, one.place)

    before = column(bad)
    for row in range(0, 600, 40):
        after = column(np.where(np.arange(600) == row, 1 - bad, bad).astype(np.int8))
        assert after[row] == before[row]
        assert (after != before).any()


def test_honest_woe_is_the_mean_over_the_deals():
    random = np.random.default_rng(5)
    declared, reading = read("decimal", random.normal(size=400).tolist())
    sample = Sample(
        (declared,), {"k": reading}, (random.random(400) < 0.4).astype(np.int8), np.ones(400), {"k": "ascending"}
    )
    deals = dealt(sample)
    (one,) = counted_by(sample, deals)
    (both,) = honest_woes(one)
    alone = [honest_woes(counted_by(sample, deal[None] - deal.min())[0])[0].table for deal in deals]
    expected = [table[deal - deal.min(), one.place] for table, deal in zip(alone, deals, strict=True)]
    assert both.column(deals, one.place) == pytest.approx(np.mean(expected, axis=0))


@pytest.mark.slow
@pytest.mark.parametrize(("solves", "signals"), [("main", "other"), ("other", "main")])
def test_ctrl_c_is_heard_while_the_solver_runs_and_after(solves, signals):
    """In a process of its own, which the solver's own listener took down, or left waiting, now and then."""
    script = f"""
import os, signal, threading, time
import numpy as np
from moyang_score.learn.bins import prebinned
from moyang_score.learn.counts import Counts

prebins = prebinned(Counts(*np.random.default_rng(0).integers(20, 90, (2, 20)).astype(float)))
prebins.solved("peak")
heard, sent = [], threading.Event()
signal.signal(signal.SIGINT, lambda *_: heard.append(1))

def send():
    for number in range(20):
        os.kill(os.getpid(), signal.SIGINT)
        until = time.monotonic() + 10
        while len(heard) == number and time.monotonic() < until:
            time.sleep(0.001)
        time.sleep(0.017)
    sent.set()

def solve():
    while not sent.is_set():
        prebins.solved("peak")

{solves}, {signals} = solve, send
threading.Thread(target=other).start()
main()
print(len(heard))
"""
    ran = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True, timeout=300)
    assert (ran.returncode, ran.stdout) == (0, "20\n")
