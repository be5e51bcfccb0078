"""Who can be looked up: rows of features by token, of people who agree on the day they are asked for."""

from collections.abc import Callable, Mapping
from typing import Any

from moyang_score.card import Scorecard
from moyang_score.errors import ColumnError
from moyang_score.files import Table
from moyang_score.score.output import check_inputs

__all__ = ["People"]


class People:
    """Find what a card reads of a person.

    Parameters
    ----------
    card : Scorecard
        The card.
    table : Table
        Features of people who agreed, with a column ``token``.
    agrees : callable
        Told a token, says whether the person agrees now.

    Raises
    ------
    ColumnError
        If a column that the card reads, or ``token``, is absent, or somebody stands twice.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> people = People(card, Table("f.csv", {"token": ["a", "b"]}), agrees=lambda token: token == "a")
    >>> people.record("a"), people.record("b"), people.record("c")
    ({}, None, None)
    """

    def __init__(self, card: Scorecard, table: Table, agrees: Callable[[str], bool]) -> None:
        check_inputs(card, table)
        self._columns = {one.key: table[one.key] for one in card.inputs}
        self._agrees = agrees
        self._places: dict[str, int] = {}
        for at, cell in enumerate(table["token"]):
            token = str(cell.as_py() if hasattr(cell, "as_py") else cell)
            if token in self._places:
                raise ColumnError(
                    "somebody stands in two rows",
                    where=f"{table.source}, row {at + 1}",
                    fix="give the features of one as-of date",
                )
            self._places[token] = at

    def __len__(self) -> int:
        """Return how many people can be looked up, whether they agree or not."""
        return len(self._places)

    def record(self, token: str) -> Mapping[str, Any] | None:
        """Return the cells of a person, or None: of somebody unknown as of somebody who does not agree."""
        at, agrees = self._places.get(token), self._agrees(token)
        return None if at is None or not agrees else self._cells(at)

    def somebody(self) -> Mapping[str, Any] | None:
        """Return the cells of the first row, to work on as long where there is nobody; None in an empty table."""
        return self._cells(0) if self._places else None

    def _cells(self, at: int) -> dict[str, Any]:
        cells = {key: column[at] for key, column in self._columns.items()}
        return {key: cell.as_py() if hasattr(cell, "as_py") else cell for key, cell in cells.items()}
