"""Loading a card from the folder it travels in: a card folder, or a signed bundle."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from moyang_score.bundle import Bundle, is_bundle, read_bundle
from moyang_score.card import (
    CARD_FILE,
    EVIDENCE_FILE,
    TEXTS_FILES,
    Evidence,
    Scorecard,
    Texts,
    unpack_card,
    unpack_texts,
)
from moyang_score.errors import BundleError, CardError, FileError, UsageError

__all__ = ["LoadedCard", "load", "load_bundle", "load_whole", "load_with_evidence"]

_MAKE_ONE: Final = "name a folder that `moyang fit --out` wrote"


@dataclass(frozen=True)
class LoadedCard:
    """Hold a card with all that lay beside it, each file read once and checked.

    Parameters
    ----------
    card : Scorecard
        The card.
    evidence : Evidence
        Its evidence.
    texts : mapping
        Language to `Texts`; empty for a card without texts, as research cards are.
    files : mapping
        File name to content: card, evidence and texts, byte for byte.
    release : str or None
        Name and version of the bundle that it was read from; None for a card folder.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> LoadedCard(card, Evidence({"digest": card.digest})).release is None
    True
    """

    card: Scorecard
    evidence: Evidence
    texts: Mapping[str, Texts] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    release: str | None = None


def load(path: str | Path, trust: str | Path | None = None) -> Scorecard:
    """Load a card from its folder.

    Parameters
    ----------
    path : str or Path
        A card folder, with ``scorecard.json`` and ``evidence.json``, or a signed bundle.
    trust : str or Path, optional
        The folder of public keys that a bundle is checked against, and without which none is read. A card folder
        carries no signature, so that naming keys for one is refused.

    Returns
    -------
    Scorecard
        The card, whose digest is the one its evidence names; that of a bundle is as somebody trusted signed it.

    Raises
    ------
    FileError
        If the folder or one of its files is absent or cannot be read.
    CardFormatError
        If a file is not what this version writes.
    CardChangedError
        If the card is not the one its evidence names.
    BundleError
        If the folder is a bundle, and no trust is given, nobody trusted signed it, or it was changed.
    KeyFileError
        If a file in the trust folder is no public key.
    UsageError
        If ``trust`` is given for a card folder.

    Examples
    --------
    >>> load("no/such/card")
    Traceback (most recent call last):
    moyang_score.errors.FileError: no/such/card: there is no such folder. Name a folder that `moyang fit --out` wrote.
    """
    return load_whole(path, trust).card


def load_with_evidence(path: str | Path, trust: str | Path | None = None) -> tuple[Scorecard, Evidence]:
    """Load a card and the evidence that lies beside it.

    Parameters
    ----------
    path : str or Path
        As for `load`.
    trust : str or Path, optional
        As for `load`.

    Returns
    -------
    card : Scorecard
    evidence : Evidence

    Raises
    ------
    FileError, CardFormatError, CardChangedError, BundleError, KeyFileError, UsageError
        As for `load`; the message names the folder, the file in it and what to do.

    Examples
    --------
    >>> load_with_evidence("pyproject.toml")
    Traceback (most recent call last):
    moyang_score.errors.FileError: pyproject.toml: this is a file, and a card is a folder. Name a folder that `moyang \
fit --out` wrote.
    """
    loaded = load_whole(path, trust)
    return loaded.card, loaded.evidence


def load_whole(path: str | Path, trust: str | Path | None = None) -> LoadedCard:
    """Load a card with its evidence, its texts and the bytes of all three.

    Parameters
    ----------
    path : str or Path
        As for `load`.
    trust : str or Path, optional
        As for `load`.

    Returns
    -------
    LoadedCard
        What lay in the folder.

    Raises
    ------
    FileError, CardFormatError, CardChangedError, BundleError, KeyFileError, UsageError
        As for `load`.

    Examples
    --------
    >>> load_whole("pyproject.toml")
    Traceback (most recent call last):
    moyang_score.errors.FileError: pyproject.toml: this is a file, and a card is a folder. Name a folder that `moyang \
fit --out` wrote.
    """
    folder = Path(path)
    _check_folder(folder)
    if is_bundle(folder):
        return _from_bundle(load_bundle(folder, trust))
    _check_card_folder(folder, trust)
    files = {name: _content(folder / name) for name in (CARD_FILE, EVIDENCE_FILE)}
    files |= {name: _content(folder / name) for name in TEXTS_FILES.values() if (folder / name).exists()}
    try:
        card, evidence = unpack_card(files)
        return LoadedCard(card, evidence, unpack_texts(files), files)
    except CardError as error:
        raise _in_folder(error, folder) from None


def _from_bundle(bundle: Bundle) -> LoadedCard:
    names = (CARD_FILE, EVIDENCE_FILE, *TEXTS_FILES.values())
    files = {name: bundle.files[name] for name in names}
    return LoadedCard(bundle.card, bundle.evidence, bundle.texts, files, bundle.manifest.title)


def load_bundle(path: str | Path, trust: str | Path | None) -> Bundle:
    """Load a signed bundle with all its files.

    Parameters
    ----------
    path : str or Path
        The bundle.
    trust : str or Path or None
        The folder of trusted public keys; None is refused.

    Returns
    -------
    Bundle
        The bundle, whose signatures, sizes, hashes and digest were found right.

    Raises
    ------
    BundleError, KeyFileError
        As for `load`.

    Examples
    --------
    >>> load_bundle("models/moyang-1", None)
    Traceback (most recent call last):
    moyang_score.errors.BundleError: models/moyang-1: a signed bundle is read only against trusted keys, and none are \
named. Name the folder of those you trust with --trust (in Python, trust=).
    """
    if trust is None:
        raise BundleError(
            "a signed bundle is read only against trusted keys, and none are named",
            where=str(path),
            fix="name the folder of those you trust with --trust (in Python, trust=)",
        )
    bundle = read_bundle(path, trust)
    bundle.card  # noqa: B018 - the card is parsed, and compared with what the manifest names, before anything is used
    return bundle


def _check_folder(folder: Path) -> None:
    if folder.is_file():
        fix = f"name its folder, {folder.parent}" if folder.name in {CARD_FILE, EVIDENCE_FILE} else _MAKE_ONE
        raise FileError("this is a file, and a card is a folder", where=str(folder), fix=fix)
    if not folder.is_dir():
        raise FileError("there is no such folder", where=str(folder), fix=_MAKE_ONE)


def _check_card_folder(folder: Path, trust: str | Path | None) -> None:
    if not (folder / CARD_FILE).exists():
        raise FileError(f"this is no card folder: it has no {CARD_FILE}", where=str(folder), fix=_MAKE_ONE)
    if trust is not None:
        raise UsageError(
            "a card folder carries no signature to check", where=str(folder), fix="leave out --trust, or name a bundle"
        )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise FileError(
            "the file is absent, and without it nobody can tell whether the card was changed",
            where=str(path),
            fix="copy the whole card folder, or fit the card again",
        ) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FileError(f"the file cannot be read ({reason})", where=str(path), fix="check its permissions") from None


def _in_folder(error: CardError, folder: Path) -> CardError:
    """Put the folder before the file's name, and make sure that a remedy is named."""
    fix = error.fix or "use the card as it was written, or fit it again"
    return type(error)(error.what, where=str(folder / error.where), fix=fix)
