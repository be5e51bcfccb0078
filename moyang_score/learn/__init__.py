"""Learners: they produce the points table, and everything else only reads it. Needs the extra ``learn``.

Names are loaded on first use: scikit-learn and optbinning take seconds to import, and a refused fit needs neither.
``LEARNERS`` holds the learners from samples by the name that ``--learner`` takes; the expert learner, which turns a
catalogue into a card, stands beside them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from moyang_score.learn.extra import require_learn_extra

if TYPE_CHECKING:
    from moyang_score.learn.estimator import ScorecardClassifier
    from moyang_score.learn.expert import expert_card
    from moyang_score.learn.fitted import Fitted
    from moyang_score.learn.fitting import fit
    from moyang_score.learn.learners import LEARNERS

_HOMES = {
    "LEARNERS": "learners",
    "Fitted": "fitted",
    "ScorecardClassifier": "estimator",
    "expert_card": "expert",
    "fit": "fitting",
}

__all__ = ["LEARNERS", "Fitted", "ScorecardClassifier", "expert_card", "fit"]


def __getattr__(name: str) -> Any:
    """Import a name of the room on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    require_learn_extra()
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
