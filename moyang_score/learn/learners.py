"""The learners from samples, by name; the expert learner reads a catalogue instead and stands beside them."""

from collections.abc import Mapping
from typing import Final

from moyang_score.errors import UsageError
from moyang_score.learn.additive import Additive
from moyang_score.learn.logistic import Logistic
from moyang_score.learn.model import Learner

__all__ = ["LEARNERS", "learner_named"]

LEARNERS: Final[Mapping[str, Learner]] = {"additive": Additive(), "logistic": Logistic()}


def learner_named(name: str) -> Learner:
    """Return a learner.

    Parameters
    ----------
    name : str
        A key of `LEARNERS`.

    Returns
    -------
    Learner
        A new one.

    Raises
    ------
    UsageError
        If no learner from samples has the name.

    Examples
    --------
    >>> learner_named("logistic").name
    'logistic'
    """
    if name == "expert":
        what = "the learner 'expert' reads a catalogue and learns from no sample"
        raise UsageError(what, fix="use fit with the catalogue, or logistic or additive")
    if name not in LEARNERS:
        raise UsageError(f"there is no learner {name!r}", fix=f"use one of {', '.join(sorted([*LEARNERS, 'expert']))}")
    return LEARNERS[name]
