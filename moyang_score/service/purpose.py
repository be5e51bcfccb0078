"""The gate of purposes: every question names what it is for, and most purposes are refused."""

import re
from collections.abc import Mapping
from typing import Any, Final, Protocol

__all__ = ["OWN", "Refused", "Register", "check_benefit", "check_purpose", "code_shown"]

# Who may see a score: the person, the operator for everybody, a reviewer of the card.
OWN: Final = ("self", "operator_batch", "review")
_CODE: Final = re.compile(r"[BN][0-9]{2}")
_UNKNOWN: Final = "unknown"


class Register(Protocol):
    """Hold benefits and refused uses by code, as `moyang_score.catalogue.uses.load_uses` reads them."""

    @property
    def benefits(self) -> Mapping[str, Any]: ...  # noqa: D102

    @property
    def forbidden(self) -> Mapping[str, Any]: ...  # noqa: D102


class Refused(Exception):  # noqa: N818 - the answer to a question, not a fault of the program
    """Refuse a question, with the rule.

    Parameters
    ----------
    rule, article : str
        The row of the law table, and the law behind it.
    detail : str
        Why, and what may be asked instead.

    Examples
    --------
    >>> Refused("L11", "个人信息保护法 23", "A scene gets yes or no.").rule
    'L11'
    """

    def __init__(self, rule: str, article: str, detail: str) -> None:
        super().__init__(detail)
        self.rule, self.article, self.detail = rule, article, detail


def check_purpose(purpose: str, uses: Register) -> None:
    """Refuse a purpose for which no score is shown.

    Parameters
    ----------
    purpose : str
        What the caller names.
    uses : Register
        The registers.

    Raises
    ------
    Refused
        Unless it is ``self``, ``operator_batch`` or ``review``.

    Examples
    --------
    >>> from moyang_score.catalogue.uses import load_uses
    >>> check_purpose("self", load_uses("moyang"))
    >>> check_purpose("N09", load_uses("moyang"))
    Traceback (most recent call last):
    moyang_score.service.purpose.Refused: N09 交通出行限制 (limits on travel) is never a use of this score.
    """
    if purpose in OWN:
        return
    if purpose in uses.benefits:
        detail = "A scene gets granted or not granted, never a score: ask /v1/verify for this benefit."
        raise Refused("L11", "个人信息保护法 23", detail)
    _refuse(purpose, uses, f"The purpose must be one of {', '.join(OWN)}.")


def check_benefit(benefit: str, uses: Register) -> Any:
    """Return a registered benefit, or refuse.

    Parameters
    ----------
    benefit : str
        Its code.
    uses : Register
        The registers.

    Returns
    -------
    Benefit
        The entry.

    Raises
    ------
    Refused
        If it is a refused use, or in no register.

    Examples
    --------
    >>> from moyang_score.catalogue.uses import load_uses
    >>> check_benefit("B01", load_uses("moyang")).families
    ('P', 'A')
    """
    if benefit in uses.benefits:
        return uses.benefits[benefit]
    return _refuse(benefit, uses, "Only benefits of the register may be asked for.")


def code_shown(code: str) -> str:
    """Return a code as it may stand in a log: whatever a caller wrote instead of one does not."""
    return code if code in OWN or _CODE.fullmatch(code) else _UNKNOWN


def _refuse(code: str, uses: Register, allowed: str) -> Any:
    if code in uses.forbidden:
        use = uses.forbidden[code]
        detail = f"{use.code} {use.title['zh']} ({use.title['en']}) is never a use of this score."
        raise Refused(use.rule, use.article, detail)
    raise Refused("L08", "征信业管理条例 18, 20", f"This purpose is not registered. {allowed}")
