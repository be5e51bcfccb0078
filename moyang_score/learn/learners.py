"""The learners by name."""

from collections.abc import Mapping
from typing import Final

from moyang_score.errors import NotBuiltError, UsageError
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
        If no learner has the name.
    NotBuiltError
        If a later version has it.

    Examples
    --------
    >>> learner_named("logistic").name
    'logistic'
    """
    if name == "expert":
        what = "the learner 'expert' reads a catalogue and is not in this version"
        raise NotBuiltError(what, fix="use logistic or additive")
    if name not in LEARNERS:
        raise UsageError(f"there is no learner {name!r}", fix=f"use one of {', '.join(sorted(LEARNERS))}")
    return LEARNERS[name]
