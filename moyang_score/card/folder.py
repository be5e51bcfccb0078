"""The card folder: the two files that a card travels in, and the check that they belong together."""

from collections.abc import Mapping
from typing import Final

from moyang_score.card.codec import dump_card, parse_card
from moyang_score.card.evidence import Evidence
from moyang_score.card.scorecard import Scorecard
from moyang_score.errors import CardChangedError, CardError

__all__ = ["CARD_FILE", "EVIDENCE_FILE", "pack_card", "unpack_card"]

CARD_FILE: Final = "scorecard.json"
EVIDENCE_FILE: Final = "evidence.json"


def pack_card(card: Scorecard, evidence: Evidence) -> dict[str, bytes]:
    """Return the files of a card folder.

    Parameters
    ----------
    card : Scorecard
        The card.
    evidence : Evidence
        Its evidence.

    Returns
    -------
    dict
        File name to content.

    Raises
    ------
    CardChangedError
        If the evidence names another card.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> sorted(pack_card(card, Evidence({"digest": card.digest})))
    ['evidence.json', 'scorecard.json']
    """
    _check_digest(card, evidence)
    return {CARD_FILE: dump_card(card), EVIDENCE_FILE: evidence.to_bytes()}


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


def _check_digest(card: Scorecard, evidence: Evidence) -> None:
    if evidence["digest"] != card.digest:
        raise CardChangedError(
            f"the card's digest is {card.digest[:12]}…, but its evidence names {evidence['digest'][:12]}…",
            where=CARD_FILE,
            fix="use the card as it was written, or fit it again",
        )
