"""Evidence lies beside the card and names it."""

import math

import pytest

from moyang_score.card import Evidence
from moyang_score.errors import CardFormatError


def test_evidence_survives_as_bytes():
    evidence = Evidence({"digest": "ab", "data": {"rows": 3, "bad_rate": 0.25}, "warnings": ["漠阳"]})
    assert Evidence.from_bytes(evidence.to_bytes()) == evidence
    assert evidence["data"]["rows"] == 3
    assert evidence.get("grades", ()) == ()


def test_the_bytes_depend_on_the_content_alone():
    assert Evidence({"digest": "a", "b": 1}).to_bytes() == Evidence({"b": 1, "digest": "a"}).to_bytes()
    assert Evidence({"digest": "a", "b": 1}).to_bytes() == b'{\n "b": 1,\n "digest": "a"\n}\n'


def test_evidence_holds_no_nan():
    with pytest.raises(ValueError, match="not JSON compliant"):
        Evidence({"digest": "a", "auc": math.nan}).to_bytes()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"[]", "The evidence is no JSON object. Use the evidence.json of a card folder."),
        (b"{}", "The evidence names no digest. Use the evidence.json of a card folder."),
        (b'{"digest":1}', "The evidence names no digest. Use the evidence.json of a card folder."),
    ],
)
def test_what_is_no_evidence_is_refused(data, message):
    with pytest.raises(CardFormatError) as caught:
        Evidence.from_bytes(data)
    assert str(caught.value) == message


@pytest.mark.parametrize("data", [b"{", b"\xff", b"1" * 5000, b"[" * 100_000])
def test_what_cannot_be_read_is_refused_with_a_message_of_ours(data):
    with pytest.raises(CardFormatError, match=r"^The evidence is not JSON in UTF-8"):
        Evidence.from_bytes(data)
