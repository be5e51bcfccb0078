"""Bundles that are right are read, and the same files make the same bundle."""

import json
from pathlib import Path

import pytest

import moyang_score
from moyang_score.bundle import (
    CONTENT_FILES,
    FileEntry,
    Manifest,
    folder,
    pack_bundle,
    read_bundle,
    sign_manifest,
    write_bundle,
)
from moyang_score.card import TEXTS_FILES
from moyang_score.errors import BundleError, OutputExistsError
from tests.bundle.released import (
    MODELLER,
    REVIEWER,
    STRANGER,
    official_card,
    official_files,
    texts_of,
    write_official_bundle,
    write_trust,
)


def test_a_bundle_comes_back_whole_with_those_who_signed_it(tmp_path: Path) -> None:
    place, trust = write_official_bundle(tmp_path / "moyang-2026.1"), write_trust(tmp_path / "trust")

    bundle = read_bundle(place, trust)

    assert dict(bundle.files) == official_files()
    assert bundle.manifest.title == "moyang-2026.1"
    assert [key.role for key in bundle.signers] == ["modeller", "reviewer"]
    assert bundle.card == official_card()
    assert bundle.evidence["digest"] == official_card().digest
    assert bundle.texts == texts_of(official_card())
    assert moyang_score.load(place, trust=trust) == official_card()


def test_the_manifest_and_signatures_have_the_form_of_the_page(tmp_path: Path) -> None:
    place = write_official_bundle(tmp_path / "moyang-2026.1")

    manifest = json.loads((place / "manifest.json").read_bytes())
    signatures = json.loads((place / "signatures.json").read_bytes())

    assert set(manifest) == {"format", "kind", "name", "version", "class", "digest", "files"}
    assert set(manifest["files"]) == set(CONTENT_FILES)
    assert manifest["files"]["scorecard.json"]["sha256"] == manifest["digest"] == official_card().digest
    assert [set(one) for one in signatures] == [{"role", "key", "signature"}] * 2


def test_the_same_files_and_keys_make_the_same_bytes() -> None:
    once = pack_bundle(official_files(), "moyang", "1", [MODELLER, REVIEWER])

    assert pack_bundle(dict(reversed(official_files().items())), "moyang", "1", [REVIEWER, MODELLER]) == once


def test_a_reviewer_may_be_missing_and_a_modeller_may_not(tmp_path: Path) -> None:
    trust = write_trust(tmp_path / "trust")

    assert len(read_bundle(write_official_bundle(tmp_path / "a", MODELLER), trust).signers) == 1
    with pytest.raises(BundleError, match="no modeller signed"):
        write_official_bundle(tmp_path / "b", REVIEWER)
    with pytest.raises(BundleError, match="given twice"):
        write_official_bundle(tmp_path / "b", MODELLER, MODELLER)
    with pytest.raises(BundleError, match="no modeller"):
        write_bundle(tmp_path / "b", official_files(), "moyang", "1", [])
    assert not (tmp_path / "b").exists()


def test_nothing_is_read_without_named_trust(tmp_path: Path) -> None:
    place = write_official_bundle(tmp_path / "bundle")

    with pytest.raises(BundleError, match="--trust"):
        moyang_score.load(place)


def test_trust_inside_the_bundle_counts_for_nothing(tmp_path: Path) -> None:
    place = write_official_bundle(tmp_path / "bundle")
    write_trust(place / "trust")

    for trust in (place, place / "trust"):
        with pytest.raises(BundleError, match="lie in the bundle"):
            read_bundle(place, trust)


def test_the_trust_of_somebody_else_is_not_enough(tmp_path: Path) -> None:
    place = write_official_bundle(tmp_path / "bundle")

    with pytest.raises(BundleError, match=f"modeller {MODELLER.public_key.public[:16]} who signed it is not trusted"):
        read_bundle(place, write_trust(tmp_path / "trust", STRANGER, REVIEWER))


