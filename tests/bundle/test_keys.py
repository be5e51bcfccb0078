"""Keys and the files they travel in."""

import json
from pathlib import Path

import pytest

from moyang_score.bundle import (
    ROLES,
    PublicKey,
    SigningKey,
    demo_signing_key,
    demo_token_key_bytes,
    read_trust,
    token_key_bytes,
)
from moyang_score.errors import BundleError, KeyFileError
from tests.bundle.released import MODELLER, REVIEWER, write_trust

SECRET = bytes(range(32))


def saved(folder: Path, content: bytes) -> Path:
    path = folder / "some.key.json"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("role", ROLES)
def test_a_key_comes_back_as_it_was_written(tmp_path: Path, role: str) -> None:
    key = SigningKey(role, SECRET)

    assert SigningKey.read(saved(tmp_path, key.to_bytes())) == key
    assert PublicKey.read(saved(tmp_path, key.public_key.to_bytes())) == key.public_key
    assert set(json.loads(key.to_bytes())) == {"kind", "role", "private", "public", "demo"}
    assert json.loads(key.public_key.to_bytes()) == {
        "kind": "moyang-public-key",
        "role": role,
        "public": key.public_key.public,
        "demo": False,
    }


def test_demo_keys_are_derived_marked_and_all_different() -> None:
    keys = [demo_signing_key(seed, role) for seed in (1, 2) for role in ROLES]

    assert all(key.demo and key.public_key.demo for key in keys)
    assert len({key.private for key in keys}) == len(keys)
    assert demo_signing_key(1, "modeller") == keys[0]
    assert "(demo key)" in str(keys[0].public_key)
    assert "demo" not in str(SigningKey("modeller", SECRET).public_key)


def test_a_token_key_has_the_form_that_the_registry_reads() -> None:
    assert json.loads(token_key_bytes(SECRET)) == {
        "kind": "moyang-token-key",
        "version": 1,
        "secret": SECRET.hex(),
        "demo": False,
    }
    assert json.loads(demo_token_key_bytes(7))["demo"] is True
    assert demo_token_key_bytes(7) != demo_token_key_bytes(8)
    with pytest.raises(KeyFileError, match="32 bytes"):
        token_key_bytes(b"short")


def changed(**fields: object) -> bytes:
    document = {**json.loads(SigningKey("modeller", SECRET).to_bytes()), **fields}
    return json.dumps({name: value for name, value in document.items() if value != "absent"}).encode()


FAULTS = {
    "public key": (SigningKey("modeller", SECRET).public_key.to_bytes(), "this is a public key"),
    "token key": (token_key_bytes(SECRET), "this is a token key"),
    "not JSON": (b"private", "no key file"),
    "a list": (b"[]", "no key file"),
    "not UTF-8": (b"\xff\xfe", "no key file"),
    "another kind": (changed(kind="pem"), "no key of ours"),
    "a kind that is no text": (changed(kind=[1]), "no key of ours"),
    "unknown role": (changed(role="boss"), "'boss' does not sign"),
    "absent part": (changed(demo="absent"), "not whole"),
    "unknown part": (changed(comment="mine"), "not whole"),
    "part of another type": (changed(demo=1), "not whole"),
    "short secret": (changed(private="00"), "64 lower-case hex"),
    "upper-case secret": (changed(private="AB" * 32), "64 lower-case hex"),
    "halves of two keys": (changed(public=MODELLER.public_key.public), "do not belong together"),
    "too large": (b" " * 70_000, "too large"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_that_is_no_signing_key_is_refused_without_a_word_of_what_is_in_it(tmp_path: Path, fault: str) -> None:
    content, says = FAULTS[fault]
    path = saved(tmp_path, content)

    with pytest.raises(KeyFileError, match=says) as caught:
        SigningKey.read(path)

    assert str(path) in str(caught.value)
    assert caught.value.fix
    assert SECRET.hex() not in str(caught.value)


def test_absent_keys_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="no such key file"):
        SigningKey.read(tmp_path / "none.key.json")
    with pytest.raises(KeyFileError, match="not a file"):
        SigningKey.read(tmp_path)


def test_a_secret_is_never_shown() -> None:
    assert SECRET.hex() not in repr(SigningKey("modeller", SECRET))
    assert str(SECRET) not in repr(SigningKey("modeller", SECRET))


def test_a_public_key_that_is_no_point_verifies_nothing() -> None:
    signature = MODELLER.sign(b"text")

    assert MODELLER.public_key.verifies(signature, b"text")
    assert not PublicKey("modeller", "f" * 64).verifies(signature, b"text")
    assert not MODELLER.public_key.verifies(signature[:-1], b"text")
    assert not MODELLER.public_key.verifies(bytes(64), b"text")


def test_a_trust_folder_gives_its_public_keys_and_ignores_the_rest(tmp_path: Path) -> None:
    folder = write_trust(tmp_path / "trust")
    (folder / "README.md").write_text("whom we trust")

    assert read_trust(folder) == {key.public_key.public: key.public_key for key in (MODELLER, REVIEWER)}


def test_a_trust_folder_that_is_absent_empty_or_holds_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="no such folder"):
        read_trust(tmp_path / "none")
    with pytest.raises(BundleError, match="nobody is trusted"):
        read_trust(tmp_path)
    (tmp_path / "mine.pub.json").write_bytes(MODELLER.to_bytes())
    with pytest.raises(KeyFileError, match=r"mine\.pub\.json: this is a private signing key"):
        read_trust(tmp_path)


def test_a_key_cannot_be_trusted_in_two_roles(tmp_path: Path) -> None:
    (tmp_path / "a.pub.json").write_bytes(SigningKey("modeller", SECRET).public_key.to_bytes())
    (tmp_path / "b.pub.json").write_bytes(SigningKey("reviewer", SECRET).public_key.to_bytes())

    with pytest.raises(BundleError, match="two roles"):
        read_trust(tmp_path)
