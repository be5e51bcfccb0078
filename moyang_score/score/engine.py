"""Scoring a table inside DuckDB, by the SQL of a card: the same rows and columns as scoring it in numpy."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from moyang_score.bundle import Statement
from moyang_score.card import Scorecard
from moyang_score.errors import BundleError
from moyang_score.files import Table
from moyang_score.score.output import Progress, check_inputs, column_names, rounded_probabilities, row_ids

__all__ = ["score_table_by_sql"]

CHUNK: Final = 500_000
_FIXED: Final = ("moyang_row", "score", "grade", "probability_bad", "digest", "flags")


def score_table_by_sql(  # noqa: PLR0913 - what score_table takes, and the SQL
    card: Scorecard,
    sql: str,
    table: Table,
    *,
    id_column: str | None = None,
    points: bool = False,
    reasons: bool = False,
    progress: Progress | None = None,
) -> dict[str, Sequence[Any]]:
    """Score each row of a table in DuckDB.

    Parameters
    ----------
    card : Scorecard
        The card.
    sql : str
        The same card as SQL: that of its bundle.
    table : Table
        The rows, with every column that the card reads; other columns are ignored.
    id_column : str, optional
        The column to copy into ``id``, as it stands. Without it the rows are numbered in ``row``, from 1.
    points, reasons : bool
        Add points and reasons, as `score_table` does.
    progress : callable, optional
        Called with the rows done and all rows, after each chunk.

    Returns
    -------
    dict
        What `score_table` returns, cell by cell.

    Raises
    ------
    ColumnError
        If a column is absent, or holds what SQL cannot be told as the card reads it.
    MissingExtraError
        If DuckDB is not installed.
    BundleError
        If the SQL is not that of the card.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> sql = "SELECT moyang_row, 650 AS score, NULL AS grade, NULL AS probability_bad, "
    >>> sql += f"'{card.digest}' AS digest, '' AS flags, 1 AS reason_1, 2 AS reason_2, 3 AS reason_3, 4 AS reason_4 "
    >>> score_table_by_sql(card, sql + "FROM moyang_input", Table("people.csv", {"age": ["41", "x"]}))["score"]
    [650, 650]
    """
    check_inputs(card, table)
    statement = Statement(sql, card.inputs)
    wanted = list(column_names(card, points=points, reasons=reasons))
    columns: dict[str, list[Any]] = {name: [] for name in wanted}
    for start in range(0, len(table), CHUNK):
        rows = min(CHUNK, len(table) - start)
        found = statement.run({one.key: table[one.key][start : start + rows] for one in card.inputs}, rows)
        _check_columns(card, found)
        for name in wanted:
            columns[name].extend(found[name])
        if progress is not None:
            progress(start + rows, len(table))
    # A function of the score alone, and the last digit of a logarithm is not the same in every library.
    columns["probability_bad"] = rounded_probabilities(card, columns["score"])
    return {"row" if id_column is None else "id": row_ids(table, id_column), **columns}


def _check_columns(card: Scorecard, found: Mapping[str, Sequence[Any]]) -> None:
    names = list(column_names(card, points=True, reasons=True))
    if list(found) != [_FIXED[0], *names] or set(found["digest"]) - {card.digest}:
        raise BundleError(
            "the SQL is not that of the card: it gives other columns, or names another digest",
            fix="take the bundle again from those who released it",
        )
