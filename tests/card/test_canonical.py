"""Canonical JSON: one value, one spelling."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moyang_score.card.canonical import canonical_json, parse_canonical_json
from moyang_score.errors import CardFormatError
from tests.property.strategies import quick

LIMIT = 2**53 - 1
EDITED = (
    "Not in canonical form: it was edited, or its line ends were changed. "
    "Use the file as the package wrote it; cards are changed by fitting again, never by hand."
)
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-LIMIT, LIMIT) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=20,
)


@quick
@given(plain)
def test_what_is_written_reads_back_the_same(value):
    written = canonical_json(value)
    assert parse_canonical_json(written) == value
    assert canonical_json(parse_canonical_json(written)) == written
    assert json.loads(written) == value


@quick
@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=3), st.integers(0, 9), min_size=2))
def test_the_order_of_keys_in_memory_means_nothing(value):
    assert canonical_json(dict(reversed(value.items()))) == canonical_json(value)


def test_keys_stand_in_the_order_of_utf_16_and_not_of_code_points():
    # U+1F600 is D83D DE00 in UTF-16, below U+FF01, though its code point is above.
    assert canonical_json({"！": 1, "😀": 2, "a": 3}) == '{"a":3,"😀":2,"！":1}'.encode()


def test_only_what_must_be_is_escaped():
    assert (
        canonical_json('\x00\x1f\b\t\n\f\r"\\/é\x7f\u2028')
        == '"\\u0000\\u001f\\b\\t\\n\\f\\r\\"\\\\/é\x7f\u2028"'.encode()
    )


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (1.0, "1.0 is neither integer, text, list nor object. Write numbers as decimal strings."),
        ({"a": [0.5]}, "0.5 is neither integer, text, list nor object. Write numbers as decimal strings."),
        ({1: 2}, "{1: 2} is neither integer, text, list nor object. Write numbers as decimal strings."),
        ((1,), "(1,) is neither integer, text, list nor object. Write numbers as decimal strings."),
        (LIMIT + 1, "The integer 9007199254740992 is beyond 2^53 - 1."),
        (-LIMIT - 1, "The integer -9007199254740992 is beyond 2^53 - 1."),
        ("\ud800", "A text holds half a surrogate pair. Remove the broken character."),
    ],
)
def test_what_has_no_canonical_form_is_not_written(value, message):
    with pytest.raises(CardFormatError) as caught:
        canonical_json(value)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "data",
    [
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b'{"a":1}\n',
        b" 1",
        b"[1 ]",
        b'"\\u0061"',
        b'"\\/"',
        b"-0",
        b"[\n1]",
        b'"\\u001F"',
        b"[1]\r\n",
    ],
)
def test_any_other_spelling_is_refused(data):
    with pytest.raises(CardFormatError) as caught:
        parse_canonical_json(data)
    assert str(caught.value) == EDITED


@pytest.mark.parametrize("data", [b"1.0", b"1e3", b"NaN", b"Infinity", b"[1.5]", b"9007199254740992"])
def test_floats_and_beyond_are_refused(data):
    with pytest.raises(CardFormatError):
        parse_canonical_json(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"{'a':1}",
        b"\xff",
        b"\xef\xbb\xbf1",
        b"[" * 100_000,
        b"[" * 900 + b"]" * 900,
        b"1" * 5000,
        b"[1,]",
        b"01",
    ],
)
def test_what_is_no_json_is_refused_with_a_message_of_ours(data):
    with pytest.raises(CardFormatError, match=r"^(Not JSON in UTF-8 \(|The lists and objects are nested too deeply\.)"):
        parse_canonical_json(data)


def test_how_deep_a_value_may_nest_is_the_same_in_every_python():
    parse_canonical_json(b"[" * 64 + b"]" * 64)
    with pytest.raises(CardFormatError, match="nested too deeply"):
        parse_canonical_json(b"[" * 65 + b"]" * 65)
