"""What the service answers: a score, its explanation, whether a benefit is granted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from moyang_score.explain import Explanation, explain_person
from moyang_score.score import LoadedCard
from moyang_score.service.people import People
from moyang_score.service.scene import scene_grade

__all__ = ["GRANTED", "NOT_GRANTED", "NO_CONSENT", "Answers"]

GRANTED: Final = "granted"
NOT_GRANTED: Final = "not_granted"
NO_CONSENT: Final = "no_consent"
_EXPERT: Final = "expert"


@dataclass(frozen=True)
class Answers:
    """Answer questions by one card.

    Parameters
    ----------
    loaded : LoadedCard
        The card of a bundle, with evidence and texts.
    people : People or None
        Who can be looked up; None where every question brings its own record.

    Examples
    --------
    >>> from moyang_score.card import Evidence, Scorecard
    >>> card = Scorecard(card_class="official", base=650, inputs=(), characteristics=())
    >>> Answers(LoadedCard(card, Evidence({"digest": card.digest}))).grants
    False
    """

    loaded: LoadedCard
    people: People | None = None

    @property
    def grants(self) -> bool:
        """Whether the card grants benefits: only the one that experts set and published does."""
        return bool(self.loaded.evidence.get("learner") == _EXPERT and self.loaded.card.grades)

    def explanation(self, record: Mapping[str, Any], language: str) -> Explanation:
        """Return the explanation of one record."""
        loaded = self.loaded
        return explain_person(loaded.card, record, loaded.evidence, language=language, texts=loaded.texts)

    def score(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """Return the columns of `moyang score` for one record."""
        found = explain_person(self.loaded.card, record)
        return {
            "score": found.score,
            "grade": found.grade,
            "probability_bad": found.probability_bad,
            "digest": found.digest,
            "flags": list(found.flags),
            "reasons": [one.code for one in found.reasons],
        }

    def benefit(self, token: str, benefit: Any, language: str) -> dict[str, Any]:
        """Return whether somebody has a benefit, and what opens; never a score or a grade.

        Nobody is told apart from somebody who does not agree: the work is done for both, so that the time of an answer
        does not tell who is known. Who agreed and has no score yet gets what the lowest grade gets.

        Parameters
        ----------
        token : str
            The token of the person.
        benefit : Benefit
            The entry of the register.
        language : {'zh', 'en'}
            The language of what opens.

        Returns
        -------
        dict
            ``benefit``, ``answer`` and ``opens``.
        """
        agrees, record = (False, None) if self.people is None else self.people.find(token)
        worked_on = record if record is not None or self.people is None else self.people.somebody()
        levels = [] if worked_on is None else self._open(worked_on, benefit)
        granted = agrees and record is not None and bool(levels)
        answer = GRANTED if granted else NOT_GRANTED if agrees else NO_CONSENT
        return {"benefit": benefit.code, "answer": answer, "opens": levels[-1].text[language] if granted else None}

    def _open(self, record: Mapping[str, Any], benefit: Any) -> list[Any]:
        card = self.loaded.card
        order = [one.grade for one in card.grades]
        grade = scene_grade(card, record, benefit.families)
        return [one for one in benefit.levels if one.grade in order and order.index(grade) <= order.index(one.grade)]
