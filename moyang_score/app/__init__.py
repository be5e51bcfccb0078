"""The pages that reviewers look at in a browser: a person, a scorecard, versions compared, fairness.

Every number on a page comes from another room of the package, or from a report that a command wrote: nothing is
computed here. Streamlit runs `moyang_score.app.main`; the command is ``moyang app``.
"""

from moyang_score.app.places import Places, find_places
from moyang_score.app.words import Words

__all__ = ["Places", "Words", "find_places"]
