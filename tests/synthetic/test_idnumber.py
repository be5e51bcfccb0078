"""Ids: of the right form, and of nobody."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moyang_score.synthetic.draw import Draw
from moyang_score.synthetic.idnumber import id_numbers, mistyped, old_form, rounded, stranger, with_check_digit
from tests.synthetic.cities import made

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def is_right(number: str) -> bool:
    """Tell by the standard, without the code that made it, whether an id is right."""
    if len(number) != 18 or not number[:17].isdigit():
        return False
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return "10X98765432"[sum(w * int(digit) for w, digit in zip(WEIGHTS, number, strict=False)) % 11] == number[17]


@pytest.mark.parametrize(
    "number", ["11010519491231002X", "440524188001010014", "34052419800101001X", "991704197202291017"]
)
def test_check_digits_are_those_of_the_standard(number):
    assert is_right(number)
    assert with_check_digit(np.array([int(number[:17])])).tolist() == [number]


def test_the_ids_of_a_city_are_right_unique_and_of_an_area_that_was_never_assigned():
    people = made(5000, 7).people
    ids = people.ids.tolist()
    assert len(set(ids)) == 5000
    assert all(is_right(number) for number in ids)
    assert {number[:2] for number in ids} == {"99"}
    assert [number[6:14] for number in ids] == [day.replace("-", "") for day in people.born.astype(str).tolist()]
    assert [int(number[16]) % 2 for number in ids] == [int(sex == "M") for sex in people.sex.tolist()]


def test_many_born_on_one_day_have_ids_of_their_own():
    born = np.full(900, np.datetime64("1990-01-01", "D"))
    is_woman = np.zeros(900, dtype=bool)
    ids = id_numbers(Draw(1, "crowd"), born, is_woman)
    assert len(set(ids.tolist())) == 900


@given(st.integers(0, 2**40), st.integers(0, 50))
def test_a_spoilt_id_is_never_right(number, variant):
    whole = str(with_check_digit(np.array([991702_19900101_000 + number % 1000]))[0])
    assert not is_right(mistyped(whole, variant))
    assert not is_right(rounded(whole, variant))
    assert is_right(stranger(whole, variant))
    assert stranger(whole, variant)[:6] == "999999"


def test_the_old_form_leaves_out_the_century_and_the_check_digit():
    assert old_form("34052419800101001X") == "340524800101001"
    assert old_form("991781200506150026") == "991781200506150026"
