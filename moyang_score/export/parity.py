"""Parity: independent scorers of one card must say the same of every vector, or nothing is written."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from moyang_score.bundle import Statement
from moyang_score.card import Scorecard
from moyang_score.card.naive import naive_score
from moyang_score.errors import ParityError
from moyang_score.export.vectors import Row, Vector, answers_of

__all__ = ["SCORERS", "check_parity"]

_PARTS: Final = ("points", "score", "grade", "reasons", "flags")
_SMALLEST: Final = 1.5e-12  # one digit in the last place that a probability is rounded to
_FIXED: Final = 6  # the columns of SQL before the points
_REPORT: Final = "report this with the card: nothing was written"


def check_parity(card: Scorecard, vectors: Sequence[Vector], sql: str | None) -> list[str]:
    """Score the rows of vectors in every way there is, and compare with what the vectors say.

    Parameters
    ----------
    card : Scorecard
        The card.
    vectors : sequence of Vector
        Rows and answers.
    sql : str or None
        The card as SQL; None where it cannot be run.

    Returns
    -------
    list of str
        The names of the scorers that agree.

    Raises
    ------
    ParityError
        If one says something else; the message names the first row and the scorer.
    MissingExtraError
        If there is SQL and DuckDB is not installed.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> check_parity(card, answers_of(card, [{}]), None)
    ['numpy', 'naive']
    """
    rows = [one.row for one in vectors]
    _compare("numpy", vectors, answers_of(card, rows))
    _compare_naive(card, vectors)
    if sql is None:
        return ["numpy", "naive"]
    found = Statement(sql, card.inputs).run({one.key: [row[one.key] for row in rows] for one in card.inputs}, len(rows))
    _compare(SCORERS["sql"], vectors, list(_sql_answers(card, rows, found)))
    _compare_probability(card, vectors, found["probability_bad"])
    return list(SCORERS.values())


SCORERS: Final = {"numpy": "numpy", "naive": "naive", "sql": "DuckDB SQL"}


def _compare(scorer: str, vectors: Sequence[Vector], found: Sequence[Vector]) -> None:
    for number, (one, other) in enumerate(zip(vectors, found, strict=True), start=1):
        for part in _PARTS:
            if getattr(one, part) != getattr(other, part):
                raise _differs(scorer, number, part, getattr(other, part), getattr(one, part))


def _compare_naive(card: Scorecard, vectors: Sequence[Vector]) -> None:
    document = card.to_json()
    for number, one in enumerate(vectors, start=1):
        naive = naive_score(document, one.row)
        found: Mapping[str, Any] = {**naive, "points": tuple(naive["points"]), "reasons": tuple(naive["reasons"])}
        for part in ("points", "score", "grade", "reasons"):
            if found[part] != getattr(one, part):
                raise _differs("naive", number, part, found[part], getattr(one, part))
        unseen, flagged = _unseen(card, naive["cells"]), set(map(_flagged, one.flags))
        if unseen != flagged:
            raise _differs("naive", number, "flagged inputs", sorted(unseen), sorted(flagged))


def _unseen(card: Scorecard, cells: Sequence[Sequence[Any]]) -> set[str]:
    pairs = zip(card.characteristics, cells, strict=True)
    return {
        key for one, when in pairs for key, condition in zip(one.inputs, when, strict=True) if condition == "unseen"
    }


def _flagged(flag: str) -> str:
    return flag.partition(":")[2].replace("%3B", ";").replace("%25", "%")


def _sql_answers(card: Scorecard, rows: Sequence[Row], found: Mapping[str, Sequence[Any]]) -> Iterator[Vector]:
    columns = list(found.values())
    split = _FIXED + len(card.rows)
    for at, row in enumerate(rows):
        points = tuple(column[at] for column in columns[_FIXED:split])
        reasons = tuple(column[at] for column in columns[split:] if column[at] is not None)
        flags = tuple(found["flags"][at].split(";")) if found["flags"][at] else ()
        yield Vector(row, points, found["score"][at], found["grade"][at], reasons, flags)


def _compare_probability(card: Scorecard, vectors: Sequence[Vector], found: Sequence[Any]) -> None:
    for number, (one, probability) in enumerate(zip(vectors, found, strict=True), start=1):
        expected = None if card.scaling is None else float(card.probability_bad(one.score))
        near = expected is not None and probability is not None and abs(probability - expected) <= _SMALLEST
        if not near and probability is not expected:
            raise _differs(SCORERS["sql"], number, "probability_bad", probability, expected)


def _differs(scorer: str, number: int, part: str, found: Any, expected: Any) -> ParityError:
    return ParityError(
        f"the scorer {scorer} disagrees on {part}: {found!r} where the card says {expected!r}",
        where=f"vector {number}",
        fix=_REPORT,
    )
