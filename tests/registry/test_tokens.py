"""Tokens are HMAC-SHA256, and only the holder of the key can compute them."""

import hmac
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moyang_score.errors import KeyFileError
from moyang_score.registry import TokenKey

SECRET = bytes(range(32))


def document(**changes):
    return {"kind": "moyang-token-key", "version": 1, "secret": SECRET.hex(), "demo": False, **changes}


def test_a_token_is_an_hmac_of_framed_parts():
    data = b"6:person18:11010519491231002X"
    assert (
        TokenKey.from_bytes(SECRET).token("person", "11010519491231002X")
        == hmac.digest(SECRET, data, "sha256").hex()[:32]
    )


def test_long_keys_are_hashed_as_hmac_does():
    secret = b"k" * 100
    assert TokenKey.from_bytes(secret).token("a") == hmac.digest(secret, b"1:a", "sha256").hex()[:32]


@given(st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=3))
def test_parts_never_run_into_each_other(left, right):
    key = TokenKey.from_bytes(SECRET)
    assert (key.token("record", *left) == key.token("record", *right)) == (left == right)


@given(st.lists(st.text(), max_size=4))
def test_many_tokens_are_the_same_as_one_by_one(values):
    key = TokenKey.from_bytes(SECRET)
    assert key.tokens("record", ["t", "u"], values) == [key.token("record", "t", "u", value) for value in values]


def test_another_key_gives_other_tokens_and_another_id():
    one, other = TokenKey.from_bytes(SECRET), TokenKey.from_bytes(SECRET[::-1])
    assert one.token("person", "x") != other.token("person", "x")
    assert one.id != other.id
    assert len(one.id) == 8


def test_a_key_shows_its_id_alone():
    assert SECRET.hex() not in repr(TokenKey.from_bytes(SECRET))


def test_a_key_file_is_read(tmp_path):
    path = tmp_path / "token.key.json"
    path.write_text(json.dumps(document(demo=True)))
    key = TokenKey.read(path)
    assert key.demo
    assert key.id == TokenKey.from_bytes(SECRET).id


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "no token key"),
        ("[]", "no token key"),
        (json.dumps(document(kind="moyang-signing-key")), "no token key"),
        (json.dumps(document(version=2)), "version"),
        (json.dumps(document(secret="xyz")), "64 hexadecimal"),
        (json.dumps(document(secret=None)), "64 hexadecimal"),
    ],
)
def test_what_is_no_key_is_refused_without_its_secret(tmp_path, text, words):
    path = tmp_path / "token.key.json"
    path.write_text(text)
    with pytest.raises(KeyFileError, match=words) as told:
        TokenKey.read(path)
    assert SECRET.hex() not in str(told.value)


def test_absent_files_folders_and_short_keys_are_refused(tmp_path):
    with pytest.raises(KeyFileError, match="no such key file"):
        TokenKey.read(tmp_path / "absent.json")
    with pytest.raises(KeyFileError, match="folder"):
        TokenKey.read(tmp_path)
    with pytest.raises(KeyFileError, match="too short"):
        TokenKey.from_bytes(b"short")
