"""Who can be looked up: rows of features by token, of people who agree on the day they are asked for."""

from collections.abc import Callable, Mapping
from typing import Any

from moyang_score.card import Scorecard
from moyang_score.errors import ColumnError
from moyang_score.files import Table
from moyang_score.score.output import check_inputs

__all__ = ["People"]

_TOKEN = "token"  # noqa: S105 - the name of a column


class People:
    """Find what a card reads of a person.

    Parameters
    ----------
    card : Scorecard
        The card.
    table : Table
        Features of people who agreed, with a column ``token``.
    agrees : callable, optional
        Told a token, says whether the person agrees now; without it, who stands in the table does.

    Raises
    ------
    ColumnError
        If a column that the card reads, or ``token``, is absent, or somebody stands twice.

    Examples
    --------
    >>> card = Scorecard(card_class="research", base=650, inputs=(), characteristics=())
    >>> people = People(card, Table("f.csv", {"token": ["a", "b"]}), agrees=lambda token: token in "ac")
    >>> people.find("a"), people.find("b"), people.find("c"), people.find("d")
    ((True, {}), (False, None), (True, None), (False, None))
    """

    def __init__(self, card: Scorecard, table: Table, agrees: Callable[[str], bool] | None = None) -> None:
        check_inputs(card, table)
        self._columns = {one.key: table[one.key] for one in card.inputs}
        self._places: dict[str, int] = {}
        for at, cell in enumerate(table[_TOKEN]):
            token = str(_plain(cell))
            if token in self._places:
                what, fix = "somebody stands in two rows", "give the features of one as-of date"
                raise ColumnError(what, where=f"{table.source}, row {at + 1}", fix=fix)
            self._places[token] = at
        self._agrees = agrees if agrees is not None else self._places.__contains__

    def __len__(self) -> int:
        """Return how many people can be looked up, whether they agree or not."""
        return len(self._places)

    def find(self, token: str) -> tuple[bool, Mapping[str, Any] | None]:
        """Return whether a person agrees, and the cells of who does and has a row: nothing of anybody else."""
        at, agrees = self._places.get(token), self._agrees(token)
        return agrees, None if at is None or not agrees else self._cells(at)

    def somebody(self) -> Mapping[str, Any] | None:
        """Return the cells of the first row, to work on as long where there is nobody; None in an empty table."""
        return self._cells(0) if self._places else None

    def _cells(self, at: int) -> dict[str, Any]:
        return {key: _plain(column[at]) for key, column in self._columns.items()}


def _plain(cell: Any) -> Any:
    return cell.as_py() if hasattr(cell, "as_py") else cell
