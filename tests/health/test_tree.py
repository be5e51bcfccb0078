"""The tree keeps its own rules: small modules, whole links, no addresses."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "moyang_score").rglob("*.py"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_no_module_is_longer_than_400_lines() -> None:
    long = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}

    assert {path: lines for path, lines in long.items() if lines > 400} == {}


def test_no_module_is_named_for_nothing() -> None:
    assert [path for path in MODULES if path.stem in {"utils", "helpers", "manager", "common", "misc"}] == []


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")

    assert broken == []


def test_every_decision_stands_in_the_index() -> None:
    folder = ROOT / "docs" / "adr"
    index = (folder / "index.md").read_text(encoding="utf-8")

    assert [path.name for path in sorted(folder.glob("0*.md")) if f"({path.name})" not in index] == []


def test_the_constraints_are_pins_without_any_address() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()

    assert lines
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9][a-z0-9.-]*==[a-z0-9.!+]+", line)] == []


def test_make_lists_its_targets() -> None:
    found = subprocess.run(["make", "-s", "-C", str(ROOT)], capture_output=True, text=True, check=True)

    for target in ("setup", "demo", "test", "test-slow", "lint", "bench", "docs", "clean"):
        assert f"make {target}" in found.stdout
