"""How numbers and grades of a points table are written, in text and page alike; absent numbers are a dash."""

from collections.abc import Mapping
from typing import Any

__all__ = ["ABSENT", "count_text", "grade_title", "rate_text", "score_range", "signed_text"]

ABSENT = "–"


def count_text(count: float | None) -> str:
    """Write a count, or a sum of weights to one decimal where it is not whole.

    Parameters
    ----------
    count : float or None
        The count.

    Returns
    -------
    str
        With thousands signs.

    Examples
    --------
    >>> count_text(12345.0), count_text(0.5), count_text(None)
    ('12,345', '0.5', '–')
    """
    if count is None:
        return ABSENT
    return f"{count:,.0f}" if count == int(count) else f"{count:,.1f}"


def rate_text(rate: float | None) -> str:
    """Write a share or rate in per cent.

    Parameters
    ----------
    rate : float or None
        Between 0 and 1.

    Returns
    -------
    str
        To two decimals.

    Examples
    --------
    >>> rate_text(0.2212), rate_text(None)
    ('22.12%', '–')
    """
    return ABSENT if rate is None else f"{rate:.2%}"


def signed_text(number: float | None) -> str:
    """Write a number with its sign, to three decimals; nothing is left of -0.

    Parameters
    ----------
    number : float or None
        The number.

    Returns
    -------
    str
        For example ``+0.250``.

    Examples
    --------
    >>> signed_text(0.25), signed_text(None)
    ('+0.250', '–')
    """
    return ABSENT if number is None else f"{round(number, 3) + 0.0:+.3f}"


def score_range(minimum: int | None, next_better: int | None) -> str:
    """Write the scores of a grade.

    Parameters
    ----------
    minimum : int or None
        The lowest score of the grade; None for the lowest grade.
    next_better : int or None
        The lowest score of the grade above; None for the best.

    Returns
    -------
    str
        For example ``650 to 749``.

    Examples
    --------
    >>> score_range(650, 750), score_range(750, None), score_range(None, 650), score_range(None, None)
    ('650 to 749', '750 or more', 'below 650', 'all')
    """
    if next_better is None:
        return "all" if minimum is None else f"{minimum} or more"
    return f"below {next_better}" if minimum is None else f"{minimum} to {next_better - 1}"


def grade_title(grade: Mapping[str, Any]) -> str:
    """Write a grade, followed by its title where it has one.

    Parameters
    ----------
    grade : mapping
        ``grade`` and perhaps ``title``.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> grade_title({"grade": "A", "title": "良好"}), grade_title({"grade": "A"})
    ('A 良好', 'A')
    """
    code, title = str(grade["grade"]), grade.get("title")
    return code if title in {None, code} else f"{code} {title}"
