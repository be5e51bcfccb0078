"""The SQL of a bundle, run over columns in DuckDB, which is optional: nothing else in this room needs it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np

from moyang_score.card import STATE_OF_CODE, VALUE_STATE, Input
from moyang_score.card.column import open_column
from moyang_score.errors import BundleError, ColumnError, MissingExtraError

__all__ = ["Statement", "has_duckdb"]

RELATION: Final = "moyang_input"
ROW: Final = "moyang_row"

_TEXT_TYPES: Final = ("string", "large_string", "string_view")
_EXACT_TYPES: Final = ("bool", "date32[day]", *(f"{sign}int{size}" for sign in ("", "u") for size in (8, 16, 32, 64)))
_FLOAT_TYPES: Final = ("halffloat", "float", "double")
# No file, no network, no variable of this process.
_CLOSED: Final = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
_EXTRA: Final = "install it with: pip install 'moyang-score[data]'"


class Statement:
    """Run one SELECT of a bundle, in a database of its own in memory that can reach no file and no network.

    Parameters
    ----------
    sql : str
        The statement, as the bundle has it.
    inputs : sequence of Input
        The inputs of its card.

    Raises
    ------
    MissingExtraError
        If DuckDB or pyarrow is not installed.
    BundleError
        If the text is not one SELECT.

    Examples
    --------
    >>> sql = "SELECT moyang_row, CAST(age AS BIGINT) + 1 AS score FROM moyang_input"
    >>> Statement(sql, [Input("age", "int")]).run({"age": ["41", "7"]}, 2)
    {'moyang_row': [1, 2], 'score': [42, 8]}
    """

    def __init__(self, sql: str, inputs: Sequence[Input]) -> None:
        duckdb, self._arrow = _libraries()
        self._inputs = tuple(inputs)
        self._sql = sql
        self._fault = duckdb.Error
        self._database = duckdb.connect(":memory:", config=_CLOSED)
        self._database.execute("SET lock_configuration = true")
        self._check(duckdb)

    def run(self, columns: Mapping[str, Any], rows: int) -> dict[str, list[Any]]:
        """Run the statement.

        Parameters
        ----------
        columns : mapping
            A column for each input: a list of cells, or a column of Arrow, numpy, pandas or polars.
        rows : int
            The number of rows.

        Returns
        -------
        dict
            The columns of the result by name, with the rows in the order of the input; `ROW` counts them from 1.

        Raises
        ------
        ColumnError
            If a column holds what SQL cannot be told as the card reads it.
        BundleError
            If the database refuses the statement.
        """
        arrays = {one.key: self._array(one, columns[one.key]) for one in self._inputs}
        relation = self._arrow.table({ROW: np.arange(1, rows + 1, dtype=np.int64), **arrays})
        self._database.register(RELATION, relation)
        try:
            result = self._database.sql(self._sql).to_arrow_table()
        except self._fault as error:
            raise _refused(error) from None
        finally:
            self._database.unregister(RELATION)
        order = np.argsort(result.column(0).to_numpy(), kind="stable")
        if not np.array_equal(order, np.arange(rows)):
            result = result.take(order)
        return dict(zip(result.column_names, (column.to_pylist() for column in result.columns), strict=True))

    def _check(self, duckdb: Any) -> None:
        try:
            statements = self._database.extract_statements(self._sql)
        except self._fault as error:
            raise _refused(error) from None
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise BundleError("the SQL is not one SELECT", fix="take the bundle again from those who released it")

    def _array(self, declared: Input, column: Any) -> Any:
        """Hand a column over with its type where DuckDB reads that type as the card does, else as texts that do."""
        array = self._typed(column)
        kind = str(array.type) if array is not None else ""
        if kind in _TEXT_TYPES or kind in _EXACT_TYPES:
            return array
        if kind in _FLOAT_TYPES:
            return array.cast(self._arrow.float64())
        if kind == "null":
            return array.cast(self._arrow.string())
        if kind.startswith("timestamp") and "tz=" not in kind and declared.type != "text":
            return array
        return self._arrow.array(_texts(declared, column), self._arrow.string())

    def _typed(self, column: Any) -> Any:
        """Return an Arrow column of one type, or None where the cells have none in common."""
        if hasattr(column, "dictionary_encode"):
            return column
        if isinstance(column, np.ndarray) and column.dtype.kind in "biuf":
            return self._arrow.array(column)
        if not isinstance(column, (list, tuple)) or len(set(map(type, column)) - {type(None)}) > 1:
            return None
        try:
            return self._arrow.array(column)
        except (self._arrow.ArrowException, OverflowError, UnicodeError, TypeError):
            return None


def has_duckdb() -> bool:
    """Tell whether the SQL of a bundle can be run here.

    Returns
    -------
    bool
        False where DuckDB or pyarrow is not installed.

    Examples
    --------
    >>> has_duckdb()
    True
    """
    try:
        _libraries()
    except MissingExtraError:
        return False
    return True


def _libraries() -> tuple[Any, Any]:
    try:
        import duckdb
        import pyarrow as pa
    except ImportError as error:
        raise MissingExtraError("SQL is run by DuckDB, with pyarrow, and one is not installed", fix=_EXTRA) from error
    return duckdb, pa


def _texts(declared: Input, column: Any) -> list[str | None]:
    """Read each distinct cell as the card does, and spell what was read so that SQL reads the same."""
    codes, distinct = open_column(column).coded()
    spelled = [_spelled(declared, cell) for cell in distinct]
    return [spelled[code] for code in codes.tolist()]


def _spelled(declared: Input, cell: Any) -> str | None:
    if isinstance(cell, str):
        return cell
    state, value = declared.read_cell(cell)
    if state == VALUE_STATE:
        return _spelled_value(declared, value)
    if state == 1:
        return None
    if state in STATE_OF_CODE.values():
        return next(text for text in _unreadable_texts(declared, state) if declared.read_cell(text)[0] == state)
    return declared.special[state - 5]


def _spelled_value(declared: Input, value: Any) -> str:
    if declared.type == "date":
        return str(np.datetime64(int(value), "D"))
    return repr(value) if isinstance(value, float) else str(value)


def _unreadable_texts(declared: Input, state: int) -> Iterator[str]:
    yield from ("unreadable", "1e400", "1e399", "(unreadable)")
    raise ColumnError(
        f"column {declared.key!r} holds a value of a type that no text stands for (state {state})",
        fix="leave out --engine, or write the column as text",
    )


def _refused(error: Exception) -> BundleError:
    """Repeat the kind of the database's complaint, not its text, which can quote a cell."""
    return BundleError(
        f"DuckDB refuses the SQL ({type(error).__name__})",
        fix="use DuckDB 1.4 or later, or take the bundle again from those who released it",
    )
