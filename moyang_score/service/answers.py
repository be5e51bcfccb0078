"""What the service answers: a score, its explanation, whether a benefit is granted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from moyang_score.card import Scorecard
from moyang_score.card.grades import grade_at
from moyang_score.explain import Explanation, explain_person
from moyang_score.score import LoadedCard
from moyang_score.service.people import People

__all__ = ["GRANTED", "NOT_GRANTED", "NO_CONSENT", "Answers", "grade_for"]

GRANTED: Final = "granted"
NOT_GRANTED: Final = "not_granted"
NO_CONSENT: Final = "no_consent"


@dataclass(frozen=True)
class Answers:
    """Answer questions by one card.

    Parameters
    ----------
    loaded : LoadedCard
        The card of a bundle, with evidence and texts.
    people : People or None
        Who can be looked up; None where every question brings its own record.
    """

    loaded: LoadedCard
    people: People | None = None

    def explanation(self, record: Mapping[str, Any], language: str) -> Explanation:
        """Return the explanation of one record."""
        loaded = self.loaded
        return explain_person(loaded.card, record, loaded.evidence, language=language, texts=loaded.texts)

    def score(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """Return the columns of `moyang score` for one record."""
        found = self.explanation(record, "en")
        return {
            "score": found.score,
            "grade": found.grade,
            "probability_bad": found.probability_bad,
            "digest": found.digest,
            "flags": list(found.flags),
            "reasons": [one.code for one in found.reasons],
        }

    def benefit(self, record: Mapping[str, Any] | None, benefit: Any, language: str) -> dict[str, Any]:
        """Return whether a benefit is granted, and what opens; nobody is told apart from somebody who does not agree.

        Parameters
        ----------
        record : mapping or None
            The cells of the person; None if unknown, or if there is no consent.
        benefit : Benefit
            The entry of the register.
        language : {'zh', 'en'}
            The language of what opens.

        Returns
        -------
        dict
            ``benefit``, ``answer`` and ``opens``; never a score or a grade.
        """
        # The work is done for nobody too, so that the time of an answer does not tell who is known.
        worked_on = record if record is not None or self.people is None else self.people.somebody()
        open_levels = [] if worked_on is None else self._open(worked_on, benefit)
        answer = NO_CONSENT if record is None else GRANTED if open_levels else NOT_GRANTED
        opens = open_levels[-1].text[language] if answer == GRANTED else None
        return {"benefit": benefit.code, "answer": answer, "opens": opens}

    def _open(self, record: Mapping[str, Any], benefit: Any) -> list[Any]:
        card = self.loaded.card
        order = [one.grade for one in card.grades]
        grade = grade_for(card, record, benefit.families)
        return [one for one in benefit.levels if one.grade in order and order.index(grade) <= order.index(one.grade)]


def grade_for(card: Scorecard, record: Mapping[str, Any], families: tuple[str, ...]) -> str:
    """Return the grade of a record as far as some families of the card tell.

    The characteristics of other families count with their neutral points, and their cap rows and ceilings not at all:
    as if nothing were known of them (EU AI Act 5(1)(c): a scene reads only what has to do with it).

    Parameters
    ----------
    card : Scorecard
        A card with grades.
    record : mapping
        One cell for each input.
    families : tuple of str
        The families that may be read.

    Returns
    -------
    str
        The grade.
    """
    scored = card.apply(record)
    points, found = scored.points[0].tolist(), scored.attributes[0].tolist()
    read = {one.key: one.family in families for one in card.characteristics}
    own = [row if read[one.key] else one.neutral for one, row in zip(card.characteristics, points, strict=False)]
    caps = points[len(card.characteristics) :]
    kept = [cap for group, cap in zip(card.groups, caps, strict=True) if all(read[key] for key in group.members)]
    at = grade_at(card.grades, card.base + sum(own) + sum(kept))
    order = [one.grade for one in card.grades]
    for one, attribute in zip(card.characteristics, found, strict=True):
        ceiling = one.attributes[attribute].ceiling
        if read[one.key] and ceiling is not None:
            at = max(at, order.index(ceiling))
    return order[at]
