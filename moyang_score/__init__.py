"""Build, explain and score personal credit scorecards: integer points read from one immutable table.

The names below are loaded when they are first used, so that importing the package costs nothing:
``fit`` and ``ScorecardClassifier`` need the extra ``learn``; the others need numpy alone.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from moyang_score.card import Scorecard
    from moyang_score.explain import explain_person
    from moyang_score.learn import Fitted, ScorecardClassifier, fit
    from moyang_score.score import load

__version__ = "0.1.0"

_HOMES = {
    "Fitted": "moyang_score.learn",
    "Scorecard": "moyang_score.card",
    "ScorecardClassifier": "moyang_score.learn",
    "explain_person": "moyang_score.explain",
    "fit": "moyang_score.learn",
    "load": "moyang_score.score",
}

__all__ = ["Fitted", "Scorecard", "ScorecardClassifier", "explain_person", "fit", "load"]


def __getattr__(name: str) -> Any:
    """Import a façade name from its room on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
