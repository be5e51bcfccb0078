"""What may be released: an official card on the scale of the city, with its texts in both languages."""

from collections.abc import Mapping
from typing import Final

from moyang_score.card import TEXTS_FILES, Scorecard, Texts
from moyang_score.errors import ReleaseError

__all__ = ["check_release", "check_texts", "plain_texts"]

SCALE: Final = (300, 1000)
GRADES: Final = (("AAA", 850), ("AA", 750), ("A", 650), ("base", None))


def check_release(card: Scorecard) -> None:
    """Refuse a card that may not be released.

    Parameters
    ----------
    card : Scorecard
        The card.

    Raises
    ------
    ReleaseError
        If it is a research card, can leave the scale from 300 to 1000, or has other grades than those of the scale.

    Examples
    --------
    >>> check_release(Scorecard(card_class="research", base=650, inputs=(), characteristics=()))
    Traceback (most recent call last):
    moyang_score.errors.ReleaseError: This is a research card: nobody checked what the law allows it to read. Write it \
as research with --research, or release a card that has a catalogue.
    """
    if card.card_class != "official":
        raise ReleaseError(
            "this is a research card: nobody checked what the law allows it to read",
            fix="write it as research with --research, or release a card that has a catalogue",
        )
    low, high = card.attainable
    if low < SCALE[0] or high > SCALE[1]:
        raise ReleaseError(
            f"scores from {low} to {high} can be reached, and the scale is {SCALE[0]} to {SCALE[1]}",
            fix="change the points or the limits of groups in the catalogue",
        )
    grades = tuple((grade.grade, grade.min) for grade in card.grades)
    if grades != GRADES:
        raise ReleaseError(
            f"the grades are {_listed(grades)}, and those of the scale are {_listed(GRADES)}",
            fix="give the catalogue the grades of the scale",
        )


def check_texts(card: Scorecard, texts: Mapping[str, Texts]) -> None:
    """Refuse texts that are not there in both languages, or leave a characteristic of the card without words.

    Parameters
    ----------
    card : Scorecard
        The card.
    texts : mapping
        Language to texts.

    Raises
    ------
    ReleaseError
        If something has no words; the message names it.

    Examples
    --------
    >>> check_texts(Scorecard(card_class="official", base=650, inputs=(), characteristics=()), {})
    Traceback (most recent call last):
    moyang_score.errors.ReleaseError: The card has no texts.en.json. Fit the card again from its catalogue.
    """
    again = "fit the card again from its catalogue"
    for language, name in TEXTS_FILES.items():
        if language not in texts:
            raise ReleaseError(f"the card has no {name}", fix=again)
        for one in card.characteristics:
            if texts[language].name(one.key) == one.key or texts[language].reason(one.reason) is None:
                raise ReleaseError(f"characteristic {one.key!r} has no name or reason in words", where=name, fix=again)


def plain_texts(title: str) -> dict[str, Texts]:
    """Return the texts of a card that has none: its keys then stand for themselves.

    Parameters
    ----------
    title : str
        What the card is called.

    Returns
    -------
    dict
        Language to texts.

    Examples
    --------
    >>> plain_texts("a study")["en"].title
    'a study'
    """
    return {language: Texts({"language": language, "title": title}) for language in TEXTS_FILES}


def _listed(grades: tuple[tuple[str, int | None], ...]) -> str:
    return ", ".join(f"{grade} from {least}" if least is not None else grade for grade, least in grades) or "none"
