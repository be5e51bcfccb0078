"""The same file is parsed once: most tests change one file of the city's, and leave the others as they are."""

from pathlib import Path
from typing import Any

import pytest

from moyang_score.catalogue import loading
from moyang_score.catalogue.document import read_document

PARSED: dict[tuple[str, bytes], tuple[dict[str, Any], list[Any]]] = {}


@pytest.fixture(autouse=True)
def parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(folder: Path, name: str) -> tuple[dict[str, Any], list[Any]]:
        path = folder / name
        if not path.is_file():
            return read_document(folder, name)
        key = (name, path.read_bytes())
        if key not in PARSED:
            PARSED[key] = read_document(folder, name)
        content, findings = PARSED[key]
        return content, list(findings)

    monkeypatch.setattr(loading, "read_document", read)
