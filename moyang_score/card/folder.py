"""The card folder: the files that a card travels in, and the check that they belong together."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from moyang_score.card.codec import dump_card, parse_card
from moyang_score.card.evidence import Evidence
from moyang_score.card.scorecard import Scorecard
from moyang_score.card.texts import TEXTS_FILES, Texts
from moyang_score.errors import CardChangedError, CardError, CardFormatError

__all__ = ["CARD_FILE", "EVIDENCE_FILE", "pack_card", "unpack_card", "unpack_texts"]

CARD_FILE: Final = "scorecard.json"
EVIDENCE_FILE: Final = "evidence.json"


def pack_card(
    card: Scorecard, evidence: Evidence, texts: Mapping[str, Texts] = MappingProxyType({})
) -> dict[str, bytes]:
    """Return the files of a card folder.

    Parameters
    ----------
    card : Scorecard
        The card.
    evidence : Evidence
        Its evidence.
    texts : mapping, optional
        Language to `Texts`: all languages of ``TEXTS_FILES``, or none, as for a card without a catalogue.

    Returns
    -------
    dict
        File name to content.

    Raises
    ------
    CardChangedError
        If the evidence names another card.
    CardError
        If there are texts in some languages and not in all.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> sorted(pack_card(card, Evidence({"digest": card.digest})))
    ['evidence.json', 'scorecard.json']
    """
    _check_digest(card, evidence)
    if texts and set(texts) != set(TEXTS_FILES):
        raise CardError(f"there are texts in {sorted(texts)}", fix=f"give them in {sorted(TEXTS_FILES)}, or none")
    files = {CARD_FILE: dump_card(card), EVIDENCE_FILE: evidence.to_bytes()}
    return files | {TEXTS_FILES[language]: one.to_bytes() for language, one in sorted(texts.items())}


def unpack_card(files: Mapping[str, bytes]) -> tuple[Scorecard, Evidence]:
    """Read the files of a card folder.

    Parameters
    ----------
    files : mapping
        File name to content.

    Returns
    -------
    card : Scorecard
    evidence : Evidence

    Raises
    ------
    CardError
        If a file is not what `pack_card` writes; the message names the file.
    CardChangedError
        If the card is not the one its evidence names.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> unpack_card(pack_card(card, Evidence({"digest": card.digest})))[0] == card
    True
    """
    try:
        card = parse_card(files[CARD_FILE])
    except CardError as error:
        raise error.inside(CARD_FILE) from None
    try:
        evidence = Evidence.from_bytes(files[EVIDENCE_FILE])
    except CardError as error:
        raise error.inside(EVIDENCE_FILE) from None
    _check_digest(card, evidence)
    return card, evidence


def unpack_texts(files: Mapping[str, bytes]) -> dict[str, Texts]:
    """Read the texts among the files of a card folder or bundle.

    Parameters
    ----------
    files : mapping
        File name to content.

    Returns
    -------
    dict
        Language to `Texts`, as far as there are any.

    Raises
    ------
    CardFormatError
        If a file is not what `pack_card` writes; the message names the file.

    Examples
    --------
    >>> texts = Texts({"language": "en", "title": "an example"})
    >>> unpack_texts({"texts.en.json": texts.to_bytes()})["en"].title
    'an example'
    """
    found: dict[str, Texts] = {}
    for language, name in TEXTS_FILES.items():
        if name not in files:
            continue
        try:
            found[language] = Texts.from_bytes(files[name])
        except CardError as error:
            raise error.inside(name) from None
        if found[language].language != language:
            raise CardFormatError(f"the texts are in {found[language].language!r}", where=name, fix="swap the files")
    return found


def _check_digest(card: Scorecard, evidence: Evidence) -> None:
    if evidence["digest"] != card.digest:
        raise CardChangedError(
            f"the card's digest is {card.digest[:12]}…, but its evidence names {evidence['digest'][:12]}…",
            where=CARD_FILE,
            fix="use the card as it was written, or fit it again",
        )
