"""Catalogues to break: a copy of the city's, with one thing changed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from moyang_score.catalogue import Finding, check_catalogue
from moyang_score.catalogue.document import read_document
from moyang_score.catalogue.loading import PACKED

SMALL = Path(__file__).parent / "small"


def copy_city(folder: Path) -> Path:
    """Copy the city's catalogue into a folder."""
    return Path(shutil.copytree(PACKED["moyang"], folder / "city"))


def copy_small(folder: Path) -> Path:
    """Copy the small catalogue into a folder."""
    return Path(shutil.copytree(SMALL, folder / "small"))


def change(folder: Path, file: str, edit: Callable[[Any], Any]) -> None:
    """Let a function edit the content of one file; JSON is YAML."""
    content, _ = read_document(folder, file)
    edit(content)
    (folder / file).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def indicator(content: Any, code: str) -> Any:
    """Return the entry of one indicator."""
    return next(one for one in content["indicators"] if one["code"] == code)


def column(content: Any, name: str) -> Any:
    """Return the entry of one column, by its header or name."""
    return next(one for one in content["columns"] if name in {one["header"], one.get("name")})


def only_finding(folder: Path) -> Finding:
    """Check a catalogue that is expected to have exactly one finding."""
    findings = check_catalogue(folder)
    assert len(findings) == 1, [str(one) for one in findings]
    return findings[0]
