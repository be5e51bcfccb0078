"""Make up data whose truth is known. Nobody in it exists, and nothing in it was counted anywhere.

``TRUE_EFFECTS`` and ``INTERCEPT`` are the truth of the flat table, ``CITY_EFFECTS`` and ``CITY_INTERCEPT`` that of the
city, in log-odds of bad. ``FLAT_DICTIONARY`` says what the columns of the flat table mean.
"""

from moyang_score.synthetic.city import City, city
from moyang_score.synthetic.dictionary import FLAT_DICTIONARY, flat_dictionary
from moyang_score.synthetic.effect import INTERCEPT, TRUE_EFFECTS, Effect, log_odds_bad
from moyang_score.synthetic.flat import flat_table
from moyang_score.synthetic.later import Later, later, write_later
from moyang_score.synthetic.outcome import CITY_EFFECTS, CITY_INTERCEPT
from moyang_score.synthetic.writing import write_city

__all__ = [
    "CITY_EFFECTS",
    "CITY_INTERCEPT",
    "FLAT_DICTIONARY",
    "INTERCEPT",
    "TRUE_EFFECTS",
    "City",
    "Effect",
    "Later",
    "city",
    "flat_dictionary",
    "flat_table",
    "later",
    "log_odds_bad",
    "write_city",
    "write_later",
]
