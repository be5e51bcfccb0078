"""The columns of a catalogue: one of whole numbers for each indicator, and the words that belong to them."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

import numpy as np

from moyang_score.card import STATE_OF_CODE, TEXTS_FILES, Input, Reading, Texts, read_column
from moyang_score.catalogue import Catalogue, load_catalogue
from moyang_score.errors import CatalogueError, ColumnError
from moyang_score.learn.prepare import column_names

__all__ = ["catalogue_of", "catalogue_texts", "indicator_inputs", "read_indicators"]

_SHOWN: Final = 5
_LONGEST_SHOWN: Final = 8  # a longer cell may be an id that stands in the wrong column


def catalogue_of(frame: Any, catalogue: Catalogue | str | Path) -> Catalogue:
    """Return a catalogue, and refuse features that say they are of another one.

    Parameters
    ----------
    frame : any supported frame
        The features; those of the package know the hash of their catalogue.
    catalogue : Catalogue, str or Path
        The catalogue, or where it lies.

    Returns
    -------
    Catalogue
        The catalogue.

    Raises
    ------
    CatalogueError
        If it cannot be read, or the features are of another one.
    """
    known = catalogue if isinstance(catalogue, Catalogue) else load_catalogue(catalogue)
    given = getattr(frame, "catalogue_hash", known.hash)
    if given != known.hash:
        what = f"the features are of the catalogue {given[:12]}…, and {known.name} is {known.hash[:12]}…"
        raise CatalogueError(what, fix="build the features again, from the catalogue that is fitted")
    return known


def catalogue_texts(catalogue: Catalogue) -> dict[str, Texts]:
    """Return the texts of a catalogue in both languages, without advice where nothing may be suggested."""
    return {language: _texts(catalogue, language) for language in TEXTS_FILES}


def indicator_inputs(catalogue: Catalogue) -> tuple[Input, ...]:
    """Return the inputs of cards of a catalogue: the indicators that are on, as whole numbers with their unit."""
    return tuple(Input(one.code, "int", unit=one.unit, missing=("",)) for one in catalogue.indicators if one.on)


def read_indicators(frame: Any, inputs: Sequence[Input]) -> dict[str, Reading]:
    """Read the columns of indicators; everything else stays unread.

    Parameters
    ----------
    frame : any supported frame
        The features.
    inputs : sequence of Input
        The columns to read.

    Returns
    -------
    dict
        The `Reading` of each input by key, all of one length.

    Raises
    ------
    ColumnError
        If a column is absent, is of another length, or holds what is no whole number.
    """
    names = column_names(frame)
    absent = [one.key for one in inputs if one.key not in names]
    if absent:
        raise _absent(absent, len(inputs), names)
    readings = {one.key: read_column(one, frame[one.key]) for one in inputs}
    for key, reading in readings.items():
        _check_whole(key, reading, frame[key])
    rows = {key: len(reading) for key, reading in readings.items()}
    if len(set(rows.values())) > 1:
        raise ColumnError(f"the columns differ in length: {rows}", fix="give every column the same number of rows")
    return readings


def _texts(catalogue: Catalogue, language: str) -> Texts:
    document = catalogue.texts(language)
    for one in catalogue.indicators:
        if one.on and one.never_suggest:
            document["characteristics"][one.code]["improve"] = None
    return Texts(document)


def _absent(keys: Sequence[str], needed: int, names: Sequence[str]) -> ColumnError:
    shown = ", ".join(map(repr, keys[:_SHOWN])) + (f" and {len(keys) - _SHOWN} more" if len(keys) > _SHOWN else "")
    noun = "column" if len(keys) == 1 else f"{len(keys)} columns"
    fix = "give a table that moyang features wrote from the same catalogue"
    near = get_close_matches(keys[0], names, 1, 0.5)
    if near and len(keys) == 1:
        fix = f"the nearest name is {near[0]!r}; {fix}"
    return ColumnError(f"of the {needed} columns of the catalogue the table lacks the {noun} {shown}", fix=fix)


def _check_whole(key: str, reading: Reading, column: Any) -> None:
    """Refuse a column in which something stands that is neither a whole number nor empty."""
    wrong = np.flatnonzero(np.isin(reading.state, tuple(STATE_OF_CODE.values())))
    if not len(wrong):
        return
    row = int(wrong[0])
    cell = str(column[row] if not hasattr(column, "iloc") else column.iloc[row])
    said = repr(cell) if len(cell) <= _LONGEST_SHOWN else f"a cell of {len(cell)} characters"
    what = f"{said} is no whole number; {len(wrong)} of {len(reading)} rows are like it"
    raise ColumnError(what, where=f"column {key!r}, row {row + 1}", fix="give whole numbers, or empty cells")
