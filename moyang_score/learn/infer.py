"""Inference: which type each column of a table has, and which columns cannot be used, with the reason."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from moyang_score.card import STATE_OF_CODE, VALUE_STATE, Input, Reading, read_column
from moyang_score.card.cell import Unreadable, clean_text, is_absent, read_value
from moyang_score.card.column import open_column
from moyang_score.caution import caution
from moyang_score.errors import CardError

__all__ = ["MISSING_TOKENS", "Dropped", "infer_input"]

MISSING_TOKENS: Final = ("", "NA", "N/A", "#N/A", "<NA>", "NaN", "nan", "NULL", "null")

_MOST_CODES: Final = 10  # distinct cells in a column of numbers that are no numbers; more make it a column of text
_LEAST_NUMBERS: Final = 0.9  # share of distinct cells that are numbers, for the others to be codes among numbers
_ID_SHARE: Final = 0.5  # levels per row from which text names rows rather than groups of them
_FEW_ROWS: Final = 20  # below this, many levels per row say nothing
_ID_NAME: Final = re.compile(r"(?:.*[_\W])?(?:id|uuid|row_?names?|row_?number|index|serial)(?:_?no)?", re.IGNORECASE)
_BY_KIND: Final = {"b": "bool", "i": "int", "u": "int", "M": "date"}


@dataclass(frozen=True)
class Dropped:
    """Name a column that cannot be used, and say why.

    Parameters
    ----------
    column : str
        Its name.
    reason : str
        One clause that a reader of the card understands.
    is_id : bool
        True if the column seems to name rows.
    """

    column: str
    reason: str
    is_id: bool = False


def infer_input(
    name: str, column: Any, special: Sequence[str] = (), missing: Sequence[str] = ()
) -> tuple[Input, Reading] | Dropped:
    """Infer the type of a column and read it, or say why it cannot be used.

    A column is bool, date, int (all values whole), decimal or text, whichever its cells allow first. A few texts in a
    column of numbers become special codes. Nothing here looks at the target.

    Parameters
    ----------
    name : str
        The column's name, which becomes the key of the input.
    column : list, ndarray, or a column of pandas, polars or Arrow
        The cells of the rows fitted on, length n.
    special : sequence of str
        Special codes declared by the user.
    missing : sequence of str
        Missing tokens declared by the user, beside `MISSING_TOKENS`.

    Returns
    -------
    tuple of Input and Reading, or Dropped
        The column as it is read, or the reason why it is not.

    Raises
    ------
    CardError
        If a token is declared missing and special at once.

    Examples
    --------
    >>> infer_input("late", ["0", "2", "", "unknown", *map(str, range(20))])[0].special
    ('unknown',)
    >>> infer_input("constant", ["a", "a"])
    Dropped(column='constant', reason='all rows have the one value a', is_id=False)
    """
    if not name:
        return Dropped(name, "the column has no name")
    tokens = _tokens(name, special, missing)
    kind, codes = _kind(column, Input(name, "text", missing=tokens, special=tuple(special)))
    declared = Input(name, kind, missing=tokens, special=(*special, *codes))
    reading = read_column(declared, column)
    values = reading.values[reading.state == VALUE_STATE]
    if _is_id(name, declared, values):
        reason = caution("like_an_id", distinct=len(np.unique(values)), rows=len(reading))
        return Dropped(name, reason, is_id=True)
    reason = _unusable(declared, reading)
    return Dropped(name, reason) if reason else (declared, reading)


def _tokens(name: str, special: Sequence[str], missing: Sequence[str]) -> tuple[str, ...]:
    declared = {clean_text(code) for code in special}
    doubled = sorted(declared & {clean_text(token) for token in missing})
    if doubled:
        raise CardError(f"column {name!r} has {doubled[0]!r} both as missing token and as special code")
    return tuple(
        token for token in dict.fromkeys((*MISSING_TOKENS, *map(clean_text, missing))) if token not in declared
    )


def _kind(column: Any, as_text: Input) -> tuple[str, tuple[str, ...]]:
    cells = open_column(column)
    if cells.array is not None and cells.array.dtype.kind in _BY_KIND:
        return _BY_KIND[cells.array.dtype.kind], ()
    if cells.array is not None:
        finite = cells.array[np.isfinite(cells.array)]
        return ("int" if (finite == np.floor(finite)).all() else "decimal"), ()
    _, distinct = cells.coded()
    present = [cell for cell in distinct if not is_absent(cell) and as_text.read_cell(cell)[0] == VALUE_STATE]
    return _kind_of_cells(present)


def _kind_of_cells(cells: Sequence[Any]) -> tuple[str, tuple[str, ...]]:
    if not cells:
        return "text", ()
    for kind in ("bool", "date"):
        if not any(isinstance(read_value(kind, cell), Unreadable) for cell in cells):
            return kind, ()
    others = [cell for cell in cells if _is_other(cell, "decimal")]
    numbers = len(cells) - len(others)
    if not numbers or numbers < _LEAST_NUMBERS * len(cells) or len(others) > _MOST_CODES or not _all_codes(others):
        return "text", ()
    whole = not any(_is_other(cell, "int") for cell in cells if not _is_other(cell, "decimal"))
    return ("int" if whole else "decimal"), tuple(sorted(set(map(clean_text, others))))


def _is_other(cell: Any, kind: str) -> bool:
    """Tell whether a cell is no number of a kind; what is too large or infinite is a number, and gets its reason."""
    read = read_value(kind, cell)
    return isinstance(read, Unreadable) and read.code == "unparsable"


def _all_codes(cells: Sequence[Any]) -> bool:
    """Tell whether cells are plain texts, and no numbers in a spelling that some other reader would take."""
    return all(isinstance(cell, str) and not _float_takes(cell) for cell in cells)


def _float_takes(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _unusable(declared: Input, reading: Reading) -> str:
    """Return the reason why a column cannot be used, or an empty text."""
    for code, state in STATE_OF_CODE.items():
        if count := int((reading.state == state).sum()):
            return f"{count} of {len(reading)} cells are {code.replace('_', ' ')}"
    distinct = np.unique(reading.values[reading.state == VALUE_STATE])
    states = np.unique(reading.state)
    if len(states) > 1 or len(distinct) > 1:
        return ""
    if not len(distinct):
        return "no row has a value"
    return f"all rows have the one value {_shown(declared, reading, distinct[0])}"


def _is_id(name: str, declared: Input, values: npt.NDArray[Any]) -> bool:
    """Tell whether values name rows: texts that differ in most rows, or whole numbers that count or are called so."""
    if len(values) < _FEW_ROWS:
        return False
    distinct = len(np.unique(values))
    if declared.type == "text":
        return distinct > _ID_SHARE * len(values)
    if declared.type != "int" or distinct < len(values):
        return False
    counts_rows = int(values.max()) - int(values.min()) < 1.5 * len(values)
    return counts_rows or _ID_NAME.fullmatch(name) is not None


def _shown(declared: Input, reading: Reading, value: Any) -> str:
    if reading.levels is not None:
        return reading.levels[int(value)]
    return f"{value:g}" if declared.type == "decimal" else str(int(value))
