"""Everything that is said to residents, in one language, as it travels beside a card."""

from typing import TYPE_CHECKING, Any, Final

from moyang_score.errors import UsageError

if TYPE_CHECKING:
    from moyang_score.catalogue.model import Catalogue

__all__ = ["group_keys", "texts"]

_CAPS: Final = {
    "zh": {"-": "{title}：扣分封顶", "+": "{title}：加分封顶"},
    "en": {"-": "{title}: limit of what is taken", "+": "{title}: limit of what is given"},
}
_SIGNS: Final = {"-": "neg", "+": "pos"}


def group_keys(catalogue: "Catalogue") -> tuple[str, ...]:
    """Return the keys of the groups of the expert card: family and sign, where an indicator is on.

    Parameters
    ----------
    catalogue : Catalogue
        The catalogue.

    Returns
    -------
    tuple of str
        For example ``('P-', 'P+')``, in the order of the families.
    """
    there = {(one.family, one.polarity) for one in catalogue.indicators if one.on}
    return tuple(
        f"{family.key}{sign}"
        for family in catalogue.families
        for sign, polarity in _SIGNS.items()
        if (family.key, polarity) in there
    )


def texts(catalogue: "Catalogue", language: str) -> dict[str, Any]:
    """Return the texts of a catalogue in one language.

    Parameters
    ----------
    catalogue : Catalogue
        The catalogue.
    language : {'zh', 'en'}
        The language.

    Returns
    -------
    dict
        ``language``, ``title``, ``grades``, ``families``, ``groups`` and ``characteristics``.

    Raises
    ------
    UsageError
        If the language is another one.
    """
    if language not in _CAPS:
        raise UsageError(f"the language {language!r} is unknown", fix="use one of zh, en")
    families = {family.key: family.title[language] for family in catalogue.families}
    return {
        "language": language,
        "title": catalogue.title[language],
        "grades": {line.grade: line.title[language] for line in catalogue.grades},
        "families": families,
        "groups": {key: _CAPS[language][key[-1]].format(title=families[key[:-1]]) for key in group_keys(catalogue)},
        "characteristics": {
            one.code: {
                "name": one.name[language],
                "unit": catalogue.measures[one.unit][language],
                "reason": one.reason[language],
                "improve": one.improve[language],
            }
            for one in catalogue.indicators
            if one.on
        },
    }
