"""The cases of the parity tests, scored naively once per process."""

import pytest

from tests.parity import sides


@pytest.fixture(scope="session")
def text_cases() -> list[sides.Case]:
    """Cards with rows of texts, as files hold them."""
    return sides.text_cases()


@pytest.fixture(scope="session")
def typed_cases() -> list[sides.Case]:
    """The same cards with rows of typed arrays, as frames hold them."""
    return sides.typed_cases()
