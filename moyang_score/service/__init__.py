"""The score service: a signed bundle answers over HTTP, for a purpose or not at all.

It knows cards and how to explain them, and nothing of how they came about. Who can be looked up, what may be asked for
and what time it is are handed to it. ``GENESIS`` is the hash that the first line of an access log follows.
"""

from moyang_score.service.answers import Answers
from moyang_score.service.door import Door
from moyang_score.service.journal import GENESIS, AccessLog, verify_log
from moyang_score.service.people import People
from moyang_score.service.purpose import Refused, check_benefit, check_purpose
from moyang_score.service.scene import scene_grade
from moyang_score.service.web import create_app

__all__ = [
    "GENESIS",
    "AccessLog",
    "Answers",
    "Door",
    "People",
    "Refused",
    "check_benefit",
    "check_purpose",
    "create_app",
    "scene_grade",
    "verify_log",
]
