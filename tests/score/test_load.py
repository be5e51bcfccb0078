"""Loading a card from its folder. How each fault reads at the command line is told in tests/cli/test_bad_input.py."""

from pathlib import Path

import pytest

import moyang_score
from moyang_score.errors import CardChangedError, CardFormatError, FileError, NotBuiltError, UsageError
from moyang_score.score import load, load_with_evidence
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
    (folder / "manifest.json").write_text("{}")
    with pytest.raises(NotBuiltError, match="bundle"):
        load(folder, trust=tmp_path)
