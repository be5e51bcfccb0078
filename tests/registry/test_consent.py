"""The ledger says who agrees to what on a day."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from moyang_score.registry.consent import Ledger


def entry(scope, action, day, seq, known=None):
    happened = date(2026, 1, day)
    return ("t", scope, action, happened, date(2026, 1, known or day), seq)


def test_nobody_agrees_by_default():
    ledger = Ledger([], date(2026, 1, 1))
    assert not ledger.is_live("t")
    assert not ledger.is_withdrawn("t")
    assert not ledger.knows("t")


def test_the_latest_entry_holds_whatever_the_order():
    entries = [entry("general", "give", 1, 3), entry("general", "withdraw", 5, 2), entry("general", "give", 9, 1)]
    for day, live in ((1, True), (4, True), (5, False), (8, False), (9, True)):
        for order in (entries, entries[::-1]):
            assert Ledger(order, date(2026, 1, day)).is_live("t") is live


def test_what_is_not_yet_known_does_not_count():
    entries = [entry("general", "give", 1, 1, known=10)]
    assert not Ledger(entries, date(2026, 1, 9)).is_live("t")
    assert Ledger(entries, date(2026, 1, 10)).is_live("t")


@given(st.permutations([entry("general", "give", 5, 1), entry("general", "withdraw", 5, 2)]))
def test_a_withdrawal_holds_over_a_consent_of_the_same_day(entries):
    again = [(*one[:5], 3 - one[5]) for one in entries]
    assert Ledger(entries, date(2026, 1, 9)).is_withdrawn("t")
    assert Ledger(again, date(2026, 1, 9)).is_withdrawn("t")


def test_separate_consents_fall_with_the_general_one_and_do_not_come_back_with_it():
    entries = [
        entry("general", "give", 1, 1),
        entry("utility", "give", 1, 2),
        entry("general", "withdraw", 5, 3),
        entry("general", "give", 9, 4),
    ]
    assert Ledger(entries, date(2026, 1, 4)).scopes("t") == ["general", "utility"]
    assert Ledger(entries, date(2026, 1, 9)).scopes("t") == ["general"]


def test_a_separate_withdrawal_leaves_the_general_consent():
    entries = [entry("general", "give", 1, 1), entry("utility", "give", 1, 2), entry("utility", "withdraw", 2, 3)]
    ledger = Ledger(entries, date(2026, 1, 9))
    assert ledger.is_live("t")
    assert ledger.is_withdrawn("t", "utility")
