"""The laboratory notebook on MLflow: fits, comparisons and fairness reports as runs, cards as versions of one model.

Nothing here is needed to score, explain or release a card. MLflow is imported when a notebook is opened. Besides
classes and functions the room has these constants:

- ``MODEL``, the name of the registered model; ``ALIASES``, what a version of it can be promoted to.
"""

from moyang_score.track.fits import log_fit
from moyang_score.track.notebook import Entry, Notebook, open_notebook
from moyang_score.track.place import Place, find_place
from moyang_score.track.promotion import ALIASES, check_promotion, fairness_entries, promote
from moyang_score.track.reports import Report, log_comparison, log_fairness, read_report
from moyang_score.track.versions import MODEL, Version, find_version, list_versions, read_version

__all__ = [
    "ALIASES",
    "MODEL",
    "Entry",
    "Notebook",
    "Place",
    "Report",
    "Version",
    "check_promotion",
    "fairness_entries",
    "find_place",
    "find_version",
    "list_versions",
    "log_comparison",
    "log_fairness",
    "log_fit",
    "open_notebook",
    "promote",
    "read_report",
    "read_version",
]
