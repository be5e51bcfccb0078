"""The card folder: two files that belong together."""

import pytest

from moyang_score.card import CARD_FILE, EVIDENCE_FILE, Evidence, dump_card, pack_card, unpack_card
from moyang_score.errors import CardChangedError, CardError, CardFormatError
from tests.card.build import card_with
from tests.property.strategies import seeded_cards


def packed(card):
    return pack_card(card, Evidence({"digest": card.digest}))


def test_a_card_and_its_evidence_survive():
    for card in seeded_cards(20):
        found, evidence = unpack_card(packed(card))
        assert (found, evidence["digest"]) == (card, card.digest)


def test_the_card_file_is_the_card():
    card = card_with()
    assert packed(card)[CARD_FILE] == dump_card(card)
    assert sorted(packed(card)) == ["evidence.json", "scorecard.json"]


def test_a_changed_card_is_refused():
    card = card_with()
    files = {**packed(card), CARD_FILE: dump_card(card_with(base=651))}
    with pytest.raises(CardChangedError) as caught:
        unpack_card(files)
    assert str(caught.value) == (
        f"scorecard.json: the card's digest is {card_with(base=651).digest[:12]}…, but its evidence names "
        f"{card.digest[:12]}…. Use the card as it was written, or fit it again."
    )


def test_evidence_of_another_card_is_not_packed():
    with pytest.raises(CardChangedError):
        pack_card(card_with(), Evidence({"digest": "0" * 64}))


@pytest.mark.parametrize(
    ("name", "start"), [(CARD_FILE, "scorecard.json: not JSON"), (EVIDENCE_FILE, "evidence.json: the evidence is not")]
)
def test_an_error_names_the_file(name, start):
    with pytest.raises(CardFormatError) as caught:
        unpack_card({**packed(card_with()), name: b"{"})
    assert str(caught.value).startswith(start)


def test_every_refusal_is_a_card_error():
    assert issubclass(CardChangedError, CardError)
    assert issubclass(CardFormatError, CardError)
