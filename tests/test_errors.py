"""Errors: whole after they have crossed into another process."""

import copy
import pickle

import pytest

from moyang_score import errors

ALL = [getattr(errors, name) for name in errors.__all__]


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("carry", [copy.copy, lambda error: pickle.loads(pickle.dumps(error))])
def test_an_error_survives_the_way_back_from_a_worker(kind, carry):
    error = kind("the target has 3 values", where="people.csv, column 'bad'", fix="name the bad one")
    found = carry(error)
    assert type(found) is kind
    assert str(found) == str(error)
    assert (found.what, found.where, found.fix) == (error.what, error.where, error.fix)
