"""The points table itself: what decides a score, a grade and the choice of reasons. Imports numpy and nothing else.

Besides classes and functions the room has these constants:

- ``Condition``, the union of the five kinds of condition; ``MISSING`` and ``UNSEEN``, the two that need no argument;
- ``KINDS``, the types of inputs; ``EPOCH``, the ordinal of 1970-01-01, from which dates are counted; ``LARGEST_INT``,
  2^53, beyond which an integer is not read; ``LARGEST_POINTS``, the most points that anything can give;
- the states of a cell: ``VALUE_STATE``, ``MISSING_STATE``, ``STATE_OF_CODE`` for each flag code of an unreadable cell,
  and ``FIRST_SPECIAL``, that of the first special code, after which the others are counted;
- ``FORMAT``, the format that this version writes and reads; ``CARD_FILE`` and ``EVIDENCE_FILE``, the two files of a
  card folder; ``TEXTS_FILES``, by language the file of its texts, where it has any.
"""

from moyang_score.card.cell import EPOCH, LARGEST_INT, clean_text
from moyang_score.card.characteristic import LARGEST_POINTS, Attribute, Characteristic
from moyang_score.card.codec import dump_card, parse_card
from moyang_score.card.condition import MISSING, UNSEEN, Condition, Interval, Missing, OneOf, Special, Unseen
from moyang_score.card.evidence import Evidence
from moyang_score.card.folder import CARD_FILE, EVIDENCE_FILE, pack_card, unpack_card, unpack_texts
from moyang_score.card.grades import Grade, grade_position
from moyang_score.card.group import Group
from moyang_score.card.input import FIRST_SPECIAL, KINDS, MISSING_STATE, STATE_OF_CODE, VALUE_STATE, Input
from moyang_score.card.number import number_text, number_value
from moyang_score.card.reading import Reading, read_column
from moyang_score.card.reasons import ReasonPolicy
from moyang_score.card.scaling import Scaling
from moyang_score.card.scorecard import FORMAT, Scorecard
from moyang_score.card.scored import Scored
from moyang_score.card.texts import TEXTS_FILES, Texts

__all__ = [
    "CARD_FILE",
    "EPOCH",
    "EVIDENCE_FILE",
    "FIRST_SPECIAL",
    "FORMAT",
    "KINDS",
    "LARGEST_INT",
    "LARGEST_POINTS",
    "MISSING",
    "MISSING_STATE",
    "STATE_OF_CODE",
    "TEXTS_FILES",
    "UNSEEN",
    "VALUE_STATE",
    "Attribute",
    "Characteristic",
    "Condition",
    "Evidence",
    "Grade",
    "Group",
    "Input",
    "Interval",
    "Missing",
    "OneOf",
    "Reading",
    "ReasonPolicy",
    "Scaling",
    "Scorecard",
    "Scored",
    "Special",
    "Texts",
    "Unseen",
    "clean_text",
    "dump_card",
    "grade_position",
    "number_text",
    "number_value",
    "pack_card",
    "parse_card",
    "read_column",
    "unpack_card",
    "unpack_texts",
]
