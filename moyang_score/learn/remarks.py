"""Remarks: what a reader of a card should know about how it came about, in words."""

import re
from typing import Final

from moyang_score.card import Scorecard
from moyang_score.caution import caution
from moyang_score.learn.judge import Judged
from moyang_score.learn.model import Model
from moyang_score.learn.prepare import Prepared

__all__ = ["FEW_BADS", "TOO_GOOD", "dropped_columns", "outside_of", "protected_inputs", "reasons_of", "warnings_of"]

TOO_GOOD: Final = 0.9  # an AUC that real outcomes hardly allow
FEW_BADS: Final = 100
_LOWEST, _HIGHEST = 300, 1000  # the scale that a card must keep to be released
_SHOWN: Final = 5

# Attributes that no scored card may use (Regulation on Credit Investigation, article 14; PIPL, article 28) or that
# stand for a protected group. Whole words of a column's name, so that "package" is no "age".
_PROTECTED: Final = re.compile(
    r"(?:.*[^a-z])?(?:sex|gender|male|female|age|birth(?:day|date)?|race|ethnic(?:ity)?|nation(?:ality)?|religion|marital"
    r"|marriage|married|single|pregnan\w*|disab\w*|disease|health|hiv|gene|hukou|party|political|foreign\w*|afam|black"
    r"|white|hispan\w*)(?:[^a-z].*)?",
    re.IGNORECASE | re.DOTALL,
)
_PROTECTED_ZH: Final = re.compile("性别|年龄|出生|民族|宗教|婚|怀孕|残疾|疾病|病史|基因|户籍|户口|政治面貌|党派")


def dropped_columns(prepared: Prepared, model: Model, card: Scorecard) -> list[dict[str, str]]:
    """Return every column that is not on the card, with the reason, in the order it was decided."""
    reasons = {one.column: one.reason for one in prepared.dropped} | dict(model.dropped)
    on_card = {one.key for one in card.inputs}
    for one in prepared.fitted.inputs:
        if one.key not in on_card:
            reasons.setdefault(one.key, "all its points round to 0")
    return [{"column": column, "reason": reason} for column, reason in reasons.items()]


def protected_inputs(card: Scorecard) -> list[str]:
    """Return the inputs of a card whose names say that they are, or stand for, a protected attribute."""
    return [one.key for one in card.inputs if _PROTECTED.fullmatch(one.key) or _PROTECTED_ZH.search(one.key)]


def reasons_of(prepared: Prepared) -> str:
    """Return why columns were dropped, in one clause."""
    shown = "; ".join(f"{one.column!r}: {one.reason}" for one in prepared.dropped[:_SHOWN])
    more = len(prepared.dropped) - _SHOWN
    return (shown or "the table has no other column") + (f"; and {more} more" if more > 0 else "")


def warnings_of(prepared: Prepared, card: Scorecard, judged: Judged) -> list[str]:
    """Return what is suspicious or limits the use of a card, one caution each."""
    found = [caution("dropped", column=repr(one.column), reason=one.reason) for one in prepared.dropped if one.is_id]
    if judged.auc.value > TOO_GOOD:
        found.append(caution("too_good", sample=judged.sample, auc=f"{judged.auc.value:.3f}", most=TOO_GOOD))
    if judged.bads < FEW_BADS:
        found.append(caution("few_bads", bads=judged.bads))
    if not card.characteristics:
        found.append(caution("nothing_tells"))
    if protected := protected_inputs(card):
        found.append(caution("protected", names=", ".join(map(repr, protected))))
    return found + outside_of(card, _LOWEST, _HIGHEST)


def outside_of(card: Scorecard, lowest: int, highest: int) -> list[str]:
    """Return the caution that scores of a card leave a scale, if they do."""
    low, high = card.attainable
    if lowest <= low and high <= highest:
        return []
    return [caution("outside", low=low, high=high, lowest=lowest, highest=highest, kind=card.card_class)]
