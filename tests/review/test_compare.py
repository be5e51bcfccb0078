"""The comparison of cards as numbers: what sums, what agrees with a slow count, and what is not said."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moyang_score.card import MISSING, UNSEEN, Evidence, Grade, Interval, OneOf, Scaling, Scorecard, Special
from moyang_score.errors import CardChangedError, ColumnError, SampleError, UsageError
from moyang_score.measure import auc, auc_difference, jeffreys
from moyang_score.review import Candidate, compare_cards
from tests.cli.cards import small_card
from tests.property.card_maker import make_card
from tests.property.row_maker import text_columns
from tests.property.strategies import quick, randoms
from tests.review.compared import candidates, other_card, outcome_of, people

PEOPLE = people(1500)
OUTCOME = outcome_of(PEOPLE)
OLD, NEW = candidates()
FOUND = compare_cards([OLD, NEW], PEOPLE, outcome=OUTCOME, groups={"sex": PEOPLE["sex"]})
PAIR = FOUND.pairs[0]
SCORES = [one.card.score(PEOPLE) for one in (OLD, NEW)]


def changed(**new):
    card = small_card()
    names = ("card_class", "base", "inputs", "characteristics", "groups", "scaling", "grades")
    return Scorecard(**{name: new.get(name, getattr(card, name)) for name in names})


def test_the_change_of_the_mean_score_is_the_sum_of_its_rows_exactly():
    total = sum((row.exact for row in PAIR.change), Fraction(0))

    assert total == Fraction(int((SCORES[1] - SCORES[0]).sum()), len(OUTCOME))
    assert [row.kind for row in PAIR.change] == ["start", *["characteristic"] * 4, "cap"]
    for side, scores in zip(("baseline", "challenger"), SCORES, strict=True):
        assert sum(getattr(row, side) or 0 for row in PAIR.change) == scores.sum()


@quick
@given(randoms(), randoms(), randoms())
def test_any_two_cards_can_be_compared_and_nothing_is_lost(one, other, cells):
    cards = [make_card(one), make_card(other)]
    rows = 30
    columns = {}
    for card in cards:
        columns |= text_columns(card, cells, rows) if card.inputs else {}
    columns = {key: (column * rows)[:rows] for key, column in columns.items()} or {"x": ["1"] * rows}
    named = [Candidate(name=name, card=card) for name, card in zip(("a", "b"), cards, strict=True)]
    outcome = np.arange(rows, dtype=np.int8) % 3 - 1

    found = compare_cards(named, columns, outcome=outcome)

    scores = [card.score(columns) for card in cards]
    change = sum((row.exact for row in found.pairs[0].change), Fraction(0))
    assert change == Fraction(int((scores[1] - scores[0]).sum()), rows)
    for one_of in found.points:
        assert sum(row.n for row in one_of.rows) == rows
        assert sum(row.known for row in one_of.rows) == int((outcome >= 0).sum())
    assert sum(map(sum, found.pairs[0].scores.bands)) == rows


@quick
@given(randoms(), st.integers(0, 2**16))
def test_a_row_of_points_says_what_each_card_gives_to_such_a_cell(random, seed):
    card = make_card(random)
    columns = text_columns(card, type(random)(seed), 12)
    if not columns:
        return
    found = compare_cards([Candidate(name=name, card=card) for name in "ab"], columns)

    points = card.points(columns)
    for at, one in enumerate(found.points):
        assert sum(row.n * (row.points[0] or 0) for row in one.rows) == points[:, at].sum()
        assert all(row.points[0] == row.points[1] for row in one.rows)


def test_points_lie_side_by_side_on_one_scale_cut_wherever_a_card_cuts():
    late, home, since, income = FOUND.points

    cells = {row.when[0] if row.when else None: row for row in late.rows}
    assert [row.when[0] for row in late.rows] == [
        Interval(None, "1"),
        Interval("1", "2"),
        Interval("2", "3"),
        Interval("3", None),
        Special("-999"),
        MISSING,
        UNSEEN,
    ]
    assert cells[Interval("2", "3")].points == (-30, -60)
    assert cells[Interval("2", "3")].contributions == (-35, -62)
    assert cells[Special("-999")].points == (0, 15)  # for the other card it is a number like others
    assert cells[Special("-999")].n == PEOPLE["late"].count("-999")
    assert since.rows[0].points == (12, None)
    assert income.rows[0].points == (None, -12)
    assert (since.neutral, income.neutral) == ((0, None), (None, 1))
    levels = {
        level: row.points
        for row in home.rows
        if row.when
        for one in row.when
        if isinstance(one, OneOf)
        for level in one.levels
    }
    assert levels["家"] == (-10, 10)
    assert levels["boat"] == (-4, -5)
    read_differently = [row for row in home.rows if not row.when]
    assert [(row.points, row.n) for row in read_differently] == [((-4, 0), PEOPLE["home"].count("castle"))]


def test_each_card_is_judged_as_it_would_be_alone_and_both_as_a_pair():
    for one, scores in zip(FOUND.cards, SCORES, strict=True):
        assert one.auc == auc(scores, OUTCOME)
        assert (one.lowest, one.highest) == (scores.min(), scores.max())
        assert one.mean == pytest.approx(scores.mean())
        assert one.deviation == pytest.approx(scores.std())
    assert PAIR.auc == auc_difference(SCORES[1], SCORES[0], OUTCOME)
    assert PAIR.verdict == "better"
    assert FOUND.cards[0].learner == "logistic"
    assert FOUND.cards[0].judged[0]["sample"] == "cross-validation"
    assert (FOUND.cards[0].characteristics, FOUND.cards[0].attributes) == (3, 14)


def test_grades_migrate_as_a_slow_count_says():
    grades = [one.card.grade(PEOPLE) for one in (OLD, NEW)]
    moved = PAIR.grades

    for at, grade in enumerate("ABC"):
        for to, other in enumerate("ABC"):
            held = (grades[0] == grade) & (grades[1] == other)
            assert moved.rows[at][to] == held.sum()
            assert moved.bads[at][to] == (OUTCOME[held].sum() if held.sum() >= 20 else None)
    rank = {grade: at for at, grade in enumerate("ABC")}
    steps = np.array([rank[a] - rank[b] for a, b in zip(*grades, strict=True)])
    assert (moved.kept, moved.risen, moved.fallen) == ((steps == 0).sum(), (steps > 0).sum(), (steps < 0).sum())


def test_swap_sets_are_who_crosses_the_boundary():
    grades = [one.card.grade(PEOPLE) for one in (OLD, NEW)]
    swap = next(one for one in PAIR.swaps if (one.rule, one.grade) == ("grade", "B"))
    inside = [np.isin(one, ["A", "B"]) for one in grades]

    assert (swap.baseline_min, swap.challenger_min) == (600, 610)
    assert swap.only_challenger.n == (inside[1] & ~inside[0]).sum()
    assert swap.only_baseline.n == (inside[0] & ~inside[1]).sum()
    own = OUTCOME[inside[0] & ~inside[1]]
    assert swap.only_baseline.bad_rate == jeffreys(int(own.sum()), len(own))
    for one in PAIR.swaps:
        cells = (one.both, one.only_baseline, one.only_challenger, one.neither)
        assert sum(cell.n for cell in cells) == len(OUTCOME)


def test_at_the_same_share_as_many_are_let_in_as_scores_allow():
    scores, counts = np.unique(SCORES[1], return_counts=True)
    most = counts.max()
    for swap in PAIR.swaps:
        if swap.rule == "share":
            assert abs(swap.only_baseline.n - swap.only_challenger.n) <= most / 2
            assert swap.challenger_min in scores


def test_a_ceiling_keeps_out_of_a_grade():
    rows = {"late": ["3"] * 2, "home": ["own"] * 2, "since": ["2010-01-01"] * 2, "income": ["2000"] * 2}
    best = changed(base=900)

    found = compare_cards([Candidate(name="a", card=best), NEW], rows)

    assert best.score(rows).min() > 660
    assert [row.rows for row in found.cards[0].grades] == [0, 2, 0]


def test_the_order_of_rows_does_not_matter():
    order = np.random.default_rng(1).permutation(len(OUTCOME))
    shuffled = {name: [column[row] for row in order] for name, column in PEOPLE.items()}

    again = compare_cards([OLD, NEW], shuffled, outcome=OUTCOME[order], groups={"sex": shuffled["sex"]})

    assert again.to_json() == FOUND.to_json()


def test_many_rows_in_pieces_give_what_one_piece_gives(monkeypatch):
    monkeypatch.setattr("moyang_score.review.compared_rows._CHUNK", 77)
    seen = []

    again = compare_cards(
        [OLD, NEW],
        PEOPLE,
        outcome=OUTCOME,
        groups={"sex": PEOPLE["sex"]},
        progress=lambda done, rows: seen.append((done, rows)),
    )

    assert again.to_json() == FOUND.to_json()
    assert seen[-1] == (1500, 1500)
    assert all(one < other for one, other in pairwise(seen))


def test_a_card_is_the_same_as_itself():
    twice = [Candidate(name=name, card=small_card()) for name in ("a", "b")]

    pair = (found := compare_cards(twice, PEOPLE, outcome=OUTCOME, reference=PEOPLE)).pairs[0]

    assert (pair.auc.value, pair.auc.low, pair.auc.high, pair.verdict) == (0.0, 0.0, 0.0, "cannot tell")
    assert (pair.scores.mean, pair.scores.correlation) == (0.0, pytest.approx(1.0))
    assert pair.grades.kept == len(OUTCOME)
    assert {row.moved for row in pair.change} == {0}
    assert {one.verdict for one in found.drift} == {"steady"}
    assert [note.code for note in found.notes][:1] == ["same_card"]


def test_three_cards_are_each_set_against_the_first():
    third = Candidate(name="third", card=changed(base=655))

    found = compare_cards([OLD, NEW, third], PEOPLE, outcome=OUTCOME)

    assert [(pair.baseline, pair.challenger) for pair in found.pairs] == [("old", "new"), ("old", "third")]
    assert found.pairs[0].change == PAIR.change
    assert found.pairs[1].scores.quantiles == dict.fromkeys(("5", "25", "50", "75", "95"), 15)
    assert all(len(row.points) == 3 for one in found.points for row in one.rows)


def test_without_outcomes_nobody_is_right():
    found = compare_cards([OLD, NEW], PEOPLE)

    assert (found.known, found.bads, found.pairs[0].verdict, found.pairs[0].auc) == (0, 0, "no outcome", None)
    assert {swap.verdict for swap in found.pairs[0].swaps} == {"no outcome"}
    assert [one.auc for one in found.cards] == [None, None]
    assert [one.calibration for one in found.cards] == [None, None]
    assert found.pairs[0].grades.rows == PAIR.grades.rows
    assert "no_outcome" in [note.code for note in found.notes]


def test_few_outcomes_are_too_few_to_say_and_never_good_news():
    few = np.full(len(OUTCOME), -1, np.int8)
    few[np.flatnonzero(OUTCOME == 1)[:19]] = 1
    few[np.flatnonzero(OUTCOME == 0)[:300]] = 0

    found = compare_cards([OLD, NEW], PEOPLE, outcome=few)

    assert (found.known, found.bads) == (319, 19)
    assert (found.pairs[0].verdict, found.cards[0].auc) == ("too few to say", None)
    assert {"few_outcomes", "unknown_outcomes"} <= {note.code for note in found.notes}
    few[np.flatnonzero(OUTCOME == 1)[19]] = 1
    assert compare_cards([OLD, NEW], PEOPLE, outcome=few).pairs[0].auc is not None


def test_rows_without_an_outcome_count_for_migration_alone():
    half = np.where(np.arange(len(OUTCOME)) % 2, OUTCOME, -1).astype(np.int8)

    found = compare_cards([OLD, NEW], PEOPLE, outcome=half)

    assert found.pairs[0].grades.rows == PAIR.grades.rows
    assert found.cards[0].auc == auc(SCORES[0][half >= 0], half[half >= 0])
    assert sum(map(sum, found.pairs[0].grades.known)) == found.known == 750


def test_a_card_without_grades_or_scaling_says_nothing_about_them():
    bare = Candidate(name="bare", card=changed(grades=(), scaling=None, characteristics=_without_ceilings()))

    found = compare_cards([bare, NEW], PEOPLE, outcome=OUTCOME)

    assert (found.pairs[0].grades, found.pairs[0].swaps, found.cards[0].calibration) == (None, (), None)
    assert found.cards[0].grades == ()
    assert {"scales", "grades"} <= {note.code for note in found.notes}


def test_other_grades_are_compared_at_the_same_share_alone():
    renamed = changed(grades=(Grade("A", 660), Grade("B", 600), Grade("E", None)))

    pair = compare_cards([Candidate(name="a", card=renamed), NEW], PEOPLE, outcome=OUTCOME).pairs[0]

    assert {swap.rule for swap in pair.swaps} == {"share"}
    assert (pair.grades.alike, pair.grades.kept, pair.grades.risen) == (False, None, None)


def test_official_and_research_cards_stand_beside_each_other_and_it_is_said():
    official = Candidate(name="city", card=changed(card_class="official"))

    notes = {note.code: note.values for note in compare_cards([official, NEW], PEOPLE).notes}

    assert notes["classes"] == {"official": "city", "research": "new"}


def test_drift_names_what_moved_and_by_how_much():
    later = {**PEOPLE, "late": ["3" if one == "0" else one for one in PEOPLE["late"]]}

    found = compare_cards([OLD, NEW], later, reference=PEOPLE)

    verdicts = {(one.card, one.key): one.verdict for one in found.drift}
    assert verdicts["old", "late"] == verdicts["old", ""] == verdicts["new", ""] == "moved"
    assert verdicts["old", "home"] == verdicts["new", "income"] == "steady"
    shift = next(one.shift for one in found.drift if (one.card, one.key) == ("old", ""))
    assert shift == pytest.approx(OLD.card.score(later).mean() - SCORES[0].mean())
    few = {name: column[:10] for name, column in later.items()}
    assert {one.verdict for one in compare_cards([OLD, NEW], few, reference=PEOPLE).drift} == {"too few to say"}


def test_gaps_of_groups_are_means_against_the_largest():
    first, second = FOUND.groups
    is_f = np.array(PEOPLE["sex"]) == "F"

    assert (first.group, first.reference, first.gaps) == ("M", True, (None, None))
    assert second.rows == is_f.sum()
    for scores, gap in zip(SCORES, second.gaps, strict=True):
        assert gap.value == pytest.approx(scores[is_f].mean() - scores[~is_f].mean())
        assert gap.low < gap.value < gap.high
    assert second.changes[1].value == pytest.approx(second.gaps[1].value - second.gaps[0].value)


def test_small_groups_are_taken_together_so_that_none_can_be_worked_out():
    sex = ["F"] * 700 + ["M"] * 700 + ["X"] * 75 + ["Y"] * 15 + [""] * 10
    one_small = ["F"] * 700 + ["M"] * 780 + ["X"] * 15 + ["Z"] * 5

    pooled = compare_cards([OLD, NEW], PEOPLE, groups={"sex": sex}).groups
    hidden = compare_cards([OLD, NEW], PEOPLE, groups={"sex": ["F"] * 1490 + ["M"] * 10}).groups

    assert [(one.group, one.rows, one.together) for one in pooled] == [
        ("F", 700, ()),
        ("M", 700, ()),
        ("X", 75, ()),
        (None, 25, ("Y", None)),
    ]
    assert compare_cards([OLD, NEW], PEOPLE, groups={"sex": one_small}).groups[-1].rows == 20
    assert [(one.rows, one.together) for one in hidden] == [(1500, ("F", "M"))]


def test_a_column_of_many_values_is_no_column_of_groups():
    with pytest.raises(ColumnError, match=r"1500 different values.*bands"):
        compare_cards([OLD, NEW], PEOPLE, groups={"id": list(map(str, range(1500)))})
    with pytest.raises(ColumnError, match="3 rows where the scores have 1500"):
        compare_cards([OLD, NEW], PEOPLE, groups={"sex": ["F"] * 3})


def test_figures_on_rows_that_a_card_was_fitted_on_are_called_so():
    def told(evidence, **source):
        card = small_card()
        one = Candidate(name="a", card=card, evidence=Evidence({"digest": card.digest, **evidence}))
        found = compare_cards([one, NEW], PEOPLE, source={"data": "in/people.csv", "rows": 1500, **source})
        return "fitted_here" in [note.code for note in found.notes]

    fitted = {"learner": "logistic", "data": {"source": "people.csv", "rows": 1500}}
    early = {
        "learner": "logistic",
        "data": {"source": "people.csv", "rows": 1100},
        "split": {"kind": "time", "column": "as_of", "cut": "2024-04-01", "rows_held_out": 400},
    }
    assert told(fitted)
    assert told(fitted, time_column="as_of", time_cut="2024-04-01")
    assert told(early)
    assert not told(early, time_column="as_of", time_cut="2024-04-01")
    assert told(early, time_column="as_of", time_cut="2024-03-01")
    assert not told({**fitted, "learner": "expert"})
    assert not told({**fitted, "data": {"source": "others.csv", "rows": 1500}})
    assert not told({**fitted, "data": {"source": "people.csv", "rows": 900}})


def test_values_never_seen_are_counted_and_said():
    assert FOUND.cards[0].unseen == sum(
        home in {"boat", "castle"} or since == "x" for home, since in zip(PEOPLE["home"], PEOPLE["since"], strict=True)
    )
    assert {"unseen"} <= {note.code for note in FOUND.notes}


def test_what_cannot_be_compared_is_refused():
    with pytest.raises(UsageError, match="1 cards to compare"):
        compare_cards([OLD], PEOPLE)
    with pytest.raises(UsageError, match="'old'"):
        compare_cards([OLD, OLD], PEOPLE)
    with pytest.raises(UsageError, match="no name"):
        Candidate(name="", card=small_card())
    with pytest.raises(CardChangedError, match="another card"):
        Candidate(name="a", card=other_card(), evidence=OLD.evidence)
    with pytest.raises(ColumnError, match="'income'"):
        compare_cards([OLD, NEW], {name: PEOPLE[name] for name in ("late", "home", "since")})
    with pytest.raises(SampleError, match="no rows"):
        compare_cards([OLD, NEW], {name: [] for name in PEOPLE})
    with pytest.raises(SampleError, match="3 outcomes"):
        compare_cards([OLD, NEW], PEOPLE, outcome=[1, 0, 1])


def test_frames_of_other_libraries_give_the_same():
    import pandas as pd
    import pyarrow as pa

    frame = pd.DataFrame(PEOPLE, index=range(5000, 6500))

    for table in (frame, pa.table(PEOPLE)):
        again = compare_cards([OLD, NEW], table, outcome=OUTCOME, groups={"sex": table["sex"]})
        assert again.to_json() == FOUND.to_json()


def test_calibration_is_of_the_cards_own_scale():
    found = FOUND.cards[0].calibration

    assert (found.rows, found.bads) == (1500, OUTCOME.sum())
    assert found.expected == pytest.approx(Scaling().probability_bad(SCORES[0]).mean())


def _without_ceilings():
    from dataclasses import replace

    return tuple(
        replace(one, attributes=tuple(replace(attribute, ceiling=None) for attribute in one.attributes))
        for one in small_card().characteristics
    )