def test_files_that_are_not_those_of_a_bundle_are_not_packed() -> None:
    files = official_files()

    with pytest.raises(BundleError, match=r"needs 'texts\.zh\.json'"):
        pack_bundle({name: one for name, one in files.items() if name != TEXTS_FILES["zh"]}, "a", "1", [MODELLER])
    with pytest.raises(BundleError, match=r"'model\.pkl' is none of the files"):
        pack_bundle({**files, "model.pkl": b""}, "a", "1", [MODELLER])
    with pytest.raises(BundleError, match="are the most"):
        Manifest("a", "1", "official", "0" * 64, {**dict.fromkeys(CONTENT_FILES, FileEntry(2**40, "0" * 64))})


@pytest.mark.parametrize("name", ["", " a", "a/b", "a\\b", "..", "line\nbreak", "a" * 81])
def test_a_name_that_cannot_stand_in_a_title_is_refused(name: str) -> None:
    with pytest.raises(BundleError, match="cannot be the name"):
        pack_bundle(official_files(), name, "1", [MODELLER])
    with pytest.raises(BundleError, match="cannot be the version"):
        pack_bundle(official_files(), "moyang", name, [MODELLER])


def test_a_bundle_is_not_replaced_unasked(tmp_path: Path) -> None:
    place = write_official_bundle(tmp_path / "bundle")
    before = (place / "signatures.json").read_bytes()

    with pytest.raises(OutputExistsError):
        write_bundle(place, official_files(), "moyang", "2", [MODELLER])
    assert (place / "signatures.json").read_bytes() == before
    write_bundle(place, official_files(), "moyang", "2", [MODELLER], force=True)
    assert read_bundle(place, write_trust(tmp_path / "trust")).manifest.version == "2"


def test_a_manifest_is_not_parsed_before_its_signatures_are_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, trust = write_official_bundle(tmp_path / "bundle"), write_trust(tmp_path / "trust")
    (place / "manifest.json").write_bytes((place / "manifest.json").read_bytes() + b" ")
    seen: list[bytes] = []
    monkeypatch.setattr(folder.Manifest, "from_bytes", seen.append)

    with pytest.raises(BundleError, match="does not fit the manifest"):
        read_bundle(place, trust)
    assert seen == []


def test_what_was_signed_and_is_no_bundle_is_refused_all_the_same(tmp_path: Path) -> None:
    """Even a trusted signer cannot sign nonsense."""
    trust = write_trust(tmp_path / "trust")
    good = json.loads(pack_bundle(official_files(), "moyang", "1", [MODELLER])["manifest.json"])
    nonsense = [
        (b"{}", "no manifest"),
        (b"[1]", "no manifest"),
        (b"\xff", "not JSON"),
        (manifest_bytes({**good, "format": 2}), "format 2"),
        (manifest_bytes({**good, "format": True}), "format True"),
        (manifest_bytes({**good, "more": 1}), "absent or unknown"),
        (manifest_bytes({**good, "name": 1}), "another type"),
        (manifest_bytes({**good, "class": "secret"}), "class or digest"),
        (manifest_bytes({**good, "digest": "0"}), "class or digest"),
        (
            manifest_bytes({**good, "files": {**good["files"], "../evil": {"bytes": 0, "sha256": "0" * 64}}}),
            "'../evil'",
        ),
        (manifest_bytes({**good, "files": {**good["files"], "scorecard.json": {"bytes": 0}}}), "bytes and sha256"),
        (
            manifest_bytes({**good, "files": {**good["files"], "scorecard.json": {"bytes": -1, "sha256": ""}}}),
            "no size",
        ),
        (manifest_bytes({**good, "digest": "0" * 64}), "another card"),
        (manifest_bytes({**good, "class": "research"}), "another card or class"),
        (manifest_bytes(good).replace(b":", b": ", 1), "canonical"),
    ]
    for at, (raw, says) in enumerate(nonsense):
        place = write_official_bundle(tmp_path / str(at))
        sign_as_it_is(place, raw)
        with pytest.raises(BundleError, match=says):
            moyang_score.load(place, trust=trust)


def manifest_bytes(document: object) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sign_as_it_is(place: Path, raw: bytes) -> None:
    from moyang_score.bundle import signatures_bytes

    (place / "manifest.json").write_bytes(raw)
    (place / "signatures.json").write_bytes(signatures_bytes(sign_manifest(raw, [MODELLER])))
