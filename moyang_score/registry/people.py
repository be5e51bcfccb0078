"""The people of one intake: their tokens, the names they are known by, what they agreed to, and who is of age."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score.registry.cells import plain_text
from moyang_score.registry.consent import GENERAL, Ledger
from moyang_score.registry.delivery import Delivery
from moyang_score.registry.distinct import Distinct
from moyang_score.registry.identity import is_younger, read_id, read_opaque_id
from moyang_score.registry.names import canonical_name

if TYPE_CHECKING:
    from moyang_score.catalogue import Catalogue
    from moyang_score.registry.store import Store
    from moyang_score.registry.tokens import TokenKey

__all__ = ["ADULT", "People", "Who", "names_of"]

ADULT: Final = 18


@dataclass(frozen=True)
class Who:
    """Hold who the rows of a file are about.

    Parameters
    ----------
    tokens : Distinct
        Tokens; None where the id cannot be read.
    ids : list
        For each distinct value the id itself, which never leaves the intake.
    codes : list
        For each distinct value why it cannot be read; None where it can.
    """

    tokens: Distinct
    ids: list[str | None]
    codes: list[str | None]


class People:
    """Know the people of one intake.

    Parameters
    ----------
    catalogue : Catalogue
        The catalogue.
    key : TokenKey
        The key to make tokens with.
    received : datetime.date
        The day of the intake.
    names : dict
        Token → name tokens, of those in the store.
    """

    def __init__(self, catalogue: "Catalogue", key: "TokenKey", received: date, names: dict[str, set[str]]) -> None:
        self.names = names
        self.ledger = Ledger([], received)
        self._key = key
        self._received = received
        self._has_births = catalogue.id_scheme == "gb11643"
        self._is_assumed = catalogue.consent == "assumed"
        self._has_register = any(table.kind == "persons" for table in catalogue.tables.values())
        self._read = read_id if self._has_births else read_opaque_id
        self._seen: dict[Any, tuple[str | None, str | None, str | None]] = {}
        self._name_tokens: dict[str, str] = {}

    def who(self, delivery: Delivery) -> Who:
        """Return who the rows of a file are about; each distinct id is read once in an intake."""
        cells = delivery.cells["person_id"]
        found = [self._look_up(cell) for cell in cells.values]
        tokens = Distinct([token for token, _, _ in found], cells.places)
        return Who(tokens, [identity for _, identity, _ in found], [code for _, _, code in found])

    def name_tokens(self, delivery: Delivery) -> Distinct | None:
        """Return the names in a file as tokens; None where a cell is empty, or for a file without names."""
        cells = delivery.cells.get("person_name")
        return None if cells is None else cells.mapped(self._name_token)

    def is_minor(self, identity: str | None, on: date) -> bool:
        """Tell whether a person is under 18 on a day, where ids tell the day of birth."""
        return identity is not None and self._has_births and is_younger(identity, ADULT, on)

    def refusal(self, token: str | None, identity: str | None, scope: str | None = None) -> str | None:
        """Return why nothing may be stored of a person, or of a person under a separate scope; None if it may."""
        if token is None:
            return None
        if self.is_minor(identity, self._received):
            return "under_18"
        if self._is_assumed:
            return "no_consent" if self._has_register and token not in self.names else None
        if self.ledger.is_withdrawn(token):
            return "withdrawn"
        if token not in self.names or not self.ledger.is_live(token, GENERAL):
            return "no_consent"
        return None if scope is None or self.ledger.is_live(token, scope) else "no_consent"

    def mismatches(self, who: Who, names: Distinct | None) -> npt.NDArray[np.bool_]:
        """Return the rows whose name is not one that the person is known by."""
        n_rows = len(who.tokens)
        if names is None or not n_rows:
            return np.zeros(n_rows, dtype=bool)
        width = len(names.values)
        pairs, where = np.unique(who.tokens.places * width + names.places, return_inverse=True)
        wrong = [self._differs(who.tokens.values[pair // width], names.values[pair % width]) for pair in pairs.tolist()]
        return np.asarray(wrong, dtype=bool)[where]

    def _differs(self, token: str | None, name: str | None) -> bool:
        known = self.names.get(token) if token else None
        return bool(known) and name is not None and name not in (known or ())

    def _look_up(self, cell: Any) -> tuple[str | None, str | None, str | None]:
        found = self._seen.get(cell)
        if found is None:
            identity, code = self._read(cell)
            token = None if identity is None else self._key.token("person", identity)
            found = self._seen[cell] = (token, identity, code)
        return found

    def _name_token(self, cell: Any) -> str | None:
        text = plain_text(cell)
        if text not in self._name_tokens:
            name = canonical_name(text)
            self._name_tokens[text] = self._key.token("name", name) if name else ""
        return self._name_tokens[text] or None


def names_of(store: "Store | None") -> dict[str, set[str]]:
    """Return the names that the people of a store are known by, as tokens.

    Parameters
    ----------
    store : Store or None
        The store; None for one that is not begun yet.

    Returns
    -------
    dict
        Token → name tokens.
    """
    from pyarrow import parquet

    names: dict[str, set[str]] = {}
    for path in [] if store is None else store.files("persons"):
        table: Any = parquet.read_table(path, columns=["token", "name_token"])
        for token, name in zip(table["token"].to_pylist(), table["name_token"].to_pylist(), strict=True):
            names.setdefault(token, set()).update([name] if name else [])
    return names
