"""The codec: a card as bytes and back, byte for byte, and what is refused."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given

from moyang_score.card import FORMAT, Grade, Group, Scaling, dump_card, parse_card
from moyang_score.card.canonical import canonical_json
from moyang_score.errors import CardError, CardFormatError
from tests.card.build import card_with
from tests.property.strategies import cards, quick, seeded_cards

CARD = card_with(
    groups=(Group("cap", ("late",), "neg", -30),),
    scaling=Scaling(),
    grades=(Grade("A", 650), Grade("B", None)),
)
KINDS = "Use one of int, decimal, text, date, bool."
COVER = "Give all but the last grade a minimum, the last null."
CONDITIONS = "Write 'missing', 'unseen', or one of interval, oneof and special."
NEWER = "Use a newer version of the package."
WROTE = "Use the file as the package wrote it."


@quick
@given(cards())
def test_a_card_survives_byte_for_byte(card):
    data = dump_card(card)
    assert parse_card(data) == card
    assert dump_card(parse_card(data)) == data
    assert parse_card(data).digest == card.digest == sha256(data).hexdigest()


def test_a_card_survives_whatever_cards_there_are():
    for card in seeded_cards(100):
        assert dump_card(parse_card(dump_card(card))) == dump_card(card)


def test_the_digest_is_the_same_in_every_process():
    code = "from tests.property.strategies import seeded_cards; print(*(card.digest for card in seeded_cards(40)))"
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert found == {" ".join(card.digest for card in seeded_cards(40)) + "\n"}


def test_no_byte_can_be_changed_without_another_digest_or_a_refusal():
    data = dump_card(CARD)
    for at in range(len(data)):
        changed = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        try:
            card = parse_card(changed)
        except CardError:
            continue
        assert card.digest != CARD.digest, at
        assert dump_card(card) == changed


def test_no_byte_can_be_left_out_without_another_digest_or_a_refusal():
    data = dump_card(CARD)
    for at in range(len(data)):
        try:
            card = parse_card(data[:at] + data[at + 1 :])
        except CardError:
            continue
        assert card.digest != CARD.digest, at


def changed(path, value):
    """Return the card's bytes with one value replaced, or taken out where it is ``...``."""
    document = json.loads(dump_card(CARD))
    *way, last = path
    inner = document
    for step in way:
        inner = inner[step]
    if value is ...:
        del inner[last]
    else:
        inner[last] = value
    return canonical_json(document)


CASES = [
    (("format",), 2, f"Format 2 is not one this version reads (1). {NEWER}"),
    (("format",), True, f"Format True is not one this version reads (1). {NEWER}"),
    (("format",), "1", f"Format '1' is not one this version reads (1). {NEWER}"),
    (("format",), ..., "The document has no 'format'. Use the scorecard.json of a card folder."),
    (("kind",), "segmented", f"Kind 'segmented' is not one this version reads ('points'). {NEWER}"),
    (("kind",), ..., f"Kind None is not one this version reads ('points'). {NEWER}"),
    (("name",), "moyang", f"The card has the unknown key 'name'. {NEWER}"),
    (("base",), ..., f"The card lacks the key 'base'. {WROTE}"),
    (("base",), "650", "'base' is '650' and no integer."),
    (("base",), True, "'base' is True and no integer."),
    (("base",), None, "'base' is None and no integer."),
    (("class",), "city", "The class 'city' is unknown. Use one of official, research."),
    (("class",), 1, "'class' is 1 and no text."),
    (("calibration",), {}, f"A calibration is not one this version reads. {NEWER}"),
    (("inputs",), {}, "'inputs' is {} and no list."),
    (("inputs", 0), "late", "inputs[0]: an input is 'late' and no object."),
    (("inputs", 0, "color"), 1, f"inputs[0]: an input has the unknown key 'color'. {NEWER}"),
    (("inputs", 0, "unit"), ..., f"inputs[0]: an input lacks the key 'unit'. {WROTE}"),
    (("inputs", 0, "unit"), 1, "inputs[0]: 'unit' is 1 and no text."),
    (("inputs", 0, "missing"), ["", 1], "inputs[0]: 'missing' holds something else than texts: ['', 1]."),
    (("inputs", 0, "type"), "float", f"inputs[0]: input 'late' has the unknown type 'float'. {KINDS}"),
    (("characteristics", 1, "reason"), "", "characteristics[1]: 'reason' is empty. Name the reason code."),
    (("characteristics", 1, "neutral"), "0", "characteristics[1]: 'neutral' is '0' and no integer."),
    (
        ("characteristics", 0, "attributes", 2, "points"),
        "20",
        "characteristics[0], attributes[2]: 'points' is '20' and no integer.",
    ),
    (
        ("characteristics", 0, "attributes", 2, "when", 0),
        "never",
        f"characteristics[0], attributes[2], when[0]: 'never' is not a condition. {CONDITIONS}",
    ),
    (
        ("characteristics", 0, "attributes", 2, "when", 0, "interval", 1),
        "1.0",
        "characteristics[0], attributes[2], when[0]: '1.0' is not the shortest decimal spelling of a finite number.",
    ),
    (
        ("characteristics", 0, "attributes", 2, "when", 0, "interval", 1),
        "2",
        "characteristic 'late', input 'late': the intervals do not join at 2 and 1. Let each begin where one ends.",
    ),
    (("groups", 0, "sign"), "both", "groups[0]: group 'cap' has the sign 'both'. Use 'neg' or 'pos'."),
    (("groups", 0, "members", 0), "age", "Group 'cap' names the unknown characteristic 'age'."),
    (("scaling",), [], "The scaling is [] and no object."),
    (("scaling", "pdo"), 0, "The scaling 650, pdo 0 is not of integers with pdo above 0."),
    (("scaling", "offset"), 0, f"The scaling has the unknown key 'offset'. {NEWER}"),
    (("grades", 0, "max"), 900, f"grades[0]: a grade has the unknown key 'max'. {NEWER}"),
    (("grades", 1, "min"), 600, f"The grades do not cover each score once. {COVER}"),
    (("reasons", "policy"), "max", "The reason policy 'max' is unknown. Use 'neutral'."),
    (("reasons",), None, "The reasons is None and no object."),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "message"), CASES)
def test_a_document_with_another_value_is_refused(path, value, message):
    with pytest.raises(CardError) as caught:
        parse_card(changed(path, value))
    assert str(caught.value) == message


def test_a_doubled_key_is_refused():
    data = dump_card(CARD).replace(b'"base":650', b'"base":1,"base":650')
    assert json.loads(data)["base"] == 650
    with pytest.raises(CardFormatError, match=r"^Not in canonical form"):
        parse_card(data)


@pytest.mark.parametrize("value", [b"650.0", b"6.5e2", b"NaN", b" 650", b"650 ", b"0650", b"+650", b"9007199254740993"])
def test_another_spelling_of_a_number_is_refused(value):
    with pytest.raises(CardFormatError):
        parse_card(dump_card(CARD).replace(b'"base":650', b'"base":' + value))


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"1", b"null", b'{"kind":"points"}', b"\x80\x04]\x94.", b"PK\x03\x04", "{".encode("utf-16")]
)
def test_what_is_no_card_is_refused(data):
    with pytest.raises(CardFormatError):
        parse_card(data)


def test_a_card_has_no_more_than_64_mebibytes():
    with pytest.raises(CardFormatError, match="are more than a card can have"):
        parse_card(b" " * (64 * 2**20 + 1))


def test_this_is_format_1():
    assert FORMAT == 1
    assert json.loads(dump_card(CARD))["format"] == 1
