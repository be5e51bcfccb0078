"""The catalogue of the city, read once."""

import pytest

from moyang_score.catalogue import Catalogue, load_catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue("moyang")
