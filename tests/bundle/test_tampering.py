"""Every kind of tampering with a bundle is refused, by name and at random."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from moyang_score.bundle import (
    FileEntry,
    Manifest,
    Signature,
    SigningKey,
    read_bundle,
    sign_manifest,
    signatures_bytes,
)
from moyang_score.card.canonical import canonical_json
from moyang_score.errors import BundleError
from tests.bundle.released import MODELLER, REVIEWER, STRANGER, write_official_bundle, write_trust

Tamper = Callable[[Path], object]


def put(name: str, content: bytes) -> Tamper:
    return lambda place: (place / name).write_bytes(content)


def append(name: str, content: bytes = b"\n") -> Tamper:
    return lambda place: (place / name).write_bytes((place / name).read_bytes() + content)


def swap(name: str, old: bytes, new: bytes) -> Tamper:
    def change(place: Path) -> None:
        before = (place / name).read_bytes()
        assert old in before
        (place / name).write_bytes(before.replace(old, new, 1))

    return change


def hashed_again(place: Path) -> None:
    """Change the points, and every hash that speaks of them."""
    swap("scorecard.json", b'"points":-180', b'"points":-181')(place)
    manifest = Manifest.from_bytes((place / "manifest.json").read_bytes())
    entry = FileEntry.of((place / "scorecard.json").read_bytes())
    files = {**manifest.files, "scorecard.json": entry}
    again = Manifest(manifest.name, manifest.version, manifest.card_class, entry.sha256, files)
    (place / "manifest.json").write_bytes(again.to_bytes())


def signed_again(*keys: SigningKey) -> Tamper:
    def change(place: Path) -> None:
        hashed_again(place)
        signatures = signatures_bytes(sign_manifest((place / "manifest.json").read_bytes(), keys))
        (place / "signatures.json").write_bytes(signatures)

    return change


def listed(place: Path) -> list[dict[str, str]]:
    return json.loads((place / "signatures.json").read_bytes())


def relisted(change: Callable[[list[dict[str, str]]], object]) -> Tamper:
    """Change the list of signatures and write it as canonical JSON, in the order that it then has."""

    def rewrite(place: Path) -> None:
        signatures = listed(place)
        change(signatures)
        (place / "signatures.json").write_bytes(canonical_json(signatures))

    return rewrite


def strange_extra(place: Path) -> None:
    """Let a stranger sign beside the trusted ones."""
    raw = (place / "manifest.json").read_bytes()
    both = [Signature(**one) for one in listed(place)] + sign_manifest(raw, [STRANGER])
    (place / "signatures.json").write_bytes(signatures_bytes(both))


def roles_swapped(signatures: list[dict[str, str]]) -> None:
    signatures[0]["role"], signatures[1]["role"] = signatures[1]["role"], signatures[0]["role"]
    signatures.reverse()


def broken(signatures: list[dict[str, str]]) -> None:
    last = signatures[1]["signature"]
    signatures[1]["signature"] = last[:-2] + ("00" if last[-2:] != "00" else "01")


def exchanged(signatures: list[dict[str, str]]) -> None:
    one, other = signatures
    one["signature"], other["signature"] = other["signature"], one["signature"]


def linked(name: str, target: str) -> Tamper:
    def link(place: Path) -> None:
        beside = place.parent / "outside"
        shutil.copy(place / target, beside)
        (place / name).unlink(missing_ok=True)
        (place / name).symlink_to(beside)

    return link


def renamed(place: Path) -> None:
    (place / "evidence.json").rename(place / "evidence2.json")


def folder_for_file(place: Path) -> None:
    (place / "evidence.json").unlink()
    (place / "evidence.json").mkdir()


def pipe_for_file(place: Path) -> None:
    (place / "evidence.json").unlink()
    os.mkfifo(place / "evidence.json")


def pipe_for_manifest(place: Path) -> None:
    (place / "manifest.json").unlink()
    os.mkfifo(place / "manifest.json")


def from_another_bundle(place: Path) -> None:
    other = write_official_bundle(place.parent / "other", MODELLER)
    append("manifest.json", b" ")(other)
    shutil.copy(other / "manifest.json", place / "manifest.json")


TAMPERINGS: dict[str, tuple[Tamper, str]] = {
    "points changed": (swap("scorecard.json", b'"points":-180', b'"points":-181'), r"scorecard\.json: .*changed after"),
    "SQL changed": (swap("score.duckdb.sql", b"-180", b"-181"), r"score\.duckdb\.sql: .*changed after"),
    "vectors changed": (swap("vectors.jsonl", b'"score":650', b'"score":651'), r"vectors\.jsonl: .*changed after"),
    "a reason reworded": (swap("texts.zh.json", "项目".encode(), "项日".encode()), r"texts\.zh\.json: .*changed"),
    "a file grows": (append("evidence.json"), r"evidence\.json: the file has"),
    "a file is cut": (put("vectors.jsonl", b""), r"vectors\.jsonl: .*changed after"),
    "an extra file": (put("model.pkl", b"\x80\x04."), r"'model\.pkl' is in the folder, and nobody signed it"),
    "a hidden file": (put(".DS_Store", b""), r"'\.DS_Store'"),
    "an extra folder": (lambda place: (place / "more").mkdir(), "'more'"),
    "a missing file": (lambda place: (place / "texts.en.json").unlink(), r"'texts\.en\.json' is absent"),
    "a renamed file": (renamed, r"'evidence2\.json'"),
    "no manifest": (lambda place: (place / "manifest.json").unlink(), r"no signed bundle: it has no manifest\.json"),
    "no signatures": (lambda place: (place / "signatures.json").unlink(), r"it has no signatures\.json"),
    "nobody signed": (put("signatures.json", b"[]"), "nobody signed"),
    "signatures are no list": (put("signatures.json", b"{}"), "no list"),
    "signatures are no JSON": (put("signatures.json", b"["), "not JSON"),
    "signatures are endless": (put("signatures.json", b"[" * 200_000), "bytes"),
    "signatures not canonical": (append("signatures.json"), "canonical"),
    "signatures in another order": (relisted(lambda found: found.reverse()), "order"),
    "hashes made again": (hashed_again, "does not fit the manifest"),
    "signed again by a stranger": (signed_again(STRANGER), "not trusted"),
    "signed again by a reviewer alone": (relisted(lambda found: found.pop(0)), "no modeller signed"),
    "a strange extra signature": (strange_extra, "not trusted"),
    "one broken signature": (relisted(broken), "reviewer .* does not fit the manifest"),
    "signatures exchanged": (relisted(exchanged), "does not fit the manifest"),
    "roles swapped": (relisted(roles_swapped), "is trusted as"),
    "one signature twice": (relisted(lambda found: found.insert(0, found[0])), "signs twice"),
    "upper-case signature": (relisted(lambda found: found[0].update(signature="AB" * 64)), "lower-case"),
    "unknown role": (relisted(lambda found: found[0].update(role="boss")), "another role"),
    "an extra key": (relisted(lambda found: found[0].update(date="2026")), "not one of role, key and signature"),
    "a signature that is a number": (relisted(lambda found: found[0].update(signature=1)), "role"),
    "another manifest": (from_another_bundle, "does not fit the manifest"),
    "a link to the same content": (linked("evidence.json", "evidence.json"), "link"),
    "a link for the manifest": (linked("manifest.json", "manifest.json"), "link"),
    "a link for the signatures": (linked("signatures.json", "signatures.json"), "link"),
    "a folder for a file": (folder_for_file, "not a regular file"),
    "a pipe for a file": (pipe_for_file, "not a regular file"),
    "a pipe for the manifest": (pipe_for_manifest, "not a regular file"),
}


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_a_bundle_that_was_tampered_with_is_refused_and_says_how(tmp_path: Path, kind: str) -> None:
    tamper, says = TAMPERINGS[kind]
    place, trust = write_official_bundle(tmp_path / "bundle"), write_trust(tmp_path / "trust")
    read_bundle(place, trust)

    tamper(place)

    with pytest.raises(BundleError, match=says) as caught:
        read_bundle(place, trust)
    assert str(place) in str(caught.value)
    assert caught.value.fix


def test_a_trusted_second_signature_may_be_taken_away_but_not_the_first(tmp_path: Path) -> None:
    """A signature beside the modeller's adds trust; nothing in the manifest says that it must be there."""
    place, trust = write_official_bundle(tmp_path / "bundle"), write_trust(tmp_path / "trust")

    relisted(lambda found: found.pop(1))(place)

    assert [key.role for key in read_bundle(place, trust).signers] == ["modeller"]


