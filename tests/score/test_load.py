"""Loading a card from its folder. How each fault reads at the command line is told in tests/cli/test_bad_input.py."""

from pathlib import Path

import pytest

import moyang_score
from moyang_score.bundle import sign_manifest, signatures_bytes
from moyang_score.errors import BundleError, CardChangedError, CardFormatError, FileError, UsageError
from moyang_score.score import load, load_bundle, load_with_evidence
from tests.bundle.released import MODELLER, official_card, write_official_bundle, write_trust
from tests.cli.cards import small_card, small_evidence, write_card


def test_a_card_comes_back_as_it_was_written_with_its_evidence(tmp_path: Path) -> None:
    folder = write_card(tmp_path / "card")

    card, evidence = load_with_evidence(folder)

    assert card == small_card()
    assert card.digest == small_card().digest
    assert evidence == small_evidence(card)
    assert moyang_score.load(str(folder)) == card


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("scorecard.json", None, FileError),
        ("evidence.json", None, FileError),
        ("scorecard.json", b"{}", CardFormatError),
        ("scorecard.json", b'{"format":9}', CardFormatError),
        ("evidence.json", b"[]", CardFormatError),
        ("evidence.json", b'{"digest":"00"}', CardChangedError),
    ],
)
def test_an_error_names_the_file_and_a_remedy(
    tmp_path: Path, name: str, content: bytes | None, error: type[FileError]
) -> None:
    folder = write_card(tmp_path / "card")
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)

    with pytest.raises(error) as caught:
        load(folder)

    assert str(folder) in str(caught.value)
    assert caught.value.fix


def test_trust_is_not_ignored_where_nothing_is_signed(tmp_path: Path) -> None:
    folder = write_card(tmp_path / "card")

    with pytest.raises(UsageError, match="no signature"):
        load(folder, trust=tmp_path)


def test_a_card_folder_with_a_manifest_is_a_bundle_and_nobody_signed_it(tmp_path: Path) -> None:
    folder = write_card(tmp_path / "card")
    (folder / "manifest.json").write_text("{}")

    with pytest.raises(BundleError, match="--trust"):
        load(folder)
    with pytest.raises(BundleError, match=r"no signed bundle: it has no signatures\.json"):
        load(folder, trust=write_trust(tmp_path / "trust"))


def test_a_bundle_gives_its_card_and_evidence_against_trusted_keys_alone(tmp_path: Path) -> None:
    place, trust = write_official_bundle(tmp_path / "bundle"), write_trust(tmp_path / "trust")

    card, evidence = load_with_evidence(place, trust)

    assert card == official_card()
    assert evidence["digest"] == card.digest
    assert load_bundle(place, trust).card == card
    for read in (load, load_with_evidence, load_bundle):
        with pytest.raises(BundleError, match="none are named"):
            read(place, None)


def test_a_bundle_whose_manifest_names_another_card_is_refused_before_it_is_used(tmp_path: Path) -> None:
    place, trust = write_official_bundle(tmp_path / "bundle"), write_trust(tmp_path / "trust")
    manifest = (place / "manifest.json").read_bytes().replace(b'"class":"official"', b'"class":"research"')
    (place / "manifest.json").write_bytes(manifest)
    (place / "signatures.json").write_bytes(signatures_bytes(sign_manifest(manifest, [MODELLER])))

    with pytest.raises(BundleError, match="another card or class"):
        load_bundle(place, trust)
