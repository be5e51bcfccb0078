"""Why a row is not accepted: kept apart to be looked at (quarantine), or not kept at all (refusal)."""

from typing import Final

__all__ = ["ACCEPTED", "CODES", "INDEX", "QUARANTINE", "REFUSAL"]

QUARANTINE: Final = (
    "bad_id",
    "rounded_id",
    "missing_value",
    "bad_value",
    "impossible_date",
    "future_date",
    "dates_out_of_order",
    "no_document",
    "name_mismatch",
    "duplicate",
    "conflict",
    "unknown_unit",
    "unknown_record",
    "duplicate_person",
)
REFUSAL: Final = ("no_consent", "under_18", "withdrawn")
ACCEPTED: Final = 0
CODES: Final = ("", *QUARANTINE, *REFUSAL)
INDEX: Final = {code: place for place, code in enumerate(CODES)}