def edited(random: Random, content: bytes) -> bytes:
    """Return the content with one bit flipped, or some bytes put in, taken out, repeated or exchanged."""
    at = random.randrange(len(content))
    flipped = bytes([content[at] ^ (1 << random.randrange(8))])
    other = random.randrange(len(content))
    return random.choice(
        [
            content[:at] + flipped + content[at + 1 :],
            content[:at] + random.randbytes(random.randint(1, 3)) + content[at:],
            content[:at] + content[at + random.randint(1, 3) :],
            content[:at] + content[at : at + 40] + content[at:],
            content[:at] + content[other : other + 1] + content[at + 1 :],
            content[:at],
        ]
    )


def check_edits(tmp_path: Path, seeds: range) -> None:
    place, trust = write_official_bundle(tmp_path / "bundle"), write_trust(tmp_path / "trust")
    files = {path.name: path.read_bytes() for path in place.iterdir()}
    edits = 0
    for seed in seeds:
        random = Random(seed)
        name = random.choice(sorted(files))
        content = edited(random, files[name])
        if content == files[name]:
            continue
        (place / name).write_bytes(content)
        with pytest.raises(BundleError):
            read_bundle(place, trust)
        (place / name).write_bytes(files[name])
        edits += 1
    assert edits >= 0.9 * len(seeds)
    read_bundle(place, trust)


def test_no_random_edit_of_any_file_goes_unnoticed(tmp_path: Path) -> None:
    check_edits(tmp_path, range(220))


@pytest.mark.slow
def test_no_random_edit_of_any_file_goes_unnoticed_at_length(tmp_path: Path) -> None:
    check_edits(tmp_path, range(1_000, 3_250))


def test_every_bit_of_the_signatures_counts(tmp_path: Path) -> None:
    place, trust = write_official_bundle(tmp_path / "bundle", MODELLER), write_trust(tmp_path / "trust", MODELLER)
    path = place / "signatures.json"
    content = path.read_bytes()
    for at in range(len(content)):
        for bit in range(8):
            path.write_bytes(content[:at] + bytes([content[at] ^ (1 << bit)]) + content[at + 1 :])
            with pytest.raises(BundleError):
                read_bundle(place, trust)
    assert REVIEWER.public_key.public.encode() not in content
