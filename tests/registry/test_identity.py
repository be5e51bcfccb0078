"""Identity numbers are read in every spelling that files have, and never by their address."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moyang_score.registry.identity import holds_id, is_younger, read_id, read_opaque_id
from tests.registry.deliveries import with_check_digit


@pytest.mark.parametrize(
    "text",
    [
        "11010519491231002X",
        "440524188001010014",
        "34052419800101001X",
        "991702199001011230",
        "991781198506150026",
        "991704197202291017",
        "991721199912310089",
    ],
)
def test_valid_numbers_are_read_as_they_stand(text):
    assert read_id(text) == (text, None)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("11010519491231002x", "11010519491231002X"),
        ("　１１０１０５１９４９１２３１００２Ｘ ", "11010519491231002X"),
        ("110105 19491231 002X", "11010519491231002X"),
        ("340524800101001", "34052419800101001X"),
        (340524800101001, "34052419800101001X"),
        ("340524800101001.0", "34052419800101001X"),
        (991702199001011230, "991702199001011230"),
    ],
)
def test_other_spellings_of_the_same_number(written, meant):
    assert read_id(written) == (meant, None)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "missing_value"),
        (None, "missing_value"),
        (float("nan"), "missing_value"),
        ("  ", "missing_value"),
        ("110105194912310021", "bad_id"),
        ("11010519490229002X", "bad_id"),
        ("11010519491231002", "bad_id"),
        ("1101051949123100２XX", "bad_id"),
        ("X1010519491231002X", "bad_id"),
        ("张三", "bad_id"),
        ("1.10105E+17", "rounded_id"),
        ("1.10105194912310E+17", "rounded_id"),
        ("440524188001011000", "rounded_id"),
        (440524188001011000, "rounded_id"),
        (4.40524188001010e17, "rounded_id"),
    ],
)
def test_what_cannot_be_read_is_told_by_kind(written, code):
    assert read_id(written) == (None, code)


def test_no_date_of_birth_that_never_was():
    assert read_id(with_check_digit_unchecked("99170219900230123")) == (None, "bad_id")
    assert read_id(with_check_digit_unchecked("99170219890229123")) == (None, "bad_id")


def test_an_address_code_is_never_judged():
    assert read_id(with_check_digit("44172319900101123"))[1] is None
    assert read_id(with_check_digit("00000019900101123"))[1] is None


@given(st.text(max_size=30) | st.integers() | st.floats() | st.none())
def test_nothing_makes_the_reader_fail(value):
    identity, code = read_id(value)
    assert (identity is None) == (code is not None)


@given(st.integers(0, 17), st.integers(1, 9))
def test_a_single_wrong_digit_is_always_found(place, step):
    right = "991702199001011230"
    digit = str((int(right[place]) + step) % 10)
    assert read_id(right[:place] + digit + right[place + 1 :])[0] is None


def test_the_eighteenth_birthday_counts():
    born = with_check_digit("99170220080930123")
    assert not is_younger(born, 18, date(2026, 9, 30))
    assert is_younger(born, 18, date(2026, 9, 29))
    leap = with_check_digit("99170220080229123")
    assert is_younger(leap, 18, date(2026, 2, 28))
    assert not is_younger(leap, 18, date(2026, 3, 1))


@pytest.mark.parametrize(
    "text", ["文号 11010519491231002X 号", "id:１１０１０５１９４９１２３１００２Ｘ", "340524800101001"]
)
def test_an_id_inside_a_text_is_found(text):
    assert holds_id(text)


@pytest.mark.parametrize("text", ["", "阳江市中级人民法院", "（2025）粤1702执123号", "202600000000000012", "9" * 40])
def test_other_numbers_are_no_ids(text):
    assert not holds_id(text)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (" a-1 ", ("a-1", None)),
        ("", (None, "missing_value")),
        ("x" * 201, (None, "bad_id")),
        (2.0**60, (None, "rounded_id")),
    ],
)
def test_opaque_ids_have_no_form(value, read):
    assert read_opaque_id(value) == read


def with_check_digit_unchecked(body):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(a) * b for a, b in zip(body, weights, strict=True)) % 11]
