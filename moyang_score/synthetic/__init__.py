"""Make up data whose truth is known. Nobody in it exists, and nothing in it was counted anywhere.

``TRUE_EFFECTS`` and ``INTERCEPT`` are the truth of the flat table, in log-odds of bad.
"""

from moyang_score.synthetic.city import City, city
from moyang_score.synthetic.effect import INTERCEPT, TRUE_EFFECTS, Effect, log_odds_bad
from moyang_score.synthetic.flat import flat_table

__all__ = ["INTERCEPT", "TRUE_EFFECTS", "Effect", "flat_table", "log_odds_bad"]
