"""Inference: types, codes, and columns that cannot be used."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from moyang_score.errors import CardError
from moyang_score.learn.infer import MISSING_TOKENS, Dropped, infer_input

COUNTED = [str(number % 7) for number in range(40)]


def declared(column, **options):
    found = infer_input("k", column, **options)
    assert not isinstance(found, Dropped), found
    return found[0]


def reason(column, name="k", **options):
    found = infer_input(name, column, **options)
    assert isinstance(found, Dropped)
    return found.reason


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ([1, 2, None], "int"),
        ([1.0, 2.0, float("nan")], "int"),
        (["1", " 2 ", "", "NA"], "int"),
        (["1.0", "2"], "int"),
        ([1.5, 2, 3], "decimal"),
        (["1e-3", "2"], "decimal"),
        (["1,5", "2,5"], "text"),
        (["a", "b", "b"], "text"),
        (["true", "FALSE", ""], "bool"),
        ([True, None, False], "bool"),
        ([1, 0, 1], "int"),
        (["2024-01-01", "2024-12-31", "null"], "date"),
        ([date(2024, 1, 1), date(2024, 1, 2)], "date"),
        (["2024-01-01", "2024-02-30"], "text"),
        (np.array([1, 2], np.uint8), "int"),
        (np.array([True, False]), "bool"),
        (np.array([1.0, 2.0], np.float32), "int"),
        (np.array(["2024-01-01", "NaT", "2024-01-02"], "datetime64[ns]"), "date"),
        (pd.Series(["a", None, "b"], dtype="category"), "text"),
        (pd.Series([1, None, 2], dtype="Int64"), "int"),
        (pd.Series([True, None, False], dtype="boolean"), "bool"),
        ([1, 2, "three"], "text"),
    ],
)
def test_the_cells_decide_the_type(column, kind):
    assert declared(column).type == kind


def test_a_few_texts_among_many_numbers_are_codes():
    found = declared([*map(str, range(30)), *COUNTED, "refused", "unknown ", "unknown"])
    assert (found.type, found.special) == ("int", ("refused", "unknown"))
    composed = declared([*map(str, range(30)), *COUNTED, "caf\u00e9", "cafe\u0301"])
    assert composed.special == ("caf\u00e9",)


def test_as_many_texts_as_numbers_make_a_text_column():
    assert declared([*COUNTED, "refused", "unknown"]).type == "text"


@pytest.mark.parametrize("spelling", ["1_000", "١٢", "inf", "Infinity"])
def test_a_number_in_a_foreign_spelling_is_no_code(spelling):
    found = infer_input("k", [*map(str, range(60)), *COUNTED, spelling])
    assert isinstance(found, Dropped) or not found[0].special


def test_codes_declared_by_the_user_are_kept_first_and_are_no_missing_tokens():
    found = declared([*COUNTED, "NA", "-9"], special=["-9", "NA"], missing=["?"])
    assert found.special == ("-9", "NA")
    assert "NA" not in found.missing
    assert found.missing == (*[token for token in MISSING_TOKENS if token != "NA"], "?")


def test_a_token_is_not_missing_and_special_at_once():
    with pytest.raises(CardError) as caught:
        infer_input("k", COUNTED, special=["?"], missing=[" ? "])
    assert str(caught.value) == "Column 'k' has '?' both as missing token and as special code."


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (["", None, "NA"], "no row has a value"),
        ([None, None], "no row has a value"),
        ([3, 3, 3], "all rows have the one value 3"),
        ([0.25, 0.25], "all rows have the one value 0.25"),
        (["a", " a"], "all rows have the one value a"),
        ([f"p{row}" for row in range(30)], "it looks like an id: 30 values in 30 rows"),
        (list(range(100, 130)), "it looks like an id: 30 values in 30 rows"),
        ([1.5, float("inf"), 2.5], "1 of 3 cells are infinite"),
        (np.array([1.5, float("-inf"), 2.5]), "1 of 3 cells are infinite"),
        ([440000000000000000 + row % 9 for row in range(30)], "30 of 30 cells are too large"),
        ([str(440000000000000000 + row % 9) for row in range(30)], "30 of 30 cells are too large"),
        (np.array([440000000000000000 + row for row in range(30)]), "30 of 30 cells are too large"),
        ([1e300, 2.0, 5.0], "1 of 3 cells are too large"),
        (np.array([1e300, 2.0, 5.0]), "1 of 3 cells are too large"),
        ([1, 2, "1e400"], "1 of 3 cells are too large"),
    ],
)
def test_a_column_that_cannot_be_used_is_dropped_with_the_reason(column, text):
    assert reason(column) == text


def test_a_column_without_a_name_is_dropped():
    assert reason(COUNTED, name="") == "the column has no name"


def test_one_value_beside_missing_can_be_used():
    assert declared(["x", "", "x"]).type == "text"


@pytest.mark.parametrize("name", ["id", "ID", "person_id", "customer-uuid", "row_number", "serial_no"])
def test_whole_numbers_that_all_differ_are_ids_if_the_name_says_so(name):
    wide = [row * 97 for row in range(40)]
    assert infer_input(name, wide).is_id
    assert not isinstance(infer_input("income", wide), Dropped)
    assert not isinstance(infer_input("paid", wide), Dropped)


def test_few_rows_are_no_evidence_of_an_id():
    assert declared([f"p{row}" for row in range(19)]).type == "text"


def test_the_same_column_has_the_same_type_from_a_list_an_array_and_texts():
    for cells in ([1.0, 2.0, 3.0], [1e16, 2.0, 3.0], [0.1, 1e300, 5.0], [2.0**53, 1.0, 2.0]):
        forms = [cells, np.array(cells), pd.Series(cells), list(map(repr, cells))]
        found = [infer_input("k", form) for form in forms]
        shown = {one.reason if isinstance(one, Dropped) else one[0].type for one in found}
        assert len(shown) == 1, (cells, shown)
