"""What is read of a card for its entry: the card, its evidence, its texts, and the very bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from moyang_score.bundle import is_bundle
from moyang_score.card import CARD_FILE, EVIDENCE_FILE, TEXTS_FILES, Evidence, Scorecard, Texts, unpack_texts
from moyang_score.errors import CardChangedError, CardError, FileError
from moyang_score.score import load_bundle, load_with_evidence

__all__ = ["CardContents", "read_contents"]

_NAMES = (CARD_FILE, EVIDENCE_FILE, *TEXTS_FILES.values())


@dataclass(frozen=True)
class CardContents:
    """Hold a card with what lies beside it.

    Parameters
    ----------
    card : Scorecard
        The card.
    evidence : Evidence
        Its evidence.
    texts : mapping
        Language to `Texts`; empty for a card without a catalogue.
    files : mapping
        File name to content: card, evidence and texts, byte for byte.
    title : str or None
        Name and version of the bundle that it was read from; None for a card folder.
    """

    card: Scorecard
    evidence: Evidence
    texts: Mapping[str, Texts]
    files: Mapping[str, bytes] = field(repr=False)
    title: str | None = None


def read_contents(path: str | Path, trust: str | Path | None = None) -> CardContents:
    """Read a card folder, or a bundle against trusted keys.

    Parameters
    ----------
    path, trust : str or Path
        As for `moyang_score.score.load`.

    Returns
    -------
    CardContents
        The card, found right, with the bytes that were checked.

    Raises
    ------
    MoyangError
        As `moyang_score.score.load`.
    """
    if is_bundle(path):
        bundle = load_bundle(path, trust)
        files = {name: bundle.files[name] for name in _NAMES}
        return CardContents(bundle.card, bundle.evidence, bundle.texts, files, bundle.manifest.title)
    card, evidence = load_with_evidence(path, trust)
    folder = Path(path)
    files = {name: _content(folder / name) for name in _NAMES if (folder / name).exists()}
    try:
        texts = unpack_texts(files)
    except CardError as error:
        raise type(error)(error.what, where=str(folder / error.where), fix=error.fix) from None
    if files[EVIDENCE_FILE] != evidence.to_bytes() and Evidence.from_bytes(files[EVIDENCE_FILE]) != evidence:
        raise CardChangedError("the evidence changed while it was read", where=str(folder), fix="run it again")
    return CardContents(card, evidence, texts, files)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise FileError(f"the file cannot be read ({reason})", where=str(path), fix="check its permissions") from None
